"""Who is appointed to which post of a body, and who holds it on a day (belonging/posts.py, rules/posts.py)."""

from dataclasses import replace
from datetime import date

import pytest

from models.belonging.dating import Answer, Period, dated
from models.belonging.membership import MemberEntered, MemberId
from models.belonging.offices import (
    Ending,
    Holding,
    Mandate,
    MandateEntered,
    MandateId,
    Office,
    OfficeEntered,
    OfficeId,
    Offices,
)
from models.belonging.posts import (
    Appointment,
    AppointmentEdited,
    AppointmentEnded,
    AppointmentId,
    AppointmentMade,
    AppointmentStruck,
    Post,
)
from models.procedure import PersonId
from models.rules.posts import Appoint, EditAppointment, EndAppointment, StrikeAppointment
from models.text import Text
from tests.models.bodies import a_body, appointment, member

SORIA, KONYA = member("soria"), member("konya")
PRESIDENT = appointment(
    "p-1", Post.PRESIDENT, office="mayor-of-al-hoceima", since="2019-11", until="2021-11-16"
)
NEXT = appointment("p-2", Post.PRESIDENT, office="mayor-of-kazan", since="2021-11-16")
DELEGATE = appointment("d-1", Post.DELEGATE, office="mayor-of-soria", of="soria", since="2020")
MAYOR = PersonId("carlos")
DAY = date(2021, 6, 1)


def offices(since: str, until: str | None = None) -> Offices:
    """The Mayor of Soria, whose mandate has these dates."""
    period = Period(dated(since), dated(until) if until is not None else None)
    office, mandate = OfficeId("mayor-of-soria"), MandateId("m")
    known = Offices().after(OfficeEntered(Office(office, Text("Mayor of Soria"))))
    return known.after(MandateEntered(Mandate(mandate, office, MAYOR, period)))


# --------------------------------------------------------------------------------------------- appointments


def test_a_president_follows_a_president_on_the_day() -> None:
    a_body().when(Appoint(PRESIDENT)).then(AppointmentMade(PRESIDENT)).when(Appoint(NEXT)).then(
        AppointmentMade(NEXT)
    )


@pytest.mark.parametrize("post", [Post.PRESIDENT, Post.CHAIR])
def test_there_is_one_at_a_time_where_there_is_one(post: Post) -> None:
    first = a_body(AppointmentMade(replace(PRESIDENT, post=post)))
    early = appointment("p-3", post, office="mayor-of-kazan", since="2021-11-15")
    words = f"Somebody else has this post ({post}) at that time: end that appointment first."
    first.when(Appoint(early)).refused("post_taken", words)
    of_a_member = replace(early, member=MemberId("soria"))
    first.when(Appoint(of_a_member)).refused("post_taken")  # a president is nobody's delegate


@pytest.mark.parametrize("post", [p for p in Post if p not in {Post.PRESIDENT, Post.CHAIR}])
def test_of_the_other_posts_there_may_be_several(post: Post) -> None:
    one = appointment("a", post, person="one", of="soria", since="2020")
    other = appointment("b", post, person="other", of="konya", since="2020")
    told = a_body(MemberEntered(SORIA), MemberEntered(KONYA)).when(Appoint(one)).when(Appoint(other))
    told.then(AppointmentMade(other))
    assert told.state.appointed(post) == (one, other)
    assert told.state.appointed(post, member=KONYA.id) == (other,)


@pytest.mark.parametrize("post", [Post.DELEGATE, Post.SUBSTITUTE])
def test_a_member_has_one_delegate_and_one_substitute(post: Post) -> None:
    first = replace(DELEGATE, post=post)
    second = replace(first, id=AppointmentId("d-2"), office=None, person=PersonId("other"))
    told = a_body(MemberEntered(SORIA), AppointmentMade(first))
    told.when(Appoint(second)).refused("post_taken")
    told.when(Appoint(replace(second, member=KONYA.id))).refused("unknown_member")
    told.when(Appoint(replace(second, member=None))).refused("unknown_member")
    other = Post.SUBSTITUTE if post is Post.DELEGATE else Post.DELEGATE
    told.when(Appoint(replace(second, post=other))).then(AppointmentMade(replace(second, post=other)))


def test_what_may_overlap_is_no_fault_what_must_is() -> None:
    """One ends some day in November, the next begins some day in November."""
    told = a_body(AppointmentMade(replace(PRESIDENT, period=Period(dated("2019"), dated("2021-11")))))
    perhaps = replace(NEXT, period=Period(dated("2021-11")))
    told.when(Appoint(perhaps)).then(AppointmentMade(perhaps))
    told.when(Appoint(replace(NEXT, period=Period(dated("2021-10"))))).refused("post_taken")
    unknown = replace(NEXT, period=Period())
    told.when(Appoint(unknown)).then(AppointmentMade(unknown))


def test_what_an_appointment_cannot_be() -> None:
    told = a_body(AppointmentMade(PRESIDENT))
    told.when(Appoint(PRESIDENT)).refused("double_id")
    told.when(Appoint(replace(NEXT, id=AppointmentId("")))).refused("double_id")
    backwards = replace(NEXT, period=Period(dated("2022"), dated("2021")))
    told.when(Appoint(backwards)).refused("ends_first")
    told.when(EditAppointment(PRESIDENT, replace(PRESIDENT, period=backwards.period))).refused("ends_first")
    told.when(EditAppointment(PRESIDENT, PRESIDENT)).refused("nothing_changed")
    told.when(EditAppointment(NEXT, replace(NEXT, title=Text("x")))).refused("unknown_appointment")
    told.when(StrikeAppointment(NEXT.id)).refused("unknown_appointment")
    told.when(EndAppointment(NEXT.id, dated("2022"), Ending.DIED)).refused("unknown_appointment")
    edited = told.when(EditAppointment(PRESIDENT, replace(PRESIDENT, title=Text("President"))))
    edited.when(EditAppointment(PRESIDENT, replace(PRESIDENT, title=Text("x")))).refused("edited_meanwhile")


def test_an_edit_makes_no_second_president_either() -> None:
    told = a_body(AppointmentMade(PRESIDENT), AppointmentMade(NEXT))
    told.when(EditAppointment(NEXT, replace(NEXT, period=Period(dated("2021-11-01"))))).refused("post_taken")
    later = replace(NEXT, period=Period(dated("2021-11-17")))
    told.when(EditAppointment(NEXT, later)).then(AppointmentEdited(later))


def test_an_appointment_ends_once_and_says_why() -> None:
    told = a_body(AppointmentMade(NEXT)).when(EndAppointment(NEXT.id, dated("2022-06"), Ending.RESIGNED))
    told.then(AppointmentEnded(NEXT.id, dated("2022-06"), Ending.RESIGNED))
    over = told.state.appointments[NEXT.id]
    assert (over.period.until, over.ending) == (dated("2022-06"), Ending.RESIGNED)
    told.when(EndAppointment(NEXT.id, dated("2023"), Ending.LOST)).refused("ended_already")
    a_body(AppointmentMade(NEXT)).when(EndAppointment(NEXT.id, dated("2021"), Ending.LOST)).then(
        AppointmentEnded(NEXT.id, dated("2021"), Ending.LOST)
    )
    a_body(AppointmentMade(NEXT)).when(EndAppointment(NEXT.id, dated("2020"), Ending.LOST)).refused(
        "ends_first"
    )


def test_what_was_made_by_mistake_is_struck_out() -> None:
    told = a_body(AppointmentMade(PRESIDENT)).when(StrikeAppointment(PRESIDENT.id))
    assert told.then(AppointmentStruck(PRESIDENT.id)).state.appointments == {}


def test_what_is_told_of_an_appointment_that_is_not_there_changes_nothing() -> None:
    before = a_body()
    after = before.given(AppointmentEnded(NEXT.id, dated("2022"), Ending.LOST), AppointmentStruck(NEXT.id))
    assert after.state.appointments == before.state.appointments


# ------------------------------------------------------------------------------------- to be confirmed


def test_of_two_co_chairs_one_is_to_be_confirmed_and_later_confirmed() -> None:
    first = appointment("c-1", Post.CO_CHAIR, office="mayor-of-soria", since="2021")
    waiting = appointment("c-2", Post.CO_CHAIR)
    told = a_body().when(Appoint(first)).when(Appoint(waiting)).then(AppointmentMade(waiting))
    assert [one.confirmed for one in told.state.appointed(Post.CO_CHAIR)] == [True, False]
    assert waiting.holder(DAY, Offices()) == Holding(Answer.NOT_KNOWN)
    known = replace(waiting, person=PersonId("somebody"), period=Period(dated("2022-02-14")))
    told = told.when(EditAppointment(waiting, known)).then(AppointmentEdited(known))
    assert [one.confirmed for one in told.state.appointed(Post.CO_CHAIR)] == [True, True]
    assert known.holder(date(2022, 3, 1), Offices()) == Holding(Answer.YES, PersonId("somebody"))
    assert known.holder(DAY, Offices()) == Holding(Answer.NO)


# -------------------------------------------------------------------------------------------- who holds it

BY_OFFICE = appointment("d", Post.DELEGATE, office="mayor-of-soria", of="soria", since="2020", until="2022")
BY_NAME = replace(BY_OFFICE, person=PersonId("named"))
UNDATED = replace(BY_OFFICE, period=Period())
NOBODY = appointment("d", Post.DELEGATE, of="soria", since="2020")

HOLDERS: tuple[tuple[Appointment, Offices, str, Holding], ...] = (
    (BY_OFFICE, offices("2019"), "2021-06-01", Holding(Answer.YES, MAYOR, MandateId("m"))),
    (BY_OFFICE, offices("2019", "2021-05"), "2021-06-01", Holding(Answer.NOT_KNOWN)),
    (BY_OFFICE, offices(""), "2021-06-01", Holding(Answer.NOT_KNOWN, listed=(MAYOR,))),
    (BY_OFFICE, Offices(), "2021-06-01", Holding(Answer.NOT_KNOWN)),
    (BY_OFFICE, offices("2019"), "2019-12-31", Holding(Answer.NO)),
    (BY_OFFICE, offices("2019"), "2023-01-01", Holding(Answer.NO)),
    (BY_OFFICE, offices("2019"), "2022-06-01", Holding(Answer.NOT_KNOWN, listed=(MAYOR,))),
    (BY_OFFICE, offices("2019", "2021"), "2022-06-01", Holding(Answer.NOT_KNOWN)),
    (UNDATED, offices("2019"), "2021-06-01", Holding(Answer.NOT_KNOWN, listed=(MAYOR,))),
    (BY_NAME, offices("2019", "2021-05"), "2021-06-01", Holding(Answer.YES, PersonId("named"))),
    (BY_NAME, Offices(), "2022-06-01", Holding(Answer.NOT_KNOWN, listed=(PersonId("named"),))),
    (NOBODY, offices("2019"), "2021-06-01", Holding(Answer.NOT_KNOWN)),
)


@pytest.mark.parametrize(("one", "known", "day", "held"), HOLDERS)
def test_who_has_a_post_on_a_day(one: Appointment, known: Offices, day: str, held: Holding) -> None:
    assert one.holder(date.fromisoformat(day), known) == held
