"""What calendars are told of a rotation: its terms and milestones, and how often each changed since it was published.

Source: DOMAIN §3 (stable UID, SEQUENCE + 1 at each change, cancelled ones stay; fuzzy milestones tentative). The plan
alone counts, as it is published: what was handed over when moves nothing in anybody's calendar. What has changed is
found by comparing what is shown before and after each act, whatever was done in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import groupby
from zoneinfo import ZoneInfo

from models.belonging.offices import OfficeId, Offices
from models.body import Body
from models.organisation import Organisation
from models.presidency.milestones import Milestone, MilestoneId
from models.presidency.plan_changes import Known, Leg, legs
from models.presidency.rotation import Rotation, RotationId
from models.presidency.schedule import Boundary
from models.presidency.terms import TermId
from models.procedure import Entry
from models.text import Text

DAY = timedelta(days=1)
Key = tuple[RotationId, TermId | None, MilestoneId | None]
"""A term of a rotation, or one of its milestones."""


@dataclass(frozen=True)
class PublishedEvent:
    """A term or a milestone as calendars show it: from the beginning of `first` to that of `last`, at `zone`.

    `tentative`: not known to the day. `changed` (UTC) is when anything of it was last changed; `sequence` is 0 when
    it is first published and grows by one with each act that changes it. A milestone has no `holders`.
    """

    key: Key
    rotation: Text
    title: Text
    holders: tuple[Text, ...]
    offices: tuple[OfficeId, ...]
    first: date
    last: date
    zone: str
    place: str
    tentative: bool
    notes: tuple[Text, ...]
    changed: datetime
    bounds: tuple[Text, ...] = ()
    """The milestones at which a term begins and, where it does, ends."""
    sequence: int = 0
    cancelled: bool = False

    @property
    def of_term(self) -> bool:
        return self.key[1] is not None


@dataclass(frozen=True)
class TermsPublication:
    """What is published of a body's rotations: nothing before the first is published, and then never less."""

    organisation: Organisation = Organisation()
    body: Body = Body()
    known: Mapping[Key, PublishedEvent] = field(default_factory=dict)

    @property
    def events(self) -> tuple[PublishedEvent, ...]:
        return tuple(self.known.values())

    def after(self, act: Iterable[tuple[bool, Entry]]) -> "TermsPublication":
        """What is published once all entries of one act have happened; each is the body's, or the organisation's."""
        organisation, body, at = self.organisation, self.body, None
        for of_body, entry in act:
            at = entry.at
            if of_body:
                body = body.after(entry)
            else:
                organisation = organisation.after(entry)
        if at is None or _same(self, organisation, body):
            return replace(self, organisation=organisation, body=body)
        shown = {one.key: one for one in _shown(organisation, body, at)}
        gone = [
            replace(old, cancelled=True, changed=at) for key, old in self.known.items() if key not in shown
        ]
        events = {new.key: _next(self.known.get(new.key), new) for new in (*shown.values(), *gone)}
        return TermsPublication(organisation, body, events)


def published_terms(organisation: Iterable[Entry], body: Iterable[Entry]) -> TermsPublication:
    """What is published once all of both records has happened; what happened at one instant is one act."""
    every = merge(
        ((entry.at, 0, entry.seq, entry) for entry in organisation),
        ((entry.at, 1, entry.seq, entry) for entry in body),
    )
    found = TermsPublication()
    for _, act in groupby(every, key=lambda told: told[0]):
        found = found.after([(of_body == 1, entry) for _, of_body, _, entry in act])
    return found


def _same(before: TermsPublication, organisation: Organisation, body: Body) -> bool:
    """Whether nothing has happened from which a calendar could differ."""
    was = before.organisation
    return (
        was.milestones == organisation.milestones
        and was.offices.offices is organisation.offices.offices
        and before.body.rotations == body.rotations
    )


def _next(old: PublishedEvent | None, new: PublishedEvent) -> PublishedEvent:
    """The event with its history: unchanged, or a new version of it."""
    if old is None:
        return new
    same = replace(new, sequence=old.sequence, changed=old.changed)
    return old if same == old else replace(new, sequence=old.sequence + 1)


# --------------------------------------------------------------------------------- what a calendar shows


def changed_entries(before: Known, after: Known, at: datetime) -> tuple[frozenset[OfficeId], ...]:
    """Of every entry in calendars that is another one by this change of a rotation: in whose calendars, besides."""
    was = {one.key: one for one in _of_rotation(before, at)}
    now = {one.key: one for one in _of_rotation(after, at)}
    pairs = ((was.get(key), now.get(key)) for key in {**now, **was})
    changed = ([one.offices for one in pair if one] for pair in pairs if pair[0] != pair[1])
    return tuple(frozenset(office for offices in one for office in offices) for one in changed)


def _shown(organisation: Organisation, body: Body, at: datetime) -> Iterator[PublishedEvent]:
    for rotation in body.rotations.values():
        yield from _of_rotation(Known(rotation, organisation.milestones, organisation.offices), at)


def _of_rotation(known: Known, at: datetime) -> Iterator[PublishedEvent]:
    found = legs(known)
    for term, leg in found.items():
        if event := _term(known.rotation, term, leg, known.offices, at):
            yield event
    yield from _milestones(known.rotation, found.values(), at)


def _term(
    rotation: Rotation, term: TermId, leg: Leg, offices: Offices, at: datetime
) -> PublishedEvent | None:
    """A term whose days are known somehow; one of no length, or that never begins, is in no calendar."""
    assert rotation.plan is not None
    begins, ends = leg.begins, leg.ends
    if begins.milestone is None or begins.at is None:
        return None
    first = _day(begins)
    last = _day(ends) if ends and ends.at and ends.milestone else first + DAY
    if last <= first:
        return None
    planned = rotation.plan.terms[term]
    offered = [leg.holders, *(holders for _, holders in leg.later)]
    every = tuple(dict.fromkeys(office for holders in offered for office in holders))
    known = (offices.office(office) for office in every)
    return PublishedEvent(
        key=(rotation.id, term, None),
        rotation=rotation.plan.about.name,
        title=rotation.plan.about.name,
        holders=tuple(office.title for office in known if office),
        offices=every,
        first=first,
        last=last,
        zone=begins.milestone.zone,
        place="",
        tentative=begins.fuzzy or bool(ends and ends.fuzzy),
        notes=tuple(text for text in (planned.policy, planned.international) if text != Text()),
        changed=at,
        bounds=tuple(bound.milestone.name for bound in (begins, ends) if bound and bound.milestone),
    )


def _milestones(rotation: Rotation, found: Iterable[Leg], at: datetime) -> Iterator[PublishedEvent]:
    """Every milestone at which something of this rotation is handed over, on its own days."""
    seen: dict[MilestoneId, Milestone] = {}
    for leg in found:
        for boundary in (leg.begins, leg.ends):
            if boundary and boundary.milestone:
                seen.setdefault(boundary.milestone.id, boundary.milestone)
    for milestone in seen.values():
        first, last = milestone.dating.earliest, milestone.dating.latest
        if first is None or last is None or rotation.plan is None:
            continue
        yield PublishedEvent(
            key=(rotation.id, None, milestone.id),
            rotation=rotation.plan.about.name,
            title=milestone.name,
            holders=(),
            offices=(),
            first=first,
            last=last + DAY,
            zone=milestone.zone,
            place=milestone.place,
            tentative=not milestone.exact,
            notes=(),
            changed=at,
        )


def _day(boundary: Boundary) -> date:
    """The day on which it lies by plan, at its milestone's own place."""
    assert boundary.at is not None
    zone = boundary.milestone.zone if boundary.milestone else "UTC"
    return boundary.at.astimezone(ZoneInfo(zone)).date()
