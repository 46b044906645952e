"""Pages: complete HTML that works without script, then comes alive. Rules and queries live elsewhere."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from models import wire
from models.audience import audience_of
from models.procedure import Actor, CommandId, Refusal
from models.rules import grounds
from models.rules.permission import may_chair, may_follow
from models.text import LANGUAGES
from server import frames
from server.assets import Assets
from server.calendar_list import meeting_lines
from server.chamber import Chamber
from server.doorkeeper import Doorkeeper, Visitor
from server.forms import form_command
from server.groups import GroupKey
from server.house import House
from server.languages import NAMES, preferred, refusal_in_words, words_of
from server.live import Live
from server.panels import Panels
from server.world import World

YEAR = 365 * 24 * 3600


class Pages:
    def __init__(
        self,
        house: House,
        doorkeeper: Doorkeeper,
        live: Live,
        panels: Panels,
        assets: Assets,
        world: World,
        *,
        secure: bool,
    ) -> None:
        self._house = house
        self._doorkeeper = doorkeeper
        self._live = live
        self._panels = panels
        self._assets = assets
        self._world = world
        self._secure = secure

    # What is shown

    async def meetings(self, request: Request) -> Response:
        """`GET /`: the list of meetings this reader may follow."""
        visitor = await self._doorkeeper.visitor(request, acting=False)
        language = language_of(request)
        lines = await meeting_lines(self._house, visitor.person, language)
        return self.page(request, "meetings.html", visitor, Actor(visitor.person), meetings=lines)

    async def follow(self, request: Request) -> Response:
        return await self._meeting_page(request, "follow")

    async def chair(self, request: Request) -> Response:
        return await self._meeting_page(request, "chair")

    async def wall(self, request: Request) -> Response:
        return await self._meeting_page(request, "wall")

    async def _meeting_page(
        self, request: Request, page: str, notice: str = "", status: int = 200
    ) -> Response:
        visitor = await self._doorkeeper.visitor(request, acting=False)
        chamber = await self._house.meeting(request.path_params["slug"])
        if chamber is None:
            return self.refused(request, 404)
        actor = chamber.meeting.actor(visitor.person)
        if not may_follow(chamber.meeting, actor) or (page == "chair" and not may_chair(actor)):
            return self.refused(request, 403 if visitor.person else 401)
        language = language_of(request)
        view = self._panels.view(chamber, language)
        here = f"/meetings/{view.slug}"
        _ = words_of(language).say
        ways = [(here, _("Follow"), page == "follow"), (f"{here}/wall", _("Wall"), page == "wall")]
        if may_chair(actor):
            ways.insert(0, (f"{here}/chair", _("Chair"), page == "chair"))
        key = GroupKey(audience_of(actor), page, language)
        return self.page(
            request,
            f"{page}.html",
            visitor,
            actor,
            status=status,
            meeting=view,
            seq=chamber.state.seq,
            epoch=chamber.epoch,
            audience=key.audience.value,
            page=page,
            pages=tuple(ways),
            notice=notice,
            here=here if page == "follow" else f"{here}/{page}",
        )

    # What is pressed

    async def command(self, request: Request) -> Response:
        """`POST /meetings/{slug}/commands/{name}`: a form's press, by people whose page has no script."""
        visitor = await self._doorkeeper.visitor(request, acting=True)
        chamber = await self._house.meeting(request.path_params["slug"])
        if chamber is None or not may_follow(chamber.meeting, chamber.meeting.actor(visitor.person)):
            return self.refused(request, 404)
        name = request.path_params["name"]
        try:
            fields = await request.form(max_files=0, max_fields=40, max_part_size=frames.MOST_BYTES)
            given, data = form_command(fields, chamber.meeting, self._world.now())
            command_id = CommandId(given or self._world.new_id())
            await self._live.submit(chamber, visitor.person, command_id, name, data)
        except Refusal as refusal:
            return await self._pressed_in_vain(request, chamber, refusal)
        slug = request.path_params["slug"]
        actor = chamber.meeting.actor(visitor.person)
        back = f"/meetings/{slug}/chair" if may_chair(actor) else f"/meetings/{slug}"
        return RedirectResponse(back, status_code=303)

    async def _pressed_in_vain(self, request: Request, chamber: Chamber, refusal: Refusal) -> Response:
        zone = chamber.meeting.convocation.zone if chamber.meeting.convocation else "UTC"
        words = refusal_in_words(refusal, language_of(request), zone)
        visitor = await self._doorkeeper.visitor(request, acting=False)
        page = "chair" if may_chair(chamber.meeting.actor(visitor.person)) else "follow"
        return await self._meeting_page(request, page, words["message"], status_of(refusal))

    # How it is shown

    def refused(self, request: Request, status: int, *, ours: bool = True) -> Response:
        """Any page that cannot be shown, in words, with a way on."""
        language = language_of(request)
        _ = words_of(language).say
        said = {
            400: (_("That was not understood"), _("The request was not complete. Go back and try again.")),
            401: (_("Sign in first"), _("Open your personal link to come in; it was sent to you alone.")),
            403: (_("This is not your page"), _("Your role in this meeting does not open it.")),
            404: (_("Nothing here"), _("There is no such page, or it is not open to you.")),
            413: (_("Too much at once"), _("What was sent is larger than we take.")),
            503: (_("One moment"), _("Too much is waiting at this moment. Nothing was kept; try again.")),
        }
        title, words = said.get(
            status, (_("Something went wrong"), _("Nothing was changed. Please try again."))
        )
        if not ours:
            words = _("This request came from a page that is not one of ours. Nothing was changed.")
        way_on = [("/", _("All meetings"))]
        slug = request.path_params.get("slug")
        if slug and status in {401, 403}:
            way_on.insert(0, (f"/meetings/{slug}", _("Follow the meeting")))
        return self.page(
            request,
            "refused.html",
            Visitor(),
            Actor(None),
            status=status,
            title=title,
            message=words,
            way_on=way_on,
        )

    def page(
        self,
        request: Request,
        template: str,
        visitor: Visitor,
        actor: Actor,
        *,
        status: int = 200,
        **more: Any,
    ) -> Response:
        language = language_of(request)
        context: dict[str, Any] = {
            "you": you_of(visitor, actor, language),
            "now": wire.moment(self._world.now()),
            "release": self._assets.release,
            "languages": languages_of(language),
            "here": request.url.path if request.method in {"GET", "HEAD"} else "/",
            "pages": (),
            "notice": "",
            "status": status,
            **more,
        }
        html = self._panels.template(template, language).render(context)
        response = HTMLResponse(
            html, status, headers={"Cache-Control": "no-store", "Content-Language": language}
        )
        if request.query_params.get("lang") in LANGUAGES:
            response.set_cookie("lang", language, max_age=YEAR, samesite="lax", secure=self._secure)
        return response


def language_of(request: Request) -> str:
    return preferred(
        request.query_params.get("lang"),
        request.cookies.get("lang"),
        request.headers.get("accept-language", ""),
    )


def languages_of(language: str) -> tuple[tuple[str, str, bool], ...]:
    return tuple((code, NAMES[code], code == language) for code in LANGUAGES)


def you_of(visitor: Visitor, actor: Actor, language: str) -> Mapping[str, Any]:
    """Who is reading, for their own page."""
    words = words_of(language).roles
    roles = sorted(actor.roles)
    return {
        "name": visitor.name,
        "roles": tuple(roles),
        "role_words": ", ".join(words[role] for role in roles),
        "signed_in": visitor.person is not None,
    }


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal (DESIGN §3)."""
    by_code = {
        grounds.SIGN_IN_FIRST.code: 401,
        grounds.NOT_PERMITTED.code: 403,
        grounds.UNKNOWN_COMMAND.code: 404,
        grounds.BAD_SHAPE.code: 422,
        grounds.BUSY.code: 503,
    }
    return by_code.get(refusal.code, 409)
