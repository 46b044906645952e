"""Who presides where an office is vacant, or one person holds two."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from models.belonging.dating import Period, dated
from models.belonging.offices import Ending, Mandate, MandateId, Office, OfficeId, Offices
from models.belonging.posts import Appointment, AppointmentId, Post
from models.presidency.next_change import next_change
from models.presidency.presiding import Presiding, presiding
from models.presidency.reasons import Because
from models.presidency.terms import Switch
from models.procedure import PersonId
from models.text import Text
from tests.models.presidencies import published, term
from tests.models.presidency_year import SEASONS, YEAR, asked, codes, on


def offices(*mandates: Mandate) -> Offices:
    return Offices(
        offices=tuple(Office(OfficeId(o), Text(o), zone="Asia/Tokyo") for o in "abc"), mandates=mandates
    )


def mandate(office: str, until: str = "", ending: Ending | None = None, person: str = "ana") -> Mandate:
    period = Period(dated("2020"), dated(until) if until else None)
    return Mandate(MandateId(f"{office}-{person}"), OfficeId(office), PersonId(person), period, ending)


def who(known: Offices, at: datetime, appointments: Sequence[Appointment] = ()) -> Presiding:
    return presiding(YEAR, SEASONS, known, at, appointments)


@pytest.mark.parametrize("ending", [Ending.LOST, Ending.RESIGNED, Ending.DIED])
def test_an_office_whose_holder_is_gone_early_is_vacant_until_somebody_follows(ending: Ending) -> None:
    gone = mandate("b", "2022-08-01", ending)
    before, after = on(7, 31, 14), on(7, 31, 15)  # midnight in Tokyo
    assert who(offices(gone), before).in_force.offices == ("b",)
    answer = who(offices(gone), after)
    assert (answer.in_force.term, answer.in_force.offices) == ("t2", ())
    assert Because.VACANT in codes(answer)
    assert next_change(YEAR, SEASONS, before, offices(gone)) == after
    followed = Mandate(MandateId("next"), OfficeId("b"), PersonId("ben"), Period(dated("2022-08-05")))
    assert who(offices(gone, followed), on(8, 6)).in_force.offices == ("b",)


def test_of_two_holders_the_other_presides_while_one_office_is_vacant() -> None:
    pair = published(term(1, "a", "b", switch=Switch.HISTORY))
    answer = asked(pair, on(9, 1), offices=offices(mandate("b", "2022-08-01", Ending.RESIGNED)))
    assert answer.in_force.offices == ("a",)
    assert answer.planned.offices == ("a", "b")


def test_an_office_of_which_nobody_has_said_who_holds_it_presides_all_the_same() -> None:
    assert who(offices(), on(8, 6)).in_force.offices == ("b",)
    completed = mandate("b", "2022-08-01", Ending.COMPLETED)
    assert who(offices(completed), on(8, 6)).in_force.offices == ("b",)


def test_whoever_lost_the_mandate_keeps_the_turn_until_the_function_ends() -> None:
    lost = mandate("b", "2022-08-01", Ending.LOST)
    kept = Appointment(
        AppointmentId("x"), Post.ENVOY, OfficeId("b"), lost.person, period=Period(dated("2020"))
    )
    answer = who(offices(lost), on(8, 6), [kept])
    assert answer.in_force.offices == ("b",)
    assert Because.KEPT in codes(answer)
    over = replace(kept, period=Period(dated("2020"), dated("2022-08-20")))
    assert who(offices(lost), on(8, 21), [over]).in_force.offices == ()


def test_one_person_in_two_offices_and_an_office_in_two_terms() -> None:
    known = offices(mandate("a"), mandate("b"))
    twice = published(*(term(n, o, switch=Switch.HISTORY) for n, o in enumerate("aba", 1)))
    assert [asked(twice, on(m, 1), offices=known).in_force.offices for m in (4, 7, 10)] == [
        ("a",),
        ("b",),
        ("a",),
    ]
