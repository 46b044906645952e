"""Speaking times as CSV: one row for each group, of each item that was debated and of the whole meeting."""

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from server.exports.comma_separated import DELIMITERS, OTHERWISE
from server.floor_pages.equity_views import Breakdown
from server.imports.delimited import guarded
from server.languages import words_of


class Shared(NamedTuple):
    """What was divided: an item by number and title, or the whole meeting, which has no number."""

    number: str
    title: str
    breakdowns: tuple[Breakdown, ...]


def speaking_times_csv(shared: Iterable[Shared], language: str) -> bytes:
    """In UTF-8 with its mark, headings in this language; times in whole seconds."""
    _ = words_of(language).say
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=DELIMITERS.get(language, OTHERWISE))
    writer.writerow(
        (_("Number"), _("Item"), _("Divided by"), _("Group"), _("Interventions"), _("Seconds"), _("Members"))
    )
    for number, title, breakdowns in shared:
        for told in breakdowns:
            for line in told.lines:
                members = "" if line.members is None else line.members
                cells = (number, title, told.title, line.words)
                writer.writerow((*map(guarded, cells), line.interventions, line.seconds, members))
    return written.getvalue().encode("utf-8-sig")
