"""The page on which the organisation is set up: its secretariat, sections, offices and mandates, and new bodies.

Source: issue "People and doors": the secretariat sets it up once, then every meeting knows its members.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from models.belonging.offices import MandateId
from models.organisation import ORGANISATION
from server.house_ways import house_ways
from server.languages import words_of
from server.organisation_pages.body_pages import secretariat
from server.organisation_pages.desk import Desk, Keeping
from server.organisation_pages.keeping_pages import KeepingPages, Known
from server.organisation_pages.mandate_ends import Ends, end_asked, ends
from server.organisation_pages.member_lines import asked_in
from server.organisation_pages.office_lines import OfficeLines
from server.organisation_pages.organisation_editors import OrganisationEditors
from server.setup_pages.setup_editors import Editor

HOME = "/organisation/setup"


class OrganisationPages(KeepingPages):
    async def setup(self, request: Request) -> Response:
        """`GET /organisation/setup?words=`: bodies, sections, offices with their holders, the secretariat."""
        desk = await self.secretary(request, acting=False)
        if isinstance(desk, Response):
            return desk
        known = await self.people.everybody()
        asked = asked_in(request.query_params)
        name = self.names(known)
        offices = OfficeLines(desk.offices, desk.today, desk.language, name).found(asked.words)
        counts = {
            section.id: sum(office.section == section.id for office in desk.offices.offices)
            for section in desk.offices.sections
        }
        return self.pages.page(
            request,
            "organisation_setup.html",
            desk.visitor,
            desk.actor,
            **self.heading(desk),
            **self.lists(desk, known),
            kept=f"&{asked.query}" if asked.query else "",
            asked=asked,
            listed=asked.query,
            offices=offices,
            every=len(desk.offices.offices),
            sections=[(s.id, *s.name.read(desk.language), counts[s.id]) for s in desk.offices.sections],
            bodies=await self.bodies_named(desk),
            secretariat=secretariat(desk, name),
            keeping=desk.keeping,
        )

    def landing(self, request: Request, desk: Desk, made: str) -> str:
        """A body that was founded is set up next."""
        if request.path_params["name"] == "found_body" and made:
            return f"/bodies/{made}/setup"
        return super().landing(request, desk, made)

    async def sit_down(self, request: Request, *, acting: bool) -> Desk | Response:
        chamber = await self.house.chamber(ORGANISATION)
        keeping = Keeping(HOME, "/organisation/commands")
        return await self.desk_at(request, chamber, keeping, acting=acting)

    async def made(self, desk: Desk, known: Known, part: str, asked: Mapping[str, str]) -> Editor | None:
        bodies = await self.bodies_named(desk) if part == "new/body" else ()
        shown = await self._ends(desk, known, part, asked)
        return OrganisationEditors(desk, known, bodies, shown).editor(part, asked)

    async def _ends(self, desk: Desk, known: Known, part: str, asked: Mapping[str, str]) -> Ends | None:
        """What the end of this mandate does to the posts that go with it, as it is asked for."""
        place, _, mandate = part.partition("/")
        found = desk.offices.mandate(MandateId(mandate)) if place == "mandates" else None
        if found is None or found.ending is not None:
            return None
        return await ends(self.letters, desk, found, end_asked(asked, desk.today), self.names(known))

    def heading(self, desk: Desk, page: str = "organisation") -> Mapping[str, Any]:
        words = words_of(desk.language)
        return {
            "headed": {"title": words.say("The organisation"), "lang": desk.language, "words": ""},
            "pages": house_ways(desk.actor, desk.language, page),
        }
