"""Mail waits in the outbox: sent after the commit, tried again, given up in the end, kept through a restart."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models.tables import outbox
from server.database import Database
from server.mailing.carriers import SmtpCarrier
from server.mailing.envelopes import mail_of
from server.mailing.letters import Letter
from server.mailing.mail import PAUSES, NotNow, Outbox, Refused
from server.mailing.mail_server import MailServer
from tests.doors.conftest import ADA
from tests.doors.test_limits import url_of
from tests.doors.town import PostOffice, Town, World, code_in

LETTER = Letter("en", "Hello", ("Good day.",))


class Killed(BaseException):
    """In the midst of it."""


class Hand:
    """A carrier that notes what it carries, and fails as it is told."""

    def __init__(self) -> None:
        self.carried: list[str] = []
        self.fault: BaseException | None = None

    async def carry(self, id_: str, address: str, letter: Letter, made: datetime) -> None:
        assert made
        self.carried.append(f"{address} {letter.subject}")
        await asyncio.sleep(0)
        if self.fault:
            raise self.fault


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def mail(database: Database, world: World, hand: Hand) -> Outbox:
    return Outbox(database, world, hand)


async def put(database: Database, mail: Outbox, until: datetime | None = None) -> None:
    async with database.writing() as connection:
        await mail.post(connection, ADA, LETTER, until)


async def waiting(database: Database) -> int:
    async with database.reading() as connection:
        return len((await connection.execute(select(outbox.c.id))).all())


async def test_a_letter_is_sent_once_and_then_forgotten(database: Database, mail: Outbox, hand: Hand) -> None:
    await put(database, mail)
    for _ in range(2):
        await mail.send_due()
    assert hand.carried == [f"{ADA} Hello"]
    assert await waiting(database) == 0


async def test_what_was_not_committed_is_not_sent(database: Database, mail: Outbox, hand: Hand) -> None:
    async def in_vain() -> None:
        async with database.writing() as connection:
            await mail.post(connection, ADA, LETTER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await in_vain()
    await mail.send_due()
    assert hand.carried == []


async def test_it_is_tried_again_less_and_less_often_and_given_up_after_a_day(
    database: Database, world: World, mail: Outbox, hand: Hand
) -> None:
    hand.fault = NotNow("no answer")
    await put(database, mail)
    for tries, pause in enumerate(PAUSES, 1):
        await mail.send_due()
        assert len(hand.carried) == tries
        await mail.send_due()
        assert len(hand.carried) == tries, "it is not due yet"
        world.ahead += pause
    world.ahead += timedelta(days=1)
    before = len(hand.carried)
    await mail.send_due()
    assert (len(hand.carried), await waiting(database)) == (before, 0)


async def test_a_letter_that_is_of_no_use_any_more_is_not_sent(
    database: Database, world: World, mail: Outbox, hand: Hand
) -> None:
    await put(database, mail, until=world.now() + timedelta(minutes=15))
    world.ahead += timedelta(minutes=15)
    await mail.send_due()
    assert (hand.carried, await waiting(database)) == ([], 0)


async def test_what_is_refused_for_ever_is_not_tried_again(
    database: Database, mail: Outbox, hand: Hand
) -> None:
    hand.fault = Refused("550")
    await put(database, mail)
    await mail.send_due()
    assert (len(hand.carried), await waiting(database)) == (1, 0)


async def test_two_processes_send_a_letter_once(
    database: Database, world: World, mail: Outbox, hand: Hand
) -> None:
    other = Database(url_of(database))
    for _ in range(5):
        await put(database, mail)
    await asyncio.gather(mail.send_due(), Outbox(other, world, hand).send_due())
    assert len(hand.carried) == 5
    await other.close()


async def test_whoever_dies_with_a_letter_in_hand_leaves_it_to_others(
    database: Database, world: World, mail: Outbox, hand: Hand
) -> None:
    hand.fault = Killed()
    await put(database, mail)
    with pytest.raises(BaseExceptionGroup):
        await mail.send_due()
    hand.fault = None
    await mail.send_due()
    assert len(hand.carried) == 1, "somebody may still have it in hand"
    world.ahead += timedelta(minutes=1)
    await mail.send_due()
    assert (len(hand.carried), await waiting(database)) == (2, 0)


# ---------------------------------------------------------------------------- with a real mail server


def test_what_people_have_named_stays_on_the_line_of_the_subject() -> None:
    letter = Letter("en", "Governing\r\nBcc: all@example.org\x00 has changed", ("Good day.",))
    made = datetime(2026, 1, 1, tzinfo=UTC)
    mail = mail_of(letter, sender="Hemicycle <h@example.org>", to=ADA, id_="1", made=made)
    assert (mail["Subject"], mail["Bcc"]) == ("Governing Bcc: all@example.org has changed", None)


async def test_what_could_not_be_sent_is_sent_after_a_restart(town: Town) -> None:
    town.post.verdict = "451 not now"
    async with town.browser() as ada:
        await ada.asked(ADA)
        await town.post.refused()
        await town.stop()
        town.post.verdict = "250 OK"
        await town.start()
        code = code_in(await town.post.next())
    async with town.browser(Cookie="; ".join(f"{c.name}={c.value}" for c in ada.http.cookies.jar)) as same:
        assert (await same.type(code)).status_code == 303, "the code was kept too"


@pytest.mark.parametrize(
    ("verdict", "fault"), [("550 no such user", Refused), ("451 later", NotNow), ("421 closing", NotNow)]
)
async def test_what_a_mail_server_says_is_understood(
    post: PostOffice, verdict: str, fault: type[Exception]
) -> None:
    post.verdict = verdict
    with pytest.raises(fault, match=verdict[:3]):
        await carrier(post.port).carry("1", ADA, LETTER, World().now())


async def test_nobody_listens_there_is_not_now(post: PostOffice) -> None:
    with pytest.raises(NotNow):
        await carrier(1).carry("1", ADA, LETTER, World().now())


async def test_a_server_that_offers_no_tls_is_told_nothing(post: PostOffice) -> None:
    """Where STARTTLS is asked for, neither password nor letter goes in the clear."""
    careful = MailServer("127.0.0.1", post.port, "user", "secret", tls=False, starttls=True)
    with pytest.raises(NotNow):
        await SmtpCarrier(careful, "a@b.example").carry("1", ADA, LETTER, World().now())
    assert post.offered.empty()


def carrier(port: int) -> SmtpCarrier:
    return SmtpCarrier(
        MailServer("127.0.0.1", port, "", "", tls=False, starttls=False), "Hemicycle <a@b.example>"
    )


async def test_without_a_mail_server_others_than_the_developer_are_told_so(tmp_path: Path) -> None:
    town = await Town(tmp_path / "data", PostOffice()).start()
    async with town.browser() as browser:
        page = await browser.http.get("/sign-in")
        assert "This server sends no mail" in page.text
        assert 'name="address"' not in page.text
        assert (await browser.ask(ADA)).status_code == 503
        assert (await browser.http.get("/mail")).status_code == 404
    await town.stop()
