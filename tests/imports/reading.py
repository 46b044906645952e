"""Files as the tests read them, and plans in the words of `expected`."""

from pathlib import Path
from zoneinfo import ZoneInfo

from models.planning.sitting import Contributor
from server.imports.faults import Unreadable
from server.imports.flat import outline
from server.imports.plan import Drafted, plan_of
from server.imports.read import read
from server.imports.reading import Reading
from server.imports.rows import Row
from tests.imports.expected import Item, Sitting

HERE = Path(__file__).parent


def file(name: str) -> bytes:
    return (HERE / name).read_bytes()


def text(words: str, zone: str = "Europe/Madrid") -> Reading:
    """A pasted text."""
    return read("pasted.txt", words.encode(), zone=zone)


def drafted(reading: Reading, zone: str = "Europe/Madrid") -> Drafted:
    plan = plan_of(reading.rows, zone)
    assert isinstance(plan, Drafted), plan
    return plan


def refused(content: bytes, name: str = "agenda.csv") -> Unreadable:
    try:
        reading = read(name, content, zone="Europe/Madrid")
    except Unreadable as fault:
        return fault
    raise AssertionError(reading)


def in_words(plan: Drafted, zone: str) -> tuple[tuple[Sitting, ...], tuple[Item, ...]]:
    """A plan as a secretary would have typed it."""
    venue = ZoneInfo(zone)
    tracks = {track.id: track.title.en for track in plan.tracks}
    places = {sitting.id: place for place, sitting in enumerate(plan.sittings, 1)}

    def clock(at, form="%H:%M"):
        return at.astimezone(venue).strftime(form) if at else ""

    sittings = tuple(
        Sitting(
            title=one.title.en,
            track=tracks[one.track] if one.track else "",
            chair=one.chair,
            place=one.place,
            day=one.day.isoformat() if one.day else clock(one.starts, "%Y-%m-%d"),
            start=clock(one.starts),
            end=clock(one.ends),
            contributors=people(one.contributors),
        )
        for one in plan.sittings
    )
    items = tuple(
        Item(
            sitting=places[one.sitting] if one.sitting else 0,
            level=depth,
            number=one.number,
            title=one.title.en,
            kind=one.kind.value,
            purpose=one.purpose.value if one.purpose else "",
            minutes=one.minutes,
            fixed=clock(one.fixed_start, "%Y-%m-%d %H:%M"),
            decision=one.draft_decision.en,
            contributors=people(one.roles),
        )
        for one, depth in outline(plan.items)
    )
    return sittings, items


def people(contributors: tuple[Contributor, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.part, one.holder, one.organisation) for one in contributors)


def filled(row: Row) -> dict[str, str]:
    """What stands in a row, but for what stands there when nothing is said."""
    empty = Row()
    return {
        field: value
        for field in row.__dataclass_fields__
        if (value := getattr(row, field)) != getattr(empty, field)
    }
