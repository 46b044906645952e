"""Rows of our own exports: they say themselves what they are, and are taken as they stand."""

from collections.abc import Mapping

from server.imports.cells import Cells
from server.imports.notebook import Notebook
from server.imports.reading import Understood
from server.imports.rows import COLUMNS, ITEM, SITTING
from server.imports.vocabulary import ANSWERS, ROWS, kind_said, purpose_said, said_in


class OwnRows:
    """Takes each row into the row of that kind, with words of any of the three languages."""

    def __init__(self, notes: Notebook) -> None:
        self.notes = notes

    def take(self, number: int, text: str, cells: Cells) -> None:
        values = canonical({column: cells.of(column) for column in COLUMNS if cells.of(column)})
        place = self.notes.row(**values)
        self.notes.line(number, text, _understood(values), values, row=place)


def canonical(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a row in the words of `Row`; what is no such word stays for the faults."""
    known = dict(values)
    known["what"] = said_in(ROWS, values.get("what", ITEM)) or values["what"]
    for column in {"fixed", "withdrawn"} & values.keys():
        known[column] = said_in(ANSWERS, values[column]) or values[column]
    if "kind" in values:
        known["kind"] = kind_said(values["kind"]) or values["kind"]
    if "purpose" in values:
        known["purpose"] = purpose_said(values["purpose"]) or values["purpose"]
    return {column: str(value) for column, value in known.items()}


def _understood(values: Mapping[str, str]) -> Understood:
    if values["what"] == SITTING:
        return Understood.SITTING
    if values.get("kind") == "break":
        return Understood.BREAK
    return Understood.ITEM if values.get("depth", "0") == "0" else Understood.SUB_ITEM
