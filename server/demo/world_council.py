"""The World Council of 17 November 2021 in Barcelona, as published, convened for today.

Titles, sittings and roles are facts published by the organisers; planned minutes, the order of items and who
chairs which sitting are assumed; the French and Spanish titles are ours.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from models.belonging.roles import Role
from models.convocation import Convocation
from models.planning.item import AgendaItem, ItemId, Kind, Purpose
from models.planning.sitting import Contributor, Sitting, SittingId
from models.rules.conduct import DraftMeeting
from models.text import Text

SLUG = "world-council-2021"
PLACE, ZONE = "Barcelona", ZoneInfo("Europe/Madrid")
PUBLISHED_DAY = date(2021, 11, 17)
CAST = (
    (Role.CHAIR, "Mayor of Kazan"),
    (Role.SECRETARIAT, "World Secretariat"),
    (Role.DELEGATE, "Mayor of Soria"),
    (Role.OBSERVER, "Forum of Regions"),
)
FIVE_MINUTES = timedelta(minutes=5)


def address_of(role: Role) -> str:
    """Where mail would reach somebody of the cast: nowhere, the name is reserved."""
    return f"{role}@council.example"


def opening_day(now: datetime, *, as_published: bool) -> date:
    """The day at the venue on which its Opening is due."""
    return PUBLISHED_DAY if as_published else _next_five(now).astimezone(ZONE).date()


def world_council(now: datetime, *, as_published: bool) -> DraftMeeting:
    """The draft of the meeting; unless `as_published`, its Opening is due at the next full five minutes."""
    rows = tuple(_rows())
    opening = _clock(rows[0])
    due = opening.replace(tzinfo=ZONE).astimezone(UTC) if as_published else _next_five(now)
    moved = due.astimezone(ZONE).replace(tzinfo=None) - opening
    return DraftMeeting(
        Convocation(
            slug=SLUG,
            title=Text("World Council", "Conseil mondial", "Consejo Mundial"),
            body=Text("World Council", "Conseil mondial", "Consejo Mundial"),
            place=PLACE,
            zone=ZONE.key,
            moved_from=None if as_published else opening.replace(tzinfo=ZONE).astimezone(UTC),
        ),
        tuple(_sittings(rows)),
        tuple(_items(rows, due, moved)),
    )


def _rows() -> Iterator[dict[str, str]]:
    text = (files("server.demo") / "world-council-2021.csv").read_text("utf-8")
    yield from csv.DictReader(text.splitlines())


def _clock(row: dict[str, str]) -> datetime:
    """A row's start on the venue's own clock (without a zone: intervals are kept as they are read there)."""
    return datetime.fromisoformat(f"{row['date']}T{row['start_assumed']}")


def _next_five(now: datetime) -> datetime:
    """The next moment at which clocks show full five minutes, in UTC."""
    return now + -(now - datetime.fromtimestamp(0, UTC)) % FIVE_MINUTES


def _sittings(rows: tuple[dict[str, str], ...]) -> Iterator[Sitting]:
    seen: set[str] = set()
    for row in rows:
        if row["sitting"] not in seen:
            seen.add(row["sitting"])
            title = Text(row["sitting"], row["sitting_fr"], row["sitting_es"])
            yield Sitting(_sitting_id(row), title, row["chair_office"])


def _sitting_id(row: dict[str, str]) -> SittingId:
    return SittingId("sitting-" + row["sitting"].lower().replace(" ", "-"))


def _items(rows: tuple[dict[str, str], ...], due: datetime, moved: timedelta) -> Iterator[AgendaItem]:
    """The Opening is due at `due` (UTC); the others as far from it as the venue's clock shows."""
    for place, row in enumerate(rows, 1):
        number, _, _ = row["number"].rpartition(".")
        start = (_clock(row) + moved).replace(tzinfo=ZONE).astimezone(UTC) if row["start_assumed"] else None
        yield AgendaItem(
            id=_item_id(row["number"]) if row["number"] else ItemId(f"item-{row['kind']}-{place}"),
            number=row["number"],
            title=Text(row["title"], row["title_fr"], row["title_es"]),
            kind=Kind(row["kind"]),
            minutes=int(row["minutes_assumed"]),
            purpose=Purpose(row["label"].removeprefix("For ")) if row["label"] else None,
            parent=_item_id(number) if number else None,
            sitting=_sitting_id(row),
            fixed_start=due if place == 1 else start,
            roles=tuple(_roles(row["roles"])),
        )


def _item_id(number: str) -> ItemId:
    return ItemId("item-" + number.replace(".", "-"))


def _roles(cell: str) -> Iterator[Contributor]:
    for role in cell.split("; "):
        part, _, holder = role.partition(": ")
        if holder:
            yield Contributor(part, holder)
