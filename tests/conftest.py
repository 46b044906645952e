"""What every test may ask for. The parts that start something outside live in `provision_*.py`.

| fixture | what it is |
|---|---|
| `database_url` | an empty database of the test's own: an SQLite file, then PostgreSQL |
| `database` | the same, opened and with the product's schema in it |
| `postgres_url` | an empty database on PostgreSQL alone |
| `served`, `serve` | the real product as a program, with the demo in it; `serve()` starts more of them |
| `page`, `visitors` | a browser's page; `await visitors()` gives another visitor, with cookies of their own |
| `trial_size` | `trial_size(small, full)`: the small figure in `make test`, the full one in `make trials` |
| `figure` | `figure("…")`: what a trial has counted, printed when the run has ended |
"""

import asyncio
import os
import sys
from collections.abc import Callable

import hypothesis
import pytest

pytest.register_assert_rewrite("tests.models.story")  # before whoever imports it first

pytest_plugins = ["tests.provision_database", "tests.provision_product", "tests.provision_browser"]

FULL_TRIALS = os.environ.get("HEMICYCLE_TRIALS") == "full"

hypothesis.settings.register_profile(
    "tests", deadline=None, derandomize=True, print_blob=True, max_examples=40
)
hypothesis.settings.register_profile("trials", deadline=None, max_examples=1000, print_blob=True)
hypothesis.settings.load_profile("trials" if FULL_TRIALS else "tests")


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


@pytest.fixture(scope="session")
def trial_size() -> Callable[[int, int], int]:
    """How many, in a trial: `trial_size(small, full)`."""
    return lambda small, full: full if FULL_TRIALS else small


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
