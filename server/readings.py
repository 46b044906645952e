"""How the fields of a form are read: one rule for posts, and for frames in `web/static/js/fields.js`.

A field's name is the path of its value, and behind a colon how it is read: `now.title.fr:text`. Values are laid over
one another in the form's order; an empty path is the whole data. Lines and ends of texts are trimmed.

| reading | what it makes of the field | of an empty one |
|---|---|---|
| none | the text | nothing: it is absent |
| `text` | the text | the empty text |
| `none` | the text | null |
| `yes` | whether it says `yes` | false |
| `count` | a whole number | 0 |
| `span` | the seconds of `3` or `3:30` (minutes) | null |
| `json` | the JSON value | absent |
| `seen` | the same, and `now` begins as a copy of it: what a form does not say of `now` stays as it was | absent |
| `clock` | the next moment at which the venue's clock shows `15:00`; a moment as it is | absent |
| `day` | the date `2021-11-17`; also the day of the times that follow | null |
| `time` | the moment of that day at which the venue's clock shows `09:30` | null |
| `end` | the same; the next day, if the time before it is not earlier | null |
| `links` | a link a line, `interpretation fr https://…`; `stream` may be left out, the language too | none |
| `titles.fr` | a text in that language a line | none |
| `each` | the texts of all fields of this name | none |
| `dating` | a day as well as it is known: `2021`, `2021-09-15`, `2021-07/2021-08`; `?`: not known | not known |
| `ending` | the same | null |
| `number` | a whole number | null |
| `share` | `2/3` | null |
| `answer` | whether it says `yes` | null |
| `codes` | words, between commas or spaces | none |
| `seats.africa` | that section's seats, with those of the other fields of this name | none of that section |
| `limit.statement.delegate` | the seconds of `3:00` for that kind and role, with the others of this name | none |
| `local` | the moment the venue's clock shows `2021-11-17T09:30`; `local.Europe/Madrid`: a clock there | null |

From `dating` on, all but `limit` and `local` are read here alone: they stand in forms that are always posted.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from models.planning.sitting import LinkKind
from models.rules import grounds
from models.wire import moment
from server.organisation_pages.fact_readings import FACTS, GATHERED, span

IMPLIED: Mapping[str, str] = {"closing": "none", "until": "clock", "floor": "none", "at": "clock"}
"""The readings of names that say none."""

ABSENT = object()
CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LOCAL = re.compile(r"(\d{4}-\d\d-\d\d)T([0-2]\d:[0-5]\d)(?::00(?:\.0+)?)?", re.ASCII)
ONE_DAY = timedelta(days=1)


def read_fields(fields: Iterable[tuple[str, str]], zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """The data that these fields say, by the venue's zone and at this moment. Raises `Refusal`."""
    data: dict[str, Any] = {}
    times = Times(zone, now)
    gathered: dict[str, list[Any]] = {}
    for name, given in fields:
        path, colon, reading = name.partition(":")
        kind, _, argument = (reading if colon else IMPLIED.get(path, "")).partition(".")
        text = given.replace("\r\n", "\n").strip()
        if kind in PLAIN:
            value = PLAIN[kind](text)
        elif kind in GATHERED:
            value = gathered.setdefault(path, [])
            value += GATHERED[kind](text, argument)
        elif kind == "titles":
            value = [{argument: line} for line in _lines(text)]
        else:
            value = times.read(kind, text, argument)
        if value is not ABSENT:
            if kind == "seen":
                _lay(data, "now", PLAIN["json"](text))
            _lay(data, path, value)
    return data


class Times:
    """What clocks at the venue mean: the next such moment, or that of a day given before."""

    def __init__(self, zone: ZoneInfo, now: datetime) -> None:
        self._zone = zone
        self._now = now
        self._day: date | None = None
        self._before: datetime | None = None

    def read(self, kind: str, text: str, argument: str = "") -> Any:
        match kind:
            case "clock":
                return self._next(text) if text else ABSENT
            case "day":
                self._day = _day(text) if text else None
                return self._day.isoformat() if self._day else None
            case "time":
                self._before = self._at(_clock(text), text) if text else None
                return moment(self._before) if self._before else None
            case "end":
                return self._ended(text) if text else None
            case "local":
                return self._local(text, argument) if text else None
        raise grounds.BAD_SHAPE.refusal(fault=f"a field cannot be read as {kind[:40]}")

    def _next(self, text: str) -> str:
        if len(text) > len("15:00"):
            return text
        clock, today = _clock(text), self._now.astimezone(self._zone).date()
        found = datetime.combine(today, clock, self._zone)
        return moment(found if found > self._now else datetime.combine(today + ONE_DAY, clock, self._zone))

    def _ended(self, text: str) -> str:
        end = self._at(_clock(text), text)
        if self._before and end <= self._before:
            end = datetime.combine(end.date() + ONE_DAY, end.time(), self._zone)
        return moment(end)

    def _local(self, text: str, zone: str) -> str:
        found = LOCAL.fullmatch(text)
        if not found:
            raise grounds.BAD_SHAPE.refusal(fault=f"“{text[:40]}” is no moment of the form 2021-11-17T09:30")
        there = _zone(zone) if zone else self._zone
        return moment(datetime.combine(_day(found[1]), _clock(found[2]), there))

    def _at(self, clock: time, text: str) -> datetime:
        if self._day is None:
            raise grounds.BAD_SHAPE.refusal(fault=f"“{text}” is on no day")
        return datetime.combine(self._day, clock, self._zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise grounds.UNKNOWN_ZONE.refusal(zone=name[:40]) from None


def _json(text: str) -> Any:
    if not text:
        return ABSENT
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise grounds.BAD_SHAPE.refusal(fault="a field that the page fills in is broken") from None


def _count(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) < len("1000000")):
        raise grounds.BAD_SHAPE.refusal(fault=f"“{text[:40]}” is no number of minutes")
    return int(text)


def _clock(text: str) -> time:
    found = CLOCK.fullmatch(text)
    if not found:
        raise grounds.BAD_SHAPE.refusal(fault=f"“{text[:40]}” is no time of the form 15:00")
    return time(int(found[1]), int(found[2]))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        raise grounds.BAD_SHAPE.refusal(fault=f"“{text[:40]}” is no day of the form 2021-11-17") from None


LINK_KINDS: Mapping[str, LinkKind] = {
    **dict.fromkeys(("stream", "diffusion", "transmisión"), LinkKind.STREAM),
    **dict.fromkeys(("interpretation", "interprétation", "interpretación"), LinkKind.INTERPRETATION),
}
"""What a link is, as people write it in the languages of the pages."""


def _links(text: str) -> list[dict[str, str]]:
    return [_link(*line.split()) for line in _lines(text)]


def _link(*words: str) -> dict[str, str]:
    kind = LINK_KINDS.get(words[0].lower()) if len(words) > 1 else None
    language = words[1 if kind else 0 : -1]
    return {"kind": (kind or LinkKind.STREAM).value, "language": " ".join(language), "url": words[-1]}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


PLAIN: Mapping[str, Callable[[str], Any]] = {
    "": lambda text: text or ABSENT,
    "text": str,
    "none": lambda text: text or None,
    "yes": lambda text: text == "yes",
    "count": _count,
    "span": span,
    "json": _json,
    "seen": _json,
    "links": _links,
    **FACTS,
}


def _lay(data: dict[str, Any], path: str, value: Any) -> None:
    """Lay a value over what is there: an object's keys each for itself, anything else whole."""
    if not path and isinstance(value, dict):
        for key, part in value.items():
            _lay_over(data, key, part)
        return
    *above, last = path.split(".")
    for key in above:
        inner = data.setdefault(key, {})
        if not isinstance(inner, dict):
            raise grounds.BAD_SHAPE.refusal(fault=f"the fields do not agree on what {key[:40]} is")
        data = inner
    if last:
        _lay_over(data, last, value)


def _lay_over(data: dict[str, Any], key: str, value: Any) -> None:
    below = data.get(key)
    if not isinstance(value, dict) or not isinstance(below, dict):
        data[key] = value
        return
    for inner, part in value.items():
        _lay_over(below, inner, part)
