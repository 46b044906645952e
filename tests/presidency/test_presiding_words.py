"""The answer and its reasons, and what checks find, in sentences: each fact says something, in every language."""

from datetime import UTC, date, datetime

import pytest

from models.belonging.offices import Ending, Office, OfficeId, Offices, Section, SectionId
from models.organisation import Organisation
from models.presidency.checked import Check, CheckKind, Field
from models.presidency.departures import OverrideId
from models.presidency.milestones import MilestoneId
from models.presidency.presiding import Presiding, Turn, presiding
from models.presidency.reasons import Because, Reason
from models.presidency.rotation_checks import checks
from models.presidency.terms import TermId
from models.text import LANGUAGES, Text
from server.presidency.check_lines import CheckLines
from server.presidency.check_words import check_in_words, checks_in_words
from server.presidency.presiding_words import answered, why
from tests.models.presidencies import calendar, milestone, of_2021

AT = datetime(2022, 4, 1, tzinfo=UTC)
AFRICA = Section(SectionId("africa"), Text("Africa"))


def organisation() -> Organisation:
    rotation, milestones = of_2021()
    holders = [holder for one in rotation.draft.terms.values() for holder in one.holders]
    offices = tuple(Office(holder, Text(holder)) for holder in holders)
    return Organisation(offices=Offices((AFRICA,), offices), milestones=milestones)


def told(at: datetime, language: str = "en") -> list[str]:
    known = organisation()
    rotation, milestones = of_2021()
    return why(presiding(rotation, milestones, known.offices, at), known, language)


def test_the_answer_is_one_sentence_and_what_it_rests_on_follows() -> None:
    first, *others = told(datetime(2022, 6, 20, tzinfo=UTC))
    assert first == (
        "Mayor of Soria and Mayor of San José: since High-level meeting on the review of the New Urban Agenda "
        "(28 April 2022), until Executive Bureau (June 2022)."
    )
    assert others == [
        "Entered as history: the turn passed on as planned.",
        "Provisional: “Executive Bureau”, where the turn passes on, is only dated “June 2022”.",
    ]


def test_a_gap_is_said_in_words() -> None:
    assert told(datetime(2021, 11, 1, tzinfo=UTC)) == [
        "Nobody has the turn.",
        "Nothing has been handed over yet.",
        "By plan the first term begins with “World Council” (17 November 2021).",
    ]
    assert told(datetime(2021, 11, 1, tzinfo=UTC), "es")[0] == "Nadie ejerce el turno."


def test_an_act_is_told_at_the_time_of_its_place() -> None:
    known = Organisation(
        milestones=calendar(
            milestone(1, "Council in Konya", *[date(2023, 10, 28)] * 2, zone="Europe/Istanbul")
        )
    )
    at = datetime(2023, 10, 28, 22, tzinfo=UTC)
    reason = Reason(
        Because.HANDED_OVER, there=MilestoneId("m1"), at=at, offices=(OfficeId("Konya"),), words="A ceremony."
    )
    answer = Presiding(at, Turn(TermId("t1"), (OfficeId("Konya"),), at), because=(reason,))
    assert why(answer, known, "en") == [
        "Konya: since the handover on 29 October 2023.",
        "Handed over to Konya on 29 October 2023 at 01:00 UTC+03.",
        "Said about it: A ceremony.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", Because)
@pytest.mark.parametrize("full", [False, True])
def test_every_fact_says_something_in_every_language(language: str, code: Because, *, full: bool) -> None:
    here, then = MilestoneId("m4"), MilestoneId("m5")
    reason = Reason(code, TermId("t4"), here, here, at=AT, day=date(2022, 4, 1), offices=(OfficeId("a"),))
    if full:
        reason = Reason(
            code,
            TermId("t4"),
            here,
            here,
            then,
            AT,
            AT,
            date(2022, 4, 1),
            (OfficeId("a"), OfficeId("b")),
            OfficeId("c"),
            OverrideId("o"),
            ending=Ending.LOST,
            words="Because.",
        )
    answer = Presiding(AT, Turn(TermId("t4"), (OfficeId("a"),), AT), because=(reason,))
    first, *others = why(answer, organisation(), language)
    assert first == answered(answer, organisation(), language)
    assert others
    assert not any("{" in line or "None" in line for line in (first, *others)), others


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CheckKind)
def test_every_check_says_something_in_every_language(language: str, kind: CheckKind) -> None:
    here, then = MilestoneId("m4"), MilestoneId("m5")
    for day in (None, date(2022, 4, 1)):
        for field in Field:
            check = Check(
                kind,
                field,
                TermId("t4") if day else None,
                here,
                TermId("t5"),
                then,
                (OfficeId("a"), OfficeId("b")) if day else (OfficeId("a"),),
                date(2022, 4, 1),
                day,
                None,
                (AFRICA.id,),
                3,
                (AFRICA.id,),
                1,
            )
            said = check_in_words(check, organisation(), language)
            assert said
            assert "{" not in said
            assert "None" not in said


def test_which_of_two_comes_first_is_said_to_be_taken_from_the_sequence() -> None:
    rotation, milestones = of_2021()
    [check] = [c for c in checks(rotation.draft, milestones, Offices()) if c.kind is CheckKind.ORDER_OPEN]
    said = check_in_words(check, organisation(), "en")
    assert said == (
        "“High-Level Political Forum” and “Urban 20” may both fall in July 2022: "
        "their order is taken from the sequence."
    )
    [line] = CheckLines(organisation(), "en", "/setup").every([check])[1:]
    assert line.mends == (("/organisation/milestones/milestones/m6", "Set dates"),)


def test_unknown_mandates_are_one_line_that_unfolds() -> None:
    unsaid = [
        Check(CheckKind.MANDATE_NOT_KNOWN, Field.HOLDERS, TermId(t), offices=(OfficeId(o),))
        for t, o in (("t1", "a"), ("t2", "b"), ("t3", "a"))
    ]
    well, line = CheckLines(organisation(), "en", "/setup").every(unsaid)
    assert well.words == "No gap, no overlap."
    assert line.words == "Of 2 holders it is not known whether there is a mandate for the whole term."
    assert [one.words for one in line.more] == ["a", "b"]
    assert line.more[0].mends == (("/organisation/setup/new/mandate?office=a", "Enter a mandate"),)


def test_where_nothing_hinders_the_list_begins_with_what_is_well() -> None:
    unknown = Check(CheckKind.UNKNOWN_DATE, Field.DATING, milestone=MilestoneId("m4"))
    gap = Check(CheckKind.GAP, Field.TERMS)
    well = "No gap, no overlap, every holder has a mandate for the whole term."
    known = organisation()
    assert checks_in_words([], known, "en") == [well]
    assert checks_in_words([unknown], known, "en") == [well, "“Executive Bureau” has no date yet."]
    unsaid = Check(CheckKind.MANDATE_NOT_KNOWN, Field.HOLDERS, TermId("t1"), offices=(OfficeId("a"),))
    told = checks_in_words([unsaid], known, "en")
    assert told == ["No gap, no overlap.", "a: nobody has entered whether there is a mandate in this term."]
    assert checks_in_words([unknown, gap], known, "en") == [
        "The rotation has no terms yet.",
        "“Executive Bureau” has no date yet.",
    ]
