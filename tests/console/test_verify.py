"""`verify` finds what is wrong with a record, whoever has been at it behind the server's back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.console.conftest import Console

FAULTS = {
    "an entry is gone from the midst": "DELETE FROM entries WHERE seq = 7 AND stream LIKE 'meeting-%'",
    "the last entry is gone": "DELETE FROM entries WHERE seq = (SELECT MAX(seq) FROM entries)",
    "the first entry is gone": "DELETE FROM entries WHERE seq = 1 AND stream LIKE 'meeting-%'",
    "an entry is there twice": 'INSERT INTO entries SELECT stream, 99, at, "by", type, data, behalf FROM entries '
    "WHERE seq = 7",
    "a time is earlier than the one before": "UPDATE entries SET at = '2001-01-01 00:00:00' WHERE seq = 9",
    "a time is another": "UPDATE entries SET at = datetime(at, '+1 day') "
    "WHERE seq = (SELECT MAX(seq) FROM entries)",
    "somebody else is said to have pressed": "UPDATE entries SET \"by\" = 'somebody' WHERE seq = 9",
    "it was on behalf of no role there is": "UPDATE entries SET behalf = 'bystander' WHERE seq = 9",
    "an event has a name nobody knows": "UPDATE entries SET type = 'item_forgotten' WHERE seq = 9",
    "an event cannot be read": "UPDATE entries SET data = '{\"item\":' WHERE seq = 9",
    "an event lacks what it says": "UPDATE entries SET data = '{}' WHERE seq = 9",
    "the last receipt is gone": "DELETE FROM submissions WHERE seq = (SELECT MAX(seq) FROM submissions)",
    "a receipt is for an entry that is not there": "UPDATE submissions SET seq = 77 WHERE command = 'grant_role'",
    "a receipt is for nothing": "INSERT INTO submissions SELECT stream, \"by\", 'another', at, command, data, 77 "
    "FROM submissions WHERE command = 'convene_meeting'",
    "a press is dated back, receipt and entry alike": "UPDATE submissions SET at = '2001-01-01 00:00:00.000000' "
    "WHERE command = 'convene_meeting'; UPDATE entries SET at = '2001-01-01 00:00:00.000000' "
    "WHERE type = 'meeting_convened'",
    "the list has the wrong state": "UPDATE meetings SET state = 'closed'",
    "the list has the wrong start": "UPDATE meetings SET starts = '2001-01-01 00:00:00'",
    "the list has the wrong words": "UPDATE meetings SET data = '{}'",
    "the list has the wrong number": "UPDATE meetings SET seq = 1",
    "the list lacks the meeting": "DELETE FROM meetings",
    "the list has a meeting that is not there": "INSERT INTO meetings SELECT 'nowhere', 'nowhere', state, public, "
    "starts, seq, data FROM meetings",
    "the stream is gone, and its entries are not": "DELETE FROM streams WHERE id LIKE 'meeting-%'",
}


def tampered(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "hemicycle.sqlite3")) as shell:
        shell.execute("PRAGMA foreign_keys=OFF")
        for (name,) in shell.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            shell.execute(f"DROP TRIGGER {name}")
        for one in statement.split(";"):
            assert shell.execute(one).rowcount > 0, "nothing was planted"
        shell.commit()


def test_a_sound_record_is_said_to_be_sound_stream_by_stream(console: Console, data: Path) -> None:
    said = console("verify", HEMICYCLE_DATA=data)
    assert said.code == 0
    assert said.err == ""
    lines = said.out.splitlines()
    assert len(lines) == 2
    assert all(line.endswith(" entries, ok") for line in lines)
    assert lines[0].startswith("meeting-")
    assert lines[1] == "organisation: 1 entries, ok"


@pytest.mark.parametrize("statement", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found_and_said_in_words(console: Console, data: Path, statement: str) -> None:
    tampered(data, statement)
    said = console("verify", HEMICYCLE_DATA=data)
    assert said.code == 1
    assert "Traceback" not in said.err
    faulty = [line for line in said.out.splitlines() if not line.endswith(", ok")]
    assert faulty, "nothing was found"


def test_a_faulty_stream_does_not_hide_the_others(console: Console, data: Path) -> None:
    tampered(data, FAULTS["an event has a name nobody knows"])
    said = console("verify", HEMICYCLE_DATA=data)
    assert "organisation: 1 entries, ok" in said.out.splitlines()
