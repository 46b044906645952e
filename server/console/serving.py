"""Serving: the listening socket, uvicorn with our seam, and what is printed when the door is open."""

import asyncio
import logging
import resource
import socket
import sys

import click
import structlog
import uvicorn
from starlette.applications import Starlette

from models.belonging.roles import Role
from server import schema
from server.app import Parts, create_app
from server.console.operator import PUBLIC
from server.database import Database
from server.folder import hold
from server.settings import BadSetting, Settings
from server.watching.lean import SEND_BUFFER
from server.watching.seam import Handshake
from server.world import World

BACKLOG = 4096
STOP_SECONDS = 5
PRINTED = (Role.CHAIR, Role.SECRETARIAT, Role.DELEGATE, Role.OBSERVER, PUBLIC)


class Server(uvicorn.Server):
    """Uvicorn, which prints the links once it listens."""

    def __init__(self, config: uvicorn.Config, parts: Parts, *, with_demo: bool) -> None:
        super().__init__(config)
        self._parts = parts
        self._with_demo = with_demo

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._with_demo:
            await self._print_links()

    async def _print_links(self) -> None:
        operator = self._parts.operator
        await self._parts.organiser.demo()
        slug = await operator.demo()
        click.echo("Open these links, each in a browser of its own (or a private window):", err=True)
        for role in PRINTED:
            click.echo(f"{role} {await operator.link(role, slug)}")
        click.echo(f"wall {self._parts.settings.base_url}/meetings/{slug}/wall")
        click.echo(f"organisation {await self._parts.organiser.demo_link()}")
        sys.stdout.flush()


def serve(settings: Settings, world: World, *, with_demo: bool) -> None:
    """Serve until stopped by a signal. Raises `FolderInUse` or `BadSetting`, in words."""
    configure_logging()
    app: Starlette = create_app(settings, world)
    parts: Parts = app.state.parts
    asyncio.run(ready(settings))
    listening = listen(settings)
    raise_limit_of_files()
    config = uvicorn.Config(
        app,
        ws=Handshake,
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,  # whom to believe is told by HEMICYCLE_PROXIES
        timeout_graceful_shutdown=STOP_SECONDS,
        timeout_keep_alive=75,
        backlog=BACKLOG,
    )
    server = Server(config, parts, with_demo=with_demo)
    click.echo(f"Hemicycle serves {settings.base_url} (data in {settings.data})", err=True)
    server.run(sockets=[listening])
    if not server.started:
        sys.exit(3)


async def ready(settings: Settings) -> None:
    """Hold the folder and bring the schema up to date once, so that what is wrong is said in words."""
    database = Database(settings.database_url)
    holding = hold(settings, database.file)
    try:
        if copy := await schema.upgrade(database):
            click.echo(f"The schema was brought up to date. As it was before: {copy}", err=True)
    finally:
        await database.close()
        holding.release()


def listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)  # inherited by every connection
    try:
        listening.bind((settings.host, settings.port))
    except OSError as fault:
        listening.close()
        raise BadSetting(f"Cannot listen on {settings.host}:{settings.port}: {fault.strerror}.") from None
    listening.listen(BACKLOG)
    listening.set_inheritable(False)
    return listening


def raise_limit_of_files() -> None:
    """As many open sockets as the system allows this process."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def configure_logging() -> None:
    """Plain lines on stderr; libraries speak up from warnings on."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
