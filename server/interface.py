"""The program interface: JSON over HTTP (docs/protocol.md). The same door, the same permissions, other clothes."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from models import wire
from models.audience import audience_of, sealed
from models.meeting import Convocation, Meeting
from models.procedure import CommandId, Refusal
from models.rules import grounds
from models.rules.permission import may_follow, permit
from server import frames
from server.chamber import Chamber
from server.doorkeeper import Doorkeeper
from server.house import House
from server.languages import preferred, refusal_in_words
from server.live import Live
from server.pages import status_of
from server.world import World

MOST_ENTRIES = 500


class AskedCommand(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    data: msgspec.Raw = msgspec.Raw(b"{}")


class Interface:
    def __init__(self, house: House, doorkeeper: Doorkeeper, live: Live, world: World) -> None:
        self._house = house
        self._doorkeeper = doorkeeper
        self._live = live
        self._world = world

    async def meeting(self, request: Request) -> Response:
        """`GET /api/meetings/{slug}`: the meeting as it is now."""
        chamber = await self._followed(request)
        if chamber is None:
            return not_found()
        return answer(meeting_json(chamber, language_of(request), wire.moment(self._world.now())))

    async def entries(self, request: Request) -> Response:
        """`GET /api/meetings/{slug}/entries?after=&limit=`: the record, as this reader may see it."""
        chamber = await self._followed(request)
        if chamber is None:
            return not_found()
        try:
            after = max(0, int(request.query_params.get("after", "0")[:15]))
            limit = min(max(1, int(request.query_params.get("limit", "100")[:15])), MOST_ENTRIES)
        except ValueError:
            return answer({"error": "after and limit are numbers."}, 422)
        visitor = await self._doorkeeper.visitor(request, acting=False)
        audience = audience_of(chamber.meeting.actor(visitor.person))
        lines = [
            msgspec.Raw(frames.seal_line(e) if sealed(e.event, audience) else frames.event_line(e))
            for e in chamber.entries[after : after + limit]
        ]
        return answer({"epoch": chamber.epoch, "seq": chamber.state.seq, "entries": lines})

    async def command(self, request: Request) -> Response:
        """`POST /api/meetings/{slug}/commands/{name}`: who, whether they may, and only then what."""
        visitor = await self._doorkeeper.visitor(request, acting=True)
        chamber = await self._house.meeting(request.path_params["slug"])
        if chamber is None or not may_follow(chamber.meeting, chamber.meeting.actor(visitor.person)):
            return not_found()
        name, asked = request.path_params["name"], AskedCommand("")
        try:
            kind = wire.COMMANDS.get(name)
            if visitor.person is None:
                raise grounds.SIGN_IN_FIRST.refusal()
            if kind is None:
                raise grounds.UNKNOWN_COMMAND.refusal(name=name[:80])
            permit(chamber.meeting.actor(visitor.person), kind)
            asked = read(await request.body())
            receipt = await self._live.submit(
                chamber, visitor.person, CommandId(asked.id), name, bytes(asked.data)
            )
        except Refusal as refusal:
            zone = chamber.meeting.convocation.zone if chamber.meeting.convocation else "UTC"
            words = refusal_in_words(refusal, language_of(request), zone)
            return answer(frames.refused(asked.id, words), status_of(refusal))
        return answer(frames.accepted(receipt))

    async def _followed(self, request: Request) -> Chamber | None:
        visitor = await self._doorkeeper.visitor(request, acting=False)
        chamber = await self._house.meeting(request.path_params["slug"])
        if chamber is None or not may_follow(chamber.meeting, chamber.meeting.actor(visitor.person)):
            return None
        return chamber


def read(body: bytes) -> AskedCommand:
    try:
        return msgspec.json.decode(body, type=AskedCommand)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise grounds.BAD_SHAPE.refusal(fault=str(fault) or "bad JSON") from None


def meeting_json(chamber: Chamber, language: str, now: str) -> dict[str, Any]:
    """A meeting for programs; keys may be added to it, never changed (DESIGN §3)."""
    meeting = chamber.meeting
    convocation = meeting.convocation
    if convocation is None:
        raise ValueError("a meeting without a convocation is shown to nobody")
    return {
        **_head(chamber, convocation, language, now),
        "state": meeting.state.value,
        "until": wire.to_wire(meeting.suspension.until) if meeting.suspension else None,
        "reason": meeting.suspension.reason if meeting.suspension else None,
        "current": meeting.agenda.current,
        "sittings": [
            {"id": s.id, "title": s.title.read(language)[0], "chair": s.chair}
            for s in meeting.agenda.sittings
        ],
        "items": _items(meeting, language),
    }


def _head(chamber: Chamber, convocation: Convocation, language: str, now: str) -> dict[str, Any]:
    return {
        "slug": convocation.slug,
        "title": convocation.title.read(language)[0],
        "body": convocation.body.read(language)[0],
        "place": convocation.place,
        "format": convocation.format.value,
        "epoch": chamber.epoch,
        "seq": chamber.state.seq,
        "now": now,
        "zone": convocation.zone,
    }


def _items(meeting: Meeting, language: str) -> list[dict[str, Any]]:
    agenda = meeting.agenda
    under_way = {item.id for item in agenda.under_way()}
    return [
        {
            "id": item.id,
            "number": item.number,
            "title": item.title.read(language)[0],
            "kind": item.kind.value,
            "purpose": item.purpose.value if item.purpose else None,
            "parent": item.parent,
            "sitting": item.sitting,
            "minutes": item.minutes,
            "fixed_start": wire.to_wire(item.fixed_start),
            "state": agenda.state(item).value,
            "under_way": item.id in under_way,
            "outcome": item.outcome.value if item.outcome else None,
            "started": wire.to_wire(item.started),
            "ended": wire.to_wire(item.ended),
            "roles": wire.to_wire(item.roles),
        }
        for item in agenda.items
    ]


def language_of(request: Request) -> str:
    return preferred(request.query_params.get("lang"), None, request.headers.get("accept-language", ""))


def answer(value: Any, status: int = 200) -> Response:
    return Response(
        msgspec.json.encode(value),
        status,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def not_found() -> Response:
    return answer({"error": "There is no such meeting, or it is not open to you."}, 404)
