"""Offices and mandates: entered, corrected and ended by the rules, and who holds an office on a day."""

from datetime import UTC, date, datetime

import pytest

from models.belonging.dating import Answer, Dating, Period, dated
from models.belonging.offices import (
    Ending,
    Holding,
    Mandate,
    MandateEdited,
    MandateEnded,
    MandateEntered,
    MandateId,
    MandateStruck,
    Office,
    OfficeEdited,
    OfficeEntered,
    OfficeId,
    Offices,
    Section,
    SectionEntered,
    SectionId,
)
from models.organisation import Organisation, replay
from models.procedure import OPERATOR, Command, CommandId, Entry, Event, PersonId, Refusal, Submission
from models.rules.decide import decide
from models.rules.offices import (
    EditMandate,
    EditOffice,
    EndMandate,
    EnterMandate,
    EnterOffice,
    EnterSection,
    ImportOffices,
    StrikeMandate,
)
from models.text import Text

NOW = datetime(2022, 1, 1, tzinfo=UTC)
AFRICA = Section(SectionId("africa"), Text("Africa"))
MAYOR = Office(OfficeId("mayor"), Text("Mayor of Rabat"), "Rabat", "Morocco", AFRICA.id, "Africa/Casablanca")
ANA, BEN = PersonId("ana"), PersonId("ben")


def period(since: str = "", until: str = "") -> Period:
    return Period(dated(since), dated(until) if until else None)


def mandate(known_as: str, person: PersonId, since: str = "", until: str = "") -> Mandate:
    return Mandate(MandateId(known_as), MAYOR.id, person, period(since, until))


FIRST = mandate("1", ANA, "2015", "2019-06")
SECOND = mandate("2", BEN, "2019-06-20")


def told(*events: Event) -> Organisation:
    return replay(Entry(seq, NOW, OPERATOR, event) for seq, event in enumerate(events, 1))


KNOWN = told(SectionEntered(AFRICA), OfficeEntered(MAYOR), MandateEntered(FIRST), MandateEntered(SECOND))


def decided(command: Command, state: Organisation = KNOWN) -> tuple[Event, ...]:
    return decide(state, Submission(CommandId("1"), OPERATOR, NOW, command))


def refused(command: Command, state: Organisation = KNOWN) -> str:
    with pytest.raises(Refusal) as refusal:
        decided(command, state)
    return refusal.value.code


# ------------------------------------------------------------------------------------------ who holds it


@pytest.mark.parametrize(
    ("day", "holding"),
    [
        (date(2014, 12, 31), Holding(Answer.NOT_KNOWN)),  # somebody held it, and nobody has said who
        (date(2015, 6, 1), Holding(Answer.NOT_KNOWN, listed=(ANA,))),
        (date(2016, 1, 1), Holding(Answer.YES, ANA, FIRST.id)),
        (date(2019, 6, 10), Holding(Answer.NOT_KNOWN, listed=(ANA,))),
        (date(2019, 6, 20), Holding(Answer.YES, BEN, SECOND.id)),
        (date(2022, 5, 3), Holding(Answer.YES, BEN, SECOND.id)),
    ],
)
def test_who_holds_an_office_on_a_day_has_one_answer(day: date, holding: Holding) -> None:
    assert KNOWN.offices.holder(MAYOR.id, day) == holding


def test_after_the_last_mandate_nobody_has_said_who_holds_it() -> None:
    over = told(OfficeEntered(MAYOR), MandateEntered(FIRST)).offices
    assert over.holder(MAYOR.id, date(2022, 5, 3)) == Holding(Answer.NOT_KNOWN)
    assert over.holder(OfficeId("another"), date(2022, 5, 3)) == Holding(Answer.NOT_KNOWN)
    assert over.holder(None, date(2022, 5, 3)) == Holding(Answer.NOT_KNOWN)


def test_a_mandate_that_was_struck_never_was() -> None:
    events = decided(StrikeMandate(SECOND.id))
    assert events == (MandateStruck(SECOND.id),)
    left = Offices().after(OfficeEntered(MAYOR)).after(MandateEntered(SECOND)).after(events[0])
    assert left.mandates == ()


def test_whether_a_time_in_office_had_begun() -> None:
    offices = KNOWN.offices
    days = (date(2014, 1, 1), date(2015, 6, 1), date(2020, 1, 1))
    assert [offices.begun(MAYOR.id, ANA, day) for day in days] == [Answer.NO, Answer.NOT_KNOWN, Answer.YES]
    assert offices.begun(MAYOR.id, PersonId("cy"), days[0]) is Answer.YES


# ------------------------------------------------------------------------------------------------- rules


def test_entering_and_correcting() -> None:
    renamed = Section(AFRICA.id, Text("Africa", "Afrique"))
    assert decided(EnterSection(renamed)) == (SectionEntered(renamed),)
    french = Office(MAYOR.id, Text("Mayor of Rabat", "Maire de Rabat"), "Rabat", "Morocco", AFRICA.id)
    edited = EditOffice(MAYOR, Office(MAYOR.id, french.title, "Rabat", "Morocco", AFRICA.id, MAYOR.zone))
    assert decided(edited) == (OfficeEdited(edited.now),)
    later = mandate("2", BEN, "2019-07")
    assert decided(EditMandate(SECOND, later)) == (MandateEdited(later),)
    [ended] = decided(EndMandate(SECOND.id, dated("2021-09"), Ending.LOST))
    assert ended == MandateEnded(SECOND.id, dated("2021-09"), Ending.LOST)
    over = KNOWN.offices.after(ended).mandate(SECOND.id)
    assert (over.period, over.ending) == (period("2019-06-20", "2021-09"), Ending.LOST)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (EnterSection(AFRICA), "nothing_changed"),
        (EnterSection(Section(SectionId("x"), Text())), "no_title"),
        (EnterOffice(MAYOR), "id_taken"),
        (EnterOffice(Office(OfficeId(""), Text("Mayor"))), "id_taken"),
        (EnterOffice(Office(OfficeId("x"), Text())), "no_title"),
        (EnterOffice(Office(OfficeId("x"), Text("Mayor"), section=SectionId("moon"))), "unknown_section"),
        (EnterOffice(Office(OfficeId("x"), Text("Mayor"), zone="Europe/Madird")), "unknown_zone"),
        (EditOffice(MAYOR, MAYOR), "nothing_changed"),
        (EditOffice(MAYOR, Office(OfficeId("x"), Text("Mayor"))), "unknown_office"),
        (EnterMandate(FIRST), "id_taken"),
        (EnterMandate(mandate("3", ANA, "2021", "2020")), "ends_first"),
        (EnterMandate(mandate("3", ANA, "2020", "2021")), "mandates_overlap"),
        (EnterMandate(Mandate(MandateId("3"), OfficeId("x"), ANA)), "unknown_office"),
        (EditMandate(SECOND, mandate("2", BEN, "2018")), "mandates_overlap"),
        (EditMandate(SECOND, SECOND), "nothing_changed"),
        (EditMandate(mandate("2", BEN, "2018"), mandate("2", BEN, "2020")), "edited_meanwhile"),
        (EditMandate(FIRST, mandate("9", ANA)), "unknown_mandate"),
        (EndMandate(SECOND.id, dated("2019-05"), Ending.LOST), "ends_first"),
        (EndMandate(SECOND.id, Dating(date(2021, 2, 1), date(2021, 1, 1)), Ending.LOST), "ends_first"),
        (EndMandate(MandateId("9"), dated("2021"), Ending.LOST), "unknown_mandate"),
        (StrikeMandate(MandateId("9")), "unknown_mandate"),
        (ImportOffices(), "nothing_changed"),
        (ImportOffices(mandates=(mandate("3", ANA, "2020"),)), "mandates_overlap"),
        (ImportOffices(offices=(MAYOR,)), "id_taken"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, code: str) -> None:
    assert refused(command) == code


def test_what_may_not_overlap_may_when_nobody_knows() -> None:
    assert decided(EnterMandate(mandate("3", ANA)))
    assert decided(EnterMandate(mandate("3", ANA, "2010", "2015")))


def test_a_mandate_ends_once() -> None:
    over = told(
        OfficeEntered(MAYOR), MandateEntered(SECOND), MandateEnded(SECOND.id, dated("2021"), Ending.DIED)
    )
    assert refused(EndMandate(SECOND.id, dated("2022"), Ending.LOST), over) == "ended_already"


def test_an_import_is_entered_in_order_and_whole() -> None:
    events = decided(ImportOffices((AFRICA,), (MAYOR,), (FIRST, SECOND)), Organisation())
    assert events == (
        SectionEntered(AFRICA),
        OfficeEntered(MAYOR),
        MandateEntered(FIRST),
        MandateEntered(SECOND),
    )
    clash = ImportOffices((AFRICA,), (MAYOR,), (FIRST, mandate("2", BEN, "2018")))
    assert refused(clash, Organisation()) == "mandates_overlap"
