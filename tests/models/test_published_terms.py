"""What calendars are told of a rotation: a new version of what an act changed, and of nothing else."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from models.belonging.dating import Dating
from models.belonging.offices import Office, OfficeEdited, OfficeEntered, OfficeId
from models.body import BodyFounded, BodyId, BodyKind, Charter
from models.presidency.milestones import (
    Milestone,
    MilestoneCancelled,
    MilestoneEdited,
    MilestoneEntered,
    MilestoneId,
    MilestoneRestored,
    Precision,
)
from models.presidency.published_terms import PublishedEvent, TermsPublication, published_terms
from models.presidency.rotation import (
    HandedOver,
    Handover,
    HandoverId,
    RotationBegun,
    RotationId,
    RotationPublished,
    RotationReissued,
    RotationWithdrawn,
    TermRemoved,
    TermSet,
)
from models.presidency.terms import TermId
from models.procedure import Entry, Event
from models.text import Text
from tests.models.presidencies import of_2021
from tests.models.story import NINE

GOVERNING = RotationId("governing")
ROTATION, MILESTONES = of_2021()
BUREAU = MILESTONES[MilestoneId("m4")]
FORTNIGHT = timedelta(days=14)


class Records:
    """The organisation's record and a body's, an act at a time."""

    def __init__(self) -> None:
        self.organisation: list[Entry] = []
        self.body: list[Entry] = []
        self.clock = NINE

    def act(self, *, organisation: tuple[Event, ...] = (), body: tuple[Event, ...] = ()) -> "Records":
        self.clock += timedelta(minutes=1)
        for record, events in ((self.organisation, organisation), (self.body, body)):
            record.extend(
                Entry(len(record) + n, self.clock, None, event) for n, event in enumerate(events, 1)
            )
        return self

    @property
    def publication(self) -> TermsPublication:
        return published_terms(self.organisation, self.body)

    def shown(self) -> dict[str, PublishedEvent]:
        """By the id of the term or the milestone."""
        return {key[1] or key[2] or "": one for key, one in self.publication.known.items()}


def published() -> Records:
    """The Governing Presidency of 2021-22, published."""
    assert ROTATION.plan is not None
    plan = ROTATION.plan
    offices = dict.fromkeys(office for term in plan.terms.values() for office in term.holders)
    return (
        Records()
        .act(body=(BodyFounded(Charter(BodyId("presidency"), Text("Presidency"), BodyKind.PRESIDENCY)),))
        .act(organisation=tuple(OfficeEntered(Office(office, Text(office))) for office in offices))
        .act(organisation=tuple(map(MilestoneEntered, MILESTONES.values())))
        .act(body=(RotationBegun(GOVERNING, plan.about),))
        .act(body=tuple(TermSet(GOVERNING, term) for term in plan.terms.values()))
        .act(body=(RotationPublished(GOVERNING),))
    )


def moved(milestone: Milestone, by: timedelta) -> Milestone:
    first, last = milestone.dating.earliest, milestone.dating.latest
    return replace(
        milestone, dating=Dating(first and first + by, last and last + by), precision=Precision.RANGE
    )


def sequences(records: Records) -> dict[str, int]:
    return {known_as: one.sequence for known_as, one in records.shown().items()}


def test_six_terms_and_seven_milestones_are_shown_once_they_are_published() -> None:
    shown = published().shown()
    assert sum(one.of_term for one in shown.values()) == 6
    assert len(shown) == 13
    second = shown["t2"]
    assert [holder.en for holder in second.holders] == ["Mayor of Xi'an", "Mayor of Iriga"]
    assert (second.first, second.last, second.tentative) == (date(2022, 2, 26), date(2022, 4, 29), True)
    assert (shown["m3"].first, shown["m3"].tentative) == (date(2022, 4, 28), False)
    assert (shown["m4"].last, shown["m4"].tentative) == (date(2022, 7, 1), True)
    assert {one.sequence for one in shown.values()} == {0}


def test_moving_the_executive_bureau_makes_a_new_version_of_two_terms_and_its_own_event_alone() -> None:
    records = published()
    before = records.shown()
    records.act(
        organisation=(MilestoneEdited(moved(BUREAU, FORTNIGHT)),),
        body=(RotationReissued(GOVERNING, Text("The Executive Bureau has moved.")),),
    )
    after = records.shown()
    assert {known_as for known_as, one in after.items() if one != before[known_as]} == {"t3", "t4", "m4"}
    assert {k: n for k, n in sequences(records).items() if n} == {"t3": 1, "t4": 1, "m4": 1}
    assert after["t3"].last == before["t3"].last + FORTNIGHT


def test_what_moves_there_and_back_has_moved_twice() -> None:
    records = published().act(organisation=(MilestoneEdited(moved(BUREAU, FORTNIGHT)),))
    records.act(organisation=(MilestoneEdited(BUREAU),))
    assert records.shown()["t4"].sequence == 2


def test_several_changes_of_one_act_are_one_version() -> None:
    records = published()
    records.act(
        organisation=(
            MilestoneEdited(moved(BUREAU, FORTNIGHT)),
            MilestoneEdited(moved(BUREAU, 2 * FORTNIGHT)),
        )
    )
    assert records.shown()["m4"].sequence == 1


def test_a_draft_and_a_handover_change_nothing() -> None:
    records = published()
    before = records.publication.known
    records.act(body=(TermRemoved(GOVERNING, TermId("t6")),))
    at = datetime(2022, 2, 25, 17, tzinfo=NINE.tzinfo)
    records.act(body=(HandedOver(GOVERNING, Handover(HandoverId("h"), TermId("t2"), at)),))
    assert records.publication.known == before


def test_a_cancelled_milestone_stays_cancelled_and_its_term_too_until_it_is_restored() -> None:
    records = published().act(organisation=(MilestoneCancelled(BUREAU.id, "Not this year."),))
    shown = records.shown()
    assert {k for k, one in shown.items() if one.cancelled} == {"m4", "t4"}
    assert shown["t3"].last == shown["t5"].first
    records.act(organisation=(MilestoneRestored(BUREAU.id),))
    assert not any(one.cancelled for one in records.shown().values())
    assert {k: n for k, n in sequences(records).items() if n} == {"m4": 2, "t4": 2, "t3": 2}


def test_a_merged_milestone_hands_its_term_on_to_the_other() -> None:
    congress = MilestoneId("m7")
    records = published().act(organisation=(MilestoneCancelled(MilestoneId("m6"), "Together.", congress),))
    assert records.shown()["t6"].cancelled  # it would begin where the rotation ends


def test_a_term_without_a_date_is_in_no_calendar_and_cancelled_where_it_was() -> None:
    unknown = replace(BUREAU, dating=Dating(), precision=Precision.UNKNOWN)
    records = published().act(organisation=(MilestoneEdited(unknown),))
    assert {k for k, one in records.shown().items() if one.cancelled} == {"m4", "t4"}


def test_whom_an_office_is_called_is_told() -> None:
    konya = OfficeId("Mayor of Konya")
    records = published().act(
        organisation=(OfficeEdited(Office(konya, Text("Mayor of Konya", "Maire de Konya"))),)
    )
    assert {k: n for k, n in sequences(records).items() if n} == {"t4": 1}


def test_a_rotation_that_is_withdrawn_is_cancelled_whole() -> None:
    records = published().act(body=(RotationWithdrawn(GOVERNING, "Adopted anew."),))
    assert all(one.cancelled and one.sequence == 1 for one in records.shown().values())


def test_published_again_unchanged_it_is_the_same() -> None:
    records = published()
    before = records.publication.known
    assert records.act(body=(RotationPublished(GOVERNING),)).publication.known == before
