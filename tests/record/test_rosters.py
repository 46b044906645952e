"""What changes a body changes its convened meetings, in one transaction, whoever else is at work (DESIGN §2.6)."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.belonging.dating import Period, on
from models.belonging.membership import Member, MemberId
from models.belonging.offices import Ending, Mandate, MandateId, Office, OfficeId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.belonging.roles import Role
from models.belonging.roster import Roster, RosterTaken, SeatChanged
from models.belonging.seating import roster_of
from models.body import BodyId, BodyKind, Charter, Rules, stream_of
from models.organisation import ORGANISATION, Organisation
from models.planning.sitting import Sitting, SittingId
from models.procedure import Command, PersonId, Refusal, StreamId
from models.rules.bodies import (
    EditCharter,
    EditMember,
    EnterBody,
    EnterMember,
    FoundBody,
    RemoveMember,
    SetRules,
)
from models.rules.calendar import EnterMeeting
from models.rules.conduct import (
    CloseMeeting,
    ConveneMeeting,
    EditMeeting,
    OpenMeeting,
    ReopenMeeting,
    ResumeMeeting,
    SuspendMeeting,
)
from models.rules.offices import EndMandate, EnterMandate, EnterOffice
from models.rules.posts import Appoint
from models.rules.programme import AddSitting, EditSitting
from models.rules.roles import GrantRole
from models.rules.roster import TakeRoster
from models.text import Text
from server.chamber import Chamber
from server.house import House
from tests.record.acts import NINE, Fails, Meddled, World, asked, draft, memory_is_the_record

BODY = BodyId("world-council")
BUREAU = BodyId("bureau")
CALLED, LATER, BARE = (StreamId(f"meeting-{name}") for name in ("called", "later", "bare"))
KAZAN = Member(MemberId("kazan"), Text("Kazan"))
IRIGA = Member(MemberId("iriga"), Text("Iriga"))
MAYOR = OfficeId("mayor-of-kazan")
ILSUR, NATALIA, SECRETARY = PersonId("ilsur"), PersonId("natalia"), PersonId("body-secretary")
TODAY = NINE.date()
SINCE = Period(on(date(2020, 1, 1)))
PATIENCE = 20  # seconds; what takes longer is waiting for itself


@pytest.fixture
async def council(house: House) -> Chamber:
    """A body of two, one of whose delegates is a mayor; its secretary is nobody in its meetings."""
    await found(house, BODY)
    organisation, body = await house.chamber(ORGANISATION), await house.chamber(stream_of(BODY))
    for command in (
        EnterOffice(Office(MAYOR, Text("Mayor of Kazan"))),
        EnterMandate(Mandate(MandateId("ilsur"), MAYOR, ILSUR, SINCE)),
    ):
        await organisation.submit(asked(command))
    for command in (
        GrantRole(SECRETARY, Role.SECRETARIAT),
        EnterMember(KAZAN),
        EnterMember(IRIGA),
        Appoint(Appointment(AppointmentId("1"), Post.DELEGATE, office=MAYOR, member=KAZAN.id, period=SINCE)),
    ):
        await body.submit(asked(command))
    return body


async def found(house: House, body: BodyId) -> None:
    charter = Charter(body, Text(body), BodyKind.COUNCIL)
    await house.together(
        [(ORGANISATION, asked(EnterBody(body))), (stream_of(body), asked(FoundBody(charter)))]
    )


async def a_meeting(
    house: House, stream: StreamId = CALLED, of: BodyId | None = BODY, *more: Command
) -> Chamber:
    """A drafted meeting of a body; then what more is pressed."""
    drafted = draft(stream)
    convocation = replace(drafted.convocation, of=of)
    await house.together(
        [
            (ORGANISATION, asked(EnterMeeting(stream, stream))),
            (stream, asked(replace(drafted, convocation=convocation))),
        ]
    )
    chamber = await house.chamber(stream)
    for command in more:
        await chamber.submit(asked(command))
    return chamber


@pytest.fixture
async def meeting(house: House, council: Chamber) -> Chamber:
    return await a_meeting(house, CALLED, BODY, ConveneMeeting())


async def in_step(house: House, *meetings: Chamber, at: date = TODAY) -> None:
    """The roster is what body and offices tell, by the record; and so is everything in memory."""
    streams = {ORGANISATION, stream_of(BODY), *(chamber.stream for chamber in meetings)}
    chambers = {stream: await house.chamber(stream) for stream in streams}
    for chamber in chambers.values():
        async with chamber.lock:
            await chamber.catch_up()
        await memory_is_the_record(chamber, house.database)
    organisation = chambers[ORGANISATION].state
    assert isinstance(organisation, Organisation)
    for chamber in meetings:
        assert chamber.meeting.roster == roster_of(chambers[stream_of(BODY)].body, organisation.offices, at)


def delegates(chamber: Chamber) -> list[PersonId | None]:
    assert chamber.meeting.roster
    return [seat.delegate for seat in chamber.meeting.roster.seats]


def edit(member: Member, **now: object) -> EditMember:
    return EditMember(member, replace(member, **now))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ convening


async def test_a_meeting_that_is_convened_takes_its_roster_in_the_same_act(
    house: House, council: Chamber, meddled: Meddled
) -> None:
    called = await a_meeting(house)
    assert called.meeting.roster is None
    before, entries = meddled.transactions, called.state.seq
    receipt = await called.submit(asked(ConveneMeeting()))
    assert (receipt.seq, called.state.seq) == (entries + 1, entries + 2)
    assert meddled.transactions == before + 1
    assert isinstance(called.entries[-1].event, RosterTaken)
    assert delegates(called) == [None, ILSUR]
    assert called.meeting.actor(ILSUR).roles == {Role.DELEGATE}
    await in_step(house, called)


async def test_a_meeting_of_no_known_body_has_none(house: House, council: Chamber) -> None:
    bare = await a_meeting(house, BARE, None, ConveneMeeting())
    assert bare.meeting.roster is None
    await council.submit(asked(edit(IRIGA, country="Philippines")))
    assert bare.meeting.roster is None


async def test_convening_sent_again_happens_once(house: House, council: Chamber) -> None:
    called = await a_meeting(house)
    first, again = [await called.submit(asked(ConveneMeeting(), id="convene")) for _ in range(2)]
    assert first == again
    assert [type(entry.event) for entry in called.entries].count(RosterTaken) == 1


async def test_a_refused_convening_takes_no_roster(house: House, council: Chamber, meeting: Chamber) -> None:
    seq = meeting.state.seq
    with pytest.raises(Refusal) as refused:
        await meeting.submit(asked(ConveneMeeting()))
    assert refused.value.code == "not_a_draft"
    assert meeting.state.seq == seq


async def test_a_meeting_that_finds_its_body_later_takes_the_roster_then(
    house: House, council: Chamber
) -> None:
    bare = await a_meeting(house, BARE, None, ConveneMeeting())
    was = bare.meeting.convocation
    assert was
    await bare.submit(asked(EditMeeting(was, replace(was, of=BODY))))
    await in_step(house, bare)


async def test_there_has_to_be_such_a_body(house: House, council: Chamber) -> None:
    bare = await a_meeting(house, BARE, None)
    was = bare.meeting.convocation
    assert was
    with pytest.raises(Refusal) as refused:
        await bare.submit(asked(EditMeeting(was, replace(was, of=BodyId("nowhere")))))
    assert refused.value.code == "unknown_body"
    with pytest.raises(Refusal) as refused:
        await a_meeting(house, CALLED, BodyId("nowhere"))
    assert refused.value.code == "unknown_body"
    assert stream_of(BodyId("nowhere")) not in house.chambers
    assert not bare.lock.locked()


async def test_who_calls_a_meeting_of_a_body_is_of_its_secretariat(house: House, council: Chamber) -> None:
    bare = await a_meeting(house, BARE, None, GrantRole(PersonId("guest"), Role.SECRETARIAT))
    await bare.submit(asked(GrantRole(SECRETARY, Role.SECRETARIAT)))
    was = bare.meeting.convocation
    assert was
    press = EditMeeting(was, replace(was, of=BODY))
    with pytest.raises(Refusal) as refused:
        await bare.submit(asked(press, by="guest"))
    assert refused.value.code == "not_permitted"
    await bare.submit(asked(press, by=SECRETARY))
    assert bare.meeting.convocation == press.now


# --------------------------------------------------------------------------------- what the body changes


async def test_what_changes_a_member_changes_the_seat_in_one_transaction(
    house: House, council: Chamber, meeting: Chamber, meddled: Meddled
) -> None:
    """By the body's secretary, who has no role in the meeting: there it is a consequence."""
    before = meddled.transactions
    await council.submit(asked(edit(IRIGA, fees_paid_to=2020), by=SECRETARY))
    assert meddled.transactions == before + 1
    last = meeting.entries[-1]
    assert isinstance(last.event, SeatChanged)
    assert (last.event.seat.fees_paid_to, last.by, last.behalf) == (2020, SECRETARY, None)
    await in_step(house, meeting)


async def test_rules_members_posts_and_the_name_come_along(
    house: House, council: Chamber, meeting: Chamber
) -> None:
    charter = council.body.charter
    assert charter
    for command in (
        SetRules(Rules(), Rules(notice_days=21)),
        EnterMember(Member(MemberId("soria"), Text("Soria"))),
        RemoveMember(IRIGA.id),
        Appoint(Appointment(AppointmentId("2"), Post.CO_CHAIR, person=NATALIA, period=SINCE)),
        EditCharter(charter, replace(charter, name=Text("Council of the World"))),
    ):
        await council.submit(asked(command))
        await in_step(house, meeting)
    assert meeting.meeting.rules == Rules(notice_days=21)
    assert meeting.meeting.actor(NATALIA).roles == {Role.CHAIR}


async def test_whose_mandate_ends_loses_the_role_in_the_same_act(
    house: House, council: Chamber, meeting: Chamber
) -> None:
    organisation = await house.chamber(ORGANISATION)
    await organisation.submit(asked(EndMandate(MandateId("ilsur"), on(TODAY), Ending.COMPLETED)))
    assert meeting.meeting.actor(ILSUR).roles == set()
    await in_step(house, meeting)
    follows = Mandate(MandateId("natalia"), MAYOR, NATALIA, Period(on(TODAY)))
    await organisation.submit(asked(EnterMandate(follows)))
    assert meeting.meeting.actor(NATALIA).roles == {Role.DELEGATE}
    await in_step(house, meeting)


async def test_what_changes_nothing_in_a_meeting_leaves_its_record_alone(
    house: House, council: Chamber, meeting: Chamber
) -> None:
    seq = meeting.state.seq
    await (await house.chamber(ORGANISATION)).submit(
        asked(EnterOffice(Office(OfficeId("other"), Text("Other"))))
    )
    await council.submit(asked(GrantRole(PersonId("somebody"), Role.SECRETARIAT)))
    assert meeting.state.seq == seq


async def test_drafts_closed_meetings_and_other_bodies_meetings_stay_as_they_are(
    house: House, council: Chamber
) -> None:
    await found(house, BUREAU)
    drafted = await a_meeting(house, CALLED, BODY)
    closed = await a_meeting(house, LATER, BODY, ConveneMeeting(), OpenMeeting(), CloseMeeting())
    other = await a_meeting(house, BARE, BUREAU, ConveneMeeting())
    before = [chamber.state for chamber in (drafted, closed, other)]
    await council.submit(asked(edit(IRIGA, fees_paid_to=2020)))
    assert [chamber.state for chamber in (drafted, closed, other)] == before
    await closed.submit(asked(ReopenMeeting()))
    await in_step(house, closed)


async def test_several_meetings_follow_together(house: House, council: Chamber, meeting: Chamber) -> None:
    later = await a_meeting(house, LATER, BODY, ConveneMeeting(), OpenMeeting())
    await council.submit(asked(edit(KAZAN, suspended="by the Executive Bureau")))
    await in_step(house, meeting, later)


async def test_an_act_whose_commit_fails_leaves_nothing_in_any_stream(
    house: House, council: Chamber, meeting: Chamber, meddled: Meddled
) -> None:
    before = council.state, meeting.state
    meddled.on_commit = Fails()
    with pytest.raises(OSError, match="the disk is full"):
        await council.submit(asked(edit(IRIGA, fees_paid_to=2020)))
    assert (council.state, meeting.state) == before
    await council.submit(asked(edit(IRIGA, fees_paid_to=2020)))
    await in_step(house, meeting)


async def test_a_roster_by_hand_takes_the_role_in_the_meeting(council: Chamber, meeting: Chamber) -> None:
    assert meeting.meeting.roster
    empty = Roster(BODY, meeting.meeting.roster.name)
    with pytest.raises(Refusal) as refused:
        await meeting.submit(asked(TakeRoster(empty), by=SECRETARY))
    assert refused.value.code == "not_permitted"


# ------------------------------------------------------------------------------------------------- its days


async def test_the_roster_is_that_of_the_meetings_first_day_and_moves_with_it(
    house: House, council: Chamber
) -> None:
    organisation = await house.chamber(ORGANISATION)
    end = TODAY + timedelta(days=30)
    await organisation.submit(asked(EndMandate(MandateId("ilsur"), on(end), Ending.COMPLETED)))
    soon = Sitting(SittingId("s"), Text("Sitting"), day=end - timedelta(days=1))
    called = await a_meeting(house, CALLED, BODY, AddSitting(soon), ConveneMeeting())
    assert delegates(called) == [None, ILSUR]
    postponed = EditSitting(soon.id, soon, replace(soon, day=end))
    await called.submit(asked(postponed))
    assert delegates(called) == [None, None]
    await in_step(house, called, at=end)


async def test_a_meeting_of_several_days_resumes_with_that_days_roster(
    house: House, council: Chamber, world: World
) -> None:
    days = [TODAY, TODAY + timedelta(days=2)]
    sittings = [AddSitting(Sitting(SittingId(f"{day}"), Text(f"{day}"), day=day)) for day in days]
    organisation = await house.chamber(ORGANISATION)
    end = TODAY + timedelta(days=1)
    await organisation.submit(asked(EndMandate(MandateId("ilsur"), on(end), Ending.COMPLETED)))
    called = await a_meeting(
        house, CALLED, BODY, *sittings, ConveneMeeting(), OpenMeeting(), SuspendMeeting()
    )
    assert delegates(called) == [None, ILSUR]
    await called.submit(asked(ResumeMeeting(), at=NINE + timedelta(days=1)))
    assert delegates(called) == [None, None]


# ------------------------------------------------------------------------------------------ several at once


async def test_two_who_edit_one_body_at_once_both_reach_its_meetings(
    house: House, council: Chamber, meeting: Chamber
) -> None:
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(
            council.submit(asked(edit(IRIGA, fees_paid_to=2020))),
            council.submit(asked(edit(KAZAN, country="Russian Federation"))),
        )
    await in_step(house, meeting)


async def test_whatever_is_pressed_at_once_at_every_door_the_meetings_are_in_step(
    house: House, council: Chamber, meeting: Chamber
) -> None:
    organisation = await house.chamber(ORGANISATION)
    later = await a_meeting(house, LATER)
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(
            *(council.submit(asked(EnterMember(Member(MemberId(f"{n}"), Text(f"{n}"))))) for n in range(10)),
            *(meeting.submit(asked(GrantRole(PersonId(f"guest {n}"), Role.OBSERVER))) for n in range(10)),
            organisation.submit(asked(EndMandate(MandateId("ilsur"), on(TODAY), Ending.COMPLETED))),
            later.submit(asked(ConveneMeeting())),
        )
    await in_step(house, meeting, later)


async def test_two_processes_edit_one_body_and_its_meetings_hear_of_both(
    house: House, other_house: House, council: Chamber, meeting: Chamber
) -> None:
    """The second is behind in all three streams: it reads them, decides again, and works the roster out again."""
    if house.database.is_sqlite:
        return  # there is one process on an SQLite file: the folder is held
    theirs = await other_house.chamber(stream_of(BODY))
    await council.submit(asked(edit(IRIGA, fees_paid_to=2020)))
    await theirs.submit(asked(edit(KAZAN, country="Russian Federation")))
    await in_step(other_house, await other_house.chamber(CALLED))
    await in_step(house, meeting)


async def test_two_processes_at_once(
    house: House, other_house: House, council: Chamber, meeting: Chamber
) -> None:
    """Members here, a mandate there, and a meeting that is convened meanwhile: nothing is read that has passed."""
    if house.database.is_sqlite:
        return  # there is one process on an SQLite file: the folder is held
    later = await a_meeting(house, LATER)
    theirs = {stream: await other_house.chamber(stream) for stream in (ORGANISATION, stream_of(BODY), LATER)}
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(
            *(council.submit(asked(EnterMember(Member(MemberId(f"{n}"), Text(f"{n}"))))) for n in range(5)),
            *(
                theirs[stream_of(BODY)].submit(asked(EnterMember(Member(MemberId(f"t{n}"), Text(f"t{n}")))))
                for n in range(5)
            ),
            theirs[ORGANISATION].submit(asked(EndMandate(MandateId("ilsur"), on(TODAY), Ending.COMPLETED))),
            theirs[LATER].submit(asked(ConveneMeeting())),
        )
    await in_step(house, meeting, later)
    await in_step(other_house, *[await other_house.chamber(stream) for stream in (CALLED, LATER)])


async def test_a_meeting_that_another_process_has_convened_meanwhile_follows_too(
    house: House, other_house: House, council: Chamber
) -> None:
    if house.database.is_sqlite:
        return  # there is one process on an SQLite file: the folder is held
    await a_meeting(house)
    await (await other_house.chamber(CALLED)).submit(asked(ConveneMeeting()))
    await council.submit(asked(edit(IRIGA, fees_paid_to=2020)))
    await in_step(house, await house.chamber(CALLED))


async def test_after_a_restart_everything_is_as_it_was(
    house: House, council: Chamber, meeting: Chamber, meddled: Meddled
) -> None:
    restarted = House(meddled, house.world)
    assert (await restarted.chamber(CALLED)).state == meeting.state
    await (await restarted.chamber(stream_of(BODY))).submit(asked(edit(IRIGA, fees_paid_to=2020)))
    await in_step(restarted, await restarted.chamber(CALLED))
