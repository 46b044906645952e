"""Programs' way to the presidency: who presides on a day or at an instant. Everybody may ask."""

from datetime import UTC, date, datetime, time

from starlette.requests import Request
from starlette.responses import Response

from models.organisation import ORGANISATION
from server.doorkeeper import Doorkeeper
from server.house import House
from server.persons.directory import Directory
from server.presidency.register import PresidencyRegister, registered
from server.programs.interface import answer, language_of
from server.programs.presidency_json import presidency_json, rotation_json
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
        now = self._world.now()
        try:
            at = on_day(request.query_params.get("on", "")[:40].strip(), now)
        except ValueError:
            return answer({"error": "on is a date like 2022-05-03."}, 422)
        register, epoch = await self._known(request, at)
        return answer(presidency_json(register, language_of(request), epoch))

    async def rotation(self, request: Request) -> Response:
        """`GET /api/presidency/{body}/{rotation}?at=`: the answer of one, and all its terms."""
        now = self._world.now()
        try:
            at = at_instant(request.query_params.get("at", "")[:40].strip(), now)
        except ValueError:
            return answer({"error": "at is an instant like 2022-05-03T12:00:00Z."}, 422)
        register, epoch = await self._known(request, at)
        kept = register.find(request.path_params["body"], request.path_params["rotation"])
        if kept is None:
            return answer({"error": "There is no such rotation, or it is not published."}, 404)
        return answer(rotation_json(register, kept, language_of(request), epoch))

    async def _known(self, request: Request, at: datetime) -> tuple[PresidencyRegister, str]:
        visitor = await self._doorkeeper.visitor(request, acting=False)
        register = await registered(self._house, at, self._directory.name, visitor.person)
        return register, (await self._house.chamber(ORGANISATION)).epoch


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
