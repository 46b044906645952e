"""Personal links by mail: kept together with their letters, to whoever has an address and waits for one."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.belonging.roles import Role
from models.rules.roles import GrantRole
from models.tables import links, outbox
from server.mailing.letters import Letter
from server.persons.people import Person
from tests.live.drafted import BASE, SLUG, STREAM, drafted_in
from tests.live.persons import ADDRESS, NAME, Town, settled

PAGE, SEND = f"/meetings/{SLUG}/badges", f"/meetings/{SLUG}/badges/links"


@dataclass
class Letterbox:
    """Keeps what is to be sent, as an outbox does; `jammed` it takes nothing."""

    sends: bool = True
    jammed: bool = False
    letters: dict[str, Any] = field(default_factory=dict)
    rung: int = 0

    async def post(
        self, connection: AsyncConnection, address: str, letter: Any, until: datetime | None = None
    ) -> None:
        assert connection.in_transaction()
        if self.jammed:
            raise BrokenPipeError
        self.letters[address] = letter

    def ring(self) -> None:
        self.rung += 1


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with drafted_in(tmp_path) as house:
        yield await settled(house)


@pytest.fixture
def box(town: Town) -> Letterbox:
    box = Letterbox()
    persons = town.house.parts.persons
    persons.letters._mailing = box
    persons.badges._list._sends = True
    return box


async def kept(town: Town) -> int:
    async with town.house.parts.database.reading() as connection:
        return len(list(await connection.scalars(select(links.c.digest).where(links.c.given == "mail"))))


async def test_without_mail_there_is_no_button_and_nothing_to_press(town: Town, box: Letterbox) -> None:
    assert "badges/links" in (await town.get(PAGE, town.desk)).text
    box.sends = town.house.parts.persons.badges._list._sends = False
    assert "badges/links" not in (await town.get(PAGE, town.desk)).text
    assert (await town.post(SEND, town.desk)).status_code == 404
    town.house.parts.persons.letters._mailing = None
    assert (await town.post(SEND, town.desk)).status_code == 404
    assert await kept(town) == 0


async def test_they_wait_in_the_outbox_of_the_house_with_the_links_that_are_good(town: Town) -> None:
    parts = town.house.parts
    assert parts.persons.letters._mailing is parts.doors.outbox
    assert (await town.post(SEND, town.desk)).status_code == 303
    async with parts.database.reading() as connection:
        rows = (await connection.execute(select(outbox).order_by(outbox.c.address))).all()
    assert [row.address for row in rows] == [ADDRESS, "desk@world.example"]
    hers = msgspec.json.decode(rows[0].letter, type=Letter)
    assert (hers.language, NAME in hers.before[0]) == ("es", True)
    assert (await town.house.http.post(hers.link.removeprefix(BASE))).status_code == 303


async def test_links_are_sent_by_the_meetings_secretariat(town: Town, box: Letterbox) -> None:
    for who, status in (({}, 401), (town.hers, 403)):
        assert (await town.post(SEND, who)).status_code == status
    assert not box.letters


async def test_everybody_who_waits_gets_a_letter_in_their_language(town: Town, box: Letterbox) -> None:
    [nameless] = await town.house.parts.people.enter([Person("Without Address")])
    await town.act(STREAM, GrantRole(nameless, Role.OBSERVER))
    page = (await town.get(PAGE, town.desk)).text
    assert "Send 2 people their links" in page
    assert "1 person has no address" in page
    assert (await town.post(SEND, town.desk)).headers["location"] == PAGE
    assert set(box.letters) == {ADDRESS, "desk@world.example"}
    assert box.rung == 1
    hers, mine = box.letters[ADDRESS], box.letters["desk@world.example"]
    assert (hers.language, mine.language) == ("es", "en")
    assert NAME in hers.before[0]
    assert mine.before[1] == "Executive Bureau · Mexico City · 13–15 Jun 2027"
    assert mine.after[0] == "It is good until Wednesday 16 June 2027, 10:00 CST."
    answer = await town.house.http.post(hers.link.removeprefix(BASE))
    assert answer.status_code == 303


async def test_nobody_gets_two_unless_one_is_sent_anew(town: Town, box: Letterbox) -> None:
    await town.post(SEND, town.desk)
    first = box.letters[ADDRESS].link
    assert (await town.post(SEND, town.desk)).status_code == 409
    assert "Nobody waits for a link." in (await town.get(PAGE, town.desk)).text
    assert (await town.post(SEND, town.desk, person=town.ana)).status_code == 303
    second = box.letters[ADDRESS].link
    assert second != first
    assert (await town.house.http.post(first.removeprefix(BASE))).status_code == 410
    assert (await town.house.http.post(second.removeprefix(BASE))).status_code == 303


async def test_who_is_signed_in_waits_for_nothing(town: Town, box: Letterbox) -> None:
    link = await town.house.parts.doorkeeper.make_link(town.ana, STREAM)
    await town.house.http.post(link.removeprefix(BASE))
    town.house.http.cookies.clear()
    await town.post(SEND, town.desk)
    assert set(box.letters) == {"desk@world.example"}


async def test_where_no_letter_is_kept_no_link_is_and_none_is_voided(town: Town, box: Letterbox) -> None:
    await town.post(SEND, town.desk)
    link = box.letters[ADDRESS].link
    box.jammed = True
    with pytest.raises(BrokenPipeError):
        await town.post(SEND, town.desk, person=town.ana)
    assert await kept(town) == 2
    assert (await town.house.http.post(link.removeprefix(BASE))).status_code == 303


async def test_a_badge_and_a_letter_do_not_void_each_other(town: Town, box: Letterbox) -> None:
    await town.post(SEND, town.desk)
    answer = await town.post(f"{PAGE}.pdf", town.desk, person=town.ana)
    assert answer.content.startswith(b"%PDF")
    assert (await town.house.http.post(box.letters[ADDRESS].link.removeprefix(BASE))).status_code == 303
