"""The calendar feed: read back by `icalendar`, in the venue's zone, with the same bytes until something changes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event, Timezone

from models.meeting import MeetingOpened
from models.planning.agenda import ItemAdded, ItemConcluded, SittingAdded
from models.planning.item import ItemId, Outcome
from models.planning.published import PublishedSitting, Span
from models.planning.sitting import SittingId
from models.procedure import StreamId
from models.text import Text
from server.calendars.vcalendar import Feed
from server.calendars.vtimezone import vtimezone
from tests.live.drafted import BASE, SLUG, STREAM, Drafted, convocation, drafted_in, happened, item, sitting

FEED = "calendar.ics"
APRIL = datetime(2026, 4, 14, 10, tzinfo=ZoneInfo("America/Mexico_City"))
HOSTILE = "Fees, dues; and “rest”\nC:\\New \\n 🏙️🏙️🏙️🏙️🏙️🏙️🏙️🏙️🏙️ Ñandú, 世界" + "\u2028;" * 40


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path) as drafted:
        yield drafted


async def events(house: Drafted, **asked: str) -> dict[str, Event]:
    """The feed's events by their UID, as a calendar reads them."""
    answer = await house.get(FEED, params=asked)
    assert answer.status_code == 200, answer.text
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).events}


def sent(**more: object) -> Event:
    """One sitting, as a calendar reads it."""
    made = PublishedSitting(
        id=SittingId("morning"),
        meeting=Text("Executive Bureau"),
        title=Text("Morning"),
        span=Span(APRIL, APRIL + timedelta(hours=2)),
        zone="America/Mexico_City",
        place="Mexico City",
        chair="",
        items=(),
        changed=datetime(2026, 1, 2, 3, 4, 5, 678, UTC),
    )
    feed = Feed(StreamId("s"), convocation(), BASE, "en").calendar((replace(made, **more),))  # type: ignore[arg-type]
    (event,) = Calendar.from_ical(feed).events
    return event


# ------------------------------------------------------------------------------------------- what is in it


async def test_ten_in_mexico_city_is_sixteen_utc_in_april(house: Drafted) -> None:
    await house.convene(convocation(), [sitting("a")], [item("1", fixed_start=APRIL, sitting="a")])
    (event,) = (await events(house)).values()
    assert event.start.astimezone(UTC) == datetime(2026, 4, 14, 16, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "America/Mexico_City"
    assert event["DTSTART"].to_ical() == b"20260414T100000"
    assert event.end - event.start == timedelta(minutes=30)


async def test_ten_stays_ten_after_a_change_of_time(house: Drafted) -> None:
    madrid = ZoneInfo("Europe/Madrid")
    days = (datetime(2026, 3, 27, 10, tzinfo=madrid), datetime(2026, 3, 30, 10, tzinfo=madrid))
    sittings = [sitting(f"{at:%d}", starts=at, ends=at + timedelta(hours=2)) for at in days]
    await house.convene(convocation("Europe/Madrid", "Madrid"), sittings)
    found = await events(house)
    assert [(e["DTSTART"].to_ical(), e.start.astimezone(UTC).hour) for e in found.values()] == [
        (b"20260327T100000", 9),
        (b"20260330T100000", 8),
    ]


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Madrid",
        "America/Mexico_City",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Europe/Dublin",
        "America/Santiago",
        "Asia/Kathmandu",
        "Etc/UTC",
    ],
)
def test_the_clock_it_carries_is_the_zones_at_every_quarter_of_the_year(zone: str) -> None:
    """Read as a program without the zone's name in its own data reads it, and compared with this year's tzdata."""
    carried = Timezone.from_ical(vtimezone(zone, [datetime(2026, 6, 1, tzinfo=UTC)]).to_ical())
    clock, truth = carried.to_tz(lookup_tzid=False), ZoneInfo(zone)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year == 2026:
        local = at.astimezone(truth)
        assert local.replace(tzinfo=clock).utcoffset() == local.utcoffset() or local.fold, local
        at += timedelta(minutes=15)


def test_summer_time_begins_on_the_clock_that_was_there_before() -> None:
    lines = vtimezone("Europe/Madrid", [datetime(2026, 6, 1, tzinfo=UTC)]).to_ical().decode()
    assert "DTSTART:20260329T020000\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200" in lines
    assert "DTSTART:20261025T030000\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100" in lines


async def test_an_event_says_where_who_what_and_when_in_the_readers_language(house: Drafted) -> None:
    await house.convene(
        convocation(),
        [sitting("a", Text("Opening", "Ouverture"), chair="Mayor of Kazan", place="Room 3")],
        [
            item("1", Text("Report", "Rapport"), fixed_start=APRIL, sitting="a"),
            item("2", "Budget", sitting="a"),
            item("2.1", Text("Fees", "Cotisations"), parent=ItemId("2")),
        ],
    )
    event = (await events(house, lang="fr"))[f"a@{STREAM}"]
    assert str(event["SUMMARY"]) == "Bureau exécutif · Ouverture"
    assert str(event["LOCATION"]) == "Room 3"
    assert str(event["URL"]) == f"{BASE}/meetings/{SLUG}"
    assert str(event["DESCRIPTION"]).splitlines()[-6:] == [
        "",
        "10:00 CST  1  Rapport",
        "10:30 CST  2  Budget (EN)",
        "    10:30 CST  2.1  Cotisations",
        "",
        f"{BASE}/meetings/{SLUG}",
    ]
    assert "Mayor of Kazan" in event["DESCRIPTION"]


async def test_a_day_alone_is_all_day_and_tentative_and_no_time_at_all_is_left_out(house: Drafted) -> None:
    sittings = [sitting("day", day=date(2026, 4, 15)), sitting("someday"), sitting("a", starts=APRIL)]
    await house.convene(convocation(), sittings)
    found = await events(house)
    assert set(found) == {f"day@{STREAM}", f"a@{STREAM}"}
    day = found[f"day@{STREAM}"]
    assert (day.start, day.end, day["STATUS"]) == (date(2026, 4, 15), date(2026, 4, 16), "TENTATIVE")
    assert found[f"a@{STREAM}"]["STATUS"] == "CONFIRMED"


async def test_a_meeting_without_sittings_is_one_event(house: Drafted) -> None:
    await house.convene(convocation(), (), [item("1", fixed_start=APRIL)])
    (event,) = (await events(house)).values()
    assert (event["UID"], event["SUMMARY"]) == (STREAM, "Executive Bureau")


def test_a_cancelled_sitting_says_so_and_every_event_when_it_changed() -> None:
    event = sent(cancelled=True, sequence=3)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 3)
    changed = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (changed, changed) == (event.DTSTAMP, event.LAST_MODIFIED)


def test_a_sitting_without_an_end_has_none() -> None:
    assert "DTEND" not in sent(span=Span(APRIL))


async def test_the_calendar_has_the_meetings_name_and_says_when_to_ask_again(house: Drafted) -> None:
    await house.convene(convocation())
    answer = await house.get(FEED, params={"lang": "fr"})
    calendar = Calendar.from_ical(answer.content)
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Bureau exécutif"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(minutes=15)
    assert calendar["X-PUBLISHED-TTL"] == "PT15M"
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-language"] == "fr"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


# ------------------------------------------------------------------------------------------- how it is written


def test_what_people_write_comes_back_as_they_wrote_it() -> None:
    assert sent(place=HOSTILE)["LOCATION"] == HOSTILE.replace("\u2028", "\n")
    assert sent(title=Text(HOSTILE))["SUMMARY"] == "Executive Bureau · " + " ".join(HOSTILE.split())


def test_lines_are_folded_at_75_octets_between_letters() -> None:
    lines = feed_of(HOSTILE).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
        assert b"\n" not in line
        assert b"\r" not in line


def test_what_nobody_can_read_is_left_out() -> None:
    feed = feed_of("a\x00b\x07c\x1b\x7f\x9f\ud800d\u200f")
    assert b"LOCATION:abcd\xe2\x80\x8f\r\n" in feed
    assert not {*feed} & ({*range(32)} - {10, 13})


def feed_of(place: str) -> bytes:
    made = PublishedSitting(
        None, Text("M"), Text(), Span(APRIL), "Europe/Madrid", place, "", (), APRIL.astimezone(UTC)
    )
    return Feed(StreamId("s"), convocation(), BASE, "en").calendar((made,))


# ------------------------------------------------------------------------------------------- what changes


async def test_a_later_end_grows_the_sequence_by_one_and_keeps_the_uid(house: Drafted) -> None:
    chamber = await house.convene(convocation(), [sitting("a")], [item("1", fixed_start=APRIL, sitting="a")])
    before = await events(house)
    happened(chamber, ItemAdded(item("2", sitting="a")), ItemAdded(item("3", sitting="a")))
    after = await events(house)
    assert before.keys() == after.keys() == {f"a@{STREAM}"}
    (was,), (now,) = before.values(), after.values()
    assert (was["SEQUENCE"], now["SEQUENCE"]) == (0, 1)
    assert now.end - was.end == timedelta(minutes=60)
    assert now.DTSTAMP >= was.DTSTAMP

    happened(chamber, SittingAdded(sitting("b", starts=APRIL)))
    assert {uid: e["SEQUENCE"] for uid, e in (await events(house)).items()} == {
        f"a@{STREAM}": 1,
        f"b@{STREAM}": 0,
    }


async def test_the_same_record_gives_the_same_bytes_and_304(house: Drafted, tmp_path: Path) -> None:
    chamber = await house.convene(convocation(), [sitting("a", starts=APRIL)], [item("1", sitting="a")])
    first = await house.get(FEED)
    mark = first.headers["etag"]
    for known in (mark, f'"old", W/{mark}', "*"):
        again = await house.get(FEED, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    happened(chamber, MeetingOpened())
    assert (await house.get(FEED)).headers["etag"] == mark, "that the meeting has opened moves nothing"
    happened(chamber, ItemConcluded(ItemId("1"), Outcome.DEFERRED))
    changed = await house.get(FEED, headers={"If-None-Match": mark})
    assert changed.status_code == 200
    assert b"(deferred)" in changed.content
    async with drafted_in(tmp_path) as restarted:
        assert (await restarted.get(FEED)).content == first.content


async def test_the_head_is_the_answer_without_the_file(house: Drafted) -> None:
    await house.convene(convocation())
    head, whole = await house.http.head(f"/meetings/{SLUG}/{FEED}"), await house.get(FEED)
    assert (head.status_code, head.headers["etag"]) == (200, whole.headers["etag"])


# ------------------------------------------------------------------------------------------- who gets it


async def test_a_draft_has_no_feed_whoever_asks(house: Drafted) -> None:
    await house.draft(convocation(), (), [item("1")])
    for headers in ({}, await house.token("secretariat")):
        answer = await house.get(FEED, headers=headers)
        assert answer.status_code == 404
        assert "There is no such page, or it is not open to you." in answer.text


async def test_a_closed_meetings_feed_is_for_those_who_may_follow_it(house: Drafted) -> None:
    await house.convene(convocation(public=False))
    assert (await house.get(FEED)).status_code == 404
    assert (await house.get(FEED, headers=await house.token("observer"))).status_code == 200
    assert (await house.get(FEED, headers={"Authorization": "Bearer wrong"})).status_code == 401


async def test_no_meeting_has_no_feed(house: Drafted) -> None:
    assert (await house.get(FEED)).status_code == 404
