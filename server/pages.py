"""Pages: complete HTML that works without script, then comes alive. Rules and queries live elsewhere."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from models import wire
from models.audience import audience_of
from models.organisation import ORGANISATION
from models.procedure import Actor, CommandId, Refusal
from models.rules.calendar import EnterMeeting
from models.rules.permission import can, may_chair, may_follow
from models.screens import WallLayout
from models.text import LANGUAGES
from server import frames
from server.assets import Assets
from server.calendar_list import meeting_lines
from server.chamber import Chamber
from server.doorkeeper import Doorkeeper, Visitor
from server.floor_pages.asking_views import asking_of
from server.floor_pages.help_views import needs_of
from server.forms import form_command, own_path, zone_of
from server.house import House
from server.house_ways import house_ways
from server.languages import NAMES, preferred, refusal_in_words, words_of
from server.live import Live
from server.panels import Panels
from server.statuses import status_of
from server.watching.groups import ALLOWED, Place
from server.ways import ways
from server.world import World

YEAR = 365 * 24 * 3600
UNAUTHORIZED = 401


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
        organisation = (await self._house.chamber(ORGANISATION)).state
        keeper = organisation.actor(visitor.person)
        return self.page(
            request,
            "meetings.html",
            visitor,
            Actor(visitor.person),
            meetings=lines,
            may_enter=can(keeper, EnterMeeting),
            pages=house_ways(keeper, language, "meetings"),
        )

    async def follow(self, request: Request) -> Response:
        return await self.meeting_page(request, "follow")

    def shows(self, page: str) -> Callable[[Request], Awaitable[Response]]:
        """`GET /meetings/{slug}/{page}`: whoever answers with this page."""
        return partial(self.meeting_page, page=page)

    async def by_code(self, request: Request) -> Response:
        """`GET /m/{code}` and `GET /m?code=`: the short way from the wall to the meeting."""
        code = request.path_params.get("code") or request.query_params.get("code", "")
        slug = await self._house.slug_of(code[:20])
        return RedirectResponse(f"/meetings/{slug}", 303) if slug else self.refused(request, 404)

    async def meeting_page(
        self,
        request: Request,
        page: str,
        notice: str = "",
        status: int = 200,
        *,
        template: str = "",
        seen: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Response:
        """A page of the meeting that the address names, if it is this reader's; `seen` says which part of it."""
        visitor = await self._doorkeeper.visitor(request, acting=False)
        chamber = await self._house.meeting(request.path_params["slug"])
        if chamber is None:
            return self.refused(request, 404)
        actor = chamber.meeting.actor(visitor.person)
        if not may_follow(chamber.meeting, actor):
            return self.refused(request, 404 if visitor.person else 401)
        if not ALLOWED[page](actor):
            return self.refused(request, 403 if visitor.person else 401)
        language = language_of(request)
        asked = {
            name: (seen or request.query_params).get(name, "")[:80] for name in ("track", "layout", "item")
        }
        audience = audience_of(actor)
        layout = asked["layout"] if asked["layout"] in set(WallLayout) else ""
        place = Place(page, asked["track"], layout, asked["item"])
        view = self._panels.seen_from(chamber, place, language)
        here = f"/meetings/{view.slug}" + ("" if page == "follow" else f"/{page}")
        kept = urlencode({name: value for name, value in asked.items() if value})
        return self.page(
            request,
            template or f"{page}.html",
            visitor,
            actor,
            status=status,
            meeting=view,
            seq=chamber.state.seq,
            epoch=chamber.epoch,
            audience=audience.value,
            page=page,
            **self._panels.placed(chamber, place, language, audience),
            asking=asking_of(chamber.meeting, view.floor, actor, language, self._world.now()),
            pages=ways(view.slug, page, actor, language),
            needs=needs_of(chamber.meeting, actor, language),
            notice=notice,
            **{"here": here, "kept": f"&{kept}" if kept else "", **more},
        )

    # What is pressed

    async def command(self, request: Request) -> Response:
        """`POST /meetings/{slug}/commands/{name}`: a form's press, by people whose page has no script."""
        visitor = await self._doorkeeper.visitor(request, acting=True)
        chamber = await self._house.meeting(request.path_params["slug"])
        if chamber is None:
            return self.refused(request, 404)
        if not may_follow(chamber.meeting, chamber.meeting.actor(visitor.person)):
            return self.refused(request, 404 if visitor.person else 401)
        name, fields = request.path_params["name"], FormData()
        try:
            fields = await request.form(max_files=0, max_fields=40, max_part_size=frames.MOST_BYTES)
            given, data = form_command(fields, zone_of(chamber.meeting), self._world.now())
            command_id = CommandId(given or self._world.new_id())
            await self._live.submit(chamber, visitor.person, command_id, name, data)
        except Refusal as refusal:
            return await self._pressed_in_vain(request, chamber, refusal, str(fields.get("back", "")))
        slug = request.path_params["slug"]
        actor = chamber.meeting.actor(visitor.person)
        back = f"/meetings/{slug}/chair" if may_chair(actor) else f"/meetings/{slug}"
        return RedirectResponse(own_path(str(fields.get("back", "")), back), status_code=303)

    async def _pressed_in_vain(
        self, request: Request, chamber: Chamber, refusal: Refusal, back: str
    ) -> Response:
        words = refusal_in_words(refusal, language_of(request), zone_of(chamber.meeting).key)
        visitor = await self._doorkeeper.visitor(request, acting=False)
        actor = chamber.meeting.actor(visitor.person)
        page = "chair" if may_chair(actor) else "follow"
        path, _, query = back.partition("?")
        wanted = path.removeprefix(f"/meetings/{request.path_params['slug']}").strip("/")
        if wanted in {"walls", "desk", "help", "lists"} and ALLOWED[wanted](actor):
            page = wanted
        seen = dict(parse_qsl(query))
        return await self.meeting_page(request, page, words["message"], status_of(refusal), seen=seen)

    # How it is shown

    def refused(self, request: Request, status: int, *, ours: bool = True) -> Response:
        """Any page that cannot be shown, in words, with a way on."""
        language = language_of(request)
        _ = words_of(language).say
        said = {
            400: (_("That was not understood"), _("The request was not complete. Go back and try again.")),
            401: (
                _("Sign in first"),
                _("Sign in by mail, or open the personal link that was sent to you alone."),
            ),
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
        if status == UNAUTHORIZED:
            way_on.insert(0, (sign_in_way(request), _("Sign in")))
        return self.page(
            request,
            "refused.html",
            self._doorkeeper.recognised(request),
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
            "kept": "",
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


def sign_in_way(request: Request) -> str:
    """To the door, and from there back to this page, if it is one."""
    if request.method not in {"GET", "HEAD"}:
        return "/sign-in"
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/sign-in?{urlencode({'to': request.url.path + query})}"


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
