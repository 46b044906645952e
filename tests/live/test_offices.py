"""Who holds which office and post on a day, as pages, JSON and Popolo say it: what the published list supports."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from models.belonging.posts import Appointment, AppointmentId, Post
from models.body import BodyId
from models.organisation import ORGANISATION
from models.rules.posts import Appoint
from models.tables import people
from server.house import stream_of
from server.imports.offices import read_offices
from server.organisation_pages.offices_import import PRESIDENCY
from server.persons.people import Person
from tests.live.offices import LIST, Registry, registry_in

DAYS = ("2021-06-01", "2021-12-01", "2022-06-01")
NOT_KNOWN = "not known"
POSTS = {  # written by hand from the list: office, post, and what it supports on each of the three days
    "mayor-of-al-hoceima": ("president", "Mohamed Boudra", "nobody", "nobody"),
    "mayor-of-kazan": ("president", "nobody", "Ilsur Metshin", "Ilsur Metshin"),
    "mayor-of-xi-an": ("co_president", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
    "mayor-of-iriga": ("treasurer", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
    "mayor-of-soria": ("envoy", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
    "mayor-of-san-jose": ("co_president", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
    "mayor-of-konya": ("co_president", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
    "mayor-of-kitchener": ("treasurer", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
    "mayor-of-paris": ("co_president", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
    "mayor-of-barcelona": ("envoy", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
    "mayor-of-the-hague": ("co_president", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
}


@pytest.fixture
async def registry(tmp_path: Path) -> AsyncIterator[Registry]:
    async with registry_in(tmp_path / "data") as registry:
        await registry.bring()
        yield registry


def in_short(post: dict) -> str:
    return {"yes": post["name"], "no": "nobody", "not_known": NOT_KNOWN}[post["answer"]]


async def test_every_post_on_the_three_days_is_what_the_list_supports(registry: Registry) -> None:
    said = [await registry.on(day) for day in DAYS]
    assert said[0].keys() == POSTS.keys()
    found = {o: (said[0][o]["post"], *(in_short(day[o]) for day in said)) for o in POSTS}
    assert found == POSTS
    presidents = [
        [p["name"] for p in day.values() if p["post"] == "president" and p["person"]] for day in said
    ]
    assert presidents == [["Mohamed Boudra"], ["Ilsur Metshin"], ["Ilsur Metshin"]]


@pytest.mark.parametrize(
    ("day", "answer", "why"),
    [
        ("2019-10-31", "no", "not_then"),
        ("2019-11-15", "not_known", "dates_not_known"),
        ("2021-06-01", "yes", "mandate"),
        ("2021-09-15", "yes", "mandate_not_known"),
        ("2021-11-01", "yes", "kept"),
        ("2021-11-15", "yes", "kept"),
        ("2021-11-16", "no", "not_then"),
    ],
)
async def test_the_president_who_lost_his_mandate_kept_the_post(
    registry: Registry, day: str, answer: str, why: str
) -> None:
    boudra = (await registry.on(day))["mayor-of-al-hoceima"]
    assert (boudra["answer"], boudra["why"]) == (answer, why)


async def test_who_was_mayor_on_a_day_has_one_answer(registry: Registry) -> None:
    told = (await registry.http.get("/api/offices?on=2022-05-03")).json()
    offices = {one["id"]: one for one in told["offices"]}
    hague = offices["mayor-of-the-hague"]
    assert (hague["answer"], hague["person"]) == ("not_known", None)
    assert [one["name"] for one in hague["listed"]] == ["Jan van Zanen"]
    assert (offices["mayor-of-kazan"]["answer"], offices["mayor-of-kazan"]["name"]) == (
        "yes",
        "Ilsur Metshin",
    )
    assert (offices["mayor-of-al-hoceima"]["answer"], offices["mayor-of-al-hoceima"]["listed"]) == (
        "not_known",
        [],
    )
    [mandate] = offices["mayor-of-al-hoceima"]["mandates"]
    assert (mandate["since"], mandate["until"]) == ("../2019-11", "2021-09")


async def test_the_pages_say_it_in_words(registry: Registry) -> None:
    page = (await registry.http.get("/offices?on=2021-11-01")).text
    assert "keeps the function until the Executive Bureau next meets" in page
    assert '<a href="/offices/mayor-of-the-hague?on=2021-11-01">' in page
    one = (await registry.http.get("/offices/mayor-of-al-hoceima?on=2021-06-01")).text
    assert "Mohamed Boudra" in one
    assert "November 2019 at the latest – September 2021" in one
    konya = (await registry.http.get("/offices/mayor-of-konya?on=2021-06-01")).text
    assert "dates not known" in konya
    assert "Uğur İbrahim Altay is named, but not for which days" in konya
    assert "time zone: Africa/Casablanca" in one
    hague = (await registry.http.get("/offices/mayor-of-the-hague?on=2022-05-03&lang=fr")).text
    assert "inconnu" in hague


async def test_what_is_no_day_and_no_office(registry: Registry) -> None:
    page = await registry.http.get("/offices?on=yesterday")
    assert (page.status_code, "“yesterday” is no date like 2022-05-03." in page.text) == (422, True)
    told = await registry.http.get("/api/offices?on=2022-02-30")
    assert (told.status_code, told.json()) == (422, {"error": "on is a date like 2022-05-03."})
    assert (await registry.http.get("/offices/mayor-of-nowhere")).status_code == 404


async def test_a_house_without_offices_says_so(tmp_path: Path) -> None:
    async with registry_in(tmp_path / "empty") as registry:
        assert "No office has been entered yet." in (await registry.http.get("/offices")).text
        assert (await registry.http.get("/api/popolo")).json()["persons"] == []


async def test_popolo_has_people_posts_and_memberships(registry: Registry) -> None:
    told = (await registry.http.get("/api/popolo")).json()
    names = {one["id"]: one["name"] for one in told["persons"]}
    assert len(names) == len(told["posts"]) == 12
    [presidency] = [one for one in told["organizations"] if one["id"] == "body/presidency"]
    assert presidency["classification"] == "presidency"
    held = {
        (names[one["person_id"]], one.get("start_date"), one.get("end_date"))
        for one in told["memberships"]
        if one.get("role") == "president"
    }
    assert held == {("Mohamed Boudra", "2019-11", "2021-11-16"), ("Ilsur Metshin", "2021-11-16", None)}
    known = {one["id"] for one in (*told["posts"], *told["organizations"])}
    assert {one["post_id"] for one in told["memberships"]} <= known
    assert {one["organization_id"] for one in told["memberships"]} <= known


async def test_popolo_keeps_delegates_for_the_secretariat(registry: Registry) -> None:
    [guest] = await registry.parts.people.enter([Person("A guest")])
    staff = Appointment(AppointmentId("guest"), Post.STAFF, person=guest)
    await registry.submit((stream_of(PRESIDENCY), Appoint(staff)))
    public = (await registry.http.get("/api/popolo")).text
    within = (await registry.http.get("/api/popolo", headers=await registry.headers(registry.secretary))).text
    assert "A guest" not in public
    assert guest not in public
    assert "A guest" in within
    assert "A guest" not in (await registry.http.get("/offices")).text
    assert guest not in (await registry.http.get("/api/offices")).text


async def test_an_erased_person_has_an_id_and_no_name(registry: Registry) -> None:
    told = (await registry.http.get("/api/popolo")).json()
    [boudra] = [one["id"] for one in told["persons"] if one["name"] == "Mohamed Boudra"]
    async with registry.parts.database.writing() as connection:
        gone = update(people).where(people.c.id == boudra)
        await connection.execute(gone.values(name="", erased=registry.parts.world.now()))
    after = (await registry.http.get("/api/popolo")).json()["persons"]
    assert {"id": boudra} in after


async def test_the_same_list_again_adds_nothing(registry: Registry) -> None:
    found = await registry.importing.preview(read_offices(LIST))
    assert (found.sections, found.offices, found.mandates, found.appointments, found.faults) == ((),) * 5
    organisation = (await registry.parts.house.chamber(ORGANISATION)).state
    assert organisation.bodies == (BodyId("presidency"),)
