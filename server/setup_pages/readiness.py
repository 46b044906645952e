"""What the checklist of a meeting has to be told beside its record; what needs the database is asked for its page.

A panel is rendered without waiting, so what was last learnt of a meeting is kept for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.belonging.roster import Roster, Seat
from models.belonging.seating import roster_of
from models.body import BodyId
from models.meeting import MeetingConvened
from models.organisation import ORGANISATION, Organisation
from models.planning.checklist import Facts
from models.procedure import PersonId, StreamId
from models.rules.roster import roster_day, sitting_chairs
from server.chamber import Chamber
from server.doorkeeper import Doorkeeper
from server.house import House
from server.persons.people import People
from server.persons.personal_links import PersonalLinks
from server.world import World


@dataclass(frozen=True)
class Learnt:
    """Who has ever come in, who was given a link, who can be written to; the roster a draft would take today."""

    signed_in: frozenset[PersonId]
    linked: frozenset[PersonId]
    addressed: frozenset[PersonId]
    proposed: Roster | None


class Readiness:
    def __init__(
        self, house: House, doorkeeper: Doorkeeper, people: People, links: PersonalLinks, world: World
    ) -> None:
        self._house = house
        self._doorkeeper = doorkeeper
        self._people = people
        self._links = links
        self._world = world
        self._known: dict[StreamId, Learnt] = {}

    async def learn(self, chamber: Chamber) -> None:
        """Ask what only the database, or the body, knows of this meeting."""
        meeting = chamber.meeting
        proposed = None if meeting.roster else await self._proposed(chamber)
        roster = meeting.roster or proposed
        known = await self._people.of({*meeting.attending, *(roster.roles if roster else ())})
        self._known[chamber.stream] = Learnt(
            signed_in=await self._doorkeeper.signed_in(known),
            linked=await self._links.reached(chamber.stream),
            addressed=frozenset(person for person, one in known.items() if one.address),
            proposed=proposed,
        )

    def facts(self, chamber: Chamber) -> Facts:
        """What is known of this meeting now."""
        convened = next((e.at for e in chamber.entries if isinstance(e.event, MeetingConvened)), None)
        learnt, facts = self._known.get(chamber.stream), Facts(convened=convened)
        roster = chamber.meeting.roster or (learnt.proposed if learnt else None)
        if learnt:
            facts = replace(facts, signed_in=learnt.signed_in, linked=learnt.linked)
        if roster:
            members = len(roster.seats)
            facts = replace(facts, body=roster.body, members=members, rules=roster.rules, roster=roster)
        if roster and learnt:
            lacking = [seat for seat in roster.seats if not learnt.addressed & set(_sitting(seat))]
            facts = replace(facts, without_address=len(lacking))
        return facts

    async def _proposed(self, chamber: Chamber) -> Roster | None:
        """The roster that a meeting which has none yet would take of its body today."""
        called = chamber.meeting.convocation
        of: BodyId | None = called.of if called else None
        body = await self._house.body(of) if of else None
        organisation = (await self._house.chamber(ORGANISATION)).state
        if body is None or body.body.charter is None or not isinstance(organisation, Organisation):
            return None
        meeting, offices, now = chamber.meeting, organisation.offices, self._world.now()
        roster = roster_of(body.body, offices, roster_day(meeting, now))
        return replace(roster, chairs=sitting_chairs(meeting, offices, now))


def _sitting(seat: Seat) -> Iterator[PersonId]:
    """Whoever stands for a member."""
    yield from (person for person in (seat.delegate, seat.substitute) if person)
