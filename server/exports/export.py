"""The way out: an agenda as a file that people open and that comes back equal.

What is exported is the plan: tracks, sittings, items, who has a part. What has happened (starts, ends, outcomes) is
the record's. Ids are not in tables and documents; on the way back they are given anew, by number and order.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.planning.agenda import Agenda
from models.planning.sitting import Track
from models.text import Text
from server.exports.comma_separated import csv_of
from server.exports.flat_list import tcq_of
from server.exports.paper import docx_of
from server.exports.structure import json_of
from server.exports.workbook import xlsx_of
from server.imports.plan import Drafted, Named


class FileFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    JSON = "json"
    TCQ = "tcq"


@dataclass(frozen=True)
class Kind:
    """What a browser is told of a file of this format."""

    suffix: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[FileFormat, Kind] = {
    FileFormat.CSV: Kind(".csv", "text/csv; charset=utf-8"),
    FileFormat.XLSX: Kind(".xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    FileFormat.DOCX: Kind(".docx", f"{_OFFICE}.wordprocessingml.document"),
    FileFormat.JSON: Kind(".json", "application/json"),
    FileFormat.TCQ: Kind(".tcq.json", "application/json"),
}

Writer = Callable[[Drafted, ZoneInfo, str, Text], bytes]
WRITERS: Mapping[FileFormat, Writer] = {
    FileFormat.CSV: csv_of,
    FileFormat.XLSX: xlsx_of,
    FileFormat.DOCX: docx_of,
    FileFormat.JSON: json_of,
    FileFormat.TCQ: tcq_of,
}


def export(plan: Drafted, form: FileFormat, zone: str, language: str, *, title: Text = Text()) -> bytes:  # noqa: B008
    """The agenda as a file, with the clocks of this zone (an IANA name) and headings in this language.

    `read` and `plan_of` make the same agenda of it again, but for ids; of TCQ's flat list, what such a list can hold:
    the titles in this language, minutes, order, and the first contributor of each item.
    """
    return WRITERS[form](plan, ZoneInfo(zone), language, title)


def gathered(agendas: Iterable[Agenda], tracks: Iterable[Track] = (), names: Iterable[Named] = ()) -> Drafted:
    """The agendas of a meeting, one a track, as the plan that is exported."""
    many = tuple(agendas)
    return Drafted(
        tracks=tuple(tracks),
        sittings=tuple(sitting for agenda in many for sitting in agenda.sittings),
        items=tuple(item for agenda in many for item in agenda.items),
        names=tuple(names),
    )
