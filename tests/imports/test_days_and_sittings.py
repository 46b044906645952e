"""Days, sittings and zones of a pasted programme."""

import pytest

from server.imports.rows import Row
from tests.imports.reading import text


def sittings(words: str) -> list[tuple[str, str, str, str]]:
    """Title, date, start and end of each sitting."""
    return [(row.title(), row.date, row.start, row.end) for row in text(words).rows if row.what == "sitting"]


def rows(words: str) -> list[tuple[str, str, str]]:
    return [(row.what, row.title(), row.start) for row in text(words).rows]


HEAD = "Council\n13 June 2022, 9:30-13:00 / 15:00-18:00\n\n"


def test_two_stretches_of_hours_are_two_sittings() -> None:
    assert rows(f"{HEAD}- Opening 9:30\n- Debate 10:00\n- Report 3:00\n- Closing 5:30") == [
        ("sitting", "Morning", "09:30"),
        ("item", "Opening", "09:30"),
        ("item", "Debate", "10:00"),
        ("sitting", "Afternoon", "15:00"),
        ("item", "Report", "15:00"),
        ("item", "Closing", "17:30"),
    ]


def test_headings_name_the_sittings() -> None:
    words = f"{HEAD}Morning session:\n1. A\nAfternoon session:\n2. B"
    assert sittings(words) == [
        ("Morning session", "2022-06-13", "09:30", "13:00"),
        ("Afternoon session", "2022-06-13", "15:00", "18:00"),
    ]


def test_a_heading_tells_its_own_hours() -> None:
    words = (
        "Council\n13 June 2022\n\nBUSINESS SESSION 10:00 - 12:30\n1. A\nPOLICY DEBATE 2:00 – 4:00 pm\n2. B"
    )
    assert sittings(words) == [
        ("BUSINESS SESSION", "2022-06-13", "10:00", "12:30"),
        ("POLICY DEBATE", "2022-06-13", "14:00", "16:00"),
    ]


def test_one_stretch_of_hours_is_shared_by_the_sittings_it_holds() -> None:
    words = "Council\n13 June 2022, 9:00-17:00\n\nMorning\n- A 9:00\nAfternoon\n- B 2:00"
    assert sittings(words) == [
        ("Morning", "2022-06-13", "09:00", ""),
        ("Afternoon", "2022-06-13", "14:00", "17:00"),
    ]


def test_each_day_has_its_sitting() -> None:
    words = (
        "Retreat\n21-22 February 2022\n\nMonday 21 February\n- A 10:00\n\nTuesday 22 February, 9:00-12:00\n- B 9:00\n"
        "Day 3 – Wednesday 23 February: Closing day\n- C 9h30"
    )
    assert sittings(words) == [
        ("Retreat", "2022-02-21", "10:00", ""),
        ("Day 2", "2022-02-22", "09:00", "12:00"),
        ("Closing day", "2022-02-23", "09:30", ""),
    ]


def test_times_start_anew_with_the_day() -> None:
    words = "Retreat\n21 February 2022\n\n21 February 2022\n- A 15:00\n22 February 2022\n- B 9:00"
    assert [row.start for row in text(words).rows if row.what == "item"] == ["15:00", "09:00"]


def test_an_agenda_without_date_and_hours_has_no_sitting() -> None:
    assert rows("Council\n\n1. A 10:00\n2. B") == [("item", "A", "10:00"), ("item", "B", "")]


def test_a_title_in_capitals_is_written_as_in_the_text() -> None:
    words = "FINANCE COMMITTEE\n13 June 2022\n\n1. Report of the Finance Committee\n2. Other"
    reading = text(words)
    assert (reading.found.title, reading.rows[0].title()) == ("Finance Committee", "Finance Committee")
    assert text("FINANCE COMMITTEE\n\n1. A\n2. B").found.title == "FINANCE COMMITTEE"


@pytest.mark.parametrize(
    ("printed", "zone", "fits"),
    [
        ("13 June 2022, 10:00-12:00 (CEST)", "Europe/Madrid", True),
        ("13 December 2022, 10:00-12:00 (CEST)", "Europe/Madrid", False),
        ("13 June 2022, 10:00-12:00 CEST", "America/Mexico_City", False),
        ("19 September 2024, 10:00-12:00 ET", "America/New_York", True),
        ("19 December 2024, 10:00-12:00 ET", "America/New_York", True),
        ("19 December 2024, 10:00-12:00 ET", "Europe/Madrid", False),
        ("19 December 2024, 10:00-12:00 UTC+1", "Europe/Madrid", True),
        ("19 December 2024, 10:00-12:00 (UTC−6)", "America/Mexico_City", True),
        ("19 December 2024, 10:00-12:00 local time", "America/Mexico_City", True),
        ("19 December 2024, 10:00-12:00 CST", "Asia/Shanghai", True),
        ("19 December 2024, 10:00-12:00 CEST", "", True),
    ],
)
def test_a_zone_that_contradicts_the_meetings_on_that_day_is_warned_of(
    printed: str, zone: str, *, fits: bool
) -> None:
    codes = [
        one.code for line in text(f"Council\n{printed}\n\n1. A\n2. B", zone).lines for one in line.warnings
    ]
    assert codes == ([] if fits else ["zone_differs"])


def test_the_warning_says_both_zones() -> None:
    reading = text("Council\n8 April 2026, 10:00-12:00 CEST\n\n1. A\n2. B", "America/Mexico_City")
    assert [one.in_words("en") for line in reading.lines for one in line.warnings] == [
        "The text says CEST, but the clocks of the meeting are those of America/Mexico_City (UTC−6). Check the times."
    ]


def test_a_label_behind_an_items_time_is_checked_too() -> None:
    reading = text("Council\n8 April 2026\n\n1. A 10:00 CEST\n2. B", "America/Mexico_City")
    assert [one.code for line in reading.lines for one in line.warnings] == ["zone_differs"]
    assert reading.rows[1] == Row(depth="0", number="1", title_en="A", start="10:00", kind="debate")
