"""Two processes on one record: the second is refused in words before it starts, the first goes on."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.live.clients import Caller, Follower, token
from tests.provision import free_port
from tests.provision_product import Product, end_of_hemicycle


def served_again(first: Product, **settings: str) -> subprocess.CompletedProcess[str]:
    """What a second `serve` says, on another port, with these settings changed."""
    changed = first.environment | {"HEMICYCLE_BIND": f"127.0.0.1:{free_port()}"} | settings
    return end_of_hemicycle("serve", environment=changed, timeout=30)


async def goes_on(first: Product) -> None:
    async with Follower(first, token(first, "chair"), panels="chair") as chair:
        reply = await chair.press("open_meeting")
        assert reply["ok"], reply
        await chair.until(reply["seq"])
    assert first.running
    assert "ok" in first.cli("verify")


def refused_in_words(second: subprocess.CompletedProcess[str]) -> bool:
    said = second.stderr + second.stdout
    return second.returncode != 0 and "already using" in said and "Traceback" not in said


async def test_a_second_server_on_the_same_folder_is_refused(served: Product) -> None:
    second = served_again(served)
    assert refused_in_words(second), second
    assert str(served.data) in second.stderr
    await goes_on(served)


async def test_a_second_server_on_the_same_folder_by_another_path_is_refused(
    served: Product, tmp_path: Path
) -> None:
    (tmp_path / "alias").symlink_to(served.data)
    second = served_again(served, HEMICYCLE_DATA=str(tmp_path / "alias"))
    assert refused_in_words(second), second
    await goes_on(served)


@pytest.mark.parametrize("stands", ["in its folder", "elsewhere"])
async def test_a_second_server_on_the_same_database_file_is_refused(
    serve, tmp_path: Path, demo_folder: Path, stands: str
) -> None:
    data = tmp_path / "first"
    shutil.copytree(demo_folder, data)
    file = next(data.glob("*.sqlite3"))
    settings = {}
    if stands == "elsewhere":
        file = file.rename(tmp_path / "elsewhere.sqlite3")
        settings["HEMICYCLE_DATABASE_URL"] = f"sqlite:///{file}"
    first = serve(data=data, **settings)
    (tmp_path / "alias.sqlite3").symlink_to(file)
    for path in (file, tmp_path / "alias.sqlite3"):
        second = served_again(
            first, HEMICYCLE_DATA=str(tmp_path / "second"), HEMICYCLE_DATABASE_URL=f"sqlite:///{path}"
        )
        assert refused_in_words(second), second
    await goes_on(first)


async def test_the_folder_is_free_again_when_the_server_was_killed(served: Product) -> None:
    served.kill()
    served.start()
    async with Caller(served) as caller:
        assert (await caller.meeting())["state"] == "convened"
