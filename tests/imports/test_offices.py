"""A list of offices from a CSV: the published one as it stands, and twenty planted faults, each told by its line."""

from pathlib import Path

import pytest

from models.belonging.dating import Period, dated
from models.belonging.offices import Offices
from models.belonging.posts import Post
from models.body import Body
from models.procedure import PersonId
from server.imports.faults import Unreadable
from server.imports.offices import OfficeRow, OfficesRead, read_offices
from server.imports.offices_known import to_enter
from server.imports.spelling import slug

PUBLISHED = Path(__file__).with_name("offices.csv").read_bytes()
HEADING = PUBLISHED.decode().splitlines()[0]


def rows(*lines: str) -> OfficesRead:
    return read_offices("\n".join([HEADING, *lines]).encode())


def faults(*lines: str) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.remark.code) for fault in rows(*lines).faults]


def row_of(read: OfficesRead, office: str) -> OfficeRow:
    [found] = [row for row in read.rows if row.office.id == office]
    return found


def test_the_published_list_is_read_whole() -> None:
    read = read_offices(PUBLISHED)
    assert (len(read.rows), read.faults, read.left_out) == (12, (), ())
    assert [row.line for row in read.rows] == list(range(2, 14))
    assert [row.post for row in read.rows].count(Post.CO_PRESIDENT) == 5
    assert row_of(read, "mayor-of-lampedusa").post is None
    assert row_of(read, "mayor-of-soria").title.en == "Special Envoy"
    assert row_of(read, "mayor-of-konya").person == "Uğur İbrahim Altay"


@pytest.mark.parametrize(
    ("office", "mandate", "post", "kept"),
    [
        ("mayor-of-al-hoceima", ("../2019-11", "2021-09"), ("2019-11", "2021-11-16"), True),
        ("mayor-of-kazan", ("../2021-11-16", None), ("2021-11-16", None), False),
        ("mayor-of-xi-an", ("", None), ("", None), False),
        ("mayor-of-san-jose", ("", "2024-04"), ("", None), False),
    ],
)
def test_what_is_published_of_dates_and_no_more(
    office: str, mandate: tuple[str, str | None], post: tuple[str, str | None], *, kept: bool
) -> None:
    row = row_of(read_offices(PUBLISHED), office)
    assert (row.mandate, row.period, row.kept) == (period(mandate), period(post), kept)


def period(written: tuple[str, str | None]) -> Period:
    since, until = written
    return Period(dated(since), dated(until) if until else None)


PLANTED = (
    (",Rabat,Morocco,Africa,Somebody,,,,,", (2, "office", "no_office")),
    ("Mayor of Rabat,,,,Somebody,Caliph,,,,", (2, "post", "no_such_post")),
    ("Mayor of Rabat,,,,Somebody,,Africa/Rabat,,,", (2, "timezone", "no_such_zone")),
    ("Mayor of Rabat,,,,Somebody,,,soon,,", (2, "mandate_to", "no_such_dating")),
    ("Mayor of Rabat,,,,Somebody,Treasurer,,,2021-13,", (2, "post_from", "no_such_dating")),
    ("Mayor of Rabat,,,,Somebody,Treasurer,,,,30/02/2021", (2, "post_to", "no_such_dating")),
    ("Mayor of Rabat,,,,Somebody,Treasurer,,,0021,", (2, "post_from", "no_such_dating")),
    ("Mayor of Rabat,,,,,,,2021-09,,", (2, "person", "nobody_named")),
    ("Mayor of Rabat,,,,Somebody,,,,2021,", (2, "post", "no_post_named")),
    ("Mayor of Rabat,,,,Somebody,Treasurer,,,2021,2020", (2, "post_to", "ends_first")),
    ("Mayor of Rabat,,,,Somebody,Treasurer,,2018,2020,", (2, "mandate_to", "ends_first")),
    (f"Mayor of Rabat,{'x' * 201},,,Somebody,,,,,", (2, "city", "too_long")),
)


@pytest.mark.parametrize(("line", "fault"), PLANTED)
def test_a_planted_fault_is_told(line: str, fault: tuple[int, str, str]) -> None:
    assert faults(line) == [fault]


@pytest.mark.parametrize(
    ("above", "line", "fault"),
    [
        ("Mayor of Rabat,,,,A,,,,,", "Mayor of Rabat,,,,A,,,,,", ("office", "said_twice")),
        ("Mayor of Rabat,Rabat,,,A,,,,,", "Mayor of Rabat,Sale,,,A,Envoy,,,,", ("city", "said_otherwise")),
        (
            "Mayor of Rabat,,,Africa,A,,,,,",
            "mayor of rabat,,,Europe,A,Envoy,,,,",
            ("section", "said_otherwise"),
        ),
        (
            "Mayor of Rabat,,,,A,Envoy,,2022,,",
            "Mayor of Rabat,,,,A,,,2023,,",
            ("mandate_to", "said_otherwise"),
        ),
        (
            "Mayor of Rabat,,,,A,Envoy,,,2019,",
            "Mayor of Rabat,,,,B,Treasurer,,,2021,",
            ("person", "held_twice"),
        ),
        (
            "Mayor of Rabat,,,,A,President,,,2019,",
            "Mayor of Kazan,,,,B,President,,,2021,",
            ("post", "post_twice"),
        ),
    ],
)
def test_lines_that_contradict_each_other(above: str, line: str, fault: tuple[str, str]) -> None:
    assert faults(above, "", line) == [(4, *fault)]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    found = faults(*(line for line, _ in PLANTED))
    assert [line for line, _, _ in found] == sorted(line for line, _, _ in found)
    assert {(line, column, code) for line, column, code in found} >= {
        (place, fault[1], fault[2]) for place, (_, fault) in enumerate(PLANTED, 2)
    }


def test_what_may_follow_each_other_is_no_fault() -> None:
    one_after_another = (
        "Mayor of Rabat,,,,A,President,,2021-09,2019-11,2021-11-16",
        "Mayor of Rabat,,,,B,,,,,",
        "Mayor of Kazan,,,,C,President,,,2021-11-16,",
        "Mayor of Kazan,,,,C,Envoy,,,2022,",
    )
    assert faults(*one_after_another) == []


def test_a_fault_is_said_in_words() -> None:
    [fault] = rows("Mayor of Rabat,,,,Somebody,,,soon,,").faults
    assert fault.remark.in_words("en") == "“soon” is no date. Write it as 2021, 2021-09 or 2021-09-15."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (PUBLISHED.decode().encode("latin-1", "replace"), "not_utf8"),
        (b"city,person\nRabat,A\n", "no_offices"),
        (b'office,person\n"Mayor,A\n', "bad_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_known"),
    ],
)
def test_what_cannot_be_read_at_all(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_offices(content)
    assert unreadable.value.code == code


@pytest.mark.parametrize("form", ["utf-8-sig", "utf-16"])
def test_files_as_spreadsheets_write_them(form: str) -> None:
    content = PUBLISHED.decode().replace(",", ";").replace("\n", "\r\n").encode(form)
    assert read_offices(content) == read_offices(PUBLISHED)


def test_headings_in_other_words_and_order() -> None:
    read = read_offices("Poste;Titulaire;Mandat local;Remarque\nTrésorière;A;Maire de Rabat;x\n".encode())
    [row] = read.rows
    assert (row.post, row.person, row.office.id) == (Post.TREASURER, "A", "maire-de-rabat")
    assert read.left_out == ("Remarque",)


def test_what_is_known_is_not_entered_again() -> None:
    read, people = read_offices(PUBLISHED), {}
    people = {row.person: PersonId(f"p{row.line}") for row in read.rows}
    new = to_enter(read.rows, Offices(), Body(), people)
    assert (len(new.sections), len(new.offices), len(new.mandates), len(new.appointments)) == (8, 12, 12, 11)
    assert (len(new.names), new.faults) == (12, ())
    known = Offices(new.sections, new.offices, new.mandates)
    body = Body(appointments={one.id: one for one in new.appointments})
    again = to_enter(read.rows, known, body, people)
    assert (again.sections, again.offices, again.mandates, again.appointments) == ((), (), (), ())
    assert again.faults == ()


def test_two_lines_of_one_holder_are_one_mandate() -> None:
    read = rows("Mayor of Rabat,,,,A,Envoy,,2024,,", "Mayor of Rabat,,,,A,Treasurer,,,2020,")
    new = to_enter(read.rows, Offices(), Body(), {})
    [mandate] = new.mandates
    assert (mandate.period, len(new.appointments)) == (period(("../2020", "2024")), 2)


def test_ids_are_made_of_names() -> None:
    assert slug("Mayor of San José") == "mayor-of-san-jose"
    assert slug("") == ""
    chinese, long = slug("西安市长"), slug("x" * 100)
    assert (len(chinese), len(long)) == (8, 60)
    assert slug("西安") != chinese
