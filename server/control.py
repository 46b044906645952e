"""The control socket: how the console command reaches a running server. A socket file in the data folder.

One JSON object a line up, one down. Only the folder's owner can open it.
"""

import asyncio
import contextlib
import json
import os
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import structlog

from models.procedure import Refusal
from server.languages import refusal_in_words
from server.operator import CannotDo, Operator

NAME = "control.sock"
log = structlog.get_logger()


async def perform(operator: Operator, asked: Mapping[str, Any]) -> str:
    """Do what the console asks. Raises `CannotDo` or `Refusal`."""
    who = (str(asked.get("role", "")), str(asked.get("meeting", "")), str(asked.get("name", "")))
    match asked.get("do"):
        case "link":
            return await operator.link(*who)
        case "token":
            return await operator.token(*who)
        case "revoke":
            return await operator.revoke(*who)
        case "demo":
            return await operator.demo(as_published=bool(asked.get("as_published")))
    raise CannotDo("The running server is of another release than this command.")


@asynccontextmanager
async def listening(folder: Path, operator: Operator) -> AsyncIterator[None]:
    """Answer the console while the server runs."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            said = await _answer(operator, await reader.readline())
            writer.write(json.dumps(said).encode() + b"\n")
            await writer.drain()
        finally:
            writer.close()

    with _near(folder) as near:
        with contextlib.suppress(FileNotFoundError):
            (folder / NAME).unlink()
        server = await asyncio.start_unix_server(answer, near)
        (folder / NAME).chmod(0o600)
    async with server:
        yield
    with contextlib.suppress(FileNotFoundError):
        (folder / NAME).unlink()


async def _answer(operator: Operator, line: bytes) -> dict[str, str]:
    try:
        return {"value": await perform(operator, json.loads(line))}
    except CannotDo as reason:
        return {"error": str(reason)}
    except Refusal as refusal:
        return {"error": refusal_in_words(refusal, "en")["message"]}
    except Exception as fault:  # the console hears of a bug too, and the server goes on
        log.exception("the console asked in vain")
        return {"error": f"The server failed: {fault!r}."}


def ask(folder: Path, asked: Mapping[str, Any]) -> str | None:
    """Ask the server that runs on this folder; None if none does. Raises `CannotDo`."""
    if not (folder / NAME).exists():
        return None
    with socket.socket(socket.AF_UNIX) as line, _near(folder) as near:
        try:
            line.connect(near)
        except (ConnectionRefusedError, FileNotFoundError):
            return None  # left behind by a server that was killed
        line.sendall(json.dumps(asked).encode() + b"\n")
        with line.makefile("rb") as down:
            said = json.loads(down.readline() or b'{"error": "The server stopped in between."}')
    if "error" in said:
        raise CannotDo(said["error"])
    return str(said["value"])


@contextmanager
def _near(folder: Path) -> Iterator[str]:
    """A short path to the socket: the system takes 107 characters, folders may be deeper."""
    descriptor = os.open(folder, os.O_DIRECTORY | os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{descriptor}/{NAME}"
    finally:
        os.close(descriptor)
