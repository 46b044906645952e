"""Whose meeting it is: the bodies that somebody may call to one, and the name a meeting has from its body.

Source: DOMAIN §1. A meeting takes over the members, posts and rules of the body it is called `of`.
"""

from dataclasses import replace

from models.body import BodyId
from models.convocation import Convocation
from models.organisation import ORGANISATION, Organisation
from models.procedure import Command, PersonId
from models.rules.conduct import DraftMeeting, EditMeeting
from models.rules.permission import may_set_up
from models.text import Text
from server.house import House


async def bodies_to_call(
    house: House, person: PersonId | None, language: str, now: BodyId | None = None
) -> tuple[tuple[str, str], ...]:
    """The bodies this person keeps, by id and name, and the one a meeting is `now` called of."""
    organisation = (await house.chamber(ORGANISATION)).state
    assert isinstance(organisation, Organisation)
    keeps_all = may_set_up(organisation.actor(person))
    found = []
    for known in organisation.bodies:
        chamber = await house.body(known)
        if chamber is None or chamber.body.charter is None:
            continue
        if keeps_all or known == now or may_set_up(chamber.body.actor(person)):
            found.append((known, chamber.body.charter.name.read(language)[0]))
    return tuple(sorted(found, key=lambda one: one[1]))


async def named_by_body(house: House, command: Command) -> Command:
    """The same command; a meeting that is called of a body, and whose body nobody has named, gets its name."""
    match command:
        case DraftMeeting(called):
            return replace(command, convocation=await _named(house, called))
        case EditMeeting(_, called):
            return replace(command, now=await _named(house, called))
    return command


async def _named(house: House, called: Convocation) -> Convocation:
    if called.of is None or called.body != Text():
        return called
    chamber = await house.body(called.of)
    charter = chamber.body.charter if chamber else None
    return replace(called, body=charter.name if charter else Text())
