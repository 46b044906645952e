"""People come into the register with the act that names them, and leave it when that is undone or never was."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from models.belonging.roles import Role
from models.organisation import ORGANISATION
from models.procedure import PersonId, StreamId
from models.rules import grounds as rules
from models.rules.calendar import EnterMeeting
from models.rules.conduct import CloseMeeting, ConveneMeeting, DraftMeeting, OpenMeeting
from models.rules.roles import GrantRole
from models.tables import people
from server.persons.people import Newcomers, Person
from tests.live.drafted import convocation, item
from tests.members.bodies import COUNCIL, Desk, council_in, press

LIST = (
    b"Name,Country,Section,Delegate: name,Delegate: address,Substitute: name\n"
    b"Soria,Spain,Europe,Ana Ruiz,ana@soria.example,Ben King\n"
)
ANA, BEN = ("Ana Ruiz", "ana@soria.example"), ("Ben King", "")
MEETING = StreamId("meeting-of-the-council")


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with council_in(tmp_path / "data") as made:
        yield made


async def import_and_undo(desk: Desk, *, between: object = None) -> None:
    assert (await desk.keep(await desk.choose(LIST))).status == 303
    assert sorted(await desk.people()) == [ANA, BEN]
    if between:
        await between()  # type: ignore[operator]
    assert (await desk.press(await desk.come(), "undo")).status == 303
    assert desk.body.members == {}


async def called(desk: Desk) -> None:
    """A meeting of the council, convened."""
    house, draft = desk.parts.house, DraftMeeting(convocation(of=COUNCIL), (), (item("1"),))
    await house.together([(ORGANISATION, press(EnterMeeting(MEETING, "bureau"))), (MEETING, press(draft))])
    await (await house.chamber(MEETING)).submit(press(ConveneMeeting()))


async def whose(desk: Desk, name: str) -> PersonId:
    [found] = [person for person, one in (await desk.parts.people.everybody()).items() if one.name == name]
    return found


async def test_they_are_kept_in_the_transaction_of_the_command_or_not_at_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, whole = await desk.choose(LIST), Newcomers.keep

    async def busy(newcomers: Newcomers, connection: AsyncConnection) -> None:
        await whole(newcomers, connection)
        raise rules.BUSY.refusal()

    with monkeypatch.context() as patched:
        patched.setattr(Newcomers, "keep", busy)
        assert (await desk.keep(page)).status == 503
    assert (await desk.people(), len(desk.body.members)) == ([], 0)
    assert (await desk.keep(page)).status == 303
    assert sorted(await desk.people()) == [ANA, BEN]


async def test_an_import_that_is_undone_leaves_nobody_behind(desk: Desk) -> None:
    await called(desk)
    await import_and_undo(desk)
    assert await desk.people() == []
    meeting = desk.parts.house.chambers[MEETING].meeting
    assert meeting.roster
    assert meeting.roster.seats == ()
    await import_and_undo(desk)
    assert await desk.people() == []


async def test_whom_something_else_names_meanwhile_stays(desk: Desk) -> None:
    async def meanwhile() -> None:
        organisation = await desk.parts.house.chamber(ORGANISATION)
        await organisation.submit(press(GrantRole(await whose(desk, "Ana Ruiz"), Role.SECRETARIAT)))
        await desk.parts.doorkeeper.make_link(await whose(desk, "Ben King"))

    await import_and_undo(desk, between=meanwhile)
    assert sorted(await desk.people()) == [ANA, BEN]


async def test_who_was_at_a_meeting_that_is_over_stays(desk: Desk) -> None:
    async def meanwhile() -> None:
        await called(desk)
        for command in (OpenMeeting(), CloseMeeting()):
            await desk.parts.house.chambers[MEETING].submit(press(command))

    await import_and_undo(desk, between=meanwhile)
    assert sorted(await desk.people()) == [ANA, BEN]


async def test_who_was_known_before_stays(desk: Desk) -> None:
    await desk.parts.people.enter([Person(*ANA)])
    await import_and_undo(desk)
    assert await desk.people() == [ANA]


async def test_once_a_day_whom_nothing_names_is_let_go(desk: Desk) -> None:
    """Who was entered by a form that was refused, or before a server was killed."""
    parts = desk.parts
    assert (await desk.keep(await desk.choose(LIST))).status == 303
    token, _, _ = await parts.people.enter([Person("Has a token"), Person("Left over"), Person("Just come")])
    await parts.doorkeeper.make_token(token)
    await parts.unnamed.beat()
    assert len(await desk.people()) == 5, "everybody has just come"
    async with parts.database.writing() as connection:
        ago = parts.world.now() - timedelta(days=2)
        await connection.execute(update(people).where(people.c.name != "Just come").values(since=ago))
    await parts.unnamed.sweep()
    assert sorted(await desk.people()) == [ANA, BEN, ("Has a token", ""), ("Just come", "")]
    assert parts.directory.known_as(["Left over"]) == {}
