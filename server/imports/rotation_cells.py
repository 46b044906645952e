"""What the cells of a list of milestones and turns say: offices by their titles, dates, and what is wrong there."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.belonging.dating import Dating, dated
from models.belonging.offices import OfficeId, Offices
from models.presidency.milestones import Milestone, MilestoneId
from models.presidency.rotation import Handover
from models.presidency.terms import HandoverAt, Switch, Term
from models.procedure import Ground
from models.rules.rotations import MOST_HOLDERS
from models.text import LANGUAGES
from server.imports import grounds
from server.imports.faults import Fault, quote, remark
from server.imports.spelling import folded, tidy
from server.shapes import YEARS

Cells = Mapping[str, str]


@dataclass(frozen=True)
class RotationRow:
    """One line as it was understood, for whoever checks the preview: a milestone, and who has the turn from there."""

    line: int
    milestone: MilestoneId
    holders: tuple[OfficeId, ...] = ()


class CellReader:
    """Reads one row after another and keeps what is wrong with them."""

    def __init__(self, offices: Offices, switch: Switch, zone: str) -> None:
        self.rows: list[RotationRow] = []
        self.faults: list[Fault] = []
        self.milestones: list[Milestone] = []
        self.terms: list[Term] = []
        self.handovers: list[Handover] = []
        self.ends: MilestoneId | None = None
        self.ends_at = HandoverAt.END
        self.switch, self.zone = switch, zone
        self.line = 0
        self.cells: Cells = {}
        self._offices = {
            folded(title): office.id
            for office in offices.offices
            for title in (office.id, *(getattr(office.title, code) for code in LANGUAGES))
            if title
        }

    def said(self, column: str) -> str:
        return tidy(self.cells.get(column, ""))

    def fault(self, column: str, ground: Ground, **facts: str) -> None:
        self.faults.append(Fault(self.line, column, remark(ground, **facts)))

    def holders(self, column: str, written: str) -> tuple[OfficeId, ...]:
        """The offices of a cell, divided by semicolons; a dash is nobody."""
        found: list[OfficeId] = []
        for name in filter(None, (tidy(part).strip("-–—") for part in written.split(";"))):
            office = self._offices.get(folded(name))
            if office is None:
                self.fault(column, grounds.UNKNOWN_OFFICE, said=quote(name))
            elif office in found:
                self.fault(column, grounds.HOLDER_TWICE, said=quote(name))
            else:
                found.append(office)
        if len(found) > MOST_HOLDERS:
            self.fault(column, grounds.TOO_MANY_HOLDERS)
        return tuple(found)

    def dating(self, column: str) -> Dating:
        written = self.said(column)
        try:
            found = dated(written)
        except ValueError:
            found = None
        if found and all(day.year in YEARS for day in (found.earliest, found.latest) if day):
            return found
        self.fault(column, grounds.NO_SUCH_DATING, said=quote(written))
        return Dating()
