"""Rosters and the bodies they are taken from, for tests."""

from dataclasses import replace
from functools import reduce

from hypothesis import strategies as st

from models.belonging.dating import UNKNOWN, Period, dated
from models.belonging.membership import Category, Member, MemberEntered, MemberId
from models.belonging.offices import (
    Mandate,
    MandateEntered,
    MandateId,
    Office,
    OfficeEntered,
    OfficeId,
    Offices,
)
from models.belonging.posts import Appointment, AppointmentId, AppointmentMade, Post
from models.belonging.roster import Chaired, Placed, Roster, Seat, by_member
from models.body import Body, BodyId, BodyKind, Charter, Rules, Share
from models.convocation import Convocation
from models.planning.sitting import SittingId
from models.procedure import PersonId
from models.text import Text
from tests.models.story import CONVOCATION

COUNCIL = BodyId("world-council")
CALLED: Convocation = replace(CONVOCATION, of=COUNCIL)
NAME = Text("World Council")
NO_RULES = Rules()


def seat(member: str, delegate: str = "", **more: object) -> Seat:
    person = PersonId(delegate) if delegate else None
    return Seat(MemberId(member), Text(member.title()), delegate=person, **more)  # type: ignore[arg-type]


def roster(*seats: Seat, posts: tuple[Placed, ...] = (), rules: Rules = NO_RULES) -> Roster:
    return Roster(COUNCIL, NAME, rules, seats, posts)


def placed(post: Post, person: str = "") -> Placed:
    return Placed(post, person=PersonId(person) if person else None)


PEOPLE = st.sampled_from([None, *(PersonId(f"mayor-{n}") for n in range(4))])
SEATS = st.builds(
    Seat,
    st.sampled_from([MemberId(name) for name in ("kazan", "iriga", "soria", "konya", "xian")]),
    st.builds(Text, st.sampled_from(["A city", "Another"])),
    category=st.sampled_from(Category),
    fees_paid_to=st.none() | st.integers(2019, 2022),
    suspended=st.sampled_from(["", "by the Executive Bureau"]),
    delegate=PEOPLE,
    substitute=PEOPLE,
)
ROSTERS = st.builds(
    Roster,
    st.just(COUNCIL),
    st.just(NAME) | st.just(Text("Council")),
    st.builds(
        Rules, quorum_to_open=st.none() | st.just(Share(1, 2)), notice_days=st.none() | st.integers(0, 60)
    ),
    st.lists(SEATS, unique_by=lambda one: one.id).map(by_member),
    st.lists(st.builds(Placed, st.sampled_from(Post), person=PEOPLE), max_size=4).map(tuple),
    st.lists(
        st.builds(Chaired, st.sampled_from([SittingId("s1"), SittingId("s2")]), PEOPLE.filter(bool)),
        max_size=2,
    ).map(tuple),
)


# -------------------------------------------------------------------------------------- where they come from


def period(written: str) -> Period:
    """`2021-09..2022`: from when to when, each as well as it is known; `..` alone: nobody has said."""
    since, _, until = written.partition("..")
    return Period(dated(since) if since else UNKNOWN, dated(until) if until else None)


def a_body(*events: object, rules: Rules = NO_RULES) -> Body:
    body = Body(charter=Charter(COUNCIL, NAME, BodyKind.COUNCIL), rules=rules)
    return reduce(Body.told, events, body)  # type: ignore[arg-type]


def member(known_as: str, **more: object) -> MemberEntered:
    return MemberEntered(Member(MemberId(known_as), Text(known_as.title()), **more))  # type: ignore[arg-type]


def appointed(post: Post, time: str = "2020..", **to: str) -> AppointmentMade:
    """`appointed(Post.DELEGATE, member="kazan", office="mayor-of-kazan")`."""
    known_as = AppointmentId("-".join((post, time, *to.values())))
    return AppointmentMade(Appointment(known_as, post, period=period(time), **to))  # type: ignore[arg-type]


def the_offices(**held: str | tuple[str, ...]) -> Offices:
    """`the_offices(kazan="ilsur 2005..")`: mayors of cities, and who holds each office from when to when."""
    found = Offices()
    for city, said in held.items():
        office = OfficeId(f"mayor-of-{city}")
        found = found.after(OfficeEntered(Office(office, Text(f"Mayor of {city.title()}"), city.title())))
        for one in (said,) if isinstance(said, str) else said:
            person, time = one.split()
            mandate = Mandate(MandateId(f"{city}-{person}"), office, PersonId(person), period(time))
            found = found.after(MandateEntered(mandate))
    return found
