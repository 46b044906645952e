"""A form says the same by a post as by a frame: the two readers of its fields, one in each language, agree.

What each reading makes of a field stands in `server/readings.py`; the cases here are read by both, and by hand.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.procedure import Refusal
from server.forms import OF_THE_FORM
from server.readings import read_fields
from tests.browser.people import Room

MADRID = ZoneInfo("Europe/Madrid")
SAY = """async (fields) => {
    const {dataOf} = await import('/static/js/fields.js');
    const form = document.createElement('form');
    for (const [name, value] of fields) {
        const field = document.createElement('textarea');
        Object.assign(field, {name, value});
        form.append(field);
    }
    try { return dataOf(form); } catch (fault) { return `cannot be read: ${fault.message}`; }
}"""

CASES: tuple[tuple[list[tuple[str, str]], dict[str, Any]], ...] = (
    ([("id", "x"), ("back", "/"), ("item", " item-5 "), ("reason", "")], {"item": "item-5"}),
    ([("closing", "")], {"closing": None}),
    ([("closing", "item-5")], {"closing": "item-5"}),
    (
        [("until", "2026-04-01T10:00:00Z"), ("reason", "a\r\nb")],
        {"until": "2026-04-01T10:00:00Z", "reason": "a\nb"},
    ),
    (
        [("now.title.fr:text", " Été "), ("now.title.es:text", "")],
        {"now": {"title": {"fr": "Été", "es": ""}}},
    ),
    ([("purpose:none", ""), ("kind:none", "break")], {"purpose": None, "kind": "break"}),
    ([("minutes:count", ""), ("left:count", "045")], {"minutes": 0, "left": 45}),
    ([("a:span", "3"), ("b:span", "3:30"), ("c:span", "")], {"a": 180, "b": 210, "c": None}),
    ([("public:yes", "no")], {"public": False}),
    ([("public:yes", "no"), ("public:yes", "yes")], {"public": True}),
    (
        [("was:seen", '{"title": {"en": "A", "fr": "B"}, "minutes": 5}'), ("now.title.en:text", "C")],
        {
            "was": {"title": {"en": "A", "fr": "B"}, "minutes": 5},
            "now": {"title": {"en": "C", "fr": "B"}, "minutes": 5},
        },
    ),
    (
        [
            ("now.title.en:text", "mine"),
            ("now.minutes:count", "9"),
            (":json", '{"now": {"title": {"en": "theirs"}}}'),
        ],
        {"now": {"title": {"en": "theirs"}, "minutes": 9}},
    ),
    ([(":json", '{"after": "item-1"}'), ("item", "x")], {"after": "item-1", "item": "x"}),
    (
        [(":day", "2026-04-13"), ("start:time", "10:00"), ("other:time", "")],
        {"start": "2026-04-13T08:00:00Z", "other": None},
    ),
    (
        [
            ("day:day", "2026-03-29"),
            ("starts:time", "2:30"),
            ("ends:end", "01:00"),
        ],  # a clock that skips an hour
        {"day": "2026-03-29", "starts": "2026-03-29T01:30:00Z", "ends": "2026-03-29T23:00:00Z"},
    ),
    (
        [
            ("day:day", "2026-10-25"),
            ("starts:time", "02:30"),
            ("ends:end", "03:30"),
        ],  # and one that shows it twice
        {"day": "2026-10-25", "starts": "2026-10-25T00:30:00Z", "ends": "2026-10-25T02:30:00Z"},
    ),
    ([("day:day", ""), ("starts:time", ""), ("ends:end", "")], {"day": None, "starts": None, "ends": None}),
    (
        [
            (
                "links:links",
                "https://a.example\n\n Interprétation zh  https://b.example\nstream https://c.example",
            )
        ],
        {
            "links": [
                {"kind": "stream", "language": "", "url": "https://a.example"},
                {"kind": "interpretation", "language": "zh", "url": "https://b.example"},
                {"kind": "stream", "language": "", "url": "https://c.example"},
            ]
        },
    ),
    ([("links:links", "stream")], {"links": [{"kind": "stream", "language": "", "url": "stream"}]}),
    ([("policies:each", "a"), ("policies:each", ""), ("policies:each", "b")], {"policies": ["a", "b"]}),
    ([("policies:each", "")], {"policies": []}),
    (
        [("opens:local", "2026-10-25T02:30"), ("closes:local", "")],
        {"opens": "2026-10-25T00:30:00Z", "closes": None},
    ),
    (
        [
            ("was:seen", '{"speeches": [{"seconds": 9}], "warning": 5}'),
            ("now.speeches:limit.statement.delegate", "3"),
            ("now.speeches:limit.reply.", "1:30"),
            ("now.speeches:limit..observer", "2"),
            ("now.speeches:limit.question.", ""),
        ],
        {
            "was": {"speeches": [{"seconds": 9}], "warning": 5},
            "now": {
                "speeches": [
                    {"seconds": 180, "kind": "statement", "role": "delegate"},
                    {"seconds": 90, "kind": "reply", "role": None},
                    {"seconds": 120, "kind": None, "role": "observer"},
                ],
                "warning": 5,
            },
        },
    ),
    ([("was:seen", "{}"), ("now.speeches:limit..", "")], {"was": {}, "now": {"speeches": []}}),
    ([("titles:titles.fr", "Un\r\n\r\n Deux ")], {"titles": [{"fr": "Un"}, {"fr": "Deux"}]}),
)


@pytest.mark.parametrize(("fields", "meant"), CASES)
async def test_both_readers_make_the_same_of_a_field(
    room: Room, fields: list[tuple[str, str]], meant: dict[str, Any]
):
    said = [(name, value) for name, value in fields if name not in OF_THE_FORM]
    assert read_fields(said, MADRID, datetime.now(UTC)) == meant
    assert await room.chair.evaluate(SAY, fields) == meant


async def test_a_clock_alone_is_the_next_moment_at_which_the_venue_shows_it(room: Room):
    now = datetime.now(UTC)
    for hours in (2, -2):
        clock = f"{(now + timedelta(hours=hours)).astimezone(MADRID):%H:%M}"
        fields = [("until", clock)]
        assert await room.chair.evaluate(SAY, fields) == read_fields(fields, MADRID, now)


async def test_a_time_without_its_day_is_read_by_neither(room: Room):
    fields = [("day:day", ""), ("starts:time", "10:00")]
    with pytest.raises(Refusal) as refused:
        read_fields(fields, MADRID, datetime.now(UTC))
    assert refused.value.code == "bad_shape"
    assert await room.chair.evaluate(SAY, fields) == "cannot be read: day_first"
