"""Turns as they are printed: "from the Daejeon Congress (10-14 October 2022) to the end of 2023", and handovers.

A year's end is as fuzzy as it is printed: some day of its last three months. A handover that is known to have taken
place counts; the turns before it are history.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.belonging.dating import Dating
from models.presidency.milestones import Milestone, MilestoneId, Precision
from models.presidency.rotation import Handover, HandoverId
from models.presidency.terms import Switch, Term, TermId
from models.text import Text
from server.imports import grounds
from server.imports.days import MONTHS
from server.imports.faults import quote
from server.imports.rotation_cells import CellReader, Cells, RotationRow
from server.imports.spelling import folded, slug

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAYS = re.compile(
    rf"(?P<first>\d{{1,2}})(?:\s?(?:[-–—]|to|au|al|a)\s?(?P<last>\d{{1,2}}))?\s+(?:de\s+)?(?P<month>{_MONTH})"
    r"\s+(?:de\s+)?(?P<year>\d{4})"
)
YEARS_END = re.compile(r"(?:at\s+|a\s+)?(?:the\s+|la\s+)?(?:end of|fin de|fin|finales de)\s+(?P<year>\d{4})")
HANDOVER_ROW = re.compile(r"handover|passation|traspaso")
FROM_TO = re.compile(r"\s+(?:to|a|au|à)\s+")
LAST_QUARTER = 10


class TurnReader(CellReader):
    """`turn, holder, from_as_printed, to_as_printed`; a row whose turn is "handover act" tells of one."""

    def row(self, line: int, cells: Cells) -> None:
        self.line, self.cells = line, cells
        if HANDOVER_ROW.match(folded(self.said("turn"))):
            self._handover()
            return
        milestone = self._milestone("from", len(self.terms) + 1)
        holders = self.holders("holder", self.said("holder"))
        self.rows.append(RotationRow(line, milestone.id, holders))
        known_as = TermId(f"turn-{len(self.terms) + 1}")
        self.terms.append(Term(known_as, milestone.id, holders, switch=self.switch))
        self.ends, self._until = None, (line, self.said("until"))

    def close(self) -> None:
        """The last turn ends where it is printed to end."""
        if self.terms and self._until[1]:
            self.line, self.cells = self._until[0], {"until": self._until[1]}
            self.ends = self._milestone("until", len(self.terms) + 1).id

    def _milestone(self, column: str, sequence: int) -> Milestone:
        """What is printed, with the date that stands in it."""
        written = self.said(column)
        dating, precision = _printed(written)
        if not dating.known:
            self.fault(column, grounds.NO_DATE_PRINTED, said=quote(written))
        name = _called(written)
        known_as = MilestoneId(f"{slug(name)}-{sequence}")
        milestone = Milestone(known_as, Text(name), sequence, dating, precision, self.zone)
        self.milestones.append(milestone)
        return milestone

    def _handover(self) -> None:
        """From one turn to the next one, on the last day that is printed, at its end."""
        parts = FROM_TO.split(self.said("holder"))
        holders = [self.holders("holder", part) for part in parts]
        turns = [term.holders for term in self.terms]
        place = turns.index(holders[0]) if holders and holders[0] in turns else -1
        if len(parts) != 2 or place < 0 or turns[place + 1 : place + 2] != holders[1:]:  # noqa: PLR2004 - from, to
            self.fault("holder", grounds.NO_SUCH_TURN, said=quote(self.said("holder")))
            return
        dating, _ = _printed(self.said("from"))
        if dating.latest is None:
            self.fault("from", grounds.NO_DATE_PRINTED, said=quote(self.said("from")))
            return
        over = datetime.combine(dating.latest + timedelta(days=1), time(), ZoneInfo(self.zone))
        term = self.terms[place + 1].id
        known_as = HandoverId(f"to-{term}")
        self.handovers.append(
            Handover(known_as, term, over.astimezone(ZoneInfo("UTC")), note=self.said("from"))
        )
        self.terms[: place + 1] = [replace(t, switch=Switch.HISTORY) for t in self.terms[: place + 1]]


def _printed(words: str) -> tuple[Dating, Precision]:
    """The date in these words, and how well it is known."""
    plain = folded(words)
    if found := DAYS.search(plain):
        year, month = int(found["year"]), MONTHS[found["month"]]
        try:
            first, last = (date(year, month, int(found[day] or found["first"])) for day in ("first", "last"))
        except ValueError:
            return Dating(), Precision.UNKNOWN
        return Dating(first, last), Precision.EXACT
    if found := YEARS_END.search(plain):
        year = int(found["year"])
        return Dating(date(year, LAST_QUARTER, 1), date(year, 12, 31)), Precision.MONTHS
    return Dating(), Precision.UNKNOWN


def _called(words: str) -> str:
    """The event without its date and its article; the date itself where nothing else is printed."""
    name = " ".join(re.sub(r"\([^()]*\)", "", words).split())
    name = re.sub(r" (?:at the |à la )?(?:end of|fin) \d{4}$", "", name)
    name = re.sub(r"^(?:the|le|la|el)\s+", "", name, flags=re.IGNORECASE)
    return name or words
