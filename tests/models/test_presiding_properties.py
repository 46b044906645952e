"""For every instant exactly one answer: over any plan, any dates, any acts and departures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from models.belonging.dating import Dating, Period
from models.belonging.offices import Ending, Mandate, MandateId, Office, OfficeId, Offices
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.milestones import Milestone, MilestoneId, Milestones, Precision
from models.presidency.next_change import next_change
from models.presidency.presiding import Presiding, coming, presiding
from models.presidency.rotation import (
    HandedOver,
    Handover,
    HandoverId,
    HandoverUndone,
    OverrideMade,
    Rotation,
    RotationBegun,
    RotationId,
    RotationPublished,
    TermSet,
    rotations_after,
)
from models.presidency.rotation_checks import checks
from models.presidency.schedule import schedule
from models.presidency.switches import in_force
from models.presidency.terms import About, HandoverAt, Switch, Term, TermId
from models.procedure import Entry, PersonId
from models.text import Text
from tests.models.presidencies import calendar, milestone, published, term

FIRST = datetime(2022, 3, 20, tzinfo=UTC)  # clocks go forward within the days below
ZONES = st.sampled_from(["UTC", "Europe/Madrid", "America/Los_Angeles", "Pacific/Auckland", "Asia/Beirut"])
DAYS = st.integers(0, 20).map(lambda days: FIRST.date() + timedelta(days=days))
INSTANTS = st.integers(-72, 24 * 24).map(lambda hours: FIRST + timedelta(hours=hours))
NUMBERS = range(1, 6)
OFFICES = st.sampled_from([OfficeId(name) for name in "abcd"])
TERMS = st.sampled_from([TermId(f"t{n}") for n in range(7)])
ROTATION = RotationId("r")
FEW = settings(max_examples=40)


@st.composite
def datings(draw: st.DrawFn) -> tuple[Dating, Precision]:
    bounds = draw(st.none() | DAYS), draw(st.none() | DAYS)
    first, last = bounds
    if first and last and last < first:
        first, last = last, first
    known = first is not None and last is not None
    return Dating(first, last), draw(st.sampled_from(Precision)) if known else Precision.RANGE


@st.composite
def calendars(draw: st.DrawFn) -> Milestones:
    found = {}
    for number in NUMBERS:
        dating, precision = draw(datings())
        one = Milestone(MilestoneId(f"m{number}"), Text(str(number)), number, dating, precision, draw(ZONES))
        if draw(st.integers(0, 5)) == 0:
            other = draw(st.sampled_from([None, *(MilestoneId(f"m{n}") for n in NUMBERS)]))
            one = replace(one, cancelled="Off", merged_into=other)
        found[one.id] = one
    return found


@st.composite
def terms(draw: st.DrawFn) -> Term:
    holders = draw(st.lists(OFFICES, max_size=2, unique=True))
    begins = MilestoneId(f"m{draw(st.integers(1, 6))}")  # the sixth is known to nobody
    handover, switch = draw(st.sampled_from(HandoverAt)), draw(st.sampled_from(Switch))
    return Term(draw(TERMS), begins, tuple(holders), handover, switch=switch)


OVERRIDES = st.builds(
    Override,
    st.sampled_from([OverrideId("x"), OverrideId("y"), OverrideId("z")]),
    st.sampled_from(Departure),
    st.none() | OFFICES,
    st.none() | OFFICES,
    st.none() | TERMS,
    st.none() | TERMS,
    st.none() | INSTANTS,
    st.none() | INSTANTS,
)
HANDOVERS = st.lists(
    st.tuples(st.none() | TERMS, INSTANTS, st.sampled_from(Switch), st.booleans()), max_size=4
)


@st.composite
def records(draw: st.DrawFn) -> tuple[Entry, ...]:
    """The entries of a body that keeps one rotation, published, with acts and departures."""
    ends = draw(st.sampled_from([None, MilestoneId("m4"), MilestoneId("m5")]))
    acts = draw(HANDOVERS)
    events = [
        RotationBegun(ROTATION, About(Text("r"), ends=ends, ends_at=draw(st.sampled_from(HandoverAt)))),
        *(TermSet(ROTATION, one) for one in draw(st.lists(terms(), max_size=6))),
        RotationPublished(ROTATION),
        *(
            HandedOver(ROTATION, Handover(HandoverId(f"h{n}"), to, at, how))
            for n, (to, at, how, _) in enumerate(acts)
        ),
        *(
            HandoverUndone(ROTATION, HandoverId(f"h{n}"), "No")
            for n, (_, _, _, undone) in enumerate(acts)
            if undone
        ),
        *(OverrideMade(ROTATION, one) for one in draw(st.lists(OVERRIDES, max_size=3))),
    ]
    return tuple(Entry(n, FIRST, None, event) for n, event in enumerate(events, 1))


@st.composite
def registers(draw: st.DrawFn) -> Offices:
    """Offices in zones of their own; some mandates are over early, and some are followed."""
    offices = tuple(Office(OfficeId(name), Text(name), zone=draw(ZONES)) for name in "abcd")
    mandates = []
    for office in offices:
        for person in draw(st.sampled_from(["", "p", "pq"])):
            (since, _), (until, _) = draw(datings()), draw(datings())
            period = Period(since, draw(st.sampled_from([None, until])))
            ending = draw(st.none() | st.sampled_from(Ending))
            mandates.append(
                Mandate(MandateId(office.id + person), office.id, PersonId(person), period, ending)
            )
    return Offices((), offices, tuple(mandates))


def replayed(record: tuple[Entry, ...]) -> Rotation:
    known = {}
    for entry in record:
        known = rotations_after(known, entry)
    return known[ROTATION]


def told(answer: Presiding) -> Presiding:
    """The answer without the instant it is for."""
    return replace(answer, at=FIRST)


@given(records(), calendars(), registers(), INSTANTS)
@FEW
def test_every_instant_has_one_answer_and_replay_gives_the_same(
    record: tuple[Entry, ...], milestones: Milestones, offices: Offices, at: datetime
) -> None:
    rotation = replayed(record)
    answer = presiding(rotation, milestones, offices, at)
    assert answer == presiding(replayed(record), milestones, offices, at)
    for turn in (answer.in_force, answer.planned):
        assert turn.term is not None or not turn.offices
        assert turn.since is None or turn.since <= at
        assert turn.until is None or turn.until > at
        assert len(set(turn.offices)) == len(turn.offices)
    assert len(answer.because) > 1
    follows = coming(rotation, milestones, at)
    assert follows is None or follows.term.id != answer.in_force.term
    assert isinstance(checks(rotation.draft, milestones, offices, (), rotation.overrides), tuple)


@given(records(), calendars(), registers())
@FEW
def test_between_two_changes_the_answer_stays_the_same(
    record: tuple[Entry, ...], milestones: Milestones, offices: Offices
) -> None:
    rotation = replayed(record)
    at: datetime | None = FIRST - timedelta(days=4)
    for _ in range(200):
        if at is None:
            break
        then = next_change(rotation, milestones, at, offices)
        until = then or at + timedelta(days=400)
        answers = [
            told(presiding(rotation, milestones, offices, instant))
            for instant in (at, at + (until - at) / 2, until - timedelta.resolution)
        ]
        assert answers[0] == answers[1] == answers[2]
        assert then is None or then > at
        at = then
    assert at is None


@given(records(), calendars(), INSTANTS, INSTANTS)
@FEW
def test_what_is_in_force_only_ever_goes_on_unless_somebody_acts(
    record: tuple[Entry, ...], milestones: Milestones, one: datetime, other: datetime
) -> None:
    rotation = replayed(record)
    planned = schedule(rotation.draft, milestones)
    before, after = (in_force(rotation, planned, at) for at in sorted((one, other)))
    acted = any(min(one, other) < act.at <= max(one, other) for act in rotation.handed_over)
    assert acted or before.place <= after.place
    withdrawn = replace(rotation, handovers=())
    assert in_force(withdrawn, planned, one).handover is None


@given(records(), calendars())
@FEW
def test_by_plan_terms_follow_one_another_without_gap_or_overlap(
    record: tuple[Entry, ...], milestones: Milestones
) -> None:
    begun = [one for one in schedule(replayed(record).draft, milestones) if not one.falls_away]
    for one, then in pairwise(begun):
        assert one.ends == then.begins
        dated = [bound.at for bound in (one.begins, then.begins) if bound.at]
        assert dated == sorted(dated)
    for bound in (bound for one in begun for bound in (one.begins, one.ends) if bound):
        known = [edge for edge in (bound.earliest, bound.at, bound.latest) if edge]
        assert known == sorted(known)


@given(records(), calendars(), INSTANTS)
@FEW
def test_an_undone_handover_is_as_if_it_had_never_been(
    record: tuple[Entry, ...], milestones: Milestones, at: datetime
) -> None:
    rotation = replayed(record)
    standing = replace(rotation, handovers=tuple(act for act in rotation.handovers if not act.undone))
    assert presiding(rotation, milestones, Offices(), at) == presiding(standing, milestones, Offices(), at)


@given(st.integers(1, 3), st.integers(1, 28), ZONES)
@FEW
def test_moving_a_milestone_moves_its_neighbours_alone(number: int, day: int, zone: str) -> None:
    days = [date(2022, month, 1) for month in (1, 4, 7, 10)]
    found = calendar(*(milestone(n, f"No. {n}", on, on, zone=zone) for n, on in enumerate(days, 1)))
    plan = published(*(term(n, "a") for n in (1, 2, 3)), ends=4).draft
    moved = found[MilestoneId(f"m{number}")]
    later = days[number - 1].replace(day=day) + timedelta(days=31)
    now = schedule(plan, {**found, moved.id: replace(moved, dating=Dating(later, later))})
    changed = {one.term.id for one, then in zip(schedule(plan, found), now, strict=True) if one != then}
    assert changed == {one for one in (f"t{number - 1}", f"t{number}") if one in plan.terms}
