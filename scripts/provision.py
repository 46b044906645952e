#!/usr/bin/env python3
"""What the tests and the bench need from the machine, beside Python: found, or installed.

    python3 scripts/provision.py browser postgres compiler

As root, what is missing is installed with apt-get; otherwise the command to run is printed and the script
ends with 1. Quick when everything is there. Standard library only: it runs before the environment exists.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""The first is the same Chromium without windows of its own: a page opens in a third of the time."""
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/hemicycle.conf")


class Need(NamedTuple):
    """One thing the machine must have: how it is found, and the Debian packages that bring it."""

    find: Callable[[], Path | None]
    packages: tuple[str, ...]


def find_browser() -> Path | None:
    """The Chromium that drives the browser tests."""
    return next((Path(found) for name in BROWSERS if (found := shutil.which(name))), None)


def find_postgres() -> Path | None:
    """The folder with `initdb` and `postgres`; the newest, where there are several."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = [Path(folder) for folder in os.get_exec_path()]
    return next((folder for folder in debian + on_path if _is_server(folder)), None)


def find_compiler() -> Path | None:
    """A C compiler, for the bare loop that the bench measures itself against."""
    return next((Path(found) for name in ("gcc", "cc") if (found := shutil.which(name))), None)


NEEDS = {
    "browser": Need(find_browser, ("chromium-headless-shell", "fonts-liberation")),
    "postgres": Need(find_postgres, ("postgresql",)),
    "compiler": Need(find_compiler, ("gcc", "libc6-dev")),
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in NEEDS]
    if unknown or not names:
        return _say(f"Say what is needed: {', '.join(NEEDS)}.", code=2)
    missing = [name for name in names if NEEDS[name].find() is None]
    if not missing:
        return 0

    packages = [package for name in missing for package in NEEDS[name].packages]
    command = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        words = f"Missing: {', '.join(missing)}. As root, run:\n\n    apt-get update && {command}\n"
        return _say(words, code=1)
    _say(f"Missing: {', '.join(missing)}. Installing {' '.join(packages)} …", code=0)
    _install(packages, with_postgres="postgres" in missing)

    missing = [name for name in missing if NEEDS[name].find() is None]
    return _say(f"Installed, and yet not found: {', '.join(missing)}.", code=1) if missing else 0


def _install(packages: list[str], *, with_postgres: bool) -> None:
    _apt("update")
    if not with_postgres:
        return _apt("install", *packages)
    # Debian would start a cluster of its own on port 5432; the tests start theirs, and need none to be there.
    NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    NO_CLUSTER.write_text("create_main_cluster = false\n")
    try:
        _apt("install", *packages)
    finally:
        NO_CLUSTER.unlink()


def _apt(verb: str, *packages: str) -> None:
    options = ["--yes", "--no-install-recommends"] if packages else []
    command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", verb, *options, *packages]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=True, env=environment, stdout=sys.stderr)


def _is_server(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", folder.parent.name))


def _say(words: str, *, code: int) -> int:
    print(words, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
