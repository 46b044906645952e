"""How a body is founded and described, which rules it sets, who is a member of it (models/rules/bodies.py)."""

from dataclasses import replace

import pytest

from models.belonging.granting import RoleGranted, RoleWithdrawn
from models.belonging.membership import Category, MemberEdited, MemberEntered, MemberId, MemberRemoved
from models.belonging.offices import SectionId
from models.belonging.posts import AppointmentEdited, AppointmentId, AppointmentMade, AppointmentStruck, Post
from models.belonging.roles import Role
from models.belonging.seats import SeatsTaken, seats_taken
from models.body import (
    Body,
    BodyFounded,
    BodyId,
    BodyKind,
    CharterEdited,
    OrderPolicy,
    RemoteVoting,
    Rules,
    RulesSet,
    Seats,
    Share,
)
from models.organisation import BodyEntered, Organisation
from models.procedure import OPERATOR, CommandId, PersonId, Refusal, Submission
from models.rules.agenda import OpenNextItem
from models.rules.bodies import (
    EditCharter,
    EditMember,
    EnterBody,
    EnterMember,
    FoundBody,
    ImportMembers,
    RemoveMember,
    SetRules,
)
from models.rules.decide import decide
from models.rules.roles import GrantRole, WithdrawRole
from models.text import Text
from tests.models.bodies import CHARTER, SECRETARY, BodyStory, a_body, appointment, member
from tests.models.story import NINE

SORIA, KONYA = member("soria", "europe"), member("konya", "africa")
OF_SORIA = appointment("d-soria", Post.DELEGATE, office="mayor-of-soria", of="soria")
EUROPE, AFRICA = SectionId("europe"), SectionId("africa")

# ------------------------------------------------------------------------------------------------- founding


def entered(body: str, *known: str) -> tuple[object, ...]:
    organisation = Organisation(bodies=tuple(BodyId(one) for one in known))
    return decide(organisation, Submission(CommandId("1"), OPERATOR, NINE, EnterBody(BodyId(body))))


def test_a_body_is_entered_once() -> None:
    assert entered("world-council") == (BodyEntered(BodyId("world-council")),)
    with pytest.raises(Refusal) as refused:
        entered("world-council", "bureau", "world-council")
    assert refused.value.code == "body_taken"


@pytest.mark.parametrize(
    "address", ["", "World-Council", "a--b", "-a", "a/b", "señal", "a b", "x" * 76, "a\n"]
)
def test_a_body_has_an_address_that_can_be_typed(address: str) -> None:
    with pytest.raises(Refusal) as refused:
        entered(address)
    assert refused.value.code == "bad_address"
    assert entered("x" * 75)


def test_a_body_is_founded_once_and_has_a_name() -> None:
    begun = BodyStory().when(FoundBody(CHARTER)).then(BodyFounded(CHARTER))
    assert begun.state.charter == CHARTER
    begun.given(RoleGranted(SECRETARY, Role.SECRETARIAT)).when(FoundBody(CHARTER)).refused("body_taken")
    BodyStory().when(FoundBody(replace(CHARTER, name=Text(" ")))).refused("no_title")


def test_who_founds_a_body_keeps_it_only_where_it_is_granted() -> None:
    """Until it is founded whoever comes may found it, from then on its secretariat alone keeps it."""
    begun = BodyStory().when(FoundBody(CHARTER), "founder")
    begun.when(EnterMember(SORIA), "founder").refused("not_permitted")
    granted = BodyStory().when(GrantRole(PersonId("founder"), Role.SECRETARIAT), "founder")
    granted.when(FoundBody(CHARTER), "founder").when(EnterMember(SORIA), "founder").then(MemberEntered(SORIA))
    BodyStory().when(FoundBody(CHARTER), None).refused("sign_in_first")


def test_seats_of_a_section_are_given_once() -> None:
    twice = replace(CHARTER, seats=(Seats(EUROPE, 2), Seats(EUROPE, 3)))
    words = "The seats of section europe are given twice."
    BodyStory().when(FoundBody(twice)).refused("seats_twice", words)
    a_body().when(EditCharter(CHARTER, twice)).refused("seats_twice", words)


def test_a_charter_is_edited_and_its_address_stays() -> None:
    now = replace(CHARTER, id=BodyId("elsewhere"), kind=BodyKind.ASSEMBLY)
    edited = a_body().when(EditCharter(CHARTER, now))
    edited.then(CharterEdited(replace(CHARTER, kind=BodyKind.ASSEMBLY)))
    a_body().when(EditCharter(CHARTER, replace(CHARTER, id=BodyId("x")))).refused("nothing_changed")
    a_body().when(EditCharter(CHARTER, CHARTER)).refused("nothing_changed")
    a_body().when(EditCharter(CHARTER, replace(CHARTER, name=Text()))).refused("no_title")


def test_two_who_edit_a_charter_both_keep_what_they_changed() -> None:
    first = a_body().when(EditCharter(CHARTER, replace(CHARTER, name=Text("Council"))))
    both = first.when(EditCharter(CHARTER, replace(CHARTER, kind=BodyKind.ASSEMBLY)))
    both.then(CharterEdited(replace(CHARTER, name=Text("Council"), kind=BodyKind.ASSEMBLY)))
    first.when(EditCharter(CHARTER, replace(CHARTER, name=Text("The Council")))).refused("edited_meanwhile")


def test_nothing_is_edited_before_it_is_founded() -> None:
    BodyStory().when(EditCharter(CHARTER, replace(CHARTER, kind=BodyKind.BUREAU))).refused("unknown_body")


# ---------------------------------------------------------------------------------------------------- rules

WHOLE = Rules(
    quorum_to_open=Share(1, 2),
    quorum_to_decide=Share(2, 3),
    proxies=0,
    speaking_limit=180,
    order_policy=OrderPolicy.SECTIONS_IN_TURN,
    remote_voting=RemoteVoting.IN_PERSON_ONLY,
    remote_voting_exceptions=(MemberId("soria"),),
    notice_days=30,
    languages=("en", "fr", "es"),
    weighted=False,
    requests_at_once=2,
    presence_demanded=True,
    place_kept_for=300,
    motion_speakers_for=2,
    motion_speaking_limit=120,
    motion_speakers_against=2,
)


def test_rules_are_empty_until_they_are_set_and_can_be_emptied_again() -> None:
    story = a_body(MemberEntered(SORIA))
    assert story.state.rules == Rules()
    told = story.when(SetRules(Rules(), WHOLE)).then(RulesSet(WHOLE))
    assert told.state.rules == WHOLE
    told.when(SetRules(WHOLE, Rules())).then(RulesSet(Rules()))
    told.when(SetRules(WHOLE, WHOLE)).refused("nothing_changed")


def test_two_who_set_rules_both_keep_theirs_and_the_same_rule_is_set_by_one() -> None:
    first = a_body().when(SetRules(Rules(), Rules(notice_days=30)))
    first.when(SetRules(Rules(), Rules(proxies=1))).then(RulesSet(Rules(notice_days=30, proxies=1)))
    first.when(SetRules(Rules(), Rules(notice_days=15))).refused("edited_meanwhile")


@pytest.mark.parametrize(("over", "under"), [(0, 2), (3, 2), (1, 0), (0, 0)])
@pytest.mark.parametrize("rule", ["quorum_to_open", "quorum_to_decide"])
def test_a_share_is_more_than_nothing_and_at_most_all(rule: str, over: int, under: int) -> None:
    wrong = replace(Rules(), **{rule: Share(over, under)})
    words = f"{over}/{under} is no share: one is written like 1/2 or 2/3."
    a_body().when(SetRules(Rules(), wrong)).refused("no_share", words)
    a_body().when(SetRules(Rules(), replace(Rules(), **{rule: Share(2, 2)}))).then(
        RulesSet(replace(Rules(), **{rule: Share(2, 2)}))
    )


def test_an_exception_is_a_members() -> None:
    a_body().when(SetRules(Rules(), WHOLE)).refused("unknown_member")


def test_an_exception_goes_with_its_member() -> None:
    told = a_body(MemberEntered(SORIA)).when(SetRules(Rules(), WHOLE)).when(RemoveMember(SORIA.id))
    assert told.state.rules.remote_voting_exceptions == ()
    now = replace(told.state.rules, proxies=2)
    told.when(SetRules(told.state.rules, now)).then(RulesSet(now))


# -------------------------------------------------------------------------------------------------- members


def test_a_member_is_entered_edited_and_removed() -> None:
    told = a_body().when(EnterMember(SORIA)).then(MemberEntered(SORIA))
    paid = replace(SORIA, fees_paid_to=2020)
    told = told.when(EditMember(SORIA, paid)).then(MemberEdited(paid))
    assert told.state.members == {"soria": paid}
    told = told.when(RemoveMember(SORIA.id)).then(MemberRemoved(SORIA.id))
    assert told.state.members == {}


def test_what_a_member_cannot_be() -> None:
    story = a_body(MemberEntered(SORIA))
    story.when(EnterMember(SORIA)).refused("double_id")
    story.when(EnterMember(replace(KONYA, id=MemberId("")))).refused("double_id")
    story.when(EnterMember(replace(KONYA, name=Text()))).refused("no_title")
    story.when(EditMember(SORIA, replace(SORIA, name=Text("")))).refused("no_title")
    story.when(EditMember(SORIA, SORIA)).refused("nothing_changed")
    story.when(EditMember(KONYA, replace(KONYA, weight=2))).refused("unknown_member")
    story.when(RemoveMember(KONYA.id)).refused("unknown_member")
    paid = story.when(EditMember(SORIA, replace(SORIA, fees_paid_to=2020)))
    paid.when(EditMember(SORIA, replace(SORIA, fees_paid_to=2021))).refused("edited_meanwhile")


def test_a_members_delegates_go_with_it_and_no_others() -> None:
    of_konya = appointment("d-konya", Post.DELEGATE, office="mayor-of-konya", of="konya")
    told = a_body(
        MemberEntered(SORIA), MemberEntered(KONYA), AppointmentMade(OF_SORIA), AppointmentMade(of_konya)
    )
    gone = told.when(RemoveMember(SORIA.id)).then(AppointmentStruck(OF_SORIA.id), MemberRemoved(SORIA.id))
    assert list(gone.state.appointments) == ["d-konya"]


# --------------------------------------------------------------------------------------------------- import


def test_an_import_brings_all_of_it_in_one_act() -> None:
    story = a_body(MemberEntered(SORIA), AppointmentMade(OF_SORIA))
    xian = member("xian")
    paid = replace(SORIA, fees_paid_to=2020)
    of_xian = appointment("d-xian", Post.DELEGATE, office="mayor-of-xian", of="xian")
    now_by_name = replace(OF_SORIA, person=PersonId("somebody"))
    told = story.when(
        ImportMembers(
            seen=story.state.seq,
            entered=(KONYA, xian),
            edited=(paid,),
            appointed=(of_xian,),
            reappointed=(now_by_name,),
        )
    )
    told.then(
        MemberEntered(KONYA),
        MemberEntered(xian),
        MemberEdited(paid),
        AppointmentEdited(now_by_name),
        AppointmentMade(of_xian),
    )
    assert list(told.state.members) == ["soria", "konya", "xian"]


def test_what_is_undone_is_struck_and_removed_before_anything_is_entered() -> None:
    """The delegate makes room for the next one, and an id that was removed can be entered again."""
    story = a_body(MemberEntered(SORIA), MemberEntered(KONYA), AppointmentMade(OF_SORIA))
    next_one = appointment("d-2", Post.DELEGATE, person="somebody", of="soria", since="2020")
    again = replace(KONYA, country="Türkiye")
    told = story.when(
        ImportMembers(
            story.state.seq, (again,), removed=(KONYA.id,), appointed=(next_one,), struck=(OF_SORIA.id,)
        )
    )
    told.then(
        AppointmentStruck(OF_SORIA.id),
        MemberRemoved(KONYA.id),
        MemberEntered(again),
        AppointmentMade(next_one),
    )


EMPTY = member("x")
WRONG_PARTS = [
    ("double_id", {"entered": (SORIA,)}),
    ("double_id", {"entered": (KONYA, KONYA)}),
    ("no_title", {"entered": (replace(KONYA, name=Text()),)}),
    ("unknown_member", {"edited": (KONYA,)}),
    ("no_title", {"edited": (replace(SORIA, name=Text()),)}),
    ("unknown_member", {"removed": (KONYA.id,)}),
    ("unknown_member", {"removed": (SORIA.id, SORIA.id)}),
    ("unknown_member", {"removed": (SORIA.id,), "edited": (SORIA,)}),
    ("double_id", {"appointed": (OF_SORIA,)}),
    ("unknown_member", {"appointed": (replace(OF_SORIA, id=AppointmentId("n"), member=KONYA.id),)}),
    ("unknown_appointment", {"reappointed": (replace(OF_SORIA, id=AppointmentId("n")),)}),
    ("unknown_appointment", {"struck": (AppointmentId("n"),)}),
    ("unknown_appointment", {"struck": (OF_SORIA.id, OF_SORIA.id)}),
    ("nothing_changed", {}),
]


@pytest.mark.parametrize(("code", "parts"), WRONG_PARTS)
def test_an_import_with_one_fault_keeps_nothing(code: str, parts: dict[str, tuple[object, ...]]) -> None:
    story = a_body(MemberEntered(SORIA), AppointmentMade(OF_SORIA))
    good = {"entered": (EMPTY, *parts.get("entered", ()))} if parts else {}
    told = story.when(ImportMembers(story.state.seq, **parts | good))  # type: ignore[arg-type]
    assert told.refused(code).state == story.state


def test_an_import_overruns_nobody_who_was_faster() -> None:
    story = a_body()
    seen = story.state.seq
    story.when(EnterMember(SORIA)).when(ImportMembers(seen, entered=(KONYA,))).refused("body_moved_on")


# ---------------------------------------------------------------------------------------------------- seats


def test_seats_are_counted_by_section_and_nothing_is_refused_for_them() -> None:
    told = a_body(
        MemberEntered(SORIA),
        MemberEntered(member("rabat", "africa")),
        MemberEntered(member("tunis", "africa")),
        MemberEntered(member("tokyo", "asia-pacific")),
        MemberEntered(member("nowhere")),
        MemberEntered(member("friend", "europe", category=Category.HONORARY)),
        MemberEntered(member("guest", "europe", category=Category.OBSERVER)),
        MemberEntered(member("half", "europe", category=Category.ASSOCIATE)),
    )
    found = seats_taken(told.state)
    assert found == (
        SeatsTaken(EUROPE, 2, 1),
        SeatsTaken(AFRICA, 1, 2),
        SeatsTaken(SectionId("asia-pacific"), None, 1),
        SeatsTaken(None, None, 1),
    )
    assert [(one.over, one.under) for one in found] == [(0, 1), (1, 0), (0, 0), (0, 0)]


def test_a_body_without_seats_or_charter_has_none_taken() -> None:
    assert seats_taken(Body()) == ()
    assert [one.taken for one in seats_taken(a_body().state)] == [0, 0]


# ----------------------------------------------------------------------------------------------------- roles


def test_a_body_has_its_own_secretariat() -> None:
    told = a_body().when(GrantRole(PersonId("second"), Role.SECRETARIAT))
    told.then(RoleGranted(PersonId("second"), Role.SECRETARIAT))
    left = told.when(WithdrawRole(SECRETARY, Role.SECRETARIAT), "second")
    left.then(RoleWithdrawn(SECRETARY, Role.SECRETARIAT))
    left.when(EnterMember(SORIA)).refused("not_permitted")
    left.when(EnterMember(SORIA), "second").then(MemberEntered(SORIA))


def test_a_body_takes_no_command_of_a_meeting() -> None:
    chaired = a_body().when(GrantRole(SECRETARY, Role.CHAIR))
    chaired.when(OpenNextItem(closing=None)).refused("unknown_command")
