"""Every command has one rule and one permission, every refusal its words: none among siblings is forgotten."""

import ast
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.belonging.roles import Role
from models.procedure import OPERATOR, Actor, Command, PersonId, Refusal
from models.rules import grounds
from models.rules.decide import CHAPTERS, GRANTING
from models.rules.permission import PERMITTED, can, permit
from models.wire import COMMANDS
from tests.models.story import in_words

ROOT = Path(__file__).parents[2]

WHO = {
    "enter_meeting": "secretariat",
    "draft_meeting": "",
    "convene_meeting": "secretariat",
    "open_meeting": "chair secretariat",
    "suspend_meeting": "chair secretariat",
    "adjourn_meeting": "chair secretariat",
    "resume_meeting": "chair secretariat",
    "close_meeting": "chair secretariat",
    "reopen_meeting": "chair secretariat",
    "grant_role": "secretariat",
    "withdraw_role": "secretariat",
    "open_next_item": "chair secretariat",
    "open_item": "chair secretariat",
    "conclude_item": "chair secretariat",
    "reopen_previous_item": "chair secretariat",
    "edit_meeting": "secretariat",
    "add_item": "secretariat",
    "edit_item": "secretariat",
    "renumber_item": "secretariat",
    "renumber_agenda": "secretariat",
    "move_item": "chair secretariat",
    "split_item": "secretariat",
    "remove_item": "secretariat",
    "restore_item": "chair secretariat",
    "replan_items": "chair secretariat",
    "add_track": "secretariat",
    "edit_track": "secretariat",
    "add_sitting": "secretariat",
    "edit_sitting": "secretariat",
    "withdraw_sitting": "secretariat",
    "import_agenda": "secretariat",
    "defer_item": "chair secretariat",
    "propose_item": "chair secretariat",
    "accept_proposal": "secretariat",
    "decline_proposal": "secretariat",
    "announce": "chair secretariat",
    "withdraw_announcement": "chair secretariat",
    "lay_out_wall": "chair secretariat",
    "attach_paper": "secretariat",
    "withdraw_paper": "secretariat",
    "take_roster": "secretariat",
    "hand_over_presidency": "chair secretariat",
    "take_back_presidency": "secretariat",
    "enter_body": "secretariat",
    "enter_section": "secretariat",
    "edit_section": "secretariat",
    "enter_office": "secretariat",
    "edit_office": "secretariat",
    "enter_mandate": "secretariat",
    "edit_mandate": "secretariat",
    "end_mandate": "secretariat",
    "strike_mandate": "secretariat",
    "import_offices": "secretariat",
    "found_body": "secretariat",
    "edit_charter": "secretariat",
    "set_rules": "secretariat",
    "enter_member": "secretariat",
    "edit_member": "secretariat",
    "remove_member": "secretariat",
    "import_members": "secretariat",
    "appoint": "secretariat",
    "edit_appointment": "secretariat",
    "end_appointment": "secretariat",
    "strike_appointment": "secretariat",
    "ask_for_floor": "chair secretariat desk delegate observer",
    "add_speaker": "chair secretariat desk",
    "edit_request": "chair secretariat desk delegate observer",
    "withdraw_request": "chair secretariat desk delegate observer",
    "move_request": "chair secretariat desk delegate observer",
    "say_ready": "chair secretariat desk delegate observer",
    "give_up_place": "",
    "open_list": "chair secretariat",
    "close_list": "chair secretariat",
    "limit_to_replies": "chair secretariat",
    "set_inscription": "chair secretariat",
    "set_order": "chair secretariat",
    "set_limits": "chair secretariat",
    "reorder_requests": "chair secretariat",
    "give_floor": "chair secretariat",
    "give_floor_to_next": "chair secretariat",
    "pause_speech": "chair secretariat",
    "resume_speech": "chair secretariat",
    "end_speech": "chair secretariat",
    "extend_speech": "chair secretariat",
    "yield_time": "chair secretariat desk delegate observer",
    "skip_speaker": "chair secretariat",
    "bring_back_speakers": "chair secretariat",
    "rule_on_point": "chair secretariat",
    "appeal_ruling": "chair secretariat desk delegate",
    "withdraw_appeal": "chair secretariat desk",
    "decide_appeal": "chair secretariat",
    "move_motion": "chair secretariat desk delegate",
    "speak_on_motion": "chair secretariat desk",
    "pause_speech_on_motion": "chair secretariat desk",
    "resume_speech_on_motion": "chair secretariat desk",
    "end_speech_on_motion": "chair secretariat desk",
    "withdraw_motion": "chair secretariat desk delegate",
    "put_motion": "chair secretariat",
    "ask_for_help": "chair secretariat desk delegate observer interpreter",
    "answer_help": "secretariat desk",
    "end_help": "chair secretariat desk delegate observer interpreter",
    "enter_milestone": "secretariat",
    "edit_milestone": "secretariat",
    "cancel_milestone": "secretariat",
    "restore_milestone": "secretariat",
    "strike_milestone": "secretariat",
    "import_milestones": "secretariat",
    "begin_rotation": "secretariat",
    "describe_rotation": "secretariat",
    "set_term": "secretariat",
    "remove_term": "secretariat",
    "set_terms": "secretariat",
    "drop_draft": "secretariat",
    "publish_rotation": "secretariat",
    "reissue_rotation": "",
    "withdraw_rotation": "secretariat",
    "hand_over": "secretariat",
    "undo_handover": "secretariat",
    "import_history": "secretariat",
    "make_override": "secretariat",
    "end_override": "secretariat",
}
SEVERAL_WORDS = {
    "not_permitted": 4,
    "suspended": 4,
    "closed": 2,
    "moved_on": 3,
    "list_not_open": 2,
    "presidency_passed": 2,
    "passed_already": 2,
}
"""Codes that say the same to a program and have different words for people."""

SOMEBODY = PersonId("somebody")
commands = pytest.mark.parametrize("command", Command.__subclasses__(), ids=lambda kind: kind.__name__)


@commands
def test_every_command_has_exactly_one_rule(command: type[Command]) -> None:
    streams = sum(command in chapter for chapter in CHAPTERS.values())
    assert streams == (len(CHAPTERS) if command in GRANTING else 1)


@commands
def test_every_command_has_a_permission(command: type[Command]) -> None:
    assert command in PERMITTED


def test_every_command_is_permitted_to_whom_it_is_for() -> None:
    """Each command against each role, by hand."""
    permitted = {
        name: " ".join(role for role in Role if can(Actor(SOMEBODY, frozenset({role})), kind))
        for name, kind in COMMANDS.items()
    }
    assert permitted == WHO


@commands
def test_the_operator_may_do_all_of_it_and_the_public_nothing(command: type[Command]) -> None:
    assert can(Actor(OPERATOR), command)
    assert not can(Actor(None), command)
    assert not can(Actor(SOMEBODY), command)


@commands
def test_whoever_may_not_is_told_which_role_it_takes(command: type[Command]) -> None:
    with pytest.raises(Refusal) as refused:
        permit(Actor(SOMEBODY), command)
    assert refused.value.code == "not_permitted"
    words = in_words(refused.value)
    assert all(role in words for role in PERMITTED[command] or {"operator"})


@commands
def test_the_public_is_asked_to_sign_in(command: type[Command]) -> None:
    with pytest.raises(Refusal) as refused:
        permit(Actor(None), command)
    assert refused.value.code == "sign_in_first"


# ---------------------------------------------------------------------------------------------- grounds


def test_a_code_means_one_thing() -> None:
    counted = Counter(ground.code for ground in grounds.GROUNDS)
    assert {code: n for code, n in counted.items() if n > 1} == SEVERAL_WORDS


def test_no_two_grounds_have_the_same_code_and_words() -> None:
    said = [(ground.code, ground.message) for ground in grounds.GROUNDS]
    assert len(set(said)) == len(said)


def test_grounds_of_one_code_stand_in_one_rule() -> None:
    rules = {(ground.code, ground.rule) for ground in grounds.GROUNDS}
    assert len(rules) == len({ground.code for ground in grounds.GROUNDS})


def test_a_refusal_is_a_sentence() -> None:
    for ground in grounds.GROUNDS:
        assert ground.message.endswith("."), ground
        assert ground.message[0].isupper() or ground.message[0] in "“{", ground


def test_every_ground_is_raised_with_exactly_the_facts_its_words_name() -> None:
    raised = list(_raised())
    named = {name: ground for name, ground in vars(grounds).items() if isinstance(ground, grounds.Ground)}
    assert {name for name, _, _ in raised} == set(named)
    wrong = [where for name, facts, where in raised if facts != _placeholders(named[name].message)]
    assert wrong == []


def _raised() -> Iterator[tuple[str, set[str], str]]:
    """Every `grounds.NAME.refusal(fact=…)` in models and server."""
    for path in [*(ROOT / "models").rglob("*.py"), *(ROOT / "server").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(
                        value=ast.Attribute(value=ast.Name(id="grounds"), attr=name), attr="refusal"
                    )
                ):
                    assert node.args == []
                    facts = {str(keyword.arg) for keyword in node.keywords}
                    yield name, facts, f"{path.relative_to(ROOT)}:{node.lineno}"


def _placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}
