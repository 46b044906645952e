"""The set-up page: the agenda as rows, an editor of each for whoever opens it, and what their forms post.

With script an editor is fetched alone (`?alone`) and its presses are command frames; without, it is a page, and its
forms post here. Source: issue "The agenda" (editing while live, by several people at once).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from models import wire
from models.meeting import MeetingState
from models.merge import merge
from models.planning.item import ItemId
from models.planning.sitting import SittingId
from models.procedure import CommandId, Refusal
from models.rules import grounds
from models.rules.permission import can, may_follow
from models.rules.proposals import ProposeItem
from server import frames
from server.chamber_visit import ChamberVisit
from server.doorkeeper import Doorkeeper
from server.forms import form_command, zone_of
from server.house import House
from server.languages import refusal_in_words
from server.live import Live
from server.pages import Pages, language_of
from server.panels import Panels
from server.persons.directory import Directory
from server.projections import rows
from server.setup_pages.called_bodies import bodies_to_call
from server.setup_pages.readiness import Readiness
from server.setup_pages.setup_editors import Editor, Editors
from server.setup_pages.setup_forms import settled, shown_at, theirs
from server.setup_pages.setup_views import address_of
from server.setup_pages.sitting_chairs import office_titles
from server.shapes import command_of
from server.statuses import status_of
from server.world import World

MOST_FIELDS = 80
OF_A_SITTING = frozenset({"sitting", "new_sitting"})


class Desk(ChamberVisit):
    """Somebody of the secretariat at a meeting's set-up page."""

    @property
    def zone(self) -> str:
        return self.meeting.convocation.zone if self.meeting.convocation else "UTC"


class SetupPages:
    def __init__(
        self,
        pages: Pages,
        panels: Panels,
        house: House,
        doorkeeper: Doorkeeper,
        live: Live,
        directory: Directory,
        readiness: Readiness,
        world: World,
    ) -> None:
        self._pages = pages
        self._panels = panels
        self._house = house
        self._doorkeeper = doorkeeper
        self._live = live
        self._directory = directory
        self._readiness = readiness
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/setup`: the whole agenda, and what the meeting still lacks."""
        desk = await self.sit_down(request, acting=False)
        if isinstance(desk, Response):
            return desk
        await self._readiness.learn(desk.chamber)
        reported = desk.meeting.state is MeetingState.CLOSED
        return await self._pages.meeting_page(
            request, "setup", report_to=await self.others(desk) if reported else ()
        )

    async def editor(self, request: Request) -> Response:
        """`GET /meetings/{slug}/setup/{part}/{id}`: one editor, as a page or (`?alone`) as a part of one."""
        desk = await self.sit_down(request, acting=False)
        if isinstance(desk, Response):
            return desk
        editor = self.made(desk, "{part}/{id}".format(**request.path_params), request.query_params)
        if editor is None:
            return self._pages.refused(request, 404)
        return await self.shown(request, desk, editor)

    async def press(self, request: Request) -> Response:
        """`POST /meetings/{slug}/setup/commands/{name}`: a form of this page, where there is no script."""
        desk = await self.sit_down(request, acting=True)
        if isinstance(desk, Response):
            return desk
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=frames.MOST_BYTES)
        name, data = request.path_params["name"], dict[str, Any]()
        try:
            given, data = form_command(fields, zone_of(desk.meeting), self._world.now())
            command_id = CommandId(given or self._world.new_id())
            await self._live.submit(desk.chamber, desk.person, command_id, name, data)
        except Refusal as refusal:
            if refusal.code != grounds.NOTHING_CHANGED.code:
                return await self.in_vain(request, desk, refusal, fields, (name, data))
        return self.back(request, desk)

    # What they share with the speakers' form

    async def sit_down(self, request: Request, *, acting: bool) -> Desk | Response:
        """Who this is, if the page is theirs; else the answer that it is not."""
        visitor = await self._doorkeeper.visitor(request, acting=acting)
        chamber = await self._house.meeting(request.path_params["slug"])
        desk = Desk(chamber, visitor, language_of(request)) if chamber else None
        if desk is None or not may_follow(desk.meeting, desk.actor):
            return self._pages.refused(request, 404 if visitor.person else 401)
        if not desk.may_set_up:
            return self._pages.refused(request, 403 if visitor.person else 401)
        return desk

    def made(self, desk: Desk, part: str, asked: Mapping[str, str]) -> Editor | None:
        return Editors(desk.meeting, desk.language, self._world.now(), self._directory.name).editor(
            part, asked
        )

    async def shown(
        self, request: Request, desk: Desk, editor: Editor, notice: str = "", status: int = 200
    ) -> Response:
        others = await self.others(desk) if editor.kind == "item" else ()
        bodies = await self._bodies(desk) if editor.kind == "meeting" else ()
        chairs = await office_titles(self._house, desk.language) if editor.kind in OF_A_SITTING else ()
        lists: dict[str, Any] = {"others": others, "bodies": bodies, "chair_offices": chairs}
        here = f"/meetings/{request.path_params['slug']}/setup/{editor.part}"
        if "alone" in request.query_params:
            view = self._panels.view(desk.chamber, desk.language, editor.track)
            context = {"meeting": view, "editor": editor, **lists}
            html = self._panels.template(f"setup/{editor.kind}.html", desk.language).render(context)
            return HTMLResponse(html, headers={"Cache-Control": "no-store"})
        return await self._pages.meeting_page(
            request,
            "setup",
            notice,
            status,
            template="setup_editor.html",
            here=here,
            editor=editor,
            **lists,
        )

    async def in_vain(
        self,
        request: Request,
        desk: Desk,
        refusal: Refusal,
        fields: FormData,
        pressed: tuple[str, Mapping[str, Any]],
    ) -> Response:
        """The page again, with what was refused and why, and all that was written.

        `pressed` is the command's name, empty for the speakers' form, and its data.
        """
        words, status = refusal_in_words(refusal, desk.language, desk.zone)["message"], status_of(refusal)
        editor = self.made(desk, request.query_params.get("from", "")[:120], request.query_params)
        if editor is None:
            return await self._pages.meeting_page(request, "setup", words, status)
        written = {k: str(v) for k, v in fields.multi_items() if k in editor.fields or k == "lines"}
        if refusal.code == grounds.EDITED_MEANWHILE.code:
            editor = contested(editor, *pressed)
        more = {**editor.more, "written": written}
        editor = replace(editor, fields={**editor.fields, **written}, more=more)
        return await self.shown(request, desk, editor, words, status)

    def back(self, request: Request, desk: Desk) -> Response:
        """To the row from which it came, on the agenda on which that stands now."""
        place, _, known = request.query_params.get("from", "").partition("/")
        track, row = request.query_params.get("track", ""), ""
        sittings = {SittingId(known)} if place == "sittings" else set[SittingId]()
        for agenda in desk.meeting.agendas:
            if place == "items" and agenda.find(ItemId(known)):
                track, row = address_of(desk.meeting, agenda), f"#row-{quote(known)}"
            elif sittings & {s.id for s in agenda.sittings}:
                track, row = address_of(desk.meeting, agenda), f"#stretch-{quote(known)}"
        query = f"?{urlencode({'track': track})}" if track else ""
        return RedirectResponse(f"/meetings/{request.path_params['slug']}/setup{query}{row}", status_code=303)

    async def _bodies(self, desk: Desk) -> tuple[tuple[str, str], ...]:
        of = desk.meeting.convocation.of if desk.meeting.convocation else None
        return await bodies_to_call(self._house, desk.person, desk.language, of)

    async def others(self, desk: Desk) -> tuple[tuple[str, str], ...]:
        """The meetings, by slug and title, to which this person may propose an item."""
        async with self._house.database.reading() as connection:
            lines = await rows(connection)
        found = []
        for line in lines:
            if line["state"] == MeetingState.CLOSED or line["stream"] == desk.chamber.stream:
                continue
            there = (await self._house.chamber(line["stream"])).meeting  # type: ignore[arg-type]
            if there.convocation and can(there.actor(desk.person), ProposeItem):
                found.append((there.convocation.slug, there.convocation.title.read(desk.language)[0]))
        return tuple(found)


def contested(editor: Editor, name: str, data: Mapping[str, Any]) -> Editor:
    """The editor with the other's words beside one's own, where both have changed the same."""
    if not name:
        return replace(editor, conflicts=dict.fromkeys(("roles", "contributors"), editor.more["speakers"]))
    command: Any = command_of(name, data)
    if not isinstance(data.get("was"), dict):
        return editor
    current = wire.from_wire(type(command.now), editor.seen)
    _, conflicts = merge(command.was, command.now, current)
    return replace(
        editor,
        seen=settled(data["was"], conflicts),
        theirs={"now": theirs(conflicts)},
        conflicts=shown_at(editor.fields, conflicts),
    )
