"""A meeting as others see it, for its secretariat, also before anybody may follow it: the same page, standing still.

It is rendered for the other audience by the same templates; then every form, button and way elsewhere is taken out.
"""

import re
from dataclasses import dataclass
from re import Match

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from models.audience import audience_of
from models.belonging.roles import Role
from models.procedure import Actor, PersonId
from models.rules.permission import may_set_up
from models.screens import WallLayout
from server.doorkeeper import Visitor
from server.floor_pages.asking_views import asking_of
from server.languages import words_of
from server.pages import Pages
from server.panels import Panels
from server.visits import Visits
from server.watching.groups import Place
from server.ways import ways
from server.world import World

SOMEBODY = PersonId("somebody")
HIDDEN = re.compile(r'<input type="hidden"[^>]*>')
PRESSED = re.compile(r"<(button|input|select|textarea)\b")
SKIP = re.compile(r'<a class="skip"[^>]*>.*?</a>')
FORM = re.compile(r"<(/?)form\b[^>]*>")
WAY = re.compile(r'(<a\b[^>]*?) href="([^"]*)"([^>]*>)')
ELSEWHERE = re.compile(r' (?:target|rel|data-edit)(?:="[^"]*")?')
STOPPED = 'role="link" aria-disabled="true" tabindex="0"'
"""What a link is that leads nowhere: it can be read like one."""


@dataclass(frozen=True)
class Onlooker:
    """Whose eyes a preview has: which page, and as whom."""

    page: str
    role: Role | None = None


ONLOOKERS = {
    "delegate": Onlooker("follow", Role.DELEGATE),
    "public": Onlooker("follow"),
    "wall": Onlooker("wall"),
}


class Previews:
    def __init__(self, visits: Visits, pages: Pages, panels: Panels, world: World) -> None:
        self._visits = visits
        self._pages = pages
        self._panels = panels
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/preview/{as}`: as a `delegate`, the `public` or the `wall` shows it."""
        visit = await self._visits.begin(request, acting=False)
        if not may_set_up(visit.actor):
            raise HTTPException(403 if visit.person else 401)
        name = request.path_params["as"]
        onlooker = ONLOOKERS.get(name)
        if onlooker is None:
            raise HTTPException(404)
        chamber, language = visit.chamber, visit.language
        asked = {key: request.query_params.get(key, "")[:80] for key in ("track", "layout")}
        layout = asked["layout"] if asked["layout"] in set(WallLayout) else ""
        visitor, actor = seen_by(onlooker, language)
        audience = audience_of(actor)
        place = Place(onlooker.page, asked["track"], layout)
        view = self._panels.view(chamber, language, asked["track"])
        here = f"/meetings/{visit.slug}/preview/{name}"
        shown = self._pages.page(
            request,
            f"{onlooker.page}.html",
            visitor,
            actor,
            meeting=view,
            seq=chamber.state.seq,
            epoch=chamber.epoch,
            audience=audience.value,
            page=onlooker.page,
            asking=asking_of(chamber.meeting, view.floor, actor, language, self._world.now()),
            pages=ways(visit.slug, onlooker.page, actor, language),
            here=here,
            preview=name,
            **self._panels.placed(chamber, place, language, audience),
        )
        banner = self._panels.template("preview.html", language).render(slug=visit.slug, preview=name)
        still = standing_still(bytes(shown.body).decode(), here).replace("<body", "<body data-preview", 1)
        return HTMLResponse(
            SKIP.sub(lambda skip: f"{skip[0]}\n{banner}", still, count=1),
            headers={"Cache-Control": "no-store", "Content-Language": language},
        )


def seen_by(onlooker: Onlooker, language: str) -> tuple[Visitor, Actor]:
    """Somebody with this role, who is called by it; the public for none."""
    if onlooker.role is None:
        return Visitor(), Actor(None)
    return (
        Visitor(SOMEBODY, words_of(language).roles[onlooker.role]),
        Actor(SOMEBODY, frozenset({onlooker.role})),
    )


def standing_still(html: str, here: str) -> str:
    """A page of ours without forms, without anything to press, with the ways on itself alone."""

    def way(found: Match[str]) -> str:
        if found[2].startswith(("?", "#", here)):
            return found[0]
        return f"{ELSEWHERE.sub('', found[1])} {STOPPED}{ELSEWHERE.sub('', found[3])}"

    html = FORM.sub(r"<\1div>", HIDDEN.sub("", html))
    return WAY.sub(way, PRESSED.sub(r"<\1 disabled", html))
