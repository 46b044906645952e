"""Whether the lines of a list of offices agree with each other: said twice, said otherwise, held by two at once."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.belonging.offices import Office
from models.procedure import Ground
from models.rules.posts import ONE_AT_A_TIME
from server.imports import grounds
from server.imports.faults import Fault, quote, remark
from server.imports.spelling import folded

if TYPE_CHECKING:
    from server.imports.offices import OfficeRow

DESCRIBED = {"city": "city", "country": "country", "section": "section", "zone": "timezone"}
"""What is said of an office, and the column it stands in."""


def disagreements(rows: Sequence["OfficeRow"]) -> Iterator[Fault]:
    """What is wrong with a line because of one above it."""
    for place, row in enumerate(rows):
        for above in rows[:place]:
            if row.office.id and row.office.id == above.office.id:
                yield from _of_one_office(row, above)
            if row.post in ONE_AT_A_TIME and row.post == above.post and not _same(row, above):
                yield from _of_one_post(row, above)


def differs(office: Office, other: Office) -> Iterator[tuple[str, str]]:
    """Columns in which both say something and not the same, with what the other says."""
    for name, column in DESCRIBED.items():
        mine, theirs = getattr(office, name), getattr(other, name)
        if mine and theirs and folded(mine) != folded(theirs):
            yield column, theirs


def _of_one_office(row: "OfficeRow", above: "OfficeRow") -> Iterator[Fault]:
    if _same(row, above):
        yield _fault(row, "office", grounds.SAID_TWICE, line=str(above.line))
        return
    for column, other in differs(row.office, above.office):
        yield _otherwise(row, above, column, other)
    if not row.person or not above.person:
        return
    if folded(row.person) != folded(above.person):
        if row.mandate.meets(above.mandate):
            yield _fault(row, "person", grounds.HELD_TWICE, line=str(above.line), office=_title(row))
    elif row.mandate.until and above.mandate.until and row.mandate.until != above.mandate.until:
        yield _otherwise(row, above, "mandate_to", str(above.mandate.until))


def _of_one_post(row: "OfficeRow", above: "OfficeRow") -> Iterator[Fault]:
    if row.period.meets(above.period):
        yield _fault(row, "post", grounds.POST_TWICE, line=str(above.line))


def _same(row: "OfficeRow", above: "OfficeRow") -> bool:
    """Whether both lines say that the same person has the same post, or none, by the same office."""
    of_whom = folded(row.person) == folded(above.person) and row.office.id == above.office.id
    return of_whom and (row.post, row.period) == (above.post, above.period)


def _otherwise(row: "OfficeRow", above: "OfficeRow", column: str, other: str) -> Fault:
    facts = {"line": str(above.line), "office": _title(row), "other": quote(other)}
    return _fault(row, column, grounds.SAID_OTHERWISE, **facts)


def _title(row: "OfficeRow") -> str:
    return quote(row.office.title.read("en")[0])


def _fault(row: "OfficeRow", column: str, ground: Ground, **facts: str) -> Fault:
    return Fault(row.line, column, remark(ground, **facts))
