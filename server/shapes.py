"""The shapes of commands at the edge: parsed and bounded before anything else sees them.

One msgspec struct a command, built from the dataclass and the bounds in its fields' metadata; unknown fields are
a fault (DESIGN §2.3). What passes is turned into the models' own values.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from models import wire
from models.convocation import Convocation
from models.procedure import Command
from models.rules import grounds

LONGEST = 500
MOST_MINUTES = 100_000
MOST_PARTS = 2000
YEARS = range(1900, 2200)


def command_of(name: str, data: bytes | Mapping[str, Any]) -> Command:
    """The command of this name with this data (JSON, or a form's strings). Raises `Refusal`, in words."""
    kind = wire.COMMANDS[name]
    try:
        if isinstance(data, Mapping):
            shape = msgspec.convert(data, shape_of(kind), strict=False)
        else:
            shape = msgspec.json.decode(data, type=shape_of(kind))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise grounds.BAD_SHAPE.refusal(fault=str(fault) or type(fault).__name__) from None
    command: Command = wire.from_wire(kind, msgspec.to_builtins(shape))
    require_sane_times(command)
    for value in vars(command).values():
        if isinstance(value, Convocation) and not is_zone(value.zone):
            raise grounds.UNKNOWN_ZONE.refusal(zone=value.zone)
    return command


def require_sane_times(value: Any) -> None:
    """Refuse times far outside any meeting's: near the ends of the calendar no zone can be reckoned with."""
    match value:
        case date() if value.year not in YEARS:
            raise grounds.BAD_SHAPE.refusal(fault=f"a time in the year {value.year}")
        case tuple():
            for part in value:
                require_sane_times(part)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                require_sane_times(getattr(value, field.name))


def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone: `Europe/Madrid`."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def shape_of(kind: type[Any]) -> type[msgspec.Struct]:
    """The struct that a dataclass's JSON must fit; made once."""
    if kind not in SHAPES:
        SHAPES[kind] = _shape(kind)
    return SHAPES[kind]


SHAPES: dict[type[Any], type[msgspec.Struct]] = {}


def _shape(kind: type[Any]) -> type[msgspec.Struct]:
    hints = wire.hints_of(kind)
    parts: list[Any] = []
    for field in fields(kind):
        part = bounded(hints[field.name], field.metadata)
        if field.default is MISSING and field.default_factory is MISSING:
            parts.append((field.name, part))
        else:
            parts.append((field.name, part, _default(field.default)))
    return msgspec.defstruct(kind.__name__, parts, forbid_unknown_fields=True, kw_only=True, frozen=True)


def _default(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return shape_of(type(value))(**wire.to_wire(value))
    return value.value if isinstance(value, Enum) else wire.to_wire(value)


def bounded(kind: Any, metadata: Mapping[str, Any]) -> Any:
    """A type as the edge takes it: texts and lists with a length, numbers in a range, moments with a zone."""
    kind = wire.plain(kind)
    if get_origin(kind) in (Union, UnionType):
        inner = next(k for k in get_args(kind) if k is not NoneType)
        return bounded(inner, metadata) | None
    if get_origin(kind) is tuple:
        return Annotated[list[bounded(get_args(kind)[0], {})], msgspec.Meta(max_length=MOST_PARTS)]  # type: ignore[misc]
    if isinstance(kind, type) and is_dataclass(kind):
        return shape_of(kind)
    if kind is str:
        return Annotated[str, msgspec.Meta(max_length=metadata.get("longest", LONGEST))]
    if kind is int:
        return Annotated[int, msgspec.Meta(ge=0, le=metadata.get("most", MOST_MINUTES))]
    if kind is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    return kind
