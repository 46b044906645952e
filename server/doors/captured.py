"""The mail that was captured: for whoever develops alone on this machine, where no mail server is set.

Whoever reads it can sign in as anybody, so it is there for this machine alone: the server listens on loopback,
the address people type is loopback, no proxy stands between, and the browser says so too (no name that somebody
bent to this machine).
"""

import asyncio
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.procedure import Actor
from server.doorkeeper import Doorkeeper
from server.mailing.carriers import FOLDER
from server.meeting_pages.moments import Moment, moment_of
from server.pages import Pages
from server.settings import LOOPBACK_HOSTS, Settings

SHOWN = 30
OF_PROXIES = ("x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip")
LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Captured:
    """A mail as it would have arrived. `parts` are its text, split so that every second one is a link."""

    to: str
    subject: str
    at: Moment
    parts: tuple[str, ...]


class CapturedMail:
    def __init__(self, pages: Pages, doorkeeper: Doorkeeper, settings: Settings) -> None:
        self._pages = pages
        self._doorkeeper = doorkeeper
        self._settings = settings

    async def page(self, request: Request) -> Response:
        """`GET /mail`: the newest first. Where mail is sent, or others may come, there is no such page."""
        if not self._settings.captures_mail or not from_this_machine(request):
            raise HTTPException(404)
        visitor = await self._doorkeeper.visitor(request, acting=False)
        mails = await asyncio.to_thread(_read, self._settings.data / FOLDER)
        return self._pages.page(request, "captured.html", visitor, Actor(visitor.person), mails=mails)


def from_this_machine(request: Request) -> bool:
    """Whether nobody stands between, and the address bar says this machine."""
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    near = request.client is not None and request.client.host in LOOPBACK_HOSTS
    return near and host in LOOPBACK_HOSTS and not any(name in request.headers for name in OF_PROXIES)


def _read(folder: Path) -> list[Captured]:
    return [_captured(file) for file in sorted(folder.glob("*.eml"), reverse=True)[:SHOWN]]


def _captured(file: Path) -> Captured:
    message = message_from_bytes(file.read_bytes(), policy=default)
    body = message.get_body(("plain",))
    text = body.get_content().replace("\r\n", "\n") if body else ""
    links = LINK.findall(text)
    between = LINK.split(text)
    parts = [part for pair in zip(between, [*links, ""], strict=True) for part in pair]
    at = moment_of(message["Date"].datetime, "UTC")
    return Captured(str(message["To"]), str(message["Subject"]), at, tuple(parts[:-1]))
