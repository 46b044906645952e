"""The checklist of a meeting: what is ready, what is missing, what is in the way; nothing of what nobody knows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.belonging.posts import Post
from models.belonging.roles import Role
from models.belonging.roster import Placed, Roster, RosterTaken
from models.body import BodyId, Rules, Share
from models.convocation import Convocation, Format
from models.meeting import Meeting, MeetingConvened, MeetingDrafted, MeetingOpened, RoleGranted
from models.planning.agenda import ItemAdded, SittingAdded
from models.planning.checklist import Check, Facts, Point, Standing, begins, checklist
from models.planning.item import AgendaItem, ItemId, Kind
from models.planning.proposal import ItemProposed, Proposal, ProposalId
from models.planning.sitting import Link, LinkKind, Sitting, SittingId
from models.procedure import Entry, Event, PersonId
from models.text import Text

DAY = datetime(2027, 11, 17, 9, tzinfo=UTC)
NOW = DAY - timedelta(days=13)
ANA, BEN = PersonId("ana"), PersonId("ben")
WHOLE = Text("Council", "Conseil", "Consejo")
STREAM = Link(LinkKind.STREAM, "https://stream.example")
CALLED = Convocation("council", WHOLE, WHOLE, "Barcelona", "Europe/Madrid", links=(STREAM,))
MORNING = Sitting(SittingId("am"), WHOLE, starts=DAY)
REPORT = AgendaItem(ItemId("1"), "1", WHOLE, Kind.REPORT, 20, sitting=SittingId("am"))
ROLES = (RoleGranted(ANA, Role.SECRETARIAT), RoleGranted(BEN, Role.CHAIR))
READY: tuple[Event, ...] = (
    MeetingDrafted(CALLED),
    SittingAdded(MORNING),
    ItemAdded(REPORT),
    *ROLES,
    MeetingConvened(),
)
RULES = Rules(quorum_to_open=Share(1, 2), quorum_to_decide=Share(1, 3), notice_days=12)
FACTS = Facts(NOW, frozenset({ANA, BEN}), BodyId("council"), 342, 0, RULES, frozenset())


def meeting(*events: Event) -> Meeting:
    told = Meeting()
    for seq, event in enumerate(events, 1):
        told = told.after(Entry(seq, NOW, ANA, event))
    return told


def without(kind: type[Event], *instead: Event) -> Meeting:
    """The ready meeting without events of this kind, and these in their place."""
    return meeting(*(e for event in READY for e in (instead if isinstance(event, kind) else (event,))))


def found(told: Meeting, point: Point, facts: Facts = FACTS) -> Sequence[Check]:
    return [check for check in checklist(told, NOW, facts) if check.point is point]


def test_all_is_green_where_nothing_lacks() -> None:
    checks = checklist(meeting(*READY), NOW, FACTS)
    assert {check.standing for check in checks} == {Standing.READY}
    assert [c.point for c in checks] == [
        p for p in Point if p not in {Point.PROPOSALS, Point.DRAFT_DECISIONS}
    ]


def test_nothing_is_said_of_what_nobody_knows() -> None:
    points = {check.point for check in checklist(meeting(*READY), NOW)}
    assert points.isdisjoint({Point.MEMBERS, Point.ADDRESSES, Point.QUORUM, Point.NOTICE_RULE, Point.LINKS})


def test_an_empty_draft_has_its_agenda_in_the_way_and_nobody_yet() -> None:
    empty = meeting(MeetingDrafted(replace(CALLED, place="", links=())))
    standing = {check.point: check.standing for check in checklist(empty, NOW)}
    assert standing[Point.AGENDA] is Standing.IN_THE_WAY
    missing = {Point.PLACE, Point.DAY, Point.STREAM, Point.CHAIR, Point.SECRETARIAT, Point.CONVENED}
    assert {point for point, one in standing.items() if one is Standing.MISSING} == missing
    assert Point.TRANSLATION not in standing  # there is no title yet to be translated


def test_each_language_is_counted_by_itself_and_leads_to_the_first() -> None:
    half = replace(REPORT, id=ItemId("2"), title=Text("Report", "", "Informe"))
    told = without(ItemAdded, ItemAdded(REPORT), ItemAdded(half), ItemAdded(replace(half, id=ItemId("3"))))
    assert found(told, Point.TRANSLATION) == [Check(Point.TRANSLATION, Standing.MISSING, 2, "fr", where=half)]
    unnamed = without(MeetingDrafted, MeetingDrafted(replace(CALLED, body=Text("Council", "Conseil"))))
    assert found(unnamed, Point.NAME) == [Check(Point.NAME, Standing.MISSING, language="es")]


def test_items_for_decision_have_a_draft_decision() -> None:
    decision = replace(REPORT, kind=Kind.DECISION)
    lacking = without(ItemAdded, ItemAdded(decision))
    assert found(lacking, Point.DRAFT_DECISIONS)[0].standing is Standing.MISSING
    written = without(ItemAdded, ItemAdded(replace(decision, draft_decision=Text("Adopt"))))
    assert found(written, Point.DRAFT_DECISIONS) == [Check(Point.DRAFT_DECISIONS)]


def test_times_that_cannot_hold_are_counted() -> None:
    told = without(ItemAdded, ItemAdded(REPORT), ItemAdded(replace(REPORT, id=ItemId("2"), fixed_start=DAY)))
    assert found(told, Point.TIMES) == [Check(Point.TIMES, Standing.MISSING, 1)]


def test_a_meeting_in_person_needs_no_stream_and_one_online_no_place() -> None:
    in_person = replace(CALLED, format=Format.IN_PERSON, links=())
    assert found(without(MeetingDrafted, MeetingDrafted(in_person)), Point.STREAM) == []
    online = replace(CALLED, format=Format.ONLINE, place="")
    assert found(without(MeetingDrafted, MeetingDrafted(online)), Point.PLACE) == []


def test_a_stream_of_one_sitting_is_a_stream_and_interpretation_is_none() -> None:
    bare = MeetingDrafted(replace(CALLED, links=(Link(LinkKind.INTERPRETATION, "https://x.example", "fr"),)))
    told = meeting(bare, *READY[1:])
    assert found(told, Point.STREAM)[0].standing is Standing.MISSING
    told = meeting(bare, SittingAdded(replace(MORNING, links=(STREAM,))), *READY[2:])
    assert found(told, Point.STREAM)[0].standing is Standing.READY


def test_who_has_a_role_and_has_never_come_in_is_not_there_yet() -> None:
    told = meeting(*READY)
    absent = replace(FACTS, signed_in=frozenset({ANA}))
    assert found(told, Point.CHAIR, absent) == [Check(Point.CHAIR, Standing.MISSING, 1)]
    assert found(told, Point.SECRETARIAT, absent) == [Check(Point.SECRETARIAT, count=1)]
    assert found(told, Point.CHAIR, replace(FACTS, signed_in=None))[0].standing is Standing.READY


def test_whoever_has_a_role_has_come_in_or_has_a_link() -> None:
    told = meeting(*READY)
    absent = replace(FACTS, signed_in=frozenset({ANA}))
    assert found(told, Point.LINKS, absent) == [Check(Point.LINKS, Standing.MISSING, 1)]
    assert found(told, Point.LINKS, replace(absent, linked=frozenset({BEN}))) == [Check(Point.LINKS)]
    assert found(told, Point.LINKS, replace(absent, linked=None)) == []
    assert found(meeting(*READY[:-1]), Point.LINKS, absent) == []  # who comes is known once it is convened


def test_a_chair_by_the_bodys_post_is_a_chair() -> None:
    roster = Roster(BodyId("council"), WHOLE, posts=(Placed(Post.PRESIDENT, person=BEN),))
    granted = (RoleGranted(ANA, Role.SECRETARIAT),)
    told = meeting(*(e for e in READY if not isinstance(e, RoleGranted)), *granted, RosterTaken(roster))
    assert found(told, Point.CHAIR) == [Check(Point.CHAIR, count=1)]
    assert found(told, Point.CHAIR, replace(FACTS, signed_in=frozenset({ANA})))[0].count == 1


def test_what_its_body_lacks_is_said_where_it_is_known() -> None:
    told = meeting(*READY)
    assert found(told, Point.ADDRESSES, replace(FACTS, without_address=3))[0].count == 3
    assert found(told, Point.MEMBERS, replace(FACTS, members=0))[0].standing is Standing.IN_THE_WAY
    for point in (Point.QUORUM, Point.NOTICE_RULE):
        assert found(told, point, replace(FACTS, rules=Rules()))[0].standing is Standing.MISSING


def test_what_another_meeting_proposed_waits_for_an_answer() -> None:
    proposal = Proposal(ProposalId("bureau/1"), "bureau", WHOLE, replace(REPORT, sitting=None))
    told = meeting(*READY, ItemProposed(proposal))
    assert found(told, Point.PROPOSALS) == [Check(Point.PROPOSALS, Standing.MISSING, 1)]


@pytest.mark.parametrize(
    ("days_before", "standing"), [(13, Standing.READY), (12, Standing.IN_THE_WAY), (0, Standing.IN_THE_WAY)]
)
def test_notice_counts_full_days_between_convening_and_the_first_day(
    days_before: int, standing: Standing
) -> None:
    facts = replace(FACTS, convened=DAY - timedelta(days=days_before))
    [check] = found(meeting(*READY), Point.CONVENED, facts)
    assert (check.standing, check.days, check.asked) == (standing, max(0, days_before - 1), 12)


def test_a_draft_says_how_much_notice_it_would_have_today() -> None:
    draft = meeting(*READY[:-1])
    [check] = found(draft, Point.CONVENED)
    assert (check.standing, check.count, check.days) == (Standing.MISSING, 0, 12)
    [late] = [c for c in checklist(draft, DAY, FACTS) if c.point is Point.CONVENED]
    assert late.standing is Standing.IN_THE_WAY


def test_the_first_day_is_the_venues() -> None:
    night = replace(MORNING, starts=datetime(2027, 11, 16, 23, 30, tzinfo=UTC))
    assert begins(without(SittingAdded, SittingAdded(night))) == DAY.date()


def test_once_it_has_begun_there_is_nothing_to_check() -> None:
    assert checklist(meeting(*READY, MeetingOpened()), NOW, FACTS) == ()
    assert checklist(Meeting(), NOW) == ()
