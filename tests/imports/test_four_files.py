"""Four agendas as their organisers published them are read as a careful secretary would have typed them."""

from datetime import UTC, datetime

import pytest

from server.imports.read import read
from server.imports.reading import Found, Understood
from tests.imports import expected
from tests.imports.reading import drafted, file, in_words

NEW_YORK, MADRID = "America/New_York", "Europe/Madrid"

FILES = {
    "world-assembly-2024.txt": (NEW_YORK, expected.WORLD_ASSEMBLY),
    "statutory-affairs-2020.txt": (MADRID, expected.STATUTORY_AFFAIRS),
    "executive-bureau-2022.csv": (MADRID, expected.EXECUTIVE_BUREAU),
    "world-council-2021.csv": (MADRID, expected.WORLD_COUNCIL),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_what_a_careful_secretary_would_have_typed(name: str) -> None:
    zone, typed = FILES[name]
    assert in_words(drafted(read(name, file(name), zone=zone), zone), zone) == typed


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_understood(name: str) -> None:
    reading = read(name, file(name), zone=FILES[name][0])
    assert [line.text for line in reading.lines if line.understood is Understood.NOTHING] == []


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_the_file_is_there_in_order(name: str) -> None:
    reading = read(name, file(name), zone=FILES[name][0])
    assert [line.number for line in reading.lines] == list(range(1, file(name).count(b"\n") + 1))


@pytest.mark.parametrize("name", FILES)
def test_every_line_that_gives_a_row_names_it(name: str) -> None:
    reading = read(name, file(name), zone=FILES[name][0])
    given = [line for line in reading.lines if line.row]
    assert given
    for line in given:
        title = dict(line.values).get("title_en")
        assert title is None or reading.rows[line.row - 1].title_en == title


def test_the_assembly_says_where_and_when_it_is() -> None:
    reading = read("a.txt", file("world-assembly-2024.txt"), zone=NEW_YORK)
    assert reading.found == Found(
        title="World Assembly of Local and Regional Governments",
        date="2024-09-19",
        zone="ET",
        place="Conference Room 3, United Nations Headquarters, New York",
    )


def test_the_committee_says_that_it_meets_online() -> None:
    reading = read("a.txt", file("statutory-affairs-2020.txt"), zone=MADRID)
    assert reading.found == Found(
        title="Committee on Statutory Affairs", date="2020-05-27", zone="CEST", format="online"
    )


def test_only_half_past_four_has_to_be_checked() -> None:
    reading = read("a.txt", file("world-assembly-2024.txt"), zone=NEW_YORK)
    odd = {
        line.number: [one.in_words("en") for one in line.warnings] for line in reading.lines if line.warnings
    }
    assert odd == {25: ["“4:30” is taken for 16:30: times do not run backwards within a day."]}


def test_half_past_four_in_new_york_is_half_past_eight_in_utc() -> None:
    plan = drafted(read("a.txt", file("world-assembly-2024.txt"), zone=NEW_YORK), NEW_YORK)
    assert plan.sittings[1].starts == datetime(2024, 9, 19, 19, tzinfo=UTC)


def test_the_lines_of_the_assembly_are_told_apart() -> None:
    reading = read("a.txt", file("world-assembly-2024.txt"), zone=NEW_YORK)
    kinds = {line.understood.value: 0 for line in reading.lines}
    for line in reading.lines:
        kinds[line.understood.value] += 1
    assert kinds == {"heading": 2, "blank": 2, "sitting": 1, "item": 9, "sub_item": 15}
