"""What the checks of a rotation find as lines of a page, each with a way to where it is mended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.belonging.offices import OfficeId
from models.organisation import Organisation
from models.presidency.checked import Check, CheckKind, Field
from server.languages import catalogue, words_of
from server.presidency.check_words import check_in_words, what_is_well
from server.presidency.named_turns import Named

MILESTONES, MANDATES = "/organisation/milestones/milestones", "/organisation/setup/new/mandate"
Mend = tuple[str, str]
"""A way to where something is mended: its address, and its words."""


@dataclass(frozen=True)
class CheckLine:
    """What one check says, and how it is meant: `serious`, `remark` or `good`. `more` unfold from it."""

    words: str
    meant: str
    mends: tuple[Mend, ...] = ()
    more: tuple["CheckLine", ...] = ()


@dataclass(frozen=True)
class CheckLines:
    """The lines for one reader who sets this rotation up, at the address `setup`."""

    organisation: Organisation
    language: str
    setup: str
    several: tuple[str, ...] = ()
    """Which other rotations are over the same bodies at the same time, in sentences."""

    def every(self, found: Iterable[Check]) -> tuple[CheckLine, ...]:
        """What is well, then everything found, the worst first; unknown mandates in one line that unfolds."""
        ordered = sorted(found, key=lambda check: not check.serious)
        told = (self.line(one) for one in ordered if one.kind is not CheckKind.MANDATE_NOT_KNOWN)
        return (*self.well(ordered), *self.beside(), *told, *self.unknown(ordered))

    def well(self, found: Sequence[Check]) -> tuple[CheckLine, ...]:
        words = what_is_well(found, self.language)
        return (CheckLine(words, "good"),) if words else ()

    def beside(self) -> tuple[CheckLine, ...]:
        """The other rotations, each in a line."""
        return tuple(CheckLine(words, "serious") for words in self.several)

    def unknown(self, found: Iterable[Check]) -> tuple[CheckLine, ...]:
        """The holders of whom nobody has entered whether they have a mandate, in one line that unfolds."""
        unsaid = [one for one in found if one.kind is CheckKind.MANDATE_NOT_KNOWN]
        holders = tuple(dict.fromkeys(holder for one in unsaid for holder in one.offices))
        if not holders:
            return ()
        counted = catalogue(self.language).ngettext(
            "Of {n} holder it is not known whether there is a mandate for the whole term.",
            "Of {n} holders it is not known whether there is a mandate for the whole term.",
            len(holders),
        )
        return (CheckLine(counted.format(n=len(holders)), "remark", more=tuple(map(self._holder, holders))),)

    def line(self, check: Check) -> CheckLine:
        words = check_in_words(check, self.organisation, self.language)
        return CheckLine(words, "serious" if check.serious else "remark", tuple(self._mends(check)))

    def _holder(self, office: OfficeId) -> CheckLine:
        words = Named(self.organisation, self.language).office(office)
        return CheckLine(words, "remark", (self._mandate(office),))

    def _mandate(self, office: OfficeId) -> Mend:
        return f"{MANDATES}?office={office}", words_of(self.language).say("Enter a mandate")

    def _mends(self, check: Check) -> Iterable[Mend]:
        say = words_of(self.language).say
        if check.kind is CheckKind.NO_MANDATE:
            yield from map(self._mandate, check.offices)
        elif check.term:
            yield f"{self.setup}/terms/{check.term}", say("Edit the term")
        elif check.field is Field.ENDS:
            yield f"{self.setup}/about/rotation", say("Say where it ends")
        elif check.milestone and check.field in {Field.DATING, Field.SEQUENCE}:
            put = say("Set dates") if check.field is Field.DATING else say("Number them anew")
            yield f"{MILESTONES}/{check.milestone}", put
        elif check.kind is CheckKind.GAP:
            yield f"{self.setup}/new/term", say("Add the first term")
