"""A milestone moves and a mandate ends: every published rotation that says something else by it has its next number,
in the same act (DOMAIN §3).
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio

from models.belonging.dating import Dating, Period, dated, on
from models.belonging.offices import Ending, Mandate, MandateId, Office
from models.body import BodyId, BodyKind, Charter, stream_of
from models.organisation import ORGANISATION, Organisation
from models.planning.particulars import particulars_of
from models.planning.sitting import Sitting, SittingId
from models.presidency.milestones import Milestone, MilestoneId, Precision
from models.presidency.rotation import Handover, HandoverId, Rotation, RotationReissued
from models.presidency.schedule import schedule
from models.presidency.terms import About
from models.procedure import Command, PersonId, Refusal, StreamId
from models.rules.bodies import EnterBody, FoundBody
from models.rules.conduct import EditMeeting
from models.rules.editing import EditItem
from models.rules.handing_over import HandOver
from models.rules.milestones import (
    CancelMilestone,
    EditMilestone,
    EnterMilestone,
    ImportMilestones,
    RestoreMilestone,
    StrikeMilestone,
)
from models.rules.offices import EditOffice, EndMandate, EnterMandate, EnterOffice
from models.rules.placing import MoveItem
from models.rules.programme import AddSitting, EditSitting
from models.rules.rotations import BeginRotation, DescribeRotation, PublishRotation, SetTerm, SetTerms
from models.text import Text
from server.acts import carry_out
from server.chamber import Chamber
from server.house import House
from tests.models.rotations import FIRST, IRIGA, KAZAN, ROTATION, SECOND, SORIA, milestone, term
from tests.record.acts import COUNCIL, NINE, asked, memory_is_the_record

PRESIDENCY = BodyId("presidency")
BODY = stream_of(PRESIDENCY)
COUNCIL_DAY, RETREAT, BUREAU, FORUM = (
    milestone("council", 1),
    milestone("retreat", 2),
    milestone("bureau", 6),
    milestone("forum", 7),
)
LAST = term("last", "bureau", SORIA)
HELD = Mandate(MandateId("iriga-1"), IRIGA, PersonId("ana"), Period(dated("2019")))


@pytest_asyncio.fixture
async def presiding(house: House) -> AsyncIterator[House]:
    """An organisation with offices and milestones, and a body with a published rotation of three terms."""
    written: list[tuple[StreamId, Command]] = [
        (ORGANISATION, EnterBody(PRESIDENCY)),
        (BODY, FoundBody(Charter(PRESIDENCY, Text("Presidency"), BodyKind.PRESIDENCY))),
        *(
            (ORGANISATION, EnterOffice(Office(known_as, Text(known_as))))
            for known_as in (KAZAN, IRIGA, SORIA)
        ),
        (ORGANISATION, EnterMandate(HELD)),
        (ORGANISATION, ImportMilestones((COUNCIL_DAY, RETREAT, BUREAU, FORUM))),
        (BODY, BeginRotation(ROTATION, About(Text("Presidency"), ends=FORUM.id))),
        (BODY, SetTerms(ROTATION, (), (FIRST, SECOND, LAST))),
        (BODY, PublishRotation(ROTATION, 0)),
    ]
    await house.together([(stream, asked(command)) for stream, command in written])
    return house


async def press(house: House, stream: StreamId, command: Command) -> None:
    await carry_out(house, await house.chamber(stream), asked(command))


async def refused(house: House, stream: StreamId, command: Command) -> str:
    with pytest.raises(Refusal) as refusal:
        await press(house, stream, command)
    return refusal.value.code


async def rotation(house: House) -> Rotation:
    return (await house.chamber(BODY)).body.rotations[ROTATION]


async def reasons(house: House) -> Sequence[str]:
    """Why it was issued anew, each time."""
    entries = (await house.chamber(BODY)).entries
    return [entry.event.reason.en for entry in entries if isinstance(entry.event, RotationReissued)]


def moved(known: Milestone, **by: int) -> Milestone:
    later = timedelta(**by)
    assert known.dating.earliest
    assert known.dating.latest
    return replace(known, dating=Dating(known.dating.earliest + later, known.dating.latest + later))


async def test_a_milestone_that_moves_gives_the_rotation_its_next_number(presiding: House) -> None:
    await press(presiding, ORGANISATION, EditMilestone(BUREAU, moved(BUREAU, days=14)))
    assert (await rotation(presiding)).version == 2
    assert await reasons(presiding) == ["The dates of “Bureau” have changed."]
    [reissued] = [e for e in (await presiding.chamber(BODY)).entries if isinstance(e.event, RotationReissued)]
    assert isinstance(reissued.event, RotationReissued)
    assert reissued.event.reason.fr != reissued.event.reason.en
    for stream in (ORGANISATION, BODY):
        await memory_is_the_record(await presiding.chamber(stream), presiding.database)


async def test_one_at_which_nothing_begins_or_ends_changes_no_rotation(presiding: House) -> None:
    other = milestone("other", 9)
    await press(presiding, ORGANISATION, EnterMilestone(other))
    await press(presiding, ORGANISATION, EditMilestone(other, moved(other, days=1)))
    await press(presiding, ORGANISATION, EditMilestone(BUREAU, replace(BUREAU, place="Konya")))
    assert (await rotation(presiding)).version == 1


async def test_cancelling_merging_and_restoring_do_too(presiding: House) -> None:
    await press(presiding, ORGANISATION, CancelMilestone(BUREAU.id, "no quorum", FORUM.id))
    await press(presiding, ORGANISATION, RestoreMilestone(BUREAU.id))
    await press(presiding, ORGANISATION, CancelMilestone(BUREAU.id, "no quorum"))
    assert (await rotation(presiding)).version == 4
    assert await reasons(presiding) == [
        "“Bureau” is cancelled and merged into “Forum”.",
        "“Bureau” takes place after all.",
        "“Bureau” is cancelled.",
    ]


async def test_a_mandate_that_ends_within_a_term_and_an_office_that_is_renamed_do(presiding: House) -> None:
    await press(presiding, ORGANISATION, EndMandate(HELD.id, on(date(2022, 4, 1)), Ending.LOST))
    await press(
        presiding,
        ORGANISATION,
        EditOffice(Office(SORIA, Text(SORIA)), Office(SORIA, Text("Mayor of Soria"))),
    )
    assert await reasons(presiding) == [
        "The mandate of “mayor-of-iriga” ends.",
        "The office “Mayor of Soria” is described anew.",
    ]
    assert (await rotation(presiding)).version == 3


async def test_what_is_not_published_has_no_number_to_give(presiding: House) -> None:
    other = replace(SECOND, begins=BUREAU.id)
    await press(presiding, BODY, SetTerm(ROTATION, SECOND, other))
    await press(presiding, ORGANISATION, EditMilestone(RETREAT, moved(RETREAT, days=1)))
    assert (await rotation(presiding)).version == 2
    assert (await rotation(presiding)).edited


async def test_of_two_houses_the_second_reissues_what_the_first_has_published(
    presiding: House, other_house: House
) -> None:
    await press(other_house, ORGANISATION, EditMilestone(BUREAU, moved(BUREAU, days=14)))
    await press(presiding, ORGANISATION, EditMilestone(RETREAT, moved(RETREAT, days=1)))
    known = await presiding.newest(BODY)
    assert known.body.rotations[ROTATION].version == 3
    await memory_is_the_record(known, presiding.database)


# ------------------------------------------------------------------------------ a meeting of ours


@pytest_asyncio.fixture
async def tied(presiding: House, council: Chamber) -> House:
    """The retreat is a meeting of ours that has two sittings."""
    for number, day in ((1, 21), (2, 22)):
        begins = datetime(2022, 2, day, 9, tzinfo=UTC)
        sitting = Sitting(
            SittingId(f"s{number}"),
            Text(f"Sitting {number}"),
            starts=begins,
            ends=begins + timedelta(hours=3),
        )
        await press(presiding, council.stream, AddSitting(sitting))
    await press(
        presiding, ORGANISATION, EditMilestone(RETREAT, replace(RETREAT, meeting="council", place="Kazan"))
    )
    return presiding


def known(house: Organisation, known_as: str = "retreat") -> Milestone:
    return house.milestones[MilestoneId(known_as)]


async def organisation(house: House) -> Organisation:
    state = (await house.newest(ORGANISATION)).state
    assert isinstance(state, Organisation)
    return state


async def test_a_milestone_that_is_a_meeting_has_its_days_and_sittings(tied: House) -> None:
    retreat = known(await organisation(tied))
    assert retreat.dating == Dating(date(2022, 2, 21), date(2022, 2, 22))
    assert retreat.ends == datetime(2022, 2, 22, 12, tzinfo=UTC)
    assert [sitting.id for sitting in retreat.sittings] == ["s1", "s2"]
    assert (retreat.precision, retreat.zone) == (Precision.EXACT, "Europe/Madrid")
    assert (await rotation(tied)).version == 2


async def test_when_the_meeting_is_planned_anew_the_milestone_and_the_rotation_follow(tied: House) -> None:
    retreat = known(await organisation(tied))
    was = Sitting(
        retreat.sittings[1].id,
        retreat.sittings[1].title,
        starts=retreat.sittings[1].starts,
        ends=retreat.sittings[1].ends,
    )
    later = datetime(2022, 2, 23, 15, tzinfo=UTC)
    now = replace(was, starts=later - timedelta(hours=1), ends=later)
    await press(tied, COUNCIL, EditSitting(was.id, was, now))
    assert known(await organisation(tied)).ends == later
    assert (await rotation(tied)).version == 3
    assert (await reasons(tied))[-1] == "The dates of “Retreat” have changed."
    for stream in (ORGANISATION, BODY, COUNCIL):
        await memory_is_the_record(await tied.chamber(stream), tied.database)


async def test_one_sitting_can_be_the_milestone(tied: House) -> None:
    retreat = known(await organisation(tied))
    await press(tied, ORGANISATION, EditMilestone(retreat, replace(retreat, sitting=retreat.sittings[0].id)))
    first = known(await organisation(tied))
    assert (first.dating, first.ends) == (on(date(2022, 2, 21)), retreat.sittings[0].ends)
    assert len(first.sittings) == 1


async def test_a_milestone_that_is_no_meeting_any_more_has_the_date_that_is_written(tied: House) -> None:
    retreat = known(await organisation(tied))
    written = replace(retreat, meeting="", dating=on(date(2022, 3, 1)))
    await press(tied, ORGANISATION, EditMilestone(retreat, written))
    now = known(await organisation(tied))
    assert (now.starts, now.ends, now.sittings) == (None, None, ())
    second = schedule((await rotation(tied)).draft, (await organisation(tied)).milestones)[1]
    assert second.begins.at == datetime(2022, 3, 1, 23, tzinfo=UTC)


async def test_a_milestone_follows_the_items_that_begin_its_sittings(tied: House) -> None:
    """A sitting of its own begins with the first item that has a fixed start, wherever that is moved."""
    meeting = (await tied.chamber(COUNCIL)).meeting
    await press(tied, COUNCIL, AddSitting(Sitting(SittingId("s3"), Text("Sitting 3"))))
    begins = datetime(2022, 2, 20, 23, 30, tzinfo=UTC)
    item = meeting.agenda.items[-1]
    await press(tied, COUNCIL, MoveItem(item.id, sitting=SittingId("s3")))
    item = (await tied.chamber(COUNCIL)).meeting.agenda.items[-1]
    was, now = particulars_of(item), replace(particulars_of(item), fixed_start=begins)
    await press(tied, COUNCIL, EditItem(item.id, was, now))
    assert known(await organisation(tied)).starts == begins
    assert known(await organisation(tied)).dating.earliest == date(2022, 2, 21)
    await press(tied, COUNCIL, MoveItem(item.id, sitting=SittingId("s1")))
    assert known(await organisation(tied)).starts == datetime(2022, 2, 21, 9, tzinfo=UTC)


async def test_a_milestone_is_in_the_zone_of_its_meeting(presiding: House, council: Chamber) -> None:
    """Also where that is put elsewhere, while only the days of its sittings are known."""
    sitting = Sitting(SittingId("s1"), Text("Sitting 1"), day=date(2022, 2, 21))
    await press(presiding, council.stream, AddSitting(sitting))
    await press(presiding, ORGANISATION, EditMilestone(RETREAT, replace(RETREAT, meeting="council")))
    called = council.meeting.convocation
    assert called
    await press(presiding, council.stream, EditMeeting(called, replace(called, zone="America/Bogota")))
    assert known(await organisation(presiding)).zone == "America/Bogota"


async def test_what_is_planned_of_a_milestone_refuses_no_sitting(tied: House) -> None:
    """The last begins after the only end that is known; the milestone says no end rather than a wrong one."""
    begins = datetime(2022, 2, 24, 9, tzinfo=UTC)
    await press(tied, COUNCIL, AddSitting(Sitting(SittingId("s3"), Text("Sitting 3"), starts=begins)))
    retreat = known(await organisation(tied))
    assert (retreat.dating.latest, retreat.ends) == (date(2022, 2, 24), None)


async def test_a_meeting_that_is_not_there_is_no_milestone(presiding: House) -> None:
    other = EditMilestone(BUREAU, replace(BUREAU, meeting="nowhere"))
    assert await refused(presiding, ORGANISATION, other) == "unknown_meeting"
    assert known(await organisation(presiding), "bureau") == BUREAU


# --------------------------------------------------------------- what is named has to be there


async def test_what_a_rotation_names_is_there(presiding: House) -> None:
    about = About(Text("Presidency"), ends=FORUM.id)
    nowhere = replace(about, ends=MilestoneId("nowhere"))
    cases: Sequence[tuple[Command, str]] = [
        (SetTerm(ROTATION, None, term("x", "nowhere", KAZAN)), "unknown_milestone"),
        (
            SetTerms(ROTATION, (FIRST, SECOND, LAST), (term("x", "council", PersonId("nobody")),)),  # type: ignore[arg-type]
            "unknown_office",
        ),
        (DescribeRotation(ROTATION, about, nowhere), "unknown_milestone"),
        (DescribeRotation(ROTATION, about, replace(about, over=("nowhere",))), "unknown_body"),
    ]
    for command, code in cases:
        assert await refused(presiding, BODY, command) == code


async def test_nobody_is_passed_over_without_a_word(presiding: House) -> None:
    to_last = Handover(HandoverId("h"), LAST.id, NINE)
    for there in (to_last, replace(to_last, term=None), replace(to_last, note=" ")):
        assert await refused(presiding, BODY, HandOver(ROTATION, there)) == "passed_over"
    await press(presiding, BODY, HandOver(ROTATION, replace(to_last, term=FIRST.id)))
    on = HandOver(ROTATION, replace(to_last, id=HandoverId("on")), FIRST.id)
    with pytest.raises(Refusal) as said:
        await press(presiding, BODY, on)
    assert said.value.facts == {"offices": Text("mayor-of-iriga and mayor-of-soria")}
    await press(presiding, BODY, replace(on, handover=replace(on.handover, note="They have both declined.")))
    body = (await presiding.chamber(BODY)).body
    assert [one.term for one in body.rotations[ROTATION].handed_over] == [FIRST.id, LAST.id]


async def test_two_milestones_of_one_number_are_not_published(presiding: House) -> None:
    beside = replace(milestone("beside", 5), sequence=BUREAU.sequence)
    await press(presiding, ORGANISATION, EnterMilestone(beside))
    await press(presiding, BODY, SetTerm(ROTATION, None, term("x", "beside", KAZAN)))
    assert await refused(presiding, BODY, PublishRotation(ROTATION, 1)) == "sequence_taken"


async def test_a_milestone_where_anything_begins_or_ends_is_not_struck(presiding: House) -> None:
    for used in (BUREAU, FORUM):
        assert await refused(presiding, ORGANISATION, StrikeMilestone(used.id)) == "milestone_in_use"
    other = milestone("other", 9)
    await press(presiding, ORGANISATION, EnterMilestone(other))
    await press(presiding, ORGANISATION, StrikeMilestone(other.id))
    assert other.id not in (await organisation(presiding)).milestones
