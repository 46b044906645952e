"""`hemicycle password`: typed unseen or read from a pipe, printed nowhere."""

import asyncio
import io
from pathlib import Path

import pytest

from server.app import Parts
from server.settings import read_settings
from server.world import RealWorld
from tests.console.conftest import Console

PASSWORD = "correct horse battery"


def signs_in(data: Path, name: str, password: str) -> bool:
    async def tried() -> bool:
        parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), RealWorld())
        try:
            return await parts.doors.passwords.sign_in(name, password, "") is not None
        finally:
            parts.doors.passwords.close()
            await parts.database.close()

    return asyncio.run(tried())


def test_a_password_is_read_from_a_pipe_and_printed_nowhere(
    console: Console, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\nanother line\n"))
    said = console("password", "--name", "Olga", HEMICYCLE_DATA=data)
    assert (said.code, said.out, said.err) == (0, "Olga\n", "")
    assert signs_in(data, "olga", PASSWORD)
    kept = b"".join(file.read_bytes() for file in data.glob("hemicycle.sqlite3*"))
    assert b"$argon2id$" in kept
    assert PASSWORD.encode() not in kept
    assert console("password", "--name", "Olga", "--remove", HEMICYCLE_DATA=data).code == 0
    assert not signs_in(data, "olga", PASSWORD)


@pytest.mark.parametrize(
    ("typed", "words"), [("short\n", "12 to 200 characters"), ("\n", "No password was typed"), ("", "typed")]
)
def test_what_is_no_password_is_refused_in_words(
    console: Console, data: Path, monkeypatch: pytest.MonkeyPatch, typed: str, words: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    said = console("password", "--name", "Olga", HEMICYCLE_DATA=data)
    assert (said.code, said.out) == (1, "")
    assert words in said.err


def test_nobodys_password_cannot_be_taken_away(console: Console, data: Path) -> None:
    said = console("password", "--name", "Olga", "--remove", HEMICYCLE_DATA=data)
    assert (said.code, said.err) == (1, "'Olga' has no password.\n")
