"""The page of proposals: asked for, followed, compared, taken over into the draft, or refused in words."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from models.belonging.offices import OfficeId
from models.belonging.roles import Role
from models.body import BodyId
from models.presidency.rotation import Rotation
from models.presidency.terms import TermId
from models.rules.roles import GrantRole
from models.rules.rotations import SetTerm
from server.proposal_pages.under_way import Place, UnderWay
from server.proposing import search
from server.proposing.search import Searches
from tests.live.forms_on import Page
from tests.live.keeping import COUNCIL, Keeper, council_in, keeper
from tests.proposing.taking_turns import HERE, ROTATION, STREAM, take_turns
from tests.proposing.test_searches import AT_ONCE, FAILS, NEVER_SAYS

FORM: dict[str, str | list[str]] = {
    "do": "search",
    "post": ["co_president"],
    "rule": ["eligible", "available", "number", "pinned", "twice_running"],
    "holders": "1",
    "effort": "quick",
    "wish.equal_turns": "5",
    "wish.few_changes": "4",
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("known") / "data"


@pytest_asyncio.fixture
async def desk(tmp_path: Path, known: Path) -> AsyncIterator[Keeper]:
    async with council_in(tmp_path / "data", known) as made:
        await take_turns(made)
        searching(made, AT_ONCE)
        yield made
        await made.parts.presidency.proposals.under_way.close()


def searching(desk: Keeper, program: tuple[str, ...], **more: int) -> None:
    desk.parts.presidency.proposals.under_way = UnderWay(Searches(program, **more))


def rotation(desk: Keeper) -> Rotation:
    return desk.body().rotations[ROTATION]


def draft(desk: Keeper) -> list[str]:
    """Who has each term in the draft."""
    return ["+".join(term.holders) for term in rotation(desk).draft.terms.values()]


async def asked(desk: Keeper, **changed: str | list[str]) -> str:
    """The id of the search that is begun so."""
    page = await desk.post(HERE, {**FORM, **changed})
    assert page.status == 303, page.words
    return page.to.partition("search=")[2].partition("#")[0]


async def ended(desk: Keeper, known_as: str) -> Page:
    """The page once the search is over."""
    assert desk.person
    begun = desk.parts.presidency.proposals.under_way.latest(Place(BodyId("council"), ROTATION, desk.person))
    assert begun
    assert begun.task
    await asyncio.wait({begun.task}, timeout=60)
    alone = await desk.come(HERE, search=known_as, alone="")
    assert "data-running" not in alone.html
    assert alone.html.lstrip().startswith("<section")
    return await desk.come(HERE, search=known_as)


async def test_a_proposal_is_searched_for_and_taken_over_into_the_draft(desk: Keeper) -> None:
    first = await desk.come(HERE)
    assert "Co-President" in first.words
    assert "not ticked at first: Nobody has two terms running." in first.words  # Kazan has them all
    assert 'value="twice_running" checked' not in first.html
    assert 'value="sections" checked' in first.html
    assert "data-search" not in first.html
    known_as = await asked(desk)
    page = await ended(desk, known_as)
    assert "Proposal 1" in page.words
    assert "Proven: no rotation costs less." in page.words
    assert "terms differ from what is adopted" in page.words
    assert draft(desk) == ["mayor-of-kazan"] * 3  # nothing has changed yet
    taken = await desk.post(HERE, {"do": "take", "search": known_as, "proposal": "1"})
    assert taken.to.endswith(f"?search={known_as}&taken=1")
    assert sorted(draft(desk)) == ["mayor-of-iriga", "mayor-of-kazan", "mayor-of-konya"]
    plan = rotation(desk).plan
    assert plan
    assert all(term.holders == ("mayor-of-kazan",) for term in plan.terms.values())  # what counts has not
    assert "It counts when the draft is published." in (await desk.come(taken.to)).words
    stale = await desk.post(HERE, {"do": "take", "search": known_as, "proposal": "1"})
    assert stale.status == 409
    assert "draft" in stale.words
    nothing = await desk.post(HERE, {"do": "take", "search": known_as, "proposal": "9"})
    assert nothing.status == 422


async def test_other_proposals_come_with_the_next_seed_and_a_colleague_gets_the_same(desk: Keeper) -> None:
    first = await ended(desk, await asked(desk))
    assert "These are of seed 0" in first.words
    known_as = await asked(
        desk, do="others", search=first.html.partition('data-search="')[2].partition('"')[0]
    )
    others = await ended(desk, known_as)
    assert "These are of seed 1" in others.words
    assert others.html.partition('id="seed"')[2].partition(">")[0].count('value="1"')
    again = await ended(desk, await asked(desk, seed="1"))
    assert cards(again) == cards(others)
    assert (await desk.post(HERE, {"do": "others", "search": "gone"})).to.endswith("?search=-")


async def test_what_was_adopted_stays_unless_it_must_change_and_the_page_says_why(desk: Keeper) -> None:
    """Kazan has every term, which the rules allow once they are told; then it is kept out of one of them."""
    rules = ["eligible", "available", "number", "pinned"]
    keeping = {"rule": rules, "wish.few_changes": "5"}
    page = await ended(desk, await asked(desk, **keeping))
    assert "All terms are as adopted." in page.words
    assert "What was adopted is kept first" in page.words  # so there are fewer
    out = {"pin_office": "mayor-of-kazan", "pin_way": "out", "pin_term": "t2"}
    page = await ended(desk, await asked(desk, **keeping, **out))
    assert "1 term differs from what is adopted." in page.words
    assert "Not to be in term 2 (Retreat 2): Mayor of Kazan." in page.words
    assert draft(desk) == ["mayor-of-kazan"] * 3
    both = {name: [value, value] for name, value in out.items()} | {"pin_way": ["out", "in"]}
    page = await ended(desk, await asked(desk, **keeping, **both))
    assert "Pinned in term 2 (Retreat 2): Mayor of Kazan." in page.words
    assert "#pins" in page.links


def cards(page: Page) -> str:
    return page.words.partition("Proposal 1")[2].partition("These are of seed")[0]


async def test_rules_that_cannot_hold_together_are_named_with_ways_to_relax_them(desk: Keeper) -> None:
    was = rotation(desk).draft.terms[TermId("t2")]
    now = replace(was, holders=(OfficeId("mayor-of-iriga"),), pinned=True)
    await desk.act(SetTerm(ROTATION, was, now), STREAM)
    begins = (datetime.now(UTC) + timedelta(days=70)).date().isoformat()
    away = {"office": "mayor-of-iriga", "first": begins, "last": begins}
    page = await ended(desk, await asked(desk, **away))
    assert "These rules cannot all hold." in page.words
    assert "Pinned in term 2 (Retreat 2): Mayor of Iriga." in page.words
    assert "Away during term 2 (Retreat 2): Mayor of Iriga." in page.words
    assert {"#away", f"{COUNCIL}/rotations/turns/setup#row-terms-t2"} <= set(page.links)
    assert begins in page.html  # what was typed is still there


async def test_a_search_is_ended_by_whoever_began_it_and_is_nobody_elses(desk: Keeper) -> None:
    searching(desk, NEVER_SAYS)
    known_as = await asked(desk)
    running = await desk.come(HERE)  # it survives a reload
    assert f'data-search="{known_as}"' in running.html
    assert 'http-equiv="refresh"' in running.html  # for whoever has no script
    colleague = await keeper(desk.parts, desk.http, "Colleague")
    assert colleague.person
    await desk.act(GrantRole(colleague.person, Role.SECRETARIAT), STREAM)
    assert known_as not in (await colleague.come(HERE)).html
    await colleague.post(HERE, {"do": "cancel", "search": known_as})
    assert "data-running" in (await desk.come(HERE)).html
    await desk.post(HERE, {"do": "cancel", "search": known_as})
    over = await desk.come(HERE)
    assert "You ended the search." in over.words
    assert "data-running" not in over.html
    assert 'http-equiv="refresh"' not in over.html


async def test_a_search_ends_with_the_server_and_the_page_says_so(desk: Keeper) -> None:
    searching(desk, NEVER_SAYS)
    known_as = await asked(desk)
    await desk.parts.presidency.proposals.under_way.close()
    searching(desk, AT_ONCE)  # as after a restart
    assert (await desk.come(HERE, search=known_as, alone="")).status == 404
    assert "it ends with the server" in (await desk.come(HERE, search=known_as)).words
    lost = await desk.post(HERE, {"do": "take", "search": known_as, "proposal": "1"})
    assert "it ends with the server" in (await desk.come(lost.to)).words


async def test_others_are_told_that_they_wait_or_that_there_are_too_many(desk: Keeper) -> None:
    searching(desk, NEVER_SAYS, at_once=1, most_waiting=1)
    await asked(desk)
    said = []
    for name in ("Second", "Third"):
        one = await keeper(desk.parts, desk.http, name)
        assert one.person
        await desk.act(GrantRole(one.person, Role.SECRETARIAT), STREAM)
        await asked(one)
        await asyncio.sleep(0)  # it begins
        said.append((await one.come(HERE)).words)
    assert "this search begins when one of them has ended" in said[0]
    assert "Try again in a few minutes" in said[1]


async def test_a_search_that_fails_says_so(desk: Keeper) -> None:
    searching(desk, FAILS)
    assert "The search broke off on this server." in (await ended(desk, await asked(desk))).words


async def test_what_cannot_be_read_is_said_and_stays_as_it_was_typed(desk: Keeper) -> None:
    for changed, words in (
        ({"post": []}, "Tick at least one post"),
        ({"most_turns": "many"}, "is a number, or nothing"),
        ({"office": "mayor-of-iriga", "first": "2031-05-01", "last": ""}, "choose the office, the first day"),
        (
            {"office": "mayor-of-iriga", "first": "2031-05-02", "last": "2031-05-01"},
            "Turn the two days round",
        ),
        (
            {"pin_office": "mayor-of-iriga", "pin_way": "out", "pin_term": ""},
            "choose the office and the term",
        ),
        (
            {"pin_office": "mayor-of-iriga", "pin_way": "up", "pin_term": "t1"},
            "choose the office and the term",
        ),
        ({"seed": "-1"}, "The seed is a number"),
        ({"holders": "9"}, "The form was not complete"),
        ({"post": ["treasurer"]}, "no office has any of these posts"),
        ({"do": "dance"}, "That was not understood"),
    ):
        page = await desk.post(HERE, {**FORM, **changed})
        assert (page.status, words in page.words) == (422, True), (changed, page.words)
        assert str(changed.get("first", "")) in page.html
    assert (await desk.come(HERE.replace("turns", "none"))).status == 404


async def test_without_the_solver_the_page_says_so_and_fills_in_an_order(
    desk: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SOLVER", "no_such_solver")
    assert "has not been given the extra" in (await desk.come(HERE)).words
    assert "is not installed on this server" in (await ended(desk, await asked(desk))).words
    known_as = await asked(desk, do="order", alphabet="countries", begins="")
    page = await desk.come(HERE, search=known_as)
    assert "Nothing was searched for: this is the order." in page.words
    await desk.post(HERE, {"do": "take", "search": known_as, "proposal": "1"})
    assert draft(desk) == [
        "mayor-of-iriga",
        "mayor-of-kazan",
        "mayor-of-konya",
    ]  # Philippines, Russia, Türkiye
    wrong = await desk.post(HERE, {**FORM, "do": "order", "alphabet": "cities", "begins": "mayor-of-soria"})
    assert wrong.status == 422
