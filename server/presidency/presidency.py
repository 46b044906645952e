"""The presidency in one place: who presides, as pages, calendars and for programs; rotations that are proposed."""

from typing import TYPE_CHECKING

from starlette.routing import Route

from server.member_pages.member_visits import BodyVisits
from server.presidency_pages.calendars import TermCalendars
from server.presidency_pages.pages import PresidencyPages
from server.programs.presidency_door import PresidencyDoor
from server.proposal_pages.pages import ProposalPages

if TYPE_CHECKING:
    from server.app import Parts

ROTATION = "/presidency/{body}/{rotation}"
PROPOSE = "/bodies/{body}/rotations/{rotation}/propose"
HOLDER = "/presidency/holders/{office}"


class Presidency:
    def __init__(self, parts: "Parts") -> None:
        house, doorkeeper, directory, world = parts.house, parts.doorkeeper, parts.directory, parts.world
        self.door = PresidencyDoor(house, doorkeeper, directory, world)
        self.pages = PresidencyPages(parts.pages, house, doorkeeper, directory, parts.typesetter, world)
        self.calendars = TermCalendars(house, parts.settings.base_url)
        bodies = BodyVisits(parts.pages, house, doorkeeper, parts.people)
        self.proposals = ProposalPages(bodies, parts.panels, house, parts.live, world)

    async def close(self) -> None:
        """Stop what is being searched."""
        await self.proposals.under_way.close()

    def routes(self) -> list[Route]:
        return [
            Route("/presidency", self.pages.now),
            Route(HOLDER, self.pages.holder),
            Route(f"{HOLDER}/calendar.ics", self.calendars.holder),
            Route(f"{ROTATION}.pdf", self.pages.pdf),
            Route(ROTATION, self.pages.rotation),
            Route(f"{ROTATION}/print", self.pages.printed),
            Route(f"{ROTATION}/calendar.ics", self.calendars.rotation),
            Route("/bodies/{body}/presidency.ics", self.calendars.body),
            Route(PROPOSE, self.proposals.page),
            Route(PROPOSE, self.proposals.press, methods=["POST"]),
            Route("/api/presidency", self.door.presidency),
            Route(f"/api{ROTATION}", self.door.rotation),
        ]
