"""What the forms of bodies and offices post, brought to the door: names become ids, fields a command, or several.

Several commands are one act: all are kept or none (DESIGN §2.6). Source: issue "People and doors" (set-up pages).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData

from models import wire
from models.belonging.dating import Dating
from models.belonging.posts import Post
from models.body import BodyId
from models.organisation import Organisation
from models.procedure import Command, CommandId, PersonId, Refusal, Submission
from models.rules import grounds
from models.rules.bodies import EnterMember, FoundBody
from models.rules.offices import EnterOffice
from models.wire import COMMANDS
from server.acts import kind_of_command
from server.forms import written_in
from server.house import House, stream_of
from server.live import Live
from server.organisation_pages.desk import Desk
from server.organisation_pages.fresh import Fresh
from server.organisation_pages.written import office_of, person_of, seen_at
from server.persons.people import People
from server.readings import read_fields
from server.shapes import command_of
from server.world import World

UTC = ZoneInfo("UTC")
SEATS = (Post.DELEGATE, Post.SUBSTITUTE)
DATED = {"appoint": "appointment", "enter_mandate": "mandate"}
PEOPLE = {"person", "somebody"}
ELSEWHERE: Mapping[str, Sequence[str]] = {
    grounds.ENDS_FIRST.code: ("until",),
    grounds.POST_TAKEN.code: ("since",),
    grounds.MANDATES_OVERLAP.code: ("since",),
    grounds.NO_TITLE.code: ("name.en", "title.en"),
    grounds.UNKNOWN_ZONE.code: ("zone",),
    grounds.BODY_TAKEN.code: ("charter.id",),
    grounds.BAD_ADDRESS.code: ("charter.id",),
    grounds.NO_SHARE.code: ("quorum_to_open", "quorum_to_decide"),
    grounds.HAS_ROLE.code: ("person",),
    grounds.MILESTONE_BACKWARDS.code: ("dating.latest",),
    grounds.PRECISION_MISFITS.code: ("precision",),
    grounds.NO_REASON.code: ("reason",),
    grounds.BAD_ROTATION.code: ("rotation",),
    grounds.NO_BEGINNING.code: ("begins",),
    grounds.HOLDER_TWICE.code: ("holders",),
    grounds.NO_SITTING_NAMED.code: ("sitting",),
}
"""At which field a rule's refusal is shown, by how the field's path ends."""


@dataclass
class Unheard(Exception):  # noqa: N818 - a refusal, with the fields it belongs to
    """A form that was refused: why, what it asked for, and the refusal of each field by its name."""

    refusal: Refusal
    name: str
    data: Mapping[str, Any] = field(default_factory=dict)
    at: Mapping[str, Refusal] = field(default_factory=dict)


class FormDoor:
    def __init__(self, house: House, live: Live, people: People, world: World) -> None:
        self._house = house
        self._live = live
        self._people = people
        self._world = world

    async def submit(self, desk: Desk, name: str, fields: FormData) -> str:
        """Submit what a form asks for; the id of what it has made, if it has made something. Raises `Unheard`."""
        data: dict[str, Any] = {}
        names: list[str] = []
        try:
            if not _founds(desk, name):
                kind_of_command(desk.chamber, name)
            pairs = written_in(fields)
            names = [pair[0] for pair in pairs]
            resolved = await self._resolved(desk, name, pairs)
            data = self._read(name, resolved)
            if name in DATED:
                begun(data.get(DATED[name]), desk.today)
            made = Fresh(desk, self._world).identify(name, data)
            await self._bring(desk, CommandId(str(fields.get("id", "")) or self._world.new_id()), name, data)
        except Refusal as refusal:
            raise Unheard(refusal, name, data, self._places(refusal, names)) from None
        return made

    async def understood(self, desk: Desk, name: str, fields: FormData) -> Command:
        """The command that a form asks for, submitted to nobody. Raises `Unheard` or `Refusal`."""
        kind_of_command(desk.chamber, name)
        data = self._read(name, await self._resolved(desk, name, written_in(fields)))
        Fresh(desk, self._world).identify(name, data)
        return command_of(name, data)

    async def _resolved(self, desk: Desk, name: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The same fields, with ids in the place of people and offices. Raises `Unheard`."""
        was = self._seen(pairs)
        kept = []
        for given, text in pairs:
            path, _, reading = given.partition(":")
            try:
                if reading in PEOPLE:
                    seen = seen_at(was, path)
                    person = await person_of(self._people, text.strip(), PersonId(seen) if seen else None)
                    if reading == "somebody" and person is None:
                        raise grounds.NO_PERSON.refusal(text=text)
                    kept.append((f"{path}:none", person or ""))
                elif reading == "office":
                    office = office_of(desk.offices, text.strip(), seen_at(was, path), desk.language)  # type: ignore[arg-type]
                    kept.append((f"{path}:none", office or ""))
                else:
                    kept.append((given, text))
            except Refusal as refusal:
                raise Unheard(refusal, name, at={given: refusal}) from None
        return kept

    def _seen(self, pairs: list[tuple[str, str]]) -> Any:
        seen = [pair for pair in pairs if pair[0] == "was:seen"]
        return read_fields(seen, UTC, self._world.now()).get("was")

    def _read(self, name: str, pairs: list[tuple[str, str]]) -> dict[str, Any]:
        """The data of these fields. Raises `Unheard` with every field that cannot be read."""
        now = self._world.now()
        try:
            return read_fields(pairs, UTC, now)
        except RecursionError:
            raise grounds.BAD_SHAPE.refusal(fault="its fields are nested too deep") from None
        except Refusal as first:
            at = {}
            for pair in pairs:
                try:
                    read_fields([pair], UTC, now)
                except Refusal as refusal:
                    at[pair[0]] = refusal
            raise Unheard(first, name, at=at) from None

    def _places(self, refusal: Refusal, names: list[str]) -> Mapping[str, Refusal]:
        ends = ELSEWHERE.get(refusal.code, ())
        return {name: refusal for name in names if any(name.partition(":")[0].endswith(end) for end in ends)}

    async def _bring(self, desk: Desk, command_id: CommandId, name: str, data: dict[str, Any]) -> None:
        if _founds(desk, name):
            charter = data.get("charter")
            body = BodyId(str(charter.get("id", "")) if isinstance(charter, dict) else "")
            chamber = await self._house.chamber(stream_of(body))
            await self._live.submit(chamber, desk.person, command_id, name, data)
            return
        seats = {post: data.pop(post.value, None) for post in SEATS} if name == "enter_member" else {}
        holder = data.pop("holder", None) if name == "enter_office" else None
        command = command_of(name, data)
        more: list[Command] = []
        if isinstance(command, EnterMember):
            more = self._seats(desk, command, seats)
        elif isinstance(command, EnterOffice):
            more = self._holder(desk, command, holder)
        if not more:
            await self._live.submit(desk.chamber, desk.person, command_id, name, data)
            return
        ids = [command_id, *(CommandId(self._world.new_id()) for _ in more)]
        now = self._world.now()
        await self._house.together(
            [
                (desk.stream, Submission(known, desk.person, now, one))
                for known, one in zip(ids, [command, *more], strict=True)
            ]
        )

    def _seats(self, desk: Desk, entered: EnterMember, seats: Mapping[Post, Any]) -> list[Command]:
        """A new member's delegate and substitute, where they are named."""
        found = []
        for post, seat in seats.items():
            if isinstance(seat, dict) and (seat.get("person") or seat.get("office")):
                own = {"id": self._world.new_id(), "post": post.value, "member": entered.member.id}
                found.append(command_of("appoint", {"appointment": begun({**seat, **own}, desk.today)}))
        return found

    def _holder(self, desk: Desk, entered: EnterOffice, holder: Any) -> list[Command]:
        """A new office's holder, where one is named."""
        if not isinstance(holder, dict) or not holder.get("person"):
            return []
        mandate = {
            "id": self._world.new_id(),
            "office": entered.office.id,
            "person": holder["person"],
            "period": {"since": holder.get("since") or {}},
        }
        return [command_of("enter_mandate", {"mandate": begun(mandate, desk.today)})]


def _founds(desk: Desk, name: str) -> bool:
    """Whether the organisation founds a body by this: its record is to begin, so its own chamber takes it."""
    return isinstance(desk.chamber.state, Organisation) and COMMANDS.get(name) is FoundBody


def begun(entered: Any, today: date) -> Any:
    """What is entered without any date holds today: it has begun on this day at the latest."""
    match entered:
        case {"period": {"until": until}} if until is not None:
            return entered
        case {"period": {"since": {"earliest": str()} | {"latest": str()}}}:
            return entered
        case dict() if isinstance(entered.get("period", {}), dict):
            entered["period"] = {"since": wire.to_wire(Dating(latest=today))}
    return entered
