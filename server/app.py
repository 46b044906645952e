"""The application: the one place where the parts meet."""

import asyncio
import gc
import importlib.metadata
import logging
import zoneinfo
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import structlog
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from models.organisation import ORGANISATION
from models.text import LANGUAGES
from server import control, folder, schema
from server.assets import STATIC, Assets
from server.database import Database
from server.doorkeeper import BadToken, Doorkeeper, WrongOrigin
from server.edge import Edge
from server.entrance import Entrance
from server.house import House
from server.interface import Interface
from server.languages import catalogue
from server.live import Live
from server.operator import Operator
from server.pages import Pages
from server.panels import Panels
from server.settings import Settings
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
        self.doorkeeper = Doorkeeper(self.database, world, settings)
        self.panels = Panels(settings.base_url, self.assets)
        self.live = Live(self.house, self.doorkeeper, world, self.panels.render, self.assets)
        self.operator = Operator(self.house, self.doorkeeper, settings, world)
        self.pages = Pages(
            self.house, self.doorkeeper, self.live, self.panels, self.assets, world, secure=settings.secure
        )
        self.entrance = Entrance(self.pages, self.house, self.doorkeeper, self.live, secure=settings.secure)
        self.interface = Interface(self.house, self.doorkeeper, self.live, world)


def create_app(settings: Settings, world: World) -> Starlette:
    """The whole server as one ASGI application; what it holds is in `app.state.parts`."""
    zoneinfo.reset_tzpath(to=())  # the tzdata package, never the system's year-old copy (DESIGN §6)
    parts = Parts(settings, world)
    pages, entrance, interface = parts.pages, parts.entrance, parts.interface
    app = Starlette(
        routes=[
            WebSocketRoute("/meetings/{slug}/live", parts.live.socket),
            Route("/", pages.meetings),
            Route("/meetings/{slug}", pages.follow),
            Route("/meetings/{slug}/chair", pages.chair),
            Route("/meetings/{slug}/wall", pages.wall),
            Route("/meetings/{slug}/commands/{name}", pages.command, methods=["POST"]),
            Route("/in/{secret}", entrance.link),
            Route("/in/{secret}", entrance.sign_in, methods=["POST"]),
            Route("/sign-out", entrance.sign_out, methods=["POST"]),
            Route("/api/meetings/{slug}", interface.meeting),
            Route("/api/meetings/{slug}/entries", interface.entries),
            Route("/api/meetings/{slug}/commands/{name}", interface.command, methods=["POST"]),
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
        for language in LANGUAGES:
            catalogue(language)
        heart = asyncio.create_task(parts.live.heartbeat(), name="heartbeat")
        async with control.listening(parts.settings.data, parts.operator):
            gc.collect()
            gc.freeze()
            gc.set_threshold(COLLECT_AFTER, 20, 20)
            yield
        heart.cancel()
        await parts.house.close()
    finally:
        await parts.database.close()
        holding.release()


class Static(StaticFiles):
    """Files of `web/static`: for ever under a versioned address, asked about anew under a bare one."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=")
        caching = "public, max-age=31536000, immutable" if versioned else "no-cache"
        response.headers["Cache-Control"] = caching
        return response


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


def for_programs(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def refused_page(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    if for_programs(request):
        return answer_json({"error": fault.detail}, fault.status_code)
    parts: Parts = request.app.state.parts
    return parts.pages.refused(request, fault.status_code)


async def wrong_origin(request: Request, _: Exception) -> Response:
    if for_programs(request):
        return answer_json({"error": "This request came from a page that is not one of ours."}, 403)
    parts: Parts = request.app.state.parts
    return parts.pages.refused(request, 403, ours=False)


async def bad_token(_: Request, __: Exception) -> Response:
    return answer_json({"error": "This token is not valid."}, 401)


async def failed(request: Request, fault: Exception) -> Response:
    logging.getLogger("hemicycle").error("a request failed", exc_info=fault)
    if for_programs(request):
        return answer_json({"error": "The server failed; nothing is known of this request."}, 500)
    parts: Parts = request.app.state.parts
    return parts.pages.refused(request, 500)


def answer_json(value: dict[str, object], status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")
