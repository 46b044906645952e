"""The form of speakers: their names are registered beside the record, then the item or sitting is edited.

It is no command form, as a command's fields enter the record and names may not (DESIGN §5.3).
"""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from models import wire
from models.meeting import Meeting
from models.planning.item import ItemId
from models.planning.particulars import particulars_of
from models.planning.sitting import Contributor, SittingId
from models.procedure import CommandId, Receipt, Refusal
from models.rules import grounds
from models.rules.preconditions import require_editable
from server import frames
from server.forms import form_command, zone_of
from server.languages import refusal_in_words, words_of
from server.live import Live
from server.persons.directory import Directory
from server.setup_pages.setup_pages import Desk, SetupPages
from server.setup_pages.setup_speakers import Line, as_contributors, read_lines
from server.statuses import status_of
from server.world import World

MOST_SPEAKERS = 100
LONGEST_NAME = 200
LONGEST_PIECE = 500
MOST_FIELDS = 10


class Speakers:
    def __init__(self, setup: SetupPages, live: Live, directory: Directory, world: World) -> None:
        self._setup = setup
        self._live = live
        self._directory = directory
        self._world = world

    async def write(self, request: Request) -> Response:
        """`POST /meetings/{slug}/contributors`: `item` or `sitting`, `lines`, and `was:seen` with the roles seen.

        Answers 303, or JSON as the program interface does where that is accepted.
        """
        desk = await self._setup.sit_down(request, acting=True)
        if isinstance(desk, Response):
            return desk
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=frames.MOST_BYTES)
        as_json = "application/json" in request.headers.get("accept", "")
        command_id = CommandId(self._world.new_id())
        try:
            _, data = form_command(fields, zone_of(desk.meeting), self._world.now())
            receipt = await self._register(desk, command_id, data)
        except Refusal as refusal:
            if as_json:
                words = refusal_in_words(refusal, desk.language, desk.zone)
                return _json(frames.refused(command_id, words), status_of(refusal))
            if refusal.code != grounds.NOTHING_CHANGED.code:
                return await self._setup.in_vain(request, desk, refusal, fields, ("", {}))
        else:
            if as_json:
                return _json(frames.accepted(receipt))
        return self._setup.back(request, desk)

    async def _register(self, desk: Desk, command_id: CommandId, data: dict[str, Any]) -> Receipt:
        require_editable(desk.meeting)
        kind, known, current = thing(desk.meeting, data)
        lines = read_lines(str(data.get("lines", "")), words_of(desk.language))
        require_short(lines)
        ids = await self._directory.register(line.name for line in lines)
        field = "roles" if kind == "item" else "contributors"
        whole = wire.to_wire(current)
        before: tuple[Contributor, ...] = getattr(current, field)
        now = as_contributors(lines, ids, before, self._directory.name)
        was = data.get("was")
        seen = was.get(field) if isinstance(was, dict) else whole[field]
        edit = {
            kind: known,
            "was": {**whole, field: seen},
            "now": {**whole, field: wire.to_wire(now)},
        }
        return await self._live.submit(desk.chamber, desk.person, command_id, f"edit_{kind}", edit)


def thing(meeting: Meeting, data: dict[str, Any]) -> tuple[str, str, Any]:
    """What the speakers belong to: `item` or `sitting`, its id, and all that may be edited of it."""
    if known := data.get("sitting"):
        sitting = meeting.sitting(SittingId(str(known)))
        if sitting is None:
            raise grounds.NO_SUCH_SITTING.refusal()
        return "sitting", sitting.id, sitting
    agenda = meeting.agenda_of(ItemId(str(data.get("item", ""))))
    item = agenda.find(ItemId(str(data.get("item")))) if agenda else None
    if item is None:
        raise grounds.UNKNOWN_ITEM.refusal()
    return "item", item.id, particulars_of(item)


def require_short(lines: tuple[Line, ...]) -> None:
    """Refuse more speakers, and longer words, than anything else here takes."""
    if len(lines) > MOST_SPEAKERS:
        raise grounds.BAD_SHAPE.refusal(fault=f"more than {MOST_SPEAKERS} speakers")
    long = [line.name for line in lines if len(line.name) > LONGEST_NAME]
    long += [piece for line in lines for piece in line if len(piece) > LONGEST_PIECE]
    if long:
        raise grounds.BAD_SHAPE.refusal(fault=f"“{long[0][:40]}…” is too long")


def _json(value: dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")
