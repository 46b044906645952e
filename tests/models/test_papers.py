"""Papers of an item: versions, languages, members only; attached and withdrawn by the secretariat (DOMAIN §1, §2)."""

from dataclasses import replace
from typing import Any

import pytest

from models.audience import Audience, may_read, sealed
from models.meeting import MeetingClosed, MeetingDrafted
from models.planning.item import ItemId
from models.planning.papers import MEDIA, Paper, PaperAttached, PaperId, PaperWithdrawn, newest
from models.rules.papers import AttachPaper, WithdrawPaper
from models.text import Text
from tests.models.story import CONVOCATION, Story, a_meeting

DIGEST = "0" * 64
MEMBERS = {Audience.CHAIR, Audience.SECRETARIAT, Audience.DESK, Audience.MEMBER}


def attach(item: str = "5", replaces: str | None = None, **more: Any) -> AttachPaper:
    given: dict[str, Any] = {"title": Text("Report"), "name": "report.pdf", "media": MEDIA["pdf"]}
    given |= {"size": 1200, "digest": DIGEST, "replaces": PaperId(replaces) if replaces else None}
    return AttachPaper(ItemId(item), **given | more)


def paper(seq: int, version: int = 1, series: int | None = None, **more: Any) -> Paper:
    given: dict[str, Any] = {
        "item": ItemId("5"),
        "title": Text("Report"),
        "language": "",
        "members_only": False,
    }
    given |= {"name": "report.pdf", "media": MEDIA["pdf"], "size": 1200, "digest": DIGEST}
    first = PaperId(f"paper-{series or seq}")
    return Paper(id=PaperId(f"paper-{seq}"), series=first, version=version, **given | more)


@pytest.fixture
def begun() -> tuple[Story, int]:
    """A meeting, and the number its next entry will have."""
    story = a_meeting()
    return story, story.state.seq + 1


def test_an_item_gets_a_paper_known_by_the_number_of_its_entry(begun: tuple[Story, int]) -> None:
    story, seq = begun
    told = story.when("secretariat", attach(language="fr", members_only=True))
    told.then(PaperAttached(paper(seq, language="fr", members_only=True)))
    assert told.state.papers == (paper(seq, language="fr", members_only=True),)


def test_a_new_version_joins_the_series_and_the_older_stays(begun: tuple[Story, int]) -> None:
    story, seq = begun
    first, second, third = paper(seq), paper(seq + 1, 2, seq), paper(seq + 2, 3, seq)
    told = story.when("secretariat", attach()).when("secretariat", attach(replaces=first.id))
    told.then(PaperAttached(second))
    told = told.when("secretariat", attach(replaces=second.id)).then(PaperAttached(third))
    assert told.state.papers == (first, second, third)
    assert newest(told.state.papers, first.id) == third


def test_two_who_replace_the_same_version_lose_nothing(begun: tuple[Story, int]) -> None:
    story, seq = begun
    told = story.when("secretariat", attach()).when("secretariat", attach(replaces=f"paper-{seq}"))
    told.when("secretariat", attach(replaces=f"paper-{seq}")).refused(
        "superseded", "There is a newer version of “Report” already. Look at it before you replace it."
    )


def test_a_version_that_is_withdrawn_is_no_longer_the_newest_and_its_number_is_not_given_again(
    begun: tuple[Story, int],
) -> None:
    story, seq = begun
    first, second = PaperId(f"paper-{seq}"), PaperId(f"paper-{seq + 1}")
    told = story.when("secretariat", attach()).when("secretariat", attach(replaces=first))
    told = told.when("secretariat", WithdrawPaper(second)).then(PaperWithdrawn(second, members_only=False))
    assert [one.withdrawn for one in told.state.papers] == [False, True]
    assert newest(told.state.papers, first) == paper(seq)
    told.when("secretariat", WithdrawPaper(second)).refused("paper_withdrawn", "“Report” has been withdrawn.")
    told.when("secretariat", attach(replaces=second)).refused("paper_withdrawn")
    told.when("secretariat", attach(replaces=first)).then(PaperAttached(paper(seq + 3, 3, seq)))


def test_a_series_that_is_withdrawn_has_no_newest(begun: tuple[Story, int]) -> None:
    story, seq = begun
    told = story.when("secretariat", attach()).when("secretariat", WithdrawPaper(PaperId(f"paper-{seq}")))
    assert newest(told.state.papers, PaperId(f"paper-{seq}")) is None


def test_a_paper_is_replaced_where_it_is(begun: tuple[Story, int]) -> None:
    story, seq = begun
    told = story.when("secretariat", attach("5"))
    told.when("secretariat", attach("6", replaces=f"paper-{seq}")).refused(
        "other_item", "“Report” is a paper of another item."
    )


@pytest.mark.parametrize("command", [attach(replaces="paper-99"), WithdrawPaper(PaperId("paper-99"))])
def test_a_paper_nobody_knows_is_refused(
    begun: tuple[Story, int], command: AttachPaper | WithdrawPaper
) -> None:
    begun[0].when("secretariat", command).refused("unknown_paper")


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ({"title": Text()}, "no_title", "A title is needed, in at least one language."),
        ({"size": 0}, "empty_file", None),
        ({"name": " "}, "empty_file", None),
        ({"size": 26_214_401}, "too_large", "The file is too large: a paper has at most 25 MB."),
        ({"media": "text/html"}, "unknown_media", "A paper cannot be of the type text/html."),
        ({"media": "image/svg+xml"}, "unknown_media", None),
        ({"language": "<b>"}, "unknown_language", None),
        ({"language": "français"}, "unknown_language", None),
    ],
)
def test_what_is_no_paper_is_refused(
    begun: tuple[Story, int], more: dict[str, Any], code: str, words: str | None
) -> None:
    begun[0].when("secretariat", attach(**more)).refused(code, words)


@pytest.mark.parametrize("language", ["", "en", "zh-Hant", "es-419", "sr-Latn-RS"])
def test_a_paper_may_be_in_any_language(begun: tuple[Story, int], language: str) -> None:
    assert begun[0].when("secretariat", attach(language=language)).state.papers


def test_an_item_that_is_not_there_gets_no_paper(begun: tuple[Story, int]) -> None:
    begun[0].when("secretariat", attach("99")).refused("unknown_item")
    Story().when("operator", attach()).refused("unknown_item")


def test_papers_come_before_during_and_after_the_meeting() -> None:
    draft = a_meeting()
    for story in (draft, draft.opened(), draft.opened().given(MeetingClosed())):
        assert story.when("secretariat", attach()).state.papers
    assert not Story().given(MeetingDrafted(CONVOCATION)).state.papers


# ----------------------------------------------------------------------------------------- for whom it is


@pytest.mark.parametrize("members_only", [True, False])
def test_a_paper_for_members_is_sealed_for_all_others_when_it_comes_and_when_it_goes(
    *, members_only: bool
) -> None:
    shown = replace(paper(7), members_only=members_only)
    audiences = MEMBERS if members_only else set(Audience)
    for event in (PaperAttached(shown), PaperWithdrawn(shown.id, members_only)):
        assert {audience for audience in Audience if not sealed(event, audience)} == audiences
    assert {audience for audience in Audience if may_read(shown, audience)} == audiences


def test_a_withdrawn_paper_for_members_was_one_for_members(begun: tuple[Story, int]) -> None:
    story, seq = begun
    told = story.when("secretariat", attach(members_only=True))
    told.when("secretariat", WithdrawPaper(PaperId(f"paper-{seq}"))).then(
        PaperWithdrawn(PaperId(f"paper-{seq}"), members_only=True)
    )
