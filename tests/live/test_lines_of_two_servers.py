"""Two servers over one database: who is connected to one of them keeps their place on the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from models.belonging.granting import RoleGranted
from models.belonging.roles import Role
from models.belonging.roster import Roster, RosterTaken
from models.body import BodyId, Rules
from models.meeting import MeetingOpened
from models.planning.agenda import ItemOpened
from models.planning.item import ItemId
from models.procedure import PersonId
from models.speaking.attendance import Attendance
from models.speaking.request import PlaceGivenUp, Request, RequestId, RequestKind, RequestMade, Speaker
from models.text import Text
from server.app import Parts
from server.doors.digests import digest
from server.hub import Hub
from server.settings import read_settings
from server.watching.elsewhere import EVERY
from server.world import RealWorld
from tests.live.drafted import Drafted, convocation, happened

ITEM = ItemId("1")


class Later(RealWorld):
    """The real world, some minutes on."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


@dataclass(frozen=True)
class Somebody:
    """Who watches, as far as lines go."""

    person: PersonId
    group: None = None


@asynccontextmanager
async def server(data: Path, url: str, world: Later) -> AsyncIterator[Parts]:
    data.mkdir()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data), "HEMICYCLE_DATABASE_URL": url}), world)
    yield parts
    await parts.house.close()
    await parts.database.close()


async def test_a_place_is_given_up_only_if_no_server_sees_who_has_it(
    tmp_path: Path, postgres_schema_url: str
) -> None:
    world = Later()
    async with (
        server(tmp_path / "a", postgres_schema_url, world) as a,
        server(tmp_path / "b", postgres_schema_url, world) as b,
    ):
        ana = await a.doorkeeper.welcome_person("Ana")
        chamber = await Drafted(a, None).convene(convocation())  # type: ignore[arg-type]
        speaker = Speaker(ana, office=Text("Mayor"))
        asked = Request(RequestId("one"), RequestKind.STATEMENT, speaker, Attendance.REMOTE)
        happened(
            chamber,
            RosterTaken(Roster(BodyId("bureau"), Text("Bureau"), Rules(place_kept_for=60))),
            RoleGranted(ana, Role.DELEGATE),
            MeetingOpened(),
            ItemOpened(ITEM),
            RequestMade(ITEM, asked),
        )
        hub, chair = a.live.hub(chamber), Somebody(PersonId("chair"))
        hub.watchers = {chair, Somebody(ana)}  # type: ignore[assignment, arg-type]
        hub.look(world.now())
        hub.watchers = {chair}  # type: ignore[assignment, arg-type]
        async with b.database.writing() as connection:
            there = digest(await b.doorkeeper.sign_ins.begin(connection, ana))
        for minutes in range(1, 5):
            world.ahead = timedelta(minutes=minutes)
            b.doorkeeper.sign_ins.note({there})
            await b.doorkeeper.sign_ins.keep()
            await seen_from(a, hub)
            assert chamber.meeting.floor.at(ITEM).waiting, "b sees her"
        for minutes in range(5, 15):
            world.ahead = timedelta(minutes=minutes)
            await seen_from(a, hub)
        assert chamber.entries[-1].event == PlaceGivenUp(ITEM, asked.id, 60)


async def seen_from(a: Parts, hub: Hub) -> None:
    """What its beats and its clock make of this moment."""
    for _ in range(EVERY):
        await a.live.elsewhere.beat()
    hub.look(a.world.now())
    await a.given_up.look()
