"""Whatever people press, and in whatever order: what is always true of a meeting and its agenda."""

import itertools
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.belonging.roles import Role
from models.belonging.roster import Roster
from models.meeting import ConvocationEdited, MeetingState, replay
from models.planning.agenda import ItemConcluded, ItemOpened
from models.planning.item import Kind, Outcome
from models.procedure import Command, PersonId, Refusal
from models.rules.agenda import ConcludeItem, OpenItem, OpenNextItem, ReopenPreviousItem
from models.rules.conduct import (
    CloseMeeting,
    OpenMeeting,
    ReopenMeeting,
    ResumeMeeting,
    SuspendMeeting,
)
from models.rules.programme import WithdrawSitting
from models.rules.proposals import DeferItem
from models.rules.roles import GrantRole, WithdrawRole
from models.rules.roster import TakeRoster
from tests.models.rosters import CALLED, ROSTERS
from tests.models.story import MINUTE, Story, a_meeting, item

AGENDA = (
    item("1"),
    item("break", number="", kind=Kind.BREAK),
    item("2"),
    item("2.1", parent="2"),
    item("2.2", parent="2"),
    item("3"),
)
ITEMS = [one.id for one in AGENDA]
SEEN = st.sampled_from([*ITEMS, None])
OUTCOMES = st.sampled_from([None, *Outcome])
MAYORS = [PersonId(f"mayor-{n}") for n in range(4)]
CHAIRS = st.sampled_from(["chair", "secretariat"])
SET_ASIDE = {DeferItem: Outcome.DEFERRED, WithdrawSitting: Outcome.WITHDRAWN}


class AnyMeeting(RuleBasedStateMachine):
    """People press what they like; mostly they have seen what is really current."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.stood_still: list[tuple[datetime, datetime]] = []

    @initialize()
    def convened(self) -> None:
        self.story = a_meeting(*AGENDA).given(ConvocationEdited(CALLED))
        self.press("chair", OpenMeeting())

    # What people press

    @rule(seconds=st.integers(0, 5400))
    def time_passes(self, seconds: int) -> None:
        self.story = self.story.later(seconds=seconds)

    @rule(who=CHAIRS, outcome=OUTCOMES)
    def next(self, who: str, outcome: Outcome | None) -> None:
        self.step(who, OpenNextItem(closing=self.story.current, outcome=outcome))

    @rule(who=CHAIRS)
    def next_without_a_choice(self, who: str) -> None:
        self.step(who, OpenNextItem(closing=self.story.current))

    @rule(seen=SEEN)
    def next_with_something_else_in_mind(self, seen: str | None) -> None:
        if seen != self.story.current:
            self.press("chair", OpenNextItem(closing=seen))
            assert isinstance(self.story.heard, Refusal)

    @rule(chosen=st.sampled_from(ITEMS), outcome=OUTCOMES)
    def open_out_of_turn(self, chosen: str, outcome: Outcome | None) -> None:
        self.step("chair", OpenItem(chosen, closing=self.story.current, outcome=outcome))

    @rule(chosen=st.sampled_from(ITEMS), outcome=st.sampled_from(Outcome))
    def conclude(self, chosen: str, outcome: Outcome) -> None:
        self.press("chair", ConcludeItem(chosen, outcome))

    @rule(outcome=st.sampled_from(Outcome))
    def conclude_what_is_current(self, outcome: Outcome) -> None:
        if self.story.current:
            self.press("chair", ConcludeItem(self.story.current, outcome))

    @rule(who=CHAIRS)
    def back(self, who: str) -> None:
        self.press(who, ReopenPreviousItem(closing=self.story.current))

    @rule(minutes=st.none() | st.integers(-5, 90))
    def suspend(self, minutes: int | None) -> None:
        until = None if minutes is None else self.story.clock + minutes * MINUTE
        self.press("chair", SuspendMeeting(until, "technical trouble"))

    @precondition(lambda self: self.story.state.state is MeetingState.SUSPENDED)
    @rule()
    def resume(self) -> None:
        self.press("chair", ResumeMeeting())

    @rule()
    def close(self) -> None:
        self.press("chair", CloseMeeting())

    @precondition(lambda self: self.story.state.state is MeetingState.CLOSED)
    @rule()
    def reopen(self) -> None:
        self.press("chair", ReopenMeeting())

    @rule(who=st.sampled_from(["delegate", "observer", "nobody", None]))
    def somebody_without_the_role(self, who: str | None) -> None:
        self.press(who, OpenNextItem(closing=self.story.current))
        assert isinstance(self.story.heard, Refusal)

    @rule(role=st.sampled_from(Role), kind=st.sampled_from([GrantRole, WithdrawRole]))
    def roles(self, role: Role, kind: type[GrantRole | WithdrawRole]) -> None:
        self.press("secretariat", kind("newcomer", role))

    @rule(taken=ROSTERS)
    def body_changes(self, taken: Roster) -> None:
        self.press("secretariat", TakeRoster(taken))
        if not isinstance(self.story.heard, Refusal):
            assert self.story.state.roster == taken

    # What must then be so

    def press(self, who: str | None, command: Command) -> None:
        before = self.story
        self.story = before.when(who, command)
        if isinstance(self.story.heard, Refusal):
            assert self.story.record == before.record
            assert self.story.state == before.state == replay(before.record)
            return
        assert self.story.heard, "what is accepted has happened"
        chosen = getattr(command, "outcome", SET_ASIDE.get(type(command)))
        for event in self.story.heard:
            assert not isinstance(event, ItemConcluded) or event.outcome in {
                Outcome.DISCUSSED,
                Outcome.ENDED,
                chosen,
            }
        if before.state.suspension and not self.story.state.suspension:
            self.stood_still.append((before.state.suspension.since, self.story.clock))

    def step(self, who: str, command: Command) -> None:
        """A step to another item; taken back at once, everything is as it was."""
        before = self.story
        self.press(who, command)
        if before.current and not isinstance(self.story.heard, Refusal):
            back = self.story.when(who, ReopenPreviousItem(closing=self.story.current))
            assert back.state.agenda == before.state.agenda

    @invariant()
    def whoever_sits_for_the_body_is_what_the_seat_makes_them_and_nobody_else_is(self) -> None:
        meeting = self.story.state
        for person in MAYORS:
            seats = meeting.roster.seats if meeting.roster else ()
            sits = any(person in {one.delegate, one.substitute} for one in seats)
            assert (Role.DELEGATE in meeting.actor(person).roles) == sits

    @invariant()
    def nothing_begins_after_its_end(self) -> None:
        for one in self.story.state.agenda.items:
            assert not (one.started and one.ended) or one.started <= one.ended

    @invariant()
    def what_is_concluded_has_an_outcome_and_an_end_and_nothing_else_has(self) -> None:
        agenda = self.story.state.agenda
        for one in agenda.items:
            assert (one.outcome is None) == (one.ended is None)
        current = agenda.find(agenda.current)
        assert current is None or (current.started and not current.outcome)

    @invariant()
    def at_most_one_item_is_current_and_it_is_the_last_on_the_trail(self) -> None:
        agenda = self.story.state.agenda
        trail = [step.item for step in agenda.trail]
        assert agenda.current is None or trail[-1] == agenda.current
        assert set(trail) <= {one.id for one in agenda.items if one.started}
        assert all(one != other for one, other in itertools.pairwise(trail))

    @invariant()
    def what_stands_above_the_current_item_is_under_way_and_nothing_else_is(self) -> None:
        agenda = self.story.state.agenda
        if agenda.current:
            above = {one.id for one in agenda.ancestors(agenda.current)}
            assert set(self.story.under_way()) == above

    @invariant()
    def the_time_the_meeting_stood_still_is_nobodys_time(self) -> None:
        suspension = self.story.state.suspension
        now = suspension.since if suspension else self.story.clock
        for one in self.story.state.agenda.items:
            if one.started:
                end = one.ended or now
                still = sum(
                    (max(min(b, end) - max(a, one.started), timedelta()) for a, b in self.stood_still),
                    timedelta(),
                )
                assert timedelta(seconds=one.held) == still, one.id

    @invariant()
    def a_closed_meeting_has_nothing_open(self) -> None:
        if self.story.state.state is MeetingState.CLOSED:
            assert self.story.current is None
            assert self.story.under_way() == ()

    @invariant()
    def the_record_counts_from_one_and_its_times_never_run_backwards(self) -> None:
        record = self.story.record
        assert [entry.seq for entry in record] == list(range(1, len(record) + 1))
        assert all(one.at <= other.at for one, other in itertools.pairwise(record))

    def teardown(self) -> None:
        """To the end by Next alone: what was still to come is opened in its order, each item once."""
        if self.story.state.state is not MeetingState.OPEN:
            return
        story, coming, opened = self.story, [i.id for i in self.story.state.agenda.coming()], []
        while story.current or story.state.agenda.coming():
            story = story.when("chair", OpenNextItem(closing=story.current))
            assert not isinstance(story.heard, Refusal)
            opened += [event.item for event in story.heard if isinstance(event, ItemOpened)]
        assert opened == coming


TestAnyMeeting = AnyMeeting.TestCase
TestAnyMeeting.settings = settings(stateful_step_count=40)
