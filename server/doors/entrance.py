"""The entrance: a link and its button; how a browser is let in, however they showed who they are; the way out."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.meeting import Meeting
from models.organisation import ORGANISATION
from models.procedure import Actor, PersonId, StreamId
from models.rules.permission import may_chair
from server import frames
from server.doorkeeper import NOBODY, Doorkeeper, Visitor
from server.doors.browsers import Browser, browser_of
from server.doors.codes import Codes, Verdict
from server.doors.digests import digest
from server.doors.links import LinkState
from server.doors.sign_ins import SIGN_IN_LASTS
from server.forms import own_path
from server.house import House
from server.languages import words_of
from server.live import Live
from server.pages import Pages, language_of

LONGEST_WAY = 500
OUR_DOORS = ("/sign-in", "/sign-out", "/in/")


class Entrance:
    def __init__(
        self,
        pages: Pages,
        house: House,
        doorkeeper: Doorkeeper,
        codes: Codes,
        live: Live,
        *,
        secure: bool,
    ) -> None:
        self._pages = pages
        self._house = house
        self._doorkeeper = doorkeeper
        self._codes = codes
        self._live = live
        self._secure = secure

    async def link(self, request: Request) -> Response:
        """`GET /in/{secret}`: what this link is for, and a button. Reading it consumes nothing."""
        return await self._link_page(request)

    async def sign_in(self, request: Request) -> Response:
        """`POST /in/{secret}`: the button. The link is used up, the browser signed in."""
        await self.from_here(request)
        secret = request.path_params["secret"]
        link = await self._doorkeeper.read_link(secret)
        if link.state is LinkState.UNKNOWN:
            mailed = await self._codes.use_link(secret, agent_of(request))
            if mailed.verdict is not Verdict.RIGHT or mailed.person is None:
                return await self._link_page(request, 410)
            return await self.let_in(request, mailed.sign_in, mailed.person, mailed.to or "/")
        fresh = await self._doorkeeper.sign_in(secret, agent_of(request))
        if fresh is None or link.person is None:
            return await self._link_page(request, 410)
        return await self.let_in(request, fresh, link.person, await self._way(link.meeting, link.person))

    async def let_in(self, request: Request, fresh: str, person: PersonId, to: str) -> Response:
        """The answer to whoever has shown who they are: the cookie, and on to where they wanted to go.

        A browser has one sign-in: somebody else's ends here, with its sockets; its person's own goes on.
        """
        response = RedirectResponse(to, status_code=303, headers={"Cache-Control": "no-store"})
        by_token = "authorization" in request.headers  # a program's token is no sign-in of this browser
        before = NOBODY if by_token else await self._doorkeeper.visitor(request, acting=False)
        if before.person == person:
            await self._doorkeeper.revoke(credential=digest(fresh))
            return response
        if before.credential:
            await self._leave(before)
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
        await self._leave(visitor)
        return self.shown_out()

    def shown_out(self) -> Response:
        """The answer to a browser whose sign-in has ended."""
        response = RedirectResponse("/", status_code=303)
        response.delete_cookie(self._doorkeeper.cookie, secure=self._secure, httponly=True, samesite="lax")
        return response

    async def from_here(self, request: Request) -> None:
        """Raises `WrongOrigin` for a form on a page that is not ours; one without an Origin is no browser's."""
        if request.headers.get("origin"):
            await self._doorkeeper.visitor(request, acting=True)

    async def _leave(self, visitor: Visitor) -> None:
        if visitor.credential:
            await self._doorkeeper.revoke(credential=visitor.credential)
            self._live.withdraw({visitor.credential}, frames.SIGNED_OUT, "signed out")

    async def _way(self, meeting: StreamId | None, person: PersonId) -> str:
        """Where a link leads: to the meeting's page that is this person's, or to all meetings."""
        if meeting is None:
            return "/"
        known = (await self._house.chamber(meeting)).meeting
        slug = known.convocation.slug if known.convocation else ""
        return f"/meetings/{slug}/chair" if may_chair(known.actor(person)) else f"/meetings/{slug}"

    async def _link_page(self, request: Request, status: int = 200) -> Response:
        secret = request.path_params["secret"]
        link = await self._doorkeeper.read_link(secret)
        if mailed := link.state is LinkState.UNKNOWN:
            link = await self._codes.read_link(secret)
        language = language_of(request)
        title, roles = "", ""
        if link.person:
            stream = link.meeting or ORGANISATION
            state = (await self._house.chamber(stream)).state
            if isinstance(state, Meeting) and state.convocation:
                title = state.convocation.title.read(language)[0]
            words = words_of(language).roles
            roles = ", ".join(words[role] for role in sorted(state.actor(link.person).roles))
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
            mailed=mailed,
        )


def agent_of(request: Request) -> Browser:
    return browser_of(request.headers.get("user-agent", ""))


def way_of(wanted: str) -> str:
    """Where one wanted to go, if that is a page of this house and none of its doors; else nothing."""
    ours = own_path(wanted, "") if len(wanted) <= LONGEST_WAY else ""
    return "" if ours.startswith(OUR_DOORS) else ours
