"""Clock times in the spellings of secretariats, and what they mean on the day's clock."""

import pytest

from server.imports.clocks import settled, shown, spans_in
from server.imports.phrases import phrase_of

MORNING_AND_AFTERNOON = ((11 * 60, 13 * 60 + 30), (15 * 60, 18 * 60))


def read(words: str, after: str = "") -> str:
    """The times of a line as the day's clock shows them."""
    last = int(after[:2]) * 60 + int(after[3:]) if after else None
    shown_times = []
    for span in spans_in(words):
        last, _ = settled(span.start, last)
        end = settled(span.end, last)[0] if span.end else None
        shown_times.append(shown(last) + (f"-{shown(end)}" if end is not None else ""))
    return " / ".join(shown_times)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("11:00 - 13:30 / 15:00 - 18:00 ET", "11:00-13:30 / 15:00-18:00"),
        ("11: 20 am", "11:20"),
        ("3:00 pm", "15:00"),
        ("3 p.m.", "15:00"),
        ("16:30-17:30 (CEST)", "16:30-17:30"),
        ("9h30", "09:30"),
        ("9 h 30", "09:30"),
        ("9h", "09:00"),
        ("18 heures 30", "18:30"),
        ("9.30", "09:30"),
        ("09.30 Uhr", "09:30"),
        ("17.30h", "17:30"),
        ("14:30 hrs", "14:30"),
        ("noon", "12:00"),
        ("midday", "12:00"),
        ("12 noon", "12:00"),
        ("mediodía", "12:00"),
        ("12:15 am", "00:15"),
        ("12:15 pm", "12:15"),
        ("16:00 PM", "16:00"),
        ("24:00", "24:00"),
        ("9 – 10:30 am", "09:00-10:30"),
        ("3:00 - 4:30 pm", "15:00-16:30"),
        ("11:00 - 1:30 pm", "11:00-13:30"),
        ("10:00 to noon", "10:00-12:00"),
        ("de 9h30 à 10h15", "09:30-10:15"),
        ("11:20 am–11:55 am", "11:20-11:55"),
    ],
)
def test_a_spelling_is_understood(printed: str, meant: str) -> None:
    assert read(printed) == meant


@pytest.mark.parametrize(
    "printed",
    [
        "25:00",
        "10:75",
        "10.1",
        "5.2",
        "2022-06-13",
        "1.1.2024",
        "2020-2022",
        "by 2030",
        "6-8 October",
        "I am here",
    ],
)
def test_what_is_no_time_is_not_taken_for_one(printed: str) -> None:
    assert read(printed) == ""


def test_an_afternoon_goes_on_as_times_never_run_backwards() -> None:
    assert read("4:30", after="15:45") == "16:30"
    assert read("04:30", after="15:45") == "16:30"
    assert read("10:00 - 2:00") == "10:00-14:00"


def test_a_time_out_of_order_is_no_late_evening() -> None:
    minute, odd = settled(spans_in("10:30")[0].start, 11 * 60)
    assert (shown(minute), [one.code for one in odd]) == ("10:30", ["runs_backwards"])


def test_the_first_time_of_a_day_is_one_in_its_hours() -> None:
    assert shown(settled(spans_in("3:00")[0].start, None, MORNING_AND_AFTERNOON)[0]) == "15:00"
    assert shown(settled(spans_in("11:00")[0].start, None, MORNING_AND_AFTERNOON)[0]) == "11:00"
    assert shown(settled(spans_in("9:00")[0].start, None, MORNING_AND_AFTERNOON)[0]) == "09:00"


def test_an_hour_above_twelve_needs_no_pm_and_is_warned_of() -> None:
    _, odd = settled(spans_in("16:00 PM")[0].start, None)
    assert [one.in_words("en") for one in odd] == [
        "“16:00 PM” is taken for 16:00: an hour above 12 needs no am or pm."
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("High-Level Opening 11:00 am", "High-Level Opening"),
        ("9h30 – Ouverture", "Ouverture"),
        ("10:30 – 11:00 | Coffee break", "Coffee break"),
        ("Session 1 (11:20 am): Digital Futures", "Session 1: Digital Futures"),
        ("Opening ........ 9:30", "Opening"),
        ("noon – Lunch", "Lunch"),
        ("Lunch, 12 noon", "Lunch"),
        ("Debate (20 min) 10:00", "Debate"),
        ("Closing at 18:00 (CEST)", "Closing"),
    ],
)
def test_a_title_is_left_when_its_time_is_taken_away(line: str, title: str) -> None:
    phrase = phrase_of(line)
    assert (phrase.title, len(phrase.spans)) == (title, 1)


@pytest.mark.parametrize(
    "line",
    ["Midday prayer", "Panel on the 10:30 incident in Durban", "Version 2.10", "The 9h rule explained"],
)
def test_a_time_that_is_part_of_a_title_stays_in_it(line: str) -> None:
    phrase = phrase_of(line)
    assert (phrase.title, phrase.spans) == (line, ())
