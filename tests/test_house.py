"""What ARCHITECTURE says of the house, read from its files: purity, words, sizes.

The import contracts stand in pyproject.toml (`make check`); here is what they cannot say.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("models", "server")
LONGEST_MODULE = 300  # lines; the aim is 120, and seldom over 250

IMPURE_MODULES = set(
    "asyncio concurrent logging multiprocessing os pathlib random secrets shutil socket sqlite3 subprocess "
    "sys tempfile threading time urllib uuid".split()
)
IMPURE_CALLS = {"open", "print", "input", "exec", "eval"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}

BANNED_WORDS = set(
    "util utils helper helpers manager managers service services base common misc info".split()
)
BANNED_STARTS = ("process_", "handle_")
NOT_OURS = {
    "base_url",  # the setting HEMICYCLE_BASE_URL
    "process_bind_param",  # SQLAlchemy's, overridden
    "process_result_value",  # the same
}
# A sitting is never a "session": that word is the cookie's and the database's.
SESSION_ROOMS = {"server/doorkeeper.py", "server/database.py", "models/tables.py"}

TEXTS = {"", *".c .css .h .html .js .json .md .po .py .sh .toml .txt .yml".split()}


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=named(path))


pure = pytest.mark.parametrize("path", modules("models"), ids=named)
ours = pytest.mark.parametrize("path", modules(*ROOMS), ids=named)


# ------------------------------------------------------------------------------------------------ models


@pure
def test_a_model_imports_the_standard_library_only(path: Path) -> None:
    allowed = {"models"} | (sys.stdlib_module_names - IMPURE_MODULES)
    if named(path) == "models/tables.py":
        allowed |= {"sqlalchemy"}
    assert [module for module in _imports(tree(path)) if module.split(".")[0] not in allowed] == []


@pure
def test_a_model_never_waits(path: Path) -> None:
    waiting = ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith | ast.Await
    assert [node.lineno for node in ast.walk(tree(path)) if isinstance(node, waiting)] == []


@pure
def test_a_model_has_no_clock_and_touches_nothing_outside(path: Path) -> None:
    impure = []
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                impure.append((node.lineno, name))
            case ast.Attribute(value=ast.Name(id=of) | ast.Attribute(attr=of), attr=name) if (
                of,
                name,
            ) in CLOCKS:
                impure.append((node.lineno, f"{of}.{name}"))
    assert impure == []


def test_what_happened_means_something_without_the_rules() -> None:
    """Records replay for ever, rules are amended. Only wire.py, where commands are listed, knows rules."""
    rules = ROOT / "models" / "rules"
    nouns = [path for path in modules("models") if path.name != "wire.py" and rules not in path.parents]
    assert nouns
    knowing = [
        named(path) for path in nouns if any(_within(name, "models.rules") for name in _imports(tree(path)))
    ]
    assert knowing == []


# ----------------------------------------------------------------------------------------- record, words


def test_the_record_is_only_ever_added_to() -> None:
    """No SQL that changes or removes a row, as text or as SQLAlchemy's functions, anywhere in the file."""
    record = tree(ROOT / "server" / "record.py")
    statements = re.compile(
        r"\b(update\s+\w+\s+set|delete\s+from|insert\s+or\s+replace|replace\s+into)\b", re.IGNORECASE
    )
    changing = [
        node.lineno
        for node in ast.walk(record)
        if (isinstance(node, ast.Constant) and isinstance(node.value, str) and statements.search(node.value))
        or (isinstance(node, ast.Name) and node.id in {"update", "delete"})
        or (isinstance(node, ast.Attribute) and node.attr in {"update", "delete", "on_conflict_do_update"})
        or (isinstance(node, ast.alias) and node.name in {"update", "delete"})
    ]
    assert changing == []


@ours
def test_names_say_what_things_are(path: Path) -> None:
    names = {path.stem} | {node.name for node in ast.walk(tree(path)) if isinstance(node, _DEFINITIONS)}
    banned = {
        name for name in names - NOT_OURS if name.startswith(BANNED_STARTS) or _words(name) & BANNED_WORDS
    }
    if named(path) not in SESSION_ROOMS:
        banned |= {name for name in names if _words(name) & {"session", "sessions"}}
    assert banned == set()


@ours
def test_a_module_is_read_in_one_go(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_MODULE


def test_the_project_stands_on_its_own() -> None:
    """Nothing in it points to a folder beside it."""
    outside = ".." + "/shared"
    pointing = [
        named(path)
        for path in ROOT.rglob("*")
        if path.suffix in TEXTS and path.is_file() and not _hidden(path)
        if outside in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert pointing == []


# --------------------------------------------------------------------------------------------- reading

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(name), level=0, names=names):
                yield from (f"{name}.{alias.name}" for alias in names)
            case ast.ImportFrom():
                pytest.fail(f"line {node.lineno}: a relative import; the house writes them in full")


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _words(name: str) -> set[str]:
    """The words of a name in either case: `SilenceProcedure` and `silence_procedure` have two."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def _hidden(path: Path) -> bool:
    """Not the project's: the environment, the history, caches."""
    parts = path.relative_to(ROOT).parts
    return any(part in {".git", ".venv", "__pycache__"} or part.endswith("_cache") for part in parts)
