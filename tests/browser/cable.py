"""A cable between browsers and a server, which can be pulled: every connection through it breaks at that moment."""

import asyncio
from typing import Self


class Cable:
    """Carries bytes from its own port to the server's; while nobody listens there, it refuses."""

    def __init__(self, port: int, server: int) -> None:
        self.pulled = 0
        self._port, self._server = port, server
        self._ends: set[asyncio.StreamWriter] = set()
        self._used = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._listening = await asyncio.start_server(self._carry, "127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listening.close()
        self.pull()
        await self._listening.wait_closed()

    def pull(self) -> None:
        """Without a word on either side."""
        self.pulled += bool(self._ends)
        self._used.clear()
        for end in list(self._ends):
            end.transport.abort()

    async def used(self) -> None:
        """Until somebody connects again."""
        await self._used.wait()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            up, upward = await asyncio.open_connection("127.0.0.1", self._server)
        except OSError:
            writer.transport.abort()
            return
        self._ends |= {writer, upward}
        self._used.set()
        await asyncio.gather(self._pump(reader, upward), self._pump(up, writer))
        self._ends -= {writer, upward}

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """What comes in goes out, until either end is gone; then both are."""
        try:
            while part := await source.read(65536):
                target.write(part)
                await target.drain()
        except OSError:
            pass
        finally:
            target.transport.abort()
