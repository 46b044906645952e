"""Labels of time zones as programmes print them ("CEST", "ET", "UTC+2"), and whether they fit the meeting's."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from server.imports import grounds
from server.imports.faults import Remark, remark

HOUR = 60
OFFSETS: dict[
    str, tuple[int, ...]
] = {  # minutes east of Greenwich; several where a label is used for several
    **dict.fromkeys(("UTC", "GMT", "Z", "WET"), (0,)),
    **dict.fromkeys(("CET", "WEST", "MEZ", "WAT"), (HOUR,)),
    **dict.fromkeys(("CEST", "EET", "MESZ", "SAST", "CAT"), (2 * HOUR,)),
    **dict.fromkeys(("EEST", "MSK", "TRT", "EAT"), (3 * HOUR,)),
    "BST": (HOUR,),
    "IST": (HOUR, 330),
    "WIB": (7 * HOUR,),
    **dict.fromkeys(("HKT", "SGT", "PHT"), (8 * HOUR,)),
    **dict.fromkeys(("JST", "KST"), (9 * HOUR,)),
    "AEST": (10 * HOUR,),
    "AEDT": (11 * HOUR,),
    **dict.fromkeys(("BRT", "ART", "ADT"), (-3 * HOUR,)),
    "AST": (-4 * HOUR,),
    "EDT": (-4 * HOUR,),
    "ET": (-4 * HOUR, -5 * HOUR),
    **dict.fromkeys(("EST", "COT", "PET"), (-5 * HOUR,)),
    "CDT": (-5 * HOUR,),
    "CT": (-5 * HOUR, -6 * HOUR),
    "CST": (-6 * HOUR, 8 * HOUR),
    "MDT": (-6 * HOUR,),
    "MT": (-6 * HOUR, -7 * HOUR),
    "MST": (-7 * HOUR,),
    "PDT": (-7 * HOUR,),
    "PT": (-7 * HOUR, -8 * HOUR),
    "PST": (-8 * HOUR,),
}
_LABELS = "|".join(sorted(OFFSETS.keys() - {"Z"}, key=len, reverse=True))
_FIGURES = r"(?:UTC|GMT)\s?[+\-−]\d{1,2}(?::?[0-5]\d)?"
_WORDS = (
    r"(?:[Hh]eure|[Hh]ora) (?:de |d'|d’)[A-ZÉ][\w.]+(?: [A-ZÉ][\w.]+)?"
    r"|[Ll]ocal time|[Hh]eure locale|[Hh]ora local"
)
_AREA = r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/\w+(?:[/-]\w+)*"
LABEL = re.compile(rf"(?<![\w/])(?:{_FIGURES}|{_AREA}|{_WORDS}|(?:{_LABELS})(?![\w/]))")
FIGURES = re.compile(r"(?:UTC|GMT)\s?([+\-−])(\d{1,2}):?(\d\d)?")


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of this IANA name; None if there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return None


def contradiction(label: str, zone: str, on: datetime) -> Remark | None:
    """What to say where a label means other clocks than the meeting's at `on`, a time at the venue."""
    ours, theirs = zone_of(zone), offsets(label, on)
    if ours is None or not theirs:
        return None
    offset = _offset(ours, on)
    if offset in theirs:
        return None
    return remark(grounds.ZONE_DIFFERS, label=label, zone=zone, offset=_in_words(offset))


def offsets(label: str, on: datetime) -> tuple[int, ...]:
    """The minutes east of Greenwich that a label can mean at `on`; empty if it says nothing ("local time")."""
    if named := zone_of(label) if "/" in label else None:
        return (_offset(named, on),)
    if found := FIGURES.fullmatch(label):
        minutes = int(found[2]) * HOUR + int(found[3] or 0)
        return (minutes if found[1] == "+" else -minutes,)
    return OFFSETS.get(label, ())


def _offset(zone: ZoneInfo, on: datetime) -> int:
    return round((on.replace(tzinfo=zone).utcoffset() or timedelta()) / timedelta(minutes=1))


def _in_words(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), HOUR)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
