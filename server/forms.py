"""Forms: what a page without script sends, as the data of a command."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.meeting import Meeting
from models.rules import grounds
from models.wire import moment

CLOCK = "%H:%M"


def form_command(
    fields: Mapping[str, Any], meeting: Meeting, now: datetime
) -> tuple[str, dict[str, str | None]]:
    """The command id a form carries (may be empty), and its data; empty fields are absent.

    `until` is the venue's clock ("15:00") and becomes the next such moment. Raises `Refusal`.
    """
    data: dict[str, str | None] = {}
    for name, value in fields.items():
        if not isinstance(value, str):
            raise grounds.BAD_SHAPE.refusal(fault=f"{name} is a file")
        if name != "id" and (value.strip() or name == "closing"):
            data[name] = value.strip() or None
    until = data.get("until")
    if until and len(until) == len("15:00"):
        data["until"] = moment(_next(until, meeting, now))
    return str(fields.get("id", "")), data


def _next(clock: str, meeting: Meeting, now: datetime) -> datetime:
    zone = ZoneInfo(meeting.convocation.zone if meeting.convocation else "UTC")
    try:
        wanted = datetime.strptime(clock, CLOCK).time()  # noqa: DTZ007 - a clock has no date, the venue its zone
    except ValueError:
        raise grounds.BAD_SHAPE.refusal(fault=f"“{clock}” is no time of the form 15:00") from None
    today = now.astimezone(zone)
    found = datetime.combine(today.date(), wanted, zone)
    return found if found > now else datetime.combine(today.date() + timedelta(days=1), wanted, zone)
