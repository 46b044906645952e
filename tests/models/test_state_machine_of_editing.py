"""Whatever people edit while others chair: what is always true of every agenda of a meeting."""

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from models.meeting import MeetingState, TrackAdded
from models.planning.agenda import Agenda, ItemAdded, SittingAdded
from models.planning.editing import ItemMoved
from models.planning.item import AgendaItem, ItemId, Kind
from models.planning.particulars import Particulars, particulars_of
from models.planning.proposal import Proposal, ProposalId
from models.planning.sitting import Sitting, SittingId, Track, TrackId
from models.procedure import Command, Refusal
from models.rules.agenda import OpenItem, OpenNextItem, ReopenPreviousItem
from models.rules.conduct import ConveneMeeting, OpenMeeting
from models.rules.editing import AddItem, EditItem, RemoveItem, RestoreItem, SplitItem
from models.rules.numbering import RenumberAgenda, RenumberItem, in_order
from models.rules.placing import MoveItem
from models.rules.programme import AddSitting, EditSitting, ImportAgenda, WithdrawSitting
from models.rules.proposals import AcceptProposal, DeferItem, ProposeItem
from models.text import Text
from tests.models.story import a_draft, item
from tests.models.test_state_machine import AGENDA, AnyMeeting

SIDE = Track(TrackId("side"), Text("Side"))
HALL, ROOM = Sitting(SittingId("hall"), Text("Hall")), Sitting(SittingId("room"), Text("Room"), track=SIDE.id)
BESIDE = (
    item("A", number="1", sitting="room"),
    item("A.1", number="", parent="A"),
    item("B", number="2", sitting="room"),
)
REPORT = Particulars(Text("Another"), Kind.REPORT, 10)
ANY = st.integers(0, 99)
"""Something that is there by then: the so-manieth."""
PERHAPS = st.none() | ANY
FOLLOWS_ORDER = (AddItem, MoveItem, SplitItem, RemoveItem, WithdrawSitting)


class AnyEditedMeeting(AnyMeeting):
    """A secretariat that edits what it likes, from the draft on, beside people who chair two agendas."""

    def __init__(self) -> None:
        super().__init__()
        self.carried = False  # a sitting has taken its numbers to another agenda

    @initialize(begun=st.booleans())
    def convened(self, *, begun: bool) -> None:
        """An open meeting, or a draft still."""
        events = (TrackAdded(SIDE), SittingAdded(HALL), SittingAdded(ROOM), *map(ItemAdded, BESIDE))
        self.story = a_draft(*AGENDA).given(*events)
        if begun:
            self.begin()

    @property
    def items(self) -> list[AgendaItem]:
        return list(self.story.state.items())

    def one(self, chosen: int | None) -> ItemId | None:
        return self.items[chosen % len(self.items)].id if chosen is not None and self.items else None

    def sitting(self, chosen: int | None) -> Sitting | None:
        known = [s for agenda in self.story.state.agendas for s in agenda.sittings]
        return known[chosen % len(known)] if chosen is not None and known else None

    # What the secretariat presses

    @precondition(lambda self: self.story.state.state is MeetingState.DRAFT)
    @rule()
    def begin(self) -> None:
        self.press("secretariat", ConveneMeeting())
        self.press("secretariat", OpenMeeting())

    @rule(after=PERHAPS, parent=PERHAPS, sitting=PERHAPS, number=st.sampled_from([None, None, None, "", "7"]))
    def add(self, after: int | None, parent: int | None, sitting: int | None, number: str | None) -> None:
        where = self.sitting(sitting)
        command = AddItem(REPORT, self.one(after), self.one(parent), where.id if where else None, number)
        self.press("secretariat", command)

    @rule(after=PERHAPS)
    def add_behind(self, after: int | None) -> None:
        self.press("secretariat", AddItem(REPORT, self.one(after)))

    @rule(chosen=ANY, after=PERHAPS, parent=PERHAPS, sitting=PERHAPS)
    def move(self, chosen: int, after: int | None, parent: int | None, sitting: int | None) -> None:
        if one := self.one(chosen):
            where = self.sitting(sitting)
            self.press("chair", MoveItem(one, self.one(after), self.one(parent), where.id if where else None))

    @rule(chosen=ANY, after=ANY)
    def move_behind(self, chosen: int, after: int) -> None:
        if one := self.one(chosen):
            self.press("secretariat", MoveItem(one, self.one(after)))

    @rule(chosen=ANY, parent=ANY)
    def nest(self, chosen: int, parent: int) -> None:
        if one := self.one(chosen):
            self.press("secretariat", MoveItem(one, parent=self.one(parent)))

    @rule(chosen=ANY, parts=st.integers(1, 3))
    def split(self, chosen: int, parts: int) -> None:
        if one := self.one(chosen):
            self.press("secretariat", SplitItem(one, (Text("Part"),) * parts))

    @rule(chosen=ANY, kind=st.sampled_from([RemoveItem, RestoreItem]))
    def remove_or_restore(self, chosen: int, kind: type[RemoveItem | RestoreItem]) -> None:
        if one := self.one(chosen):
            self.press("secretariat", kind(one))

    @rule(chosen=ANY)
    def defer(self, chosen: int) -> None:
        if one := self.one(chosen):
            self.press("chair", DeferItem(one, "bureau"))

    @rule(chosen=ANY, minutes=st.integers(0, 90))
    def edit(self, chosen: int, minutes: int) -> None:
        if one := self.one(chosen):
            was = particulars_of(next(item for item in self.items if item.id == one))
            self.press("secretariat", EditItem(one, was, replace(was, minutes=minutes)))

    @rule(chosen=ANY, number=st.sampled_from(["", "1", "2", "9"]))
    def renumber(self, chosen: int, number: str) -> None:
        if one := self.one(chosen):
            was = next(item.number for item in self.items if item.id == one)
            self.press("secretariat", RenumberItem(one, was, number))

    @rule(track=st.sampled_from([None, SIDE.id]))
    def renumber_all(self, track: TrackId | None) -> None:
        self.press("secretariat", RenumberAgenda(track))

    @rule(track=st.sampled_from([None, SIDE.id]))
    def add_sitting(self, track: TrackId | None) -> None:
        self.press("secretariat", AddSitting(Sitting(SittingId(""), Text("Another"), track=track)))

    @rule(chosen=ANY, track=st.sampled_from([None, SIDE.id]))
    def take_a_sitting_to(self, chosen: int, track: TrackId | None) -> None:
        if was := self.sitting(chosen):
            self.press("secretariat", EditSitting(was.id, was, replace(was, track=track)))

    @rule(chosen=ANY)
    def withdraw_sitting(self, chosen: int) -> None:
        if was := self.sitting(chosen):
            self.press("secretariat", WithdrawSitting(was.id))

    @rule(parent=PERHAPS, sitting=PERHAPS, instead=st.booleans())
    def take_over(self, parent: int | None, sitting: int | None, *, instead: bool) -> None:
        where = self.sitting(sitting)
        new = item("", number="", parent=self.one(parent), sitting=where.id if where else None)
        self.press("secretariat", ImportAgenda(items=(new,), instead=instead))

    @rule(after=PERHAPS)
    def accept(self, after: int | None) -> None:
        """Another meeting proposes, and it is accepted."""
        waits = Proposal(ProposalId("bureau/4"), "bureau", Text("Bureau"), item("4"))
        self.press("chair", ProposeItem(waits))
        self.press("secretariat", AcceptProposal(waits.id, self.one(after)))

    # What the chair of the track presses

    @rule()
    def next_beside(self) -> None:
        self.press("chair", OpenNextItem(self.beside.current, track=SIDE.id))

    @rule()
    def back_beside(self) -> None:
        self.press("chair", ReopenPreviousItem(self.beside.current, SIDE.id))

    @rule(chosen=ANY)
    def open_anything(self, chosen: int) -> None:
        if one := self.one(chosen):
            agenda = self.story.state.agenda_of(one)
            self.press("chair", OpenItem(one, agenda.current if agenda else None))

    @property
    def beside(self) -> Agenda:
        return self.story.state.parallel[0] if self.story.state.parallel else Agenda()

    # What must then be so

    def press(self, who: str | None, command: Command) -> None:
        before = self.story.state
        super().press(who, command)
        if isinstance(self.story.heard, Refusal):
            return
        now = self.story.state
        for agenda in before.agendas:
            later = now.running(agenda.track.id if agenda.track else None)
            if later:
                same_order_of_what_has_begun(agenda, later)
                if before.state is MeetingState.DRAFT and follows_order(command) and in_order(agenda):
                    assert in_order(later), "the numbers of a draft follow its order"
                if isinstance(command, AddItem | MoveItem):
                    nothing_joins_what_has_passed(
                        later, [e for e in self.story.heard if isinstance(e, ItemMoved)]
                    )
        if before.state is not MeetingState.DRAFT and not isinstance(command, RenumberItem | RenumberAgenda):
            numbers = {one.id: one.number for one in now.items()}
            assert all(numbers[one.id] == one.number for one in before.items()), "numbers are frozen"
        self.carried |= isinstance(command, EditSitting)

    @invariant()
    def every_item_stands_right_behind_what_it_belongs_to(self) -> None:
        for agenda in self.story.state.agendas:
            line: list[Any] = []
            for one in agenda.items:
                while line and line[-1] != one.parent:
                    line.pop()
                assert line or one.parent is None, f"{one.id} stands apart from {one.parent}"
                line.append(one.id)

    @invariant()
    def nothing_is_there_twice(self) -> None:
        ids = [one.id for one in self.items]
        assert len(set(ids)) == len(ids)
        for agenda in self.story.state.agendas:
            numbers = [one.number for one in agenda.items if one.number]
            assert self.carried or len(set(numbers)) == len(numbers)

    @invariant()
    def every_item_is_in_a_sitting_of_its_own_agenda_or_in_none(self) -> None:
        for agenda in self.story.state.agendas:
            known = {sitting.id for sitting in agenda.sittings}
            assert all(one.sitting is None or one.sitting in known for one in agenda.items)

    @invariant()
    def at_most_one_item_is_current_on_each_agenda(self) -> None:
        for agenda in self.story.state.agendas:
            current = agenda.find(agenda.current)
            assert bool(current) == (agenda.current is not None)
            assert not current or (current.started and not current.outcome)
            above = {one.id for one in agenda.ancestors(agenda.current)}
            assert agenda.current is None or {one.id for one in agenda.under_way()} == above


def follows_order(command: Command) -> bool:
    """Whether it leaves a draft's numbers in order: everything does that gives none on purpose."""
    return isinstance(command, FOLLOWS_ORDER) and getattr(command, "number", None) is None


def same_order_of_what_has_begun(before: Agenda, later: Agenda) -> None:
    begun = {one.id for one in before.items if one.started} & {one.id for one in later.items if one.started}
    assert [one.id for one in before.items if one.id in begun] == [
        one.id for one in later.items if one.id in begun
    ]


def nothing_joins_what_has_passed(agenda: Agenda, moves: list[ItemMoved]) -> None:
    """Behind the item opened last, unless it stands under one that has not begun itself."""
    order = [one.id for one in agenda.items]
    last = agenda.last()
    for move in (move for move in moves if last and move.item in order):
        assert last
        above = agenda.find(move.parent)
        assert order.index(move.item) > order.index(last.id) or (above and not above.started)


TestAnyEditedMeeting = AnyEditedMeeting.TestCase
TestAnyEditedMeeting.settings = settings(stateful_step_count=40)
