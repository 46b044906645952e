"""Who has a post on a day, what that rests on, and what the end of a mandate does to it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.belonging.consequences import Consequence, Effect, consequences, lapsing
from models.belonging.dating import Answer, Dating, Period, dated
from models.belonging.holders import Why, incumbencies, incumbency
from models.belonging.offices import Ending, Holding, Mandate, MandateId, Office, OfficeId, Offices
from models.belonging.posts import Appointment, AppointmentId, Post
from models.procedure import PersonId
from models.text import Text

ANA, BEN = PersonId("ana"), PersonId("ben")
MAYOR = OfficeId("mayor")
DAY = date(2020, 5, 1)


def period(since: str = "", until: str = "") -> Period:
    return Period(dated(since), dated(until) if until else None)


def mandate(person: PersonId, since: str = "", until: str = "") -> Mandate:
    return Mandate(MandateId(f"of-{person}"), MAYOR, person, period(since, until))


def offices(*mandates: Mandate) -> Offices:
    return Offices(offices=(Office(MAYOR, Text("Mayor")),), mandates=mandates)


def appointed(
    since: str = "", until: str = "", *, office: OfficeId | None = MAYOR, person: PersonId | None = None
) -> Appointment:
    return Appointment(AppointmentId("a"), Post.PRESIDENT, office, person, period=period(since, until))


IN_OFFICE = offices(mandate(ANA, "2015", "2019"), mandate(BEN, "2019-12-31"))
LOST = offices(mandate(ANA, "2015", "2019"))


@pytest.mark.parametrize(
    ("appointment", "known", "holding", "why"),
    [
        (appointed("2018"), IN_OFFICE, Holding(Answer.YES, BEN, MandateId("of-ben")), Why.MANDATE),
        (appointed("2018"), LOST, Holding(Answer.NOT_KNOWN), Why.HOLDER_NOT_KNOWN),
        (appointed("2018", person=ANA), LOST, Holding(Answer.YES, ANA), Why.KEPT),
        (appointed("2018", person=ANA), IN_OFFICE, Holding(Answer.YES, ANA), Why.KEPT),
        (appointed("2018", person=ANA, office=None), IN_OFFICE, Holding(Answer.YES, ANA), Why.NAMED),
        (appointed("2018", person=PersonId("cy")), LOST, Holding(Answer.YES, PersonId("cy")), Why.NAMED),
        (
            appointed("2018", person=ANA),
            offices(mandate(ANA, "2015", "2020")),
            Holding(Answer.YES, ANA),
            Why.MANDATE_NOT_KNOWN,
        ),
        (appointed("2018", office=None), IN_OFFICE, Holding(Answer.NOT_KNOWN), Why.TO_BE_CONFIRMED),
        (appointed(), IN_OFFICE, Holding(Answer.NOT_KNOWN, listed=(BEN,)), Why.DATES_NOT_KNOWN),
        (appointed("2020"), LOST, Holding(Answer.NOT_KNOWN), Why.DATES_NOT_KNOWN),
        (appointed("2020", person=ANA), LOST, Holding(Answer.NOT_KNOWN, listed=(ANA,)), Why.DATES_NOT_KNOWN),
        (appointed("2021"), IN_OFFICE, Holding(Answer.NO), Why.NOT_THEN),
        (appointed("2018", "2019"), IN_OFFICE, Holding(Answer.NO), Why.NOT_THEN),
    ],
)
def test_who_has_a_post_and_why(appointment: Appointment, known: Offices, holding: Holding, why: Why) -> None:
    found = incumbency(appointment, DAY, known)
    assert (found.holding, found.why) == (holding, why)


def test_keeping_a_function_does_not_rewrite_who_had_it_before() -> None:
    kept = appointed("2016", person=BEN)
    known = offices(mandate(ANA, "2015", "2018"), mandate(BEN, "2019", "2020-03"))
    days = [date(2017, 1, 1), date(2019, 12, 31), date(2020, 5, 1)]
    assert [kept.holder(day, known).person for day in days] == [ANA, BEN, BEN]
    vague = offices(mandate(ANA, "2015", "2018"), mandate(BEN, until="../2021"))
    assert kept.holder(days[0], vague) == Holding(Answer.NOT_KNOWN, listed=(ANA, BEN))


@given(st.sampled_from(["", "2018", "2020-05", "2021"]), st.sampled_from(["", "2019", "2020-05", "2022"]))
def test_an_answer_names_one_person_or_none(since: str, until: str) -> None:
    for office in (MAYOR, None):
        for person in (ANA, None):
            one = appointed(since, until, office=office, person=person)
            [found] = incumbencies([one], DAY, IN_OFFICE)
            assert (found.holding.answer is Answer.YES) == (found.holding.person is not None)
            assert found.holding.answer is Answer.NOT_KNOWN or not found.holding.listed
            assert (found.why is Why.NOT_THEN) == (found.holding.answer is Answer.NO)


# ------------------------------------------------------------------------------------------ consequences

BENS = mandate(BEN, "2019")
UNTIL = dated("2021-09-15")


def effects(ending: Ending, *appointments: Appointment, until: Dating = UNTIL) -> list[Consequence]:
    return list(consequences(BENS, until, ending, appointments))


def test_a_lost_mandate_leaves_the_function_with_the_person() -> None:
    was = appointed("2018")
    [one] = effects(Ending.LOST, was)
    assert (one.effect, one.was, one.now) == (Effect.KEPT, was, appointed("2018", person=BEN))
    lost = offices(mandate(BEN, "2019", "2021-09-15"))
    assert one.now.holder(date(2021, 10, 1), lost) == Holding(Answer.YES, BEN)


@given(
    st.sampled_from(["", "2018", "2019", "2019-06-01", "../2020", "2017/2020"]),
    st.dates(date(2017, 1, 1), date(2021, 9, 14)),
)
def test_what_was_said_of_the_days_before_is_said_still(since: str, day: date) -> None:
    before = offices(mandate(ANA, "2015", "2018"), mandate(BEN, since))
    after = offices(mandate(ANA, "2015", "2018"), mandate(BEN, since, "2021-09-15"))
    was = appointed("2016")
    [one] = effects(Ending.LOST, was)
    held, kept = was.holder(day, before), one.now.holder(day, after)
    assert (kept.answer, kept.person) == (held.answer, held.person)
    assert set(kept.listed) - {BEN} == set(held.listed) - {BEN}


@pytest.mark.parametrize("ending", [Ending.RESIGNED, Ending.DIED])
def test_resignation_and_death_end_it_at_once(ending: Ending) -> None:
    for was in (appointed("2018"), appointed("2018", "2023"), appointed(), appointed("2018", person=BEN)):
        [one] = effects(ending, was)
        assert one.effect is Effect.ENDS
        assert (one.now.period.until, one.now.ending) == (UNTIL, ending)
        assert one.now.holder(date(2021, 9, 15), IN_OFFICE).answer is Answer.NO


@pytest.mark.parametrize("ending", [Ending.COMPLETED, Ending.REPLACED])
def test_when_a_term_is_over_the_post_stays_with_the_office(ending: Ending) -> None:
    assert effects(ending, appointed("2018")) == []


@pytest.mark.parametrize(
    "untouched",
    [
        appointed("2018", office=OfficeId("another")),
        appointed("2018", "2020"),  # over before
        appointed("2021-09-15"),  # of whoever comes next
        appointed("2022"),
        appointed("2018", person=ANA),  # kept by somebody else
        appointed("2018", office=None),  # to be confirmed
        Appointment(AppointmentId("a"), Post.CHAIR, MAYOR, ending=Ending.RESIGNED),
    ],
)
@pytest.mark.parametrize("ending", list(Ending))
def test_what_an_end_does_not_touch(untouched: Appointment, ending: Ending) -> None:
    assert effects(ending, untouched) == []


def test_death_ends_what_somebody_had_by_name_and_nothing_else_does() -> None:
    by_name = appointed("2018", office=None, person=BEN)
    touched = {ending for ending in Ending if effects(ending, by_name)}
    assert touched == {Ending.DIED}


def test_what_is_kept_already_stays_so() -> None:
    assert effects(Ending.LOST, appointed("2018", person=BEN)) == []


# -------------------------------------------------------------------------------- when the Executive Bureau meets

KEPT = appointed("2018", person=BEN)
BUREAU = date(2021, 10, 21)


def lost(until: str = "2021-09-15", ending: Ending = Ending.LOST) -> Mandate:
    return replace(mandate(BEN, "2019", until), ending=ending)


def over(*mandates: Mandate, one: Appointment = KEPT, day: date = BUREAU) -> bool:
    return list(lapsing([one], offices(*mandates), day)) == [one]


def test_a_function_kept_after_a_lost_mandate_is_over_then() -> None:
    assert over(lost())
    assert over(lost("2021-10-21")), "on the very day too"
    assert not over(lost("2021-10-22"))
    assert not over(lost("2021-10")), "it may have been lost later"
    assert over(lost("2021-10"), day=date(2021, 10, 31))
    assert not over(lost(ending=Ending.COMPLETED))
    assert not over(mandate(ANA, "2015", "2019"))


def test_who_is_back_in_the_office_keeps_it() -> None:
    again = replace(mandate(BEN, "2021-10-01"), id=MandateId("again"))
    assert not over(lost(), again)
    assert over(lost(), replace(again, period=period("2021-11")))


@pytest.mark.parametrize(
    "one",
    [
        appointed("2018"),  # it goes with the office
        appointed("2018", office=None, person=BEN),  # theirs by name
        appointed("2018", "2021-10-01", person=BEN),  # over already
        appointed("2022", person=BEN),
        replace(KEPT, ending=Ending.LOST),
    ],
)
def test_what_the_meeting_of_the_bureau_does_not_end(one: Appointment) -> None:
    assert not over(lost(), one=one)
