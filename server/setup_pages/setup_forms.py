"""The fields of the set-up page's forms by name, filled with what is; `readings` reads them back.

A name says where its value goes and how it is read: `now.title.fr:text`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from models import wire
from models.convocation import Convocation
from models.merge import Conflict
from models.planning.particulars import Particulars
from models.planning.sitting import Link, Sitting
from models.text import LANGUAGES, Text
from server import languages

Fields = Mapping[str, str]


def item_fields(under: str, of: Particulars, zone: str, day: date | None) -> Fields:
    """An item's: `under` is `now` or `item`, `day` the one proposed where its start is not fixed."""
    start = of.fixed_start
    return {
        **text_fields(f"{under}.title", of.title),
        **text_fields(f"{under}.draft_decision", of.draft_decision),
        f"{under}.kind": of.kind.value,
        f"{under}.purpose:none": of.purpose.value if of.purpose else "",
        f"{under}.minutes:count": str(of.minutes),
        ":day": _date(_day_of(start, zone) or day),
        f"{under}.fixed_start:time": _clock(start, zone),
        f"{under}.time_limit:span": span(of.time_limit),
    }


def sitting_fields(under: str, of: Sitting, zone: str) -> Fields:
    return {
        **text_fields(f"{under}.title", of.title),
        f"{under}.chair:text": of.chair,
        f"{under}.place:text": of.place,
        f"{under}.track:none": of.track or "",
        f"{under}.day:day": _date(_day_of(of.starts, zone) or of.day),
        f"{under}.starts:time": _clock(of.starts, zone),
        f"{under}.ends:end": _clock(of.ends, zone),
        f"{under}.links:links": link_lines(of.links),
    }


def meeting_fields(of: Convocation) -> Fields:
    return {
        **text_fields("now.title", of.title),
        "now.of:none": of.of or "",
        **text_fields("now.body", of.body),
        **text_fields("now.theme", of.theme),
        "now.place:text": of.place,
        "now.zone": of.zone,
        "now.format": of.format.value,
        "now.public:yes": "yes" if of.public else "no",
        "now.links:links": link_lines(of.links),
    }


def text_fields(path: str, text: Text) -> Fields:
    return {f"{path}.{code}:text": getattr(text, code) for code in LANGUAGES}


def link_lines(links: Iterable[Link]) -> str:
    """A link a line: what it is, its language, its address."""
    return "\n".join(" ".join(part for part in (k.kind.value, k.language, k.url) if part) for k in links)


def span(seconds: int | None) -> str:
    """Seconds as people write a speaking limit: `3:00`."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02}"


def settled(seen: Mapping[str, Any], conflicts: Iterable[Conflict]) -> dict[str, Any]:
    """What was seen, once the other's words are seen too: with it, what one wrote oneself stands."""
    now = dict(seen)
    for conflict in conflicts:
        theirs = wire.to_wire(conflict.theirs)
        if conflict.language:
            now[conflict.field] = {**now[conflict.field], conflict.language: theirs}
        else:
            now[conflict.field] = theirs
    return now


def theirs(conflicts: Iterable[Conflict]) -> dict[str, Any]:
    """The other's words, where both have changed the same: laid over `now`, they stand."""
    given: dict[str, Any] = {}
    for conflict in conflicts:
        value = wire.to_wire(conflict.theirs)
        if conflict.language:
            given.setdefault(conflict.field, {})[conflict.language] = value
        else:
            given[conflict.field] = value
    return given


def shown_at(fields: Fields, conflicts: Iterable[Conflict]) -> Fields:
    """What these fields show of the other's words, by the path of each conflict: `title.fr`."""
    found = {}
    for conflict in conflicts:
        path = ".".join(part for part in (conflict.field, conflict.language) if part)
        paths = [f"now.{path}", *([""] if conflict.field == "fixed_start" else [])]
        shown = (
            text
            for name, text in fields.items()
            if (at := name.partition(":")[0]) in paths or at.startswith(f"now.{path}.")
        )
        found[path] = (
            " – ".join(text for text in shown if text) if conflict.field == "period" else " ".join(shown)
        )
    return found


def _day_of(at: datetime | None, zone: str) -> date | None:
    return at.astimezone(ZoneInfo(zone)).date() if at else None


def _date(day: date | None) -> str:
    return day.isoformat() if day else ""


def _clock(at: datetime | None, zone: str) -> str:
    return languages.clock(at, zone) if at else ""
