"""A new meeting at its page: who may, what a copy brings, one act, the checklist of it, and how others see it."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx2
import pytest

from models.planning.checklist import Point
from tests.live.clients import bearer
from tests.live.everybody import DRAFT_MEETING, OPEN_MEETING, SECRET_TITLE, Household, household
from tests.provision_product import Product, standing_on

NEW = {
    "title.en:text": "World Council 2027",
    "title.fr:text": "Conseil mondial 2027",
    "title.es:text": "",
    "body.en:text": "World Council",
    "place:text": "Kazan",
    "zone": "Europe/Moscow",
    "format": "online",
    "public:yes": "no",
    "day:day": "2027-11-17",
}


class Office:
    """Somebody at the pages and the interface, by their token."""

    def __init__(self, product: Product, token: str) -> None:
        self.http = httpx2.Client(
            base_url=product.base_url, headers=bearer(token), timeout=20, trust_env=False
        )

    def enters(self, **fields: str) -> httpx2.Response:
        return self.http.post("/meetings/new", data={**NEW, **fields})

    def meeting(self, slug: str) -> dict[str, object]:
        return self.http.get(f"/api/meetings/{slug}").raise_for_status().json()

    def words(self, path: str) -> str:
        page = self.http.get(path)
        self.http.cookies.clear()  # the language that was asked for is kept in one
        assert page.status_code == 200, page.text
        return re.sub(r"\s+", " ", unescape(page.text))


@pytest.fixture(scope="module")
def street(
    tmp_path_factory: pytest.TempPathFactory, demo_folder: Path
) -> Iterator[tuple[Product, Household]]:
    data = tmp_path_factory.mktemp("new") / "data"
    shutil.copytree(demo_folder, data)
    house = household(data)
    with standing_on(data) as product:
        yield product, house


@pytest.fixture(scope="module")
def office(street: tuple[Product, Household]) -> Iterator[Office]:
    product, house = street
    office = Office(product, house.tokens["organisation"])
    yield office
    office.http.close()


@pytest.fixture(scope="module")
def desk(street: tuple[Product, Household]) -> Iterator[Office]:
    """The secretariat of the meetings that are there."""
    product, house = street
    desk = Office(product, house.tokens["secretariat"])
    yield desk
    desk.http.close()


def test_from_nothing_it_begins_with_its_day_and_with_its_secretariat(office: Office) -> None:
    answer = office.enters()
    assert (answer.status_code, answer.headers["location"]) == (303, "/meetings/world-council-2027/setup")
    made = office.meeting("world-council-2027")
    assert (made["state"], made["zone"], made["format"]) == ("draft", "Europe/Moscow", "online")
    [sitting] = made["sittings"]  # type: ignore[misc]
    assert (sitting["title"], sitting["day"]) == ("First sitting", "2027-11-17")
    assert made["items"] == []
    entries = office.http.get("/api/meetings/world-council-2027/entries").json()["entries"]
    assert [e["type"] for e in entries] == ["meeting_drafted", "role_granted", "sitting_added"]
    assert entries[0]["by"] == entries[1]["by"] == entries[1]["data"]["person"]  # whoever made it, by name


def test_an_address_is_taken_once_and_the_form_keeps_what_was_written(office: Office) -> None:
    office.enters(**{"slug:text": "council-a"})
    refused = office.enters(**{"slug:text": "council-a", "place:text": "Soria"})
    assert refused.status_code == 409
    assert "Another meeting already uses the address council-a." in refused.text
    assert 'value="Soria"' in refused.text
    for slug in ("new", "Council A", "-x"):
        assert office.enters(**{"slug:text": slug}).status_code == 409
    assert office.enters(**{"day:day": ""}).status_code == 422
    assert office.enters(zone="Europe/Nowhere").status_code == 409
    untitled = {name: "" for name in NEW if name.startswith("title")}
    assert "A title is needed" in office.enters(**untitled, **{"slug:text": "untitled"}).text
    assert office.http.get("/api/meetings/untitled").status_code == 404  # all of it or none


def test_the_same_press_twice_makes_one_meeting(office: Office) -> None:
    [press] = set(re.findall(r'name="id" value="([^"]+)"', office.words("/meetings/new")))
    for _ in range(2):
        answer = office.enters(**{"id": press, "slug:text": "pressed-twice"})
        assert answer.status_code == 303
    assert office.meeting("pressed-twice")["seq"] == 3


def test_a_copy_proposes_the_next_year_and_brings_the_agenda_without_what_happened(office: Office) -> None:
    page = office.words(f"/meetings/new?from={OPEN_MEETING}")
    assert "A copy of" in page
    [day] = re.findall(r'name="day:day" value="([^"]+)"', page)
    source = office.meeting(OPEN_MEETING)
    answer = office.enters(**{"from": OPEN_MEETING, "day:day": day, "slug:text": "copied"})
    assert answer.status_code == 303
    copy = office.meeting("copied")
    kept = ("id", "number", "title", "kind", "minutes", "sitting", "parent")
    assert [{k: i[k] for k in kept} for i in copy["items"]] == [  # type: ignore[attr-defined]
        {k: i[k] for k in kept}
        for i in source["items"]  # type: ignore[attr-defined]
    ]
    assert {i["outcome"] for i in copy["items"]} == {None}  # type: ignore[attr-defined]
    assert all(i["papers"] == [] for i in copy["items"])  # type: ignore[attr-defined]


def test_a_meeting_that_is_not_open_to_them_cannot_be_copied(office: Office) -> None:
    assert office.http.get("/meetings/new?from=private-council").status_code == 404
    assert office.enters(**{"from": "private-council", "slug:text": "stolen"}).status_code == 404
    assert office.http.get("/api/meetings/stolen").status_code == 404


def test_nobody_begins_a_meeting_through_another_ones_door(desk: Office) -> None:
    """Neither command is one of a meeting that is there, whoever presses it."""
    data = {"meeting": "meeting-x", "slug": "x"}
    entering = desk.http.post(
        f"/api/meetings/{OPEN_MEETING}/commands/enter_meeting", json={"id": "1", "data": data}
    )
    assert entering.json()["refusal"]["code"] == "unknown_command"
    drafting = desk.http.post(
        f"/api/meetings/{OPEN_MEETING}/commands/draft_meeting", json={"id": "2", "data": {}}
    )
    assert drafting.json()["refusal"]["code"] == "not_permitted"


def test_nobody_enters_a_meeting_that_is_not_drafted(office: Office) -> None:
    """Else its address would be taken for ever, by a record that nobody can begin."""
    press = {"id": "alone", "data": {"meeting": "meeting-x", "slug": "never"}}
    entering = office.http.post("/api/organisation/commands/enter_meeting", json=press)
    assert (entering.status_code, entering.json()["refusal"]["code"]) == (409, "drafted_at_once")
    fields = {"meeting": "meeting-x", "slug": "never"}
    assert "drafted" in office.http.post("/organisation/commands/enter_meeting", data=fields).text
    assert office.enters(**{"slug:text": "never"}).status_code == 303


# ---------------------------------------------------------------------------------------------- checklist


def test_the_setup_page_says_what_is_left_and_where_it_is_mended(desk: Office) -> None:
    page = desk.words(f"/meetings/{DRAFT_MEETING}/setup")
    points = set(re.findall(r'data-point="(\w+)"', page))
    of_a_body = {Point.MEMBERS, Point.ADDRESSES, Point.QUORUM, Point.NOTICE_RULE}
    beside = {*of_a_body, Point.PROPOSALS, Point.LINKS}
    assert points == {point.value for point in Point if point not in beside}
    assert "Not convened yet." in page
    hrefs = re.findall(r'data-point="\w+">.*?<a href="([^"]+)"', page)
    assert hrefs
    for href in hrefs:
        assert desk.http.get(href.partition("#")[0]).status_code == 200
    assert "points left" in page


def test_it_says_so_in_the_readers_language(desk: Office) -> None:
    assert "Liste de contrôle" in desk.words(f"/meetings/{DRAFT_MEETING}/setup?lang=fr")
    assert "Lista de comprobación" in desk.words(f"/meetings/{DRAFT_MEETING}/setup?lang=es")


# ------------------------------------------------------------------------------------------------ previews


@pytest.mark.parametrize("who", ["delegate", "public", "wall"])
@pytest.mark.parametrize("slug", [OPEN_MEETING, DRAFT_MEETING])
def test_a_preview_has_no_line_and_nothing_to_press(desk: Office, slug: str, who: str) -> None:
    page = desk.words(f"/meetings/{slug}/preview/{who}")
    assert "Nothing here can be pressed." in page
    assert "data-live" not in page
    assert "<form" not in page
    assert "js/live.js" not in page
    assert re.findall(r"<button(?! disabled)", page) == []
    ways = set(re.findall(r'<a\b[^>]* href="([^"?]*)', page))
    own = {f"/meetings/{slug}/preview/{one}" for one in ("delegate", "public", "wall")}
    assert ways <= own | {f"/meetings/{slug}/setup", "#main", "#panel-agenda", ""}


def test_a_preview_is_what_they_see(desk: Office, street: tuple[Product, Household]) -> None:
    """The panels of the public's own page, and not a word of what is for members."""
    product, house = street
    body = re.compile(r'(<section id="panel-agenda".*?</section>)', re.DOTALL)

    def agenda(page: str) -> str:
        [panel] = body.findall(page)
        return re.sub(r"<[^>]*>", " ", panel)

    own = Office(product, house.tokens["delegate"])
    public = httpx2.get(f"{product.base_url}/meetings/{OPEN_MEETING}", trust_env=False).text
    shown = desk.http.get(f"/meetings/{OPEN_MEETING}/preview/public").text
    assert agenda(unescape(shown)) == agenda(unescape(public))
    assert SECRET_TITLE not in shown
    delegates = own.http.get(f"/meetings/{OPEN_MEETING}").text
    own.http.close()
    assert agenda(delegates) == agenda(desk.http.get(f"/meetings/{OPEN_MEETING}/preview/delegate").text)
