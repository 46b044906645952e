"""The entrance: a personal link, the button that signs a browser in, and the one that signs it out."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.procedure import Actor
from models.rules.permission import may_chair
from server import frames
from server.doorkeeper import SIGN_IN_LASTS, Doorkeeper, LinkState, Visitor
from server.house import House
from server.languages import words_of
from server.live import Live
from server.pages import Pages, language_of


class Entrance:
    def __init__(
        self, pages: Pages, house: House, doorkeeper: Doorkeeper, live: Live, *, secure: bool
    ) -> None:
        self._pages = pages
        self._house = house
        self._doorkeeper = doorkeeper
        self._live = live
        self._secure = secure

    async def link(self, request: Request) -> Response:
        """`GET /in/{secret}`: what this link is for, and a button. Reading it consumes nothing."""
        return await self._link_page(request)

    async def sign_in(self, request: Request) -> Response:
        """`POST /in/{secret}`: the button. The link is used up, the browser signed in."""
        if request.headers.get("origin"):
            await self._doorkeeper.visitor(request, acting=True)
        secret = request.path_params["secret"]
        link = await self._doorkeeper.read_link(secret)
        fresh = await self._doorkeeper.sign_in(secret)
        if fresh is None or link.meeting is None or link.person is None:
            return await self._link_page(request, 410)
        meeting = (await self._house.chamber(link.meeting)).meeting
        slug = meeting.convocation.slug if meeting.convocation else ""
        way = "/chair" if may_chair(meeting.actor(link.person)) else ""
        response = RedirectResponse(f"/meetings/{slug}{way}", status_code=303)
        response.set_cookie(
            self._doorkeeper.cookie,
            fresh,
            max_age=int(SIGN_IN_LASTS.total_seconds()),
            httponly=True,
            secure=self._secure,
            samesite="lax",
        )
        return response

    async def sign_out(self, request: Request) -> Response:
        """`POST /sign-out`: this sign-in ends here, and its sockets with it."""
        visitor = await self._doorkeeper.visitor(request, acting=True)
        if visitor.credential:
            await self._doorkeeper.revoke(credential=visitor.credential)
            self._live.withdraw({visitor.credential}, frames.SIGNED_OUT, "signed out")
        response = RedirectResponse("/", status_code=303)
        response.delete_cookie(self._doorkeeper.cookie, secure=self._secure, httponly=True, samesite="lax")
        return response

    async def _link_page(self, request: Request, status: int = 200) -> Response:
        link = await self._doorkeeper.read_link(request.path_params["secret"])
        language = language_of(request)
        title, roles = "", ""
        if link.meeting and link.person:
            meeting = (await self._house.chamber(link.meeting)).meeting
            title = meeting.convocation.title.read(language)[0] if meeting.convocation else ""
            words = words_of(language).roles
            roles = ", ".join(words[role] for role in sorted(meeting.actor(link.person).roles))
        return self._pages.page(
            request,
            "sign_in.html",
            Visitor(),
            Actor(None),
            status=404 if link.state is LinkState.UNKNOWN else status,
            state=link.state.value,
            name=link.name,
            role_words=roles,
            meeting_title=title,
        )
