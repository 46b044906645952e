"""A rotation from a file: milestones with the terms that begin there, printed turns, or what was exported as JSON.

`read_rotation` is pure and keeps nothing: it says line by line what it has understood, and what is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from models.belonging.offices import Offices
from models.presidency.departures import Override
from models.presidency.milestones import Milestone, MilestoneId, Milestones
from models.presidency.rotation import Handover
from models.presidency.terms import About, HandoverAt, Switch, Term
from models.procedure import Refusal
from models.wire import from_wire
from server.imports import grounds
from server.imports.delimited import grid_of
from server.imports.encodings import text_in
from server.imports.faults import Fault, Unreadable, quote, remark
from server.imports.rotation_cells import RotationRow
from server.imports.rotation_lines import LineReader
from server.imports.rotation_turns import TurnReader
from server.imports.spelling import folded
from server.shapes import require_sane_times, shape_of

HEADINGS: Mapping[str, str] = {
    "sequence": "sequence|number|numero|rang|orden",
    "milestone": "milestone|jalon|hito",
    "earliest": "earliest|from|au plus tot|desde",
    "latest": "latest|to|au plus tard|hasta",
    "precision": "precision",
    "timezone": "timezone|time zone|zone|fuseau horaire|huso horario",
    "holders": "holders from here|holders|titulaires|titulares",
    "handover": "handover|passation|traspaso",
    "turn": "turn|tour|turno",
    "holder": "holder|titulaire|titular",
    "from": "from as printed",
    "until": "to as printed",
    "milestone_fr": "milestone fr",
    "milestone_es": "milestone es",
    "place": "place|lieu|lugar",
    "meeting": "meeting|reunion",
    "cancelled": "cancelled|annule|cancelado",
    "merged_into": "merged into",
    "id": "id",
    "term": "term",
    "switch": "switch",
    "policy": "policy",
    "policy_fr": "policy fr",
    "policy_es": "policy es",
    "international": "international",
    "international_fr": "international fr",
    "international_es": "international es",
    "pinned": "pinned",
}
_MEANS = {word: column for column, words in HEADINGS.items() for word in words.split("|")}


@dataclass(frozen=True)
class Read:
    """What was understood of a file; with faults nothing of it is kept.

    `ends` is the milestone at which the last term ends, `ends_at` the moment of it. `about` and `overrides` are told
    by a JSON file alone, `handovers` by it and by printed turns. `left_out` are headings that were not understood,
    `columns` what those of a table mean that were.
    """

    rows: tuple[RotationRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    terms: tuple[Term, ...] = ()
    handovers: tuple[Handover, ...] = ()
    overrides: tuple[Override, ...] = ()
    ends: MilestoneId | None = None
    ends_at: HandoverAt = HandoverAt.END
    about: About | None = None
    left_out: tuple[str, ...] = ()
    columns: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True)
class RotationFile:
    """A rotation whole, as JSON carries it."""

    about: About
    milestones: tuple[Milestone, ...] = ()
    terms: tuple[Term, ...] = ()
    handovers: tuple[Handover, ...] = ()
    overrides: tuple[Override, ...] = ()


def read_rotation(
    content: bytes, *, offices: Offices, switch: Switch = Switch.ACT, zone: str = "UTC"
) -> Read:
    """The rotation in this file; `switch` and `zone` are for lines that do not say theirs. Raises `Unreadable`."""
    text = text_in(content)
    if not text.strip():
        raise Unreadable.because(grounds.EMPTY)
    if text.lstrip().startswith("{"):
        return _structured(text, offices)
    head, *lines = [row for row in grid_of(text, _known) if row.filled]
    columns = [_means(cell) for cell in head.cells]
    left_out = tuple(c for c, means in zip(head.cells, columns, strict=True) if c.strip() and not means)
    reader: LineReader | TurnReader
    if "milestone" in columns:
        reader = LineReader(offices, switch, zone)
    elif {"turn", "holder", "from"} <= set(columns):
        reader = TurnReader(offices, switch, zone)
    else:
        raise Unreadable.because(grounds.NO_MILESTONES, columns=head.cells)
    for line in lines:
        reader.row(line.number, dict(zip(columns, line.cells, strict=True)))
    reader.close()
    return Read(
        tuple(reader.rows),
        tuple(sorted(reader.faults, key=lambda fault: fault.row)),
        tuple(reader.milestones),
        tuple(reader.terms),
        tuple(reader.handovers),
        ends=reader.ends,
        ends_at=reader.ends_at,
        left_out=left_out,
        columns=frozenset(filter(None, columns)),
    )


KEPT = {
    "sequence": "sequence",
    "timezone": "zone",
    "place": "place",
    "meeting": "meeting",
    "cancelled": "cancelled",
    "merged_into": "merged_into",
}
"""Fields of a milestone that is known, by the columns without which they stay."""


def as_planned(read: Read, known: Milestones) -> Read:
    """The same; what a table has no column for stays as it is known, and so do the planned instants of meetings."""
    if read.about:
        return read
    return replace(
        read, milestones=tuple(_planned(one, known.get(one.id), read.columns) for one in read.milestones)
    )


def _planned(told: Milestone, known: Milestone | None, columns: frozenset[str]) -> Milestone:
    if known is None:
        return told
    untold = {name: getattr(known, name) for column, name in KEPT.items() if column not in columns}
    told = replace(told, **untold)
    if not known.meeting or known.meeting != told.meeting:
        return told
    plan = {name: getattr(known, name) for name in ("sitting", "starts", "ends", "sittings")}
    return replace(told, **plan)


def _structured(text: str, offices: Offices) -> Read:
    """What was exported as JSON; what else stands in the file is Popolo, for others."""
    try:
        whole = msgspec.json.decode(text)
        data = whole["hemicycle"] if isinstance(whole, dict) else None
        shape = msgspec.convert(data, shape_of(RotationFile))
        read: RotationFile = from_wire(RotationFile, msgspec.to_builtins(shape))
        require_sane_times(read)
    except KeyError:
        raise Unreadable.because(grounds.NOT_A_ROTATION, fault="hemicycle") from None
    except (msgspec.MsgspecError, RecursionError) as fault:
        raise Unreadable.because(grounds.NOT_A_ROTATION, fault=str(fault)) from None
    except Refusal as insane:
        raise Unreadable.because(grounds.NOT_A_ROTATION, fault=insane.facts["fault"]) from None
    about = read.about
    rows = tuple(RotationRow(number, term.begins, term.holders) for number, term in enumerate(read.terms, 1))
    return Read(
        rows,
        tuple(
            Fault(row.line, "holders", remark(grounds.UNKNOWN_OFFICE, said=quote(holder)))
            for row in rows
            for holder in row.holders
            if offices.office(holder) is None
        ),
        read.milestones,
        read.terms,
        read.handovers,
        read.overrides,
        about.ends,
        about.ends_at,
        about,
    )


def _means(cell: str) -> str:
    return _MEANS.get(folded(cell).replace("_", " ").strip(), "")


def _known(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if _means(cell))
