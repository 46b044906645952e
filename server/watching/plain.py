"""The plain watcher: the same connection by ordinary ASGI `send`, on servers that cannot hand it over."""

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from models.procedure import PersonId
from server import frames
from server.watching.watcher import Watcher

if TYPE_CHECKING:
    from server.hub import Hub
    from server.live import Live

MOST_UNSENT = 32


class PlainWatcher(Watcher):
    """Two coroutines and a bounded outbox of payloads; what does not fit is followed up when it has drained."""

    def __init__(
        self,
        live: "Live",
        hub: "Hub",
        person: PersonId | None,
        credential: str | None,
        language: str,
        socket: WebSocket,
    ) -> None:
        super().__init__(live, hub, person, credential, language)
        self._socket = socket
        self._outbox: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._goodbye: tuple[int, str] | None = None

    async def serve(self) -> None:
        """Until the connection ends: send what is pushed, hear what is said."""
        sending = asyncio.create_task(self._send())
        try:
            while True:
                message = await self._socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                self.heard = self.live.beats
                await self._hear(message)
        except WebSocketDisconnect:
            return
        finally:
            self.hub.leave(self)
            self.live.forget(self)
            sending.cancel()

    async def _hear(self, message: Mapping[str, Any]) -> None:
        text = message.get("text")
        if text is None:
            self.close(frames.BAD_FRAME, "text frames only")
        else:
            await self.live.hear(self, text)

    async def _send(self) -> None:
        while self._goodbye is None:
            await self._wake.wait()
            self._wake.clear()
            while self._outbox:
                for payload in frames.payloads(self._outbox.popleft()):
                    await self._socket.send({"type": "websocket.send", "text": payload.decode()})
            self.late_since = 0
            self.hub.follow(self)
        await self._socket.close(*self._goodbye)

    def push(self, frame: bytes) -> bool:
        if len(self._outbox) >= MOST_UNSENT:
            self.close(frames.TOO_SLOW, "too slow")
            return False
        self._outbox.append(frame)
        self.late_since = self.late_since or max(self.live.beats, 1)
        self._wake.set()
        return False

    def push_rest(self, rest: bytes) -> bool:
        return self.push(rest)

    def behind(self) -> bool:
        return bool(self._outbox) or self._goodbye is not None

    def close(self, code: int, reason: str = "") -> None:
        self.hub.leave(self)
        self._goodbye = self._goodbye or (code, frames.short(reason))
        self._wake.set()

    def abort(self) -> None:
        self.close(frames.TOO_SLOW, "too slow")
