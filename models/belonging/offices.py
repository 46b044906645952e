"""Offices and mandates: "Mayor of Xi'an" is an office; a person holds it under a mandate with dates.

Source: DOMAIN §1. The record carries offices and ids of people; their names stand in an erasable table.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NewType, Protocol, TypeVar

from models.belonging.dating import Answer, Dating, Period
from models.procedure import Event, PersonId, bounded
from models.text import Text

OfficeId = NewType("OfficeId", str)
MandateId = NewType("MandateId", str)
SectionId = NewType("SectionId", str)

IDENTITY = bounded(longest=80)


class Known(Protocol):
    """Whatever is known by an id."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Known)


@dataclass(frozen=True)
class Section:
    """One of the parts of the world, or of the membership, that nominate: "Asia-Pacific", "Metropolitan"."""

    id: SectionId = field(metadata=IDENTITY)
    name: Text


@dataclass(frozen=True)
class Office:
    """An office of a local government or an association. `country` as people write it; `zone` is IANA's."""

    id: OfficeId = field(metadata=IDENTITY)
    title: Text
    city: str = field(default="", metadata=bounded(longest=200))
    country: str = field(default="", metadata=bounded(longest=200))
    section: SectionId | None = field(default=None, metadata=IDENTITY)
    zone: str = field(default="", metadata=IDENTITY)


class Ending(StrEnum):
    """Why a mandate or an appointment has ended."""

    COMPLETED = "completed"
    LOST = "lost"
    RESIGNED = "resigned"
    REPLACED = "replaced"
    DIED = "died"


@dataclass(frozen=True)
class Mandate:
    """A person holds an office for a time; `ending` says why it is over, where that is known."""

    id: MandateId = field(metadata=IDENTITY)
    office: OfficeId = field(metadata=IDENTITY)
    person: PersonId = field(metadata=IDENTITY)
    period: Period = Period()
    ending: Ending | None = None


@dataclass(frozen=True)
class SectionEntered(Event):
    """There is this section; one of the same id is called so from here on."""

    section: Section


@dataclass(frozen=True)
class OfficeEntered(Event):
    office: Office


@dataclass(frozen=True)
class OfficeEdited(Event):
    """An office is described so from here on; its id stays."""

    office: Office


@dataclass(frozen=True)
class MandateEntered(Event):
    mandate: Mandate


@dataclass(frozen=True)
class MandateEdited(Event):
    """What was known of a mandate is corrected."""

    mandate: Mandate


@dataclass(frozen=True)
class MandateEnded(Event):
    """A mandate ends on that day, and why."""

    mandate: MandateId
    until: Dating
    ending: Ending


@dataclass(frozen=True)
class MandateStruck(Event):
    """A mandate was entered by mistake: there never was one."""

    mandate: MandateId


@dataclass(frozen=True)
class Holding:
    """Who holds an office or has a post on a day: `person` where the answer is yes; who is `listed` where it is
    not known: nobody at all, where nobody has said.

    The answer no is for posts: nobody is appointed for that day.
    """

    answer: Answer
    person: PersonId | None = None
    mandate: MandateId | None = None
    listed: tuple[PersonId, ...] = ()


@dataclass(frozen=True)
class Offices:
    """Every section, office and mandate the organisation knows, in the order in which they were entered."""

    sections: tuple[Section, ...] = ()
    offices: tuple[Office, ...] = ()
    mandates: tuple[Mandate, ...] = ()

    def after(self, event: Event) -> "Offices":
        """What is known once this has happened. Never refuses."""
        match event:
            case SectionEntered(section):
                return replace(self, sections=_with(self.sections, section))
            case OfficeEntered(office) | OfficeEdited(office):
                return replace(self, offices=_with(self.offices, office))
            case MandateEntered(mandate) | MandateEdited(mandate):
                return replace(self, mandates=_with(self.mandates, mandate))
            case MandateEnded(ended, until, ending):
                known = self.mandate(ended)
                if known is None:
                    return self
                over = replace(known, period=replace(known.period, until=until), ending=ending)
                return replace(self, mandates=_with(self.mandates, over))
            case MandateStruck(struck):
                return replace(self, mandates=tuple(m for m in self.mandates if m.id != struck))
        return self

    def section(self, section: SectionId | None) -> Section | None:
        return next((s for s in self.sections if s.id == section), None)

    def office(self, office: OfficeId | None) -> Office | None:
        return next((o for o in self.offices if o.id == office), None)

    def mandate(self, mandate: MandateId | None) -> Mandate | None:
        return next((m for m in self.mandates if m.id == mandate), None)

    def mandates_of(self, office: OfficeId | None) -> tuple[Mandate, ...]:
        return tuple(m for m in self.mandates if m.office == office)

    def holder(self, office: OfficeId | None, day: date) -> Holding:
        """Who holds the office on that day (in the office's own zone). One answer, also where nobody knows.

        Where every mandate on record is over or has not begun, nobody has said who holds it: not known.
        """
        held = [(m, m.period.covers(day)) for m in self.mandates_of(office)]
        for mandate, answer in held:
            if answer is Answer.YES:
                return Holding(answer, mandate.person, mandate.id)
        listed = tuple(m.person for m, answer in held if answer is Answer.NOT_KNOWN)
        return Holding(Answer.NOT_KNOWN, listed=listed)

    def begun(self, office: OfficeId | None, person: PersonId, day: date) -> Answer:
        """Whether this person's time in the office had begun that day; yes, where no mandate of theirs is known.

        It had not on a day that certainly was somebody else's and before the end of theirs.
        """
        own = [m.period for m in self.mandates_of(office) if m.person == person]
        ended = {p.until.reached(day) if p.until else Answer.NO for p in own}
        begun = {p.since.reached(day) for p in own}
        if not own or Answer.YES in begun | ended:
            return Answer.YES
        if Answer.NOT_KNOWN not in begun | ended:
            return Answer.NO
        others = self.holder(office, day).person not in {None, person}
        return Answer.NO if others and ended == {Answer.NO} else Answer.NOT_KNOWN


def _with(kept: tuple[T, ...], one: T) -> tuple[T, ...]:
    """The same, with this one in the place of the one with its id; else at the end."""
    if any(k.id == one.id for k in kept):
        return tuple(one if k.id == one.id else k for k in kept)
    return (*kept, one)
