"""What the operator does at the console: links, tokens, revoking, the demonstration. Beside a server or without."""

from models.belonging.roles import Role
from models.convocation import Convocation
from models.meeting import MeetingState
from models.organisation import ORGANISATION, Organisation
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.rules.calendar import SLUG_SHAPE, EnterMeeting
from models.rules.conduct import ConveneMeeting, DraftMeeting
from models.rules.roles import GrantRole
from models.text import Text
from server.acts import carry_out
from server.chamber import Chamber
from server.demo import organisation as demonstration
from server.demo.moving import Moved
from server.demo.presidency import turns
from server.demo.world_council import CAST, SLUG, address_of, opening_day, world_council
from server.doorkeeper import Doorkeeper
from server.doors.passwords import NotUsable, Passwords, usable
from server.house import House, stream_of
from server.languages import words_of
from server.persons.people import People
from server.settings import Settings
from server.shapes import is_zone
from server.world import World

PUBLIC = "public"


class CannotDo(Exception):  # noqa: N818 - said to the operator, in words
    """What was asked at the console cannot be done; its text says why."""


class Operator:
    def __init__(
        self,
        house: House,
        doorkeeper: Doorkeeper,
        people: People,
        passwords: Passwords,
        settings: Settings,
        world: World,
    ) -> None:
        self._house = house
        self._people = people
        self._doorkeeper = doorkeeper
        self._passwords = passwords
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

    async def revoke(self, role: str, slug: str, name: str = "", address: str = "") -> str:
        """End the sign-ins and tokens of everybody with this role (or of the one with this name).

        Without a role and a meeting, those of the one person of this name or address.
        """
        if not (role or slug):
            return await self.revoke_person(name, address)
        if address:
            raise CannotDo("An address says who without --role and --meeting.")
        chamber = await self._meeting(slug)
        people = await self._holders(chamber, self._role(role))
        ended = [person for person, known in people.items() if not name or known == name]
        for person in ended:
            await self._doorkeeper.revoke(person=person)
        return str(len(ended))

    async def revoke_person(self, name: str = "", address: str = "") -> str:
        """End the sign-ins, tokens and unused links of one person, whatever they are or are not."""
        name = " ".join(name.split())
        if not (name or address):
            raise CannotDo(
                "Whose? --address or --name says who; --role and --meeting say of everybody with a role."
            )
        if address:
            found = await self._people.at(address)
            known = (await self._people.of([found]))[found].name if found else ""
            called = [found] if found and name in {"", known} else []
        else:
            called = await self._doorkeeper.called(name)
        if not called:
            raise CannotDo(f"Nobody is known as {f'{name} {address}'.strip()!r}.")
        if len(called) > 1:
            raise CannotDo(f"Several people are called {name!r}: --address says which.")
        await self._doorkeeper.revoke(person=called[0])
        return "1"

    async def password(self, name: str, password: str) -> str:
        """Give this person a password, or with an empty one take it away; somebody new, if nobody has this name.

        Whoever had signed in as them has to do so again.
        """
        name = " ".join(name.split())
        if not name:
            raise CannotDo("A password is for somebody: --name says who.")
        called = await self._doorkeeper.called(name)
        if len(called) > 1:
            raise CannotDo(f"Several people are called {name!r}: a password needs a name of its own.")
        if password:
            await self._give_password(called, name, password)
        elif not await self._passwords.remove(name):
            raise CannotDo(f"{name!r} has no password.")
        for person in called:
            await self._doorkeeper.sign_out_everywhere(person)
        return name

    async def _give_password(self, called: list[PersonId], name: str, password: str) -> None:
        try:
            usable(password)
        except NotUsable as reason:
            raise CannotDo(str(reason)) from None
        person = called[0] if called else await self._doorkeeper.welcome_person(name)
        await self._passwords.set(person, name, password)

    async def draft(self, slug: str, title: str, place: str, zone: str, *, private: bool = False) -> str:
        """A new meeting with an empty agenda, for its secretariat to set up; a link for them to sign in."""
        if not SLUG_SHAPE.fullmatch(slug):
            raise CannotDo(
                "A meeting's slug is made of small letters, figures and hyphens: executive-bureau-2022."
            )
        if not is_zone(zone):
            raise CannotDo(f"There is no time zone {zone!r}; one is named like Europe/Madrid.")
        if not title.strip():
            raise CannotDo("A meeting has a title.")
        called = Text(title.strip())
        await self._enter(
            slug, DraftMeeting(Convocation(slug, called, called, place, zone, public=not private))
        )
        return await self.link(Role.SECRETARIAT, slug)

    async def demo(self, *, as_published: bool = False) -> str:
        """The demonstration meeting, made and convened if it is not there yet; its slug.

        Where its organisation is there, it is a meeting of that World Council, and its cast are who hold the offices.
        """
        chamber = await self._house.meeting(SLUG) or await self._draft_demo(as_published=as_published)
        if chamber.meeting.state is MeetingState.DRAFT:
            for role, name in CAST:
                await self._take_part(chamber, role, name)
            await chamber.submit(self._submission(ConveneMeeting()))
        await self._let_rotate(Moved(opening_day(self._world.now(), as_published=as_published)))
        return SLUG

    async def _let_rotate(self, moved: Moved) -> None:
        """The Presidency of the demonstration has its rotation, where its bodies are there."""
        organisation = await self._organisation()
        if demonstration.PRESIDENCY in organisation.bodies:
            body = (await self._house.chamber(stream_of(demonstration.PRESIDENCY))).body
            for stream, command in turns(organisation, body, moved):
                await carry_out(self._house, await self._house.chamber(stream), self._submission(command))

    async def _draft_demo(self, *, as_published: bool) -> Chamber:
        draft = world_council(self._world.now(), as_published=as_published)
        return await self._enter(SLUG, demonstration.called(draft, await self._organisation()))

    async def _take_part(self, chamber: Chamber, role: Role, name: str) -> None:
        """Somebody of the demonstration's cast has their role."""
        holder = demonstration.holder_of(name, await self._organisation())
        if holder is None:
            await self._person(chamber, role, name, address_of(role))
        elif role not in chamber.meeting.actor(holder).roles:
            await chamber.submit(self._submission(GrantRole(holder, role)))

    async def _organisation(self) -> Organisation:
        state = (await self._house.newest(ORGANISATION)).state
        assert isinstance(state, Organisation)
        return state

    async def _enter(self, slug: str, draft: DraftMeeting) -> Chamber:
        """A new meeting in the calendar and in a record of its own, in one act."""
        stream = StreamId(f"meeting-{self._world.new_id()}")
        await self._house.together(
            [
                (ORGANISATION, self._submission(EnterMeeting(stream, slug))),
                (stream, self._submission(draft)),
            ]
        )
        return await self._house.chamber(stream)

    async def _meeting(self, slug: str) -> Chamber:
        chamber = await self._house.meeting(slug)
        if chamber is None:
            raise CannotDo(f"There is no meeting {slug!r}.")
        return chamber

    async def _person(self, chamber: Chamber, role_name: str, name: str, address: str = "") -> PersonId:
        """Whoever has this role (and name) here; somebody new, given the role, if nobody does."""
        role = self._role(role_name)
        for person, known in (await self._holders(chamber, role)).items():
            if not name or known == name:
                return person
        person = await self._doorkeeper.welcome_person(name or words_of("en").roles[role], address)
        await chamber.submit(self._submission(GrantRole(person, role)))
        return person

    async def _holders(self, chamber: Chamber, role: Role) -> dict[PersonId, str]:
        """Everybody with this role and their names: those to whom it was granted, then those with a post."""
        meeting = chamber.meeting
        known = await self._doorkeeper.names(dict.fromkeys(meeting.people(role)))
        return dict(sorted(known.items(), key=lambda one: role not in meeting.roles.get(one[0], ())))

    def _role(self, name: str) -> Role:
        try:
            return Role(name)
        except ValueError:
            raise CannotDo(f"There is no role {name!r}: choose one of {', '.join(Role)}.") from None

    def _submission(self, command: Command) -> Submission:
        return Submission(CommandId(self._world.new_id()), OPERATOR, self._world.now(), command)
