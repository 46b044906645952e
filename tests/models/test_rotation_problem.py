"""From the record of a rotation to the problem of proposing one, and back to the terms of its draft."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.belonging.dating import Dating, Period, on
from models.belonging.offices import Mandate, MandateId, Office, OfficeId, Offices, SectionId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.presidency.demands import Demand, demands
from models.presidency.milestones import Precision
from models.presidency.proposed import audit
from models.presidency.proposing import Pin, Problem, Rule, Stretch, TermId
from models.presidency.rotation import Rotation
from models.presidency.rotation_problem import (
    Kept,
    Wanted,
    posts_of_offices,
    rotation_problem,
    terms_as_proposed,
    usual_posts,
)
from models.presidency.schedule import sequence_of
from models.presidency.subjects import subjects
from models.presidency.terms import About, HandoverAt, Plan, RotationPurpose, Term
from models.presidency.turns_in_order import turns_in_order
from models.procedure import PersonId
from models.speaking.request import Gender
from models.text import Text
from tests.models.presidencies import calendar, milestone, published, term
from tests.models.presidency_year import SEASONS, YEAR, moved

BEFORE = datetime(2022, 1, 1, tzinfo=UTC)
A, B, C, D = map(OfficeId, "abcd")
OFFICES = Offices(
    offices=tuple(
        Office(OfficeId(name), Text(f"Mayor of {name}"), section=SectionId(name)) for name in "abcd"
    )
)
CO_PRESIDENTS = tuple(Appointment(AppointmentId(name), Post.CO_PRESIDENT, OfficeId(name)) for name in "abcd")
WANTED = Wanted(frozenset({Post.CO_PRESIDENT}))


def kept(rotation: Rotation = YEAR, **more: object) -> Kept:
    known = {"milestones": SEASONS, "offices": OFFICES, "appointments": CO_PRESIDENTS}
    return Kept(rotation, **known | more)  # type: ignore[arg-type]


def asked(of: Kept, wanted: Wanted = WANTED, now: datetime = BEFORE) -> Problem:
    return rotation_problem(of, wanted, now)


def test_a_term_has_its_days_at_the_widest_and_who_is_adopted() -> None:
    problem = asked(kept())
    assert [(s.id, s.first, s.until, s.adopted) for s in problem.slots] == [
        ("t1", date(2022, 3, 21), date(2022, 6, 21), (A,)),
        ("t2", date(2022, 6, 21), date(2022, 9, 21), (B,)),
        ("t3", date(2022, 9, 21), date(2022, 12, 21), (C,)),
    ]
    summer = moved((2, Dating(date(2022, 6, 1), date(2022, 6, 30)), Precision.MONTH))
    first, second, _ = asked(kept(milestones=summer)).slots
    assert (first.until, second.first) == (date(2022, 7, 1), date(2022, 6, 2))


def test_days_are_those_at_the_milestones_own_place() -> None:
    days = [date(2022, 3, 20), date(2022, 6, 20)]
    places = calendar(
        *(milestone(n, "In Fiji", day, day, zone="Pacific/Fiji") for n, day in enumerate(days, 1))
    )
    [slot] = asked(kept(published(term(1, "a"), ends=2), milestones=places)).slots
    assert (slot.first, slot.until) == (date(2022, 3, 21), date(2022, 6, 21))


def test_a_meeting_that_ends_at_noon_leaves_its_day_to_both() -> None:
    noon = datetime(2022, 6, 20, 12, tzinfo=UTC)
    ended = {**SEASONS, "m2": replace(SEASONS["m2"], starts=noon, ends=noon)}  # type: ignore[index]
    first, second, _ = asked(kept(milestones=ended)).slots
    assert (first.until, second.first) == (date(2022, 6, 21), date(2022, 6, 20))


def test_what_has_begun_or_is_over_is_not_planned_again() -> None:
    problem = asked(kept(), now=datetime(2022, 7, 1, tzinfo=UTC))
    assert [slot.fixed for slot in problem.slots] == [(A,), (B,), None]
    by_act = published(term(1, "a"), term(2, "b"), term(3, "c"), ends=4)  # nobody has logged a handover
    problem = asked(kept(by_act), now=datetime(2022, 7, 1, tzinfo=UTC))
    assert [slot.fixed for slot in problem.slots] == [(A,), None, None]


def test_what_falls_away_is_left_as_it_is() -> None:
    cancelled = {**SEASONS, "m2": replace(SEASONS["m2"], cancelled="no quorum")}  # type: ignore[index]
    of = kept(milestones=cancelled)
    problem = asked(of)
    assert [slot.id for slot in problem.slots] == ["t1", "t3"]
    seen = sequence_of(YEAR.draft, cancelled)
    proposed = terms_as_proposed(problem, seen, {TermId("t1"): (D,), TermId("t3"): (A,)})
    assert {one.id: one.holders for one in proposed} == {"t1": (D,), "t2": (B,), "t3": (A,)}


def test_nothing_is_adopted_of_a_draft_or_of_what_is_withdrawn() -> None:
    for rotation in (replace(YEAR, plan=None), replace(YEAR, withdrawn="a mistake")):
        assert [slot.adopted for slot in asked(kept(rotation)).slots] == [None] * 3


def test_the_pool_is_the_offices_of_these_posts_with_their_days() -> None:
    until = Period(until=on(date(2022, 8, 1)))
    person = PersonId("p")
    appointments = (
        replace(CO_PRESIDENTS[0], period=until),
        replace(CO_PRESIDENTS[1], post=Post.TREASURER),
        Appointment(AppointmentId("nobody"), Post.CO_PRESIDENT),
    )
    held = replace(OFFICES, mandates=(Mandate(MandateId("m"), A, person, Period(on(date(2020, 1, 1)))),))
    of = kept(appointments=appointments, offices=held, genders={person: Gender.WOMAN})
    [only] = asked(of).pool
    assert (only.office, only.section, only.person, only.gender) == (A, "a", person, Gender.WOMAN)
    assert only.mandates == (Period(on(date(2020, 1, 1))),)
    kept_out = {d.term for d in demands(asked(of)) if d.rule is Rule.ELIGIBLE and d.office == A}
    assert kept_out == {"t2", "t3"}  # the post ends in August
    both = replace(WANTED, posts=frozenset({Post.CO_PRESIDENT, Post.TREASURER}))
    assert [one.office for one in asked(of, both).pool] == [A, B]
    assert asked(of, now=datetime(2022, 8, 1, tzinfo=UTC)).pool == ()  # its post is over: it is owed no turn
    assert posts_of_offices(appointments) == (Post.CO_PRESIDENT, Post.TREASURER)


def test_which_posts_are_ticked_at_first() -> None:
    posts = {A: Post.PRESIDENT, B: Post.CO_PRESIDENT, C: Post.TREASURER, D: Post.DELEGATE}
    appointments = [Appointment(AppointmentId(office), post, office) for office, post in posts.items()]

    def ticked(purpose: RotationPurpose, *terms: Term) -> set[Post]:
        draft = Plan(About(Text("Turns"), purpose), {one.id: one for one in terms})
        return set(usual_posts(draft, appointments))

    assert ticked(RotationPurpose.PRESIDENCY) == {Post.CO_PRESIDENT, Post.TREASURER}
    assert ticked(RotationPurpose.CHAIRS) == {Post.PRESIDENT, Post.CO_PRESIDENT}
    assert ticked(RotationPurpose.HOSTS) == set(posts.values())
    presided = ticked(
        RotationPurpose.PRESIDENCY, term(1, "a"), term(2, "b")
    )  # the President has a term already
    assert presided == {Post.PRESIDENT, Post.CO_PRESIDENT, Post.TREASURER}


def test_who_is_pinned_stays_and_who_is_away_is_kept_out() -> None:
    pinned = replace(YEAR.draft.terms["t2"], holders=(D, B), pinned=True)  # type: ignore[index]
    rotation = replace(YEAR, draft=replace(YEAR.draft, terms={**YEAR.draft.terms, pinned.id: pinned}))
    away = (A, Stretch(date(2022, 10, 1), date(2022, 10, 2)))
    problem = asked(kept(rotation), replace(WANTED, away=(away,)))
    assert problem.pins == (Pin(TermId("t2"), D), Pin(TermId("t2"), B))
    assert [(slot.fewest, slot.most) for slot in problem.slots] == [(1, 1), (2, 2), (1, 1)]
    assert Demand(Rule.AVAILABLE, TermId("t3"), A) in demands(problem)
    proposed = terms_as_proposed(
        problem, (pinned,), {TermId("t2"): (B, D)}
    )  # in the order in which the draft has them
    assert proposed == (pinned,)


def test_a_title_fits_what_a_term_is_about_by_its_words() -> None:
    about = replace(YEAR.draft.terms["t1"], policy=Text("Food systems and the New Urban Agenda"))  # type: ignore[index]
    rotation = replace(YEAR, draft=Plan(YEAR.draft.about, {**YEAR.draft.terms, about.id: about}))
    envoy = replace(CO_PRESIDENTS[0], title=Text("Special Envoy for food systems"))
    problem = asked(kept(rotation, appointments=(envoy,)))
    assert problem.pool[0].stands_for == ("food", "system")
    assert [slot.about for slot in problem.slots] == [("food", "system"), (), ()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Text("Housing"), Text("The right to decent HOUSES")),
        (Text("", "Logement", ""), Text("Envoy", "Envoyée pour les logements")),
        (Text("", "Changement climatique", ""), Text("Climate")),
        (Text("", "", "Migración y migrantes"), Text("Migration")),
        (Text("", "ÉGALITÉ", ""), Text("", "egalites", "")),
    ],
)
def test_portfolios_are_compared_by_stems_whatever_case_accents_or_language(one: Text, other: Text) -> None:
    assert subjects([one]) & subjects([other])


def test_words_that_every_title_has_are_no_portfolio() -> None:
    titles = (Text("Envoy to the World Council"), Text("Envoyée au Conseil mondial"), Text("Communication"))
    assert subjects(titles) & subjects([Text("World Council, special session"), Text("Community")]) == set()


def test_who_is_asked_for_in_a_term_or_not_is_pinned_beside_the_draft() -> None:
    asked_for = (Pin(TermId("t1"), A, wanted=False), Pin(TermId("t2"), B), Pin(TermId("gone"), A))
    assert asked(kept(YEAR), replace(WANTED, pins=asked_for)).pins == asked_for[:2]


def test_turns_of_a_meetings_sittings_begin_at_their_starts() -> None:
    instants = [datetime(2022, 5, 1, hour, tzinfo=UTC) for hour in (9, 12, 15)]
    sittings = calendar(
        *(
            replace(milestone(n, f"Sitting {n}", at.date(), at.date()), starts=at, ends=at)
            for n, at in enumerate(instants, 1)
        )
    )
    terms = [replace(term(n, holder), handover=HandoverAt.START) for n, holder in enumerate("abc", 1)]
    problem = asked(kept(published(*terms), milestones=sittings))
    assert [slot.first for slot in problem.slots] == [date(2022, 5, 1)] * 3
    assert [slot.days for slot in problem.slots] == [1, 1, None]


# ------------------------------------------------------------------------------------------------- orders


def named(office: OfficeId) -> str:
    return {"a": "Zambia", "b": "Algeria", "c": "Mozambique", "d": "Malta"}[office]


def test_an_order_goes_on_behind_whoever_had_the_last_turn() -> None:
    problem = asked(kept(), now=datetime(2022, 4, 1, tzinfo=UTC))  # a, Zambia, is in force
    given = turns_in_order(problem, named)
    assert given == {"t1": (A,), "t2": (B,), "t3": (D,)}
    assert audit(problem, given).broken == ()
    assert turns_in_order(problem, named, C) == {"t1": (A,), "t2": (C,), "t3": (A,)}


def test_an_order_leaves_what_is_pinned() -> None:
    pinned = replace(YEAR.draft.terms["t2"], pinned=True)  # type: ignore[index]
    rotation = replace(YEAR, draft=Plan(YEAR.draft.about, {**YEAR.draft.terms, pinned.id: pinned}))
    given = turns_in_order(asked(kept(rotation)), named)
    assert given == {"t1": (B,), "t2": (B,), "t3": (D,)}
    assert Demand(Rule.TWICE_RUNNING, TermId("t2"), B) in audit(asked(kept(rotation)), given).broken


def test_an_order_of_nobody_is_none() -> None:
    with pytest.raises(ValueError, match="nobody"):
        turns_in_order(asked(kept(appointments=())), named)
