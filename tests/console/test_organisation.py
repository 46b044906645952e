"""The organisation at the console: its secretaries, its bodies, and the demonstration's organisation."""

from datetime import date
from pathlib import Path

import pytest

from models.body import Body, BodyId
from models.dating import Answer
from models.organisation import ORGANISATION, Organisation
from models.posts import Post
from models.procedure import PersonId, Refusal
from models.roles import Role
from server import archive
from server.control import perform
from server.operator import CannotDo
from tests.live.drafted import Drafted, drafted_in


@pytest.fixture
async def house(tmp_path: Path) -> object:
    async with drafted_in(tmp_path / "data") as drafted:
        yield drafted


async def asked(house: Drafted, do: str, **more: object) -> str:
    return await perform(house.parts.operator, house.parts.organiser, {"do": do, **more})


async def organisation(house: Drafted) -> Organisation:
    state = (await house.parts.house.chamber(ORGANISATION)).state
    assert isinstance(state, Organisation)
    return state


async def body(house: Drafted, known_as: str) -> Body:
    chamber = await house.parts.house.body(BodyId(known_as))
    assert chamber
    return chamber.body


async def secretariat(house: Drafted) -> dict[PersonId, str]:
    held = (await organisation(house)).roles
    return {
        person: known.address
        for person, known in (
            await house.parts.people.of([p for p in held if Role.SECRETARIAT in held[p]])
        ).items()
    }


# ----------------------------------------------------------------------------------------------- secretaries


async def test_a_secretary_is_made_once_and_signs_in(house: Drafted) -> None:
    link = await asked(house, "secretary", name="Ann", address="Ann@Example.org")
    again = await asked(house, "secretary", name="Ann Other", address="ann@example.org")
    assert link != again
    assert list((await secretariat(house)).values()) == ["ann@example.org"]
    shown = await house.http.get(link)
    assert "Welcome, Ann" in shown.text
    assert "take part as Secretariat" in shown.text
    pressed = await house.http.post(link)
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/")
    assert (await house.http.get("/")).status_code == 200
    assert (await house.http.post(link)).status_code == 410


async def test_a_secretary_without_address_is_known_by_name_among_the_secretariat(house: Drafted) -> None:
    await house.parts.doorkeeper.welcome_person("Ann")  # a namesake, of no secretariat
    for _ in range(2):
        await asked(house, "secretary", name="Ann")
    assert len(await secretariat(house)) == 1
    await asked(house, "secretary", name="Ben")
    assert len(await secretariat(house)) == 2


@pytest.mark.parametrize(("name", "address"), [("", ""), (" ", "a@b.example"), ("Ann", "ann at example")])
async def test_what_is_no_secretary(house: Drafted, name: str, address: str) -> None:
    with pytest.raises(CannotDo):
        await asked(house, "secretary", name=name, address=address)
    assert (await organisation(house)).seq == 0


# --------------------------------------------------------------------------------------------------- bodies


async def test_a_body_is_founded_and_every_secretary_keeps_it_whenever_they_come(house: Drafted) -> None:
    await asked(house, "secretary", name="Ann")
    assert await asked(house, "body", body="bureau", name="Executive Bureau", kind="bureau") == "bureau"
    await asked(house, "secretary", name="Ben")
    founded = await body(house, "bureau")
    assert founded.charter
    assert (founded.charter.name.en, founded.charter.kind) == ("Executive Bureau", "bureau")
    assert set(founded.roles) == set(await secretariat(house))
    assert set(founded.roles.values()) == {frozenset({Role.SECRETARIAT})}


async def test_a_body_that_cannot_be_says_why(house: Drafted) -> None:
    for wrong, code in (("A Body", "bad_address"), ("bureau", "no_title")):
        with pytest.raises(Refusal) as refused:
            await asked(house, "body", body=wrong, name="" if wrong == "bureau" else "X", kind="bureau")
        assert refused.value.code == code
    with pytest.raises(CannotDo, match="There is no kind 'pub'"):
        await asked(house, "body", body="bureau", name="X", kind="pub")
    await asked(house, "body", body="bureau", name="X", kind="bureau")
    with pytest.raises(Refusal) as refused:
        await asked(house, "body", body="bureau", name="X", kind="bureau")
    assert refused.value.code == "body_taken"


# ------------------------------------------------------------------------------------------------------ demo

BODIES = {
    "general-assembly": "General Assembly",
    "world-council": "World Council",
    "executive-bureau": "Executive Bureau",
    "presidency": "Presidency",
    "statutory-affairs": "Statutory Affairs",
    "financial-management": "Financial Management",
    "policy-council-right-to-the-city": "Policy Council on the Right to the City",
}
SECTIONS = (
    "Africa, Asia-Pacific, Eurasia, Europe, Latin America, Middle East and West Asia, North America, Metropolitan, "
    "Forum of Regions"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("organisation") / "data"


@pytest.fixture
async def made(demo: Path) -> object:
    async with drafted_in(demo) as drafted:
        await asked(drafted, "demo", organisation=True)
        yield drafted


async def test_the_demonstration_has_its_bodies_sections_and_offices(made: Drafted) -> None:
    state = await organisation(made)
    charters = [(await body(made, one)).charter for one in state.bodies]
    assert {one.id: one.name.en for one in charters if one} == BODIES
    assert all(one and one.name.fr and one.name.es for one in charters)
    assert ", ".join(one.name.en for one in state.offices.sections) == SECTIONS
    assert len(state.offices.offices) == len(state.offices.mandates) == 12
    xian = next(one for one in state.offices.offices if one.title.en == "Mayor of Xi'an")
    assert (xian.city, xian.country, xian.section, xian.zone) == (
        "Xi'an",
        "China",
        "asia-pacific",
        "Asia/Shanghai",
    )
    known = await made.parts.people.of([one.person for one in state.offices.mandates])
    assert {"Ilsur Metshin", "Uğur İbrahim Altay"} <= {one.name for one in known.values()}


async def test_it_is_made_once_and_its_record_names_nobody(made: Drafted) -> None:
    chambers = [await made.parts.house.chamber(ORGANISATION)]
    chambers += [
        await made.parts.house.chamber(s) for s in made.parts.house.chambers if s.startswith("body-")
    ]
    before = [chamber.state.seq for chamber in chambers]
    await made.parts.organiser.demo()
    assert [chamber.state.seq for chamber in chambers] == before
    written = repr([chamber.entries for chamber in chambers])
    assert "Mayor of Kazan" in written
    holding = [one.person for one in (await organisation(made)).offices.mandates]
    names = [one.name for one in (await made.parts.people.of(holding)).values()]
    assert len(names) == 12
    assert not [name for name in names if name in written]
    assert {finding.sound for finding in await archive.verify(made.parts.database)} == {True}


@pytest.mark.parametrize(
    ("day", "president"),
    [
        ("2019-10-31", None),
        ("2021-06-01", "Mohamed Boudra"),
        ("2021-12-01", "Ilsur Metshin"),
        ("2022-06-01", "Ilsur Metshin"),
    ],
)
async def test_its_president_is_who_was_published(made: Drafted, day: str, president: str | None) -> None:
    state, presidency = await organisation(made), await body(made, "presidency")
    held = [
        one.holder(date.fromisoformat(day), state.offices) for one in presidency.appointed(Post.PRESIDENT)
    ]
    persons = [one.person for one in held if one.answer is Answer.YES and one.person]
    called = await made.parts.people.of(persons)
    assert [called[one].name for one in persons] == ([president] if president else [])


async def test_posts_whose_days_nobody_published_are_not_known(made: Drafted) -> None:
    state, presidency = await organisation(made), await body(made, "presidency")
    posts = presidency.appointed(Post.CO_PRESIDENT, Post.TREASURER, Post.ENVOY)
    held = [one.holder(date(2021, 12, 1), state.offices) for one in posts]
    assert len(held) == 9
    assert {one.answer for one in held} == {Answer.NOT_KNOWN}
    assert all(len(one.listed) == 1 for one in held)


async def test_its_policy_council_has_two_co_chairs_one_to_be_confirmed(made: Drafted) -> None:
    council = await body(made, "policy-council-right-to-the-city")
    assert council.charter
    assert council.charter.reports_to == "executive-bureau"
    assert [one.confirmed for one in council.appointed(Post.CO_CHAIR)] == [True, False]


async def test_its_world_council_has_members_with_delegates(made: Drafted) -> None:
    council = await body(made, "world-council")
    assert len(council.members) == 12
    assert {one.member for one in council.appointed(Post.DELEGATE)} == set(council.members)
    known = (await organisation(made)).offices
    assert all(known.section(one.section) for one in council.members.values())


async def test_its_secretary_keeps_every_body(made: Drafted) -> None:
    links = {await made.parts.organiser.demo_link() for _ in range(2)}
    assert len(links) == 2
    state = await organisation(made)
    [secretary] = [person for person, held in state.roles.items() if Role.SECRETARIAT in held]
    assert (await made.parts.people.of([secretary]))[secretary].name == "General Secretariat"
    for one in state.bodies:
        assert (await body(made, one)).actor(secretary).roles == {Role.SECRETARIAT}
