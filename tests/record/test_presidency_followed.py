"""Meetings follow the presidency: whoever's turn it is chairs every meeting concerned, from the very act on."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from models.belonging.roles import Role
from models.planning.item import ItemId
from models.planning.sitting import Sitting, SittingId
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.milestones import MilestoneId
from models.presidency.presided import PresidencyHandedOver, PresidingChanged
from models.presidency.rotation import HandedOver, HandoverId, RotationId
from models.presidency.terms import About, RotationPurpose, Switch, Term, TermId
from models.procedure import Refusal
from models.rules.agenda import OpenNextItem
from models.rules.departures import MakeOverride
from models.rules.handing_over import UndoHandover
from models.rules.programme import AddSitting
from models.rules.roles import GrantRole
from models.rules.rotations import BeginRotation, PublishRotation, RemoveTerm, SetTerm, WithdrawRotation
from models.rules.succession import HandOverPresidency, TakeBackPresidency
from models.text import Text
from server.acts import carry_out
from server.house import House
from tests.record.acts import NINE, Fails, Meddled, asked, memory_is_the_record, next_after
from tests.record.presidency import (
    ABOUT,
    BUREAU,
    COUNCIL,
    GOVERNING,
    KAZAN,
    SORIA,
    XIAN,
    chairs,
    convened,
    edited,
    founded,
    mayor,
    milestone,
    opened,
    terms,
    to,
)

TO_XIAN = HandOverPresidency(GOVERNING, TermId("xian"), seen=TermId("kazan"))


async def test_a_meeting_takes_over_who_presides_when_it_is_convened(house: House) -> None:
    presidency = await founded(house)
    await presidency.submit(asked(to("kazan")))
    meeting = await convened(house, "council")
    assert chairs(meeting) == {"kazan"}
    assert meeting.meeting.roster
    presided = meeting.meeting.roster.presided
    assert presided
    assert (presided.offices, presided.persons, presided.since) == ((Text("Mayor of Kazan"),), (KAZAN,), NINE)
    assert presided.next
    assert (presided.next.term, presided.next.due) == (TermId("xian"), True), "it begins at this very meeting"
    assert set(presided.others) == {XIAN, SORIA}


async def test_before_anything_is_handed_over_nobody_presides(house: House) -> None:
    await founded(house)
    meeting = await convened(house, "council")
    assert chairs(meeting) == set()


async def test_a_handover_at_a_meeting_reaches_every_meeting_in_one_transaction(
    house: House, meddled: Meddled
) -> None:
    presidency = await founded(house)
    await presidency.submit(asked(to("kazan")))
    council, bureau = await opened(house, "council"), await opened(house, "bureau", BUREAU)
    other = await convened(house, "closed-to-them", BUREAU)
    before = meddled.transactions
    await carry_out(house, council, asked(TO_XIAN, by=KAZAN))
    assert meddled.transactions == before + 1
    said = [entry.event for entry in council.entries[-2:]]
    assert isinstance(said[0], PresidencyHandedOver)
    assert isinstance(said[1], PresidingChanged)
    assert isinstance(bureau.entries[-1].event, PresidingChanged)
    kept = presidency.entries[-1]
    assert isinstance(kept.event, HandedOver)
    assert (kept.event.handover.meeting, kept.event.handover.at, kept.by) == ("council", NINE, KAZAN)
    assert (kept.event.outgoing, kept.event.incoming) == ((mayor("kazan"),), (mayor("xian"),))
    assert [chairs(meeting) for meeting in (council, bureau, other)] == [{"xian"}] * 3
    assert council.meeting.actor(KAZAN).roles == {Role.OBSERVER}
    for chamber in (council, bureau, other, presidency):
        await memory_is_the_record(chamber, house.database)


async def test_it_passes_through_a_gap_at_meetings_and_to_nobody_where_it_ends(house: House) -> None:
    presidency = await founded(house, about=replace(ABOUT, ends=MilestoneId("forum")))
    xian, soria = terms()[1:]
    for command in (
        SetTerm(GOVERNING, xian, replace(xian, holders=())),
        RemoveTerm(GOVERNING, soria.id),
        PublishRotation(GOVERNING, 1),
        to("kazan"),
    ):
        await presidency.submit(asked(command))
    council = await opened(house, "council")
    await carry_out(house, council, asked(TO_XIAN, by=KAZAN))
    assert chairs(council) == set()
    assert council.meeting.roster
    gap = council.meeting.roster.presided
    assert gap
    assert (gap.term, gap.offices, gap.next and gap.next.term) == (TermId("xian"), (), None)
    await edited(house, "forum", meeting="council")
    over = HandOverPresidency(GOVERNING, None, seen=TermId("xian"))
    await carry_out(house, council, asked(over))
    assert presidency.body.rotations[GOVERNING].handed_over[-1].term is None


async def test_the_outgoing_chairs_next_press_is_refused_in_words(house: House) -> None:
    presidency = await founded(house)
    await presidency.submit(asked(to("kazan")))
    council = await opened(house, "council")
    await carry_out(house, council, asked(TO_XIAN, by=KAZAN))
    with pytest.raises(Refusal) as refused:
        await council.submit(asked(next_after(None), by=KAZAN))
    assert refused.value.code == "presidency_passed"
    assert refused.value.facts == {"offices": Text("Mayor of Xian")}
    await council.submit(asked(next_after(None), by=XIAN))


async def test_sent_again_it_has_happened_once(house: House) -> None:
    presidency = await founded(house)
    await presidency.submit(asked(to("kazan")))
    council = await opened(house, "council")
    first = await carry_out(house, council, asked(TO_XIAN, by=KAZAN, id="press"))
    seq = presidency.state.seq
    assert await carry_out(house, council, asked(TO_XIAN, by=KAZAN, id="press")) == first
    assert presidency.state.seq == seq


async def test_two_who_hand_over_at_once_do_it_once(house: House) -> None:
    """At two meetings, on the same presidency: one is kept, the other refused in words."""
    presidency = await founded(house, Switch.HISTORY)
    council, bureau = await opened(house, "council"), await opened(house, "council-2", BUREAU)
    assert chairs(council) == chairs(bureau) == {"kazan"}
    await edited(house, "council", dating=milestone("retreat", 1).dating, meeting="")
    both = (carry_out(house, meeting, asked(TO_XIAN, by=KAZAN)) for meeting in (council, bureau))
    answers = await asyncio.gather(*both, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [one.code for one in refused] == ["presidency_passed"], answers
    assert len(presidency.body.rotations[GOVERNING].handovers) == 1
    assert chairs(council) == chairs(bureau) == {"xian"}


async def test_two_who_hand_over_from_what_history_says_do_it_once(house: House) -> None:
    """On the page of the rotation, to two different terms: Kazan's turn is known from history, and over."""
    presidency = await founded(house, Switch.HISTORY)
    await opened(house, "council")
    await carry_out(house, presidency, asked(to("xian", seen="kazan")))
    with pytest.raises(Refusal) as refused:
        await carry_out(house, presidency, asked(to("soria", seen="kazan")))
    assert refused.value.code == "already_handed_over"
    assert [one.term for one in presidency.body.rotations[GOVERNING].handed_over] == ["xian"]
    await carry_out(house, presidency, asked(to("soria", seen="xian")))


async def test_it_is_taken_back_at_the_meeting(house: House) -> None:
    presidency = await founded(house)
    await presidency.submit(asked(to("kazan")))
    council, bureau = await opened(house, "council"), await opened(house, "bureau", BUREAU)
    await carry_out(house, council, asked(TO_XIAN, by=KAZAN))
    assert council.meeting.roster
    assert council.meeting.roster.presided
    handover = council.meeting.roster.presided.handover
    assert handover
    await carry_out(house, council, asked(TakeBackPresidency(GOVERNING, handover, "pressed too early")))
    assert chairs(council) == chairs(bureau) == {"kazan"}
    [_, undone] = presidency.body.rotations[GOVERNING].handovers
    assert undone.undone == "pressed too early"
    with pytest.raises(Refusal) as refused:
        await council.submit(asked(next_after(None), by=XIAN))
    assert refused.value.code == "presidency_passed"


async def test_from_the_page_of_the_rotation_it_is_the_same(house: House) -> None:
    presidency = await founded(house)
    council, bureau = await opened(house, "council"), await opened(house, "bureau", BUREAU)
    await carry_out(house, presidency, asked(to("kazan")))
    assert chairs(council) == chairs(bureau) == {"kazan"}
    await carry_out(house, presidency, asked(UndoHandover(GOVERNING, HandoverId("to-kazan"), "by mistake")))
    assert chairs(council) == chairs(bureau) == set()


async def test_an_item_is_ceded(house: House) -> None:
    presidency = await founded(house, Switch.HISTORY)
    council, bureau = await opened(house, "council"), await opened(house, "bureau", BUREAU)
    ceding = Override(
        OverrideId("o"), Departure.CEDED, mayor("soria"), meeting="council", item=ItemId("2"), reason="host"
    )
    await presidency.submit(asked(MakeOverride(GOVERNING, ceding)))
    await council.submit(asked(next_after(None), by=KAZAN))
    assert chairs(council) == {"kazan"}
    await council.submit(asked(OpenNextItem(closing=ItemId("1")), by=KAZAN))
    assert chairs(council) == {"soria"}
    await council.submit(asked(OpenNextItem(closing=ItemId("2")), by=SORIA))
    assert chairs(council) == {"kazan"}
    await bureau.submit(asked(next_after(None), by=KAZAN))
    await bureau.submit(asked(OpenNextItem(closing=ItemId("1")), by=KAZAN))
    assert chairs(bureau) == {"kazan"}, "it is an item of the other meeting"


async def test_somebody_stands_in_and_a_rotation_is_withdrawn(house: House) -> None:
    presidency = await founded(house, Switch.HISTORY)
    council = await opened(house, "council")
    away = Override(
        OverrideId("away"),
        Departure.DEPUTY,
        mayor("soria"),
        mayor("kazan"),
        TermId("kazan"),
        since=NINE - timedelta(hours=1),
        until=NINE + timedelta(days=2),
        reason="away",
    )
    await presidency.submit(asked(MakeOverride(GOVERNING, away)))
    assert chairs(council) == {"soria"}
    await presidency.submit(asked(WithdrawRotation(GOVERNING, "adopted anew")))
    assert chairs(council) == set()
    assert council.meeting.roster
    assert council.meeting.roster.presided is None


async def test_what_the_next_term_is_follows_its_milestone(house: House) -> None:
    await founded(house, Switch.HISTORY)
    bureau = await opened(house, "bureau", BUREAU)

    def due() -> bool:
        roster = bureau.meeting.roster
        assert roster
        assert roster.presided
        assert roster.presided.next
        return roster.presided.next.due

    assert not due()
    await edited(house, "council", dating=milestone("retreat", 1).dating)
    assert due()


async def test_sittings_are_chaired_in_turn(house: House) -> None:
    """Three segments, three chairs: a rotation among the sittings of one meeting."""
    about = About(Text("Segments"), RotationPurpose.CHAIRS, meeting="segments")
    presidency = await founded(house, about=about)
    council = await convened(house, "segments")
    days = {
        city: milestone(at, 1).dating.latest
        for city, at in zip(("a", "b"), ("council", "forum"), strict=True)
    }
    for known, day in days.items():
        assert day
        starts = NINE.replace(year=day.year, month=day.month, day=day.day) + timedelta(days=1)
        sitting = Sitting(SittingId(known), Text(known), starts=starts, ends=starts + timedelta(hours=1))
        await council.submit(asked(AddSitting(sitting)))
    assert council.meeting.roster
    found = {one.sitting: one.person for one in council.meeting.roster.chairs}
    assert found == {"a": XIAN, "b": SORIA}
    assert council.meeting.roster.presided is None
    assert presidency.body.rotations[GOVERNING].plan


async def test_the_presidency_passes_on_where_others_chair_in_turn(house: House) -> None:
    """A rotation about chairs alone is in force over the council: it does not bar the way of the presidency."""
    presidency = await founded(house, Switch.HISTORY)
    chairing, by = RotationId("chairs"), About(Text("Chairs"), RotationPurpose.CHAIRS, (COUNCIL,))
    term = Term(TermId("segment"), MilestoneId("retreat"), (mayor("soria"),), switch=Switch.HISTORY)
    for command in (BeginRotation(chairing, by), SetTerm(chairing, None, term), PublishRotation(chairing, 0)):
        await presidency.submit(asked(command))
    council, bureau = await opened(house, "council"), await opened(house, "bureau", BUREAU)
    assert (chairs(council), chairs(bureau)) == ({"soria"}, {"kazan"})
    await carry_out(house, council, asked(TO_XIAN))
    assert presidency.body.rotations[GOVERNING].handed_over[-1].term == "xian"
    assert (chairs(council), chairs(bureau)) == ({"soria"}, {"xian"})


async def test_where_the_commit_fails_nobody_has_handed_over(house: House, meddled: Meddled) -> None:
    presidency = await founded(house)
    await presidency.submit(asked(to("kazan")))
    council = await opened(house, "council")
    before = council.state, presidency.state
    meddled.on_commit = Fails()
    with pytest.raises(OSError, match="the disk is full"):
        await carry_out(house, council, asked(TO_XIAN, by=KAZAN))
    assert (council.state, presidency.state) == before


async def test_a_meeting_elsewhere_hears_of_a_handover_by_another_process(
    house: House, other_house: House
) -> None:
    presidency = await founded(house)
    await presidency.submit(asked(to("kazan")))
    council = await opened(house, "council")
    there = await other_house.chamber(council.stream)
    await carry_out(other_house, there, asked(TO_XIAN, by=KAZAN))
    with pytest.raises(Refusal):
        await carry_out(house, council, asked(TO_XIAN, by=KAZAN))
    assert chairs(there) == {"xian"}
    assert len(there.entries) >= len(council.entries)


async def test_whoever_was_made_chair_by_hand_stays_it(house: House) -> None:
    presidency = await founded(house)
    await presidency.submit(asked(to("kazan")))
    council = await opened(house, "council")
    await council.submit(asked(GrantRole(KAZAN, Role.CHAIR)))
    await carry_out(house, council, asked(TO_XIAN, by=KAZAN))
    assert chairs(council) == {"kazan", "xian"}
