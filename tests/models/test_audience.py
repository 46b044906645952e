"""Who is shown what: whole entries, or their numbers alone (DESIGN §5.7)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.audience import Audience, audience_of, sealed
from models.belonging.roles import Role
from models.meeting import Meeting
from models.presidency.rotation import HandedOver, Handover, HandoverId, RotationId
from models.procedure import OPERATOR, Actor, PersonId
from models.rules.permission import may_chair, may_follow
from models.text import Text
from models.wire import EVENTS
from tests.models.story import CONVOCATION, a_meeting

SOMEBODY = PersonId("somebody")
EVERYBODY = set(Audience)
AUDIENCES = {
    Role.CHAIR: Audience.CHAIR,
    Role.SECRETARIAT: Audience.SECRETARIAT,
    Role.DESK: Audience.DESK,
    Role.DELEGATE: Audience.MEMBER,
    Role.OBSERVER: Audience.OBSERVER,
    Role.INTERPRETER: Audience.MEMBER,
}


def test_every_role_has_its_audience() -> None:
    assert {role: audience_of(Actor(SOMEBODY, frozenset({role}))) for role in Role} == AUDIENCES


def test_whoever_is_several_things_is_shown_the_most_that_one_of_them_is() -> None:
    assert audience_of(Actor(SOMEBODY, frozenset(Role))) is Audience.CHAIR
    assert audience_of(Actor(SOMEBODY, frozenset({Role.OBSERVER, Role.DESK}))) is Audience.DESK
    assert audience_of(Actor(SOMEBODY, frozenset({Role.OBSERVER, Role.DELEGATE}))) is Audience.MEMBER


def test_whoever_has_no_role_is_the_public_signed_in_or_not() -> None:
    assert audience_of(Actor(None)) is Audience.PUBLIC
    assert audience_of(Actor(SOMEBODY)) is Audience.PUBLIC


def test_the_operator_sees_what_the_secretariat_sees() -> None:
    assert audience_of(Actor(OPERATOR)) is Audience.SECRETARIAT


INNER = {
    "role_granted",
    "role_withdrawn",
    "item_proposed",
    "proposal_declined",
    "member_entered",  # with its fees, and why it is suspended
    "member_edited",
    *("role_granted", "role_withdrawn", "item_proposed", "proposal_declined"),
    *("roster_taken", "seat_changed", "seat_vacated", "posts_changed", "chairs_changed"),
    *("roster_taken", "seat_changed", "seat_vacated", "posts_changed", "presiding_changed"),
    "gender_told",
}


@pytest.mark.parametrize("name", sorted(INNER))
def test_who_is_what_and_what_is_proposed_is_for_chair_and_secretariat(name: str) -> None:
    event = EVENTS[name].__new__(EVENTS[name])  # its kind alone decides
    assert {audience for audience in Audience if not sealed(event, audience)} == {
        Audience.CHAIR,
        Audience.SECRETARIAT,
        Audience.DESK,
    }


OF_PAPERS = {"paper_attached", "paper_withdrawn"}  # they say themselves for whom they are: test_papers.py


OF_HELP = {"help_asked", "help_answered", "help_ended"}


@pytest.mark.parametrize("name", sorted(OF_HELP))
def test_who_needs_help_is_for_the_help_desk_alone(name: str) -> None:
    event = EVENTS[name].__new__(EVENTS[name])  # its kind alone decides
    assert {audience for audience in Audience if not sealed(event, audience)} == {
        Audience.SECRETARIAT,
        Audience.DESK,
    }


OF_DRAFTS = {
    "rotation_begun",
    "rotation_described",
    "term_set",
    "term_removed",
    "draft_dropped",
    "history_imported",
}


@pytest.mark.parametrize("name", sorted(OF_DRAFTS))
def test_what_is_written_of_a_rotation_is_the_secretariats_until_it_is_published(name: str) -> None:
    event = EVENTS[name].__new__(EVENTS[name])  # its kind alone decides
    assert {audience for audience in Audience if not sealed(event, audience)} == {Audience.SECRETARIAT}


@pytest.mark.parametrize(
    ("meeting", "audiences"), [("", EVERYBODY), ("private-meeting", {Audience.SECRETARIAT})]
)
def test_a_handover_at_a_meeting_is_the_secretariats_since_the_meeting_may_not_be_public(
    meeting: str, audiences: set[Audience]
) -> None:
    handover = Handover(HandoverId("one"), None, datetime(2023, 10, 28, 12, tzinfo=UTC), meeting=meeting)
    event = HandedOver(RotationId("governing"), handover, (), ())
    assert {audience for audience in Audience if not sealed(event, audience)} == audiences


@pytest.mark.parametrize(
    "name", sorted(set(EVENTS) - INNER - OF_PAPERS - OF_HELP - OF_DRAFTS - {"handed_over"})
)
def test_everything_else_is_for_everybody(name: str) -> None:
    event = EVENTS[name].__new__(EVENTS[name])  # its kind alone decides
    assert {audience for audience in Audience if not sealed(event, audience)} == EVERYBODY


# ------------------------------------------------------------------------------------- who may look at all


def test_anybody_follows_a_public_meeting() -> None:
    assert may_follow(a_meeting().state, Actor(None))


def test_a_draft_is_for_those_who_have_a_role_in_it() -> None:
    draft = Meeting(convocation=CONVOCATION)
    assert not may_follow(draft, Actor(None))
    assert not may_follow(draft, Actor(SOMEBODY))
    assert may_follow(draft, Actor(SOMEBODY, frozenset({Role.SECRETARIAT})))


def test_a_meeting_that_is_not_public_is_for_those_who_have_a_role_in_it() -> None:
    public = a_meeting().state
    private = replace(public, convocation=replace(CONVOCATION, public=False))
    assert not may_follow(private, Actor(None))
    assert not may_follow(private, Actor(SOMEBODY))
    assert may_follow(private, private.actor(PersonId("observer")))
    assert may_follow(private, Actor(OPERATOR))


def test_nobody_follows_what_is_not_there() -> None:
    assert not may_follow(Meeting(), Actor(OPERATOR, frozenset(Role)))


def test_the_chairs_console_is_for_chair_and_secretariat() -> None:
    assert {role for role in Role if may_chair(Actor(SOMEBODY, frozenset({role})))} == {
        Role.CHAIR,
        Role.SECRETARIAT,
    }


# --------------------------------------------------------------------------------------- in which language


def test_a_text_is_read_in_the_readers_language_or_in_one_that_is_there() -> None:
    assert Text("Break", "Pause", "Pausa").read("fr") == ("Pause", "fr")
    assert Text("Break", "", "Pausa").read("fr") == ("Break", "en")
    assert Text("", "", "Pausa").read("fr") == ("Pausa", "es")
    assert Text().read("fr") == ("", "fr")
