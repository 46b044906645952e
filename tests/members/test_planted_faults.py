"""A list with planted faults is reported line by line and column by column, and nothing of it is kept."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from models.belonging.dating import Period, dated, on
from models.belonging.membership import Member, MemberEntered, MemberId
from models.belonging.offices import Office, OfficeId
from models.belonging.posts import Appointment, AppointmentId, AppointmentMade, Post
from models.body import Body
from models.procedure import PersonId
from models.text import LANGUAGES, Text
from server.imports.faults import Unreadable
from server.imports.member_lines import Known
from server.imports.member_matching import plan_of_members
from server.imports.member_plan import MembersPlan, Standing
from server.imports.member_rows import MemberRow
from server.imports.members import read_members, unsettled
from server.persons.people import Person
from tests.members.bodies import council_in
from tests.members.council import csv, founded, generated, sections

SOUND = generated(40)
OLD = PersonId("p-old")

PLANTED: Mapping[int, tuple[dict[str, str], str, str]] = {
    2: ({"section": "Atlantis"}, "section", "not_a_section"),
    3: ({"category": "friend"}, "category", "not_a_category"),
    4: ({"kind": "kingdom"}, "kind", "not_a_kind"),
    5: ({"fees_paid_to": "soon"}, "fees_paid_to", "not_a_year"),
    6: ({"weight": "-3"}, "weight", "no_number"),
    7: ({"name_en": "", "name_fr": "", "name_es": ""}, "name_en", "no_name"),
    8: ({"country": "x" * 201}, "country", "longer"),
    9: ({"name_en": '=HYPERLINK("http://evil.example")'}, "name_en", "formula"),
    10: ({"country": "MÃ©xico"}, "country", "garbled"),
    11: ({"id": "two words"}, "id", "bad_id"),
    12: ({"delegate_address": "ana.city.example"}, "delegate_address", "not_an_address"),
    13: ({"delegate_from": "2021-02-30"}, "delegate_from", "not_a_date"),
    14: ({"delegate_from": "2022-05-01", "delegate_to": "2021-05-01"}, "delegate_to", "backwards"),
    15: ({"delegate_name": "Ana Ruiz; Ben King"}, "delegate_name", "two_people"),
    16: (
        {"delegate_office": "", "delegate_name": "", "delegate_address": "", "delegate_from": "2021"},
        "delegate_name",
        "nobody",
    ),
    17: ({"delegate_office": "Mayor of Nowhere"}, "delegate_office", "not_an_office"),
    18: (
        {
            "delegate_name": "Ana Ruiz",
            "delegate_address": "",
            "substitute_name": "ANA RUIZ",
            "substitute_address": "",
        },
        "substitute_name",
        "same_person",
    ),
    19: ({"delegate_name": "", "delegate_address": "ghost@city.example"}, "delegate_name", "no_person_name"),
    20: ({"surplus": "one | more"}, "surplus", "too_many_cells"),
    21: ({"delegate_name": "Zoe Who", "delegate_address": "shared@city.example"}, "", ""),
    22: (
        {"delegate_name": "Max Who", "delegate_address": "shared@city.example"},
        "delegate_address",
        "same_address",
    ),
    23: (
        {"delegate_name": "Zoé Who", "delegate_address": "shared@city.example"},
        "delegate_name",
        "double_person",
    ),
    24: (
        {"delegate_name": "Eva New", "delegate_address": "old@city.example"},
        "delegate_address",
        "address_of",
    ),
    25: ({"delegate_name": "Namesake", "delegate_address": ""}, "delegate_name", "several_people"),
    26: (
        {"id": "known", "name_en": "Known", "delegate_name": "Eva New", "delegate_from": "2023-01-01"},
        "delegate_from",
        "overlaps",
    ),
    27: ({"delegate_office": "Governor"}, "delegate_office", "several_offices"),
}
"""By the number of the row: what is changed in a sound one, where it is found, and as what."""


def known() -> Known:
    """A body with one member, whose delegate is appointed until 2025; offices and people of the same name."""
    appointed = Appointment(
        AppointmentId("known-delegate"),
        Post.DELEGATE,
        person=OLD,
        member=MemberId("known"),
        period=Period(on(dated("2020-01-01").earliest), dated("2025-01-01")),  # type: ignore[arg-type]
    )
    there = (Member(MemberId("known"), Text("Known")), Member(MemberId("other"), Text("Other")))
    body = founded(*map(MemberEntered, there), AppointmentMade(appointed))
    offices = sections()
    governors = tuple(Office(OfficeId(f"g{n}"), Text("Governor"), f"City {n}", "Oz") for n in (1, 2))
    people = {
        OLD: Person("Old Hand", "old@city.example"),
        PersonId("n1"): Person("Namesake"),
        PersonId("n2"): Person("Namesake"),
    }
    return Known(body, replace(offices, offices=(*offices.offices, *governors)), people)


UNSEATED = dict.fromkeys(
    ("delegate_to", "delegate_from", "substitute_name", "substitute_address", "substitute_from"), ""
)


def planted() -> list[MemberRow]:
    sound = [replace(row, **UNSEATED) for row in SOUND]  # type: ignore[arg-type]
    rows = [
        replace(row, **_seated(n), **PLANTED[n][0]) if n in PLANTED else row  # type: ignore[arg-type]
        for n, row in enumerate(sound, 1)
    ]
    other = replace(sound[31], delegate_name="Somebody Else", delegate_address="", delegate_office="")
    return [*rows, sound[30], other]


def _seated(n: int) -> dict[str, str]:
    """A delegate by name alone, where the fault is about the delegate."""
    changed = PLANTED[n][0]
    if not any(column.startswith("delegate") for column in changed):
        return {}
    return {
        column: value
        for column, value in {
            "delegate_office": "",
            "delegate_name": f"Person {n}",
            "delegate_address": f"person-{n}@city.example",
        }.items()
        if column not in changed
    }


def plan_of(content: bytes, there: Known) -> MembersPlan:
    read = read_members(content)
    return plan_of_members(read.rows, there, "en", given=read.given)


def content() -> bytes:
    """The file, with the cells too many really there."""
    lines = csv([replace(row, surplus="") for row in planted()]).decode("utf-8-sig").splitlines(keepends=True)
    lines[9] = lines[9].replace("'=HYPERLINK", "=HYPERLINK")
    lines[6] = lines[6].replace("'-3", "-3")
    lines[20] = lines[20].rstrip("\r\n") + ",one,more\r\n"
    return "".join(lines).encode()


def test_every_planted_fault_is_found_at_its_line_and_column_and_no_other() -> None:
    plan = plan_of(content(), known())
    found = {(fault.row, fault.column, fault.remark.code) for fault in plan.faults}
    wanted = {(n, column, code) for n, (_, column, code) in PLANTED.items() if code}
    wanted |= {(41, "name_en", "double_member"), (42, "name_en", "two_delegates")}
    assert found == wanted
    assert len(wanted) >= 20
    lines = {number: row.line for number, row in enumerate(read_members(content()).rows, 1)}
    assert all(line == number + 1 for number, line in lines.items())


def test_rows_with_faults_are_in_no_command_and_sound_ones_are_told_apart() -> None:
    plan = plan_of(content(), known())
    faulty = {fault.row for fault in plan.faults}
    assert {row.number for row in plan.rows if row.standing is Standing.FAULTY} == faulty
    assert plan.count(Standing.NEW) == 42 - len(faulty)
    assert len(plan.command.entered) == 42 - len(faulty)
    assert plan.gone == ("other",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_is_said_in_words_of_the_reader(language: str) -> None:
    words = [fault.remark.in_words(language) for fault in plan_of(content(), known()).faults]
    assert all(words)
    assert not any("{" in one for one in words)
    if language != "en":
        english = {fault.remark.in_words("en") for fault in plan_of(content(), known()).faults}
        assert not english & set(words)


async def test_nothing_of_such_a_file_is_kept(tmp_path: Path) -> None:
    async with council_in(tmp_path / "data") as desk:
        seq = desk.body.seq
        page = await desk.choose(content())
        assert "Line 3, Section — There is no section “Atlantis”." in page.words
        assert "Line 21 — This row has more cells than there are columns: “one | more”." in page.words
        refused = await desk.keep(page)
        assert refused.status == 422
        assert (desk.body.seq, desk.body.members, await desk.people()) == (seq, {}, [])


def test_a_column_that_is_not_known_is_a_fault_until_it_is_settled() -> None:
    read = read_members(b"Name,Remarks\nSoria,good\n")
    [fault] = unsettled(read.columns, {})
    assert (fault.column, fault.remark.code) == ("column.1", "unknown_column")
    assert unsettled(read.columns, {1: ""}) == ()
    [fault] = unsettled(read.columns, {1: "country"})
    assert fault.remark.code == "read_again"


def test_a_file_in_an_old_encoding_is_not_read() -> None:
    with pytest.raises(Unreadable) as raised:
        read_members("Name\nMálaga\n".encode("cp1252"))
    assert raised.value.code == "not_utf8"


def test_an_empty_body_has_nobody_gone() -> None:
    assert plan_of(csv(SOUND), Known(Body(), sections())).gone == ()
