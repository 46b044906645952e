"""What the chair may say of a whole list, as pages show it: the order in force, and how long each may speak."""

import json
from dataclasses import dataclass

from models import wire
from models.body import OrderPolicy
from models.speaking.limits import Limits, TimeLimit
from server.organisation_pages.organisation_words import choices, organisation_words

OFFERED = (60, 90, 120, 180, 240, 300, 420, 600)
"""The limits of a speech that are offered, in seconds."""


@dataclass(frozen=True)
class ListActs:
    """`policy` is the order in words; `limits` are JSON, digits (none: as the rules say) and whether in force."""

    policy: str
    policies: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    seen: str
    limits: tuple[tuple[str, str, bool], ...]
    together: str
    section: str


def list_acts(policies: tuple[OrderPolicy, ...], limits: Limits, language: str) -> ListActs:
    words = organisation_words(language).orders
    said = [words[policy] for policy in policies] or [words[OrderPolicy.FIRST_COME]]
    policy = ", ".join(said)
    return ListActs(
        policy=policy[:1].upper() + policy[1:],
        policies=tuple(one.value for one in policies if one is not OrderPolicy.FIRST_COME),
        choices=tuple(pair for pair in choices(words) if pair[0] != OrderPolicy.FIRST_COME),
        seen=json.dumps(wire.to_wire(limits)),
        limits=tuple(_limits(limits)),
        together=typed(limits.together),
        section=typed(limits.section),
    )


def _limits(limits: Limits) -> list[tuple[str, str, bool]]:
    """One limit for all speeches that have none of their own; those of single kinds and roles stay."""
    special = tuple(one for one in limits.speeches if one.kind or one.role)
    now = next((one.seconds for one in limits.speeches if one not in special), None)
    offered = sorted({*OFFERED, *([now] if now else [])})
    return [
        (_speeches((*special, *([TimeLimit(seconds)] if seconds else []))), typed(seconds), seconds == now)
        for seconds in (None, *offered)
    ]


def _speeches(speeches: tuple[TimeLimit, ...]) -> str:
    return json.dumps({"speeches": wire.to_wire(speeches)})


def typed(seconds: int | None) -> str:
    """Seconds as a form takes them: `3:00`; nothing for no limit."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else ""
