"""What holds of all advice to end on time, whatever the agenda, the presses so far and the end that is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given

from models.planning.advice import SLIGHT, Measure, Proposal, advice
from models.planning.agenda import Agenda, ItemConcluded
from models.planning.forecast import forecast
from models.planning.item import AgendaItem, ItemId, Kind, Outcome, Purpose
from models.planning.sitting import Contributor, SittingId
from tests.models.programmes import MINUTE, Case, a_case, after, latest, numbered_dice


@dataclass(frozen=True)
class Late:
    """A meeting that will end later than it should."""

    case: Case
    target: datetime
    sitting: SittingId | None

    def advice(self) -> tuple[Proposal, ...]:
        case = self.case
        return advice(case.agenda, case.now, case.suspension, target=self.target, sitting=self.sitting)

    def end(self, agenda: Agenda) -> datetime:
        """When this would end with another agenda; when what is now is over, if nothing of it is left."""
        expected = forecast(agenda, self.case.now, self.case.suspension)
        end = expected.end_of_sitting(self.sitting) if self.sitting else expected.end_of_agenda()
        return end or expected.over


def a_late_meeting(dice: Random) -> Late:
    case = a_case(dice)
    items = tuple(dressed(one, dice) for one in case.agenda.items)
    case = replace(case, agenda=replace(case.agenda, items=items))
    expected = forecast(case.agenda, case.now, case.suspension)
    sitting = dice.choice((None, *expected.sittings))
    end = expected.end_of_sitting(sitting) if sitting else expected.end_of_agenda()
    target = (end or case.now) - timedelta(seconds=dice.randrange(30, 5000))
    return Late(case, target, sitting)


def dressed(one: AgendaItem, dice: Random) -> AgendaItem:
    kind = dice.choice((Kind.REPORT, Kind.REPORT, *Kind))
    purpose = dice.choice((None, None, *Purpose)) if kind is not Kind.BREAK else None
    roles = tuple(Contributor("speaker", str(n)) for n in range(dice.choice((0, 0, 2, 5))))
    return replace(one, kind=kind, purpose=purpose, roles=roles)


meetings = numbered_dice.map(a_late_meeting)


def followed(late: Late, proposal: Proposal) -> Agenda:
    """The agenda once this has been done."""
    changed = with_minutes(late.case.agenda, {one.item: one.new for one in proposal.changes})
    for one in proposal.deferring:
        changed = after(changed, late.case.now, ItemConcluded(one, Outcome.DEFERRED))
    return changed


def with_minutes(agenda: Agenda, minutes: Mapping[ItemId, int]) -> Agenda:
    items = tuple(replace(one, minutes=minutes.get(one.id, one.minutes)) for one in agenda.items)
    return replace(agenda, items=items)


@given(meetings)
def test_what_is_promised_is_what_is_expected_when_it_is_done(late: Late) -> None:
    before = late.end(late.case.agenda)
    for proposal in late.advice():
        end = late.end(followed(late, proposal))
        assert proposal.end == end
        assert proposal.gain == (before - end) // MINUTE >= 1
        assert (proposal.over == 0) == (end <= late.target)
        assert (
            proposal.over * MINUTE >= end - late.target > (proposal.over - 1) * MINUTE or end <= late.target
        )
        assert all(one.old == found(late, one.item).minutes for one in proposal.changes)


@given(meetings)
def test_nothing_is_cut_or_deferred_in_vain(late: Late) -> None:
    """A minute more for any of them, or any of them taken after all, and the end is missed, or missed by more."""
    for proposal in late.advice():
        agenda, allowed = followed(late, proposal), latest(proposal.end, late.target)
        for change in proposal.changes:
            assert late.end(with_minutes(agenda, {change.item: change.new + 1})) > allowed
        for one in proposal.deferring:
            fewer = replace(proposal, deferring=tuple(each for each in proposal.deferring if each != one))
            assert late.end(followed(late, fewer)) > allowed


@given(meetings)
def test_everything_keeps_half_of_its_minutes_and_what_is_solemn_five(late: Late) -> None:
    for proposal in late.advice():
        for item, old, new in proposal.changes:
            assert old / 2 <= new < old
            assert new >= 5 or not is_solemn(found(late, item))


@given(meetings)
def test_shortening_reaches_the_target_or_as_far_as_everything_at_its_least(late: Late) -> None:
    before, agenda = late.end(late.case.agenda), late.case.agenda
    expected = forecast(agenda, late.case.now).items
    parents = {one.parent for one in agenda.items if one.id in expected and one in agenda.coming()}
    to_come = [
        one for one in agenda.items if one.id in expected and (one.id != agenda.current or one.id in parents)
    ]
    best = latest(late.end(with_minutes(agenda, {one.id: least(one) for one in to_come})), late.target)
    proposal = next((one for one in late.advice() if one.measure is Measure.SHORTEN), None)
    if proposal is None:
        assert before - best < MINUTE or before - late.target < SLIGHT * MINUTE - MINUTE / 2
    elif best > late.target:
        assert proposal.end == best
    else:
        assert proposal.end <= late.target


def least(one: AgendaItem) -> int:
    half = -(-one.minutes // 2)
    return max(half, min(one.minutes, 5)) if is_solemn(one) else half


def is_solemn(one: AgendaItem) -> bool:
    kinds = {Kind.OPENING, Kind.CLOSING, Kind.DECISION, Kind.ELECTION}
    return one.kind in kinds or one.purpose in {Purpose.ADOPTION, Purpose.DECISION}


@given(meetings)
def test_only_what_comes_is_deferred_and_never_an_opening_a_closing_or_a_break(late: Late) -> None:
    coming = {one.id: one for one in late.case.agenda.coming()}
    for proposal in late.advice():
        kinds = {coming[one].kind for one in proposal.deferring}
        assert not kinds & {Kind.OPENING, Kind.CLOSING, Kind.BREAK}


@given(meetings)
def test_speeches_fit_into_the_minutes_that_are_left_for_them(late: Late) -> None:
    for proposal in late.advice():
        new = {change.item: change.new for change in proposal.changes}
        for item, seconds, speakers in proposal.limits:
            assert seconds >= 60
            assert seconds % 15 == 0
            assert seconds * speakers <= new[item] * 60


@given(meetings)
def test_the_same_meeting_gets_the_same_advice_each_way_once(late: Late) -> None:
    measures = [one.measure for one in late.advice()]
    assert measures == sorted(set(measures), key=list(Measure).index)
    assert late.advice() == late.advice()


def found(late: Late, item: ItemId) -> AgendaItem:
    one = late.case.agenda.find(item)
    assert one
    return one
