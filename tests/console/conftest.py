"""The console command as an operator has it: what it prints, and where, and how it ends."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server import cli

SETTINGS = tuple(
    f"HEMICYCLE_{name}"
    for name in ("BIND", "DATA", "DATABASE_URL", "BASE_URL", "SMTP", "MAIL_FROM", "PROXIES", "VENUE")
)


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it printed on stdout and stderr."""

    code: int
    out: str
    err: str


Console = Callable[..., Said]


@pytest.fixture
def data(tmp_path: Path, demo_folder: Path) -> Path:
    """A data folder with the demo in it; no server runs on it."""
    return Path(shutil.copytree(demo_folder, tmp_path / "data"))


@pytest.fixture
def console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Console]:
    """`console("verify", HEMICYCLE_DATA=folder)`: the command, run here, with these settings alone."""

    def run(*arguments: object, **settings: object) -> Said:
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        for name, value in settings.items():
            monkeypatch.setenv(name, str(value))
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["hemicycle", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return Said(int(ended.value.code or 0), printed.out, printed.err)

    return run
