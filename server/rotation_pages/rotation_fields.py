"""The fields of a rotation's forms by name, filled with what is; `readings` reads them back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.presidency.departures import Override
from models.presidency.terms import About, Term
from server.setup_pages.setup_forms import Fields, text_fields

HOLDERS = ("1", "2")
"""A term has one or two; their fields make one list."""


def about_fields(under: str, of: About) -> Fields:
    return {
        **text_fields(f"{under}.name", of.name),
        f"{under}.purpose": of.purpose.value,
        f"{under}.meeting:text": of.meeting,
        f"{under}.ends:none": of.ends or "",
        f"{under}.ends_at": of.ends_at.value,
    }


def term_fields(of: Term) -> Fields:
    holders = (*of.holders, "", "")
    return {
        "now.begins": of.begins,
        "now.handover": of.handover.value,
        "now.sitting:none": of.sitting or "",
        **{f"now.holders:each.{number}": holders[at] for at, number in enumerate(HOLDERS)},
        "now.switch": of.switch.value,
        **text_fields("now.policy", of.policy),
        **text_fields("now.international", of.international),
        "now.pinned:yes": "yes" if of.pinned else "no",
    }


def override_fields(of: Override, zone: str) -> Fields:
    return {
        "override.departure": of.departure.value,
        "override.office:none": of.office or "",
        "override.instead_of:none": of.instead_of or "",
        "override.term:none": of.term or "",
        "override.other:none": of.other or "",
        f"override.since:local.{zone}": written_instant(of.since, zone),
        f"override.until:local.{zone}": written_instant(of.until, zone),
        "override.meeting:text": of.meeting,
        "override.item:none": of.item or "",
        "override.reason:text": of.reason,
    }


def written_instant(at: datetime | None, zone: str) -> str:
    """As a field for a day and a clock in that zone holds it."""
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") if at else ""
