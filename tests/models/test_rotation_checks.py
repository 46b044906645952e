"""What is found in a plan: each fault once, beside the field it concerns; nothing where nothing is wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime

from models.belonging.dating import UNKNOWN, Dating, Period, dated, on
from models.belonging.offices import Ending, Mandate, MandateId, Office, OfficeId, Offices, SectionId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.presidency.checked import Check, CheckKind, Field
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.milestones import MilestoneId, Milestones, Precision
from models.presidency.rotation_checks import checks, sound
from models.presidency.terms import Plan, Switch, Term, TermId
from models.procedure import PersonId
from models.text import Text
from tests.models.presidencies import calendar, milestone, of_2021, published, term

SEASONS = calendar(
    milestone(1, "Spring", date(2022, 3, 20), date(2022, 3, 20)),
    milestone(2, "Summer", date(2022, 6, 20), date(2022, 6, 21)),
    milestone(3, "Autumn", date(2022, 9, 20), date(2022, 9, 20)),
    milestone(4, "Winter", date(2022, 12, 20), date(2022, 12, 20)),
)


def office(name: str, section: str = "europe") -> Office:
    return Office(OfficeId(name), Text(name), section=SectionId(section), zone="Europe/Paris")


def mandate(name: str, since: str = "2020", until: str = "", person: str = "") -> Mandate:
    period = Period(dated(since), dated(until) if until else None)
    whose = PersonId(person or f"person-of-{name}")
    return Mandate(MandateId(f"{name}-{since}"), OfficeId(name), whose, period)


def known(*mandates: Mandate) -> Offices:
    held = {one.office for one in mandates}
    return Offices((), tuple(office(name) for name in sorted(held)), mandates)


ABC = known(mandate("a"), mandate("b"), mandate("c"))


def plan_of(*terms: Term, ends: int | None = 4) -> Plan:
    return published(*terms, ends=ends).draft


def found(
    plan: Plan, offices: Offices = ABC, milestones: Milestones = SEASONS, **more: object
) -> list[Check]:
    return list(checks(plan, milestones, offices, **more))


SOUND = plan_of(term(1, "a"), term(2, "b"), term(3, "c"))


def test_where_nothing_is_wrong_nothing_is_said() -> None:
    assert found(SOUND) == []
    assert sound(())


def test_a_rotation_of_one_is_sound() -> None:
    assert found(plan_of(term(1, "a"))) == []


def test_a_plan_without_terms_is_a_gap_and_so_is_a_term_without_holders() -> None:
    assert found(plan_of()) == [Check(CheckKind.GAP, Field.TERMS)]
    gap = Check(CheckKind.GAP, Field.HOLDERS, TermId("t2"), MilestoneId("m2"))
    assert found(plan_of(term(1, "a"), term(2), term(3, "c"))) == [gap]
    assert not sound([gap])


def test_a_term_whose_milestone_does_not_take_place_never_begins() -> None:
    summer = replace(SEASONS[MilestoneId("m2")], cancelled="Floods")
    off = {**SEASONS, summer.id: summer}
    fallen = Check(CheckKind.FALLS_AWAY, Field.BEGINS, TermId("t2"), summer.id)
    assert found(SOUND, milestones=off) == [fallen]
    nowhere = plan_of(term(1, "a"), term(9, "b"))
    assert [(c.kind, c.milestone) for c in found(nowhere)] == [(CheckKind.FALLS_AWAY, "m9")]
    winter = replace(SEASONS[MilestoneId("m4")], cancelled="Snow")
    endless = [Check(CheckKind.FALLS_AWAY, Field.ENDS, milestone=winter.id)]
    assert found(SOUND, milestones={**SEASONS, winter.id: winter}) == endless


def test_two_terms_at_one_moment_overlap() -> None:
    autumn = replace(SEASONS[MilestoneId("m3")], cancelled="Joined", merged_into=MilestoneId("m2"))
    merged = {**SEASONS, autumn.id: autumn}
    overlap = Check(CheckKind.OVERLAP, Field.BEGINS, TermId("t3"), MilestoneId("m2"), other=TermId("t2"))
    assert found(SOUND, milestones=merged) == [overlap]


def test_an_unknown_date_is_said_of_its_milestone() -> None:
    summer = replace(SEASONS[MilestoneId("m2")], dating=UNKNOWN)
    milestones = {**SEASONS, summer.id: summer}
    assert found(SOUND, milestones=milestones) == [
        Check(CheckKind.UNKNOWN_DATE, Field.DATING, milestone=summer.id)
    ]
    assert sound(found(SOUND, milestones=milestones))


def test_dates_that_contradict_the_sequence() -> None:
    autumn = replace(SEASONS[MilestoneId("m3")], dating=on(date(2022, 2, 1)))
    kinds = [
        (c.kind, c.field, c.milestone, c.other_milestone)
        for c in found(SOUND, milestones={**SEASONS, autumn.id: autumn})
    ]
    assert kinds == [(CheckKind.OUT_OF_SEQUENCE, Field.DATING, "m3", "m2")]
    vague = replace(autumn, dating=Dating(date(2022, 2, 1), date(2022, 9, 1)))
    assert found(SOUND, milestones={**SEASONS, autumn.id: vague}) == []


def test_two_milestones_of_the_same_number() -> None:
    summer = replace(SEASONS[MilestoneId("m2")], sequence=3)
    assert found(SOUND, milestones={**SEASONS, summer.id: summer}) == [
        Check(CheckKind.SAME_SEQUENCE, Field.SEQUENCE, milestone=MilestoneId("m3"), other_milestone=summer.id)
    ]


def test_the_end_comes_after_every_term() -> None:
    [check] = found(plan_of(term(1, "a"), term(3, "b"), ends=2))
    assert (check.kind, check.field, check.milestone) == (CheckKind.OUT_OF_SEQUENCE, Field.ENDS, "m2")


def test_a_holder_whose_mandate_is_over_within_the_term() -> None:
    over = known(mandate("a"), mandate("b", until="2022-08-15"), mandate("c"))
    assert found(SOUND, over) == [
        Check(
            CheckKind.NO_MANDATE,
            Field.HOLDERS,
            TermId("t2"),
            MilestoneId("m2"),
            offices=(OfficeId("b"),),
            since=date(2022, 8, 15),
            until=date(2022, 9, 21),  # the last instant of the 20th, UTC, is the 21st in Paris
        )
    ]
    followed = known(*over.mandates, mandate("b", "2022-08-15", person="next"))
    assert found(SOUND, followed) == []
    late = known(*over.mandates, mandate("b", "2022-08-20", person="next"))
    [check] = found(SOUND, late)
    assert (check.since, check.until) == (date(2022, 8, 15), date(2022, 8, 19))


def test_two_stretches_without_a_mandate_are_told_apart() -> None:
    first = mandate("b", until="2022-07-01")
    second = mandate("b", "2022-07-10", "2022-08-01", "next")
    found_twice = found(SOUND, known(mandate("a"), first, second, mandate("c")))
    assert [(check.since, check.until) for check in found_twice] == [
        (date(2022, 7, 1), date(2022, 7, 9)),
        (date(2022, 8, 1), date(2022, 9, 21)),
    ]


def test_a_holder_of_whom_nobody_has_said_anything_is_not_known() -> None:
    [check] = found(SOUND, known(mandate("a"), mandate("c")))
    assert (check.kind, check.serious, check.offices) == (CheckKind.MANDATE_NOT_KNOWN, False, ("b",))
    assert check.since is None
    assert not sound([check])


def test_whoever_keeps_the_function_although_the_mandate_is_lost_is_missed_by_nobody() -> None:
    lost = replace(mandate("b", until="2022-08-15"), ending=Ending.LOST)
    kept = Appointment(AppointmentId("x"), Post.ENVOY, lost.office, lost.person, period=Period(dated("2020")))
    offices = known(mandate("a"), lost, mandate("c"))
    assert found(SOUND, offices, appointments=[kept]) == []
    assert [check.kind for check in found(SOUND, offices)] == [CheckKind.NO_MANDATE]


def test_a_holder_in_office_for_the_whole_term_but_away_for_a_part_of_it() -> None:
    june = Override(
        OverrideId("june"),
        Departure.DEPUTY,
        OfficeId("c"),
        OfficeId("b"),
        since=datetime(2022, 7, 1, tzinfo=UTC),
        until=datetime(2022, 8, 1, tzinfo=UTC),
    )
    [check] = found(SOUND, overrides=[june])
    assert (check.kind, check.term, check.offices, check.since) == (
        CheckKind.AWAY,
        "t2",
        ("b",),
        date(2022, 7, 1),
    )
    spring = replace(june, since=None, until=datetime(2022, 3, 1, tzinfo=UTC))
    assert found(SOUND, overrides=[spring]) == []


def test_who_is_replaced_needs_a_mandate_until_then_and_who_comes_from_then_on() -> None:
    came = Override(
        OverrideId("came"),
        Departure.REPLACED,
        OfficeId("d"),
        OfficeId("b"),
        TermId("t2"),
        since=datetime(2022, 8, 14, 22, tzinfo=UTC),
    )
    over = mandate("b", until="2022-08-15")
    held = known(mandate("a"), over, mandate("c"), mandate("d", "2022-08-15"))
    assert found(SOUND, held, overrides=[came]) == []
    late = known(mandate("a"), over, mandate("c"), mandate("d", "2022-08-20"))
    [check] = found(SOUND, late, overrides=[came])
    assert (check.offices, check.since, check.until) == (("d",), date(2022, 8, 15), date(2022, 8, 19))
    gone = known(mandate("a"), mandate("b", until="2022-07-15"), mandate("c"), mandate("d", "2022-08-15"))
    [check] = found(SOUND, gone, overrides=[came])
    assert (check.offices, check.since, check.until) == (("b",), date(2022, 7, 15), date(2022, 8, 14))
    second = replace(SOUND.terms[TermId("t2")], switch=Switch.HISTORY)
    history = replace(SOUND, terms={**SOUND.terms, second.id: second})
    assert found(history, gone, overrides=[came]) == []


def test_a_holder_or_one_person_in_two_offices_twice_running() -> None:
    [check] = found(plan_of(term(1, "a"), term(2, "a"), term(3, "c")))
    assert (check.kind, check.term, check.other) == (CheckKind.TWICE_RUNNING, "t2", "t1")
    one_person = known(mandate("a", person="ana"), mandate("b", person="ana"), mandate("c"))
    [check] = found(SOUND, one_person)
    assert (check.kind, check.term, check.offices) == (CheckKind.TWICE_RUNNING, "t2", ("b",))


def test_a_holder_alone_where_others_are_two_and_a_pair_that_is_one_person() -> None:
    pairs = plan_of(term(1, "a", "b"), term(2, "c"), term(3, "a", "b"))
    assert [(c.kind, c.term) for c in found(pairs)] == [(CheckKind.ALONE, "t2")]
    one_person = known(mandate("a", person="ana"), mandate("b", person="ana"), mandate("c"))
    kinds = [(c.kind, c.term) for c in found(plan_of(term(1, "a", "b")), one_person)]
    assert kinds == [(CheckKind.ALONE, "t1")]


def test_a_section_that_has_two_turns_more_than_another_of_the_pool() -> None:
    africa = Office(OfficeId("z"), Text("z"), section=SectionId("africa"))
    offices = replace(ABC, offices=(*ABC.offices, africa))
    envoy = Appointment(AppointmentId("x"), Post.ENVOY, africa.id)
    [check] = found(SOUND, offices, appointments=[envoy])
    assert check.kind is CheckKind.SECTION_BALANCE
    assert (check.most, check.most_turns, check.fewest, check.fewest_turns) == (
        ("europe",),
        3,
        ("africa",),
        0,
    )


def test_one_turn_more_than_another_is_balance_and_two_are_not() -> None:
    asia = replace(ABC, offices=(*ABC.offices[:2], replace(ABC.offices[2], section=SectionId("asia"))))
    assert found(SOUND, asia) == []
    again = plan_of(term(1, "a"), term(2, "c"), term(3, "b"), replace(term(3, "a"), id=TermId("t3-2")))
    kinds = [check.kind for check in found(again, asia)]
    assert kinds == [CheckKind.OVERLAP, CheckKind.SECTION_BALANCE]


def test_the_governing_presidency_of_2021_has_no_gap_and_no_overlap() -> None:
    rotation, milestones = of_2021()
    mandates = {name: mandate(name) for one in rotation.draft.terms.values() for name in one.holders}
    told = checks(rotation.draft, milestones, known(*mandates.values()))
    assert sound(told)
    open_order, *alone = told
    assert (open_order.kind, open_order.other_milestone, open_order.milestone) == (
        CheckKind.ORDER_OPEN,
        "m5",
        "m6",
    )
    assert (open_order.since, open_order.until) == (date(2022, 7, 1), date(2022, 7, 31))
    assert [(check.kind, check.term) for check in alone] == [(CheckKind.ALONE, "t1"), (CheckKind.ALONE, "t6")]


def test_a_day_in_the_month_of_the_next_milestone_leaves_their_order_open_and_two_known_days_do_not() -> None:
    _, milestones = of_2021()
    rotation, _ = of_2021()
    review = replace(milestones[MilestoneId("m3")], dating=on(date(2022, 6, 20)))
    moved = {**milestones, review.id: review}
    [first, _] = [one for one in checks(rotation.draft, moved, Offices()) if one.kind is CheckKind.ORDER_OPEN]
    assert (first.other_milestone, first.milestone) == ("m3", "m4")
    assert first.since == first.until == date(2022, 6, 20)
    bureau = replace(milestones[MilestoneId("m4")], dating=on(date(2022, 6, 21)), precision=Precision.EXACT)
    left = [
        c
        for c in checks(rotation.draft, {**moved, bureau.id: bureau}, Offices())
        if c.kind is CheckKind.ORDER_OPEN
    ]
    assert [one.milestone for one in left] == ["m6"]
