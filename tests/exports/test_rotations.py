"""A rotation written as CSV and as JSON comes back equal; for others the JSON is Popolo."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.body import Body, BodyId, BodyKind, Charter
from models.planning.item import ItemId
from models.planning.sitting import SittingId
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.milestones import Milestone, MilestoneId
from models.presidency.rotation import Handover, HandoverId, Rotation, RotationId
from models.presidency.terms import About, HandoverAt, Plan, Switch, Term, TermId
from models.text import Text
from server.exports.rotation import csv_of_rotation, json_of_rotation
from server.imports.rotation import Read, as_planned, read_rotation
from tests.imports.test_rotations import LEGS, OFFICES, TURNS

BODY = Body(Charter(BodyId("presidency"), Text("Presidency"), BodyKind.PRESIDENCY))
READ = {
    "legs": read_rotation(LEGS.read_bytes(), offices=OFFICES, switch=Switch.HISTORY),
    "turns": read_rotation(TURNS.read_bytes(), offices=OFFICES, zone="Europe/Istanbul"),
}


def planned(read: Read) -> tuple[Rotation, Plan, dict[MilestoneId, Milestone]]:
    about = About(Text("Presidency", "Présidence"), over=("council",), ends=read.ends, ends_at=read.ends_at)
    plan = Plan(about, {term.id: term for term in read.terms})
    rotation = Rotation(
        RotationId("turns"), plan, plan, 1, handovers=read.handovers, overrides=read.overrides
    )
    return rotation, plan, {milestone.id: milestone for milestone in read.milestones}


def odd() -> Read:
    """One with everything a line can say."""
    legs = READ["legs"]
    first, second, third, *rest = legs.milestones
    named = Text("Council = all", "Conseil; tous", "Consejo")
    first = replace(first, name=named, place="Barcelona, Spain", meeting="council")
    second = replace(second, cancelled="too few", merged_into=third.id)
    term = replace(
        legs.terms[0],
        handover=HandoverAt.SITTING,
        sitting=SittingId("s2"),
        switch=Switch.CLOCK,
        policy=Text("Housing", "Logement"),
        international=Text("=SUM(1)"),
        pinned=True,
    )
    gap = Term(TermId("gap"), first.id)
    council = datetime(2021, 11, 17, 17, tzinfo=UTC)
    early = Handover(HandoverId("early"), term.id, council, Switch.CLOCK, "council", "drums", "too early")
    back = Handover(HandoverId("back"), None, council, note="over")
    away = Override(OverrideId("away"), Departure.DEPUTY, *term.holders, term.id, since=council, reason="ill")
    item = Override(OverrideId("item"), Departure.CEDED, *term.holders, meeting="council", item=ItemId("5"))
    return replace(
        legs,
        milestones=(first, second, third, *rest),
        terms=(term, gap, *legs.terms[1:]),
        handovers=(early, back),
        overrides=(away, item),
    )


READ["odd"] = odd()


@pytest.mark.parametrize("name", READ)
def test_csv_comes_back_equal(name: str) -> None:
    read = READ[name]
    _, plan, milestones = planned(read)
    back = read_rotation(csv_of_rotation(plan, milestones, OFFICES), offices=OFFICES)
    assert (back.faults, back.left_out) == ((), ())
    assert back.milestones == read.milestones
    assert {term.id: term for term in back.terms} == plan.terms
    assert (back.ends, back.ends_at) == (read.ends, read.ends_at)


@pytest.mark.parametrize("name", READ)
def test_json_comes_back_equal(name: str) -> None:
    read = READ[name]
    rotation, plan, milestones = planned(read)
    back = read_rotation(json_of_rotation(rotation, plan, BODY, milestones, OFFICES, "en"), offices=OFFICES)
    assert back == replace(read, rows=back.rows, about=plan.about)


def test_json_carries_what_no_table_can() -> None:
    rotation, plan, milestones = planned(READ["legs"])
    first = next(iter(milestones))
    milestones[first] = replace(milestones[first], ends=datetime(2021, 11, 17, 17, tzinfo=UTC))
    back = read_rotation(json_of_rotation(rotation, plan, BODY, milestones, OFFICES, "en"), offices=OFFICES)
    assert back.milestones[0].ends == milestones[first].ends


def test_a_table_changes_no_plan_of_a_meeting_that_is_known() -> None:
    _, plan, milestones = planned(READ["odd"])
    known = dict(milestones)
    first, second, *_ = known
    for one in (first, second):
        known[one] = replace(known[one], ends=datetime(2021, 11, 17, 17, tzinfo=UTC))
    back = read_rotation(csv_of_rotation(plan, known, OFFICES), offices=OFFICES)
    assert as_planned(back, known).milestones[0] == known[first]
    assert as_planned(back, known).milestones[1] == milestones[second], "it is no meeting of ours"
    moved = known | {first: replace(known[first], meeting="another")}
    assert as_planned(back, moved).milestones[0] == milestones[first]


def test_for_others_it_is_popolo() -> None:
    rotation, plan, milestones = planned(READ["legs"])
    whole = json.loads(json_of_rotation(rotation, plan, BODY, milestones, OFFICES, "fr"))
    assert whole["persons"] == [], "offices have turns"
    assert len(whole["posts"]) == 10
    assert [one["post_id"] for one in whole["memberships"]][:2] == [
        "office/mayor-of-kazan",
        "office/mayor-of-xi-an",
    ]
    assert whole["memberships"][0] | {"id": ""} == {
        "id": "",
        "organization_id": "body/presidency",
        "post_id": "office/mayor-of-kazan",
        "role": "presidency",
        "label": "Présidence",
        "start_date": "2021-11-17",
        "end_date": "2022-02-25",
    }
