"""Who sits for a body on a day: what is published, nothing that is not; a beginning nobody has said has been."""

from datetime import date
from time import process_time

import pytest

from models.belonging.membership import Category
from models.belonging.offices import Offices, Section, SectionEntered, SectionId
from models.belonging.posts import Post
from models.belonging.roster import Placed, Roster, Seat
from models.belonging.seating import roster_of
from models.body import Body, Rules, Share
from models.text import Text
from tests.models.rosters import COUNCIL, NAME, a_body, appointed, member, the_offices

DAY = date(2021, 11, 17)
MAYOR = "mayor-of-kazan"
OFFICE = Text("Mayor of Kazan")
NO_OFFICES = Offices()


def taken(body: Body, offices: Offices = NO_OFFICES, day: date = DAY) -> Roster:
    return roster_of(body, offices, day)


def the_seat(*events: object, offices: Offices = NO_OFFICES, day: date = DAY) -> Seat:
    [seat] = taken(a_body(member("kazan"), *events), offices, day).seats
    return seat


def stands(*times: str, office: str = MAYOR, offices: Offices, day: date = DAY) -> str | None:
    """Who is the delegate by these appointments of an office."""
    events = (appointed(Post.DELEGATE, time, member="kazan", office=office) for time in times)
    return the_seat(*events, offices=offices, day=day).delegate


def test_a_body_that_is_not_founded_has_none() -> None:
    with pytest.raises(ValueError, match="not founded"):
        roster_of(Body(), Offices(), DAY)


def test_it_says_of_a_member_what_the_body_says() -> None:
    rules = Rules(quorum_to_open=Share(1, 2), notice_days=21)
    europe = SectionId("europe")
    offices = Offices().after(SectionEntered(Section(europe, Text("Europe", "Europe", "Europa"))))
    known = {"country": "Spain", "category": Category.ASSOCIATE, "fees_paid_to": 2020, "weight": 3}
    body = a_body(
        member("soria", section=europe, suspended="since May", **known), member("kazan"), rules=rules
    )
    roster = taken(body, offices)
    assert (roster.body, roster.name, roster.rules) == (COUNCIL, NAME, rules)
    assert [seat.id for seat in roster.seats] == ["kazan", "soria"]
    assert roster.seats[1] == Seat(
        "soria", Text("Soria"), section=Text("Europe", "Europe", "Europa"), suspended="since May", **known
    )


def test_whoever_holds_the_office_that_day_stands_for_the_member() -> None:
    offices = the_offices(kazan=("ilsur 2005..2021-11-18", "natalia 2021-11-18.."))
    seat = the_seat(appointed(Post.DELEGATE, member="kazan", office=MAYOR), offices=offices)
    assert (seat.delegate, seat.delegate_office) == ("ilsur", OFFICE)
    assert stands("2020..", offices=offices, day=date(2021, 11, 18)) == "natalia"


def test_a_person_may_be_named_and_a_substitute_beside() -> None:
    seat = the_seat(
        appointed(Post.DELEGATE, member="kazan", person="ilsur"),
        appointed(Post.SUBSTITUTE, member="kazan", office=MAYOR),
        offices=the_offices(kazan="natalia 2020.."),
    )
    assert (seat.delegate, seat.delegate_office) == ("ilsur", Text())
    assert (seat.substitute, seat.substitute_office) == ("natalia", OFFICE)


@pytest.mark.parametrize(
    ("time", "who"),
    [
        ("2020..", "ilsur"),
        ("..", "ilsur"),  # nobody has said since when: whoever is entered has begun
        ("..2022", "ilsur"),
        ("2021-11-17..", "ilsur"),
        ("2021-11-18..", None),
        ("2020..2021-11-17", None),
        ("2020..2021-11", None),  # some day in November: nobody knows whether before the 17th
        ("2021..", None),  # some day in 2021
    ],
)
def test_a_mandate_counts_on_the_days_that_are_known_to_be_its(time: str, who: str | None) -> None:
    assert stands("2020..", offices=the_offices(kazan=f"ilsur {time}")) == who
    assert stands(time, offices=the_offices(kazan="ilsur 2019..")) == who


def test_the_office_stands_there_though_nobody_is_known_to_hold_it() -> None:
    seat = the_seat(appointed(Post.DELEGATE, member="kazan", office=MAYOR), offices=the_offices(kazan=()))
    assert (seat.delegate, seat.delegate_office) == (None, OFFICE)


def test_of_two_without_a_beginning_neither_is_guessed() -> None:
    assert stands("2020..", offices=the_offices(kazan=("ilsur ..", "natalia .."))) is None
    assert stands("..", ".. ".strip() + "2022", offices=the_offices(kazan="ilsur 2019..")) is None


def test_what_is_certain_comes_before_what_may_have_begun() -> None:
    assert stands("2020..", offices=the_offices(kazan=("ilsur ..", "natalia 2021.."))) is None
    assert stands("2020..", offices=the_offices(kazan=("ilsur ..", "natalia 2020.."))) == "natalia"


def test_posts_come_with_their_titles_and_whoever_has_them() -> None:
    body = a_body(
        appointed(Post.CO_CHAIR, office=MAYOR),
        appointed(Post.CO_CHAIR, ".."),
        appointed(Post.STAFF, "..", person="edgardo"),
        appointed(Post.TREASURER, "2019..2020", person="gone"),
        appointed(Post.PRESIDENT, "2022..", person="coming"),
        appointed(Post.ENVOY, "2021..", person="perhaps"),
    )
    assert taken(body, the_offices(kazan="ilsur ..")).posts == (
        Placed(Post.CO_CHAIR, office=OFFICE, person="ilsur"),
        Placed(Post.CO_CHAIR),
        Placed(Post.STAFF, person="edgardo"),
        Placed(Post.ENVOY),
    )


def test_a_council_of_342_is_seated_in_the_blink_of_an_eye() -> None:
    cities = [f"city{n}" for n in range(342)]
    offices = the_offices(**{city: (f"old-{city} 2010..2020", f"{city} 2020..") for city in cities})
    body = a_body(
        *(member(city) for city in cities),
        *(appointed(Post.DELEGATE, member=city, office=f"mayor-of-{city}") for city in cities),
        *(appointed(Post.SUBSTITUTE, member=city, person=f"deputy-{city}") for city in cities),
    )
    began = process_time()
    roster = taken(body, offices)
    assert process_time() - began < 0.25
    assert len(roster.roles) == 2 * len(cities)
