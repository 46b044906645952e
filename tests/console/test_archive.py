"""Backup and restore: everything comes back, under a new epoch, and browsers are told (DESIGN §3)."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from models.organisation import ORGANISATION
from server import archive
from server.database import Database
from server.house import House
from server.settings import read_settings
from server.world import RealWorld
from tests.console.conftest import Console
from tests.console.operating import operator_of
from tests.provision_product import Product

SLUG = "world-council-2021"


def epochs_in(folder: Path) -> dict[str, str]:
    with closing(sqlite3.connect(folder / "hemicycle.sqlite3")) as shell:
        return dict(shell.execute("SELECT id, epoch FROM streams").fetchall())


def rows_in(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database but epochs."""
    tables = ("entries", "submissions", "meetings", "people", "links", "sign_ins", "tokens")
    tables += ("files", "pieces", "notes")
    with closing(sqlite3.connect(file)) as shell:
        return {table: sorted(shell.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


# -------------------------------------------------------------------------------------------- backup


def test_a_backup_is_made_beside_a_running_server(served: Product, tmp_path: Path) -> None:
    served.cli("link", "--role", "delegate", "--meeting", SLUG)
    backup = tmp_path / "copy.sqlite3"
    assert served.cli("backup", str(backup)) == "", "what it says is for people: on stderr"
    assert rows_in(backup) == rows_in(served.data / "hemicycle.sqlite3")
    assert served.healthy()


def test_a_backup_is_one_file(console: Console, data: Path, tmp_path: Path) -> None:
    assert console("backup", "copies.sqlite3", HEMICYCLE_DATA=data).code == 0
    assert [one.name for one in tmp_path.glob("copies*")] == ["copies.sqlite3"]


def test_a_backup_can_be_restored_from_a_place_where_nothing_can_be_written(
    console: Console, data: Path, tmp_path: Path
) -> None:
    """A disc, or another's folder: its bytes stay what they are, and nothing is put beside them."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    console("backup", shelf / "copy.sqlite3", HEMICYCLE_DATA=data)
    before = (shelf / "copy.sqlite3").read_bytes()
    assert console("restore", shelf / "copy.sqlite3", HEMICYCLE_DATA=tmp_path / "new").code == 0
    assert (shelf / "copy.sqlite3").read_bytes() == before
    assert [one.name for one in shelf.iterdir()] == ["copy.sqlite3"]


# ------------------------------------------------------------------------------------------- restore


def test_into_an_empty_folder_everything_comes_back(console: Console, data: Path, tmp_path: Path) -> None:
    console("backup", "copy.sqlite3", HEMICYCLE_DATA=data)
    new = tmp_path / "new"
    said = console("restore", "copy.sqlite3", HEMICYCLE_DATA=new)
    assert (said.code, said.out) == (0, "")
    assert rows_in(new / "hemicycle.sqlite3") == rows_in(data / "hemicycle.sqlite3")
    assert console("verify", HEMICYCLE_DATA=new).code == 0


def test_every_stream_has_a_new_epoch(console: Console, data: Path, tmp_path: Path) -> None:
    console("backup", "copy.sqlite3", HEMICYCLE_DATA=data)
    console("restore", "copy.sqlite3", HEMICYCLE_DATA=tmp_path / "new")
    before, after = epochs_in(data), epochs_in(tmp_path / "new")
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())


def test_nothing_is_replaced_unless_it_is_said(console: Console, data: Path) -> None:
    console("backup", "copy.sqlite3", HEMICYCLE_DATA=data)
    before = (data / "hemicycle.sqlite3").read_bytes()
    said = console("restore", "copy.sqlite3", HEMICYCLE_DATA=data)
    assert said.code == 1
    assert "--replace" in said.err
    assert (data / "hemicycle.sqlite3").read_bytes() == before


def test_what_was_there_is_put_aside(console: Console, data: Path) -> None:
    console("backup", "copy.sqlite3", HEMICYCLE_DATA=data)
    console("token", "--role", "desk", "--meeting", SLUG, HEMICYCLE_DATA=data)
    before = rows_in(data / "hemicycle.sqlite3")
    assert console("restore", "copy.sqlite3", "--replace", HEMICYCLE_DATA=data).code == 0
    [aside] = data.glob("hemicycle.sqlite3.before-restore-*")
    assert rows_in(aside) == before
    assert len(rows_in(data / "hemicycle.sqlite3")["entries"]) == len(before["entries"]) - 1
    assert console("verify", HEMICYCLE_DATA=data).code == 0


def test_under_a_running_server_nothing_is_restored(
    served: Product, console: Console, tmp_path: Path
) -> None:
    served.cli("backup", str(tmp_path / "copy.sqlite3"))
    said = console("restore", tmp_path / "copy.sqlite3", "--replace", HEMICYCLE_DATA=served.data)
    assert said.code == 1
    assert "Another Hemicycle server is already using" in said.err
    assert served.healthy()
    assert list(served.data.glob("*.before-restore-*")) == []


def test_tokens_and_links_still_work_after_it(console: Console, data: Path, tmp_path: Path) -> None:
    console("backup", "copy.sqlite3", HEMICYCLE_DATA=data)
    console("restore", "copy.sqlite3", "--replace", HEMICYCLE_DATA=data)
    said = console("token", "--role", "chair", "--meeting", SLUG, HEMICYCLE_DATA=data)
    assert said.code == 0
    assert "chair" in {
        json.loads(row[5]).get("role") for row in rows_in(data / "hemicycle.sqlite3")["entries"]
    }


async def test_browsers_that_come_back_with_the_old_epoch_are_told_to_reload(
    serve: Callable[..., Product], console: Console, data: Path, tmp_path: Path
) -> None:
    await asyncio.to_thread(console, "backup", "copy.sqlite3", HEMICYCLE_DATA=data)
    [old] = {epoch for stream, epoch in epochs_in(data).items() if stream != ORGANISATION}
    await asyncio.to_thread(console, "restore", "copy.sqlite3", "--replace", HEMICYCLE_DATA=data)
    served = serve(data=data)
    line = f"ws://127.0.0.1:{served.port}/meetings/{SLUG}/live?after=5&epoch={old}"
    async with connect(line) as browser:
        welcome, reload = json.loads(await browser.recv()), json.loads(await browser.recv())
    assert welcome["type"] == "welcome"
    assert welcome["epoch"] != old
    assert reload == {"type": "reload", "reason": "epoch"}


# ------------------------------------------------------------------------------- on both kinds of database


async def test_from_either_kind_of_database_a_backup_comes_back_into_it(
    database: Database, schema_url: str, tmp_path: Path
) -> None:
    await _demo(database)
    before = await _kept(database)
    copy = tmp_path / "copy.sqlite3"
    counted = await archive.backup(database, copy)
    settings = read_settings({"HEMICYCLE_DATA": str(tmp_path / "data"), "HEMICYCLE_DATABASE_URL": schema_url})
    await database.close()
    if database.is_sqlite:
        assert await archive.restore(settings, copy, RealWorld(), replace=True) == counted
    else:
        with pytest.raises(archive.CannotCopy, match="not empty"):
            await archive.restore(settings, copy, RealWorld(), replace=True)
    assert await _kept(database) == before
    assert all(finding.sound for finding in await archive.verify(database))


async def test_a_backup_of_postgresql_comes_back_into_an_empty_one(postgres_url: str, tmp_path: Path) -> None:
    there = read_settings({"HEMICYCLE_DATA": str(tmp_path / "a"), "HEMICYCLE_DATABASE_URL": postgres_url})
    here = read_settings({"HEMICYCLE_DATA": str(tmp_path / "b")})
    database = Database(here.database_url)
    (tmp_path / "b").mkdir()
    await archive.schema.upgrade(database)
    await _demo(database)
    await archive.backup(database, tmp_path / "copy.sqlite3")
    assert await archive.restore(there, tmp_path / "copy.sqlite3", RealWorld(), replace=False)
    restored = Database(postgres_url)
    assert await _kept(restored) == await _kept(database)
    assert all(finding.sound for finding in await archive.verify(restored))
    await restored.close()
    await database.close()


async def _demo(database: Database) -> None:
    world = RealWorld()
    await operator_of(database, House(database, world), world).demo()


async def _kept(database: Database) -> object:
    house = House(database, RealWorld())
    council = await house.meeting(SLUG)
    assert council
    return council.entries, council.receipts, council.state
