"""The program interface of the organisation itself: the commands of its own stream."""

from starlette.requests import Request

from models.organisation import ORGANISATION
from models.procedure import PersonId
from server.chamber import Chamber
from server.programs.interface import Door


class OrganisationDoor(Door):
    """There is one organisation, and its door is where anybody may knock."""

    async def find(self, request: Request, person: PersonId | None) -> Chamber | None:
        del request, person
        return await self.house.newest(ORGANISATION)
