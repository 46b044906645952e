"""What a timeline shows: the whole rotation, or a stretch that is asked for by name or by its days.

Of a rotation with terms from before anything was logged, these are left out at first: they may be the longest.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

from server.languages import words_of
from server.presidency_pages.axis import DAYS_OF_ZOOMS, Axis, between, whole

Zooms = Sequence[tuple[str, str, bool]]
"""Ways to other stretches: address, words, whether it is this one."""


def axis_of(
    asked: Mapping[str, str], instants: Sequence[datetime], today: date, recent: Sequence[datetime] = ()
) -> tuple[Axis, str]:
    """What is asked for (`zoom` and the day `at` in its middle, or `from` and `to`), and the zoom's name.

    What is no such thing is the whole rotation, or what is `recent` of it: an address that somebody has mistyped
    shows something.
    """
    first, last, middle = (_day(asked.get(name, "")) for name in ("from", "to", "at"))
    if first and last and (axis := between(first, last)):
        return axis, ""
    zoom = asked.get("zoom", "")
    if zoom in DAYS_OF_ZOOMS:
        return Axis.around(middle or today, DAYS_OF_ZOOMS[zoom]), zoom
    if recent and zoom != "all":
        return whole(recent, today), "recent"
    return whole(instants, today), "all"


def zooms_of(axis: Axis, chosen: str, today: date, language: str, *, history: bool = False) -> Zooms:
    """Ways to every zoom, one without `history` where there is some; to the stretches before and after, too."""
    say = words_of(language).say
    named = {
        **({"recent": say("Without history")} if history else {}),
        "all": say("All"),
        "years": say("Five years"),
        "year": say("Year"),
        "quarter": say("Quarter"),
        "month": say("Month"),
        "week": say("Week"),
    }
    kept = "" if axis.holds(today) else axis.middle.isoformat()
    first, whole_ones = next(iter(named)), {"recent", "all"}
    ways = [
        (
            _way({} if zoom == first else {"zoom": zoom, "at": "" if zoom in whole_ones else kept}),
            words,
            zoom == chosen,
        )
        for zoom, words in named.items()
    ]
    if chosen in whole_ones:
        return ways
    before, after = axis.moved(-0.5), axis.moved(0.5)
    step = {"zoom": chosen} if chosen else {}
    return [
        *ways,
        (_way({**step, "at": before.middle.isoformat()} if chosen else _days(before)), say("Earlier"), False),
        (_way({**step, "at": after.middle.isoformat()} if chosen else _days(after)), say("Later"), False),
    ]


def _days(axis: Axis) -> Mapping[str, str]:
    return {"from": axis.first.isoformat(), "to": axis.last.isoformat()}


def _way(query: Mapping[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in query.items() if value}) + "#timeline"


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said[:10])
    except ValueError:
        return None
    return day if 1900 <= day.year < 2200 else None  # noqa: PLR2004 - the years a date field offers
