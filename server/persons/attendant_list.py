"""Everybody who has a role in a meeting, with their badges and links: the page that makes and sends them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.convocation import Convocation
from models.rules.permission import may_set_up
from server import languages
from server.house import House
from server.meeting_pages.moments import Moment, moment_of
from server.persons.badges import Attendant, attendants, days_of, end_of
from server.persons.people import NOBODY_KNOWN, People, Person
from server.persons.personal_links import BADGE, MAIL, Given, PersonalLinks
from server.persons.standing import affiliations, organisation_and_bodies
from server.visits import Visit, Visits
from server.world import World

MOST_FIELDS = 4
MOST_PART = 1024


@dataclass(frozen=True)
class Dated:
    """A moment with its day in words."""

    day: str
    moment: Moment


@dataclass(frozen=True)
class AttendantView:
    """Somebody on the page: when their badge was made and whether its code is used, when a link was sent by mail.

    `waits` is whoever a link may be sent to: they have an address, no sign-in, and no link that waits for them.
    """

    one: Attendant
    known: Person
    badge: Dated | None
    used: bool
    mailed: Dated | None
    signed_in: bool
    waits: bool


@dataclass(frozen=True)
class Table:
    """The secretariat at this page: where they are, and what their meeting is called to."""

    visit: Visit
    called: Convocation

    @property
    def end(self) -> datetime | None:
        return end_of(self.visit.meeting, self.called.zone)

    def dated(self, at: datetime) -> Dated:
        return Dated(
            languages.day_in_words(at, self.called.zone, self.visit.language), moment_of(at, self.called.zone)
        )


class AttendantList:
    def __init__(
        self,
        visits: Visits,
        house: House,
        people: People,
        links: PersonalLinks,
        world: World,
        *,
        sends: bool,
    ) -> None:
        self._visits = visits
        self._house = house
        self._people = people
        self._links = links
        self._world = world
        self._sends = sends

    async def admit(self, request: Request, *, acting: bool) -> Table:
        """The meeting's secretariat. Raises `HTTPException` for all others."""
        visit = await self._visits.begin(request, acting=acting)
        if not may_set_up(visit.actor):
            raise HTTPException(403 if visit.person else 401)
        assert visit.meeting.convocation is not None  # nobody may follow a meeting without one
        return Table(visit, visit.meeting.convocation)

    async def fields(self, request: Request) -> FormData:
        return await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_PART)

    async def attendants(self, table: Table) -> tuple[Attendant, ...]:
        """Everybody who has a role here and is not erased, by name."""
        meeting, zone, language = table.visit.meeting, table.called.zone, table.visit.language
        known = await self._people.of(meeting.attending)
        today = self._world.now().astimezone(ZoneInfo(zone)).date()
        day = (days_of(meeting, zone) or (today,))[0]
        stand = affiliations(*await organisation_and_bodies(self._house), day, language)
        return attendants(meeting, {p: one.name for p, one in known.items()}, stand, language)

    async def views(self, table: Table) -> tuple[AttendantView, ...]:
        """The same with what they were given."""
        everybody = await self.attendants(table)
        persons, stream = [one.person for one in everybody], table.visit.chamber.stream
        known, signed_in = await self._people.of(persons), await self._links.signed_in(persons)
        badges, mailed = await self._links.given(stream, BADGE), await self._links.given(stream, MAIL)
        now = self._world.now()

        def view(one: Attendant) -> AttendantView:
            badge, link = badges.get(one.person), mailed.get(one.person)
            person = known.get(one.person, NOBODY_KNOWN)
            here = one.person in signed_in
            return AttendantView(
                one=one,
                known=person,
                badge=table.dated(badge.made) if badge else None,
                used=badge is not None and badge.used is not None,
                mailed=table.dated(link.made) if link else None,
                signed_in=here,
                waits=bool(person.address) and not here and not _open(link, now),
            )

        return tuple(view(one) for one in everybody)

    async def page(self, request: Request, table: Table, notice: str = "", status: int = 200) -> Response:
        views = await self.views(table)
        return self._visits.page(
            request,
            table.visit,
            "badges.html",
            "badges",
            status=status,
            notice=notice,
            attendants=views,
            without=sum(1 for view in views if view.badge is None),
            waiting=sum(1 for view in views if view.waits),
            unaddressed=sum(1 for view in views if not view.known.address),
            sends=self._sends,
            until=table.dated(self._links.good_until(table.end)),
        )


def _open(link: Given | None, now: datetime) -> bool:
    """Whether a link that was sent is good still."""
    return link is not None and link.used is None and link.expires > now
