"""Everything about persons as persons in one place: their pages, their badges, letting go what is kept of them."""

import asyncio
from typing import TYPE_CHECKING

import structlog
from starlette.routing import Route

from server.persons.attendant_list import AttendantList
from server.persons.badge_pages import BadgePages
from server.persons.erasure import Erasure
from server.persons.holdings_pages import HoldingsPages
from server.persons.link_letters import LinkLetters, Mailing
from server.persons.my_data import MyData
from server.persons.people_pages import PeoplePages
from server.persons.personal import PersonalData
from server.persons.personal_links import PersonalLinks
from server.persons.retention import Retention

if TYPE_CHECKING:
    from server.app import Parts

log = structlog.get_logger()


class Persons:
    def __init__(self, parts: "Parts", mailing: Mailing | None = None) -> None:
        settings, world, database = parts.settings, parts.world, parts.database
        self.data = PersonalData(database)
        self.links = PersonalLinks(database, world, settings)
        self.erasure = Erasure(
            database, parts.doorkeeper, parts.directory, parts.live, parts.panels, parts.typesetter, world
        )
        self.retention = Retention(database, world, settings.keeping)
        self.unnamed = parts.unnamed
        holdings = HoldingsPages(parts.pages, parts.house, parts.doorkeeper, parts.people, self.data, world)
        self.my_data = MyData(holdings)
        self.people = PeoplePages(holdings, self.erasure)
        listed = AttendantList(
            parts.visits,
            parts.house,
            parts.people,
            self.links,
            world,
            sends=mailing is not None and mailing.sends,
        )
        self.badges = BadgePages(listed, self.links, parts.typesetter, world, settings.base_url)
        self.letters = LinkLetters(listed, self.links, mailing)

    def routes(self) -> list[Route]:
        return [
            Route("/me/data", self.my_data.page),
            Route("/me/data", self.my_data.correct, methods=["POST"]),
            Route("/me/data.json", self.my_data.export),
            Route("/people", self.people.everybody),
            Route("/people/{person}", self.people.page),
            Route("/people/{person}", self.people.correct, methods=["POST"]),
            Route("/people/{person}/data.json", self.people.export),
            Route("/people/{person}/erase", self.people.before_erasing),
            Route("/people/{person}/erase", self.people.erase, methods=["POST"]),
            Route("/meetings/{slug}/badges", self.badges.page),
            Route("/meetings/{slug}/badges/links", self.letters.send, methods=["POST"]),
            Route("/meetings/{slug}/badges.pdf", self.badges.pdf),
            Route("/meetings/{slug}/badges.pdf", self.badges.make, methods=["POST"]),
        ]

    async def beat(self) -> None:
        """Once a second: who was erased elsewhere; now and then: what has been kept long enough."""
        while True:
            try:
                await self.erasure.beat()
                await self.retention.beat()
                await self.unnamed.beat()
            except Exception:  # the database may be away for a moment
                log.exception("what is kept of persons could not be looked through")
            await asyncio.sleep(1)
