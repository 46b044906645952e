"""A list of offices brought in: compared with what is known for the preview, and kept in one act or not at all.

Sections, offices and mandates go to the organisation, appointments to one body. Names stand beside the record.
"""

from models.belonging.offices import Offices
from models.body import Body, BodyId
from models.organisation import ORGANISATION, Organisation
from models.procedure import Command, CommandId, PersonId, Receipt, StreamId, Submission
from models.rules import grounds
from models.rules.offices import ImportOffices
from models.rules.permission import PERMITTED, can, permit
from models.rules.posts import Appoint
from server.acts import submitted
from server.house import House, stream_of
from server.imports.grounds import FAULTS_LEFT
from server.imports.offices import OfficesRead
from server.imports.offices_known import OfficesToEnter, to_enter
from server.persons.directory import Directory
from server.persons.people import People, Person
from server.world import World

PRESIDENCY = BodyId("presidency")
"""The body whose posts a list gives, where nothing else is said."""


class OfficesImport:
    def __init__(self, house: House, directory: Directory, people: People, world: World) -> None:
        self._house = house
        self._directory = directory
        self._people = people
        self._world = world

    async def preview(self, read: OfficesRead, body: BodyId = PRESIDENCY) -> OfficesToEnter:
        """What of this list is new, and what contradicts what is known. Nothing is kept."""
        offices, there = await self._known(body)
        return to_enter(read.rows, offices, there, self._directory.known_as({r.person for r in read.rows}))

    async def keep(
        self, by: PersonId, command_id: CommandId, read: OfficesRead, body: BodyId = PRESIDENCY
    ) -> Receipt:
        """Enter all that is new. Raises `Refusal`; with a fault in the list nothing and nobody is entered."""
        found = await self.preview(read, body)
        if read.faults or found.faults:
            raise FAULTS_LEFT.refusal()
        await self._permit(by, found, body)
        offices, there = await self._known(body)
        known = self._directory.known_as(found.names)
        unknown = sorted({name.strip() for name in found.names if name.strip()} - known.keys())
        newcomers = self._people.newcomers([Person(name) for name in unknown])
        everybody = known | dict(zip(unknown, newcomers.ids, strict=True))
        new = to_enter(read.rows, offices, there, everybody)
        parts: list[tuple[StreamId, Command]] = [
            (stream_of(body), Appoint(appointment)) for appointment in new.appointments
        ]
        if new.sections or new.offices or new.mandates or not parts:
            parts.insert(0, (ORGANISATION, ImportOffices(new.sections, new.offices, new.mandates)))
        (first, command), *others = parts
        submission = Submission(command_id, by, self._world.now(), command)
        elsewhere = submitted(others, submission, {(first, submission.id)})
        together = [(first, submission), *elsewhere]
        receipt = (await self._house.together(together, beside=newcomers.keep))[0]
        self._people.learn(newcomers)
        return receipt

    async def _permit(self, by: PersonId, found: OfficesToEnter, body: BodyId) -> None:
        permit((await self._house.chamber(ORGANISATION)).state.actor(by), ImportOffices)
        if not found.appointments:
            return
        chamber = await self._house.body(body)
        if chamber is None or chamber.body.charter is None:
            raise grounds.UNKNOWN_BODY.refusal()
        if not can(chamber.body.actor(by), Appoint):
            name, roles = chamber.body.charter.name, tuple(sorted(PERMITTED[Appoint]))
            raise grounds.NOT_PERMITTED_IN_BODY.refusal(body=name, roles=roles)

    async def _known(self, body: BodyId) -> tuple[Offices, Body]:
        organisation = (await self._house.chamber(ORGANISATION)).state
        chamber = await self._house.body(body)
        known = organisation.offices if isinstance(organisation, Organisation) else Offices()
        return known, chamber.body if chamber else Body()
