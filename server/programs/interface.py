"""The program interface: JSON over HTTP (docs/protocol.md). The same door, the same permissions, other clothes.

A `Door` is the way to one kind of chamber by its address; what is a meeting's own stands in `Interface`.
"""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from models.audience import Audience, audience_of, sealed
from models.procedure import Actor, CommandId, PersonId, Refusal
from models.rules import grounds
from models.rules.permission import may_follow, permit_person
from server import frames
from server.acts import kind_of_command
from server.chamber import Chamber
from server.doorkeeper import Doorkeeper
from server.house import House
from server.languages import preferred, refusal_in_words
from server.live import Live
from server.persons.directory import Directory
from server.programs.meeting_json import meeting_json
from server.statuses import status_of
from server.world import World

MOST_ENTRIES = 500


class AskedCommand(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    data: msgspec.Raw = msgspec.Raw(b"{}")


class Door:
    """Programs' way to the chambers of one kind: their entries, and their commands."""

    closed = "There is nothing here, or it is not open to you."

    def __init__(
        self, house: House, doorkeeper: Doorkeeper, directory: Directory, live: Live, world: World
    ) -> None:
        self.house = house
        self.directory = directory
        self.world = world
        self._doorkeeper = doorkeeper
        self._live = live

    async def find(self, request: Request, person: PersonId | None) -> Chamber | None:
        """The chamber that this address names; None if there is none, or it is not open to them."""
        raise NotImplementedError

    def zone(self, chamber: Chamber) -> str:
        """The time zone in which refusals say when."""
        del chamber
        return "UTC"

    def audience(self, actor: Actor) -> Audience:
        """To which audience somebody belongs here."""
        return audience_of(actor)

    async def entries(self, request: Request) -> Response:
        """`GET …/entries?after=&limit=`: the record, as this reader may see it."""
        found = await self.read(request)
        if found is None:
            return self.not_found()
        chamber, audience = found
        try:
            after = max(0, int(request.query_params.get("after", "0")[:15]))
            limit = min(max(1, int(request.query_params.get("limit", "100")[:15])), MOST_ENTRIES)
        except ValueError:
            return answer({"error": "after and limit are numbers."}, 422)
        lines = [
            msgspec.Raw(frames.seal_line(e) if sealed(e.event, audience) else frames.event_line(e))
            for e in chamber.entries[after : after + limit]
        ]
        return answer({"epoch": chamber.epoch, "seq": chamber.state.seq, "entries": lines})

    async def command(self, request: Request) -> Response:
        """`POST …/commands/{name}`: who, whether they may, and only then what."""
        visitor = await self._doorkeeper.visitor(request, acting=True)
        chamber = await self.find(request, visitor.person)
        if chamber is None:
            return self.not_found()
        name, asked = request.path_params["name"], AskedCommand("")
        try:
            if visitor.person is None:
                raise grounds.SIGN_IN_FIRST.refusal()
            permit_person(chamber.state, visitor.person, kind_of_command(chamber, name))
            asked = read(await request.body())
            receipt = await self._live.submit(
                chamber, visitor.person, CommandId(asked.id), name, bytes(asked.data)
            )
        except Refusal as refusal:
            words = refusal_in_words(refusal, language_of(request), self.zone(chamber))
            return answer(frames.refused(asked.id, words), status_of(refusal))
        return answer(frames.accepted(receipt))

    async def read(self, request: Request) -> tuple[Chamber, Audience] | None:
        """The chamber that a request wants to read, and to which audience its reader belongs."""
        visitor = await self._doorkeeper.visitor(request, acting=False)
        chamber = await self.find(request, visitor.person)
        return (chamber, self.audience(chamber.state.actor(visitor.person))) if chamber else None

    def not_found(self) -> Response:
        return answer({"error": self.closed}, 404)


class Interface(Door):
    """Meetings, by their slug."""

    closed = "There is no such meeting, or it is not open to you."

    async def find(self, request: Request, person: PersonId | None) -> Chamber | None:
        chamber = await self.house.meeting(request.path_params["slug"])
        if chamber is None or not may_follow(chamber.meeting, chamber.meeting.actor(person)):
            return None
        return chamber

    def zone(self, chamber: Chamber) -> str:
        return chamber.meeting.convocation.zone if chamber.meeting.convocation else "UTC"

    async def meeting(self, request: Request) -> Response:
        """`GET /api/meetings/{slug}`: the meeting as it is now."""
        found = await self.read(request)
        if found is None:
            return self.not_found()
        chamber, audience = found
        now, name = self.world.now(), self.directory.name
        return answer(meeting_json(chamber, language_of(request), now, name, audience))


def read(body: bytes) -> AskedCommand:
    try:
        return msgspec.json.decode(body, type=AskedCommand)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise grounds.BAD_SHAPE.refusal(fault=str(fault) or "bad JSON") from None


def language_of(request: Request) -> str:
    return preferred(request.query_params.get("lang"), None, request.headers.get("accept-language", ""))


def answer(value: Any, status: int = 200) -> Response:
    return Response(
        msgspec.json.encode(value),
        status,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
