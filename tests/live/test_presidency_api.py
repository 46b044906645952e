"""Who presides, as programs ask it: on a day, at an instant, over all rotations or of one."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.body import stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.rotation import Handover, HandoverId, RotationId
from models.presidency.terms import HandoverAt, TermId
from models.procedure import Command, StreamId
from models.rules.handing_over import HandOver
from models.rules.milestones import EditMilestone, EnterMilestone
from models.rules.rotations import BeginRotation, PublishRotation, SetTerm, WithdrawRotation
from models.text import Text
from server.organisation_pages.offices_import import PRESIDENCY
from tests.live.drafted import SLUG, Drafted, convocation, item, sitting
from tests.live.offices import Registry, registry_in
from tests.models.presidencies import of_2021

GOVERNING = RotationId("governing")
ONE = f"/api/presidency/{PRESIDENCY}/{GOVERNING}"
THERE = stream_of(PRESIDENCY)
CLOSE = datetime(2022, 2, 25, 17, tzinfo=UTC)


async def rotating(registry: Registry) -> None:
    """Enter and publish the rotation of 2021-22, held by the offices of the published list."""
    organisation = (await registry.parts.house.chamber(ORGANISATION)).state
    assert isinstance(organisation, Organisation)
    known = {office.title.en: office.id for office in organisation.offices.offices}
    rotation, milestones = of_2021()
    terms = [
        replace(term, holders=tuple(known[holder] for holder in term.holders))
        for term in rotation.draft.terms.values()
    ]
    acts: list[tuple[StreamId, Command]] = [
        (ORGANISATION, EnterMilestone(one)) for one in milestones.values()
    ]
    acts += [(THERE, BeginRotation(GOVERNING, rotation.draft.about))]
    acts += [(THERE, SetTerm(GOVERNING, None, term)) for term in terms]
    for act in acts:
        await registry.submit(act)


@pytest.fixture
async def registry(tmp_path: Path) -> AsyncIterator[Registry]:
    async with registry_in(tmp_path / "data") as found:
        await found.bring()
        await rotating(found)
        draft = await found.http.get("/api/presidency")
        assert draft.json()["rotations"] == []
        assert (await found.http.get(ONE)).status_code == 404
        await found.submit((THERE, PublishRotation(GOVERNING, 0, Text("adopted by the World Council"))))
        yield found


async def test_on_a_day_every_rotation_has_one_answer(registry: Registry) -> None:
    told = (await registry.http.get("/api/presidency?on=2022-03-01")).json()
    assert (told["at"], list(told)) == ("2022-03-01T12:00:00Z", ["at", "epoch", "seq", "rotations"])
    [one] = told["rotations"]
    assert (one["body"], one["rotation"], one["version"]) == ("presidency", "governing", 1)
    assert [holder["title"] for holder in one["in_force"]["holders"]] == ["Mayor of Xi'an", "Mayor of Iriga"]
    assert one["planned"] == one["in_force"]
    assert (one["in_force"]["since"], one["in_force"]["until"], one["changes"]) == (
        "2022-02-25T23:00:00Z",
        "2022-04-29T04:00:00Z",
        "2022-04-29T04:00:00Z",
    )
    assert one["follows"]["id"] == "t3"
    assert [reason["code"] for reason in one["because"]] == ["by_history", "term_by_plan"]
    since = "Mayor of Xi'an and Mayor of Iriga: since “Annual Retreat” (week of 21 February 2022)"
    assert one["words"][0].startswith(since)


async def test_at_an_instant_the_answer_may_be_provisional_and_it_may_be_a_gap(registry: Registry) -> None:
    told = (await registry.http.get(f"{ONE}?at=2022-07-15T12:00:00%2B02:00&lang=fr")).json()
    assert (told["at"], told["provisional"]) == ("2022-07-15T10:00:00Z", True)
    codes = [reason["code"] for reason in told["because"]]
    assert codes == ["by_history", "term_by_plan", "provisional_window", "provisional_window"]
    assert told["words"][-1].startswith("Provisoire")
    assert [term["id"] for term in told["terms"]] == ["t1", "t2", "t3", "t4", "t5", "t6"]
    assert told["terms"][4]["begins"] == {
        "milestone": "m5",
        "at": "2022-08-01T04:00:00Z",
        "earliest": "2022-07-02T04:00:00Z",
        "latest": "2022-08-01T04:00:00Z",
        "fuzzy": True,
    }
    assert [one["dating"] for one in told["milestones"]][-2:] == ["2022-07/2022-08", "2022-10"]

    # Now it is long over: a gap is an answer.
    [one] = (await registry.http.get("/api/presidency")).json()["rotations"]
    assert (one["in_force"]["holders"], one["planned"]["holders"], one["follows"]) == ([], [], None)
    assert one["words"][0] == "Nobody has the turn."

    printed = await registry.parts.organiser.presidency("2022-03-01")
    name, first, *_ = printed.splitlines()
    assert name == "Governing Presidency"
    since = "  Mayor of Xi'an and Mayor of Iriga: since “Annual Retreat” (week of 21 February 2022), until"
    assert first.startswith(since)

    # What is no day, no instant and no rotation.
    for asked in ("/api/presidency?on=2022-02-30", f"{ONE}?at=2022-05-03T12:00", f"{ONE}?at=soon"):
        assert (await registry.http.get(asked)).status_code == 422
    for nowhere in ("/api/presidency/presidency/none", "/api/presidency/none/governing"):
        assert (await registry.http.get(nowhere)).status_code == 404


async def test_of_a_meeting_they_may_not_follow_strangers_are_told_the_milestones_own_name_alone(
    registry: Registry,
) -> None:
    secret = sitting("secret", "What nobody knows", day=date(2022, 2, 25), ends=CLOSE)
    drafted = Drafted(registry.parts, registry.http)
    await drafted.draft(convocation(), [secret], [item("1")])
    organisation = (await registry.parts.house.chamber(ORGANISATION)).state
    assert isinstance(organisation, Organisation)
    [retreat] = (one for one in organisation.milestones.values() if one.name.en == "Annual Retreat")
    tied = EditMilestone(retreat, replace(retreat, meeting=SLUG))
    term = (await registry.parts.house.chamber(THERE)).body.rotations[GOVERNING].draft.terms[TermId("t2")]
    moved = SetTerm(GOVERNING, term, replace(term, handover=HandoverAt.SITTING, sitting=secret.id))
    await registry.submit((ORGANISATION, tied))
    await registry.submit((THERE, moved))
    await registry.submit((THERE, PublishRotation(GOVERNING, 2, Text("adopted"))))
    keeper = await drafted.token("secretariat")
    pages = (f"/presidency/{PRESIDENCY}/{GOVERNING}", "/api/presidency", ONE)
    for page in pages:
        told = await registry.http.get(f"{page}?on=2022-02-01&at=2022-02-01T12:00:00Z")
        assert told.status_code == 200
        assert "Annual Retreat" in told.text
        assert "What nobody knows" not in told.text
        assert f'"{SLUG}"' not in told.text
    mine = (await registry.http.get(ONE, headers=keeper)).json()
    assert SLUG in {one["meeting"] for one in mine["milestones"]}
    begins = {one["id"]: one["begins"] for one in (await registry.http.get(ONE)).json()["terms"]}
    assert begins == {one["id"]: one["begins"] for one in mine["terms"]}


async def test_an_act_counts_from_its_instant_on_and_what_is_withdrawn_says_so(registry: Registry) -> None:
    noon = datetime(2022, 9, 20, 12, tzinfo=UTC)
    act = Handover(HandoverId("early"), None, noon, note="The council has decided so.")
    await registry.submit((THERE, HandOver(GOVERNING, act, TermId("t6"))))
    before = (await registry.http.get(f"{ONE}?at=2022-09-20T11:59:59Z")).json()
    after = (await registry.http.get(f"{ONE}?at=2022-09-20T12:00:00Z")).json()
    assert (before["in_force"]["term"], after["in_force"]["term"]) == ("t6", None)
    assert after["because"][0] | {"at": None} == {
        **dict.fromkeys(after["because"][0]),
        "code": "released",
        "handover": "early",
        "meeting": "",
        "offices": [],
        "words": "The council has decided so.",
    }
    await registry.submit((THERE, WithdrawRotation(GOVERNING, "Annulled")))
    assert (await registry.http.get("/api/presidency")).json()["rotations"] == []
    gone = (await registry.http.get(ONE)).json()
    assert [reason["code"] for reason in gone["because"]] == ["withdrawn"]
    assert gone["words"] == ["Nobody has the turn.", "The rotation is withdrawn: Annulled"]
