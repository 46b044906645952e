"""JSON: our own export, and the flat agenda of TCQ."""

import json

import pytest

from server.exports.export import FileFormat, export
from server.imports.read import read
from server.imports.reading import Reading
from tests.imports.reading import drafted, file, refused

MADRID = "Europe/Madrid"

TCQ = [
    {
        "id": "5f1d",
        "name": "Opening, welcome and roll call",
        "timebox": 15,
        "user": {"name": "Ana Ruiz", "organization": "City of Soria", "ghid": 7, "ghUsername": "ana"},
    },
    {
        "id": "5f1e",
        "name": "Temporal: update",
        "timebox": 60,
        "user": {"name": "Mayor of Iriga", "organization": ""},
    },
    {"id": "5f1f", "name": "Report of the editors", "user": {"name": "", "organization": ""}},
]

CIRCLE = (
    b'{"format": "hemicycle-agenda", "items": ['
    b'{"id": "a", "number": "", "title": {"en": "A"}, "kind": "report", "minutes": 1, "parent": "b"},'
    b'{"id": "b", "number": "", "title": {"en": "B"}, "kind": "report", "minutes": 1, "parent": "a"}]}'
)
WITHOUT_ZONE = (
    b'{"format": "hemicycle-agenda", "sittings": '
    b'[{"id": "a", "title": {"en": "A"}, "starts": "2021-11-17T09:00:00"}]}'
)


def tcq(value: object, name: str = "agenda.json") -> Reading:
    return read(name, json.dumps(value).encode(), zone=MADRID)


def test_a_flat_agenda_is_a_list_of_items() -> None:
    plan = drafted(tcq(TCQ))
    assert [(one.title.en, one.minutes, one.kind.value) for one in plan.items] == [
        ("Opening, welcome and roll call", 15, "opening"),
        ("Temporal: update", 60, "information"),
        ("Report of the editors", 0, "report"),
    ]
    assert [[(who.part, who.holder, who.organisation) for who in one.roles] for one in plan.items] == [
        [("presenter", "", "City of Soria")],
        [("presenter", "Mayor of Iriga", "")],
        [],
    ]
    assert [named.name for named in plan.names] == ["Ana Ruiz"]


def test_it_may_come_in_its_meeting() -> None:
    assert tcq({"id": "abc", "chairs": [], "agenda": TCQ, "queuedSpeakers": []}).rows == tcq(TCQ).rows


def test_a_later_release_names_presenters_by_key_and_divides_the_list() -> None:
    meeting = {
        "agenda": [
            {"kind": "session", "id": "a", "name": "Morning", "capacity": 120},
            {"kind": "item", "id": "b", "name": "Report", "presenterIds": ["ana", "li"], "duration": 30},
        ],
        "users": {
            "ana": {"name": "Ana Ruiz", "organisation": "UCLG"},
            "li": {"name": "李明", "organisation": ""},
        },
    }
    plan = drafted(tcq(meeting))
    assert [one.title.en for one in plan.sittings] == ["Morning"]
    assert [(one.minutes, len(one.roles)) for one in plan.items] == [(30, 2)]
    assert [named.name for named in plan.names] == ["Ana Ruiz", "李明"]


def test_json_is_known_by_its_content() -> None:
    assert tcq(TCQ, name="agenda.txt").rows == tcq(TCQ).rows


def test_a_text_in_brackets_is_no_json() -> None:
    assert [row.title() for row in read("a.txt", b"[Draft] Agenda\n\n1. A\n2. B", zone=MADRID).rows] == [
        "A",
        "B",
    ]


def test_our_own_export_is_read_in_any_zone() -> None:
    plan = drafted(read("a.csv", file("world-council-2021.csv"), zone=MADRID))
    content = export(plan, FileFormat.JSON, MADRID, "en")
    for zone in (MADRID, "Asia/Kolkata"):
        assert drafted(read("a.json", content, zone=zone), zone) == plan


def test_where_no_zone_is_known_yet_the_clocks_are_those_of_the_file() -> None:
    plan = drafted(read("a.csv", file("world-council-2021.csv"), zone=MADRID))
    reading = read("a.json", export(plan, FileFormat.JSON, MADRID, "en"), zone="")
    assert (reading.found.zone, reading.rows[0].start) == (MADRID, "09:30")


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        b"[1, 2]",
        b'{"agenda": [{"title": "no name"}]}',
        b'{"format": "hemicycle-agenda", "items": [{"id": "a"}]}',
        b'{"format": "hemicycle-agenda", "items": 7}',
        b'{"format": "hemicycle-agenda", "title": "World"}',
        b'{"format": "hemicycle-agenda", "names": [{"of": 1}]}',
        b"[" * 100_000,
        b'{"a": 1',
        b'[{"name": "A", "timebox": "long"}]',
        CIRCLE,
        WITHOUT_ZONE,
    ],
)
def test_json_of_another_shape_is_refused_with_what_is_wrong(content: bytes) -> None:
    fault = refused(content, "agenda.json")
    assert fault.code == "bad_json"
    assert fault.facts["fault"]


@pytest.mark.parametrize("content", [b"[]", b'{"agenda": []}', b'{"format": "hemicycle-agenda"}'])
def test_an_empty_agenda_is_said_to_be(content: bytes) -> None:
    assert refused(content, "agenda.json").code == "no_agenda"
