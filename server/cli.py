"""The console command `hemicycle`. What is asked for is printed alone on stdout; everything else on stderr."""

import asyncio
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from sqlalchemy.exc import SQLAlchemyError

from models.belonging.roles import Role
from models.body import BodyKind
from models.procedure import Refusal
from server import archive, folder, schema
from server.app import Parts
from server.console import control, serving
from server.console.control import perform
from server.console.operator import PUBLIC, CannotDo
from server.database import Database
from server.languages import refusal_in_words
from server.settings import BadSetting, Settings, read_settings
from server.world import RealWorld

T = TypeVar("T")
DATABASE = (SQLAlchemyError, sqlite3.Error)
SAID = (BadSetting, CannotDo, folder.FolderInUse, schema.NewerSchema, archive.CannotCopy)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hemicycle")
def hemicycle() -> None:
    """Hemicycle runs hybrid statutory meetings: one live truth, pushed to every browser."""


@hemicycle.command()
@click.option(
    "--demo", "with_demo", is_flag=True, help="Make the demonstration first, and print a link per role."
)
def serve(*, with_demo: bool) -> None:
    """Serve until stopped."""
    serving.serve(read_settings(), RealWorld(), with_demo=with_demo)


@hemicycle.command()
@click.option("--as-published", is_flag=True, help="Keep the dates of November 2021.")
@click.option("--organisation", is_flag=True, help="Make its organisation too: bodies, offices and members.")
def demo(*, as_published: bool, organisation: bool) -> None:
    """Make the demonstration meeting, if it is not there; print its slug."""
    click.echo(console({"do": "demo", "as_published": as_published, "organisation": organisation}))


@hemicycle.command()
@click.argument("slug")
@click.option("--title", required=True, help="What the meeting is called.")
@click.option("--place", default="", help="Where it is held.")
@click.option("--zone", required=True, help="The time zone of that place, for example Europe/Madrid.")
@click.option("--private", is_flag=True, help="Only people with a role may follow it.")
def draft(slug: str, title: str, place: str, zone: str, *, private: bool) -> None:
    """Draft a meeting with an empty agenda; print a sign-in link for its secretariat, who set it up."""
    asked = {"do": "draft", "slug": slug, "title": title, "place": place, "zone": zone, "private": private}
    click.echo(console(asked))


@hemicycle.command()
@click.option("--name", required=True, help="Who they are.")
@click.option("--address", default="", help="Their e-mail address.")
def secretary(name: str, address: str) -> None:
    """Make somebody the organisation's secretariat, if they are not; print a sign-in link for them."""
    click.echo(console({"do": "secretary", "name": name, "address": address}))


@hemicycle.command()
@click.argument("id")
@click.option("--name", required=True, help="What the body is called.")
@click.option(
    "--kind",
    required=True,
    type=click.Choice([kind.value for kind in BodyKind]),
    help="Which kind of body it is.",
)
def body(id: str, name: str, kind: str) -> None:
    """Found a body, kept by the organisation's secretariat; print its id."""
    click.echo(console({"do": "body", "body": id, "name": name, "kind": kind}))


@hemicycle.command()
@click.option("--on", default="", metavar="DAY", help="On that day, 2022-05-03, at noon (UTC); else now.")
def presidency(on: str) -> None:
    """Print who presides by every published rotation, and why."""
    click.echo(console({"do": "presidency", "on": on}))


def somebody(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say who, in which meeting."""
    roles = click.Choice([*(role.value for role in Role), PUBLIC])
    command = click.option(
        "--name", default="", help="Which person of that role; somebody new, if there is none."
    )(command)
    command = click.option("--meeting", required=True, help="The meeting's slug.")(command)
    return click.option("--role", type=roles, required=True, help="What they are in the meeting.")(command)


@hemicycle.command()
@somebody
def link(role: str, meeting: str, name: str) -> None:
    """Print a personal sign-in link, usable until its first sign-in."""
    click.echo(console({"do": "link", "role": role, "meeting": meeting, "name": name}))


@hemicycle.command()
@somebody
def token(role: str, meeting: str, name: str) -> None:
    """Print a bearer token for a program."""
    click.echo(console({"do": "token", "role": role, "meeting": meeting, "name": name}))


@hemicycle.command()
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), help="Of everybody who is this in a meeting."
)
@click.option("--meeting", help="That meeting's slug.")
@click.option("--name", help="Whose: of that role, else whoever is called so.")
@click.option("--address", help="Whose, by their e-mail address.")
def revoke(**who: str | None) -> None:
    """End the sign-ins, tokens and unused links of somebody, or of all with a role; print of how many."""
    click.echo(console({"do": "revoke", **{option: given or "" for option, given in who.items()}}))


@hemicycle.command()
@click.option(
    "--name", required=True, help="Whose; they sign in with this name. Somebody new, if there is none."
)
@click.option("--remove", is_flag=True, help="Take their password away.")
def password(name: str, *, remove: bool) -> None:
    """Set somebody's password, asked for twice, or read from stdin; print whose."""
    given = "" if remove else typed_password()
    if not (given or remove):
        raise CannotDo("No password was typed.")
    click.echo(console({"do": "password", "name": name, "password": given}))


def typed_password() -> str:
    """From the terminal, unseen; from a pipe the first line."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


@hemicycle.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy everything into FILE (SQLite), also beside a running server."""
    settings = read_settings()
    counted = with_database(settings, lambda database: archive.backup(database, file))
    click.echo(f"{file}: {counted} entries", err=True)


@hemicycle.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Put what is there now aside, and FILE in its place.")
def restore(file: Path, *, replace: bool) -> None:
    """Bring back a backup. Every record gets a new epoch, so every browser reloads."""
    settings = read_settings()
    counted = asyncio.run(archive.restore(settings, file, RealWorld(), replace=replace))
    click.echo(f"{counted} entries restored from {file}", err=True)


@hemicycle.command()
def verify() -> None:
    """Replay every stream and compare it with what is kept; also beside a running server."""
    faults = 0
    for line in with_database(read_settings(), archive.verify):
        click.echo(line.text)
        faults += not line.sound
    if faults:
        sys.exit(1)


def console(asked: dict[str, Any]) -> str:
    """Ask the running server; if there is none, open the database and do it here."""
    settings = read_settings()
    said = control.ask(settings.data, asked)
    return said if said is not None else asyncio.run(_alone(settings, asked))


async def _alone(settings: Settings, asked: dict[str, Any]) -> str:
    parts = Parts(settings, RealWorld())
    holding = folder.hold(settings, parts.database.file)
    try:
        await schema.upgrade(parts.database)
        return await perform(parts.operator, parts.organiser, asked)
    finally:
        await parts.house.close()
        await parts.database.close()
        holding.release()


def with_database(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    """Read the database, beside whatever server is running."""

    async def run() -> T:
        database = Database(settings.database_url)
        if database.file and not database.file.exists():
            raise CannotDo(f"There is no database at {database.file}.")
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(run())


def main() -> NoReturn:
    """The console's way in: what cannot be done is said in words, without a traceback."""
    try:
        hemicycle(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except click.Abort:
        sys.exit(130)
    except SAID as reason:
        click.echo(str(reason), err=True)
        sys.exit(1)
    except Refusal as refusal:
        click.echo(refusal_in_words(refusal, "en")["message"], err=True)
        sys.exit(1)
    except DATABASE as fault:
        click.echo(f"The database cannot be used: {getattr(fault, 'orig', None) or fault}", err=True)
        sys.exit(1)
    except OSError as fault:
        click.echo(f"The system says: {fault}", err=True)
        sys.exit(1)
    sys.exit(0)
