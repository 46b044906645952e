"""The calendars of the presidency as a calendar program gets them."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from icalendar import Calendar, Component

from models.body import stream_of
from models.presidency.milestones import MilestoneId
from models.presidency.published_terms import PublishedEvent
from models.presidency.rotation import RotationId
from models.presidency.terms import TermId
from server.presidency_pages.vterms import TermFeed
from tests.presidency.rotating import ADDRESS, BODY, NAME, rotating
from tests.provision_product import Product, standing_on

TODAY = date(2022, 3, 18)


@pytest.fixture(scope="module")
def presided(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    data = tmp_path_factory.mktemp("calendars") / "data"
    shutil.copytree(demo_folder, data)
    rotating(data, TODAY)
    with standing_on(data) as product:
        yield product


def events(product: Product, path: str, language: str = "en") -> list[Component]:
    answer = httpx2.get(f"{product.base_url}{path}", params={"lang": language})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_rotation_has_all_day_events_that_take_nobodys_time(presided: Product) -> None:
    found = events(presided, f"{ADDRESS}/calendar.ics", "fr")
    assert len(found) == 13
    second = next(one for one in found if "Iriga" in one["SUMMARY"])
    moved = datetime.now(UTC).date() - TODAY
    assert second["SUMMARY"] == "Présidence gouvernante: Maire de Xi’an · Maire d’Iriga"
    assert second["DESCRIPTION"].startswith("De «")
    assert "New Urban Agenda" in second["DESCRIPTION"]
    assert second["DTSTART"].dt == date(2022, 2, 26) + moved
    assert second["DTEND"].dt == date(2022, 4, 29) + moved
    assert (second["TRANSP"], second["STATUS"], second["SEQUENCE"]) == ("TRANSPARENT", "TENTATIVE", 0)
    assert len({one["UID"] for one in found}) == 13


def test_a_holder_has_their_own_terms_alone_and_a_body_all_that_preside_over_it(presided: Product) -> None:
    [own] = events(presided, "/presidency/holders/mayor-of-kazan/calendar.ics")
    assert own["SUMMARY"] == "Governing Presidency: Mayor of Kazan"
    assert own["DTEND"].dt - own["DTSTART"].dt == timedelta(days=100)
    assert len(events(presided, "/bodies/world-council/presidency.ics")) == 13
    assert events(presided, "/bodies/financial-management/presidency.ics") == []


def test_a_term_and_a_milestone_of_one_id_are_two_events() -> None:
    forum = PublishedEvent(
        key=(RotationId("governing"), TermId("forum"), None),
        rotation=NAME,
        title=NAME,
        holders=(),
        offices=(),
        first=TODAY,
        last=TODAY + timedelta(days=1),
        zone="UTC",
        place="",
        tentative=False,
        notes=(),
        changed=datetime(2022, 1, 1, tzinfo=UTC),
    )
    event = replace(forum, key=(RotationId("governing"), None, MilestoneId("forum")))
    feed = TermFeed("Presidency", "https://example.org/presidency", "en")
    made = Calendar.from_ical(feed.calendar((stream_of(BODY), one) for one in (forum, event)))
    known = [str(one["UID"]) for one in made.walk("VEVENT")]
    assert known == ["governing.forum@body-presidency", "governing.milestone.forum@body-presidency"]


def test_while_nothing_changes_a_calendar_is_told_so(presided: Product) -> None:
    address = f"{presided.base_url}{ADDRESS}/calendar.ics"
    first = httpx2.get(address)
    again = httpx2.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/presidency/presidency/unknown/calendar.ics",
        "/presidency/holders/nobody/calendar.ics",
        "/bodies/unknown/presidency.ics",
        "/presidency/presidency/unknown",
        "/presidency/holders/nobody",
    ],
)
def test_what_is_not_there_is_not_found(presided: Product, path: str) -> None:
    assert httpx2.get(f"{presided.base_url}{path}").status_code == 404


def test_a_rotation_is_set_as_a_tagged_pdf(presided: Product) -> None:
    answer = httpx2.get(f"{presided.base_url}{ADDRESS}.pdf", params={"lang": "es"})
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in answer.content
