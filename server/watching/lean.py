"""The lean watcher: a protocol object that is handed the transport once the handshake is done.

Source: the measured seam. No task, no queue: incoming bytes go through websockets' sans-I/O parser, which exists
only while a message is incomplete. The transport's limit is 0, so any unsent byte makes the watcher late, stops
its reading too (a client that pings and never reads grows nothing), and wakes the hub when it has drained.
"""

import asyncio
import os
from typing import TYPE_CHECKING, Any

from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

from models.procedure import PersonId
from server import frames
from server.watching.watcher import Watcher

if TYPE_CHECKING:
    from server.hub import Hub
    from server.live import Live

PONG_SIZE = 10
PONG_HEAD = b"\x8a\x84"
"""A masked pong with four bytes: what a browser answers to our ping, the most common message there is."""
FAREWELL_SECONDS = 2.0
BAD_TEXT = 1007
SEND_BUFFER = 65536


class LeanWatcher(Watcher, asyncio.Protocol):
    """About 2 kB while idle: descriptor, cursor, group."""

    __slots__ = (
        "_closing",
        "_connections",
        "_inbox",
        "_message",
        "_parser",
        "_reading",
        "_task",
        "transport",
    )
    direct = True

    def __init__(
        self, live: "Live", hub: "Hub", person: PersonId | None, credential: str | None, language: str
    ) -> None:
        super().__init__(live, hub, person, credential, language)
        self._parser: ServerProtocol | None = None
        self._message: list[bytes] | None = None
        self._inbox: list[str] | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = False
        self._reading = True

    def take(self, transport: asyncio.Transport, connections: set[Any]) -> None:
        """Take the connection over from the handshake."""
        self.transport = transport
        self._connections = connections
        connections.add(self)
        transport.set_protocol(self)
        transport.set_write_buffer_limits(high=0)
        self.fd = transport.get_extra_info("socket").fileno()
        self.direct_if_plain()

    def direct_if_plain(self) -> None:
        """`os.write` would bypass TLS: there the transport does the writing."""
        if self.transport.get_extra_info("sslcontext"):
            self.__class__ = SealedWatcher

    # Down

    def push(self, frame: bytes) -> bool:
        if self._closing:
            return False
        if self.late_since:
            self.transport.write(frame)
            return False
        try:
            written = os.write(self.fd, frame)
        except BlockingIOError:
            written = 0
        except OSError:
            self.abort()
            return False
        return written == len(frame) or self.push_rest(frame[written:])

    def push_rest(self, rest: bytes) -> bool:
        self.transport.write(rest)
        return not self.behind()

    def behind(self) -> bool:
        return self._closing or self.late_since > 0

    def close(self, code: int, reason: str = "") -> None:
        if self._closing:
            return
        if self.late_since:
            self.abort()
            return
        self.hub.leave(self)
        self.push(frames.closing(code, reason))
        self._closing = True
        self._read()
        asyncio.get_running_loop().call_later(FAREWELL_SECONDS, self.transport.abort)

    def abort(self) -> None:
        self.hub.leave(self)
        self._closing = True
        self.transport.abort()

    # Up

    def data_received(self, data: bytes) -> None:
        self.heard = self.live.beats
        if self._closing:
            self.transport.close()
            return
        if self._parser is None:
            if len(data) == PONG_SIZE and data.startswith(PONG_HEAD):
                return
            whole = ends_whole(data)
            self._parser = ServerProtocol(state=State.OPEN, max_size=frames.MOST_BYTES)
        else:
            whole = False
        self._parser.receive_data(data)
        self._hear(self._parser)
        if whole and self._message is None and not self._closing:
            self._parser = None

    def _hear(self, parser: ServerProtocol) -> None:
        for event in parser.events_received():
            if isinstance(event, Frame):
                self._frame(event)
        answer = b"".join(parser.data_to_send())
        if answer and not self._closing:
            self.push(answer)
        if parser.close_expected():
            self._end()

    def _frame(self, frame: Frame) -> None:
        if frame.opcode is Opcode.BINARY:
            self.close(frames.BAD_FRAME, "text frames only")
        elif frame.opcode in (Opcode.TEXT, Opcode.CONT):
            self._message = [*(self._message or ()), bytes(frame.data)]
            if frame.fin:
                message, self._message = b"".join(self._message), None
                self._text(message)

    def _text(self, message: bytes) -> None:
        try:
            text = message.decode()
        except UnicodeDecodeError:
            self.close(BAD_TEXT, "not UTF-8")
            return
        self._inbox = [*(self._inbox or ()), text]
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())
            self._read()

    async def _work(self) -> None:
        """One command after another; reading stands still until the last is answered."""
        try:
            while self._inbox and not self._closing:
                text = self._inbox.pop(0)
                await self.live.hear(self, text)
        finally:
            self._task = self._inbox = None
            self._read()

    def _read(self) -> None:
        """Read, unless an answer is due, or the client does not read either."""
        wanted = self._closing or not (self.late_since or self._task)
        if wanted == self._reading or self.transport.is_closing():
            return
        self._reading = wanted
        if wanted:
            self.transport.resume_reading()
        else:
            self.transport.pause_reading()

    # What the transport tells

    def pause_writing(self) -> None:
        self.late_since = max(self.live.beats, 1)
        self._read()
        self.hub.fell_behind(self)

    def resume_writing(self) -> None:
        self.late_since = 0
        self._read()
        self.hub.follow(self)

    def eof_received(self) -> None:
        """The client has nothing more to say; the transport closes itself."""

    def connection_lost(self, _: Exception | None) -> None:
        self._closing = True
        self.hub.leave(self)
        self.live.forget(self)
        self._connections.discard(self)
        self._parser = None

    def shutdown(self) -> None:
        """The server stops: its clients come back, to this one or the next."""
        if not self.behind():
            self.push(frames.closing(frames.BACK_SOON, "restarting"))
        self._end()

    def _end(self) -> None:
        self.hub.leave(self)
        self._closing = True
        self.transport.close()


class SealedWatcher(LeanWatcher):
    """A lean watcher whose transport encrypts: it is woken each pass and writes through the transport."""

    __slots__ = ()
    direct = False

    def push(self, frame: bytes) -> bool:
        return False if self._closing else self.push_rest(frame)


def ends_whole(data: bytes) -> bool:
    """Whether these bytes, begun at a frame's first, end at a frame's last (RFC 6455 §5.2, masked)."""
    at, size = 0, len(data)
    while at + 1 < size:
        length, head = data[at + 1] & 127, 6
        if length > 125:  # noqa: PLR2004 - RFC 6455: 126 and 127 announce 2 and 8 bytes of length
            wide = 2 if length == 126 else 8  # noqa: PLR2004
            length, head = int.from_bytes(data[at + 2 : at + 2 + wide], "big"), head + wide
        at += head + length
    return at == size
