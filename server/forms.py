"""Forms: what a page without script sends, as the data of a command."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData

from models.meeting import Meeting
from models.rules import grounds
from server.readings import read_fields

OF_THE_FORM = {"id", "back"}
"""Fields of no command: the press's own id, and the page to go back to."""


def form_command(
    fields: FormData | Mapping[str, Any], zone: ZoneInfo, now: datetime
) -> tuple[str, dict[str, Any]]:
    """The command id a form carries (may be empty), and its data, by the rule of `readings`. Raises `Refusal`.

    `zone` is that of the clocks in its fields.
    """
    given = written_in(fields)
    try:
        return str(fields.get("id", "")), read_fields(given, zone, now)
    except RecursionError:
        raise grounds.BAD_SHAPE.refusal(fault="its fields are nested too deep") from None


def written_in(fields: FormData | Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a form's fields say of a command, in their order. Raises `Refusal`."""
    pairs = fields.multi_items() if isinstance(fields, FormData) else fields.items()
    given: list[tuple[str, str]] = []
    for name, value in pairs:
        if not isinstance(value, str):
            raise grounds.BAD_SHAPE.refusal(fault=f"{name} is a file")
        if name not in OF_THE_FORM:
            given.append((name, value))
    return given


def zone_of(meeting: Meeting) -> ZoneInfo:
    """The zone of a meeting's venue."""
    return ZoneInfo(meeting.convocation.zone if meeting.convocation else "UTC")


def own_path(wanted: str, otherwise: str) -> str:
    """Where a form asks to go back to, if that is a path of this house; else `otherwise`."""
    ours = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    return wanted if ours and wanted.isprintable() else otherwise
