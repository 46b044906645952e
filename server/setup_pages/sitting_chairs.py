"""A sitting's chair as people write it: where it is the title of one known office, the sitting gets its id.

Source: DOMAIN §2 (sittings with their own chair). Whoever holds the office that day chairs; words alone give no role.
"""

from dataclasses import replace

from models.belonging.offices import Office, OfficeId, Offices
from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.planning.sitting import Sitting
from models.procedure import Command
from models.rules.conduct import DraftMeeting
from models.rules.programme import AddSitting, EditSitting, ImportAgenda
from models.text import LANGUAGES
from server.house import House
from server.imports.spelling import folded, tidy


async def chaired_by_office(house: House, state: object, command: Command) -> Command:
    """The same command, with the office of each sitting whose chair it names anew."""
    if not isinstance(state, Meeting) or not isinstance(
        command, DraftMeeting | AddSitting | EditSitting | ImportAgenda
    ):
        return command
    organisation = (await house.newest(ORGANISATION)).state
    offices = organisation.offices if isinstance(organisation, Organisation) else Offices()
    match command:
        case AddSitting(sitting):
            return replace(command, sitting=chaired(sitting, offices))
        case EditSitting(_, was, now):
            return replace(command, now=_changed(was, now, offices))
    return replace(command, sittings=tuple(chaired(sitting, offices) for sitting in command.sittings))


async def office_titles(house: House, language: str) -> tuple[str, ...]:
    """What a sitting's chair may be, to choose from: the title of every office, in this language."""
    organisation = (await house.chamber(ORGANISATION)).state
    offices = organisation.offices.offices if isinstance(organisation, Organisation) else ()
    return tuple(sorted({office.title.read(language)[0] for office in offices}))


def chaired(sitting: Sitting, offices: Offices) -> Sitting:
    """With the office whose title its chair is; where the office alone is given, with its title."""
    if sitting.chair_office is None:
        return replace(sitting, chair_office=office_called(sitting.chair, offices))
    office = offices.office(sitting.chair_office)
    return replace(sitting, chair=_titled(office)) if office and not sitting.chair else sitting


def office_called(words: str, offices: Offices) -> OfficeId | None:
    """The one office with this title, in any language, however it is spelt; None where there is none, or are two."""
    wanted = folded(tidy(words))
    found = {office.id for office in offices.offices if wanted in _titles(office)} if wanted else set()
    return found.pop() if len(found) == 1 else None


def _changed(was: Sitting, now: Sitting, offices: Offices) -> Sitting:
    """What somebody makes of a sitting: new words or a new office bring the other along."""
    if now.chair_office != was.chair_office:
        blank = "" if now.chair == was.chair else now.chair
        return chaired(replace(now, chair=blank), offices) if now.chair_office else now
    if now.chair == was.chair and now.chair_office:
        return now
    return chaired(replace(now, chair_office=None), offices)


def _titled(office: Office) -> str:
    return office.title.read("en")[0]


def _titles(office: Office) -> set[str]:
    return {folded(tidy(getattr(office.title, language))) for language in LANGUAGES}
