"""What comes from outside is what we say it is: vendored files by their hashes, packages by the lock."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK_HOSTS = {"https://pypi.org/", "https://files.pythonhosted.org/"}


@pytest.mark.parametrize(
    "manifest", ["web/static/vendor/MANIFEST.json", "tests/browser/vendor/MANIFEST.json"]
)
def test_vendored_files_are_what_their_manifest_says(manifest: str) -> None:
    """Paths count from web/static, and from the manifest's own folder in the tests."""
    top = ROOT / ("web/static" if manifest.startswith("web/") else "tests/browser/vendor")
    listed = json.loads((ROOT / manifest).read_text(encoding="utf-8"))
    for one in listed:
        assert set(one) == {"file", "name", "version", "licence", "licence_file", "sha256"}
        assert (top / one["licence_file"]).is_file(), one
        assert hashlib.sha256((top / one["file"]).read_bytes()).hexdigest() == one["sha256"], one["file"]

    known = {one[key] for one in listed for key in ("file", "licence_file")}
    folders = [top / "vendor", top / "fonts"] if manifest.startswith("web/") else [top]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    found = {path.relative_to(top).as_posix() for path in files if "LICENSE" not in path.name}
    assert found - known - {(ROOT / manifest).relative_to(top).as_posix()} == set()


def test_pip_installs_what_the_lock_says() -> None:
    """After a change of a dependency: `make lock`."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    constraints = [Requirement(line) for line in lines if line and not line.startswith("#")]
    locked = {
        canonicalize_name(one["name"]): one["version"] for one in _locked() if one["name"] != "hemicycle"
    }
    assert {canonicalize_name(one.name): str(one.specifier) for one in constraints} == {
        name: f"=={version}" for name, version in locked.items()
    }


def test_the_lock_was_made_from_this_pyproject() -> None:
    """After a change of a dependency: `make lock`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    asked = [*project["project"]["dependencies"], *(one for extra in extras.values() for one in extra)]
    groups = {name: _asked(map(Requirement, group)) for name, group in project["dependency-groups"].items()}

    [own] = [one for one in _locked() if one["name"] == "hemicycle"]
    seen = {name: _asked(map(_as_locked, group)) for name, group in own["metadata"]["requires-dev"].items()}
    assert _asked(map(_as_locked, own["metadata"]["requires-dist"])) == _asked(map(Requirement, asked))
    assert seen == groups


def test_the_lock_names_public_addresses_only() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"[a-z]+://[^/\"]*/?", lock)) == LOCK_HOSTS
    assert "path =" not in lock


def _locked() -> list[dict]:
    return tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]


def _asked(requirements: Iterable[Requirement]) -> set[tuple[str, frozenset[str], str]]:
    return {(canonicalize_name(one.name), frozenset(one.extras), str(one.specifier)) for one in requirements}


def _as_locked(entry: dict) -> Requirement:
    extras = f"[{','.join(entry['extras'])}]" if "extras" in entry else ""
    return Requirement(f"{entry['name']}{extras}{entry.get('specifier', '')}")
