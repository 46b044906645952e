"""What the code declares, in the words the documents use for it."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from models import wire
from models.procedure import Ground
from models.rules import grounds
from server import shapes
from tests.docs.reading import ROOT


def taken(kind: type[Any]) -> dict[str, str]:
    """What the edge takes for each field of a command or of a shape inside one, in words."""
    hints = wire.hints_of(kind)
    return {
        f.name: described(hints[f.name], f.metadata)
        + ("" if f.default is MISSING and f.default_factory is MISSING else "; may be absent")
        for f in fields(kind)
    }


def given(kind: type[Any]) -> dict[str, str]:
    """What each field of an event is, in words."""
    return {name: described(hint, None) for name, hint in wire.hints_of(kind).items()}


def described(kind: Any, metadata: Mapping[str, int] | None) -> str:
    """A type in words; with its bounds, where there is metadata to hold them."""
    kind = wire.plain(kind)
    if get_origin(kind) in (Union, UnionType):
        [inner] = (k for k in get_args(kind) if k is not NoneType)
        words = described(inner, metadata)
        return f"{words}, or null" if "," in words else f"{words} or null"
    if get_origin(kind) is tuple:
        return f"list of {described(get_args(kind)[0], None)}, at most {shapes.MOST_PARTS:,}"
    if kind is str:
        longest = "" if metadata is None else metadata.get("longest", shapes.LONGEST)
        return f"string, at most {longest} characters" if longest else "string"
    if kind is int:
        return f"whole number, 0 to {(metadata or {}).get('most', shapes.MOST_MINUTES):,}"
    return {datetime: "moment", bool: "true or false"}.get(kind) or in_words(kind)


def in_words(kind: type[Any]) -> str:
    """`AgendaItem` → `agenda item`."""
    return wire.wire_name(kind).replace("_", " ")


def is_words(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def nested(wanted: Callable[[Any], bool]) -> set[type[Any]]:
    """The types inside commands and events, however deep, that are wanted."""
    found: set[Any] = set()
    waiting: list[Any] = []
    for kind in (*wire.COMMANDS.values(), *wire.EVENTS.values()):
        waiting += wire.hints_of(kind).values()
    while waiting:
        kind = wire.plain(waiting.pop())
        waiting += get_args(kind)
        if kind not in found and is_dataclass(kind):
            waiting += wire.hints_of(kind).values()
        found.add(kind)
    return {kind for kind in found if wanted(kind)}


def reached(rule: str) -> tuple[set[str], set[str]]:
    """The codes of every refusal that a rule names, itself or in what it calls, and the events it makes."""
    names: set[str] = set()
    waiting = [home(rule, "")]
    seen = set(waiting)
    while waiting:
        room, function = waiting.pop()
        for node in ast.walk(RULES[room, function]):
            match node:
                case (
                    ast.Call(func=ast.Name(id=name)) | ast.Attribute(value=ast.Name(id="grounds"), attr=name)
                ):
                    names.add(name)
                    called = home(name, room)
                    if called in RULES and called not in seen:
                        seen.add(called)
                        waiting.append(called)
    said = {name: value for name, value in vars(grounds).items() if isinstance(value, Ground)}
    events = {kind.__name__: name for name, kind in wire.EVENTS.items()}
    return {said[n].code for n in names & said.keys()}, {events[n] for n in names & events.keys()}


def home(name: str, room: str) -> tuple[str, str]:
    """Where the function of this name stands: in this room, else in the one that has it."""
    rooms = [room, *(other for other, function in RULES if function == name)]
    return next(((one, name) for one in rooms if (one, name) in RULES), (room, name))


RULES = {
    (path.stem, node.name): node
    for path in (ROOT / "models" / "rules").glob("*.py")
    for node in ast.parse(path.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef)
}
