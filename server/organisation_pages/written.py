"""People and offices as a secretariat types them: `Ana Ruiz <ana@soria.es>` (or without brackets), `Mayor of Soria`.

Names and addresses never enter the record (DESIGN §5.3): they are kept with the people, and a command carries ids.
"""

import re
from collections.abc import Mapping
from typing import Any

from models.belonging.offices import Office, OfficeId, Offices
from models.procedure import PersonId
from models.rules import grounds
from models.text import LANGUAGES
from server.persons.people import People, Person

WRITTEN = re.compile(r"([^<>@]*?)\s*(?:<?\s*\b([^<>\s]+@[^<>\s]+)\s*>?)?")
LONGEST_NAME, LONGEST_ADDRESS = 200, 320


def written_person(person: Person | None) -> str:
    """A person as they are typed: a name, and the address where it is known."""
    if person is None:
        return ""
    return f"{person.name} <{person.address}>" if person.address else person.name


def written_office(office: Office | None, language: str) -> str:
    return office.title.read(language)[0] if office else ""


async def person_of(people: People, text: str, seen: PersonId | None) -> PersonId | None:
    """Who is meant; somebody new, if nobody known is. Whoever was `seen` there and is typed the same stays.

    An address tells people of one name apart; whoever is known without one gets it. Raises `Refusal`.
    """
    known = await people.everybody()
    if text == written_person(known.get(seen) if seen else None):
        return seen
    if not text:
        return None
    found = WRITTEN.fullmatch(text)
    name, address = (found[1], (found[2] or "").lower()) if found else ("", "")
    if not name or len(name) > LONGEST_NAME or len(address) > LONGEST_ADDRESS:
        raise grounds.NO_PERSON.refusal(text=text[:80])
    called = [person for person, one in known.items() if one.name == name]
    if not address:
        if len(called) > 1:
            raise grounds.SEVERAL_PEOPLE.refusal(text=name)
        return called[0] if called else (await people.enter([Person(name)]))[0]
    for person in called:
        if known[person].address == address:
            return person
    without = [person for person in called if not known[person].address]
    if len(without) == 1:
        await people.edit(without[0], _with_address(known[without[0]], address))
        return without[0]
    return (await people.enter([Person(name, address)]))[0]


def office_of(offices: Offices, text: str, seen: OfficeId | None, language: str) -> OfficeId | None:
    """Which office is meant by this title, in whichever language. Raises `Refusal`."""
    if seen and text == written_office(offices.office(seen), language):
        return seen
    if not text:
        return None
    found = [
        office.id
        for office in offices.offices
        if text.casefold() in {getattr(office.title, code).casefold() for code in LANGUAGES}
    ]
    if not found:
        raise grounds.UNKNOWN_OFFICE.refusal()
    if len(found) > 1:
        raise grounds.SEVERAL_OFFICES.refusal(text=text[:80])
    return found[0]


def seen_at(was: Any, path: str) -> str | None:
    """The id that the author saw at `now.person`, say."""
    seen = was.get(path.rpartition(".")[2]) if isinstance(was, Mapping) else None
    return seen if isinstance(seen, str) else None


def _with_address(person: Person, address: str) -> Person:
    return Person(person.name, address, person.language, person.gender)
