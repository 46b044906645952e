"""The doors: everything by which somebody comes in or goes out, put together; and what goes on behind them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.routing import Route

from server.database import Database
from server.doorkeeper import Doorkeeper
from server.doors.captured import CapturedMail
from server.doors.caretaker import Caretaker
from server.doors.codes import Codes
from server.doors.entrance import Entrance
from server.doors.limits import Limits
from server.doors.my_sign_ins import MySignIns
from server.doors.passwords import Passwords
from server.doors.sign_in_pages import SignInPages
from server.house import House
from server.live import Live
from server.mailing.carriers import carrier_of
from server.mailing.mail import Outbox
from server.mailing.postman import Postman
from server.pages import Pages
from server.settings import Settings
from server.world import World


class Doors:
    def __init__(
        self,
        database: Database,
        world: World,
        settings: Settings,
        house: House,
        doorkeeper: Doorkeeper,
        live: Live,
        pages: Pages,
    ) -> None:
        self.sign_ins = doorkeeper.sign_ins
        limits = Limits(world)
        self.codes = Codes(database, world, limits, self.sign_ins)
        self.passwords = Passwords(database, world, limits, self.sign_ins)
        self.outbox = Outbox(database, world, carrier_of(settings))
        self.postman = Postman(database, self.codes, self.outbox, world, settings.base_url)
        self.caretaker = Caretaker(self.sign_ins, self.codes, live)
        self.entrance = Entrance(pages, house, doorkeeper, self.codes, live, secure=settings.secure)
        self.sign_in_pages = SignInPages(
            pages,
            self.entrance,
            doorkeeper,
            self.codes,
            self.postman,
            self.passwords,
            self.outbox,
            settings,
        )
        self.my_sign_ins = MySignIns(pages, self.entrance, doorkeeper, live)
        self.captured = CapturedMail(pages, doorkeeper, settings)

    def routes(self) -> list[Route]:
        return [
            Route("/in/{secret}", self.entrance.link),
            Route("/in/{secret}", self.entrance.sign_in, methods=["POST"]),
            Route("/sign-in", self.sign_in_pages.ask_page),
            Route("/sign-in", self.sign_in_pages.ask, methods=["POST"]),
            Route("/sign-in/code", self.sign_in_pages.code_page),
            Route("/sign-in/code", self.sign_in_pages.guess, methods=["POST"]),
            Route("/sign-in/password", self.sign_in_pages.password_page),
            Route("/sign-in/password", self.sign_in_pages.password, methods=["POST"]),
            Route("/sign-out", self.entrance.sign_out, methods=["POST"]),
            Route("/me", self.my_sign_ins.page),
            Route("/me/sign-out", self.my_sign_ins.sign_out, methods=["POST"]),
            Route("/mail", self.captured.page),
        ]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Send mail and look after what is kept, until closed."""
        always = [
            asyncio.create_task(self.passwords.prepare(), name="passwords"),
            asyncio.create_task(self.outbox.run(), name="outbox"),
            asyncio.create_task(self.caretaker.run(), name="caretaker"),
        ]
        yield
        await self.postman.close()
        for task in always:
            task.cancel()
        await asyncio.gather(*always, return_exceptions=True)
        await self.sign_ins.keep()
        self.passwords.close()
