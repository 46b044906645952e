"""What has been kept long enough is let go, nothing before its time, and nothing of the record ever."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from structlog.testing import capture_logs

from models.retention import Horizons, Keeping
from models.tables import entries, links, meetings, metadata, notes, people, sign_ins, streams, tokens
from server.database import Database
from server.persons.retention import Retention, ended

NOW = datetime(2027, 6, 13, 12, tzinfo=UTC)
RECORD = {"streams", "entries", "submissions", "meetings"}


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


class At:
    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time


async def fill(database: Database) -> None:
    """Ana's sign-ins, tokens and links, each named by how it ended; her notes on an open meeting and two closed."""
    async with database.writing() as connection:
        await connection.execute(insert(people).values(id="ana", name="Ana", since=ago(900)))
        for name, state, last in (("open", "open", 400), ("old", "closed", 100), ("late", "closed", 5)):
            await connection.execute(
                insert(streams).values(id=name, kind="meeting", epoch="e", begun=ago(500))
            )
            await connection.execute(
                insert(entries).values(stream=name, seq=1, at=ago(last), by="ana", type="x", data="{}")
            )
            await connection.execute(
                insert(meetings).values(stream=name, slug=name, state=state, public=True, seq=1, data="{}")
            )
            for item, changed in (("early", 200), ("lately", 2)):
                row = {"person": "ana", "meeting": name, "item": item, "text": "t", "revision": 1}
                await connection.execute(insert(notes).values(**row, changed=ago(changed)))
        lasting: Iterable[tuple[str, float, float | None]] = (
            ("good", -5, None),
            ("over", 50, None),
            ("long over", 100, None),
            ("revoked", -5, 50),
            ("long revoked", -5, 100),
        )
        for name, expires, revoked in lasting:
            row = {"digest": name, "person": "ana", "since": ago(300), "expires": ago(expires)}
            when = ago(revoked) if revoked else None
            await connection.execute(insert(sign_ins).values(**row, revoked=when))
            await connection.execute(
                insert(tokens).values(digest=name, person="ana", made=ago(300), revoked=when)
            )
            link = {"digest": name, "person": "ana", "meeting": "open", "made": ago(300)}
            await connection.execute(insert(links).values(**link, expires=ago(expires), used=when))


async def kept(database: Database, column) -> set[str]:
    async with database.reading() as connection:
        return set(await connection.scalars(select(column)))


async def test_what_ended_long_enough_ago_goes_and_nothing_else(database: Database) -> None:
    await fill(database)
    with capture_logs() as lines:
        await Retention(database, At(NOW), Keeping(sign_ins=90, links=30, notes=30)).beat()
    assert await kept(database, sign_ins.c.digest) == {"good", "over", "revoked"}
    assert await kept(database, tokens.c.digest) == {"good", "over", "long over", "revoked"}
    assert await kept(database, links.c.digest) == {"good"}
    assert await kept(database, notes.c.meeting + "/" + notes.c.item) == {
        "open/early",
        "open/lately",
        "old/lately",
        "late/early",
        "late/lately",
    }
    assert len(await kept(database, entries.c.stream)) == 3
    assert [{k: v for k, v in line.items() if k not in {"event", "log_level"}} for line in lines] == [
        {"sign_ins": 2, "tokens": 1, "links": 4, "notes": 1}
    ]


async def test_without_days_nothing_goes(database: Database) -> None:
    await fill(database)
    with capture_logs() as lines:
        await Retention(database, At(NOW + timedelta(days=9000)), Keeping()).beat()
    assert len(await kept(database, sign_ins.c.digest)) == 5
    assert len(await kept(database, notes.c.meeting)) == 3
    assert lines == []


async def test_it_looks_again_when_an_hour_is_over(database: Database) -> None:
    await fill(database)
    clock = At(ago(30))
    retention = Retention(database, clock, Keeping(links=30))
    with capture_logs():
        await retention.beat()
        before = await kept(database, links.c.digest)
        clock.time = NOW
        retention._last = NOW - timedelta(minutes=59)
        await retention.beat()
        assert await kept(database, links.c.digest) == before != {"good"}
        clock.time = NOW + timedelta(minutes=1)
        await retention.beat()
    assert await kept(database, links.c.digest) == {"good"}


@pytest.mark.parametrize("horizons", [Horizons(NOW, NOW, NOW)])
def test_no_table_of_the_record_is_ever_touched(horizons: Horizons) -> None:
    touched = {table.name for table in ended(horizons)}
    assert touched == {"sign_ins", "tokens", "links", "notes"}
    assert not touched & RECORD
    assert {table.name for table in metadata.sorted_tables} > touched | RECORD
