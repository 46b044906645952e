"""The pages of the door: ask for a code, type it; or, for operators, a name and a password."""

import re
from datetime import timedelta
from math import ceil
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.procedure import Actor
from server.doorkeeper import Doorkeeper
from server.doors.codes import CODE_LASTS, MOST_AN_HOUR, MOST_WRONG, Codes, Verdict
from server.doors.digests import DIGITS
from server.doors.entrance import Entrance, agent_of, way_of
from server.doors.limits import TooMany
from server.doors.passwords import Busy, Passwords
from server.doors.senders import Senders
from server.languages import words_of
from server.mailing.mail import Outbox
from server.mailing.postman import Postman
from server.pages import Pages, language_of
from server.settings import Settings

LONGEST_ADDRESS = 254
ADDRESS = re.compile(r"[^@\s\x00-\x1f<>(),;:\\\"]+@[^@\s\x00-\x1f<>(),;:\\\"]+")
CODE_PAGE = "/sign-in/code"


class SignInPages:
    def __init__(
        self,
        pages: Pages,
        entrance: Entrance,
        doorkeeper: Doorkeeper,
        codes: Codes,
        postman: Postman,
        passwords: Passwords,
        outbox: Outbox,
        settings: Settings,
    ) -> None:
        self._pages = pages
        self._entrance = entrance
        self._doorkeeper = doorkeeper
        self._codes = codes
        self._postman = postman
        self._passwords = passwords
        self._outbox = outbox
        self._settings = settings
        self._senders = Senders(settings.proxies, settings.venue)
        self._cookie = f"{doorkeeper.cookie}-door"

    # By mail

    async def ask_page(self, request: Request) -> Response:
        """`GET /sign-in`: an address to send a code to. `?to=` is where one wanted to go."""
        return await self._ask_page(request, way_of(request.query_params.get("to", "")))

    async def ask(self, request: Request) -> Response:
        """`POST /sign-in`: the same answer for every address, known or not; whose it is, is looked up after it."""
        await self._entrance.from_here(request)
        fields = await request.form(max_files=0, max_fields=4)
        address, to = str(fields.get("address", "")).strip(), way_of(str(fields.get("to", "")))
        language = language_of(request)
        _ = words_of(language).say
        if not self._outbox.sends:
            return await self._ask_page(request, to, status=503)
        if len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address):
            fault = _("That is no e-mail address. One reads like name@city.example.")
            return await self._ask_page(request, to, fault, address, 422)
        sender = self._senders.of(request)
        try:
            asked = await self._codes.ask(address, sender, to, at_venue=self._senders.at_venue(sender))
        except TooMany as limit:
            most = _(
                "No more than {most} codes an hour are sent to one address, or asked for from one place."
            )
            said = most.format(most=MOST_AN_HOUR) + " " + in_a_while(limit.wait, language)
            return _later(await self._ask_page(request, to, said, address, 429), limit.wait)
        self._postman.send(asked, agent_of(request), language)
        response = RedirectResponse(CODE_PAGE, status_code=303, headers={"Cache-Control": "no-store"})
        response.set_cookie(
            self._cookie,
            asked.browser,
            max_age=int(CODE_LASTS.total_seconds()),
            httponly=True,
            secure=self._settings.secure,
            samesite="lax",
        )
        return response

    async def code_page(self, request: Request) -> Response:
        """`GET /sign-in/code`: where the browser that asked types what it got."""
        if not request.cookies.get(self._cookie):
            return RedirectResponse("/sign-in", status_code=303)
        return await self._code_page(request)

    async def guess(self, request: Request) -> Response:
        """`POST /sign-in/code`: six digits. The right ones sign this browser in; after five wrong ones none does."""
        await self._entrance.from_here(request)
        _ = words_of(language_of(request)).say
        fields = await request.form(max_files=0, max_fields=4)
        typed = re.sub(r"[\s.-]", "", str(fields.get("code", ""))[:40])
        browser = request.cookies.get(self._cookie, "")
        if browser and not (typed.isascii() and typed.isdigit() and len(typed) == DIGITS):
            return await self._code_page(request, _("A code has six digits."), 422)
        guessed = await self._codes.guess(browser, typed, agent_of(request))
        if guessed.verdict is Verdict.RIGHT and guessed.person:
            response = await self._entrance.let_in(
                request, guessed.sign_in, guessed.person, guessed.to or "/"
            )
            response.delete_cookie(self._cookie, secure=self._settings.secure, httponly=True, samesite="lax")
            return response
        if guessed.verdict is Verdict.WRONG and guessed.left:
            said = _("That is not the code. Guesses left: {left} of {most}.")
            return await self._code_page(request, said.format(left=guessed.left, most=MOST_WRONG), 422)
        if guessed.verdict is Verdict.WRONG:
            said = _("That is not the code, and there are no guesses left. Ask for another one.")
            return await self._code_page(request, said, 422)
        said = _(
            "This code is no longer good: it was used, guessed at too often, or is too old. Ask for another one."
        )
        return await self._code_page(request, said, 410)

    # By password

    async def password_page(self, request: Request) -> Response:
        """`GET /sign-in/password`: for operators."""
        return await self._password_page(request, way_of(request.query_params.get("to", "")))

    async def password(self, request: Request) -> Response:
        """`POST /sign-in/password`: the same answer, after the same work, for names that nobody has."""
        await self._entrance.from_here(request)
        fields = await request.form(max_files=0, max_fields=4)
        name, password = (str(fields.get(field, ""))[:300] for field in ("name", "password"))
        to, language = way_of(str(fields.get("to", ""))), language_of(request)
        _ = words_of(language).say
        try:
            found = await self._passwords.sign_in(
                name, password, self._senders.of(request), agent_of(request)
            )
        except TooMany as limit:
            said = _("Too many guesses.") + " " + in_a_while(limit.wait, language)
            return _later(await self._password_page(request, to, said, name, 429), limit.wait)
        except Busy:
            said = _("Too much is waiting at this moment. Nothing was kept; try again.")
            return await self._password_page(request, to, said, name, 503)
        if found is None:
            said = _("This name and this password do not go together.")
            return await self._password_page(request, to, said, name, 422)
        return await self._entrance.let_in(request, *found, to or "/")

    # How they are shown

    async def _ask_page(
        self, request: Request, to: str, fault: str = "", address: str = "", status: int = 200
    ) -> Response:
        return await self._page(
            request,
            "doors/ask.html",
            "/sign-in",
            to,
            fault,
            status,
            address=address,
            sends=self._outbox.sends,
        )

    async def _code_page(self, request: Request, fault: str = "", status: int = 200) -> Response:
        address, to = await self._codes.asked(request.cookies.get(self._cookie, ""))
        minutes = int(CODE_LASTS.total_seconds()) // 60
        return await self._page(
            request, "doors/code.html", CODE_PAGE, to, fault, status, address=address, minutes=minutes
        )

    async def _password_page(
        self, request: Request, to: str, fault: str = "", name: str = "", status: int = 200
    ) -> Response:
        return await self._page(
            request, "doors/password.html", "/sign-in/password", to, fault, status, login=name
        )

    async def _page(
        self, request: Request, template: str, here: str, to: str, fault: str, status: int, **more: Any
    ) -> Response:
        visitor = await self._doorkeeper.visitor(request, acting=False)
        asked = urlencode({"to": to}) if to else ""
        return self._pages.page(
            request,
            template,
            visitor,
            Actor(visitor.person),
            status=status,
            here=here,
            kept=f"&{asked}" if asked else "",
            to=to,
            way=f"?{asked}" if asked else "",
            fault=fault,
            captured=self._settings.captures_mail,
            **more,
        )


def in_a_while(wait: timedelta, language: str) -> str:
    words = words_of(language)
    return words.say("Try again in {lasting}.").format(lasting=words.lasting(ceil(wait.total_seconds() / 60)))


def _later(response: Response, wait: timedelta) -> Response:
    response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return response
