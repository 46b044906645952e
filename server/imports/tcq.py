"""TCQ's flat agenda: the meeting tool of a standards committee, whose items are a list without numbers or levels.

An item is `{"id", "name", "timebox", "user": {"name", "organization", "ghid", "ghUsername"}}` (bterlson/tcq,
`AgendaItem`); it comes as the list alone or in a meeting's `agenda`. A later one names presenters by key, says
`duration`, and divides the list by entries of the kind `session`; these are read too.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from server.imports import grounds
from server.imports.faults import Unreadable
from server.imports.notation import Person, people_in_words
from server.imports.notebook import Notebook
from server.imports.people import OFFICES, is_name, is_organisation
from server.imports.reading import Reading, Understood
from server.imports.rows import MOST_ROWS, SITTING
from server.imports.spelling import folded
from server.imports.vocabulary import kind_of, language_of

PART = "presenter"


class User(msgspec.Struct):
    """Who presents an item."""

    name: str = ""
    organization: str = ""
    organisation: str = ""


class Entry(msgspec.Struct, rename={"presenters": "presenterIds"}):
    """An item of the list, of either release."""

    name: str
    timebox: float | None = None
    duration: float | None = None
    user: User | None = None
    kind: str = "item"
    presenters: tuple[str, ...] = ()


class Meeting(msgspec.Struct):
    """What holds the list in an export of a whole meeting."""

    agenda: tuple[Entry, ...]
    users: Mapping[str, User] = {}


def read_tcq(found: Any) -> Reading:
    """The rows of a flat agenda. Raises `msgspec.ValidationError` for another shape."""
    meeting = msgspec.convert({"agenda": found} if isinstance(found, list) else found, Meeting)
    if len(meeting.agenda) > MOST_ROWS:
        raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))
    language = language_of("\n".join(entry.name for entry in meeting.agenda))
    notes = Notebook()
    for number, entry in enumerate(meeting.agenda, 1):
        title = {f"title_{language}": entry.name.strip()}
        if entry.kind == "session":
            place = notes.row(what=SITTING, **title)
            notes.line(number, entry.name, Understood.SITTING, title, row=place)
            continue
        values = title | {"kind": kind_of(entry.name).value, "minutes": _minutes(entry)}
        values["contributors"] = people_in_words(_people(entry, meeting.users))
        place = notes.row(**values)
        notes.line(number, entry.name, Understood.ITEM, values, row=place)
    if not notes.rows:
        raise Unreadable.because(grounds.NO_AGENDA)
    return notes.reading(language=language)


def _minutes(entry: Entry) -> str:
    given = entry.duration if entry.timebox is None else entry.timebox
    return "" if given is None else str(max(0, round(given)))


def _people(entry: Entry, users: Mapping[str, User]) -> tuple[Person, ...]:
    given = [entry.user] if entry.user else [users.get(key, User(name=key)) for key in entry.presenters]
    return tuple(_person(user) for user in given if user.name or user.organization or user.organisation)


def _person(user: User) -> Person:
    """Who presents is a person, unless plainly an office or an organisation: so no name gets into the record."""
    name, organisation = user.name.strip(), (user.organization or user.organisation).strip()
    if not name or is_name(name):
        return Person(PART, name, "", organisation)
    if set(folded(name).replace("-", " ").split()) & OFFICES or is_organisation(name):
        return Person(PART, "", name, organisation)
    return Person(PART, name, "", organisation)
