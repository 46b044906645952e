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
from server.console.operator import CannotDo, Operator
from server.console.organiser import Organiser
from server.languages import refusal_in_words

NAME = "control.sock"
log = structlog.get_logger()


async def perform(operator: Operator, organiser: Organiser, asked: Mapping[str, Any]) -> str:
    """Do what the console asks. Raises `CannotDo` or `Refusal`."""
    who = (str(asked.get("role", "")), str(asked.get("meeting", "")), str(asked.get("name", "")))
    match asked.get("do"):
        case "link":
            return await operator.link(*who)
        case "token":
            return await operator.token(*who)
        case "revoke":
            return await operator.revoke(*who, address=str(asked.get("address", "")))
        case "password":
            return await operator.password(who[2], str(asked.get("password", "")))
        case "demo":
            as_published = bool(asked.get("as_published"))
            if asked.get("organisation"):
                await organiser.demo(as_published=as_published)
            return await operator.demo(as_published=as_published)
        case "draft":
            slug, title, place, zone = (str(asked.get(n, "")) for n in ("slug", "title", "place", "zone"))
            return await operator.draft(slug, title, place, zone, private=bool(asked.get("private")))
    return await _organise(organiser, asked)


async def _organise(organiser: Organiser, asked: Mapping[str, Any]) -> str:
    """Do what concerns the whole organisation."""
    match asked.get("do"):
        case "secretary":
            return await organiser.secretary(str(asked.get("name", "")), str(asked.get("address", "")))
        case "body":
            return await organiser.body(*(str(asked.get(n, "")) for n in ("body", "name", "kind")))
        case "presidency":
            return await organiser.presidency(str(asked.get("on", "")))
    raise CannotDo("The running server is of another release than this command.")


@asynccontextmanager
async def listening(folder: Path, operator: Operator, organiser: Organiser) -> AsyncIterator[None]:
    """Answer the console while the server runs."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            said = await _answer(operator, organiser, await reader.readline())
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


async def _answer(operator: Operator, organiser: Organiser, line: bytes) -> dict[str, str]:
    try:
        return {"value": await perform(operator, organiser, json.loads(line))}
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
