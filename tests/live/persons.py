"""A house in this process with an organisation in it: its secretary, and Ana, Mayor of Soria, a delegate."""

from dataclasses import dataclass
from datetime import UTC, datetime

import httpx2

from models.belonging.dating import Period, on
from models.belonging.offices import Mandate, MandateId, Office, OfficeId
from models.belonging.roles import Role
from models.organisation import ORGANISATION
from models.planning.sitting import Contributor
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.rules.offices import EnterMandate, EnterOffice
from models.rules.roles import GrantRole
from models.text import Text
from server.persons.people import Person
from tests.live.drafted import BASE, STREAM, Drafted, convocation, item, sitting

ADDRESS = "ana.ruiz@soria.example"
NAME = "Ana Ruiz Xanadu"
NINE, TEN = datetime(2027, 6, 13, 15, tzinfo=UTC), datetime(2027, 6, 15, 16, tzinfo=UTC)


@dataclass
class Town:
    """The house, with the organisation's secretary and Ana, each by their id and the header that lets them in."""

    house: Drafted
    secretary: PersonId
    ana: PersonId
    desk: dict[str, str]
    hers: dict[str, str]

    async def get(self, path: str, who: dict[str, str] | None = None, **more: object) -> httpx2.Response:
        return await self.house.http.get(path, headers=who or {}, **more)  # type: ignore[arg-type]

    async def post(self, path: str, who: dict[str, str], **fields: str) -> httpx2.Response:
        return await self.house.http.post(path, headers=who, data=fields)

    async def act(self, stream: StreamId, command: Command) -> None:
        await act(self.house, stream, command)


async def act(house: Drafted, stream: StreamId, command: Command) -> None:
    by_hand = Submission(CommandId(house.parts.world.new_id()), OPERATOR, datetime.now(UTC), command)
    await (await house.parts.house.chamber(stream)).submit(by_hand)


async def bearer(house: Drafted, person: PersonId) -> dict[str, str]:
    return {"Authorization": f"Bearer {await house.parts.doorkeeper.make_token(person)}"}


async def signed_in(house: Drafted, person: PersonId) -> dict[str, str]:
    """A cookie, and the origin it comes from."""
    link = await house.parts.doorkeeper.make_link(person, STREAM)
    answer = await house.http.post(link.removeprefix(BASE))
    cookie = answer.headers["set-cookie"].partition(";")[0]
    house.http.cookies.clear()
    return {"Cookie": cookie, "Origin": BASE}


async def settled(house: Drafted) -> Town:
    """The meeting convened, its people in it: Ana speaks on item 1."""
    known = [
        Person("Olga Desk", "desk@world.example", "en", "f"),
        Person(NAME, ADDRESS, "es", "f"),
    ]
    secretary, ana = await house.parts.people.enter(known)
    roles = (Contributor("keynote", "Mayor of Soria", "City of Soria", ana),)
    await house.convene(
        convocation(),
        [sitting("a", starts=NINE, ends=TEN)],
        [item("1", sitting="a", fixed_start=NINE, roles=roles)],
    )
    await act(house, ORGANISATION, GrantRole(secretary, Role.SECRETARIAT))
    await act(
        house, ORGANISATION, EnterOffice(Office(OfficeId("soria"), Text("Mayor of Soria"), "Soria", "Spain"))
    )
    since = Period(on(datetime(2019, 6, 15, tzinfo=UTC).date()))
    await act(house, ORGANISATION, EnterMandate(Mandate(MandateId("m1"), OfficeId("soria"), ana, since)))
    await act(house, STREAM, GrantRole(secretary, Role.SECRETARIAT))
    await act(house, STREAM, GrantRole(ana, Role.DELEGATE))
    return Town(house, secretary, ana, await bearer(house, secretary), await bearer(house, ana))
