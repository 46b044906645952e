"""JSON: the agenda whole, in the shapes of the program interface, for programs and for keeping."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from models import wire
from models.planning.item import AgendaItem
from models.planning.sitting import Contributor, Sitting
from models.text import Text
from server.imports.plan import Drafted
from server.imports.structured import FORMAT, VERSION

HAPPENED = ("started", "ended", "outcome", "held", "deferred_to")
"""What an item has been through: that is the record's, not the plan's."""


def json_of(plan: Drafted, zone: ZoneInfo, _: str, title: Text) -> bytes:
    """The agenda as JSON; moments are in UTC, `zone` is the meeting's."""
    written = {
        "format": FORMAT,
        "version": VERSION,
        "title": wire.to_wire(title),
        "zone": zone.key,
        "tracks": [wire.to_wire(track) for track in plan.tracks],
        "sittings": [_sitting(sitting) for sitting in plan.sittings],
        "items": [_item(item) for item in plan.items],
        "names": [wire.to_wire(named) for named in plan.names],
    }
    return msgspec.json.format(msgspec.json.encode(written), indent=2)


def _sitting(sitting: Sitting) -> Any:
    return wire.to_wire(replace(sitting, contributors=_nameless(sitting.contributors)))


def _item(item: AgendaItem) -> Any:
    written = wire.to_wire(replace(item, roles=_nameless(item.roles)))
    return {field: value for field, value in written.items() if field not in HAPPENED}


def _nameless(contributors: tuple[Contributor, ...]) -> tuple[Contributor, ...]:
    """Without the ids of persons: another house would not know them."""
    return tuple(replace(one, person=None) for one in contributors)
