"""Badges: who has a role gets one, its link signs in once, a new one voids the old, and secrets are kept nowhere."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import segno
from sqlalchemy import select
from structlog.testing import capture_logs

from models.belonging.roles import Role
from models.meeting import Meeting
from models.rules.roles import GrantRole
from models.tables import links
from server.persons.badges import Affiliation, Attendant, days_of, end_of, in_words, sheet
from server.persons.people import Person
from server.printing.pdf import Typesetter
from server.printing.typesetting import BADGES, qr, typeset
from tests.live.drafted import BASE, SLUG, STREAM, convocation, drafted_in, sitting
from tests.live.persons import ADDRESS, NAME, NINE, TEN, Town, settled
from tests.live.test_pdf import joined, reading

PAGE, PDF = f"/meetings/{SLUG}/badges", f"/meetings/{SLUG}/badges.pdf"
ECHO = (sys.executable, "-c", "import sys; sys.stdout.write(sys.stdin.read())")
BROKEN = (sys.executable, "-c", "import sys; sys.exit('the press is broken')")
LATE = (sys.executable, "-c", "import time; time.sleep(600)")
EMPTY = Meeting()
HOSTILE = '#panic() $x$ *b* "q" `raw` @ref <label> \\u{41} //'


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """Whose press gives back what it was to set."""
    async with drafted_in(tmp_path) as house:
        town = await settled(house)
        with_press(town, Typesetter(ECHO))
        yield town


def with_press(town: Town, press: Typesetter) -> None:
    town.house.parts.persons.badges._typesetter = press


async def printed(town: Town, **asked: str) -> dict[str, str]:
    """What the badges would be: links by name."""
    answer = await town.post(PDF, town.desk, **asked)
    assert answer.status_code == 200, answer.text
    return {badge["name"]: badge["link"] for badge in answer.json()["badges"]}


async def opens(town: Town, link: str) -> bool:
    answer = await town.house.http.post(link.removeprefix(BASE))
    town.house.http.cookies.clear()
    return answer.status_code == 303


# ------------------------------------------------------------------------------------------------- who may


async def test_badges_are_for_the_meetings_secretariat(town: Town) -> None:
    chair = await town.house.token("chair")
    for who, status in (({}, 401), (town.hers, 403), (chair, 403)):
        assert (await town.get(PAGE, who)).status_code == status
        assert (await town.get(PDF, who)).status_code == status
        assert (await town.post(PDF, who)).status_code == status
    assert await made(town) == 0
    assert (await town.get(PDF, town.desk)).headers["location"] == PAGE


async def made(town: Town) -> int:
    async with town.house.parts.database.reading() as connection:
        return len(list(await connection.scalars(select(links.c.digest).where(links.c.given == "badge"))))


# ------------------------------------------------------------------------------------------- what is on them


async def test_a_badge_says_who_what_where_and_when(town: Town) -> None:
    answer = await town.post(PDF, town.desk, per_page="8")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    sheet = answer.json()
    assert (sheet["per_page"], sheet["title"], sheet["where"]) == (
        8,
        "Executive Bureau",
        "Mexico City · 13–15 Jun 2027",
    )
    assert sheet["short"].startswith("127.0.0.1:8000/m/")
    assert [(b["name"], b["roles"], b["lines"]) for b in sheet["badges"]] == [
        (NAME, "Delegate", ["Mayor of Soria"]),
        ("Olga Desk", "Secretariat", []),
    ]
    assert ADDRESS not in answer.text


async def test_the_page_says_who_has_one(town: Town) -> None:
    before = (await town.get(PAGE, town.desk)).text
    assert before.count("no badge yet") == 2
    assert "2 people without a badge" in before
    await printed(town, person=town.ana)
    after = (await town.get(PAGE, town.desk)).text
    assert (after.count("no badge yet"), after.count("badge of")) == (1, 1)
    assert "code used" not in after


async def test_only_those_without_one_get_one_and_then_nobody_is_left(town: Town) -> None:
    assert list(await printed(town, person=town.ana)) == [NAME]
    assert list(await printed(town)) == ["Olga Desk"]
    again = await town.post(PDF, town.desk)
    assert again.status_code == 409
    assert "Nobody is left without a badge." in again.text
    assert list(await printed(town, which="all")) == [NAME, "Olga Desk"]


async def test_two_presses_at_once_make_one_set(town: Town) -> None:
    answers = await asyncio.gather(*(town.post(PDF, town.desk) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert await made(town) == 2


# ------------------------------------------------------------------------------------------------ the link


async def test_the_code_signs_in_once(town: Town) -> None:
    link = (await printed(town))[NAME]
    page = await town.get(link.removeprefix(BASE))
    assert NAME in page.text
    assert await opens(town, link)
    assert not await opens(town, link)
    shown = (await town.get(PAGE, town.desk)).text
    assert "code used" in shown
    assert "signed in" in shown


async def test_a_badge_made_anew_voids_the_one_before_and_no_other(town: Town) -> None:
    first = await printed(town)
    by_hand = await town.house.parts.doorkeeper.make_link(town.ana, STREAM)
    second = await printed(town, person=town.ana)
    assert not await opens(town, first[NAME])
    assert await opens(town, second[NAME])
    assert await opens(town, first["Olga Desk"])
    assert await opens(town, by_hand)


@pytest.mark.parametrize(
    ("planned", "left"),
    [
        (None, timedelta(days=7)),
        (timedelta(days=-3), timedelta(days=7)),
        (timedelta(days=30), timedelta(days=31)),
    ],
)
async def test_a_link_is_good_until_a_day_after_the_end_and_for_a_week(
    town: Town, planned: timedelta | None, left: timedelta
) -> None:
    now = datetime(2027, 6, 1, 12, tzinfo=UTC)
    keeper = town.house.parts.persons.links
    keeper._world = At(now)
    assert keeper.good_until(now + planned if planned else None) == now + left


class At:
    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now


async def test_where_the_press_fails_no_link_is_made_and_none_is_voided(town: Town) -> None:
    link = (await printed(town))[NAME]
    with capture_logs():
        with_press(town, Typesetter(LATE, seconds=0.3))
        late = await town.post(PDF, town.desk, which="all")
        assert (late.status_code, late.headers["retry-after"]) == (503, "10")
        with_press(town, Typesetter(BROKEN))
        with pytest.raises(RuntimeError):
            await town.post(PDF, town.desk, which="all")
    assert await made(town) == 2
    assert await opens(town, link)


async def test_secrets_are_kept_nowhere(town: Town) -> None:
    press = Typesetter(ECHO)
    with_press(town, press)
    secret = (await printed(town))[NAME].rpartition("/")[2]
    assert not press._kept
    async with town.house.parts.database.reading() as connection:
        kept = (await connection.execute(select(links))).mappings().all()
    assert kept
    assert secret not in str(kept)


# --------------------------------------------------------------------------------------------- on paper


def document(people: int, per_page: int = 4, name: str = "", language: str = "en") -> bytes:
    town = convocation()
    badges = [
        (
            Attendant(f"p{n}", name or f"Number{n} Ruiz", "Delegate", Affiliation("Mayor of Soria", "Soria")),  # type: ignore[arg-type]
            f"https://meet.example/in/{n:043}",
        )
        for n in range(people)
    ]
    meeting = replace(EMPTY, convocation=town)
    made = sheet(meeting, town, badges, language, base_url="https://meet.example", per_page=per_page, at=NINE)
    return msgspec.json.encode(made)


@pytest.mark.parametrize(("per_page", "pages"), [(4, 3), (8, 2)])
def test_the_pdf_is_tagged_and_has_so_many_to_a_page(per_page: int, pages: int) -> None:
    made = typeset(document(9, per_page), BADGES)
    assert b"/StructTreeRoot" in made
    assert b"pdfuaid" in made
    assert made.count(b"/Type/Page/") == pages
    said = reading(made)
    for n in range(9):
        assert f"Number{n} Ruiz" in said
    assert said.count("Mayor of Soria") == 9
    assert said.count("meet.example/m/") == 9


@pytest.mark.parametrize("name", [HOSTILE, "Ana " * 49, "Q" * 200, "李明", ""])
def test_any_name_is_set_on_its_own_badge(name: str) -> None:
    made = typeset(document(5, name=name), BADGES)
    assert made.count(b"/Type/Page/") == 2
    if name in {HOSTILE, "Q" * 200}:
        assert joined(reading(made)).count(joined(name)) == 5


def test_the_code_is_the_link_and_nothing_else() -> None:
    link = "https://meet.example/in/" + "x" * 43
    cells = set()
    drawn = qr(link)
    path = drawn.partition('d="')[2].partition('"')[0]
    for run in path.strip("Mz").split("zM"):
        start, _, rest = run.partition("h")
        x, y = map(int, start.split())
        cells |= {(x + n, y) for n in range(int(rest.partition("v")[0]))}
    rows = segno.make(link, error="m", mask=3).matrix
    assert cells == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


async def test_a_whole_world_council_in_seconds(tmp_path: Path) -> None:
    async with drafted_in(tmp_path) as house:
        town = await settled(house)
        known = await house.parts.people.enter([Person(f"Number{n} Ruiz") for n in range(340)])
        chamber = await house.parts.house.chamber(STREAM)
        await asyncio.gather(*(town.act(STREAM, GrantRole(person, Role.DELEGATE)) for person in known))
        assert len(chamber.meeting.roles) == 342
        began = time.monotonic()
        answer = await town.post(PDF, town.desk, per_page="8")
        assert answer.status_code == 200
        assert answer.content.count(b"/Type/Page/") == 43
        assert time.monotonic() - began < 20
        assert await made(town) == 342
        assert "Nobody is left" in (await town.post(PDF, town.desk)).text


# -------------------------------------------------------------------------------------------------- days


async def test_the_days_of_a_meeting_are_those_of_its_venue(town: Town) -> None:
    meeting = (await town.house.parts.house.chamber(STREAM)).meeting
    days = days_of(meeting, "America/Mexico_City")
    assert in_words(days, "en") == "13–15 Jun 2027"
    assert in_words(days, "fr") == "13–15 juin 2027"
    assert end_of(meeting, "America/Mexico_City") == TEN
    assert days_of(EMPTY, "UTC") is None
    assert in_words(None, "en") == ""


def test_of_a_sitting_with_a_day_alone_the_whole_day_is_the_meetings() -> None:
    day = NINE.date()
    held = replace(EMPTY, agenda=replace(EMPTY.agenda, sittings=(sitting("a", day=day),)))
    assert days_of(held, "America/Mexico_City") == (day, day)
    assert end_of(held, "America/Mexico_City") == datetime(2027, 6, 14, 6, tzinfo=UTC)


async def test_what_was_asked_for_in_french_is_in_french(town: Town) -> None:
    answer = await town.post(f"{PDF}?lang=fr", town.desk)
    told = json.loads(answer.content)
    assert told["lang"] == "fr"
    assert [badge["roles"] for badge in told["badges"]] == ["Délégation", "Secrétariat"]
    assert told["title"] == "Bureau exécutif"
