"""Two people change the same thing: what each changed is kept, unless both changed the same words.

Source: DOMAIN §7 ("two secretaries edit and one loses text"). A change carries what its author saw.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from models.text import Text

Value = TypeVar("Value")


@dataclass(frozen=True)
class Conflict:
    """A field that both have changed: `theirs` stands, `yours` was refused. `language` is that of a text."""

    field: str
    theirs: Any
    yours: Any
    language: str = ""


def merge(was: Value, now: Value, current: Value) -> tuple[Value, tuple[Conflict, ...]]:
    """What `current` becomes when somebody who saw `was` makes it `now`, and where others were first.

    All three are values of one dataclass. Texts are merged language by language.
    """
    changed: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in (field.name for field in fields(now)):  # type: ignore[arg-type]
        seen, mine, theirs = getattr(was, name), getattr(now, name), getattr(current, name)
        if mine in (seen, theirs):
            continue
        if theirs == seen:
            changed[name] = mine
        elif isinstance(mine, Text):
            merged, inner = merge(seen, mine, theirs)
            changed[name] = merged
            conflicts += [Conflict(name, c.theirs, c.yours, c.field) for c in inner]
        else:
            conflicts.append(Conflict(name, theirs, mine))
    return replace(current, **changed), tuple(conflicts)  # type: ignore[type-var]
