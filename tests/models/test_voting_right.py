"""Who votes in a body, who does not, and why (DOMAIN §1)."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.belonging.membership import Category, Member, MemberId, MemberKind
from models.belonging.posts import Post
from models.belonging.voting_right import VotingReason, VotingRight, voting_right
from models.body import RemoteVoting, Rules
from models.speaking.attendance import Attendance
from models.text import Text
from server.languages import words_of
from server.words import Words

PAID = Member(MemberId("soria"), Text("Soria"), fees_paid_to=2020)
IN_PERSON = Rules(remote_voting=RemoteVoting.IN_PERSON_ONLY)
SAVE_SORIA = replace(IN_PERSON, remote_voting_exceptions=(MemberId("soria"),))
ROOM, REMOTE, ABSENT, EXCUSED = Attendance
SUBSTITUTE = Post.SUBSTITUTE

# who the member is, the body's rules, who votes, where the delegate and the substitute are: in 2021, why
TABLE = (
    (PAID, Rules(), Post.DELEGATE, None, None, "votes"),
    (PAID, Rules(), Post.DELEGATE, ROOM, None, "votes"),
    (PAID, Rules(), Post.DELEGATE, REMOTE, None, "votes"),
    (PAID, Rules(), Post.DELEGATE, ABSENT, None, "away"),
    (PAID, Rules(), Post.DELEGATE, EXCUSED, ROOM, "away"),
    (replace(PAID, kind=MemberKind.ASSOCIATION), Rules(), Post.DELEGATE, None, None, "votes"),
    (replace(PAID, category=Category.ASSOCIATE), Rules(), Post.DELEGATE, ROOM, None, "associate"),
    (replace(PAID, category=Category.HONORARY), Rules(), Post.DELEGATE, ROOM, None, "honorary"),
    (replace(PAID, category=Category.OBSERVER), Rules(), Post.DELEGATE, ROOM, None, "observer"),
    (replace(PAID, suspended="by decision 4"), Rules(), Post.DELEGATE, ROOM, None, "suspended"),
    (replace(PAID, suspended="x", fees_paid_to=None), Rules(), Post.DELEGATE, None, None, "suspended"),
    (
        replace(PAID, suspended="x", category=Category.ASSOCIATE),
        Rules(),
        Post.DELEGATE,
        None,
        None,
        "associate",
    ),
    (replace(PAID, fees_paid_to=None), Rules(), Post.DELEGATE, ROOM, None, "fees_not_known"),
    (replace(PAID, fees_paid_to=2019), Rules(), Post.DELEGATE, ROOM, None, "fees_unpaid"),
    (replace(PAID, fees_paid_to=2021), Rules(), Post.DELEGATE, ROOM, None, "votes"),
    (replace(PAID, fees_paid_to=2019), Rules(), Post.DELEGATE, ABSENT, None, "fees_unpaid"),
    (PAID, IN_PERSON, Post.DELEGATE, None, None, "votes"),
    (PAID, IN_PERSON, Post.DELEGATE, ROOM, None, "votes"),
    (PAID, IN_PERSON, Post.DELEGATE, REMOTE, None, "in_person_only"),
    (PAID, SAVE_SORIA, Post.DELEGATE, REMOTE, None, "votes"),
    (replace(PAID, id=MemberId("konya")), SAVE_SORIA, Post.DELEGATE, REMOTE, None, "in_person_only"),
    (PAID, Rules(remote_voting=RemoteVoting.ALLOWED), Post.DELEGATE, REMOTE, None, "votes"),
    (PAID, Rules(), SUBSTITUTE, None, None, "delegate_not_absent"),
    (PAID, Rules(), SUBSTITUTE, ROOM, ROOM, "delegate_not_absent"),
    (PAID, Rules(), SUBSTITUTE, REMOTE, ROOM, "delegate_not_absent"),
    (PAID, IN_PERSON, SUBSTITUTE, REMOTE, ROOM, "delegate_not_absent"),  # the delegate takes part, from afar
    (PAID, Rules(), SUBSTITUTE, ABSENT, None, "votes_for_delegate"),
    (PAID, Rules(), SUBSTITUTE, ABSENT, ROOM, "votes_for_delegate"),
    (PAID, Rules(), SUBSTITUTE, EXCUSED, REMOTE, "votes_for_delegate"),
    (PAID, Rules(), SUBSTITUTE, ABSENT, ABSENT, "away"),
    (PAID, IN_PERSON, SUBSTITUTE, ABSENT, REMOTE, "in_person_only"),
    (PAID, SAVE_SORIA, SUBSTITUTE, ABSENT, REMOTE, "votes_for_delegate"),
    (replace(PAID, fees_paid_to=None), Rules(), SUBSTITUTE, ABSENT, ROOM, "fees_not_known"),
    (replace(PAID, weight=0), Rules(weighted=True), Post.DELEGATE, ROOM, None, "no_weight"),
    (replace(PAID, weight=0), Rules(), Post.DELEGATE, ROOM, None, "votes"),
)


@pytest.mark.parametrize(("member", "rules", "voter", "delegate", "substitute", "why"), TABLE)
def test_who_votes_and_why(
    member: Member,
    rules: Rules,
    voter: Post,
    delegate: Attendance | None,
    substitute: Attendance | None,
    why: str,
) -> None:
    right = voting_right(member, rules, 2021, voter=voter, delegate=delegate, substitute=substitute)
    assert right.reason == why
    assert right.votes == (why in {"votes", "votes_for_delegate"})


def test_every_reason_is_in_the_table() -> None:
    assert {row[-1] for row in TABLE} == set(VotingReason)


@pytest.mark.parametrize(("weighted", "weight"), [(None, 1), (False, 1), (True, 7)])
def test_one_member_has_one_vote_unless_the_body_weighs_them(*, weighted: bool | None, weight: int) -> None:
    right = voting_right(replace(PAID, weight=7), Rules(weighted=weighted), 2021)
    assert right == VotingRight(VotingReason.VOTES, weight)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_reason_is_said_in_words(language: str) -> None:
    words: Words = words_of(language)
    said = [words.of(reason) for reason in VotingReason]
    assert len(set(said)) == len(VotingReason)
    assert not set(said) & {reason.value for reason in VotingReason}


# ------------------------------------------------------------------------------------------- for all of them

MEMBERS = st.builds(
    Member,
    st.sampled_from([MemberId("soria"), MemberId("konya")]),
    st.just(Text("Soria")),
    category=st.sampled_from(Category),
    fees_paid_to=st.none() | st.integers(2015, 2025),
    suspended=st.sampled_from(["", "", "by decision 4"]),
    weight=st.integers(0, 5),
)
RULES = st.builds(
    Rules,
    remote_voting=st.none() | st.sampled_from(RemoteVoting),
    remote_voting_exceptions=st.sampled_from([(), (MemberId("soria"),)]),
    weighted=st.none() | st.booleans(),
)
PLACES = st.none() | st.sampled_from(Attendance)
YEARS = st.integers(2016, 2024)


@given(MEMBERS, RULES, YEARS, PLACES, PLACES)
def test_a_member_never_votes_twice(
    member: Member, rules: Rules, year: int, delegate: Attendance | None, substitute: Attendance | None
) -> None:
    rights = [
        voting_right(member, rules, year, voter=voter, delegate=delegate, substitute=substitute)
        for voter in (Post.DELEGATE, Post.SUBSTITUTE)
    ]
    assert sum(right.votes for right in rights) <= 1
    for right in rights:
        assert right.votes == (right.weight > 0)
        assert right.weight in {0, member.weight if rules.weighted else 1}


@given(MEMBERS, RULES, YEARS, PLACES, PLACES)
def test_only_full_members_in_good_standing_vote(
    member: Member, rules: Rules, year: int, delegate: Attendance | None, substitute: Attendance | None
) -> None:
    right = voting_right(member, rules, year, delegate=delegate, substitute=substitute)
    paid = member.fees_paid_to is not None and member.fees_paid_to >= year - 1
    standing = member.category is Category.FULL and not member.suspended and paid
    assume(not standing)
    assert not right.votes


@given(MEMBERS, RULES, YEARS, PLACES)
def test_paying_never_costs_a_vote_and_coming_in_never_does(
    member: Member, rules: Rules, year: int, delegate: Attendance | None
) -> None:
    before = voting_right(member, rules, year, delegate=delegate)
    paid = voting_right(replace(member, fees_paid_to=year), rules, year, delegate=delegate)
    come = voting_right(member, rules, year, delegate=Attendance.IN_THE_ROOM)
    assert paid.weight >= before.weight
    assert come.weight >= before.weight
