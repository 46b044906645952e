"""The fields of the forms of bodies and offices by name, filled with what is; `readings` reads them back."""

from models.belonging.membership import Member
from models.belonging.offices import Ending, Mandate, Office, Section
from models.belonging.posts import Appointment
from models.body import Charter, Rules
from server.organisation_pages.fact_readings import written_dating
from server.organisation_pages.rule_lines import share_in_words
from server.setup_pages.setup_forms import Fields, span, text_fields


def member_fields(under: str, of: Member) -> Fields:
    return {
        **text_fields(f"{under}.name", of.name),
        f"{under}.kind": of.kind.value,
        f"{under}.country:text": of.country,
        f"{under}.section:none": of.section or "",
        f"{under}.category": of.category.value,
        f"{under}.fees_paid_to:number": "" if of.fees_paid_to is None else str(of.fees_paid_to),
        f"{under}.suspended:text": of.suspended,
        f"{under}.weight:count": str(of.weight),
    }


def appointment_fields(under: str, of: Appointment, office: str, person: str) -> Fields:
    """`office` and `person` as they are typed."""
    return {
        f"{under}.post": of.post.value,
        **text_fields(f"{under}.title", of.title),
        f"{under}.office:office": office,
        f"{under}.person:person": person,
        f"{under}.period.since:dating": str(of.period.since),
        f"{under}.period.until:ending": written_dating(of.period.until),
    }


def ending_fields(ending: Ending | None) -> Fields:
    """How it is ended, and, where it has ended, why."""
    return {
        "until:dating": "",
        "ending": Ending.COMPLETED.value,
        "now.ending:none": ending.value if ending else "",
    }


def mandate_fields(under: str, of: Mandate, person: str) -> Fields:
    return {
        f"{under}.person:person": person,
        f"{under}.period.since:dating": str(of.period.since),
        f"{under}.period.until:ending": written_dating(of.period.until),
    }


def office_fields(under: str, of: Office) -> Fields:
    return {
        **text_fields(f"{under}.title", of.title),
        f"{under}.city:text": of.city,
        f"{under}.country:text": of.country,
        f"{under}.section:none": of.section or "",
        f"{under}.zone:text": of.zone,
    }


def section_fields(under: str, of: Section) -> Fields:
    return text_fields(f"{under}.name", of.name)


def charter_fields(under: str, of: Charter) -> Fields:
    return {
        **text_fields(f"{under}.name", of.name),
        f"{under}.kind": of.kind.value,
        f"{under}.reports_to:none": of.reports_to or "",
    }


def seat_fields(of: Charter, sections: tuple[Section, ...]) -> Fields:
    given = {one.section: str(one.seats) for one in of.seats}
    return {f"now.seats:seats.{section.id}": given.get(section.id, "") for section in sections}


def rule_fields(name: str, of: Rules) -> Fields:
    """The fields of one rule."""
    value = getattr(of, name)
    match name:
        case "quorum_to_open" | "quorum_to_decide":
            return {f"now.{name}:share": share_in_words(value) if value else ""}
        case (
            "proxies" | "notice_days" | "requests_at_once" | "motion_speakers_for" | "motion_speakers_against"
        ):
            return {f"now.{name}:number": "" if value is None else str(value)}
        case "speaking_limit" | "motion_speaking_limit" | "place_kept_for":
            return {f"now.{name}:span": span(value)}
        case "weighted" | "presence_demanded":
            return {f"now.{name}:answer": {None: "", True: "yes", False: "no"}[value]}
        case "languages":
            return {f"now.{name}:codes": " ".join(value)}
    return {f"now.{name}:none": value.value if value else ""}
