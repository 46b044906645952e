"""A list of members kept, or the last one undone: both wholly or not at all.

People who are new are entered, and addresses corrected, in the transaction of the command that names them. Undoing
lets go whom nothing else has named since.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

import msgspec

from models.meeting import Meeting
from models.organisation import ORGANISATION
from models.procedure import CommandId, PersonId, Refusal, StreamId, Submission
from models.rules import grounds as rules
from models.rules.bodies import ImportMembers
from models.rules.offices import ImportOffices
from server.house import House
from server.imports.faults import Fault
from server.imports.member_lines import Known
from server.imports.member_matching import plan_of_members
from server.imports.member_plan import MembersPlan
from server.imports.members import unsettled
from server.languages import refusal_in_words, words_of
from server.member_pages.kept_members import UNDO, last_import, undone, with_persons
from server.member_pages.member_form import Act, PressedMembers
from server.member_pages.member_visits import BodyVisit, BodyVisits
from server.persons.people import People
from server.persons.unnamed import Unnamed
from server.statuses import status_of
from server.world import World

UNPROCESSABLE, CONFLICT = 422, 409
LONGEST_PRESS = 40
OF_AN_IMPORT = {"appointment_made", "appointment_edited", "appointment_struck"}
OF_A_ROSTER = {"roster_taken", "seat_changed", "posts_changed"}


@dataclass(frozen=True)
class Answer:
    """What a press came to, where the page is shown again."""

    press: PressedMembers
    notice: str = ""
    status: int = 200
    checked: bool = False


class MemberKeeping:
    def __init__(
        self, visits: BodyVisits, house: House, people: People, unnamed: Unnamed, world: World
    ) -> None:
        self._visits = visits
        self._house = house
        self._people = people
        self._unnamed = unnamed
        self._world = world
        self._keeping = (
            asyncio.Lock()
        )  # people of one import are in the register before the next looks for them
        self._acts: set[asyncio.Task[Answer | None]] = set()

    async def do(self, visit: BodyVisit, press: PressedMembers) -> Answer | None:
        """None where it is done, now or by the same press before; else what is wrong.

        To its end, whatever becomes of the line: nobody stays in the register for nothing.
        """
        deed = self._undo if press.act is Act.UNDO else self._kept
        act = asyncio.create_task(deed(visit, press))
        self._acts.add(act)
        act.add_done_callback(self._acts.discard)
        return await asyncio.shield(act)

    async def _kept(self, visit: BodyVisit, press: PressedMembers) -> Answer | None:
        """None where the members are kept, now or by the same press before; else what is wrong."""
        async with self._keeping:
            name, stamp = press.id[:LONGEST_PRESS] or self._world.new_id(), _stamp(press)
            before = _before(visit, name)
            if before:
                words = words_of(visit.language).say("This list was kept already, as it was then.")
                return None if stamp in before else Answer(press, words, CONFLICT)
            if press.seen != visit.body.seq:
                return _refused(visit, press, rules.BODY_MOVED_ON.refusal())
            known = await self._visits.known(visit)
            press = replace(press, offices=press.offices and await self._visits.may_enter_offices(visit))
            plan, columns = await asyncio.to_thread(plan_of_press, press, known, visit.language)
            if plan.faults or columns:
                return Answer(press, status=UNPROCESSABLE, checked=True)
            if plan.idle:
                return _refused(visit, press, rules.NOTHING_CHANGED.refusal())
            try:
                await self._enter(visit, CommandId(f"{name}.{stamp}"), plan)
            except Refusal as refusal:
                return _refused(visit, press, refusal)
            return None

    async def _enter(self, visit: BodyVisit, command_id: CommandId, plan: MembersPlan) -> None:
        """The people with the members, or by themselves where nothing else has changed."""
        now = self._world.now()
        newcomers = self._people.newcomers(list(plan.fresh.values()), now, plan.corrected)
        if plan.command == ImportMembers(plan.command.seen):
            for person, known in plan.corrected.items():
                await self._people.edit(person, known)
            return
        command = with_persons(plan.command, dict(zip(plan.fresh, newcomers.ids, strict=True)))
        submission = Submission(command_id, visit.person, now, command)
        parts = [(visit.chamber.stream, submission)]
        if plan.offices:
            entering = replace(submission, command=ImportOffices(offices=plan.offices))
            parts.insert(0, (ORGANISATION, entering))
        await self._house.together(parts, beside=newcomers.keep)
        self._people.learn(newcomers)

    async def _undo(self, visit: BodyVisit, press: PressedMembers) -> Answer | None:
        """None where the last import is undone; else why not."""
        async with self._keeping:
            command_id = CommandId(f"{UNDO}{press.id[:LONGEST_PRESS]}")
            if (visit.person, command_id) in visit.chamber.receipts:
                return None
            last = last_import(visit.chamber)
            if last is None or last.undoing or press.seen != visit.body.seq:
                return _refused(visit, press, rules.BODY_MOVED_ON.refusal())
            command = await asyncio.to_thread(undone, visit.chamber, last)
            try:
                await visit.chamber.submit(Submission(command_id, visit.person, self._world.now(), command))
            except Refusal as refusal:
                return _refused(visit, press, refusal)
            await self._unnamed.after_undoing(last.named, last.last.at, partial(self._passed, visit))
            return None

    def _passed(self, visit: BodyVisit, stream: StreamId, kind: str, person: PersonId) -> bool:
        """What the import and its undoing say of somebody, and rosters of meetings where they are nobody any more."""
        if stream == visit.chamber.stream:
            return kind in OF_AN_IMPORT
        state = self._house.chambers[stream].state if stream in self._house.chambers else None
        return isinstance(state, Meeting) and kind in OF_A_ROSTER and person not in state.attending


def plan_of_press(press: PressedMembers, known: Known, language: str) -> tuple[MembersPlan, Sequence[Fault]]:
    """What a press would change, and what is wrong with its columns."""
    plan = plan_of_members(
        press.rows,
        known,
        language,
        given=press.given,
        removed=press.removed,
        entering_offices=press.offices,
    )
    return plan, unsettled(press.columns, press.source.mapping)


def _refused(visit: BodyVisit, press: PressedMembers, refusal: Refusal) -> Answer:
    words = refusal_in_words(refusal, visit.language)["message"]
    return Answer(press, words, status_of(refusal))


def _before(visit: BodyVisit, press: str) -> set[str]:
    """The stamps of what this person has kept by this very page."""
    mine = (known for by, known in visit.chamber.receipts if by == visit.person)
    return {known.removeprefix(f"{press}.") for known in mine if known.startswith(f"{press}.")}


def _stamp(press: PressedMembers) -> str:
    """Says whether two presses ask for the same."""
    asked = [[vars(row) for row in press.rows], sorted(press.removed), sorted(press.given), press.offices]
    return sha256(msgspec.json.encode(asked)).hexdigest()[:32]
