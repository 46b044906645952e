"""The organisation at the console: its secretaries, its bodies, and the demonstration's organisation."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.belonging.dating import Answer, dated, on
from models.belonging.membership import MemberId
from models.belonging.offices import OfficeId
from models.belonging.posts import Post
from models.belonging.roles import Role
from models.body import Body, BodyId
from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.presidency.chairing import ChairedBy
from models.presidency.milestones import Precision, in_sequence
from models.presidency.schedule import schedule
from models.procedure import PersonId, Refusal
from server import archive
from server.console.control import perform
from server.console.operator import CannotDo
from server.demo.moving import Moved
from server.demo.world_council import SLUG
from server.organisation_pages.dating_words import day_in_words
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


async def demo_meeting(house: Drafted) -> Meeting:
    chamber = await house.parts.house.meeting(SLUG)
    assert chamber
    return chamber.meeting


async def secretariat(house: Drafted) -> dict[PersonId, str]:
    held = (await organisation(house)).roles
    return {
        person: known.address
        for person, known in (
            await house.parts.people.of([p for p in held if Role.SECRETARIAT in held[p]])
        ).items()
    }


async def test_who_presides_is_printed_with_its_reasons(house: Drafted) -> None:
    assert await asked(house, "presidency") == "No rotation is published."
    with pytest.raises(CannotDo, match="is no date like 2022-05-03"):
        await asked(house, "presidency", on="tomorrow")


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
        await asked(drafted, "demo", organisation=True, as_published=True)
        yield drafted


async def test_the_demonstration_has_its_bodies_sections_and_offices(made: Drafted) -> None:
    state = await organisation(made)
    charters = [(await body(made, one)).charter for one in state.bodies]
    assert {one.id: one.name.en for one in charters if one} == BODIES
    assert all(one and one.name.fr and one.name.es for one in charters)
    assert ", ".join(one.name.en for one in state.offices.sections) == SECTIONS
    assert (len(state.offices.offices), len(state.offices.mandates)) == (41, 12)
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
    await made.parts.organiser.demo(as_published=True)
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
    assert len(council.members) == 42
    assert {one.member for one in council.appointed(Post.DELEGATE)} == set(council.members)
    known = (await organisation(made)).offices
    assert {one.section for one in council.members.values()} == {section.id for section in known.sections}
    bureau = await body(made, "executive-bureau")
    assert bureau.members.keys() < council.members.keys()


async def test_its_meeting_is_of_the_world_council_and_its_sittings_are_chaired_by_office(
    made: Drafted,
) -> None:
    meeting = await demo_meeting(made)
    assert meeting.roster
    seats = {seat.id: seat for seat in meeting.roster.seats}
    assert len(seats) == 42
    of_soria = [seat.name.en for seat in seats.values() if seat.delegate == seats[MemberId("soria")].delegate]
    assert sorted(of_soria) == ["Soria", "Spanish Federation of Municipalities and Provinces"]
    nobody = seats[MemberId("dakar")]
    assert (nobody.delegate, nobody.delegate_office.en) == (None, "Mayor of Dakar")
    called = await made.parts.people.of([one.person for one in meeting.roster.chairs])
    assert [called[one.person].name for one in meeting.roster.chairs] == [
        "Ada Colau",
        "Ilsur Metshin",
        "Li Mingyuan",
    ]


async def test_its_presidency_rotates_as_published_and_begins_where_its_meeting_ends(made: Drafted) -> None:
    presidency, state = await body(made, "presidency"), await organisation(made)
    [rotation] = presidency.rotations.values()
    assert rotation.plan
    assert (rotation.version, len(rotation.plan.terms)) == (2, 7)
    offices = {office.id: office.title.en for office in state.offices.offices}
    planned = [
        (one.begins.milestone.name.en, [offices[holder] for holder in one.term.holders])
        for one in schedule(rotation.plan, state.milestones)
        if one.begins.milestone
    ]
    assert planned[:3] == [
        ("World Congress", ["Mayor of Al Hoceima"]),
        ("World Council", ["Mayor of Kazan"]),
        ("Annual Retreat", ["Mayor of Xi'an", "Mayor of Iriga"]),
    ]
    assert planned[-1] == ("Urban 20", ["Mayor of The Hague"])
    meeting = await demo_meeting(made)
    assert meeting.roster
    presided = meeting.roster.presided
    assert presided
    assert presided.term == "term-0", (
        "as published, years ago: nobody has handed over to the first term of the plan"
    )
    [chairing] = meeting.chairing(meeting.agenda)
    assert chairing.by in {ChairedBy.SITTING, ChairedBy.TERM}


async def test_its_rotation_moves_with_its_meeting(house: Drafted) -> None:
    await asked(house, "demo", organisation=True)
    state, meeting = await organisation(house), await demo_meeting(house)
    opening = next(iter(meeting.agenda.items)).fixed_start
    assert opening
    before, council, retreat, *_, urban, congress = in_sequence(state.milestones.values())
    today = opening.astimezone(ZoneInfo("Europe/Madrid")).date()
    assert council.dating == on(today)
    assert retreat.dating.earliest
    assert retreat.dating.earliest.weekday() == 0, "a week begins on the same day of the week"
    assert abs(retreat.dating.earliest - today - (date(2022, 2, 21) - date(2021, 11, 17))) < timedelta(days=4)
    assert urban.dating.earliest
    assert (urban.precision, urban.dating.earliest.day) == (Precision.MONTHS, 1)
    assert congress.dating.latest
    assert (congress.dating.latest + timedelta(days=1)).day == 1, "a month stays a whole month"
    assert meeting.roster
    assert meeting.roster.presided
    coming = meeting.roster.presided.next
    assert coming
    assert (coming.due, [title.en for title in coming.offices]) == (True, ["Mayor of Kazan"])
    presided = meeting.roster.presided
    assert [title.en for title in presided.offices] == ["Mayor of Kazan"], "named President the day before"
    assert before.precision is Precision.MONTH
    assert before.dating.earliest
    assert before.dating.earliest.year == today.year - 2
    told = await asked(house, "presidency")
    named = day_in_words(today - timedelta(days=1), "en")
    assert f"Since {named}, Mayor of Kazan has the turn in the place of Mayor of Al Hoceima." in told


async def test_its_cast_are_who_hold_the_offices(made: Drafted) -> None:
    meeting = await demo_meeting(made)
    names = await made.parts.people.of(list(meeting.roles))
    cast = {names[one].name: (names[one].address, *held) for one, held in meeting.roles.items()}
    assert cast == {
        "Ilsur Metshin": ("chair@council.example", Role.CHAIR),
        "World Secretariat": ("secretariat@council.example", Role.SECRETARIAT),
        "Carlos Martínez Mínguez": ("delegate@council.example", Role.DELEGATE),
        "Forum of Regions": ("observer@council.example", Role.OBSERVER),
    }


@pytest.mark.parametrize(
    ("role", "name"), [("chair", "Ilsur Metshin"), ("delegate", "Carlos Martínez Mínguez")]
)
async def test_a_link_is_for_whom_the_role_was_granted_before_who_has_it_by_a_post(
    made: Drafted, role: str, name: str
) -> None:
    link = await made.parts.operator.link(role, SLUG)
    assert name in (await made.http.get(link)).text


async def test_convened_for_today_everybody_is_in_office_as_they_were(house: Drafted) -> None:
    await asked(house, "demo", organisation=True)
    meeting = await demo_meeting(house)
    opening = next(iter(meeting.agenda.items)).fixed_start
    assert opening
    today = opening.astimezone(ZoneInfo("Europe/Madrid")).date()
    state, presidency = await organisation(house), await body(house, "presidency")
    in_office = {
        (one.post, one.office): one.period.covers(today) for one in presidency.appointed(Post.PRESIDENT)
    }
    assert in_office == {
        (Post.PRESIDENT, "mayor-of-al-hoceima"): Answer.NO,
        (Post.PRESIDENT, "mayor-of-kazan"): Answer.YES,
    }
    [held] = state.offices.mandates_of(OfficeId("mayor-of-san-jose"))
    assert held.period.until
    assert held.period.until.reached(today) is Answer.NO
    assert meeting.roster
    assert len(meeting.roster.chairs) == 3


@pytest.mark.parametrize(
    ("written", "to", "moved"),
    [
        ("2021-11-16", "2026-11-22", "2026-11-21"),
        ("2021-11-16", "2026-03-01", "2026-02-28"),
        ("2021-09", "2026-11-22", "2026-09"),
        ("2019-11", "2026-01-31", "2024-01"),
        ("2024", "2026-01-31", "2029"),
        ("", "2026-01-31", ""),
        ("2024-04", "2021-11-17", "2024-04"),
    ],
)
def test_a_date_moves_as_the_meeting_does_and_becomes_no_more_exact(
    written: str, to: str, moved: str
) -> None:
    assert Moved(date.fromisoformat(to)).dating(written) == dated(moved)


async def test_its_secretary_keeps_every_body(made: Drafted) -> None:
    links = {await made.parts.organiser.demo_link() for _ in range(2)}
    assert len(links) == 2
    state = await organisation(made)
    [secretary] = [person for person, held in state.roles.items() if Role.SECRETARIAT in held]
    assert (await made.parts.people.of([secretary]))[secretary].name == "General Secretariat"
    for one in state.bodies:
        assert (await body(made, one)).actor(secretary).roles == {Role.SECRETARIAT}
