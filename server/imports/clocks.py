"""Clock times as people write them, and what they mean on a day's clock.

    11:00 · 11: 20 am · 3:00 pm · 4:30 · 9h30 · 9 h 30 · 9.30 · 09.30 Uhr · noon · midday · 16:00 PM

A time is minutes since midnight at the venue, 0 to 1440.
"""

import re
from dataclasses import dataclass

from server.imports import grounds
from server.imports.faults import Remark, quote, remark

NOON, DAY = 12 * 60, 24 * 60
LATE = 21 * 60
"""Nothing begins later, unless it is printed so: a "10:30" out of order is no 22:30."""

_HALF = r"(?:\s?(?P<half{n}>[ap])\.?\s?m\b\.?)"
_NAMED = r"(?:12\s+)?(?P<named{n}>noon|midday|midnight|midi|mediod[ií]a|medianoche|minuit)\b"
_FIGURES = (
    r"(?P<hour{n}>\d{{1,2}})"
    r"(?:\s?:\s?(?P<colon{n}>\d{{2}})(?::\d{{2}})?"
    r"|\s?[hH](?:eures?)?\s?(?P<french{n}>\d{{2}})?(?![a-z\d])"
    r"|(?P<dot{n}>\.\d{{2}})"
    r"|(?=\s?[ap]\.?\s?m\b))"
)
_UNIT = r"(?P<unit{n}>\s?(?:Uhr|hrs|hours|horas|heures|h|noon|midday)\b\.?)"
_CLOCK = rf"(?P<said{{n}}>{_NAMED}|{_FIGURES}{_HALF}?{_UNIT}?)"
_TO = r"\s?(?:[-–—−]|to|until|till|à|a|hasta|bis|jusqu'à)\s?"
_BARE = r"(?P<bare>\d{1,2})"

_ONE = _CLOCK.format(n=1)
_PAIR = rf"(?:{_ONE}|{_BARE}(?=\s?[-–—−]\s?\d))(?:{_TO}{_CLOCK.format(n=2)})?"
SPAN = re.compile(rf"(?<![\w.,:/-]){_PAIR}(?![\w:/])", re.IGNORECASE)

NAMED = {"midnight": DAY, "minuit": DAY, "medianoche": DAY}


@dataclass(frozen=True)
class Clock:
    """A clock time as it is printed; `half` is "am", "pm" or "".

    `dotted` is a figure like 9.30 with nothing beside it that says it is a time: it may be a number.
    """

    said: str
    hour: int
    minute: int
    half: str = ""
    dotted: bool = False


@dataclass(frozen=True)
class Span:
    """From one clock time to another, or one alone; `at` is where it stands in the line."""

    start: Clock
    end: Clock | None
    at: tuple[int, int]


def spans_in(words: str) -> tuple[Span, ...]:
    """Every clock time of a line, in order; what is no time of day (25:10) is not there."""
    return tuple(span for found in SPAN.finditer(words) if (span := _span(found)))


def settled(
    clock: Clock, after: int | None, hours: tuple[tuple[int, int], ...] = ()
) -> tuple[int, list[Remark]]:
    """The minute of the day that is meant, and what is odd about it.

    A time that says neither am nor pm and would run backwards behind `after` is an afternoon's; the first of a
    day is one if only then it falls within the `hours` of the meeting.
    """
    minute, odd = _read(clock)
    later = minute + NOON
    free = not clock.half and 0 < clock.hour < NOON // 60
    behind = after is not None and minute < after <= later
    outside = after is None and bool(hours) and not _within(minute, hours)
    if free and (behind or outside) and (_within(later, hours) if hours else later <= LATE):
        return later, [remark(grounds.AFTERNOON, said=quote(clock.said), clock=shown(later))]
    if after is not None and minute < after:
        odd.append(remark(grounds.RUNS_BACKWARDS, clock=shown(minute), before=shown(after)))
    return minute, odd


def shown(minute: int) -> str:
    """A minute of the day as a clock shows it: `09:30`; the end of the day is `24:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _read(clock: Clock) -> tuple[int, list[Remark]]:
    minute = clock.hour * 60 + clock.minute
    if clock.half and clock.hour > NOON // 60:
        return minute, [remark(grounds.HALF_TWICE, said=quote(clock.said), clock=shown(minute))]
    if clock.half == "am" and clock.hour == NOON // 60:
        return minute - NOON, []
    if clock.half == "pm" and clock.hour < NOON // 60:
        return minute + NOON, []
    return minute, []


def _within(minute: int, hours: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= minute <= end for start, end in hours)


def _span(found: re.Match[str]) -> Span | None:
    end = _clock(found, 2)
    if found["bare"]:
        start = Clock(found["bare"], int(found["bare"]), 0) if end and (end.half or not end.dotted) else None
    else:
        start = _clock(found, 1)
    if start is None or not _exists(start) or (end and not _exists(end)):
        return None
    if end and end.half and not start.half and start.hour <= NOON // 60:
        start = _same_half(start, end)
    return Span(start, end, found.span())


def _same_half(start: Clock, end: Clock) -> Clock:
    """Give the first of two the half of the day that fits: "3:00 - 4:30 pm", "11:00 - 1:30 pm"."""
    alike = Clock(start.said, start.hour, start.minute, end.half)
    other = Clock(start.said, start.hour, start.minute, "am" if end.half == "pm" else "pm")
    return alike if _read(alike)[0] <= _read(end)[0] else other


def _clock(found: re.Match[str], n: int) -> Clock | None:
    """The first or second clock time of a match."""
    if named := found[f"named{n}"]:
        minute = NAMED.get(named.lower(), NOON)
        return Clock(named, minute // 60, 0)
    hour = found[f"hour{n}"]
    if hour is None:
        return None
    dot = found[f"dot{n}"]
    minutes = found[f"colon{n}"] or found[f"french{n}"] or (dot and dot[1:]) or "0"
    half = found[f"half{n}"]
    return Clock(
        said=found[f"said{n}"],
        hour=int(hour),
        minute=int(minutes),
        half=f"{half.lower()}m" if half else "",
        dotted=bool(dot) and not half and not found[f"unit{n}"],
    )


def _exists(clock: Clock) -> bool:
    return clock.hour * 60 + clock.minute <= DAY and clock.minute < NOON // 12
