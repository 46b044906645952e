"""docs/protocol.md names every command, event, shape and word of the wire, exactly as they are, and no other."""

from dataclasses import is_dataclass

import pytest

from models import audience, wire
from models.belonging.roles import Role
from models.meeting import MeetingState
from models.planning.item import ItemState
from models.procedure import Actor, PersonId
from models.rules import grounds
from models.rules.decide import CHAPTERS
from models.rules.permission import PERMITTED
from server.statuses import status_of
from tests.docs.declared import given, in_words, is_words, nested, reached, taken
from tests.docs.reading import Section, chapters, spans, unlinked

PROTOCOL = chapters("docs/protocol.md")
COMMANDS, EVENTS, SHAPES = (PROTOCOL[title].below for title in ("Commands", "Events", "Shapes"))

RULES = {kind: rule for chapter in CHAPTERS.values() for kind, rule in chapter.items()}
ANY_COMMAND = {
    *("sign_in_first", "not_permitted", "unknown_command", "bad_shape", "id_reused", "busy"),
    "presidency_passed",
}
OF_NEW_MEETINGS = {"no_day"}  # at `POST /meetings/new` alone
OF_FORMS = {"no_date", "no_number", "no_person", "several_people", "several_offices"}
WHILE_SUSPENDED = (  # who waits does so while the meeting stands still, too
    *("edit_request", "withdraw_request", "move_request", "say_ready"),
    *("open_list", "close_list", "limit_to_replies", "reorder_requests"),
)
NEVER = {  # what a rule's helpers can refuse, and this rule never lets them
    "open_meeting": {"not_opened"},  # what is convened is opened
    "close_meeting": {"suspended"},  # what is suspended may be closed
    "replan_items": {"not_opened", "suspended", "not_begun", "wrong_outcome"},  # it only defers
    "defer_item": {"not_opened", "suspended"},  # what has not begun needs no open meeting
    **{name: {"not_opened", "suspended"} for name in WHILE_SUSPENDED},
    "add_speaker": {"not_for_member"},  # a member that is named is the speaker's
    "give_floor": {"speech_stays"},  # it has begun
}
ELSEWHERE = {  # what is refused before the rule is asked, or by the other meeting
    "attach_paper": {"file_missing"},
    "draft_meeting": {"unknown_zone", "unknown_body"},
    "edit_meeting": {"unknown_zone", "unknown_body"},
    "defer_item": {"unknown_meeting", "already_proposed"},
    "enter_body": {"founded_at_once"},
    "enter_meeting": {"drafted_at_once"},
    "found_body": {"bad_address"},
    "withdraw_role": {"kept_by_organisation"},
    "begin_rotation": {"unknown_body", "unknown_milestone"},
    "describe_rotation": {"unknown_body", "unknown_milestone"},
    "set_term": {"unknown_milestone", "unknown_office"},
    "set_terms": {"unknown_milestone", "unknown_office"},
    "publish_rotation": {"unknown_milestone", "unknown_office"},
    "make_override": {"unknown_office"},
    "import_history": {"unknown_office"},
    "hand_over": {"passed_over"},
}


# -------------------------------------------------------------------------------------- commands, events


def test_every_command_has_its_section_and_there_is_no_other() -> None:
    assert set(COMMANDS) == set(wire.COMMANDS)


@pytest.mark.parametrize("name", wire.COMMANDS)
def test_a_command_takes_the_fields_that_are_documented(name: str) -> None:
    assert documented(COMMANDS[name], "takes") == taken(wire.COMMANDS[name])


@pytest.mark.parametrize("name", wire.COMMANDS)
def test_whoever_may_is_named(name: str) -> None:
    roles = {role.value for role in PERMITTED[wire.COMMANDS[name]]}
    assert COMMANDS[name].line("May") == (roles or {"operator"})


@pytest.mark.parametrize("name", wire.COMMANDS)
def test_a_command_names_its_refusals_and_what_it_leads_to(name: str) -> None:
    refusals, events = reached(RULES[wire.COMMANDS[name]].__name__)
    refusals = (refusals | ELSEWHERE.get(name, set())) - NEVER.get(name, set())
    assert COMMANDS[name].line("Refused") == refusals
    assert COMMANDS[name].line("Leads to") == events


def test_what_any_command_may_be_refused_with_is_named_once() -> None:
    assert set(spans(PROTOCOL["Commands"].text)) >= ANY_COMMAND
    forms = PROTOCOL["Other addresses"].below["Forms of bodies and offices"]
    assert set(spans(forms.text)) >= OF_FORMS
    assert set(spans(PROTOCOL["Other addresses"].text)) >= OF_NEW_MEETINGS
    of_pages = OF_FORMS | OF_NEW_MEETINGS
    named = (ANY_COMMAND | of_pages).union(*(section.line("Refused") for section in COMMANDS.values()))
    assert named == {ground.code for ground in grounds.GROUNDS}


def test_every_event_has_its_section_and_there_is_no_other() -> None:
    assert set(EVENTS) == set(wire.EVENTS)


@pytest.mark.parametrize("name", wire.EVENTS)
def test_an_event_has_the_fields_that_are_documented(name: str) -> None:
    assert documented(EVENTS[name], "is") == given(wire.EVENTS[name])


@pytest.mark.parametrize("name", wire.EVENTS)
def test_who_sees_an_event_sealed_is_named(name: str) -> None:
    sealed = {one.value for one in audience.SEALED.get(wire.EVENTS[name], ())}
    assert EVENTS[name].line("Sealed for") == (sealed or {"nobody"})


# ------------------------------------------------------------------------------- shapes, words, refusals


def test_what_stands_inside_fields_is_documented_and_nothing_else() -> None:
    inside = {in_words(kind): taken(kind) for kind in nested(is_dataclass)}
    assert {title: documented(section, "takes") for title, section in SHAPES.items()} == inside


def test_every_word_of_the_wire_is_listed() -> None:
    words = {row["word"]: set(spans(row["one of"])) for row in PROTOCOL["Words"].rows("word")}
    kinds = {*nested(is_words), MeetingState, ItemState}
    assert words == {in_words(kind): {one.value for one in kind} for kind in kinds}


def test_every_refusal_is_listed_with_its_rule_status_and_words() -> None:
    listed = [
        (*spans(row["code"]), row["rule"], int(row["status"]), row["message"])
        for row in PROTOCOL["Refusals"].rows("code")
    ]
    assert listed == [(g.code, g.rule, status_of(g.refusal()), g.message) for g in grounds.GROUNDS]


def test_every_role_has_its_audience() -> None:
    listed = {
        tuple(spans(row["role"])): spans(row["audience"]) for row in PROTOCOL["Who may come in"].rows("role")
    }
    people = {(role.value,): Actor(PersonId("somebody"), frozenset({role})) for role in Role}
    people[()] = Actor(None)
    assert listed == {role: [audience.audience_of(actor).value] for role, actor in people.items()}


def documented(section: Section, column: str) -> dict[str, str]:
    """What a section says of each field."""
    return {spans(row["field"])[0]: unlinked(row[column]) for row in section.rows("field")}
