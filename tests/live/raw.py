"""A WebSocket line by hand (RFC 6455): it sends what no client library would, and reads what comes."""

import base64
import json
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple, Self

from tests.live.clients import SLUG
from tests.provision_product import Product

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
PATIENCE = 10


class Closed(NamedTuple):
    """How the server ended it: its close code (None: dropped without a word) and its words."""

    code: int | None
    reason: str = ""


def frame(
    payload: bytes, opcode: int = TEXT, *, last: bool = True, masked: bool = True, reserved: int = 0
) -> bytes:
    """One frame of a client."""
    size = len(payload)
    head = bytes([last << 7 | reserved << 4 | opcode])
    if size < 126:
        head += bytes([masked << 7 | size])
    elif size < 1 << 16:
        head += bytes([masked << 7 | 126]) + struct.pack("!H", size)
    else:
        head += bytes([masked << 7 | 127]) + struct.pack("!Q", size)
    if not masked:
        return head + payload
    key = os.urandom(4)
    return head + key + xor(payload, key)


def xor(payload: bytes, key: bytes) -> bytes:
    size = len(payload)
    keys = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(keys, "big")).to_bytes(size, "big")


def command(name: str = "open_meeting", data: object = None, press: str = "1") -> bytes:
    return json.dumps(
        {"type": "command", "id": press, "name": name, "data": {} if data is None else data}
    ).encode()


class Line:
    """A connection and its handshake; `status` and `headers` are the answer's, `said` is a refusal's body."""

    def __init__(
        self,
        product: Product,
        headers: dict[str, str] | None = None,
        *,
        query: str = "panels=none",
        meeting: str = SLUG,
        receive_buffer: int = 0,
        **changed: str,
    ) -> None:
        self._socket = socket.socket()
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.settimeout(PATIENCE)
        self._socket.connect(("127.0.0.1", product.port))
        lines = {
            "Host": f"127.0.0.1:{product.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": changed.get("version", "13"),
            "Sec-WebSocket-Key": changed.get("key", base64.b64encode(os.urandom(16)).decode()),
        } | (headers or {})
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.send(f"GET /meetings/{meeting}/live?{query} HTTP/1.1\r\n{head}\r\n".encode("latin-1"))
        self._came = b""
        answer = self._until(b"\r\n\r\n")
        status, *rest = answer.decode("latin-1").split("\r\n")
        self.status = int(status.split(" ", 2)[1])
        self.headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in rest)}
        self.said = b"" if self.status == 101 else self._to_the_end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def send_while_it_takes(self, data: bytes, most: int) -> int:
        """Send the same again and again until the line takes no more; how many bytes it took."""
        self._socket.settimeout(1)
        taken = 0
        try:
            while taken < most:
                taken += self._socket.send(data)
        except TimeoutError:
            pass
        finally:
            self._socket.settimeout(PATIENCE)
        return taken

    def frames(self) -> Iterator[dict[str, Any]]:
        """The JSON frames that come."""
        while True:
            opcode, payload = self.receive()
            if opcode == TEXT:
                yield json.loads(payload)

    def take(self, kind: str) -> dict[str, Any]:
        """The next JSON frame of this type."""
        return next(frame for frame in self.frames() if frame["type"] == kind)

    def receive(self) -> tuple[int, bytes]:
        """The next frame, of whatever kind. The server never splits nor masks one."""
        first, size = self._exactly(2)
        assert first & 0x70 == 0
        assert first & 0x80
        assert size < 128
        if size > 125:
            size = int.from_bytes(self._exactly(2 if size == 126 else 8), "big")
        return first & 15, self._exactly(size)

    def closed(self) -> Closed:
        """How the server ends it, whatever else comes before."""
        try:
            while True:
                opcode, payload = self.receive()
                if opcode == CLOSE:
                    break
        except (EOFError, ConnectionResetError):
            return Closed(None)
        code = int.from_bytes(payload[:2], "big") if payload else 1005
        with suppress(OSError):
            self.send(frame(payload, CLOSE))
        assert self._to_the_end() == b""
        return Closed(code, payload[2:].decode())

    def _exactly(self, size: int) -> bytes:
        while len(self._came) < size:
            self._more()
        taken, self._came = self._came[:size], self._came[size:]
        return taken

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._came:
            self._more()
        taken, _, self._came = self._came.partition(mark)
        return taken

    def _to_the_end(self) -> bytes:
        try:
            while True:
                self._more()
        except (EOFError, ConnectionResetError):
            return self._came

    def _more(self) -> None:
        came = self._socket.recv(65536)
        if not came:
            raise EOFError
        self._came += came
