"""The times of one list as its form has them: by kind and role, what is in force, and where that comes from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from models import wire
from models.belonging.roles import Role
from models.body import Rules
from models.planning.item import AgendaItem
from models.speaking.allowance import limit_on_motion
from models.speaking.limits import Limits
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.request import RequestKind
from server.floor_pages.floor_words import floor_words
from server.floor_pages.list_views import typed
from server.languages import words_of

KINDS = (
    None,
    RequestKind.STATEMENT,
    RequestKind.QUESTION,
    RequestKind.REPLY,
    RequestKind.POINT_OF_ORDER,
    RequestKind.RIGHT_OF_REPLY,
)
OFFERED = (None, Role.DELEGATE, Role.OBSERVER)
"""Those who speak as a rule; other roles stand in the form where a limit names them."""


@dataclass(frozen=True)
class LimitRow:
    """One kind of speech: the limits set here, a field each (name, label, `3:00`), and what is in force."""

    kind: str
    words: str
    cells: tuple[tuple[str, str, str], ...]
    in_force: str


@dataclass(frozen=True)
class LimitsForm:
    """`seen` is what the list has now, as JSON; the others as they are typed. `on_motion` is in force for motions."""

    seen: str
    roles: tuple[str, ...]
    rows: tuple[LimitRow, ...]
    second_reply: str
    together: str
    section: str
    warning: str
    motion: str
    on_motion: str


def limits_form(heard: ListOfSpeakers, item: AgendaItem, rules: Rules, language: str) -> LimitsForm:
    limits, words = heard.limits, words_of(language)
    _ = words.say
    roles = tuple(_roles(limits))
    named = tuple(words.roles[role] if role else _("Everybody") for role in roles)
    kinds = floor_words(language).kinds
    rows = []
    for kind in KINDS:
        said = kinds[kind] if kind else _("Any speech")
        cells = tuple(
            (_field(kind, role), f"{said}, {name}", typed(_set(limits, kind, role)))
            for role, name in zip(roles, named, strict=True)
        )
        in_force = _in_force(kind, limits, item, rules, language) if kind else ""
        rows.append(LimitRow(kind.value if kind else "any", said, cells, in_force))
    return LimitsForm(
        seen=json.dumps(wire.to_wire(limits)),
        roles=named,
        rows=tuple(rows),
        second_reply=typed(limits.second_reply),
        together=typed(limits.together),
        section=typed(limits.section),
        warning=typed(limits.warning),
        motion=typed(limits.motion),
        on_motion=typed(limit_on_motion(item, heard, rules))
        or words_of(language).say("no limit: nobody has set one"),
    )


def _roles(limits: Limits) -> Iterable[Role | None]:
    return dict.fromkeys((*OFFERED, *(one.role for one in limits.speeches)))


def _field(kind: RequestKind | None, role: Role | None) -> str:
    return f"now.speeches:limit.{kind.value if kind else ''}.{role.value if role else ''}"


def _set(limits: Limits, kind: RequestKind | None, role: Role | None) -> int | None:
    """What is set for exactly these."""
    known = (one.seconds for one in limits.speeches if (one.kind, one.role) == (kind, role))
    return next(known, None)


def _in_force(kind: RequestKind, limits: Limits, item: AgendaItem, rules: Rules, language: str) -> str:
    """What such a speech may take by whoever has no limit of their own, and who says so."""
    _ = words_of(language).say
    here = limits.of(kind, None)
    if here is not None:
        return _("{limit} min, set for this list").format(limit=typed(here))
    if kind is RequestKind.STATEMENT and item.time_limit is not None:
        return _("{limit} min, set with the item").format(limit=typed(item.time_limit))
    if rules.speaking_limit is not None:
        return _("{limit} min, by the rules of the body").format(limit=typed(rules.speaking_limit))
    return _("no limit: nobody has set one")
