"""Rotations from files: the printed ones as they stand, and planted faults, each told by its line and in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.belonging.dating import Dating
from models.belonging.offices import Office, OfficeId, Offices
from models.belonging.roles import Role
from models.organisation import Organisation
from models.presidency.milestones import Milestone, MilestoneId, Precision
from models.presidency.rotation import RotationBegun
from models.presidency.terms import About, HandoverAt, Switch
from models.procedure import CommandId, Submission
from models.rules.decide import decide
from models.rules.handing_over import HandOver
from models.rules.milestones import ImportMilestones
from models.rules.rotations import PublishRotation, SetTerms
from models.text import Text
from server.imports.faults import Unreadable
from server.imports.rotation import Read, as_planned, read_rotation
from server.imports.spelling import slug
from tests.models.bodies import SECRETARY, a_body
from tests.models.rotations import ROTATION
from tests.models.story import NINE

HERE = Path(__file__).parent
LEGS, TURNS = (HERE / f"presidency-{years}.csv" for years in ("2021-2022", "2022-2026"))
HEADING = LEGS.read_text().splitlines()[0]
CITIES = (
    *("Kazan", "Xi'an", "Iriga", "Soria", "San José", "Konya", "Kitchener", "Paris", "Barcelona"),
    *("The Hague", "Montevideo", "Daejeon"),
)
OFFICES = Offices(
    offices=tuple(
        Office(OfficeId(slug(f"Mayor of {city}")), Text(f"Mayor of {city}", f"Maire de {city}"))
        for city in CITIES
    )
)


def lines(*rows: str, heading: str = HEADING) -> Read:
    return read_rotation("\n".join([heading, *rows]).encode(), offices=OFFICES)


def faults(*rows: str) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.remark.code) for fault in lines(*rows).faults]


def test_the_legs_of_2021_and_22_are_read_whole() -> None:
    read = read_rotation(LEGS.read_bytes(), offices=OFFICES, switch=Switch.HISTORY)
    assert (read.faults, read.left_out, read.handovers) == ((), (), ())
    assert [milestone.sequence for milestone in read.milestones] == [1, 2, 3, 4, 5, 6, 7]
    assert [term.holders for term in read.terms] == [
        ("mayor-of-kazan",),
        ("mayor-of-xi-an", "mayor-of-iriga"),
        ("mayor-of-soria", "mayor-of-san-jose"),
        ("mayor-of-konya", "mayor-of-kitchener"),
        ("mayor-of-paris", "mayor-of-barcelona"),
        ("mayor-of-the-hague",),
    ]
    assert {term.switch for term in read.terms} == {Switch.HISTORY}
    assert {term.handover for term in read.terms} == {HandoverAt.END}
    forum = read.milestones[4]
    assert (forum.id, forum.zone) == ("high-level-political-forum-2022", "America/New_York")
    assert (forum.precision, forum.dating) == (
        Precision.MONTH,
        Dating(date(2022, 7, 1), date(2022, 7, 31)),
    )
    assert read.milestones[0].precision is Precision.EXACT
    assert read.ends == read.milestones[6].id == "world-congress-2022"
    assert [row.line for row in read.rows] == list(range(2, 9))


def test_the_turns_of_2022_to_26_are_read_with_the_handover_that_took_place() -> None:
    read = read_rotation(TURNS.read_bytes(), offices=OFFICES, zone="Europe/Istanbul")
    assert read.faults == ()
    assert [term.holders for term in read.terms] == [
        ("mayor-of-montevideo",),
        ("mayor-of-konya",),
        ("mayor-of-the-hague",),
        ("mayor-of-daejeon",),
    ]
    assert [milestone.name.en for milestone in read.milestones] == [
        "Daejeon Congress",
        *("end of 2023", "end of 2024", "end of 2025"),
        "8th Congress",
    ]
    assert read.milestones[0].dating == Dating(date(2022, 10, 10), date(2022, 10, 14))
    assert read.milestones[1].dating == Dating(date(2023, 10, 1), date(2023, 12, 31))
    assert read.milestones[1].precision is Precision.MONTHS
    assert read.ends == read.milestones[4].id
    [handover] = read.handovers
    assert handover.term == read.terms[1].id
    assert handover.at == datetime(2023, 10, 28, 21, tzinfo=UTC), "midnight in Konya"
    assert handover.note == "World Council in Konya 26-28 October 2023"
    assert [term.switch for term in read.terms] == [Switch.HISTORY, *[Switch.ACT] * 3]


GOOD = "1,Retreat,2022-02-21,2022-02-25,week,Europe/Madrid,Mayor of Kazan,end"
PLANTED: Mapping[str, tuple[str, tuple[str, str]]] = {
    "an office that is not known": (
        "2,Forum,2022-07-01,2022-07-31,month,UTC,Mayor of Atlantis,end",
        ("holders", "unknown_office"),
    ),
    "a day that is none": (
        "2,Forum,2022-02-30,2022-07-31,range,UTC,Mayor of Soria,end",
        ("earliest", "no_such_dating"),
    ),
    "an end before the beginning": (
        "2,Forum,2022-07-31,2022-07-01,range,UTC,Mayor of Soria,end",
        ("latest", "ends_first"),
    ),
    "a zone that is none": (
        "2,Forum,2022-07-01,2022-07-31,month,Europe/Atlantis,Mayor of Soria,end",
        ("timezone", "no_such_zone"),
    ),
    "a number twice": (
        "1,Forum,2022-07-01,2022-07-31,month,UTC,Mayor of Soria,end",
        ("sequence", "sequence_twice"),
    ),
    "a number that is none": (
        "two,Forum,2022-07-01,2022-07-31,month,UTC,Mayor of Soria,end",
        ("sequence", "no_number"),
    ),
    "a week of a month": (
        "2,Forum,2022-07-01,2022-07-31,week,UTC,Mayor of Soria,end",
        ("precision", "precision_misfits"),
    ),
    "a precision that is none": (
        "2,Forum,2022-07-01,2022-07-31,roughly,UTC,Mayor of Soria,end",
        ("precision", "no_such_precision"),
    ),
    "three holders": (
        "2,Forum,2022-07-01,2022-07-31,month,UTC,Mayor of Soria; Mayor of Paris; Mayor of Konya,end",
        ("holders", "too_many_holders"),
    ),
    "a holder twice": (
        "2,Forum,2022-07-01,2022-07-31,month,UTC,Mayor of Soria; Maire de Soria,end",
        ("holders", "holder_twice"),
    ),
    "a moment that is none": (
        "2,Forum,2022-07-01,2022-07-31,month,UTC,Mayor of Soria,midday",
        ("handover", "no_such_handover"),
    ),
    "a sitting without a name": (
        "2,Forum,2022-07-01,2022-07-31,month,UTC,Mayor of Soria,sitting",
        ("handover", "no_such_handover"),
    ),
    "no name": ("2,,2022-07-01,2022-07-31,month,UTC,Mayor of Soria,end", ("milestone", "no_milestone")),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_told_by_its_line(planted: str) -> None:
    row, (column, code) = PLANTED[planted]
    assert faults(GOOD, row) == [(3, column, code)]


def test_a_fault_is_a_sentence_in_the_readers_language() -> None:
    [fault] = lines(GOOD, PLANTED["an office that is not known"][0]).faults
    assert fault.remark.in_words("en") == (
        "There is no office “Mayor of Atlantis” here. Enter it first, or correct the name."
    )
    assert fault.remark.in_words("fr") != fault.remark.in_words("en")


def test_what_a_line_does_not_say_is_what_is_likely_and_never_a_date() -> None:
    read = lines(",Retreat,,,,,Mayor of Kazan,", ",Forum,2022-07-04,2022-07-04,,,Maire de Soria,start")
    assert [(m.sequence, m.precision, m.zone) for m in read.milestones] == [
        (1, Precision.UNKNOWN, "UTC"),
        (2, Precision.EXACT, "UTC"),
    ]
    assert [term.handover for term in read.terms] == [HandoverAt.END, HandoverAt.START]
    assert read.ends is None


def test_nobody_in_the_midst_is_a_gap_and_at_the_end_the_end() -> None:
    read = lines(
        GOOD, "2,Forum,,,unknown,UTC,,end", "3,Bureau,,,unknown,UTC,Mayor of Soria,end", "4,End,,,,,,"
    )
    assert [(term.begins, len(term.holders)) for term in read.terms] == [
        ("retreat-2022", 1),
        ("bureau", 1),
        ("forum", 0),
    ]
    assert read.ends == "end"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"  ", "empty"),
        (b"title,minutes\nOpening,10\n", "no_milestones"),
        (b"{}", "not_a_rotation"),
        (b'{"hemicycle": {"about": 5}}', "not_a_rotation"),
    ],
)
def test_a_file_that_is_none_is_told_so(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_rotation(content, offices=OFFICES)
    assert unreadable.value.code == code


def test_an_office_that_a_json_file_names_and_nobody_knows_is_told_by_its_term() -> None:
    terms = b'[{"id": "one", "begins": "retreat", "holders": ["mayor-of-konya", "mayor-of-atlantis"]}]'
    read = read_rotation(
        b'{"hemicycle": {"about": {"name": {"en": "Turns"}}, "terms": %s}}' % terms, offices=OFFICES
    )
    assert [(one.row, one.column, one.remark.code) for one in read.faults] == [
        (1, "holders", "unknown_office")
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1,Mayor of Konya,some day,end of 2023", (2, "from", "no_date_printed")),
        ("1,Mayor of Konya,31-32 June 2022,end of 2023", (2, "from", "no_date_printed")),
        ("handover act,Mayor of Konya to Mayor of Paris,1 May 2023,", (2, "holder", "no_such_turn")),
    ],
)
def test_turns_have_faults_too(row: str, fault: tuple[int, str, str]) -> None:
    read = lines(row, heading=TURNS.read_text().splitlines()[0])
    assert fault in [(one.row, one.column, one.remark.code) for one in read.faults]


@pytest.mark.parametrize(("file", "last"), [(LEGS, None), (TURNS, "turn-2")])
def test_what_is_read_is_accepted_at_every_door(file: Path, last: str | None) -> None:
    """Milestones, the draft, its publication and the handovers that took place, in this order."""
    read = read_rotation(file.read_bytes(), offices=OFFICES, switch=Switch.HISTORY)
    keeping = Organisation(roles={SECRETARY: frozenset({Role.SECRETARIAT})})
    imported = Submission(CommandId("import"), SECRETARY, NINE, ImportMilestones(read.milestones))
    assert len(decide(keeping, imported)) == len(read.milestones)
    about = About(Text("Presidency"), ends=read.ends, ends_at=read.ends_at)
    story = replace(a_body(RotationBegun(ROTATION, about)), clock=datetime(2026, 11, 1, tzinfo=UTC))
    story = story.when(SetTerms(ROTATION, (), read.terms)).when(PublishRotation(ROTATION, 0))
    for handover in read.handovers:
        story = story.when(HandOver(ROTATION, handover, read.terms[0].id))
    rotation = story.state.rotations[ROTATION]
    assert (rotation.version, len(rotation.handed_over)) == (1, len(read.handovers))
    assert [handover.term for handover in rotation.handed_over] == ([last] if last else [])


def test_what_a_table_has_no_column_for_stays_as_it_is_known() -> None:
    council = Milestone(
        MilestoneId("m1"), Text("Council"), 7, zone="Europe/Madrid", place="Kazan", meeting="council"
    )
    table = b"id,milestone,earliest,latest,precision,holders\nm1,World Council,2022-02-21,2022-02-21,day,\n"
    [read] = as_planned(read_rotation(table, offices=Offices()), {council.id: council}).milestones
    assert (read.sequence, read.zone, read.place, read.meeting) == (7, "Europe/Madrid", "Kazan", "council")
    assert read.name == Text("World Council")
    table = table.replace(b"holders", b"timezone").replace(b"day,\n", b"day,Asia/Seoul\n")
    [read] = as_planned(read_rotation(table, offices=Offices()), {council.id: council}).milestones
    assert (read.zone, read.meeting) == ("Asia/Seoul", "council")
