"""The printable agenda: the plan day by day, in the reader's language, for whoever may follow the meeting."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.meeting import MeetingOpened
from models.planning.agenda import ItemConcluded, ItemOpened
from models.planning.item import ItemId, Kind, Outcome, Purpose
from models.planning.sitting import Contributor, Link, LinkKind
from models.text import Text
from tests.live.drafted import SLUG, Drafted, convocation, drafted_in, happened, item, sitting

MADRID = ZoneInfo("Europe/Madrid")
NINE = datetime(2022, 6, 13, 9, tzinfo=MADRID)
SEVILLE = convocation("Europe/Madrid", "Seville")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path) as drafted:
        yield drafted


async def read(house: Drafted, language: str = "en") -> str:
    answer = await house.get("agenda", params={"lang": language})
    assert answer.status_code == 200, answer.text
    return answer.text


class Words(HTMLParser):
    """What stands in the elements of a page, in order: `(tag, language, words)`; and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[tuple[str, str, str]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in {"meta", "link", "circle", "wbr", "br", "input"}:
            self.open.append((tag, given.get("lang") or (self.open[-1][1] if self.open else "")))
        if tag == "a":
            self.links.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.said.append((*self.open[-1], words))


def plain(page: str) -> str:
    """The words of the document, without the head of the page."""
    said = [words for _, _, words in Words(page[page.index("<main") :]).said]
    return " ".join(said)


# ------------------------------------------------------------------------------------------ what is in it


async def test_an_item_shows_number_start_minutes_purpose_people_and_draft_decision(house: Drafted) -> None:
    report = replace(
        item("2.1", "Report", 25, fixed_start=NINE, sitting="a"),
        purpose=Purpose.ADOPTION,
        roles=(Contributor("presenter", "Mayor of Soria", "Forum of Regions"),),
        draft_decision=Text("The Bureau is invited to:\n1. Adopt;\n2. Note."),
    )
    await house.convene(SEVILLE, [sitting("a", "Morning", chair="Mayor of Kazan", place="Room 3")], [report])
    page = await read(house)
    assert "Monday 13 June 2022 Morning 09:00 CEST – 09:25 CEST Room 3 Chair: Mayor of Kazan" in plain(page)
    assert "09:00 CEST 2.1 Report For adoption · 25 min Presenter: Mayor of Soria, Forum of Regions" in plain(
        page
    )
    assert "Draft decision The Bureau is invited to: 1. Adopt; 2. Note." in plain(page)
    assert "to:\n1. Adopt;\n2. Note." in page


async def test_the_zone_is_stated_and_every_time_carries_its_own(house: Drafted) -> None:
    before = datetime(2026, 3, 28, 10, tzinfo=MADRID)
    sittings = [sitting("a", starts=before), sitting("b", starts=before + timedelta(days=1))]
    await house.convene(SEVILLE, sittings)
    said = plain(await read(house))
    assert "All times are those of Seville (Europe/Madrid)." in said
    assert "10:00 CET" in said
    assert "10:00 CEST" in said
    assert re.findall(r"\d\d:\d\d(?! CES?T)", said) == []


async def test_days_are_computed_at_the_venue_and_sittings_stand_under_theirs(house: Drafted) -> None:
    """Half past midnight at the venue is the evening before in UTC; what has no time comes last."""
    sittings = [
        sitting("late", starts=datetime(2022, 6, 14, 0, 30, tzinfo=MADRID)),
        sitting("committee", day=date(2022, 6, 7)),
        sitting("someday"),
        sitting("first", starts=NINE),
    ]
    await house.convene(SEVILLE, sittings)
    said = [words for tag, _, words in Words(await read(house)).said if tag in {"h2", "span"}]
    wanted = (
        "Tuesday 7 June 2022, Sitting committee, Monday 13 June 2022, Sitting first, Tuesday 14 June 2022"
    )
    shown = [words for words in said if words.startswith(("Sitting", "Tuesday", "Monday", "Day"))]
    assert ", ".join(shown) == f"{wanted}, Sitting late, Day to be confirmed, Sitting someday"


async def test_what_stands_between_two_sittings_is_shown_between_them(house: Drafted) -> None:
    lunch = replace(item("", "Lunch", 90), id=ItemId("lunch"), kind=Kind.BREAK)
    items = [item("1", fixed_start=NINE, sitting="a"), lunch, item("2", sitting="b")]
    await house.convene(SEVILLE, [sitting("a"), sitting("b")], items)
    said = plain(await read(house))
    assert said.index("Item 1") < said.index("Lunch") < said.index("Sitting b") < said.index("Item 2")
    assert said.count("Monday 13 June 2022") == 1


async def test_where_no_time_is_known_the_order_of_the_agenda_says_the_day(house: Drafted) -> None:
    sittings = [sitting("a", starts=NINE), sitting("b", starts=NINE + timedelta(hours=5)), sitting("c")]
    items = [item("0"), item("1", sitting="a"), item("2"), item("3", sitting="b"), item("4", sitting="c")]
    await house.convene(SEVILLE, sittings, items)
    said = plain(await read(house))
    places = [said.index(words) for words in ("Monday 13", *(f"Item {n}" for n in range(5)))]
    assert places == sorted(places)
    assert "confirmed" not in said


async def test_links_lead_to_the_web_and_nowhere_else(house: Drafted) -> None:
    links = (
        Link(LinkKind.STREAM, "https://stream.example/floor"),
        Link(LinkKind.INTERPRETATION, "https://stream.example/zh", "zh"),
        Link(LinkKind.INTERPRETATION, "javascript:alert(1)", "tr"),
    )
    await house.convene(SEVILLE, [sitting("a", starts=NINE, links=links)])
    page = await read(house, "fr")
    leading = [link for link in Words(page).links if link.startswith(("https:", "javascript:"))]
    assert leading == ["https://stream.example/floor", "https://stream.example/zh"]
    assert "(chinois)" in page
    assert "(turc)" in page


async def test_what_is_not_yet_translated_is_marked_and_says_its_language(house: Drafted) -> None:
    items = [item("1", Text("Budget"), fixed_start=NINE), item("2", Text("Report", "Rapport"))]
    await house.convene(SEVILLE, (), items)
    page = Words(await read(house, "fr"))
    at = page.said.index(("span", "en", "Budget"))
    assert page.said[at + 1][:2] == ("small", "fr")
    assert ("span", "fr", "Rapport") in page.said
    assert "not yet translated" not in plain(await read(house, "en"))


async def test_it_is_the_plan_and_says_what_has_left_it(house: Drafted) -> None:
    chamber = await house.convene(SEVILLE, (), [item("1", fixed_start=NINE), item("2"), item("3")])
    happened(chamber, MeetingOpened(), ItemOpened(ItemId("1")), ItemConcluded(ItemId("1"), Outcome.ADOPTED))
    happened(chamber, ItemConcluded(ItemId("2"), Outcome.WITHDRAWN))
    said = plain(await read(house))
    assert "09:00 CEST 1 Item 1 30 min 2 Item 2 Withdrawn 30 min 09:30 CEST 3" in said
    assert "Adopted" not in said


async def test_a_withdrawn_sitting_says_so_while_it_has_items(house: Drafted) -> None:
    gone, empty = sitting("gone", withdrawn=True), sitting("empty", withdrawn=True)
    await house.convene(SEVILLE, [gone, empty], [item("1", fixed_start=NINE, sitting="gone")])
    said = plain(await read(house))
    assert "Sitting gone Withdrawn" in said
    assert "Sitting empty" not in said


async def test_what_people_write_is_text(house: Drafted) -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} & “\x07”"
    await house.convene(SEVILLE, (), [item("1", hostile, fixed_start=NINE)])
    page = await read(house)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} &amp; “”" in page


# ------------------------------------------------------------------------------------ as a page, and for whom


async def test_it_is_a_page_like_the_others_and_leads_to_the_pdf_and_the_feed(house: Drafted) -> None:
    await house.convene(SEVILLE)
    answer = await house.get("agenda", params={"lang": "es"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-language"] == "es"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    for way in ("agenda.pdf?lang=es", "calendar.ics?lang=es"):
        assert f"/meetings/{SLUG}/{way}" in Words(answer.text).links
        assert (await house.http.get(f"/meetings/{SLUG}/{way}")).status_code == 200
    assert (await house.http.head(f"/meetings/{SLUG}/agenda")).status_code == 200


async def test_a_draft_says_so_to_the_secretariat_and_has_no_feed(house: Drafted) -> None:
    await house.draft(SEVILLE, (), [item("1")])
    assert (await house.get("agenda")).status_code == 401
    answer = await house.get("agenda", headers=await house.token("secretariat"))
    assert "Agenda · In preparation" in plain(answer.text)
    assert f"/meetings/{SLUG}/calendar.ics?lang=en" not in Words(answer.text).links


@pytest.mark.parametrize("path", ["agenda", "agenda.pdf"])
async def test_who_may_not_follow_is_told_so_in_words(house: Drafted, path: str) -> None:
    assert (await house.get(path)).status_code == 404
    await house.convene(replace(SEVILLE, public=False))
    refused = await house.get(path)
    assert (refused.status_code, "Sign in first" in refused.text) == (401, True)
    assert (await house.get(path, headers=await house.token("observer"))).status_code == 200
    stranger = await house.get(path, headers=await stranger_to(house))
    assert (stranger.status_code, "Nothing here" in stranger.text) == (404, True)


async def stranger_to(house: Drafted) -> dict[str, str]:
    """The headers of somebody known to the house who has no role in this meeting."""
    person = await house.parts.doorkeeper.welcome_person("Somebody")
    return {"Authorization": f"Bearer {await house.parts.doorkeeper.make_token(person)}"}
