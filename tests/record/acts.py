"""What the tests of the record have people do, and how they look at what was kept."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from models import body, meeting, organisation
from models.belonging.roles import Role
from models.convocation import Convocation
from models.organisation import ORGANISATION
from models.planning.item import AgendaItem, ItemId, Kind
from models.procedure import OPERATOR, Command, CommandId, PersonId, Receipt, StreamId, Submission
from models.rules.agenda import OpenNextItem
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting, DraftMeeting, OpenMeeting
from models.rules.roles import GrantRole
from models.text import Text
from server import archive
from server.chamber import Chamber
from server.database import Database
from server.house import House
from server.record import Tail, since

NINE = datetime(2021, 11, 17, 9, tzinfo=UTC)
COUNCIL = StreamId("meeting-council")
CHAIR = PersonId("chair")

_numbers = itertools.count(1)


class World:
    """A clock that stands still until it is moved, and ids in a row."""

    def __init__(self) -> None:
        self.at = NINE

    def now(self) -> datetime:
        return self.at

    def new_id(self) -> str:
        return f"id-{next(_numbers)}"

    def new_secret(self) -> str:
        return f"secret-{next(_numbers)}"

    def new_epoch(self) -> str:
        return f"epoch-{next(_numbers)}"


async def nothing() -> None:
    """Nothing is meddled with."""


class Meddled(Database):
    """A database whose transactions are counted; tests put into `on_…` what is to happen in the midst of one."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.transactions = 0
        self.on_begin: Callable[[], Awaitable[None]] = nothing
        self.on_commit: Callable[[], Awaitable[None]] = nothing
        self.on_read: Callable[[], Awaitable[None]] = nothing

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        self.transactions += 1
        async with super().writing() as connection:
            await self.on_begin()
            yield connection
            await self.on_commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        await self.on_read()
        async with super().reading() as connection:
            yield connection


class Fails:
    """Raises, so many times; afterwards all is well."""

    def __init__(self, times: int = 1) -> None:
        self.left = times

    async def __call__(self) -> None:
        if self.left:
            self.left -= 1
            raise OSError("the disk is full")


# ------------------------------------------------------------------------------------------------ acts


def asked(
    command: Command, *, id: str | None = None, by: str | None = OPERATOR, at: datetime = NINE
) -> Submission:
    person = PersonId(by) if by else None
    return Submission(CommandId(id or f"press-{next(_numbers)}"), person, at, command)


def grant(name: str) -> GrantRole:
    """A command that any number of people can press at once, each with an effect of its own."""
    return GrantRole(PersonId(name), Role.DELEGATE)


def next_after(closing: str | None) -> OpenNextItem:
    return OpenNextItem(closing=ItemId(closing) if closing else None)


def draft(slug: str, items: int = 9) -> DraftMeeting:
    numbered = tuple(
        AgendaItem(ItemId(str(n)), str(n), Text(f"Item {n}"), Kind.REPORT, 10) for n in range(1, items + 1)
    )
    return DraftMeeting(Convocation(slug, Text(slug), Text(slug), "Barcelona", "Europe/Madrid"), (), numbered)


async def draft_council(house: House) -> None:
    await house.together(
        [(ORGANISATION, asked(EnterMeeting(COUNCIL, "council"))), (COUNCIL, asked(draft("council")))]
    )
    chamber = await house.chamber(COUNCIL)
    for command in (ConveneMeeting(), OpenMeeting(), GrantRole(CHAIR, Role.CHAIR)):
        await chamber.submit(asked(command))


async def all_at_once(chamber: Chamber, commands: Iterable[Command]) -> list[Receipt]:
    """So many people press in the same instant."""
    return await asyncio.gather(*(chamber.submit(asked(command)) for command in commands))


async def until(so: Callable[[], bool]) -> None:
    """Let the others have their turns until it is so."""
    while not so():  # noqa: ASYNC110 - nobody says when somebody else has come to wait
        await asyncio.sleep(0)


# --------------------------------------------------------------------------------------------- looking


async def kept(database: Database, stream: StreamId) -> Tail:
    async with database.reading() as connection:
        return await since(connection, stream, 0)


async def memory_is_the_record(chamber: Chamber, database: Database) -> None:
    """This chamber knows what the record holds: no more, no less, and nothing else."""
    tail = await kept(database, chamber.stream)
    assert [entry.seq for entry in tail.entries] == list(range(1, len(tail.entries) + 1))
    assert tuple(chamber.entries) == tail.entries
    replayed = {"meeting": meeting.replay, "body": body.replay, "organisation": organisation.replay}
    assert chamber.state == replayed[chamber.kind](tail.entries)
    assert chamber.receipts == {(one.by, one.id): (one.asked, one.seq) for one in tail.submissions}
    assert chamber.epoch == tail.epoch
    assert all(finding.sound for finding in await archive.verify(database))
