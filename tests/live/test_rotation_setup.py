"""Milestones and rotations set up form by form: moved with a preview, checked, published, handed over, imported."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from models.body import BodyId
from models.presidency.milestones import MilestoneId
from models.presidency.rotation import Rotation, RotationId
from models.rules.milestones import CancelMilestone
from models.rules.rotation_history import as_history
from server.house import stream_of
from tests.live.forms_on import Page
from tests.live.keeping import COUNCIL, HOME, Keeper, council_in

MILESTONES = "/organisation/milestones"
SETUP = f"{COUNCIL}/rotations/turns/setup"
STREAM = stream_of(BodyId("council"))
RETREAT, CONGRESS = MilestoneId("retreat"), MilestoneId("congress")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("known") / "data"


@pytest_asyncio.fixture
async def desk(tmp_path: Path, known: Path) -> AsyncIterator[Keeper]:
    async with council_in(tmp_path / "data", known) as made:
        yield made


async def enter(desk: Keeper, name: str, first: str, last: str = "", precision: str = "exact") -> Page:
    written = {
        "milestone.name.en:text": name,
        "milestone.dating.earliest:day": first,
        "milestone.dating.latest:day": last or first,
        "milestone.precision": precision,
    }
    return await desk.press(MILESTONES, "new/milestone", "enter_milestone", written)


async def begun(desk: Keeper) -> Rotation:
    """Three milestones, an office more, and a rotation between them that is published."""
    await enter(desk, "Retreat", "2031-02-21", "2031-02-25", "week")
    await enter(desk, "Forum", "2031-06-01")
    await enter(desk, "Congress", "2031-10-10")
    await desk.press(HOME, "new/office", "enter_office", {"office.title.en:text": "Mayor of Konya"})
    to = await desk.press(
        f"{COUNCIL}/setup", "new/rotation", "begin_rotation", {"about.name.en:text": "Turns"}
    )
    assert to.to == SETUP
    added = {"now.begins": "retreat", "now.holders:each.1": "mayor-of-soria"}
    await desk.press(SETUP, "new/term", "set_term", added)
    ends = {"now.ends:none": "congress"}
    await desk.press(SETUP, "about/rotation", "describe_rotation", ends)
    published = await desk.press(SETUP, "publish/draft", "publish_rotation", {"adopted.en:text": "adopted"})
    assert published.status == 303, published.words
    return rotation(desk)


def rotation(desk: Keeper) -> Rotation:
    return desk.body().rotations[RotationId("turns")]


async def test_a_milestone_is_entered_in_its_sequence_and_edited_by_two_at_once(desk: Keeper) -> None:
    first = await enter(desk, "Retreat", "2031-02-21", "2031-02-25", "week")
    assert first.to == f"{MILESTONES}#row-milestones-retreat"
    await enter(desk, "Congress", "2031-10-01", "2031-10-31", "month")
    page = await desk.come(MILESTONES)
    assert "1 · Retreat" in page.words
    assert "week of 21 February 2031" in page.words
    assert "2 · Congress" in page.words
    mine = (await desk.come(f"{MILESTONES}/milestones/retreat")).forms["edit_milestone"]
    await desk.press(MILESTONES, "milestones/retreat", "edit_milestone", {"now.place:text": "Konya"})
    merged = await desk.post(mine.action, {**mine.fields, "now.sequence:count": "7"})
    assert merged.status == 303
    known = desk.organisation.milestones[RETREAT]
    assert (known.place, known.sequence) == ("Konya", 7)
    contested = await desk.post(mine.action, {**mine.fields, "now.place:text": "Soria"})
    assert contested.status == 409
    assert contested.theirs == ["Konya"]


async def test_days_that_do_not_fit_are_refused_at_their_field(desk: Keeper) -> None:
    page = await enter(desk, "Retreat", "2031-02-21", "2031-04-25", "week")
    assert page.status == 409
    assert page.invalid == ["milestone.precision"]


async def test_a_move_shows_what_changes_before_it_is_applied_and_is_one_act(desk: Keeper) -> None:
    before = await begun(desk)
    moved = {"now.dating.earliest:day": "2031-03-07", "now.dating.latest:day": "2031-03-11"}
    shown = await desk.press(MILESTONES, "milestones/retreat", "edit_milestone", moved)
    assert shown.status == 200
    assert "What would change" in shown.words
    assert "week of 21 February 2031" in shown.words
    assert "week of 7 March 2031" in shown.words
    assert "Mayor of Soria" in shown.words
    assert "Entries that change in calendars: Turns 2 · Mayor of Soria 1" in shown.words
    assert rotation(desk).version == before.version
    form = shown.forms["edit_milestone"]
    back = await desk.post(form.action.replace("apply=yes", "back=yes"), form.fields)
    assert back.forms["edit_milestone"].fields["now.dating.earliest:day"] == "2031-03-07"
    applied = await desk.post(form.action, form.fields)
    assert applied.to == f"{MILESTONES}?applied=yes#row-milestones-retreat"
    done = await desk.come(f"{MILESTONES}?applied=yes")
    assert "Applied: every rotation that it concerns has its next version." in done.words
    again = await desk.post(form.action, form.fields)
    assert again.status == 303
    assert rotation(desk).version == before.version + 1
    reason = {"reason:text": "flooded", "merged_into:none": "congress"}
    cancelled = await desk.press(MILESTONES, "milestones/retreat", "cancel_milestone", reason)
    assert "What would change" in cancelled.words
    assert desk.organisation.milestones[RETREAT].takes_place


async def test_of_two_rotations_over_one_body_it_is_said_which_counts(desk: Keeper) -> None:
    await begun(desk)
    await desk.press(SETUP, "about/rotation", "describe_rotation", {"now.over:each": "council"})
    await desk.press(SETUP, "publish/draft", "publish_rotation", {})
    other = {"about.name.en:text": "Other turns", "about.over:each": "council"}
    there = (await desk.press(f"{COUNCIL}/setup", "new/rotation", "begin_rotation", other)).to
    added = {"now.begins": "forum", "now.holders:each.1": "mayor-of-konya"}
    await desk.press(there, "new/term", "set_term", added)
    overlap = "“Turns” is over “Council” too from 2 June 2031 to 10 October 2031"
    assert overlap in (await desk.come(there)).words
    assert overlap in (await desk.come(f"{there}/publish/draft")).words
    await desk.press(there, "publish/draft", "publish_rotation", {})
    for setup in (SETUP, there):
        handed = await desk.press(setup, "new/handover", "hand_over", {})
        assert handed.status == 303, handed.words
    counts = "Over “Council”, “Other turns” counts before “Turns”: both turns began at once"
    assert (await desk.come("/presidency")).words.count(counts) == 2


async def test_checks_stand_beside_their_field_also_before_anybody_saves(desk: Keeper) -> None:
    await begun(desk)
    opened = await desk.come(f"{SETUP}/new/term")
    form = opened.forms["set_term"]
    check = SETUP.replace("/setup", "/check") + "/new/term"
    seq = await desk.seq(STREAM)
    two = {**form.fields, "now.begins": "forum", "now.holders:each.1": "mayor-of-konya"}
    answer = await desk.post(check, two)
    assert answer.status == 200
    assert "two terms in a row" not in answer.words
    assert "mandate" in answer.words
    twice = await desk.post(check, {**two, "now.holders:each.1": "mayor-of-soria"})
    assert "two terms in a row" in twice.words
    assert await desk.seq(STREAM) == seq
    strangers = await (await desk.other("Ada")).post(check, two)
    assert strangers.status == 403


async def test_a_rotation_is_set_up_published_handed_over_and_withdrawn(desk: Keeper) -> None:
    assert (await begun(desk)).version == 1
    page = await desk.come(SETUP)
    assert "Version 1 is published; nothing has been changed since." in page.words
    term = next(iter(rotation(desk).draft.terms))
    same = {"now.holders:each.2": "mayor-of-soria"}
    twice = await desk.press(SETUP, f"terms/{term}", "set_term", same)
    assert twice.status == 409
    assert twice.invalid == ["now.holders:each.1", "now.holders:each.2"]
    pair = await desk.press(SETUP, f"terms/{term}", "set_term", {"now.holders:each.2": "mayor-of-konya"})
    assert pair.to == f"{SETUP}#row-terms-{term}"
    assert rotation(desk).draft.terms[term].holders == ("mayor-of-soria", "mayor-of-konya")
    publishing = await desk.come(f"{SETUP}/publish/draft")
    assert "Mayor of Soria and Mayor of Konya" in publishing.words
    drop = (await desk.come(SETUP)).forms["drop_draft"]
    await desk.post(drop.action, drop.fields)
    assert not rotation(desk).edited
    await desk.press(SETUP, "new/handover", "hand_over", {})
    [handover] = rotation(desk).handovers
    assert handover.term == term
    undone = {"reason:text": "too early"}
    await desk.press(SETUP, f"handovers/{handover.id}", "undo_handover", undone)
    assert rotation(desk).handovers[0].undone == "too early"
    deputy = {"override.office:none": "mayor-of-konya", "override.instead_of:none": "mayor-of-soria"}
    told = (await desk.come(f"{SETUP}/new/override")).words, (await desk.come(f"{SETUP}/new/handover")).words
    assert "Reason, shown to everybody" in told[0], "the answer to who presides says it"
    assert "Note, shown to everybody" in told[1]
    made = await desk.press(SETUP, "new/override", "make_override", deputy)
    assert made.status == 303, made.words
    [override] = rotation(desk).overrides
    assert "Mayor of Konya in the place of Mayor of Soria" in (await desk.come(SETUP)).words
    over = {"until:local.Europe/Madrid": "2031-03-01T12:00"}
    form = (await desk.come(f"{SETUP}/overrides/{override.id}")).html
    assert "Take it back" in form
    ended = {"rotation": "turns", "override": override.id, **over}
    await desk.post(f"{COUNCIL}/rotations/turns/commands/end_override?from=overrides/{override.id}", ended)
    assert rotation(desk).overrides[0].until is not None
    withdraw = (await desk.come(SETUP)).forms["withdraw_rotation"]
    await desk.post(withdraw.action, {**withdraw.fields, "reason:text": "begun anew"})
    assert rotation(desk).withdrawn == "begun anew"


async def test_the_end_of_a_mandate_shows_what_becomes_of_terms(desk: Keeper) -> None:
    await begun(desk)
    [mandate] = desk.organisation.offices.mandates
    asked = {"until:dating": "2031-06-01", "ending": "lost"}
    page = await desk.come(f"{HOME}/mandates/{mandate.id}", **asked)
    assert "Turns · 1 term changes" in page.words


LINES = """sequence,milestone,earliest,latest,precision,timezone,holders_from_here,handover
1,Retreat,2031-02-21,2031-02-25,week,Europe/Madrid,Mayor of Soria,end
2,Congress,2031-10-10,2031-10-10,day,Asia/Seoul,,end
"""


async def test_a_file_is_previewed_with_its_faults_and_taken_over_whole(desk: Keeper) -> None:
    await begun_alone(desk)
    wrong = await send(desk, f"{SETUP}/import", LINES.replace("Mayor of Soria", "Mayor of Nowhere"))
    assert "Line 2:" in wrong.words
    assert "Take it over as the draft" not in wrong.words
    read = await send(desk, f"{SETUP}/import", LINES)
    assert "Retreat" in read.words
    assert not desk.organisation.milestones
    kept = await send(desk, f"{SETUP}/import?keep=one", LINES)
    assert kept.to == SETUP, kept.words
    assert len(desk.organisation.milestones) == 2
    assert [term.holders for term in rotation(desk).draft.terms.values()] == [("mayor-of-soria",)]
    assert rotation(desk).draft.about.ends
    assert rotation(desk).plan is None
    assert (await send(desk, f"{SETUP}/import?keep=two", LINES)).to == SETUP
    csv = await desk.come(SETUP.replace("/setup", "/export.csv"))
    assert "Mayor of Soria" in csv.html
    back = await send(desk, f"{SETUP}/import", csv.html)
    assert "All of it is understood" in back.words
    assert (await desk.come(SETUP.replace("/setup", "/export.json"))).status == 200
    assert (await desk.come(SETUP.replace("/setup", "/export.xml"))).status == 404


async def test_what_is_exported_as_json_comes_back_whole_in_a_house_that_knows_nothing_of_it(
    desk: Keeper, tmp_path: Path, known: Path
) -> None:
    """The terms with what they are for and how they begin, departures, and every handover, as history."""
    before = await begun(desk)
    term = next(iter(before.draft.terms))
    answers = {"now.policy.en:text": "Housing", "now.switch": "clock", "now.pinned:boolean": "true"}
    await desk.press(SETUP, f"terms/{term}", "set_term", answers)
    await desk.press(SETUP, "publish/draft", "publish_rotation", {"adopted.en:text": "adopted"})
    deputy = {"override.office:none": "mayor-of-konya", "override.instead_of:none": "mayor-of-soria"}
    await desk.press(SETUP, "new/override", "make_override", deputy)
    for undone in ("too early", ""):
        await desk.press(SETUP, "new/handover", "hand_over", {})
        last = rotation(desk).handovers[-1].id
        if undone:
            await desk.press(SETUP, f"handovers/{last}", "undo_handover", {"reason:text": undone})
    here = rotation(desk)
    file = (await desk.come(SETUP.replace("/setup", "/export.json"))).html
    assert "a history of its own" not in (await send(desk, f"{SETUP}/import", file)).words, "it is the same"
    async with council_in(tmp_path / "there", known) as there:
        await there.press(HOME, "new/office", "enter_office", {"office.title.en:text": "Mayor of Konya"})
        turns = {"about.name.en:text": "Turns"}
        await there.press(f"{COUNCIL}/setup", "new/rotation", "begin_rotation", turns)
        read = await send(there, f"{SETUP}/import", file)
        assert "come with it, as known from before they were logged here" in read.words
        assert (await send(there, f"{SETUP}/import?keep=one", file)).to == SETUP
        assert rotation(there).plan is None
        drafted = await there.come(SETUP)
        assert "Mayor of Konya in the place of Mayor of Soria" in drafted.words
        assert 'class="term now' not in drafted.html, "nobody has a turn by what is not published"
        adopted = {"adopted.en:text": "adopted"}
        assert (await there.press(SETUP, "publish/draft", "publish_rotation", adopted)).to
        published = rotation(there)
        milestones = (there.organisation.milestones, desk.organisation.milestones)
        another = file.replace("too early", "much too early")
        left = await send(there, f"{SETUP}/import", another)
        assert "a history of its own" in left.words
    assert published == replace(
        here, version=1, published=published.published, handovers=as_history(here.handovers)
    )
    assert milestones[0] == {k: m for k, m in milestones[1].items() if k in {RETREAT, CONGRESS}}
    assert [one.undone for one in published.handovers] == ["too early", ""]


@pytest.mark.parametrize(
    ("hostile", "words"),
    [
        ('{"id": "h", "term": "t", "at": "2090-01-01T00:00:00Z"}', "has not come yet"),
        ('{"id": "h", "term": "t", "at": "9999-01-01T00:00:00Z"}', "no rotation"),
        ('{"id": "h", "term": "x", "at": "2021-01-01T00:00:00Z"}', "no such term"),
        ('{"id": "h", "term": "t", "at": "2021-01-01T00:00:00"}', "no rotation"),
        ('{"id": "h", "term": "t", "at": 5}', "no rotation"),
    ],
)
async def test_a_hostile_past_is_refused_in_words(desk: Keeper, hostile: str, words: str) -> None:
    await begun_alone(desk)
    page = await send(desk, f"{SETUP}/import?keep=one", FILE % hostile)
    assert page.status in {409, 422}
    assert words in page.words
    assert not rotation(desk).draft.terms


FILE = """{"hemicycle": {"about": {"name": {"en": "Turns"}},
"milestones": [{"id": "retreat", "name": {"en": "Retreat"}, "sequence": 1}],
"terms": [{"id": "t", "begins": "retreat", "holders": ["mayor-of-soria"]}], "handovers": [%s]}}"""


async def test_what_a_file_names_and_is_not_here_is_said_before_anything_is_kept(desk: Keeper) -> None:
    await begun_alone(desk)
    past = '{"id": "h", "term": "t", "at": "2021-01-01T00:00:00Z"}'
    for wrong, words in (
        ('"begins": "retreat"', '"begins": "nowhere"'),
        ('"Turns"}', '"Turns"}, "over": ["x"]'),
    ):
        page = await send(desk, f"{SETUP}/import", (FILE % past).replace(wrong, words))
        assert page.status == 409
        assert "Take it over as the draft" not in page.words


async def begun_alone(desk: Keeper) -> None:
    await desk.press(f"{COUNCIL}/setup", "new/rotation", "begin_rotation", {"about.name.en:text": "Turns"})


async def send(desk: Keeper, address: str, text: str) -> Page:
    return Page(await desk.http.post(address, headers=desk.headers, files={"text": (None, text)}))


async def test_a_milestone_that_fell_away_meanwhile_leaves_its_editor(desk: Keeper) -> None:
    await begun(desk)
    opened = (await desk.come(f"{MILESTONES}/milestones/congress")).forms["cancel_milestone"]
    await desk.act(CancelMilestone(CONGRESS, "flooded"))
    late = await desk.post(opened.action + "&apply=yes", {**opened.fields, "reason:text": "storm"})
    assert late.status == 409
    restored = await desk.press(MILESTONES, "milestones/congress", "restore_milestone", {})
    assert "What would change" in restored.words
