"""Advice to end on time (DOMAIN §2): which items, which break, which speaking limit would bring the end back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.meeting import Suspension
from models.planning.advice import Change, Measure, Proposal, advice, intended_end
from models.planning.agenda import Agenda
from models.planning.item import AgendaItem, Kind, Purpose
from models.planning.sitting import Contributor, Sitting
from models.speaking.speeches import Limit
from models.text import Text
from tests.models.programmes import opened
from tests.models.story import item

NINE = datetime(2021, 11, 17, 9, tzinfo=UTC)
DEBATE, BREAK, INFORMATION = Kind.DEBATE, Kind.BREAK, Purpose.INFORMATION


def at(hour: int, minute: int = 0) -> datetime:
    return NINE.replace(hour=hour, minute=minute)


def begun(*items: AgendaItem, sittings: tuple[Sitting, ...] = ()) -> Agenda:
    """The first item was opened at nine, as planned."""
    first = replace(items[0], fixed_start=NINE)
    return opened(Agenda(sittings, (first, *items[1:])), first, NINE)


def speakers(number: int) -> tuple[Contributor, ...]:
    return tuple(Contributor("keynote", f"Mayor {one}") for one in range(number))


def advised(measure: Measure, agenda: Agenda, now: datetime, **more: object) -> Proposal | None:
    found = [one for one in advice(agenda, now, **more) if one.measure is measure]  # type: ignore[arg-type]
    assert len(found) <= 1
    return found[0] if found else None


def changed(proposal: Proposal | None) -> dict[str, tuple[int, int]]:
    return {one.item: (one.old, one.new) for one in proposal.changes} if proposal else {}


# --------------------------------------------------------------------------------------------- on time


def test_what_ends_on_time_but_for_less_than_five_minutes_needs_no_advice() -> None:
    day = begun(item("1", 20), item("2", 30), item("3", 10))
    assert advice(day, at(9, 20)) == ()
    assert advice(day, at(9, 24) + timedelta(seconds=29)) == ()
    assert advice(day, at(9, 25)) != ()


def test_nobody_can_advise_on_an_end_that_is_not_known() -> None:
    assert advice(Agenda(items=(item("1"),)), NINE) == ()
    assert advice(Agenda(), NINE) == ()


def test_the_end_that_counts_is_the_one_that_is_given() -> None:
    day = begun(item("1", 20), item("2", 30))
    assert intended_end(day) == at(9, 50)
    assert advised(Measure.SHORTEN, day, at(9, 10), target=at(9, 45)).over == 0  # type: ignore[union-attr]


def test_a_sitting_should_end_as_announced() -> None:
    am = Sitting("am", Text("Morning"), ends=at(10))  # type: ignore[arg-type]
    day = begun(
        item("1", 20, sitting="am"), item("2", 40, sitting="am"), item("3", 90, sitting="pm"), sittings=(am,)
    )
    assert intended_end(day, am.id) == at(10)
    assert changed(advised(Measure.SHORTEN, day, at(9, 30), sitting=am.id)) == {"2": (40, 30)}
    assert advised(Measure.DEFER, day, at(9, 30), sitting=am.id).deferring == ("2",)  # type: ignore[union-attr]


# ------------------------------------------------------------------------------------------- shortening


def test_what_comes_is_shortened_in_proportion() -> None:
    day = begun(item("1", 20), item("2", 20), item("3", 40), item("4", 60))
    proposal = advised(Measure.SHORTEN, day, at(9, 32))
    assert changed(proposal) == {"2": (20, 18), "3": (40, 36), "4": (60, 54)}
    assert proposal
    assert (proposal.end, proposal.gain, proposal.over) == (at(11, 20), 12, 0)


def test_nothing_is_shortened_below_half_nor_a_decision_below_five_minutes() -> None:
    day = begun(
        item("1", 20),
        item("2", 15),
        item("3", 8, kind=Kind.DECISION),
        item("4", 6, purpose=Purpose.ADOPTION),
        item("5", 3, kind=Kind.ELECTION),
        item("lunch", 25, kind=BREAK),
        item("6", 8, kind=Kind.CLOSING),
    )
    proposal = advised(Measure.SHORTEN, day, at(11))
    assert changed(proposal) == {"2": (15, 8), "3": (8, 5), "4": (6, 5), "lunch": (25, 13), "6": (8, 5)}
    assert proposal
    assert (proposal.gain, proposal.over) == (26, 74)


def test_what_waits_for_a_fixed_start_anyway_is_left_as_it_is() -> None:
    day = begun(item("1", 20), item("2", 30), item("3", 40, fixed_start=at(11)), item("4", 40))
    assert changed(advised(Measure.SHORTEN, day, at(9, 30), target=at(12, 10))) == {
        "3": (40, 35),
        "4": (40, 35),
    }


def test_before_a_fixed_start_that_is_missed_no_more_is_gained_than_it_is_missed_by() -> None:
    day = begun(item("1", 20), item("2", 60), item("3", 40, fixed_start=at(10, 20)))
    proposal = advised(Measure.SHORTEN, day, at(9, 30), target=at(10, 45))
    assert changed(proposal) == {"2": (60, 50), "3": (40, 25)}


def test_an_envelope_is_shortened_with_what_fills_it() -> None:
    below = [item(f"2.{n}", 10, parent="2") for n in range(4)]
    day = begun(item("1", 20), item("2", 40), *below, item("3", 5, kind=Kind.CLOSING))
    proposal = advised(Measure.SHORTEN, day, at(9, 28))
    assert changed(proposal) == {"2": (40, 32), **{one.id: (10, 8) for one in below}}


def test_an_envelope_that_is_not_full_is_shortened_alone() -> None:
    day = begun(item("1", 20), item("2", 40), item("2.1", 10, parent="2"), item("3", 5, kind=Kind.CLOSING))
    assert changed(advised(Measure.SHORTEN, day, at(9, 30))) == {"2": (40, 30)}


def test_the_envelope_that_is_under_way_is_shortened_too() -> None:
    day = begun(item("1", 60), item("1.1", 20, parent="1"), item("1.2", 20, parent="1"))
    day = opened(day, day.items[1], NINE)
    assert changed(advised(Measure.SHORTEN, day, at(9, 10), target=at(9, 50))) == {"1": (60, 50)}
    assert changed(advised(Measure.SHORTEN, day, at(9, 30), target=at(9, 40))) == {
        "1": (60, 40),
        "1.2": (20, 10),
    }
    last = opened(day, day.items[2], at(9, 20))
    assert changed(advised(Measure.SHORTEN, last, at(9, 20), target=at(9, 50))) == {"1": (60, 50)}


def test_while_the_meeting_is_suspended_the_rest_is_shortened() -> None:
    day = begun(item("1", 20), item("2", 40), item("3", 40))
    proposal = advised(Measure.SHORTEN, day, at(9, 10), suspension=Suspension(at(9, 10), at(9, 18), ""))
    assert changed(proposal) == {"2": (40, 36), "3": (40, 36)}


def test_the_break_that_comes_is_shortened_if_that_helps() -> None:
    coffee, tea = item("coffee", 30, kind=BREAK), item("tea", 20, kind=BREAK)
    day = begun(item("1", 20), coffee, item("2", 30, fixed_start=at(10)), tea, item("3", 10))
    assert changed(advised(Measure.BREAK, day, at(9, 37))) == {"coffee": (30, 23)}
    late = advised(Measure.BREAK, day, at(9, 20), target=at(10, 55))
    assert changed(late) == {"tea": (20, 15)}, "nobody is earlier for a shorter coffee"
    far = advised(Measure.BREAK, day, at(10, 20))
    assert (changed(far), far and far.over) == ({"coffee": (30, 15)}, 35)


def test_where_only_a_break_can_be_shortened_that_is_said_once() -> None:
    day = begun(item("1", 20), item("coffee", 30, kind=BREAK), item("2", 5, kind=Kind.CLOSING))
    assert [one.measure for one in advice(day, at(9, 25))] == [Measure.SHORTEN]


# -------------------------------------------------------------------------------------------- deferring


def deferred(now: datetime, *items: AgendaItem) -> tuple[str, ...]:
    proposal = advised(Measure.DEFER, begun(item("1", 20), *items), now)
    return proposal.deferring if proposal else ()


def test_what_is_for_information_is_deferred_first_and_no_more_than_needed() -> None:
    items = (
        item("2", 60),
        item("3", 10, purpose=INFORMATION),
        item("4", 20, purpose=INFORMATION),
        item("5", 15, purpose=INFORMATION),
    )
    assert deferred(at(9, 28), *items) == ("3",), "the smallest that is enough"
    assert deferred(at(9, 35), *items) == ("5",)
    assert deferred(at(9, 48), *items) == ("3", "4"), "two are enough, and with the smaller one"
    assert deferred(at(10, 5), *items) == ("3", "4", "5")
    assert deferred(at(10, 30), *items) == ("2", "3"), "more than what is for information"


def test_what_decides_is_deferred_only_if_nothing_else_can_be() -> None:
    decides = item("2", 30, kind=Kind.DECISION), item("3", 30, purpose=Purpose.ADOPTION)
    assert deferred(at(9, 50), *decides, item("4", 5)) == ("4",), "as near as possible"
    assert deferred(at(9, 50), *decides, item("lunch", 60, kind=BREAK), item("5", 5, kind=Kind.CLOSING)) == (
        "3",
    )
    assert deferred(at(9, 50), item("lunch", 60, kind=BREAK)) == ()


def test_a_parent_weighs_what_its_heaviest_sub_item_weighs_and_goes_with_all_of_them() -> None:
    parent, report = item("2", 20), item("2.1", 10, parent="2")
    decision = item("2.2", 10, parent="2", purpose=Purpose.DECISION)
    assert deferred(at(9, 40), parent, report, replace(decision, purpose=None), item("3", 5)) == ("2",)
    assert deferred(at(9, 40), parent, report, decision, item("3", 5)) == ("3",)


def test_what_waits_for_a_fixed_start_anyway_is_not_deferred() -> None:
    items = item("2", 30), item("3", 40, fixed_start=at(11)), item("4", 10)
    proposal = advised(Measure.DEFER, begun(item("1", 20), *items), at(9, 30), target=at(11, 45))
    assert proposal
    assert proposal.deferring == ("4",)


# -------------------------------------------------------------------------------------- speaking limits


def limits(proposal: Proposal | None) -> tuple[Limit, ...]:
    return proposal.limits if proposal else ()


def test_the_limit_is_what_each_of_the_speakers_has_when_the_debate_is_shortened() -> None:
    day = begun(item("1", 20), item("2", 40, kind=DEBATE, roles=speakers(7)), item("3", 5, kind=Kind.CLOSING))
    proposal = advised(Measure.LIMIT, day, at(9, 30))
    assert proposal
    assert (proposal.changes, proposal.over) == ((Change("2", 40, 30),), 0)  # type: ignore[arg-type]
    assert proposal.limits == (Limit("2", 255, 7),), "30 minutes are 257 seconds each"  # type: ignore[arg-type]


def test_no_speaker_has_less_than_a_minute() -> None:
    day = begun(item("1", 20), item("2", 40, kind=DEBATE, roles=speakers(32)))
    proposal = advised(Measure.LIMIT, day, at(9, 40))
    assert proposal
    assert (changed(proposal), limits(proposal)) == ({"2": (40, 32)}, (Limit("2", 60, 32),))  # type: ignore[arg-type]
    assert proposal.over == 12
    crowd = begun(item("1", 20), item("2", 40, kind=DEBATE, roles=speakers(41)))
    assert advised(Measure.LIMIT, crowd, at(9, 40)) is None


def test_who_has_spoken_in_the_current_debate_took_a_share_of_its_time() -> None:
    """At half time two of four are still to speak; ten minutes less leave them ten minutes of twenty."""
    day = begun(item("1", 40, kind=DEBATE, roles=speakers(4)), item("2", 20, kind=Kind.CLOSING))
    proposal = advised(Measure.LIMIT, day, at(9, 20), target=at(9, 50))
    assert (changed(proposal), limits(proposal)) == ({"1": (40, 30)}, (Limit("1", 300, 2),))  # type: ignore[arg-type]
    assert advised(Measure.LIMIT, day, at(9, 40), target=at(9, 50)) is None, "its time is over"


def test_a_limit_that_fits_already_is_not_said_again() -> None:
    debate = item("2", 40, kind=DEBATE, roles=speakers(7), time_limit=180)
    assert advised(Measure.LIMIT, begun(item("1", 20), debate), at(9, 30)) is None
    assert limits(advised(Measure.LIMIT, begun(item("1", 20), replace(debate, time_limit=300)), at(9, 30)))


@pytest.mark.parametrize("kind", [Kind.DECISION, Kind.INFORMATION])
def test_only_debates_and_reports_whose_speakers_are_known_have_a_limit(kind: Kind) -> None:
    assert advised(Measure.LIMIT, begun(item("1", 20), item("2", 40, kind=DEBATE)), at(9, 30)) is None
    speaking = item("2", 40, kind=kind, roles=speakers(3))
    assert advised(Measure.LIMIT, begun(item("1", 20), speaking), at(9, 30)) is None
    filled = replace(speaking, kind=DEBATE), item("2.1", 40, parent="2")
    assert advised(Measure.LIMIT, begun(item("1", 20), *filled), at(9, 30)) is None, "others speak in it"


def test_a_debate_within_an_envelope_is_shortened_with_it() -> None:
    debate = item("2.1", 40, parent="2", kind=DEBATE, roles=speakers(4))
    day = begun(item("1", 20), item("2", 40), debate)
    proposal = advised(Measure.LIMIT, day, at(9, 30))
    assert changed(proposal) == {"2": (40, 30), "2.1": (40, 30)}
    assert limits(proposal) == (Limit("2.1", 450, 4),)  # type: ignore[arg-type]
