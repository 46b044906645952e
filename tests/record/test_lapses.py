"""A function kept after a lost mandate ends in the act that opens a meeting of the Executive Bureau (DOMAIN §3)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.belonging.dating import Period, on
from models.belonging.offices import Ending, Mandate, MandateId, Office, OfficeId
from models.belonging.posts import Appointment, AppointmentEnded, AppointmentId, Post
from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter, stream_of
from models.organisation import ORGANISATION
from models.procedure import PersonId, StreamId
from models.rules.bodies import EnterBody, FoundBody
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting, OpenMeeting
from models.rules.offices import EndMandate, EnterMandate, EnterOffice
from models.rules.posts import Appoint
from models.text import Text
from server.acts import carry_out
from server.chamber import Chamber
from server.house import House
from tests.record.acts import NINE, Fails, Meddled, asked, draft, memory_is_the_record

PRESIDENCY, BUREAU = BodyId("presidency"), BodyId("bureau")
KINDS = {PRESIDENCY: BodyKind.PRESIDENCY, BUREAU: BodyKind.BUREAU}
MAYOR, ILSUR, ANN = OfficeId("mayor-of-kazan"), PersonId("ilsur"), PersonId("ann")
SINCE = Period(on(date(2020, 1, 1)))
TODAY = NINE.date()
PRESIDENT = Appointment(AppointmentId("president"), Post.PRESIDENT, MAYOR, period=SINCE)


@pytest.fixture
async def lost(house: House) -> Chamber:
    """The Presidency, whose president lost the mandate a week ago and is president still; the Bureau has a chair."""
    organisation = await house.chamber(ORGANISATION)
    for body, kind in KINDS.items():
        founding = FoundBody(Charter(body, Text(body), kind))
        await house.together([(ORGANISATION, asked(EnterBody(body))), (stream_of(body), asked(founding))])
    for command in (
        EnterOffice(Office(MAYOR, Text("Mayor of Kazan"))),
        EnterMandate(Mandate(MandateId("ilsur"), MAYOR, ILSUR, SINCE)),
    ):
        await organisation.submit(asked(command))
    presidency = await house.chamber(stream_of(PRESIDENCY))
    await presidency.submit(asked(Appoint(PRESIDENT)))
    chair = Appointment(AppointmentId("chair"), Post.CHAIR, person=ANN, period=SINCE)
    await (await house.chamber(stream_of(BUREAU))).submit(asked(Appoint(chair)))
    ended = EndMandate(MandateId("ilsur"), on(TODAY - timedelta(days=7)), Ending.LOST)
    await carry_out(house, organisation, asked(ended))
    return presidency


async def convened(house: House, name: str, of: BodyId) -> Chamber:
    stream, drafted = StreamId(f"meeting-{name}"), draft(name)
    called = replace(drafted, convocation=replace(drafted.convocation, of=of))
    await house.together([(ORGANISATION, asked(EnterMeeting(stream, name))), (stream, asked(called))])
    meeting = await house.chamber(stream)
    await meeting.submit(asked(ConveneMeeting()))
    return meeting


async def test_it_ends_when_the_bureau_meets_in_that_act(
    house: House, lost: Chamber, meddled: Meddled
) -> None:
    bureau, beside = await convened(house, "bureau", BUREAU), await convened(house, "beside", PRESIDENCY)
    assert lost.body.appointments[PRESIDENT.id].person == ILSUR
    assert beside.meeting.actor(ILSUR).roles == {Role.CHAIR}
    before = meddled.transactions
    await carry_out(house, bureau, asked(OpenMeeting(), by=ANN))  # who has no role in the Presidency
    assert meddled.transactions == before + 1
    last = lost.entries[-1]
    assert last.event == AppointmentEnded(PRESIDENT.id, on(TODAY), Ending.LOST)
    assert (last.by, last.behalf) == (ANN, None)
    assert beside.meeting.actor(ILSUR).roles == set(), "and the meetings of that body hear it"
    for chamber in (bureau, beside, lost):
        await memory_is_the_record(chamber, house.database)


async def test_it_ends_once(house: House, lost: Chamber) -> None:
    first, second = [await convened(house, name, BUREAU) for name in ("first", "second")]
    await carry_out(house, first, asked(OpenMeeting(), by=ANN, id="press"))
    seq = lost.state.seq
    await carry_out(house, first, asked(OpenMeeting(), by=ANN, id="press"))
    await carry_out(house, second, asked(OpenMeeting(), by=ANN))
    assert lost.state.seq == seq


async def test_other_meetings_leave_it(house: House, lost: Chamber) -> None:
    other = await convened(house, "other", PRESIDENCY)
    await carry_out(house, other, asked(OpenMeeting()))
    await convened(house, "bureau", BUREAU)  # called, and not yet opened
    assert lost.body.appointments[PRESIDENT.id].ending is None


async def test_where_the_commit_fails_nothing_has_ended(
    house: House, lost: Chamber, meddled: Meddled
) -> None:
    bureau = await convened(house, "bureau", BUREAU)
    before = bureau.state, lost.state
    meddled.on_commit = Fails()
    with pytest.raises(OSError, match="the disk is full"):
        await carry_out(house, bureau, asked(OpenMeeting(), by=ANN))
    assert (bureau.state, lost.state) == before
