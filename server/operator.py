"""What the operator does at the console: links, tokens, revoking, the demonstration. Beside a server or without."""

from models.meeting import MeetingState
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.roles import Role
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting, GrantRole
from server.chamber import Chamber
from server.demo.world_council import CAST, SLUG, world_council
from server.doorkeeper import Doorkeeper
from server.house import House
from server.languages import words_of
from server.settings import Settings
from server.world import World

PUBLIC = "public"


class CannotDo(Exception):  # noqa: N818 - said to the operator, in words
    """What was asked at the console cannot be done; its text says why."""


class Operator:
    def __init__(self, house: House, doorkeeper: Doorkeeper, settings: Settings, world: World) -> None:
        self._house = house
        self._doorkeeper = doorkeeper
        self._settings = settings
        self._world = world

    async def link(self, role: str, slug: str, name: str = "") -> str:
        """A personal sign-in link for somebody with this role; for the public, the meeting's own address."""
        chamber = await self._meeting(slug)
        if role == PUBLIC:
            return f"{self._settings.base_url}/meetings/{slug}"
        return await self._doorkeeper.make_link(await self._person(chamber, role, name), chamber.stream)

    async def token(self, role: str, slug: str, name: str = "") -> str:
        """A bearer token for a program with this role."""
        chamber = await self._meeting(slug)
        return await self._doorkeeper.make_token(await self._person(chamber, role, name))

    async def revoke(self, role: str, slug: str, name: str = "") -> str:
        """End the sign-ins and tokens of everybody with this role (or of the one with this name)."""
        chamber = await self._meeting(slug)
        people = await self._holders(chamber, self._role(role))
        ended = [person for person, known in people.items() if not name or known == name]
        for person in ended:
            await self._doorkeeper.revoke(person=person)
        return str(len(ended))

    async def demo(self, *, as_published: bool = False) -> str:
        """The demonstration meeting, made and convened if it is not there yet; its slug."""
        chamber = await self._house.meeting(SLUG) or await self._draft_demo(as_published=as_published)
        if chamber.meeting.state is MeetingState.DRAFT:
            for role, name in CAST:
                await self._person(chamber, role, name)
            await chamber.submit(self._submission(ConveneMeeting()))
        return SLUG

    async def _draft_demo(self, *, as_published: bool) -> Chamber:
        draft = world_council(self._world.now(), as_published=as_published)
        stream = StreamId(f"meeting-{self._world.new_id()}")
        await self._house.together(
            [
                (ORGANISATION, self._submission(EnterMeeting(stream, SLUG))),
                (stream, self._submission(draft)),
            ]
        )
        return await self._house.chamber(stream)

    async def _meeting(self, slug: str) -> Chamber:
        chamber = await self._house.meeting(slug)
        if chamber is None:
            raise CannotDo(f"There is no meeting {slug!r}.")
        return chamber

    async def _person(self, chamber: Chamber, role_name: str, name: str) -> PersonId:
        """Whoever has this role (and name) here; somebody new, given the role, if nobody does."""
        role = self._role(role_name)
        for person, known in (await self._holders(chamber, role)).items():
            if not name or known == name:
                return person
        person = await self._doorkeeper.welcome_person(name or words_of("en").roles[role])
        await chamber.submit(self._submission(GrantRole(person, role)))
        return person

    async def _holders(self, chamber: Chamber, role: Role) -> dict[PersonId, str]:
        holders = {person: held for person, held in chamber.meeting.roles.items() if role in held}
        return await self._doorkeeper.names(holders)

    def _role(self, name: str) -> Role:
        try:
            return Role(name)
        except ValueError:
            raise CannotDo(f"There is no role {name!r}: choose one of {', '.join(Role)}.") from None

    def _submission(self, command: Command) -> Submission:
        return Submission(CommandId(self._world.new_id()), OPERATOR, self._world.now(), command)
