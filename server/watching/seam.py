"""The seam: a thin WebSocket class for uvicorn that knows the handshake, and hands the connection over.

Source: the measured seam; RFC 6455 §4.2. Given to the public hook `uvicorn.Config(ws=…)`. The Starlette route
signs in, checks the Origin and accepts; when it has returned normally, a `LeanWatcher` takes the transport.
"""

import asyncio
import base64
import binascii
import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import unquote

import structlog
from uvicorn.config import Config
from uvicorn.protocols.utils import get_local_addr, get_remote_addr, is_ssl
from uvicorn.server import ServerState

HAND_OVER = "hemicycle.hand_over"
MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
MOST_EARLY = 65536

Taker = Callable[[asyncio.Transport, set[Any]], None]
log = structlog.get_logger()


class Handshake(asyncio.Protocol):
    """One upgrade request, from its bytes to the answer of the application."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._app = config.loaded_app
        self._root_path = config.root_path
        self._asgi_version = config.asgi_version
        self._app_state = app_state
        self._connections: set[Any] = server_state.connections
        self._tasks = server_state.tasks
        self._accept_key = b""
        self._early = b""
        self._begun = self._accepted = self._answered = self._told = False
        self._taker: Taker | None = None
        self._status = 500
        self._headers: list[tuple[bytes, bytes]] = []

    # What the transport tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by name
        self._connections.add(self)

    def data_received(self, data: bytes) -> None:
        if self._begun:
            self._early += data
            if len(self._early) > MOST_EARLY:
                self._transport.abort()
            return
        self._begun = True
        head, _, self._early = data.partition(b"\r\n\r\n")
        fault = self._understand(head)
        if fault:
            self._answer(*fault)
            return
        task = asyncio.get_running_loop().create_task(self._run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def connection_lost(self, _: Exception | None) -> None:
        self._connections.discard(self)
        self._answered = True

    def shutdown(self) -> None:
        self._transport.close()

    # The request

    def _understand(self, head: bytes) -> tuple[int, bytes, list[tuple[bytes, bytes]]] | None:
        """Make the scope of a request as uvicorn writes it; a fault is a status, its words and headers."""
        request, *lines = head.split(b"\r\n")
        method, target, _ = request.split(b" ")
        headers = [(name, value) for name, _, value in (line.partition(b": ") for line in lines)]
        given = dict(headers)
        if method != b"GET" or given.get(b"sec-websocket-version") != b"13":
            return 426, b"A WebSocket begins with GET and version 13.", [(b"Sec-WebSocket-Version", b"13")]
        key = given.get(b"sec-websocket-key", b"")
        if not _is_key(key):
            return 400, b"Sec-WebSocket-Key is 16 bytes in base64.", []
        digest = hashlib.sha1(key + MAGIC, usedforsecurity=False).digest()
        self._accept_key = base64.b64encode(digest)
        path, _, query = target.partition(b"?")
        transport = self._transport
        self.scope: dict[str, Any] = {
            "type": "websocket",
            "asgi": {"version": self._asgi_version, "spec_version": "2.3"},
            "http_version": "1.1",
            "scheme": "wss" if is_ssl(transport) else "ws",
            "server": get_local_addr(transport),
            "client": get_remote_addr(transport),
            "root_path": self._root_path,
            "path": self._root_path + unquote(path.decode("ascii", "replace")),
            "raw_path": path,
            "query_string": query,
            "headers": headers,
            "subprotocols": [],
            "state": self._app_state.copy(),
            "extensions": {"websocket.http.response": {}, HAND_OVER: self._hand_over},
        }
        return None

    # The application

    async def _run(self) -> None:
        try:
            await self._app(self.scope, self._receive, self._send)
        except Exception:  # whatever the application's fault, the client hears 500
            log.exception("the handshake failed")
            self._taker = None
        self.scope["extensions"].clear()  # the bound method would keep scope and handshake alive
        if self._accepted and self._taker and not self._transport.is_closing():
            self._connections.discard(self)
            self._give_to(self._taker)
        elif not self._answered:
            self._answer(500, b"The handshake failed.")
        elif self._accepted:
            self._transport.abort()

    def _give_to(self, taker: Taker) -> None:
        self._taker = None
        try:
            taker(self._transport, self._connections)
            if self._early:
                self._transport.get_protocol().data_received(self._early)  # type: ignore[attr-defined]
        except Exception:  # a connection that nobody has is closed
            log.exception("the connection could not be handed over")
            self._transport.abort()

    def _hand_over(self, taker: Taker) -> None:
        """The application has accepted and wants `taker` to have the connection once it has returned."""
        self._taker = taker

    async def _receive(self) -> dict[str, Any]:
        if not self._told:
            self._told = True
            return {"type": "websocket.connect"}
        return {"type": "websocket.disconnect", "code": 1006}

    async def _send(self, message: dict[str, Any]) -> None:
        if self._transport.is_closing():
            return
        match message["type"]:
            case "websocket.accept" if not self._answered:
                self._accepted = self._answered = True
                self._transport.write(self._switching(message.get("headers", ())))
            case "websocket.close" if not self._answered:
                self._answer(403, b"")
            case "websocket.http.response.start":
                self._status, self._headers = message["status"], list(message.get("headers", ()))
            case "websocket.http.response.body":
                self._answer(self._status, message.get("body", b""), self._headers)
            case kind:
                raise RuntimeError(f"the seam knows the handshake alone, not {kind}")

    def _switching(self, headers: Any) -> bytes:
        lines = [
            b"HTTP/1.1 101 Switching Protocols",
            b"Upgrade: websocket",
            b"Connection: Upgrade",
            b"Sec-WebSocket-Accept: " + self._accept_key,
            *(name + b": " + value for name, value in headers),
        ]
        return b"\r\n".join(lines) + b"\r\n\r\n"

    def _answer(self, status: int, body: bytes, headers: Any = ()) -> None:
        self._answered = True
        lines = [b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode())]
        lines += [name + b": " + value for name, value in headers if name.lower() != b"content-length"]
        lines += [b"Content-Length: %d" % len(body), b"Connection: close"]
        self._transport.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        self._transport.close()


def _is_key(key: bytes) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == 16  # noqa: PLR2004 - RFC 6455 §4.1
    except binascii.Error:
        return False
