"""docs/operating.md names every command of the console with its options, and every limit as it is."""

import re
from datetime import timedelta
from importlib import import_module

import click
import pytest

from models.belonging.roles import Role
from server.cli import hemicycle
from server.console.operator import PUBLIC
from tests.docs.reading import PAGES, chapters, spans, typed

OPERATING = chapters("docs/operating.md")
CONSOLE = OPERATING["The console"]
USED = re.compile(r"(?:^|[ /])(?<!-u )hemicycle ([a-z]+)((?: --[a-z-]+)*)", re.MULTILINE)


def options(name: str) -> set[str]:
    return {p.opts[0] for p in hemicycle.commands[name].params if isinstance(p, click.Option)}


def test_every_command_is_listed_with_its_options_and_there_is_no_other() -> None:
    there = {}
    for name, command in hemicycle.commands.items():
        arguments = [p.human_readable_name.upper() for p in command.params if isinstance(p, click.Argument)]
        there[" ".join(["hemicycle", name, *arguments])] = options(name)
    assert {spans(row["command"])[0]: set(spans(row["options"])) for row in CONSOLE.rows("command")} == there


def test_every_role_the_console_takes_is_listed() -> None:
    assert {*Role, PUBLIC} <= set(spans(CONSOLE.text))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_names_a_command_or_an_option_that_does_not_exist(name: str) -> None:
    for command, given in USED.findall(typed(name)):
        assert command in hemicycle.commands
        assert set(given.split()) <= options(command)


@pytest.mark.parametrize("row", OPERATING["Limits"].rows("what"), ids=lambda row: row["what"])
def test_a_limit_is_what_the_code_says(row: dict[str, str]) -> None:
    [where], [name] = spans(row["where"]), spans(row["name"])
    value = getattr(import_module(where.removesuffix(".py").replace("/", ".")), name)
    if isinstance(value, timedelta):
        assert row["limit"] == f"{value.days} days"
    else:
        assert row["limit"] in {f"{value:,}", f"{value} s", f"{value // 1024} KiB", f"{value // 2**20} MiB"}
