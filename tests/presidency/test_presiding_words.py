"""The answer and its reasons, and what checks find, in sentences: each fact says something, in every language."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.belonging.offices import Ending, Office, OfficeId, Offices, Section, SectionId
from models.organisation import Organisation
from models.presidency.checked import Check, CheckKind, Field
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.milestones import MilestoneId
from models.presidency.presiding import Presiding, Turn, presiding
from models.presidency.reasons import Because, Reason
from models.presidency.rotation import Handover, HandoverId
from models.presidency.rotation_checks import checks
from models.presidency.terms import TermId
from models.text import LANGUAGES, Text
from server.presidency.check_lines import CheckLines
from server.presidency.check_words import check_in_words
from server.presidency.presiding_words import why, why_beneath
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
        "Mayor of Soria and Mayor of San José: since “High-level meeting on the review of the New Urban Agenda” "
        "(28 April 2022), until “Executive Bureau” (June 2022)."
    )
    assert others == [
        "Entered as history: the turn passed on as planned.",
        "Provisional: “Executive Bureau”, where the turn passes on, is only dated “June 2022”.",
    ]


def test_beneath_a_heading_that_names_them_they_are_not_named_again() -> None:
    known, (rotation, milestones) = organisation(), of_2021()
    at = datetime(2022, 6, 20, tzinfo=UTC)
    first, *_ = why_beneath(presiding(rotation, milestones, known.offices, at), known, "en")
    assert first == (
        "Since “High-level meeting on the review of the New Urban Agenda” (28 April 2022), "
        "until “Executive Bureau” (June 2022)."
    )
    act = Handover(HandoverId("h"), TermId("t3"), datetime(2022, 4, 28, 20, tzinfo=UTC))
    acted = presiding(replace(rotation, handovers=(act,)), milestones, known.offices, at)
    assert why_beneath(acted, known, "en") == [
        "Since the handover on 28 April 2022 at 16:00 EDT, until “Executive Bureau” (June 2022).",
        "Provisional: “Executive Bureau”, where the turn passes on, is only dated “June 2022”.",
    ]


def test_who_is_there_in_anothers_place_is_told_before_whose_term_it_is() -> None:
    known, (rotation, milestones) = organisation(), of_2021()
    came = Override(
        OverrideId("o"),
        Departure.REPLACED,
        OfficeId("Mayor of Soria"),
        OfficeId("Mayor of Kazan"),
        TermId("t1"),
        since=datetime(2021, 12, 1, tzinfo=UTC),
    )
    answer = presiding(
        replace(rotation, overrides=(came,)), milestones, known.offices, datetime(2022, 1, 9, tzinfo=UTC)
    )
    others = [
        "Entered as history: the turn passed on as planned.",
        (
            "By plan: Mayor of Kazan, from “World Council” (17 November 2021) to “Annual Retreat” "
            "(week of 21 February 2022)."
        ),
    ]
    assert why_beneath(answer, known, "en") == [
        "Since 1 December 2021, in the place of Mayor of Kazan.",
        *others,
    ]
    assert why(answer, known, "en") == [
        "The turn is with Mayor of Soria.",
        "Since 1 December 2021, Mayor of Soria has the turn in the place of Mayor of Kazan.",
        *others,
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
    told_by_a_file = replace(reason, code=Because.BY_HISTORY, handover=HandoverId("h"), words="")
    answer = replace(answer, because=(told_by_a_file,))
    assert why(answer, known, "en")[1:] == [
        "Entered as history: handed over to Konya on 29 October 2023 at 01:00 UTC+03."
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
    assert others
    others += why_beneath(answer, organisation(), language)
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
    well = ("No gap, no overlap, every holder has a mandate for the whole term.", "good")
    undated = ("“Executive Bureau” has no date yet.", "remark")
    known = organisation()

    def said(*found: Check) -> list[tuple[str, str]]:
        return [(line.words, line.meant) for line in CheckLines(known, "en", "/setup").every(found)]

    assert said() == [well]
    assert said(unknown) == [well, undated]
    assert said(unknown, gap) == [("The rotation has no terms yet.", "serious"), undated]
    unsaid = Check(CheckKind.MANDATE_NOT_KNOWN, Field.HOLDERS, TermId("t1"), offices=(OfficeId("a"),))
    assert said(unsaid)[0] == ("No gap, no overlap.", "good")
