"""What the set-up of a body and that of the organisation share: an editor as a page or a part of one, and its forms.

With script an editor is fetched alone (`?alone`) and unfolds in its row; its form posts and the page comes back by
303, or the editor comes back with what was refused, why, and all that was written.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from models.body import Body
from models.organisation import ORGANISATION, Organisation
from models.procedure import PersonId, Refusal
from models.rules import grounds
from server import frames
from server.chamber import Chamber
from server.doorkeeper import Doorkeeper
from server.following.plan_letters import PlanLetters
from server.house import House
from server.languages import refusal_in_words, words_of
from server.organisation_pages.desk import Desk, Keeping
from server.organisation_pages.form_door import FormDoor, Unheard
from server.organisation_pages.member_lines import asked_in
from server.organisation_pages.written import written_office, written_person
from server.pages import Pages, language_of
from server.panels import Panels
from server.persons.directory import Directory
from server.persons.people import People, Person
from server.setup_pages.setup_editors import Editor
from server.setup_pages.setup_pages import contested
from server.statuses import status_of
from server.world import World

MOST_FIELDS = 400
CARRIED = ("words", "section", "missing", "row", "member", "post", "office")
Known = Mapping[PersonId, Person]


class KeepingPages:
    """Sits somebody down at a set-up, shows one editor, takes its forms; which editors there are, each page says."""

    def __init__(
        self,
        pages: Pages,
        panels: Panels,
        house: House,
        doorkeeper: Doorkeeper,
        directory: Directory,
        people: People,
        door: FormDoor,
        letters: PlanLetters,
        world: World,
    ) -> None:
        self.pages = pages
        self.house = house
        self.doorkeeper = doorkeeper
        self.directory = directory
        self.people = people
        self.world = world
        self.panels = panels
        self.door = door
        self.letters = letters

    # To be said by each

    async def sit_down(self, request: Request, *, acting: bool) -> Desk | Response:
        """Who this is, at the chamber that the address names; else the answer that there is none."""
        raise NotImplementedError

    async def made(self, desk: Desk, known: Known, part: str, asked: Mapping[str, str]) -> Editor | None:
        """The editor of this part."""
        raise NotImplementedError

    def heading(self, desk: Desk, page: str = "") -> Mapping[str, Any]:
        """What every page of this set-up shows in its head."""
        raise NotImplementedError

    # Shared

    async def organisation(self) -> Organisation:
        state = (await self.house.chamber(ORGANISATION)).state
        assert isinstance(state, Organisation)
        return state

    async def desk_at(self, request: Request, chamber: Chamber, keeping: Keeping, *, acting: bool) -> Desk:
        visitor = await self.doorkeeper.visitor(request, acting=acting)
        today = self.world.now().date()
        return Desk(chamber, visitor, language_of(request), await self.organisation(), today, keeping)

    async def secretary(self, request: Request, *, acting: bool) -> Desk | Response:
        """The same, if the set-up is theirs; else the house's refusal."""
        desk = await self.sit_down(request, acting=acting)
        if isinstance(desk, Response) or desk.may_set_up:
            return desk
        return self.pages.refused(request, 403 if desk.person else 401)

    async def editor(self, request: Request) -> Response:
        """`GET …/setup/{part}/{id}`: one editor, as a page or (`?alone`) as a part of one."""
        desk = await self.secretary(request, acting=False)
        if isinstance(desk, Response):
            return desk
        known = await self.people.everybody()
        part = "{part}/{id}".format(**request.path_params)
        editor = await self.made(desk, known, part, request.query_params)
        if editor is None:
            return self.pages.refused(request, 404)
        return self.shown(request, desk, known, editor)

    async def press(self, request: Request) -> Response:
        """`POST …/commands/{name}`: a form of this set-up; 303 to where it came from."""
        desk = await self.secretary(request, acting=True)
        if isinstance(desk, Response):
            return desk
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=frames.MOST_BYTES)
        try:
            made = await self.door.submit(desk, request.path_params["name"], fields)
        except Unheard as unheard:
            if unheard.refusal.code != grounds.NOTHING_CHANGED.code:
                written = {name: str(value) for name, value in fields.multi_items()}
                return await self._in_vain(request, desk, unheard, written)
            made = ""
        return RedirectResponse(self.landing(request, desk, made), status_code=303)

    def shown(
        self, request: Request, desk: Desk, known: Known, editor: Editor, notice: str = "", status: int = 200
    ) -> Response:
        context = {
            "editor": editor,
            "keeping": desk.keeping,
            "listed": asked_in(request.query_params).query,
            "carried": _carried(request.query_params),
        }
        if "alone" in request.query_params:
            html = self.panels.template(f"keeping/{editor.kind}.html", desk.language).render(context)
            return HTMLResponse(html, headers={"Cache-Control": "no-store"})
        return self.pages.page(
            request,
            "keeping_editor.html",
            desk.visitor,
            desk.actor,
            status=status,
            notice=notice,
            **self.lists(desk, known),
            **self.heading(desk),
            **context,
        )

    def lists(self, desk: Desk, known: Known) -> Mapping[str, Any]:
        """Everybody and every office, as they are typed: what fields propose."""
        offices = {written_office(office, desk.language) for office in desk.offices.offices}
        people = {written_person(one) for one in known.values()}
        return {"everybody": tuple(sorted(people)), "every_office": tuple(sorted(offices))}

    async def bodies_named(self, desk: Desk) -> tuple[tuple[str, str], ...]:
        """All bodies, by id and name."""
        found = []
        for known in desk.organisation.bodies:
            chamber = await self.house.body(known)
            if chamber and chamber.body.charter:
                found.append((known, body_name(chamber.body, desk.language)[0]))
        return tuple(found)

    def names(self, known: Known) -> Any:
        """How people are called, by id."""
        return lambda person: known[person].name if person in known else ""

    async def _in_vain(
        self, request: Request, desk: Desk, unheard: Unheard, written: Mapping[str, str]
    ) -> Response:
        refusal, status = unheard.refusal, status_of(unheard.refusal)
        words = in_words(refusal, desk.language)
        known = await self.people.everybody()
        part = request.query_params.get("from", "")[:120]
        editor = await self.made(desk, known, part, request.query_params)
        if editor is None:
            return self.pages.page(
                request,
                "keeping_refused.html",
                desk.visitor,
                desk.actor,
                status=status,
                notice=words,
                keeping=desk.keeping,
                **self.heading(desk),
            )
        if refusal.code == grounds.EDITED_MEANWHILE.code:
            editor = contested(editor, unheard.name, unheard.data)
            words = words_of(desk.language).say(
                "Somebody else has changed the same meanwhile. Nothing is lost: both texts are shown below; choose."
            )
        editor = replace(
            editor,
            fields={**editor.fields, **{k: v for k, v in written.items() if k in editor.fields}},
            faults={name: in_words(one, desk.language) for name, one in unheard.at.items()},
            more={**editor.more, "written": written},
        )
        return self.shown(request, desk, known, editor, words, status)

    def landing(self, request: Request, desk: Desk, made: str) -> str:
        """Where a press leads: the row of what was edited or made, in the list as it was filtered."""
        asked = request.query_params
        place, _, known = asked.get("from", "").partition("/")
        row = ""
        if asked.get("row"):
            row = asked["row"]
        elif place == "new" and made:
            row = f"{known}s-{made}"
        elif place and place != "new":
            row = f"{place}-{known}"
        query = asked_in(asked).query
        return desk.keeping.home + (f"?{query}" if query else "") + (f"#row-{quote(row)}" if row else "")


def _carried(asked: Mapping[str, str]) -> str:
    """What an editor's forms ask again: how the list was filtered, the row to come back to, what is made new."""
    return urlencode({name: asked[name][:120] for name in CARRIED if asked.get(name)})


def in_words(refusal: Refusal, language: str) -> str:
    return refusal_in_words(refusal, language)["message"]


def body_name(body: Body, language: str) -> tuple[str, str]:
    """What a body is called, and in which language."""
    return body.charter.name.read(language) if body.charter else ("", language)
