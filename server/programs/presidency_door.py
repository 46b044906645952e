"""Programs' way to the presidency: who presides on a day or at an instant. Everybody may ask."""

from datetime import UTC, date, datetime, time

from starlette.requests import Request
from starlette.responses import Response

from models.body import Body, BodyId, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.rotation import RotationId
from server.doorkeeper import Doorkeeper
from server.house import House
from server.persons.directory import Directory
from server.programs.interface import answer, language_of
from server.programs.presidency_json import Asked, presidency_json, rotation_json
from server.shapes import YEARS
from server.world import World

NOON = time(12)


class PresidencyDoor:
    def __init__(self, house: House, doorkeeper: Doorkeeper, directory: Directory, world: World) -> None:
        self._house = house
        self._doorkeeper = doorkeeper
        self._directory = directory
        self._world = world

    async def presidency(self, request: Request) -> Response:
        """`GET /api/presidency?on=`: the answer of every rotation that is published; on a day at noon, UTC."""
        await self._doorkeeper.visitor(request, acting=False)
        now = self._world.now()
        try:
            at = on_day(request.query_params.get("on", "")[:40].strip(), now)
        except ValueError:
            return answer({"error": "on is a date like 2022-05-03."}, 422)
        asked, epoch = await self._known(request, at)
        return answer(presidency_json(asked, epoch))

    async def rotation(self, request: Request) -> Response:
        """`GET /api/presidency/{body}/{rotation}?at=`: the answer of one, and all its terms."""
        await self._doorkeeper.visitor(request, acting=False)
        now = self._world.now()
        try:
            at = at_instant(request.query_params.get("at", "")[:40].strip(), now)
        except ValueError:
            return answer({"error": "at is an instant like 2022-05-03T12:00:00Z."}, 422)
        asked, epoch = await self._known(request, at)
        named, wanted = request.path_params["body"], RotationId(request.path_params["rotation"])
        body = next((one for one in asked.bodies if one.charter and one.charter.id == named), None)
        rotation = body.rotations.get(wanted) if body else None
        if rotation is None or rotation.plan is None:
            return answer({"error": "There is no such rotation, or it is not published."}, 404)
        return answer(rotation_json(asked, epoch, BodyId(named), rotation))

    async def _known(self, request: Request, at: datetime) -> tuple[Asked, str]:
        """All that is known, also what another process has added."""
        chamber = await self._house.newest(ORGANISATION)
        organisation = chamber.state
        assert isinstance(organisation, Organisation)
        bodies: list[Body] = [(await self._house.newest(stream_of(b))).body for b in organisation.bodies]
        return Asked(organisation, bodies, at, language_of(request), self._directory.name), chamber.epoch


def on_day(said: str, now: datetime) -> datetime:
    """Noon of that day (UTC); now, where no day or today is asked for. Raises `ValueError` where it is no day."""
    day = date.fromisoformat(said) if said else now.astimezone(UTC).date()
    if day.year not in YEARS:
        raise ValueError(said)
    return now if day == now.astimezone(UTC).date() else datetime.combine(day, NOON, UTC)


def at_instant(said: str, now: datetime) -> datetime:
    """That instant; now, where none is asked for. Raises `ValueError` where it is none, or its zone is missing."""
    if not said:
        return now
    at = datetime.fromisoformat(said)
    if at.tzinfo is None or at.year not in YEARS:
        raise ValueError(said)
    return at.astimezone(UTC)
