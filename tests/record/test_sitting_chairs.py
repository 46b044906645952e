"""A sitting's chair is named in words; where these are an office, its holder chairs, by the record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.belonging.dating import Period, on
from models.belonging.offices import Ending, Mandate, MandateId, Office, OfficeId
from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter, stream_of
from models.meeting import Meeting
from models.organisation import ORGANISATION
from models.planning.sitting import Sitting, SittingId
from models.procedure import Command, PersonId, StreamId
from models.rules.bodies import EnterBody, FoundBody
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting
from models.rules.offices import EndMandate, EnterMandate, EnterOffice
from models.rules.programme import AddSitting, EditSitting, ImportAgenda
from models.text import Text
from server.acts import carry_out
from server.chamber import Chamber
from server.house import House
from tests.record.acts import NINE, asked, draft, memory_is_the_record

BODY, CALLED = BodyId("bureau"), StreamId("meeting-called")
KAZAN, SORIA = OfficeId("mayor-of-kazan"), OfficeId("mayor-of-soria")
ILSUR, NATALIA = PersonId("ilsur"), PersonId("natalia")
TODAY = NINE.date()
FIRST = Sitting(SittingId("first"), Text("First segment"), day=TODAY)


@pytest.fixture
async def meeting(house: House) -> Chamber:
    """A drafted meeting of a body, in an organisation with two offices, one of which is held."""
    organisation = await house.chamber(ORGANISATION)
    for command in (
        EnterOffice(Office(KAZAN, Text("Mayor of Kazan", "Maire de Kazan"))),
        EnterOffice(Office(SORIA, Text("Mayor of Soria"))),
        EnterMandate(Mandate(MandateId("ilsur"), KAZAN, ILSUR)),
    ):
        await organisation.submit(asked(command))
    charter = Charter(BODY, Text("Executive Bureau"), BodyKind.BUREAU)
    drafted = draft(CALLED)
    of = replace(
        drafted,
        convocation=replace(drafted.convocation, of=BODY),
        sittings=(FIRST,),
        items=tuple(replace(item, sitting=FIRST.id) for item in drafted.items),
    )
    await house.together(
        [(ORGANISATION, asked(EnterBody(BODY))), (stream_of(BODY), asked(FoundBody(charter)))]
    )
    await house.together([(ORGANISATION, asked(EnterMeeting(CALLED, CALLED))), (CALLED, asked(of))])
    return await house.chamber(CALLED)


async def pressed(house: House, meeting: Chamber, *commands: Command) -> Meeting:
    for command in commands:
        await carry_out(house, meeting, asked(command))
    await memory_is_the_record(meeting, house.database)
    return meeting.meeting


def called(words: str) -> EditSitting:
    return EditSitting(FIRST.id, FIRST, replace(FIRST, chair=words))


def the_first(meeting: Chamber) -> Sitting:
    found = meeting.meeting.sitting(FIRST.id)
    assert found
    return found


@pytest.mark.parametrize("words", ["Mayor of Kazan", " mayor  of KAZAN", "Maire de Kazan"])
async def test_a_chair_in_words_is_the_office_of_that_title(
    house: House, meeting: Chamber, words: str
) -> None:
    await pressed(house, meeting, called(words), ConveneMeeting())
    assert the_first(meeting).chair_office == KAZAN
    assert meeting.meeting.actor(ILSUR).roles == {Role.CHAIR, Role.OBSERVER}


async def test_other_words_stay_words(house: House, meeting: Chamber) -> None:
    organisation = await house.chamber(ORGANISATION)
    await organisation.submit(asked(EnterOffice(Office(OfficeId("other"), Text("Mayor of Soria")))))
    for words in ("a Vice-President", "Mayor of Soria"):  # two are called so
        sitting = replace(FIRST, id=SittingId(words[:3]), chair=words)
        told = await pressed(house, meeting, AddSitting(sitting))
        assert told.sitting(sitting.id) == sitting


async def test_new_words_name_another_and_the_rest_of_the_sitting_leaves_it_alone(
    house: House, meeting: Chamber
) -> None:
    await pressed(house, meeting, called("Mayor of Kazan"))
    was = the_first(meeting)
    await pressed(house, meeting, EditSitting(FIRST.id, was, replace(was, place="Room 2")))
    assert the_first(meeting).chair_office == KAZAN
    await pressed(house, meeting, EditSitting(FIRST.id, was, replace(was, chair="Mayor of Soria")))
    assert the_first(meeting).chair_office == SORIA
    was = the_first(meeting)
    await pressed(house, meeting, EditSitting(FIRST.id, was, replace(was, chair="somebody")))
    assert the_first(meeting).chair_office is None


async def test_what_was_words_when_it_was_written_is_looked_up_when_it_is_edited(
    house: House, meeting: Chamber
) -> None:
    await pressed(house, meeting, called("Mayor of Iriga"))
    organisation = await house.chamber(ORGANISATION)
    await organisation.submit(asked(EnterOffice(Office(OfficeId("iriga"), Text("Mayor of Iriga")))))
    was = the_first(meeting)
    assert was.chair_office is None
    await pressed(house, meeting, EditSitting(FIRST.id, was, was))
    assert the_first(meeting).chair_office == "iriga"


async def test_an_office_by_its_id_brings_its_title(house: House, meeting: Chamber) -> None:
    sittings = (replace(FIRST, chair_office=KAZAN),)
    await pressed(house, meeting, ImportAgenda(sittings=sittings, instead=True))
    assert the_first(meeting).chair == "Mayor of Kazan"
    was = the_first(meeting)
    await pressed(house, meeting, EditSitting(FIRST.id, was, replace(was, chair_office=SORIA)))
    assert the_first(meeting).chair == "Mayor of Soria"


async def test_whoever_succeeds_chairs_in_the_act_that_says_so(house: House, meeting: Chamber) -> None:
    await pressed(house, meeting, called("Mayor of Kazan"), ConveneMeeting())
    organisation = await house.chamber(ORGANISATION)
    yesterday = on(TODAY - timedelta(days=1))
    await carry_out(house, organisation, asked(EndMandate(MandateId("ilsur"), yesterday, Ending.COMPLETED)))
    assert not meeting.meeting.actor(ILSUR).roles
    await organisation.submit(
        asked(EnterMandate(Mandate(MandateId("natalia"), KAZAN, NATALIA, Period(yesterday))))
    )
    assert meeting.meeting.actor(NATALIA).roles == {Role.CHAIR, Role.OBSERVER}
    await memory_is_the_record(meeting, house.database)
