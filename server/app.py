"""The application: the one place where the parts meet."""

import asyncio
import gc
import importlib.metadata
import zoneinfo
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from models.organisation import ORGANISATION
from models.text import LANGUAGES
from server import folder, schema
from server.addresses import addresses
from server.assets import STATIC, Assets, Static
from server.calendars.feeds import Feeds
from server.console import control
from server.console.operator import Operator
from server.console.organiser import Organiser
from server.database import Database
from server.deadlines import Deadlines
from server.doorkeeper import BadToken, Doorkeeper, WrongOrigin
from server.doors.doors import Doors
from server.edge import Edge
from server.faults import answer_json, bad_token, failed, refused_page, wrong_origin
from server.floor_pages.equity_pages import EquityPages
from server.floor_pages.list_pages import ListPages
from server.floor_pages.simulation_pages import SimulationPages
from server.following.plan_letters import PlanLetters
from server.house import House
from server.import_pages.export_pages import ExportPages
from server.import_pages.import_pages import ImportPages
from server.languages import catalogue
from server.live import Live
from server.member_pages.members import Members
from server.organisation_pages.body_pages import BodyPages
from server.organisation_pages.form_door import FormDoor
from server.organisation_pages.offices_import import OfficesImport
from server.organisation_pages.offices_import_pages import OfficesImportPages
from server.organisation_pages.offices_pages import OfficesPages
from server.organisation_pages.organisation_pages import OrganisationPages
from server.pages import Pages
from server.panels import Panels
from server.paper_pages.files import Files
from server.paper_pages.notebook import Notebook
from server.paper_pages.notes import Notes
from server.paper_pages.papers import Papers
from server.persons.directory import Directory
from server.persons.people import People
from server.persons.personal_links import PersonalLinks
from server.persons.persons import Persons
from server.persons.unnamed import Unnamed
from server.presidency.presidency import Presidency
from server.printing.agenda_pages import AgendaPages
from server.printing.pdf import Typesetter
from server.programs.body_door import BodyDoor
from server.programs.interface import Interface
from server.programs.organisation_door import OrganisationDoor
from server.rotation_pages.keeping_rotations import KeepingRotations
from server.settings import Settings
from server.setup_pages.new_meetings import NewMeetings
from server.setup_pages.previews import Previews
from server.setup_pages.readiness import Readiness
from server.setup_pages.reports import Reports
from server.setup_pages.setup_pages import SetupPages
from server.setup_pages.speakers import Speakers
from server.visits import Visits
from server.watching.given_up import GivenUp
from server.world import World

log = structlog.get_logger()
COLLECT_AFTER = 50_000


class Parts:
    """Everything of one running server."""

    def __init__(self, settings: Settings, world: World) -> None:
        self.settings = settings
        self.world = world
        self.database = Database(settings.database_url)
        self.assets = Assets()
        self.house = House(self.database, world)
        self.deadlines = Deadlines(self.house, world)
        self.doorkeeper = Doorkeeper(self.database, world, settings)
        self.directory = Directory(self.database, world)
        self.people = People(self.database, self.directory, world)
        self.unnamed = Unnamed(self.database, self.directory, world)
        links = PersonalLinks(self.database, world, settings)
        self.readiness = Readiness(self.house, self.doorkeeper, self.people, links, world)
        self.panels = Panels(settings.base_url, self.assets, self.directory, self.readiness, world)
        self.files = Files(self.database, world)
        self.live = Live(
            self.house, self.doorkeeper, self.directory, self.files, world, self.panels.render, self.assets
        )
        self.given_up = GivenUp(self.live.elsewhere.due, world, self.live.lines_moved)
        self.organiser = Organiser(self.house, self.people, self.doorkeeper, world)
        self.pages = Pages(
            self.house, self.doorkeeper, self.live, self.panels, self.assets, world, secure=settings.secure
        )
        self.doors = Doors(self.database, world, settings, self.house, self.doorkeeper, self.live, self.pages)
        letters = PlanLetters(self.house, self.people, self.doors.outbox, settings.base_url)
        self.house.tells(letters.told, self.doors.outbox.ring)
        self.operator = Operator(
            self.house, self.doorkeeper, self.people, self.doors.passwords, settings, world
        )
        self.setup = SetupPages(
            self.pages,
            self.panels,
            self.house,
            self.doorkeeper,
            self.live,
            self.directory,
            self.readiness,
            world,
        )
        self.speakers = Speakers(self.setup, self.live, self.directory, world)
        self.reports = Reports(self.setup, self.house, world)
        self.new_meetings = NewMeetings(self.house, self.doorkeeper, self.pages, world)
        self.interface = Interface(self.house, self.doorkeeper, self.directory, self.live, world)
        self.organisation_door = OrganisationDoor(
            self.house, self.doorkeeper, self.directory, self.live, world
        )
        self.body_door = BodyDoor(self.house, self.doorkeeper, self.directory, self.live, world)
        organising = (
            self.pages,
            self.panels,
            self.house,
            self.doorkeeper,
            self.directory,
            self.people,
            FormDoor(self.house, self.live, self.people, world),
            letters,
            world,
        )
        self.body_pages = BodyPages(*organising)
        self.organisation_pages = OrganisationPages(*organising)
        self.keeping_rotations = KeepingRotations(*organising)
        self.offices_import = OfficesImportPages(
            self.organisation_pages, OfficesImport(self.house, self.directory, self.people, world)
        )
        self.visits = Visits(self.pages, self.panels, self.house, self.doorkeeper)
        self.previews = Previews(self.visits, self.pages, self.panels, world)
        self.papers = Papers(self.visits, self.live, self.files, world)
        self.export_pages = ExportPages(self.visits, self.directory)
        self.list_pages = ListPages(self.visits, self.panels, world)
        self.equity_pages = EquityPages(self.visits, self.pages, world)
        self.simulation_pages = SimulationPages(self.visits, self.directory)
        self.import_pages = ImportPages(self.visits, self.live)
        self.offices = OfficesPages(
            self.pages, self.house, self.doorkeeper, self.directory, self.people, world
        )
        self.members = Members(self)
        self.notes = Notes(self.visits, Notebook(self.database, world))
        self.feeds = Feeds(self.house, self.doorkeeper, self.pages, settings.base_url)
        self.typesetter = Typesetter()
        self.presidency = Presidency(self)
        self.agenda_pages = AgendaPages(
            self.house,
            self.doorkeeper,
            self.directory,
            self.pages,
            self.typesetter,
            settings.base_url,
        )
        self.persons = Persons(self, self.doors.outbox)


def create_app(settings: Settings, world: World) -> Starlette:
    """The whole server as one ASGI application; what it holds is in `app.state.parts`."""
    zoneinfo.reset_tzpath(to=())  # the tzdata package, never the system's year-old copy (DESIGN §6)
    parts = Parts(settings, world)
    app = Starlette(
        routes=[
            *addresses(parts),
            Route("/healthz", health),
            Route("/metrics", metrics),
            Mount("/static", Static(directory=STATIC)),
        ],
        middleware=[Middleware(Edge)],
        exception_handlers={
            HTTPException: refused_page,
            WrongOrigin: wrong_origin,
            BadToken: bad_token,
            Exception: failed,
        },
        lifespan=lifespan,
    )
    app.state.parts = parts
    return app


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Hold the folder, bring the schema up to date, replay; then serve until told to stop."""
    parts: Parts = app.state.parts
    holding = folder.hold(parts.settings, parts.database.file)
    try:
        copy = await schema.upgrade(parts.database)
        if copy:
            log.info("the schema was upgraded", copy_of_before=str(copy))
        await parts.house.chamber(ORGANISATION)
        await parts.directory.open()
        await parts.persons.retention.beat()
        for language in LANGUAGES:
            catalogue(language)
        always = [
            asyncio.create_task(parts.live.heartbeat(), name="heartbeat"),
            asyncio.create_task(parts.given_up.watch(), name="places given up"),
            asyncio.create_task(parts.persons.beat(), name="upkeep"),
            asyncio.create_task(parts.deadlines.watch(), name="deadlines"),
        ]
        listening = control.listening(parts.settings.data, parts.operator, parts.organiser)
        async with parts.doors.open(), listening:
            gc.collect()
            gc.freeze()
            gc.set_threshold(COLLECT_AFTER, 20, 20)
            yield
        for task in always:
            task.cancel()
        await asyncio.gather(*always, return_exceptions=True)
        await parts.presidency.close()
        await parts.typesetter.close()
        await parts.house.close()
    finally:
        await parts.database.close()
        holding.release()


async def health(request: Request) -> Response:
    """`GET /healthz`: whether the record can be read, and of what this server is made."""
    parts: Parts = request.app.state.parts
    return answer_json(
        {
            "status": "ok",
            "schema": await schema.revision(parts.database),
            "tzdata": importlib.metadata.version("tzdata"),
            "release": parts.assets.release,
            "streams": len(parts.house.chambers),
            "sockets": parts.live.sockets(),
        }
    )


async def metrics(_: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
