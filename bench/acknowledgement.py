"""From a command to its acknowledgement: one after another over one connection, nobody watching."""

from __future__ import annotations

import json
import socket
import time
import uuid
from typing import Any

from product import MEETING, Server
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri


def over_http(server: Server, commands: int) -> list[float]:
    """Milliseconds of each POST over a keep-alive connection, from its last byte sent to its answer read."""
    took = []
    for _ in range(commands):
        act = server.next_act()
        begin = server.press(*act)
        server.reply()
        took.append((time.monotonic_ns() - begin) / 1e6)
    return took


class SocketLine:
    """A program's WebSocket, blocking and without a thread, so that nothing of ours is in the time."""

    def __init__(self, port: int, token: str, page: str = "none") -> None:
        uri = parse_uri(f"ws://127.0.0.1:{port}/meetings/{MEETING}/live?after=&epoch=&panels={page}&lang=en")
        self.line = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.come: list[object] = []  # and not yet looked at
        self.size = 0  # of the last message, in bytes
        self.protocol = ClientProtocol(uri, max_size=None)
        request = self.protocol.connect()
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        self.protocol.send_request(request)
        self.flush()

    def flush(self) -> None:
        for data in self.protocol.data_to_send():
            self.line.sendall(data)

    def send(self, message: dict[str, Any]) -> None:
        self.protocol.send_text(json.dumps(message).encode())
        self.flush()

    def wait_for(self, kind: str, **facts: object) -> dict[str, Any]:
        """Read on to the first message of this type with these facts."""
        while True:
            while self.come:
                event = self.come.pop(0)
                if not isinstance(event, Frame) or event.opcode is not Opcode.TEXT:
                    continue
                message: dict[str, Any] = json.loads(bytes(event.data))
                self.size = len(event.data)
                if message["type"] == kind and facts.items() <= message.items():
                    return message
            if self.protocol.close_expected():
                raise RuntimeError(
                    f"the socket ends: {self.protocol.close_code} {self.protocol.handshake_exc}"
                )
            self.protocol.receive_data(self.line.recv(65536))
            self.come += self.protocol.events_received()
            self.flush()


def over_socket(server: Server, commands: int) -> list[float]:
    """Milliseconds of each command frame to its reply frame, over one WebSocket."""
    line = SocketLine(server.house.port, server.house.token)
    line.wait_for("welcome")
    took = []
    for _ in range(commands):
        name, data = server.next_act()
        command = {"type": "command", "id": str(uuid.uuid4()), "name": name, "data": data}
        begin = time.monotonic_ns()
        line.send(command)
        reply = line.wait_for("reply", id=command["id"])
        took.append((time.monotonic_ns() - begin) / 1e6)
        if not reply["ok"]:
            raise RuntimeError(f"refused: {reply}")
    line.line.close()
    return took
