"""Whom a row is about and who shall sit: members by id or name, people by address or name, seats by their days."""

from dataclasses import replace

import pytest

from models.belonging.dating import Dating, Period, dated
from models.belonging.membership import Category, Member, MemberEntered, MemberId
from models.belonging.offices import Ending, Office, OfficeId, Offices, Section, SectionId
from models.belonging.posts import Appointment, AppointmentId, AppointmentMade, Post
from models.body import Body
from models.procedure import PersonId
from models.text import Text
from server.imports.member_columns import HEADINGS, meaning_of
from server.imports.member_lines import Known
from server.imports.member_matching import plan_of_members
from server.imports.member_plan import MembersPlan, Standing, applied
from server.imports.members import read_members
from server.member_pages.kept_members import difference
from server.persons.people import Person
from tests.members.council import founded

ANA, BEN = PersonId("ana"), PersonId("ben")
PEOPLE = {ANA: Person("Ana Ruiz", "ana@soria.example"), BEN: Person("Ben King")}
SORIA = Member(MemberId("m1"), Text("Soria", "Soria (ville)"), country="España", section=SectionId("eu"))
SEATED = Appointment(
    AppointmentId("a1"), Post.DELEGATE, person=ANA, member=SORIA.id, period=Period(dated("2019-05"))
)
OFFICES = Offices(
    (Section(SectionId("eu"), Text("Europe")),),
    (
        Office(OfficeId("o1"), Text("Mayor of Soria"), "Soria", "España"),
        Office(OfficeId("o2"), Text("Governor"), "León", "España"),
        Office(OfficeId("o3"), Text("Governor"), "León", "México"),
    ),
)


def known(*appointments: Appointment, member: Member = SORIA) -> Known:
    body = founded(MemberEntered(member), *map(AppointmentMade, appointments))
    return Known(body, OFFICES, PEOPLE)


def plan_of(there: Known, header: str, *rows: str, entering: bool = False) -> MembersPlan:
    read = read_members("\n".join((header, *rows)).encode())
    return plan_of_members(read.rows, there, "en", given=read.given, entering_offices=entering)


def codes(plan: MembersPlan) -> list[str]:
    return [fault.remark.code for fault in plan.faults]


def delegates(plan: MembersPlan, there: Known) -> list[tuple[str, str, str | None, Ending | None]]:
    """Who would be delegate from when to when, in the order of their appointments."""
    after = applied(plan, there)
    return [
        (
            after.people[one.person].name if one.person else "nobody",
            str(one.period.since),
            str(one.period.until) if one.period.until else None,
            one.ending,
        )
        for one in after.body.appointed(Post.DELEGATE)
    ]


# ---------------------------------------------------------------------------------------------- headings


@pytest.mark.parametrize("column", HEADINGS)
def test_every_heading_of_an_export_is_understood(column: str) -> None:
    assert {meaning_of(heading) for heading in HEADINGS[column]} == {column}


@pytest.mark.parametrize(
    ("heading", "means"),
    [
        ("E-mail of the delegate", "delegate_address"),
        ("Courriel du suppléant", "substitute_address"),
        ("Nombre del delegado", "delegate_name"),
        ("DELEGATE", "delegate_name"),
        ("Alternate until", "substitute_to"),
        ("Délégué depuis", "delegate_from"),
        ("Fees paid up to", "fees_paid_to"),
        ("Delegate and substitute", ""),
        ("Shoe size", ""),
    ],
)
def test_headings_are_understood_as_people_write_them(heading: str, means: str) -> None:
    assert meaning_of(heading) == means


# ------------------------------------------------------------------------------------------------ members


@pytest.mark.parametrize("row", ["SORIA,Espana", "soria (Ville),ESPAÑA", "Soria,"])
def test_a_member_is_known_by_name_and_country_without_case_and_accents(row: str) -> None:
    plan = plan_of(known(), "Name (en),Country", row)
    assert [one.member for one in plan.rows] == ["m1"]


def test_another_country_is_another_member() -> None:
    plan = plan_of(known(), "Name,Country", "Soria,Colombia")
    assert (plan.count(Standing.NEW), plan.gone) == (1, ("m1",))


def test_an_id_counts_before_the_name() -> None:
    plan = plan_of(known(), "Id,Name,Country", "m1,Numancia,España", ",Soria,España")
    assert [one.standing for one in plan.rows] == [Standing.CHANGED, Standing.NEW]
    assert plan.command.edited[0].name.en == "Numancia"


def test_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_empties() -> None:
    assert plan_of(known(), "Name,Country", "Soria,España").idle
    [changed] = plan_of(known(), "Name,Country,Section", "Soria,España,").command.edited
    assert (changed.section, changed.name) == (None, SORIA.name)


def test_an_empty_category_or_weight_is_not_said() -> None:
    there = known(member=replace(SORIA, category=Category.OBSERVER, weight=5))
    assert plan_of(there, "Name,Country,Category,Weight,Kind", "Soria,España,,,").idle


# -------------------------------------------------------------------------------------------------- seats

SEAT = "Name,Country,Delegate,Delegate: address,Delegate: from,Delegate: to"


def test_somebody_else_from_a_later_day_on_is_a_successor() -> None:
    there = known(SEATED)
    plan = plan_of(there, SEAT, "Soria,España,Ben King,,2022-01-01,")
    assert delegates(plan, there) == [
        ("Ana Ruiz", "2019-05", "2022-01-01", Ending.REPLACED),
        ("Ben King", "2022-01-01", None, None),
    ]


def test_somebody_else_without_a_later_day_is_a_correction() -> None:
    there = known(SEATED)
    plan = plan_of(there, "Name,Country,Delegate", "Soria,España,Ben King")
    assert delegates(plan, there) == [("Ben King", "2019-05", None, None)]


def test_whoever_was_to_be_confirmed_is_confirmed_in_place() -> None:
    there = known(replace(SEATED, person=None))
    assert plan_of(there, SEAT, "Soria,España,to be confirmed,,2019-05,").idle
    plan = plan_of(there, SEAT, "Soria,España,Ben King,,2020,")
    assert delegates(plan, there) == [("Ben King", "2020", None, None)]


def test_an_empty_seat_is_struck_and_who_had_it_before_stays() -> None:
    before = replace(
        SEATED, id=AppointmentId("a0"), person=BEN, period=Period(dated("2015"), dated("2019-05"))
    )
    there = known(before, SEATED)
    plan = plan_of(there, SEAT, "Soria,España,,,,")
    assert [name for name, *_ in delegates(plan, there)] == ["Ben King"]


def test_the_end_of_a_seat_that_nobody_knows_goes_out_and_comes_back() -> None:
    there = known(replace(SEATED, period=Period(dated("2019-05"), Dating())))
    assert plan_of(there, SEAT, "Soria,España,Ana Ruiz,,2019-05,../..").idle


def test_an_office_with_a_person_is_both_and_is_found_by_city_and_country() -> None:
    there = known()
    plan = plan_of(there, "Name,Country,Delegate: office,Delegate", 'Soria,España,"GOVERNOR, Leon",Ana Ruiz')
    [made] = plan.command.appointed
    assert (made.office, made.person) == ("o2", ANA)
    assert codes(plan_of(there, "Name,Delegate: office", "Soria,Mayor of Soria")) == []


def test_offices_that_are_not_known_are_entered_if_that_is_asked() -> None:
    header, row = "Name,Country,Section,Delegate: office", "Soria,España,Europe,Alcalde"
    refused = plan_of(known(), header, row)
    assert (codes(refused), refused.unknown_offices) == (["not_an_office"], 1)
    plan = plan_of(known(), header, row, entering=True)
    assert plan.offices == (
        Office(OfficeId("alcalde"), Text("Alcalde"), country="España", section=SectionId("eu")),
    )
    assert plan.command.appointed[0].office == "alcalde"
    assert tuple(one.now for one in plan.rows[0].differences if "office" in one.column) == ("Alcalde",)


# ------------------------------------------------------------------------------------------------- people


def test_people_are_known_by_address_else_by_name_else_new() -> None:
    there = known()
    rows = {
        "Soria,España,,Ana@Soria.example,,": ANA,
        "Soria,España,ána ruiz,ANA@soria.example,,": ANA,
        "Soria,España,Ben King,,,": BEN,
        "Soria,España,Ben King,ben@soria.example,,": BEN,
    }
    for row, person in rows.items():
        plan = plan_of(there, SEAT, row)
        assert [one.person for one in plan.command.appointed] == [person], row
    new = plan_of(there, SEAT, "Soria,España,Ana Ruiz,other@soria.example,,")
    assert list(new.fresh.values()) == [Person("Ana Ruiz", "other@soria.example")]


def test_an_address_that_is_news_is_written_to_who_is_meant() -> None:
    there = known(SEATED)
    plan = plan_of(there, SEAT, "Soria,España,Ana Ruiz,new@soria.example,2019-05,")
    assert plan.corrected == {ANA: Person("Ana Ruiz", "new@soria.example")}
    assert plan.rows[0].differences[0].was == "ana@soria.example"


def test_the_same_person_has_two_seats_only_one_after_the_other() -> None:
    header = "Name,Delegate,Delegate: from,Delegate: to"
    assert codes(plan_of(known(), header, "A,Ana Ruiz,2019,2021-06-01", "B,Ana Ruiz,2021-06-01,")) == []
    assert codes(plan_of(known(), header, "A,Ana Ruiz,2019,", "B,Ana Ruiz,2021-06-01,")) == ["double_person"]


def test_two_seats_that_somebody_has_already_are_nobodys_fault() -> None:
    other = Member(MemberId("m2"), Text("Konya"))
    second = replace(SEATED, id=AppointmentId("a2"), member=other.id)
    there = known(SEATED)
    body = there.body.told(MemberEntered(other)).told(AppointmentMade(second))
    plan = plan_of(replace(there, body=body), "Name,Delegate", "Soria,Ana Ruiz", "Konya,Ana Ruiz")
    assert plan.idle
    assert codes(plan) == []


def test_whose_name_is_erased_stays_where_they_are() -> None:
    there = replace(known(SEATED), people={})
    assert plan_of(there, SEAT, "Soria,España,ana,,2019-05,").idle


# -------------------------------------------------------------------------------------------------- undone


def test_a_body_is_brought_back_from_anywhere() -> None:
    there = known(SEATED)
    plan = plan_of(there, SEAT, "Numancia,España,Ben King,,2022,", "Soria,España,Zoë New,,2023,")
    after = applied(plan, there)
    back = difference(after.body, there.body)
    again = applied(MembersPlan((), (), (), back), after).body
    assert (dict(again.members), dict(again.appointments)) == (
        dict(there.body.members),
        dict(there.body.appointments),
    )
    gone = difference(there.body, Body())
    assert applied(MembersPlan((), (), (), gone), there).body.members == {}
