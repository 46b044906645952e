"""The organisation's sections, offices and mandates: entered, corrected, ended.

Source: DOMAIN §1 and §3. Ids are given by whoever enters; what was wrong is corrected by a new entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from zoneinfo import available_timezones

from models.belonging.dating import Dating
from models.belonging.offices import (
    IDENTITY,
    Ending,
    Mandate,
    MandateEdited,
    MandateEnded,
    MandateEntered,
    MandateId,
    MandateStruck,
    Office,
    OfficeEdited,
    OfficeEntered,
    Offices,
    Section,
    SectionEntered,
)
from models.merge import merge
from models.organisation import Organisation
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.preconditions import require_no_conflict, require_title


@dataclass(frozen=True)
class EnterSection(Command):
    """Enter a section, or name one of this id anew."""

    section: Section


@dataclass(frozen=True)
class EditSection(Command):
    """Name a section anew, from what the author saw, `was`, to `now`; its id stays."""

    was: Section
    now: Section


@dataclass(frozen=True)
class EnterOffice(Command):
    """Enter an office of a local government or an association."""

    office: Office


@dataclass(frozen=True)
class EditOffice(Command):
    """Describe an office anew, from what the author saw, `was`, to `now`; its id stays."""

    was: Office
    now: Office


@dataclass(frozen=True)
class EnterMandate(Command):
    """Enter who holds an office, and from when to when, as far as that is known."""

    mandate: Mandate


@dataclass(frozen=True)
class EditMandate(Command):
    """Correct what is known of a mandate, from what the author saw, `was`, to `now`."""

    was: Mandate
    now: Mandate


@dataclass(frozen=True)
class EndMandate(Command):
    """End a mandate on a day, and say why."""

    mandate: MandateId = field(metadata=IDENTITY)
    until: Dating
    ending: Ending


@dataclass(frozen=True)
class StrikeMandate(Command):
    """Strike out a mandate that was entered by mistake."""

    mandate: MandateId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class ImportOffices(Command):
    """Enter sections, offices and mandates from a file: all of them or none."""

    sections: tuple[Section, ...] = ()
    offices: tuple[Office, ...] = ()
    mandates: tuple[Mandate, ...] = ()


def enter_section(command: EnterSection, state: Organisation, _: Submission) -> Iterator[Event]:
    yield _section(state.offices, command.section)


def edit_section(command: EditSection, state: Organisation, _: Submission) -> Iterator[Event]:
    known = state.offices.section(command.now.id)
    if known is None:
        raise grounds.UNKNOWN_SECTION.refusal(section=command.now.id)
    now, conflicts = merge(command.was, command.now, known)
    require_no_conflict(conflicts)
    yield _section(state.offices, now)


def enter_office(command: EnterOffice, state: Organisation, _: Submission) -> Iterator[Event]:
    yield _office(state.offices, command.office)


def edit_office(command: EditOffice, state: Organisation, _: Submission) -> Iterator[Event]:
    known = _known_office(state.offices, command.now.id)
    now, conflicts = merge(command.was, command.now, known)
    require_no_conflict(conflicts)
    if now == known:
        raise grounds.NOTHING_CHANGED.refusal()
    _require_office(state.offices, now)
    yield OfficeEdited(now)


def enter_mandate(command: EnterMandate, state: Organisation, _: Submission) -> Iterator[Event]:
    yield _mandate(state.offices, command.mandate)


def edit_mandate(command: EditMandate, state: Organisation, _: Submission) -> Iterator[Event]:
    known = _known_mandate(state.offices, command.now.id)
    now, conflicts = merge(command.was, command.now, known)
    require_no_conflict(conflicts)
    if now == known:
        raise grounds.NOTHING_CHANGED.refusal()
    _require_mandate(state.offices, now)
    yield MandateEdited(now)


def end_mandate(command: EndMandate, state: Organisation, _: Submission) -> Iterator[Event]:
    known = _known_mandate(state.offices, command.mandate)
    if known.ending is not None:
        raise grounds.ENDED_ALREADY.refusal()
    if replace(known.period, until=command.until).backwards:
        raise grounds.ENDS_FIRST.refusal()
    yield MandateEnded(known.id, command.until, command.ending)


def strike_mandate(command: StrikeMandate, state: Organisation, _: Submission) -> Iterator[Event]:
    yield MandateStruck(_known_mandate(state.offices, command.mandate).id)


def import_offices(command: ImportOffices, state: Organisation, _: Submission) -> Iterator[Event]:
    known = state.offices
    events: list[Event] = []
    for section in command.sections:
        events.append(_section(known, section))
        known = known.after(events[-1])
    for office in command.offices:
        events.append(_office(known, office))
        known = known.after(events[-1])
    for mandate in command.mandates:
        events.append(_mandate(known, mandate))
        known = known.after(events[-1])
    if not events:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from events


def _section(known: Offices, section: Section) -> SectionEntered:
    require_title(section.name)
    if known.section(section.id) == section:
        raise grounds.NOTHING_CHANGED.refusal()
    return SectionEntered(section)


def _office(known: Offices, office: Office) -> OfficeEntered:
    if not office.id or known.office(office.id):
        raise grounds.ID_TAKEN.refusal(id=office.id)
    _require_office(known, office)
    return OfficeEntered(office)


def _mandate(known: Offices, mandate: Mandate) -> MandateEntered:
    if not mandate.id or known.mandate(mandate.id):
        raise grounds.ID_TAKEN.refusal(id=mandate.id)
    _require_mandate(known, mandate)
    return MandateEntered(mandate)


def _require_office(known: Offices, office: Office) -> None:
    require_title(office.title)
    if office.section and known.section(office.section) is None:
        raise grounds.UNKNOWN_SECTION.refusal(section=office.section)
    if office.zone and office.zone not in available_timezones():
        raise grounds.UNKNOWN_ZONE.refusal(zone=office.zone)


def _require_mandate(known: Offices, mandate: Mandate) -> None:
    """Refuse a mandate that runs backwards, or certainly overlaps another of the same office."""
    office = _known_office(known, mandate.office)
    if mandate.period.backwards:
        raise grounds.ENDS_FIRST.refusal()
    for other in known.mandates_of(office.id):
        if other.id != mandate.id and mandate.period.meets(other.period):
            raise grounds.MANDATES_OVERLAP.refusal(office=office.title)


def _known_office(known: Offices, office: str) -> Office:
    found = next((o for o in known.offices if o.id == office), None)
    if found is None:
        raise grounds.UNKNOWN_OFFICE.refusal()
    return found


def _known_mandate(known: Offices, mandate: str) -> Mandate:
    found = next((m for m in known.mandates if m.id == mandate), None)
    if found is None:
        raise grounds.UNKNOWN_MANDATE.refusal()
    return found
