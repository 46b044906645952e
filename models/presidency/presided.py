"""Who presides over the body of a meeting, as the meeting has copied it from a rotation.

Source: DOMAIN §3. It carries offices and ids of people, no natural names. What a handover needs to know of the
rotation stands here too, so that the page of the meeting at which it takes place asks nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from models.belonging.offices import IDENTITY
from models.body import BodyId
from models.planning.item import ItemId
from models.presidency.rotation import HandoverId, RotationId
from models.presidency.terms import TermId
from models.procedure import Event, PersonId
from models.text import LANGUAGES, Text

_AND = {"en": " and ", "fr": " et ", "es": " y "}


@dataclass(frozen=True)
class Ceded:
    """One item of the meeting is chaired by this office; `person` holds it, as far as that is known."""

    item: ItemId = field(metadata=IDENTITY)
    office: Text
    person: PersonId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class NextTerm:
    """The term that begins next: its offices, and when (UTC) it does by the plan, as far as anybody knows.

    Without offices it is a gap: nobody has the turn until the next one; `term` None: the rotation ends. `due`: it may
    be handed over to at this meeting, because it begins there or should have begun by now.
    """

    term: TermId | None = field(metadata=IDENTITY)
    offices: tuple[Text, ...] = ()
    at: datetime | None = None
    due: bool = False


@dataclass(frozen=True)
class Presided:
    """By which rotation the meeting's body is presided over, and whose turn it is: offices, and who holds them.

    Without `offices` it is nobody's turn; `term` None: no term is in force either. `handover` is the act it rests on,
    where it is one. `since` (UTC) is when the turn began. `others` have a turn at another time: they follow the
    meeting. `kept_by` is the body whose record the rotation stands in.
    """

    rotation: RotationId = field(metadata=IDENTITY)
    kept_by: BodyId = field(metadata=IDENTITY)
    name: Text
    term: TermId | None = field(default=None, metadata=IDENTITY)
    offices: tuple[Text, ...] = ()
    persons: tuple[PersonId, ...] = ()
    since: datetime | None = None
    handover: HandoverId | None = field(default=None, metadata=IDENTITY)
    next: NextTerm | None = None
    ceded: tuple[Ceded, ...] = ()
    others: tuple[PersonId, ...] = ()


@dataclass(frozen=True)
class PresidingChanged(Event):
    """Whoever presides over the body is known so from here on; None: no rotation says who does.

    `beside` is the presidency's turn where another rotation says who chairs, or that one where it is nobody's turn.
    """

    presided: Presided | None
    beside: Presided | None = None


@dataclass(frozen=True)
class PresidencyHandedOver(Event):
    """At this meeting somebody has handed the turn over to this term; `incoming` are its offices by their titles.

    None: the rotation is over. `outgoing` had it until then. The body's own record keeps the handover itself.
    """

    rotation: RotationId
    term: TermId | None
    outgoing: tuple[Text, ...] = ()
    incoming: tuple[Text, ...] = ()


@dataclass(frozen=True)
class PresidencyTakenBack(Event):
    """At this meeting somebody has taken the last handover back, and why."""

    rotation: RotationId
    handover: HandoverId
    reason: str


@dataclass(frozen=True)
class Passing:
    """The turn has passed from these offices to those at this instant (UTC); `persons` chaired until then.

    `rotation` is that by which the incoming have it.
    """

    outgoing: tuple[Text, ...]
    incoming: tuple[Text, ...]
    at: datetime
    persons: tuple[PersonId, ...] = ()
    rotation: RotationId | None = None


def passing(old: Presided | None, new: Presided | None, at: datetime) -> Passing | None:
    """How the turn has passed on between these two; None where it has not, or from nobody to nobody."""
    if old is None or new is None or (old.term, old.offices) == (new.term, new.offices):
        return None
    if not (old.offices or new.offices):
        return None
    gone = tuple(person for person in old.persons if person not in new.persons)
    return Passing(old.offices, new.offices, at, gone, new.rotation)


def passing_beside(old: Presided | None, new: Presided | None, at: datetime) -> Passing | None:
    """The same of a turn by which nobody chairs: it passes on within one rotation alone."""
    if old is None or new is None or old.rotation != new.rotation:
        return None
    passed = passing(old, new, at)
    return replace(passed, persons=()) if passed else None


def named(offices: Iterable[Text]) -> Text:
    """Several offices in one text: "Mayor of Xi'an and Mayor of Iriga"; of one alone, its title."""
    every = tuple(offices)
    words = {
        language: _AND[language].join(title.read(language)[0] for title in every)
        for language in LANGUAGES
        if any(getattr(title, language) for title in every)
    }
    return Text(**words)
