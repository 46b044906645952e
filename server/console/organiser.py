"""What is done at the console for the whole organisation: its secretariat, its bodies, the demonstration's."""

from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter
from models.organisation import ORGANISATION, Organisation
from models.procedure import OPERATOR, Command, CommandId, PersonId, Receipt, StreamId, Submission
from models.rules.bodies import FoundBody
from models.rules.roles import GrantRole
from models.text import Text
from server.acts import carry_out
from server.chamber import Chamber
from server.console.operator import CannotDo
from server.demo import organisation as demonstration
from server.demo.moving import Moved
from server.demo.world_council import opening_day
from server.doorkeeper import Doorkeeper
from server.house import House, stream_of
from server.persons.people import People, Person
from server.presidency.presiding_words import presidency_told
from server.programs.presidency_door import on_day
from server.world import World


class Organiser:
    def __init__(self, house: House, people: People, doorkeeper: Doorkeeper, world: World) -> None:
        self._house = house
        self._people = people
        self._doorkeeper = doorkeeper
        self._world = world

    async def secretary(self, name: str, address: str = "") -> str:
        """A sign-in link for somebody of the organisation's secretariat; whoever is not yet is made so.

        They are known by their address, else by their name among the secretariat. Raises `CannotDo`.
        """
        if not name.strip():
            raise CannotDo("A secretary has a name.")
        if address and "@" not in address:
            raise CannotDo(f"{address!r} is no e-mail address.")
        person = await self._known(name.strip(), address) or await self._welcomed(Person(name, address))
        chamber = await self._house.newest(ORGANISATION)
        if Role.SECRETARIAT not in chamber.state.actor(person).roles:
            await self._act(ORGANISATION, GrantRole(person, Role.SECRETARIAT))
        return await self._doorkeeper.make_link(person)

    async def body(self, body: str, name: str, kind: str) -> str:
        """A new body, kept by the organisation's secretariat; its id. Raises `CannotDo` or `Refusal`."""
        try:
            charter = Charter(BodyId(body), Text(name.strip()), BodyKind(kind))
        except ValueError:
            raise CannotDo(f"There is no kind {kind!r}: choose one of {', '.join(BodyKind)}.") from None
        await self._act(stream_of(charter.id), FoundBody(charter))
        return charter.id

    async def demo(self, *, as_published: bool = False) -> None:
        """The demonstration's organisation, on its meeting's day: what of it is not there yet."""
        moved = Moved(opening_day(self._world.now(), as_published=as_published))
        organisation = await self._house.newest(ORGANISATION)
        if demonstration.is_missing(_organisation(organisation)):
            people = [Person(name, address) for name, address in demonstration.people()]
            entered = await self._people.enter(people)
            known = {person.name: known_as for person, known_as in zip(people, entered, strict=True)}
            await self._act(ORGANISATION, demonstration.offices(known, moved))
        for charter in demonstration.BODIES:
            if await self._house.body(charter.id) is None:
                await self._act(stream_of(charter.id), FoundBody(charter))
            chamber = await self._house.chamber(stream_of(charter.id))
            seated = demonstration.seated(chamber.body, _organisation(organisation), moved)
            if seated:
                await self._act(chamber.stream, seated)

    async def demo_link(self) -> str:
        """A sign-in link for the secretary of the demonstration's organisation."""
        return await self.secretary(demonstration.SECRETARY)

    async def presidency(self, on: str) -> str:
        """Who presides now, or on that day at noon (UTC), by every rotation that is published. Raises `CannotDo`."""
        try:
            at = on_day(on, self._world.now())
        except ValueError:
            raise CannotDo(f"{on!r} is no date like 2022-05-03.") from None
        known = _organisation(await self._house.newest(ORGANISATION))
        bodies = [(await self._house.newest(stream_of(body))).body for body in known.bodies]
        return presidency_told(known, bodies, at)

    async def _known(self, name: str, address: str) -> PersonId | None:
        if address and (found := await self._people.at(address)):
            return found
        if address:
            return None
        state = _organisation(await self._house.newest(ORGANISATION))
        keeping = {person: held for person, held in state.roles.items() if Role.SECRETARIAT in held}
        called = await self._doorkeeper.names(keeping)
        return next((person for person, known in called.items() if known == name), None)

    async def _welcomed(self, person: Person) -> PersonId:
        [known_as] = await self._people.enter([person])
        return known_as

    async def _act(self, stream: StreamId, command: Command) -> Receipt:
        chamber = await self._house.chamber(stream)
        submission = Submission(CommandId(self._world.new_id()), OPERATOR, self._world.now(), command)
        return await carry_out(self._house, chamber, submission)


def _organisation(chamber: Chamber) -> Organisation:
    assert isinstance(chamber.state, Organisation)
    return chamber.state
