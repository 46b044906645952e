"""The calendar of milestones line by line: when each is, what begins there, whether it is one of our meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.body import Body
from models.organisation import Organisation
from models.presidency.milestones import Milestone, MilestoneId, in_sequence
from server.languages import words_of
from server.presidency.milestone_words import days_in_words


@dataclass(frozen=True)
class MilestoneLine:
    """`begins` are the rotations, by address and name, that begin a term or end there."""

    id: MilestoneId
    sequence: int
    name: str
    days: str
    precision: str
    where: str
    meeting: str
    begins: tuple[tuple[str, str], ...]
    cancelled: str
    instead: str


def milestone_lines(
    organisation: Organisation, bodies: Sequence[Body], meetings: Mapping[str, str], language: str
) -> tuple[MilestoneLine, ...]:
    """Every milestone in its sequence; `meetings` are our own by slug and title."""
    used = _used(bodies, language)
    return tuple(
        _line(one, organisation, used.get(one.id, {}), meetings, language)
        for one in in_sequence(organisation.milestones.values())
    )


def _line(
    one: Milestone,
    organisation: Organisation,
    used: Mapping[str, str],
    meetings: Mapping[str, str],
    language: str,
) -> MilestoneLine:
    instead = organisation.milestones.get(one.merged_into) if one.merged_into else None
    return MilestoneLine(
        one.id,
        one.sequence,
        one.name.read(language)[0],
        days_in_words(one, language),
        words_of(language).precisions[one.precision],
        " · ".join(part for part in (one.place, one.zone) if part),
        meetings.get(one.meeting, one.meeting),
        tuple(used.items()),
        one.cancelled,
        instead.name.read(language)[0] if instead else "",
    )


def _used(bodies: Sequence[Body], language: str) -> Mapping[MilestoneId, dict[str, str]]:
    """At which milestones which rotations begin a term or end, in their draft or as published."""
    found: dict[MilestoneId, dict[str, str]] = {}
    for body in bodies:
        for rotation in body.rotations.values():
            if body.charter is None or rotation.withdrawn:
                continue
            address = f"/bodies/{body.charter.id}/rotations/{rotation.id}/setup"
            name = rotation.draft.about.name.read(language)[0]
            for plan in (rotation.draft, rotation.plan):
                if plan:
                    where = (*(term.begins for term in plan.terms.values()), plan.about.ends)
                    for milestone in filter(None, where):
                        found.setdefault(milestone, {})[address] = name
    return found
