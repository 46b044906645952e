"""A person's own sign-ins and tokens: where they are signed in, what acts for them, since when; and how each ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.procedure import Actor
from server import frames
from server.doorkeeper import Doorkeeper, Visitor
from server.doors.entrance import Entrance
from server.doors.sign_ins import SignIn, Token
from server.languages import day_in_words, words_of
from server.live import Live
from server.mailing.letters import in_words
from server.meeting_pages.moments import Moment, moment_of
from server.pages import Pages, language_of

ZONE = "UTC"


@dataclass(frozen=True)
class SignInLine:
    """A sign-in as its person reads it. Days are those of UTC, as the times are."""

    name: str
    browser: str
    here: bool
    since_day: str
    since: Moment
    seen_day: str
    seen: Moment


@dataclass(frozen=True)
class TokenLine:
    """A token as its person reads it."""

    name: str
    here: bool
    made_day: str
    made: Moment


class MySignIns:
    def __init__(self, pages: Pages, entrance: Entrance, doorkeeper: Doorkeeper, live: Live) -> None:
        self._pages = pages
        self._entrance = entrance
        self._doorkeeper = doorkeeper
        self._live = live

    async def page(self, request: Request) -> Response:
        """`GET /me`: my sign-ins and tokens, each with its way out."""
        visitor = await self._doorkeeper.visitor(request, acting=False)
        if visitor.person is None:
            return RedirectResponse("/sign-in?to=/me", status_code=303)
        self._doorkeeper.sign_ins.note(self._live.credentials())
        language = language_of(request)
        found = await self._doorkeeper.sign_ins.of(visitor.person)
        lines = sorted((_line(one, visitor, language) for one in found), key=lambda line: not line.here)
        tokens = [
            TokenLine(
                one.name,
                one.credential == visitor.credential,
                day_in_words(one.made, ZONE, language),
                moment_of(one.made, ZONE),
            )
            for one in await self._doorkeeper.sign_ins.tokens(visitor.person)
        ]
        return self._pages.page(
            request, "me.html", visitor, Actor(visitor.person), sign_ins=lines, tokens=tokens
        )

    async def sign_out(self, request: Request) -> Response:
        """`POST /me/sign-out`: ends the one that `sign_in` or `token` names, with `everywhere` every sign-in.

        Their sockets close.
        """
        visitor = await self._doorkeeper.visitor(request, acting=True)
        if visitor.person is None:
            raise HTTPException(401)
        fields = await request.form(max_files=0, max_fields=4)
        if fields.get("everywhere"):
            self._close(await self._doorkeeper.sign_out_everywhere(visitor.person), visitor)
            return self._entrance.shown_out()
        sign_ins = self._doorkeeper.sign_ins
        for field, owned in (("sign_in", sign_ins.of), ("token", sign_ins.tokens)):
            await self._end(await owned(visitor.person), str(fields.get(field, "")), visitor)
        return RedirectResponse("/me", status_code=303)

    async def _end(self, owned: Sequence[SignIn | Token], name: str, visitor: Visitor) -> None:
        for one in owned:
            if one.name == name:
                await self._doorkeeper.revoke(credential=one.credential)
                self._close({one.credential}, visitor)

    def _close(self, credentials: set[str], visitor: Visitor) -> None:
        """The sockets of this browser hear that it has signed out, those of others that they may no more."""
        here = {visitor.credential} & credentials if visitor.credential else set()
        self._live.withdraw({one for one in here if one}, frames.SIGNED_OUT, "signed out")
        self._live.withdraw(credentials - here, frames.WITHDRAWN, "credentials withdrawn")


def _line(one: SignIn, visitor: Visitor, language: str) -> SignInLine:
    return SignInLine(
        name=one.name,
        browser=in_words(one.browser, words_of(language)),
        here=one.credential == visitor.credential,
        since_day=day_in_words(one.since, ZONE, language),
        since=moment_of(one.since, ZONE),
        seen_day=day_in_words(one.seen, ZONE, language),
        seen=moment_of(one.seen, ZONE),
    )
