"""The pages of bodies: all of them, one for anybody, and one where its secretariat sets it up.

Source: issue "People and doors"; DOMAIN §1.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from models.belonging.roles import Role
from models.body import BodyId
from models.organisation import ORGANISATION
from models.procedure import PersonId
from models.rules.calendar import EnterMeeting
from models.rules.permission import can
from server.calendar_list import meeting_lines
from server.house_ways import body_ways, house_ways
from server.languages import words_of
from server.organisation_pages.body_editors import BodyEditors
from server.organisation_pages.body_views import (
    body_line,
    meetings_of,
    missing_in,
    seat_lines,
    sections_of_members,
)
from server.organisation_pages.dating_words import day_in_words
from server.organisation_pages.desk import Desk, Keeping
from server.organisation_pages.keeping_pages import KeepingPages, Known, body_name
from server.organisation_pages.member_lines import NOWHERE, MemberLines, asked_in
from server.organisation_pages.post_lines import PostLines
from server.organisation_pages.rule_lines import rule_lines
from server.setup_pages.setup_editors import Editor


class BodyPages(KeepingPages):
    async def bodies(self, request: Request) -> Response:
        """`GET /bodies`: all bodies, and for who keeps them what is missing."""
        chamber = await self.house.chamber(ORGANISATION)
        desk = await self.desk_at(request, chamber, Keeping("/bodies", ""), acting=False)
        lines = [body_line(one, self.directory.name) for one in await self._desks(request, desk)]
        return self.pages.page(
            request,
            "bodies.html",
            desk.visitor,
            desk.actor,
            bodies=lines,
            founds=desk.may_set_up,
            pages=house_ways(desk.organisation.actor(desk.person), desk.language, "bodies"),
        )

    async def body(self, request: Request) -> Response:
        """`GET /bodies/{body}`: one body for anybody, on this day or (`?on=2021-12-01`) another."""
        desk = await self.sit_down(request, acting=False)
        if isinstance(desk, Response):
            return desk
        day = asked_day(request.query_params.get("on", "")) or desk.today
        posts = PostLines(desk.body, desk.offices, day, desk.language, self.directory.name)
        meetings = await meeting_lines(self.house, desk.person, desk.language)
        charter = desk.body.charter
        above = await self.house.body(charter.reports_to) if charter and charter.reports_to else None
        return self.pages.page(
            request,
            "body.html",
            desk.visitor,
            desk.actor,
            **self.heading(desk),
            on=day.isoformat(),
            day=day_in_words(day, desk.language),
            is_today=day == desk.today,
            kept=f"&on={day.isoformat()}" if day != desk.today else "",
            posts=[line for line in posts.every() if line.current],
            past=[line for line in posts.every() if line.over],
            sections=sections_of_members(desk),
            meetings=meetings_of(desk.body, meetings),
            rotations=rotation_ways(desk),
            above=body_name(above.body, desk.language) if above else None,
            above_id=charter.reports_to if charter else None,
            keeping=desk.keeping,
            keeps=desk.may_set_up,
            calls=desk.may_set_up and can(desk.organisation.actor(desk.person), EnterMeeting),
        )

    async def setup(self, request: Request) -> Response:
        """`GET /bodies/{body}/setup?words=&section=&missing=`: members, posts, rules, charter, seats, secretariat."""
        desk = await self.secretary(request, acting=False)
        if isinstance(desk, Response):
            return desk
        known = await self.people.everybody()
        name = self.names(known)
        addressed = {person for person, one in known.items() if one.address}
        posts = PostLines(desk.body, desk.offices, desk.today, desk.language, name)
        members = MemberLines(desk.body, desk.offices, posts, desk.language, addressed, desk.today.year)
        asked = asked_in(request.query_params)
        found = members.found(asked)
        return self.pages.page(
            request,
            "body_setup.html",
            desk.visitor,
            desk.actor,
            **self.heading(desk, "setup"),
            **self.lists(desk, known),
            kept=f"&{asked.query}" if asked.query else "",
            asked=asked,
            listed=asked.query,
            groups=found,
            count=sum(len(group.lines) for group in found),
            every=len(members.every),
            lacking=members.lacking(),
            sections=[(s.id, s.name.read(desk.language)[0]) for s in desk.offices.sections],
            nowhere=NOWHERE,
            posts=posts.every(),
            rules=rule_lines(desk.body, desk.language),
            seats=seat_lines(desk),
            missing=missing_in(desk, posts),
            rotations=rotation_ways(desk),
            secretariat=secretariat(desk, name),
            keeping=desk.keeping,
            meetings=meetings_of(desk.body, await meeting_lines(self.house, desk.person, desk.language)),
            calls=can(desk.organisation.actor(desk.person), EnterMeeting),
        )

    async def sit_down(self, request: Request, *, acting: bool) -> Desk | Response:
        known = BodyId(request.path_params["body"])
        chamber = await self.house.body(known)
        if chamber is None or chamber.body.charter is None:
            return self.pages.refused(request, 404)
        here = f"/bodies/{known}"
        return await self.desk_at(
            request, chamber, Keeping(f"{here}/setup", f"{here}/commands"), acting=acting
        )

    async def made(self, desk: Desk, known: Known, part: str, asked: Mapping[str, str]) -> Editor | None:
        bodies = await self.bodies_named(desk) if part in {"charter/particulars", "new/rotation"} else ()
        return BodyEditors(desk, known, bodies).editor(part, asked)

    def landing(self, request: Request, desk: Desk, made: str) -> str:
        """A rotation that was begun is set up next."""
        if request.path_params["name"] == "begin_rotation" and made and desk.body.charter:
            return f"/bodies/{desk.body.charter.id}/rotations/{made}/setup"
        return super().landing(request, desk, made)

    def heading(self, desk: Desk, page: str = "body") -> Mapping[str, Any]:
        body, words = desk.body, words_of(desk.language)
        name, lang = body_name(body, desk.language)
        known = body.charter.id if body.charter else ""
        kind = words.body_kinds[body.charter.kind] if body.charter else ""
        return {
            "headed": {
                "id": known,
                "title": name,
                "lang": lang,
                "words": "" if kind == name else kind,
            },
            "pages": body_ways(known, desk.language, page, keeps=desk.may_set_up),
        }

    async def _desks(self, request: Request, desk: Desk) -> list[Desk]:
        """The same person at each body."""
        desks = []
        for known in desk.organisation.bodies:
            chamber = await self.house.body(known)
            if chamber and chamber.body.charter:
                desks.append(await self.desk_at(request, chamber, desk.keeping, acting=False))
        return desks


def rotation_ways(desk: Desk) -> tuple[tuple[str, str, bool], ...]:
    """Each rotation this body keeps: its id, its name, and whether it counts."""
    return tuple(
        (
            one.id,
            (one.plan or one.draft).about.name.read(desk.language)[0],
            bool(one.plan and not one.withdrawn),
        )
        for one in desk.body.rotations.values()
    )


def secretariat(desk: Desk, name: Any) -> tuple[tuple[PersonId, str, bool], ...]:
    """Who is the secretariat here, by name, and whether that is the reader."""
    state = desk.chamber.state
    return tuple(
        sorted(
            (
                (
                    person,
                    name(person) or words_of(desk.language).say("name erased"),
                    person == desk.person,
                )
                for person, roles in state.roles.items()
                if Role.SECRETARIAT in roles
            ),
            key=lambda one: one[1],
        )
    )


def asked_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
