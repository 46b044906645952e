"""Popolo as its specification has it, and nothing that nobody knows."""

import json
from datetime import date
from typing import Any

from models.belonging.dating import Period, dated
from models.belonging.membership import Member, MemberEntered, MemberId, MemberKind
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
from models.procedure import PersonId
from models.text import Text
from server.exports.popolo import popolo_of
from server.exports.popolo_register import popolo_json
from server.imports.member_lines import Known
from server.persons.people import Person
from tests.members.council import founded

ANA = PersonId("ana")
MAYOR = Office(OfficeId("o1"), Text("Mayor of Soria", "Maire de Soria"), "Soria", "España")
SORIA = Member(MemberId("m1"), Text("Soria", "Soria (ville)"), country="España")


def popolo(*appointments: Appointment, language: str = "en") -> dict[str, Any]:
    mandate = Mandate(MandateId("d1"), MAYOR.id, ANA, Period(dated("2019"), dated("2023-06-17")))
    offices = Offices().after(OfficeEntered(MAYOR)).after(MandateEntered(mandate))
    body = founded(MemberEntered(SORIA), *map(AppointmentMade, appointments))
    known = Known(body, offices, {ANA: Person("Ana Ruiz", "ana@soria.example")})
    made: dict[str, Any] = json.loads(popolo_of(known, language, date(2021, 11, 17)))
    return made


def seat(**more: Any) -> Appointment:
    return Appointment(AppointmentId("a1"), Post.DELEGATE, member=SORIA.id, **more)


def test_members_are_organisations_of_the_body() -> None:
    made = popolo(language="fr")
    body, soria = made["organizations"]
    assert (body["id"], body["classification"]) == ("body/world-council", "council")
    assert soria["name"] == "Soria (ville)"
    assert soria["other_names"] == [{"name": "Soria", "note": "en"}]
    assert soria["classification"] == MemberKind.LOCAL_GOVERNMENT.value
    [membership] = made["memberships"]
    assert membership["member"] == {"@type": "Organization", "id": soria["id"]}
    assert (membership["organization_id"], membership["role"]) == ("body/world-council", "full")


def test_whoever_holds_the_office_that_day_sits_for_the_member() -> None:
    made = popolo(seat(office=MAYOR.id, period=Period(dated("2021-05"))))
    delegate = made["memberships"][1]
    assert (delegate["person_id"], delegate["post_id"], delegate["role"]) == ("ana", "office/o1", "delegate")
    assert delegate["on_behalf_of_id"] == made["organizations"][1]["id"]
    assert delegate["start_date"] == "2021-05"
    assert "end_date" not in delegate
    title = "Mayor of Soria"
    area = {"name": "Soria, España"}
    assert made["posts"] == [{"id": "office/o1", "label": title, "role": title, "area": area}]
    assert made["persons"] == [{"id": "ana", "name": "Ana Ruiz", "email": "ana@soria.example"}]


def test_what_is_not_known_is_not_said() -> None:
    unconfirmed = popolo(seat())
    assert len(unconfirmed["memberships"]) == 1
    later = popolo(seat(office=MAYOR.id, period=Period(dated("2022-01/2022-05"))))
    assert not {"person_id", "start_date"} & set(later["memberships"][1])


def test_what_is_told_of_all_bodies_calls_the_same_things_by_the_same_ids() -> None:
    """So the two files can be joined."""
    appointment = seat(office=MAYOR.id, period=Period(dated("2021-05")))
    offices = Offices().after(OfficeEntered(MAYOR))
    body = founded(MemberEntered(SORIA), AppointmentMade(appointment))
    whole, one = popolo_json(offices, [body], {}, "en", every=True), popolo(appointment)
    for kind in ("organizations", "posts"):
        known = {thing["id"]: thing for thing in whole[kind]}
        assert [thing.items() <= known[thing["id"]].items() for thing in one[kind]] == [True] * len(one[kind])
