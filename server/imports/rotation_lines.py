"""Milestones line by line, each with the holders whose term begins there; the last without holders is the end."""

from enum import StrEnum
from typing import TypeVar

from models.belonging.dating import Dating
from models.planning.sitting import SittingId
from models.presidency.milestones import REASON, Milestone, MilestoneId, Precision
from models.presidency.terms import HandoverAt, Switch, Term, TermId
from models.procedure import Ground
from models.rules.milestones import precision_fits
from models.text import LONGEST_TEXT, Text
from server.imports import grounds
from server.imports.faults import quote
from server.imports.rotation_cells import CellReader, Cells, RotationRow
from server.imports.spelling import folded, slug
from server.shapes import is_zone

MOST_SEQUENCE = 1_000_000
PRECISIONS = {
    "day": Precision.EXACT,
    "days": Precision.EXACT,
    "jour": Precision.EXACT,
    "dia": Precision.EXACT,
    "semaine": Precision.WEEK,
    "semana": Precision.WEEK,
    "mois": Precision.MONTH,
    "mes": Precision.MONTH,
    "intervalle": Precision.RANGE,
    "intervalo": Precision.RANGE,
}
NOBODY = frozenset("-–—")
TRUE = frozenset({"yes", "oui", "si", "true", "1"})

Word = TypeVar("Word", bound=StrEnum)


class LineReader(CellReader):
    """`sequence, milestone, earliest, latest, precision, timezone, holders_from_here, handover`, and more."""

    def row(self, line: int, cells: Cells) -> None:
        self.line, self.cells = line, cells
        milestone = next((m for m in self.milestones if m.id == self.said("id")), None)
        if milestone is None:  # otherwise a second term begins there
            milestone = self._milestone()
            self.milestones.append(milestone)
        holders = self.holders("holders", self.said("holders"))
        self.rows.append(RotationRow(line, milestone.id, holders))
        gap = self.said("holders") in NOBODY and self.said("holders") != ""
        handover, sitting = self._handover()
        self.ends, self.ends_at = None, handover
        if not holders and not gap:
            self.ends = milestone.id
            return
        switch = self._word("switch", Switch, {}, grounds.NO_SUCH_SWITCH) or self.switch
        known_as = TermId(self.said("term") or f"term-{milestone.sequence}")
        pinned = folded(self.said("pinned")) in TRUE
        texts = (self._text("policy"), self._text("international"))
        self.terms.append(Term(known_as, milestone.id, holders, handover, sitting, switch, *texts, pinned))

    def close(self) -> None:
        """A milestone in the midst at which nobody follows is a gap; the last one is the end."""
        begun = {term.begins for term in self.terms}
        last = self.milestones[-1].id if self.milestones else None
        for milestone in self.milestones:
            if milestone.id not in begun and milestone.id != last:
                self.terms.append(Term(TermId(f"term-{milestone.sequence}"), milestone.id))

    def _milestone(self) -> Milestone:
        name = self._text("milestone")
        if not name.en:
            self.fault("milestone", grounds.NO_MILESTONE)
        sequence, dating = self._sequence(), self._dating()
        zone = self.said("timezone") or self.zone
        if not is_zone(zone):
            self.fault("timezone", grounds.NO_SUCH_ZONE, said=quote(zone))
        precision = self._word("precision", Precision, PRECISIONS, grounds.NO_SUCH_PRECISION)
        milestone = Milestone(
            MilestoneId(self.said("id") or self._free(name.en, dating)),
            name,
            sequence,
            dating,
            precision or _by_dates(dating),
            zone,
            self.said("place")[:200],
            self.said("meeting")[:80],
            cancelled=self.said("cancelled")[: REASON["longest"]],
            merged_into=MilestoneId(self.said("merged_into")) or None,
        )
        if precision and not dating.backwards and not precision_fits(milestone):
            self.fault("precision", grounds.PRECISION_MISFITS, said=quote(self.said("precision")))
        return milestone

    def _sequence(self) -> int:
        written, before = self.said("sequence"), [milestone.sequence for milestone in self.milestones]
        if not written:
            return max(before, default=0) + 1
        if not (written.isascii() and written.isdigit()) or int(written) > MOST_SEQUENCE:
            self.fault("sequence", grounds.NO_NUMBER, said=quote(written), most=str(MOST_SEQUENCE))
            return max(before, default=0) + 1
        if int(written) in before:
            line = self.rows[before.index(int(written))].line
            self.fault("sequence", grounds.SEQUENCE_TWICE, line=str(line), said=written)
        return int(written)

    def _dating(self) -> Dating:
        earliest = self.dating("earliest").earliest
        latest = self.dating("latest").latest
        dating = Dating(earliest, latest)
        if dating.backwards:
            self.fault("latest", grounds.ENDS_FIRST)
        return dating

    def _free(self, name: str, dating: Dating) -> str:
        """An id that says what it is: `executive-bureau-2022`; the same milestone has the same the next time."""
        year = f"-{dating.earliest.year}" if dating.earliest else ""
        wanted, taken = f"{slug(name)}{year}", {milestone.id for milestone in self.milestones}
        number, free = 1, wanted
        while free in taken:
            number += 1
            free = f"{wanted}-{number}"
        return free

    def _handover(self) -> tuple[HandoverAt, SittingId | None]:
        written, _, sitting = self.said("handover").partition(":")
        at = self._words(written, "handover", HandoverAt, {}, grounds.NO_SUCH_HANDOVER) or HandoverAt.END
        if at is HandoverAt.SITTING and not sitting.strip():
            self.fault("handover", grounds.NO_SUCH_HANDOVER, said=quote(written))
        return at, SittingId(sitting.strip()) if at is HandoverAt.SITTING else None

    def _word(self, column: str, kind: type[Word], others: dict[str, Word], ground: Ground) -> Word | None:
        return self._words(self.said(column), column, kind, others, ground)

    def _words(
        self, written: str, column: str, kind: type[Word], others: dict[str, Word], ground: Ground
    ) -> Word | None:
        """The word that is meant; None where there is none, or it is no such word."""
        words = {one.value: one for one in kind} | others
        found = words.get(folded(written).strip())
        if written and found is None:
            self.fault(column, ground, said=quote(written))
        return found

    def _text(self, column: str) -> Text:
        parts = {"en": self.said(column), "fr": self.said(f"{column}_fr"), "es": self.said(f"{column}_es")}
        for language, words in parts.items():
            if len(words) > LONGEST_TEXT:
                where = column if language == "en" else f"{column}_{language}"
                self.fault(where, grounds.TOO_LONG, most=str(LONGEST_TEXT))
        return Text(**parts)


def _by_dates(dating: Dating) -> Precision:
    """How well a date is known that says nothing of it."""
    if not dating.known:
        return Precision.UNKNOWN
    return Precision.EXACT if dating.exact else Precision.RANGE
