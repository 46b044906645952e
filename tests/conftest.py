"""What every test may ask for. The parts that start something outside live in `provision_*.py`.

| fixture | what it is |
|---|---|
| `database_url` | an empty database of the test's own: an SQLite file, then PostgreSQL |
| `schema_url` | the same with the product's schema in it |
| `database` | that one, opened |
| `postgres_url` | an empty database on PostgreSQL alone |
| `served`, `serve` | the real product as a program, with the demo in it; `serve()` starts more of them |
| `page`, `visitors` | a browser's page; `await visitors()` gives another visitor, with cookies of their own |
| `trial_size` | `trial_size(small, full)`: the small figure in `make test`, the full one in `make trials` |
| `figure` | `figure("…")`: what a trial has counted, printed when the run has ended |
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from tests import trials

pytest.register_assert_rewrite("tests.models.story", "tests.record.acts")  # before whoever imports them first

pytest_plugins = ["tests.provision_database", "tests.provision_product", "tests.provision_browser"]

hypothesis.settings.register_profile(
    "tests", deadline=None, derandomize=True, print_blob=True, max_examples=40
)
hypothesis.settings.register_profile("trials", deadline=None, max_examples=1000, print_blob=True)
hypothesis.settings.load_profile("trials" if trials.FULL else "tests")


def end_what_is_left(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel what a test has left running in its loop. Whoever does not end is named, and not waited for for ever."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        _, staying = loop.run_until_complete(asyncio.wait(left, timeout=SECONDS_TO_END))
        sys.stderr.writelines(f"A task does not end: {task!r}\n" for task in staying)


SECONDS_TO_END = 10
asyncio.runners._cancel_all_tasks = end_what_is_left  # type: ignore[attr-defined]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that drive a browser take longest: they are spread among the others, and what is quick comes last.

    So several workers seldom drive browsers at once, and none is left with a long file at the end.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    browsers = [path for path in files if path.parent.name == "browser"]
    quick = [path for path in files if path.parent.name == "models"]
    others = [path for path in files if path not in {*browsers, *quick}]
    places = [(n / len(row), n, path) for row in (browsers, others) for n, path in enumerate(row)]
    order = [*(path for _, _, path in sorted(places)), *quick]
    items[:] = [item for path in order for item in files[path]]


@pytest.fixture(scope="session")
def trial_size() -> Callable[[int, int], int]:
    """How many, in a trial: `trial_size(small, full)`."""
    return lambda small, full: full if trials.FULL else small


FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """What a trial has counted, in words; printed when the run has ended."""
    return request.config.stash.setdefault(FIGURES, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if figures := config.stash.get(FIGURES, []):
        terminalreporter.section("figures of the trials")
        for line in figures:
            terminalreporter.line(line)
