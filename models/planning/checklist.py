"""What a meeting still lacks before it begins: each point ready, missing, or in the way.

Source: issue "People and doors" (checklist of a meeting). What nobody knows is not listed: a rule that was never
set is missing only where the body's rules are known. Everything here is a plain function of meeting and `Facts`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.belonging.roles import Role
from models.belonging.roster import Roster
from models.body import BodyId, Rules
from models.convocation import Convocation, Format
from models.meeting import Meeting, MeetingState
from models.planning.flags import clashes, flags
from models.planning.item import AgendaItem, Kind, Purpose
from models.planning.programme import sitting_spans, starts_of_all
from models.planning.sitting import LinkKind, Sitting
from models.procedure import PersonId
from models.text import LANGUAGES, Text

PREPARED = frozenset({MeetingState.DRAFT, MeetingState.CONVENED})


class Point(StrEnum):
    """What is looked at, in the order in which it is listed."""

    NAME = "name"
    PLACE = "place"
    DAY = "day"
    AGENDA = "agenda"
    TRANSLATION = "translation"
    TIMES = "times"
    DRAFT_DECISIONS = "draft_decisions"
    PROPOSALS = "proposals"
    STREAM = "stream"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    MEMBERS = "members"
    ADDRESSES = "addresses"
    QUORUM = "quorum"
    NOTICE_RULE = "notice_rule"
    LINKS = "links"
    CONVENED = "convened"


class Standing(StrEnum):
    READY = "ready"
    MISSING = "missing"
    IN_THE_WAY = "in_the_way"
    """Without it the meeting cannot be convened or held by its rules."""


@dataclass(frozen=True)
class Facts:
    """What is known beside the meeting's own record; None: not known, and then nothing is said of it.

    `convened` (UTC) is when, `signed_in` who has ever come in here, `linked` who was given a link; `members`, for how
    many of them nobody can be written to (`without_address`), and `rules` are those of its body; `roster` is
    what a draft would take over of it now.
    """

    convened: datetime | None = None
    signed_in: frozenset[PersonId] | None = None
    body: BodyId | None = None
    members: int | None = None
    without_address: int | None = None
    rules: Rules | None = None
    linked: frozenset[PersonId] | None = None
    roster: Roster | None = None


@dataclass(frozen=True)
class Check:
    """One point. `count` is how many it is about (convened: 0 or 1), `language` in which one something is missing.

    `days` are the full days of notice, `asked` those the rules ask for; `where` is the first thing to mend.
    """

    point: Point
    standing: Standing = Standing.READY
    count: int = 0
    language: str = ""
    days: int | None = None
    asked: int | None = None
    where: AgendaItem | Sitting | None = None


def checklist(meeting: Meeting, now: datetime, facts: Facts = Facts()) -> tuple[Check, ...]:
    """The points of a meeting that has not begun; none once it has."""
    called = meeting.convocation
    if called is None or meeting.state not in PREPARED:
        return ()
    if meeting.roster is None:
        meeting = replace(meeting, roster=facts.roster)
    found = (
        *_called(called),
        *_agenda(meeting),
        *_people(meeting, called, facts),
        *_body(facts),
        *_links(meeting, facts),
    )
    return (*sorted(found, key=lambda c: list(Point).index(c.point)), _convened(meeting, called, now, facts))


def begins(meeting: Meeting) -> date | None:
    """The first day at the venue; None while nothing has one."""
    zone = ZoneInfo(meeting.convocation.zone if meeting.convocation else "UTC")
    sittings = [s for agenda in meeting.agendas for s in agenda.sittings if not s.withdrawn]
    starts = [*starts_of_all(meeting.agendas).values(), *(s.starts for s in sittings if s.starts)]
    days = [*(at.astimezone(zone).date() for at in starts), *(s.day for s in sittings if s.day)]
    return min(days, default=None)


def _called(called: Convocation) -> Iterator[Check]:
    lacking = [code for code in LANGUAGES if not (getattr(called.title, code) and getattr(called.body, code))]
    yield from (Check(Point.NAME, Standing.MISSING, language=code) for code in lacking)
    if not lacking:
        yield Check(Point.NAME)
    if called.format is not Format.ONLINE:
        yield _either(Point.PLACE, bool(called.place.strip()))


def _agenda(meeting: Meeting) -> Iterator[Check]:
    items = [i for agenda in meeting.agendas for i in agenda.items if not i.outcome]
    yield _either(Point.DAY, begins(meeting) is not None)
    if not items:
        yield Check(Point.AGENDA, Standing.IN_THE_WAY)
        return
    yield Check(Point.AGENDA, count=len(items))
    yield from _translation(items, [s for agenda in meeting.agendas for s in agenda.sittings])
    flagged = _flagged(meeting)
    yield Check(Point.TIMES, Standing.MISSING if flagged else Standing.READY, flagged)
    for_decision = [i for i in items if i.kind is Kind.DECISION or i.purpose is Purpose.DECISION]
    unwritten = [i for i in for_decision if i.draft_decision == Text()]
    if for_decision:
        yield _counted(Point.DRAFT_DECISIONS, unwritten)
    if meeting.proposals:
        yield Check(Point.PROPOSALS, Standing.MISSING, len(meeting.proposals))


def _translation(items: Iterable[AgendaItem], sittings: Iterable[Sitting]) -> Iterator[Check]:
    every: list[AgendaItem | Sitting] = [*items, *sittings]
    lacking = {code: [one for one in every if not getattr(one.title, code)] for code in LANGUAGES}
    for code, found in lacking.items():
        if found:
            yield Check(Point.TRANSLATION, Standing.MISSING, len(found), code, where=found[0])
    if not any(lacking.values()):
        yield Check(Point.TRANSLATION)


def _flagged(meeting: Meeting) -> int:
    """How many items and sittings cannot hold as planned."""
    found = {flag.item or flag.sitting for agenda in meeting.agendas for flag in flags(agenda)}
    spans = {known: span for agenda in meeting.agendas for known, span in sitting_spans(agenda).items()}
    every = [sitting for agenda in meeting.agendas for sitting in agenda.sittings]
    return len(found | {clash.sitting for clash in clashes(every, spans)})


def _people(meeting: Meeting, called: Convocation, facts: Facts) -> Iterator[Check]:
    if called.format is not Format.IN_PERSON:
        places = [called.links, *(s.links for agenda in meeting.agendas for s in agenda.sittings)]
        yield _either(Point.STREAM, any(link.kind is LinkKind.STREAM for links in places for link in links))
    for point, role in ((Point.CHAIR, Role.CHAIR), (Point.SECRETARIAT, Role.SECRETARIAT)):
        holders = set(meeting.people(role))
        come = holders if facts.signed_in is None else holders & facts.signed_in
        yield Check(point, Standing.READY if come else Standing.MISSING, len(holders))


def _body(facts: Facts) -> Iterator[Check]:
    """What the body's own facts say, as far as they are known."""
    if facts.members is not None:
        standing = Standing.READY if facts.members else Standing.IN_THE_WAY
        yield Check(Point.MEMBERS, standing, facts.members)
    if facts.members and facts.without_address is not None:
        lacking = facts.without_address
        yield Check(Point.ADDRESSES, Standing.MISSING if lacking else Standing.READY, lacking)
    if facts.rules is not None:
        yield _either(Point.QUORUM, bool(facts.rules.quorum_to_open and facts.rules.quorum_to_decide))
        yield _either(Point.NOTICE_RULE, facts.rules.notice_days is not None)


def _links(meeting: Meeting, facts: Facts) -> Iterator[Check]:
    """Whether everybody of a convened meeting has come in once, or has a link to."""
    if meeting.state is MeetingState.CONVENED and facts.signed_in is not None and facts.linked is not None:
        lacking = set(meeting.attending) - facts.signed_in - facts.linked
        yield Check(Point.LINKS, Standing.MISSING if lacking else Standing.READY, len(lacking))


def _convened(meeting: Meeting, called: Convocation, now: datetime, facts: Facts) -> Check:
    """Whether it is convened, and with how many full days of notice before its first day."""
    zone, first = ZoneInfo(called.zone), begins(meeting)
    convened = meeting.state is MeetingState.CONVENED
    since = facts.convened if convened else now
    days = max(0, (first - since.astimezone(zone).date()).days - 1) if first and since else None
    asked = facts.rules.notice_days if facts.rules else None
    late = asked is not None and days is not None and days < asked
    kept = Standing.READY if convened else Standing.MISSING
    standing = Standing.IN_THE_WAY if late else kept
    return Check(Point.CONVENED, standing, int(convened), days=days, asked=asked)


def _either(point: Point, ready: bool) -> Check:  # noqa: FBT001 - the answer itself
    return Check(point, Standing.READY if ready else Standing.MISSING)


def _counted(point: Point, lacking: list[AgendaItem]) -> Check:
    if not lacking:
        return Check(point)
    return Check(point, Standing.MISSING, len(lacking), where=lacking[0])
