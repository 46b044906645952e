"""JSON: our own export, whole, and TCQ's flat agenda.

Our own is an object with `"format": "hemicycle-agenda"`; its tracks, sittings and items have the shapes that they
have in the program interface, without ids of persons; `names` says whose part it is, where a name is known.
"""

from typing import Any

import msgspec

from models import wire
from models.planning.item import AgendaItem
from models.planning.sitting import Sitting, Track
from models.text import Text
from server.imports import grounds, tcq
from server.imports.faults import Unreadable, quote
from server.imports.flat import outline, rows_of
from server.imports.notebook import Notebook, titled
from server.imports.plan import Drafted, Named
from server.imports.reading import Found, Reading, Understood
from server.imports.rows import MOST_ROWS, SITTING, Row
from server.imports.zones import zone_of
from server.shapes import shape_of

FORMAT = "hemicycle-agenda"
VERSION = 1


def is_json(text: str, *, certainly: bool) -> bool:
    """Whether a text is meant as JSON. "[Draft] Agenda" is not, unless its name says so."""
    if not text.startswith(("{", "[")):
        return certainly
    return certainly or text[1:].lstrip()[:1] in {'"', "{", "}", "]"}


def read_json(text: str, *, zone: str) -> Reading:
    """The agenda in a JSON text. Raises `Unreadable` with what is wrong and where."""
    try:
        found = msgspec.json.decode(text)
        if isinstance(found, dict) and found.get("format") == FORMAT:
            return _own(found, zone)
        return tcq.read_tcq(found)
    except (msgspec.MsgspecError, RecursionError, KeyError, TypeError, ValueError) as fault:
        raise Unreadable.because(grounds.BAD_JSON, fault=quote(str(fault) or type(fault).__name__)) from None


def _own(found: dict[str, Any], zone: str) -> Reading:
    drafted = Drafted(
        tracks=_values(Track, found.get("tracks", [])),
        sittings=_values(Sitting, found.get("sittings", [])),
        items=_values(AgendaItem, found.get("items", [])),
        names=msgspec.convert(found.get("names", []), tuple[Named, ...]),
    )
    if len(drafted.sittings) + len(drafted.items) > MOST_ROWS:
        raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))
    if len(tuple(outline(drafted.items))) < len(drafted.items):
        raise ValueError("items stand under one another in a circle")
    title = _values(Text, [found.get("title", {})])[0]
    given = msgspec.convert(found.get("zone", ""), str)
    clocks = zone_of(zone) or zone_of(given) or zone_of("UTC")
    assert clocks is not None
    return reading_of(rows_of(drafted, clocks), Found(title=title.read("en")[0], zone=given))


def reading_of(rows: tuple[Row, ...], found: Found) -> Reading:
    """Rows as a reading, each its own line."""
    if not rows:
        raise Unreadable.because(grounds.NO_AGENDA)
    notes = Notebook()
    for row in rows:
        title = Text(row.title_en, row.title_fr, row.title_es)
        place = notes.row(**{field: getattr(row, field) for field in row.__dataclass_fields__})
        kind = Understood.SITTING if row.what == SITTING else Understood.ITEM
        notes.line(place, row.title(), kind, titled(title), row=place)
    return notes.reading(found)


def _values(kind: type[Any], values: Any) -> tuple[Any, ...]:
    """Values of the models, each of the shape that the program interface takes."""
    shapes = msgspec.convert(values, list[shape_of(kind)])  # type: ignore[misc]
    return tuple(wire.from_wire(kind, msgspec.to_builtins(shape)) for shape in shapes)
