"""The import of a body's members: choose a file, see what would change, put it right, keep it whole; or undo it.

Nothing is kept before the last press; each page carries what the next one needs.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.rules import grounds as rules
from server.edge import TooMuch
from server.import_pages.import_source import Source, columns_asked, too_large_upload
from server.imports.faults import MEGABYTE, Unreadable
from server.imports.member_lines import Known
from server.imports.members import read_members
from server.imports.read import MOST_FILE
from server.languages import clock, day_in_words, refusal_in_words
from server.member_pages.kept_members import last_import
from server.member_pages.member_form import UNSAID, Act, PressedMembers, pressed_members
from server.member_pages.member_keeping import Answer, MemberKeeping, plan_of_press
from server.member_pages.member_views import columns_view, preview_view
from server.member_pages.member_visits import BodyVisit, BodyVisits
from server.persons.directory import Directory
from server.world import World

HERE = "setup/import"
UNPROCESSABLE = 422
ZONE = "UTC"
FILES = (("members.csv", "CSV"), ("members.xlsx", "XLSX"), ("popolo.json", "Popolo JSON"))


class MemberPages:
    def __init__(
        self, visits: BodyVisits, keeping: MemberKeeping, directory: Directory, world: World
    ) -> None:
        self._visits = visits
        self._keeping = keeping
        self._directory = directory
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /bodies/{body}/setup/import`: what can be read; and the last import, to be undone."""
        return self._choose(request, await self._visits.begin(request, acting=False, keeping=True))

    async def press(self, request: Request) -> Response:
        """`POST /bodies/{body}/setup/import`: read, check, keep or undo. Who may is asked before the body is read."""
        visit = await self._visits.begin(request, acting=True, keeping=True)
        try:
            press = await pressed_members(request)
        except TooMuch:
            return self._choose(request, visit, too_large_upload(request))
        except Unreadable as fault:
            return self._choose(request, visit, fault)
        match press.act:
            case Act.READ:
                return await self._read(request, visit, press)
            case Act.KEEP | Act.UNDO:
                return await self._keep(request, visit, press)
        return await self._preview(request, visit, Answer(press, checked=press.act is Act.CHECK))

    # Reading

    async def _read(self, request: Request, visit: BodyVisit, press: PressedMembers) -> Response:
        source = press.source
        try:
            read = await asyncio.to_thread(read_members, source.content, source.mapping)
        except Unreadable as fault:
            return self._choose(request, visit, fault, source)
        press = PressedMembers(
            id=self._world.new_id(),
            source=source,
            columns=read.columns,
            rows=read.rows,
            removed=press.removed,
            seen=visit.body.seq,
        )
        return await self._preview(request, visit, Answer(press))

    def _choose(
        self,
        request: Request,
        visit: BodyVisit,
        fault: Unreadable | None = None,
        source: Source | None = None,
    ) -> Response:
        """The first page; where nothing could be read it says why, and asks which column is which if that helps."""
        source = source or Source()
        asked = columns_asked(fault, source)
        last = last_import(visit.chamber)
        return self._visits.page(
            request,
            visit,
            "members_import.html",
            HERE,
            status=UNPROCESSABLE if fault else 200,
            notice=refusal_in_words(fault, visit.language)["message"] if fault else "",
            source=source,
            columns=columns_view(asked, {c.place: c.means or UNSAID for c in asked}, set(), visit.language),
            most=str(MOST_FILE // MEGABYTE),
            members=len(visit.body.members),
            files=FILES,
            last=last,
            seq=visit.body.seq,
            press_id=self._world.new_id(),
            by=self._directory.name(last.last.by) if last else "",
            at=_moment(visit, last.last.at) if last else "",
        )

    # Checking

    async def _preview(self, request: Request, visit: BodyVisit, answer: Answer) -> Response:
        """The page with all that would change, beside what is known now."""
        known = await self._visits.known(visit)
        entering = await self._visits.may_enter_offices(visit)
        press = replace(answer.press, seen=known.body.seq, offices=answer.press.offices and entering)
        answer = replace(answer, press=press)
        draw = partial(self._drawn, request, visit, answer, known, entering=entering)
        return await asyncio.to_thread(draw)

    def _drawn(
        self, request: Request, visit: BodyVisit, answer: Answer, known: Known, *, entering: bool
    ) -> Response:
        press = answer.press
        plan, columns = plan_of_press(press, known, visit.language)
        faulty = bool(plan.faults or columns)
        return self._visits.page(
            request,
            visit,
            "members_preview.html",
            HERE,
            status=UNPROCESSABLE if answer.checked and faulty else answer.status,
            notice=answer.notice,
            press=press,
            preview=preview_view(press, plan, columns, known, visit.language),
            idle=plan.idle,
            unknown_offices=plan.unknown_offices if entering else 0,
            checked=answer.checked,
        )

    # Keeping

    async def _keep(self, request: Request, visit: BodyVisit, press: PressedMembers) -> Response:
        answer = await self._keeping.do(visit, press)
        if answer is None:
            return RedirectResponse(f"{visit.here}/{HERE}", status_code=303)
        if press.act is Act.UNDO:
            refusal = rules.BODY_MOVED_ON.refusal()
            return self._choose(request, visit, Unreadable(refusal.code, refusal.rule, answer.notice))
        return await self._preview(request, visit, answer)


def _moment(visit: BodyVisit, at: datetime) -> str:
    return f"{day_in_words(at, ZONE, visit.language)}, {clock(at, ZONE)} {ZONE}"
