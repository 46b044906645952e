"""The import of an agenda: choose a file or paste a text, see what was understood, put it right, keep it whole.

Nothing is kept before the last press; each page carries what the next one needs. Reading, checking and drawing large
pages happen off the event loop: a meeting may be under way beside it.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models import wire
from models.meeting import Meeting, MeetingState
from models.procedure import CommandId, Refusal, Submission
from models.rules import grounds as rules
from models.rules.decide import decide
from models.rules.permission import may_set_up
from server.edge import TooMuch
from server.import_pages.import_form import Act, Pressed, pressed
from server.import_pages.import_source import Source, columns_asked, too_large_upload
from server.import_pages.import_views import columns_view, faults_view, lines_view, rows_view
from server.import_pages.kept_agenda import command_of_plan, taken_ids, with_persons
from server.imports import grounds
from server.imports.faults import Fault, Unreadable, quote, remark
from server.imports.plan import Drafted, plan_of
from server.imports.read import MOST_FILE, read
from server.imports.reading import Reading
from server.languages import refusal_in_words, words_of
from server.live import Live
from server.statuses import status_of
from server.visits import Visit, Visits

HERE = "setup/import"
UNPROCESSABLE = 422
MEGABYTE = 1_000_000
LONGEST_PRESS = 40


@dataclass(frozen=True)
class Answer:
    """What a press came to: the rows as they are now, and what is wrong with them or with the press itself."""

    press: Pressed
    faults: Sequence[Fault] = ()
    notice: str = ""
    status: int = 200
    checked: bool = False


class ImportPages:
    def __init__(self, visits: Visits, live: Live) -> None:
        self._visits = visits
        self._live = live
        self._keeping = asyncio.Lock()  # the same press twice is decided one after the other

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/setup/import`: what can be read, and how."""
        return self._choose(request, await self._begin(request, acting=False))

    async def press(self, request: Request) -> Response:
        """`POST /meetings/{slug}/setup/import`: read, check or keep. Who may is asked before the body is read."""
        visit = await self._begin(request, acting=True)
        try:
            press = await pressed(request)
        except TooMuch:
            return self._choose(request, visit, too_large_upload(request))
        except Unreadable as fault:
            return self._choose(request, visit, fault)
        if press.act is Act.READ:
            return await self._read(request, visit, press)
        if press.act is Act.KEEP:
            return await self._keep(request, visit, press)
        press = press.changed()
        checking = press.act is Act.CHECK
        faults = await self._faults(visit, press) if checking else ()
        status = UNPROCESSABLE if faults else 200
        return await self._preview(request, visit, Answer(press, faults, status=status, checked=checking))

    async def _begin(self, request: Request, *, acting: bool) -> Visit:
        visit = await self._visits.begin(request, acting=acting)
        if not may_set_up(visit.actor):
            raise HTTPException(403 if visit.person else 401)
        return visit

    # Reading

    async def _read(self, request: Request, visit: Visit, press: Pressed) -> Response:
        try:
            reading = await _reading(visit, press.source)
        except Unreadable as fault:
            return self._choose(request, visit, fault, press.source)
        press = replace(
            press,
            id=self._live.world.new_id(),
            rows=reading.rows,
            language=reading.language,
            day=reading.found.date,
        )
        faults = await self._faults(visit, press)
        return await self._preview(request, visit, Answer(press, faults), reading)

    def _choose(
        self, request: Request, visit: Visit, fault: Unreadable | None = None, source: Source | None = None
    ) -> Response:
        """The first page; where nothing could be read it says why, and asks which column is which if that helps."""
        source = source or Source()
        return self._visits.page(
            request,
            visit,
            "import.html",
            HERE,
            status=UNPROCESSABLE if fault else 200,
            notice=refusal_in_words(fault, visit.language)["message"] if fault else "",
            source=source,
            columns=columns_view(columns_asked(fault, source), visit.language),
            most=str(MOST_FILE // MEGABYTE),
        )

    # Checking

    async def _faults(self, visit: Visit, press: Pressed) -> tuple[Fault, ...]:
        plan = await asyncio.to_thread(_plan, visit.meeting, press)
        return () if isinstance(plan, Drafted) else plan

    async def _preview(
        self, request: Request, visit: Visit, answer: Answer, reading: Reading | None = None
    ) -> Response:
        """The page with lines and rows. Without a reading, the source is read again, for the lines alone."""
        if reading is None and answer.press.source.content:
            try:
                reading = await _reading(visit, answer.press.source)
            except Unreadable:
                reading = None
        return await asyncio.to_thread(self._drawn, request, visit, answer, reading)

    def _drawn(self, request: Request, visit: Visit, answer: Answer, reading: Reading | None) -> Response:
        press, language, zone = answer.press, visit.language, _zone(visit.meeting)
        faults = faults_view(answer.faults, press.rows, language)
        return self._visits.page(
            request,
            visit,
            "import_preview.html",
            HERE,
            status=answer.status,
            notice=answer.notice,
            press=press,
            read=lines_view(reading, language, zone) if reading else None,
            columns=columns_view(reading.columns, language) if reading and press.source.carried else (),
            rows=rows_view(press.rows, faults, language, zone),
            faults=faults,
            checked=answer.checked,
            may_replace=_may_replace(visit.meeting),
        )

    # Keeping

    async def _keep(self, request: Request, visit: Visit, press: Pressed) -> Response:
        async with self._keeping:
            answer = await self._kept(visit, press)
        if answer is None:
            return RedirectResponse(f"/meetings/{visit.slug}/setup", status_code=303)
        return await self._preview(request, visit, answer)

    async def _kept(self, visit: Visit, press: Pressed) -> Answer | None:
        """None where the agenda is kept, now or by the same press before; else what is wrong."""
        name, stamp = press.id[:LONGEST_PRESS], _stamp(press)
        before = _before(visit, name)
        if before:
            words = words_of(visit.language).say(
                "This agenda was kept already, as it was then. Change it there."
            )
            return None if stamp in before else Answer(press, notice=words, status=409)
        plan = await asyncio.to_thread(_plan, visit.meeting, press)
        if not isinstance(plan, Drafted):
            return Answer(press, plan, status=UNPROCESSABLE, checked=True)
        try:
            await self._submit(visit, CommandId(f"{name or self._live.world.new_id()}.{stamp}"), press, plan)
        except Refusal as refusal:
            words = refusal_in_words(refusal, visit.language, _zone(visit.meeting))["message"]
            return Answer(press, notice=words, status=status_of(refusal))
        return None

    async def _submit(self, visit: Visit, command_id: CommandId, press: Pressed, plan: Drafted) -> None:
        """Decided once without names: nobody's name is written down for an agenda that is refused."""
        command = command_of_plan(plan, visit.meeting, instead=press.instead)
        person = visit.person
        decide(visit.meeting, Submission(command_id, person, self._live.world.now(), command))
        ids = await self._live.directory.register(named.name for named in plan.names)
        data = msgspec.json.encode(wire.to_wire(with_persons(command, plan, ids)))
        await self._live.submit(visit.chamber, person, command_id, "import_agenda", data)


async def _reading(visit: Visit, source: Source) -> Reading:
    return await asyncio.to_thread(
        read, source.name, source.content, zone=_zone(visit.meeting), mapping=source.mapping or None
    )


def _plan(meeting: Meeting, press: Pressed) -> Drafted | tuple[Fault, ...]:
    if press.instead and not _may_replace(meeting):
        refused = rules.NOT_A_DRAFT
        return (Fault(0, "where", remark(refused)),)
    try:
        day = date.fromisoformat(press.day) if press.day else None
    except ValueError:
        return (Fault(0, "day", remark(grounds.NO_SUCH_DATE, said=quote(press.day))),)
    return plan_of(press.rows, _zone(meeting), taken=taken_ids(meeting, instead=press.instead), day=day)


def _before(visit: Visit, press: str) -> set[str]:
    """The stamps of what this person has kept by this very page."""
    if not press:
        return set()
    mine = (known for by, known in visit.chamber.receipts if by == visit.person)
    return {known.removeprefix(f"{press}.") for known in mine if known.startswith(f"{press}.")}


def _stamp(press: Pressed) -> str:
    """Says whether two presses ask for the same."""
    asked: list[Any] = [[vars(row) for row in press.rows], press.day, press.instead]
    return sha256(msgspec.json.encode(asked)).hexdigest()[:32]


def _may_replace(meeting: Meeting) -> bool:
    """Whether there is an agenda that may still be replaced."""
    there = any(agenda.sittings or agenda.items or agenda.track for agenda in meeting.agendas)
    return there and meeting.state is MeetingState.DRAFT


def _zone(meeting: Meeting) -> str:
    return meeting.convocation.zone if meeting.convocation else "UTC"
