"""What cannot be done is said in a sentence on stderr: never a traceback, never anything on stdout."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.console.conftest import Console, Said
from tests.provision import free_port

SLUG = "world-council-2021"
TOKEN = ("token", "--role", "chair", "--meeting", SLUG)


def in_words(said: Said) -> bool:
    """It ended with a fault that a person can read."""
    return said.code in {1, 2} and said.out == "" and 0 < len(said.err) < 400 and "Traceback" not in said.err


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("HEMICYCLE_BIND", "nowhere"),
        ("HEMICYCLE_BASE_URL", "ftp://meet.example"),
        ("HEMICYCLE_DATABASE_URL", "nonsense"),
    ],
)
@pytest.mark.parametrize("command", [TOKEN, ("verify",), ("demo",), ("serve",)], ids=lambda c: c[0])
def test_a_bad_setting_is_named(
    console: Console, data: Path, command: tuple[str, ...], setting: str, value: str
) -> None:
    said = console(*command, **{"HEMICYCLE_DATA": data, setting: value})
    assert in_words(said), said.err
    assert setting in said.err
    assert value in said.err


def test_a_meeting_that_is_not_there(console: Console, data: Path) -> None:
    said = console("link", "--role", "chair", "--meeting", "nowhere", HEMICYCLE_DATA=data)
    assert said.err == "There is no meeting 'nowhere'.\n"
    assert in_words(said)


def test_a_role_that_is_not_there(console: Console, data: Path) -> None:
    said = console("link", "--role", "king", "--meeting", SLUG, HEMICYCLE_DATA=data)
    assert in_words(said)
    assert "'king' is not one of 'chair'" in said.err


@pytest.mark.parametrize("command", [("verify",), ("backup", "copy.sqlite3")], ids=lambda c: c[0])
def test_no_database_yet(console: Console, tmp_path: Path, command: tuple[str, ...]) -> None:
    said = console(*command, HEMICYCLE_DATA=tmp_path / "new")
    assert in_words(said)
    assert "There is no database" in said.err


@pytest.mark.parametrize("command", [TOKEN, ("verify",), ("backup", "copy.sqlite3")], ids=lambda c: c[0])
@pytest.mark.parametrize(
    "content", [b"", b"no database at all, but quite long " * 100], ids=["empty", "a text"]
)
def test_a_file_that_is_no_database_of_ours(
    console: Console, tmp_path: Path, command: tuple[str, ...], content: bytes
) -> None:
    file = tmp_path / "some.file"
    file.write_bytes(content)
    url = f"sqlite:///{file}"
    said = console(*command, HEMICYCLE_DATA=tmp_path / "new", HEMICYCLE_DATABASE_URL=url)
    assert in_words(said), said.err


def test_a_data_folder_that_is_a_file(console: Console, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = console("demo", HEMICYCLE_DATA=tmp_path / "file")
    assert in_words(said), said.err
    assert str(tmp_path / "file") in said.err


def test_a_database_in_a_folder_that_is_not_there(console: Console, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/hemicycle.sqlite3"
    said = console("demo", HEMICYCLE_DATA=tmp_path / "new", HEMICYCLE_DATABASE_URL=url)
    assert in_words(said), said.err
    assert "nowhere" in said.err


@pytest.mark.parametrize("command", [TOKEN, ("verify",)], ids=lambda c: c[0])
def test_a_postgresql_that_does_not_answer(
    console: Console, tmp_path: Path, command: tuple[str, ...]
) -> None:
    url = f"postgresql://nobody:secret@127.0.0.1:{free_port()}/hemicycle"
    said = console(*command, HEMICYCLE_DATA=tmp_path, HEMICYCLE_DATABASE_URL=url)
    assert in_words(said), said.err
    assert "secret" not in said.err


def test_a_database_of_a_newer_release(console: Console, data: Path) -> None:
    with closing(sqlite3.connect(data / "hemicycle.sqlite3")) as shell:
        shell.execute("UPDATE alembic_version SET version_num = '9999'")
        shell.commit()
    said = console(*TOKEN, HEMICYCLE_DATA=data)
    assert in_words(said)
    assert "schema 9999, which this release does not know" in said.err
    said = console("backup", "copy.sqlite3", HEMICYCLE_DATA=data)
    assert in_words(said)
    assert "another release" in said.err


@pytest.mark.parametrize("target", ["nowhere/copy.sqlite3", "."])
def test_a_backup_that_has_no_place(console: Console, data: Path, target: str) -> None:
    said = console("backup", target, HEMICYCLE_DATA=data)
    assert in_words(said), said.err


def test_a_backup_never_takes_the_place_of_a_file(console: Console, data: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    said = console("backup", "precious", HEMICYCLE_DATA=data)
    assert in_words(said)
    assert "precious exists already" in said.err
    assert (tmp_path / "precious").read_text() == "precious"


@pytest.mark.parametrize(
    "content", [b"", b"no database at all, but quite long " * 100], ids=["empty", "a text"]
)
def test_what_is_no_backup_is_not_restored(
    console: Console, data: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "no-backup").write_bytes(content)
    before = (data / "hemicycle.sqlite3").read_bytes()
    said = console("restore", "no-backup", "--replace", HEMICYCLE_DATA=data)
    assert in_words(said), said.err
    assert "no-backup is no backup" in said.err
    assert (data / "hemicycle.sqlite3").read_bytes() == before
