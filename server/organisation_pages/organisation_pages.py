"""The page on which the organisation is set up: its secretariat, sections, offices and mandates, and new bodies.

Source: issue "People and doors": the secretariat sets it up once, then every meeting knows its members.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from models.body import BodyId
from models.dating import Answer
from models.offices import OfficeId
from models.organisation import ORGANISATION
from server.house_ways import house_ways
from server.languages import words_of
from server.organisation_pages.body_pages import secretariat
from server.organisation_pages.desk import Desk, Keeping
from server.organisation_pages.keeping_pages import KeepingPages, Known
from server.organisation_pages.member_lines import asked_in
from server.organisation_pages.office_lines import OfficeLines
from server.organisation_pages.organisation_editors import Goes, OrganisationEditors
from server.setup_editors import Editor

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
        goes = await self._goes(desk) if part.startswith("mandates/") else {}
        return OrganisationEditors(desk, known, bodies, goes).editor(part, asked)

    async def _goes(self, desk: Desk) -> Goes:
        """What goes to each office today, in whichever body."""
        found: dict[OfficeId, tuple[tuple[str, str, str], ...]] = {}
        posts = words_of(desk.language).posts
        for known, name in await self.bodies_named(desk):
            chamber = await self.house.body(BodyId(known))
            for one in chamber.body.appointments.values() if chamber else ():
                if one.office is None or one.period.covers(desk.today) is Answer.NO:
                    continue
                member = chamber.body.members.get(one.member) if chamber and one.member else None
                title = one.title.read(desk.language)[0] or posts[one.post]
                line = (name, title, member.name.read(desk.language)[0] if member else "")
                found[one.office] = (*found.get(one.office, ()), line)
        return found

    def heading(self, desk: Desk, page: str = "organisation") -> Mapping[str, Any]:
        words = words_of(desk.language)
        return {
            "headed": {"title": words.say("The organisation"), "lang": desk.language, "words": ""},
            "pages": house_ways(desk.actor, desk.language, page),
        }
