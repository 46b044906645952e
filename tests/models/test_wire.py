"""Events and commands as JSON and back. Names and fields written here by hand are promises (DESIGN §5.3)."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import convocation, screens
from models.planning import agenda, item, papers, particulars, proposal, sitting
from models.presidency import departures, milestones, rotation, terms
from models.procedure import Command, Event
from models.rules import editing
from models.speaking import attendance, limits, motions, request, show_of_hands
from models.speaking import help as help_desk
from models.text import Text
from models.wire import COMMANDS, EVENTS, event_from_wire, from_wire, moment, to_wire, wire_name

EVENT_FIELDS = {
    "meeting_entered": "meeting slug",
    "meeting_drafted": "convocation",
    "meeting_convened": "",
    "meeting_opened": "",
    "meeting_suspended": "until reason",
    "meeting_adjourned": "to reason",
    "meeting_resumed": "",
    "meeting_closed": "",
    "meeting_reopened": "",
    "role_granted": "person role",
    "role_withdrawn": "person role",
    "sitting_added": "sitting",
    "item_added": "item",
    "item_opened": "item again",
    "item_concluded": "item outcome",
    "item_put_back": "item was",
    "item_reopened": "item was again",
    "convocation_edited": "convocation",
    "track_added": "track",
    "track_edited": "track",
    "agenda_cleared": "",
    "sitting_edited": "sitting",
    "sitting_removed": "sitting",
    "item_edited": "item particulars",
    "item_renumbered": "item number",
    "item_moved": "item after parent sitting",
    "item_removed": "item",
    "item_deferred": "item to",
    "item_restored": "item",
    "item_proposed": "proposal",
    "proposal_accepted": "proposal item",
    "proposal_declined": "proposal",
    "announcement_made": "text until",
    "announcement_withdrawn": "",
    "wall_laid_out": "layout",
    "paper_attached": "paper",
    "paper_withdrawn": "paper members_only",
    "body_entered": "body",
    "section_entered": "section",
    "office_entered": "office",
    "office_edited": "office",
    "mandate_entered": "mandate",
    "mandate_edited": "mandate",
    "mandate_ended": "mandate until ending",
    "mandate_struck": "mandate",
    "body_founded": "charter",
    "charter_edited": "charter",
    "rules_set": "rules",
    "member_entered": "member",
    "member_edited": "member",
    "member_removed": "member",
    "appointment_made": "appointment",
    "appointment_edited": "appointment",
    "appointment_ended": "appointment until ending",
    "appointment_struck": "appointment",
    "roster_taken": "roster",
    "seat_changed": "seat",
    "seat_vacated": "member",
    "posts_changed": "posts",
    "chairs_changed": "chairs",
    "rules_changed": "rules",
    "presiding_changed": "presided beside",
    "presidency_handed_over": "rotation term outgoing incoming",
    "presidency_taken_back": "rotation handover reason",
    "list_opened": "item",
    "list_closed": "item at",
    "list_limited_to_replies": "item",
    "inscription_set": "item opens closes",
    "order_set": "item policies keep_moves",
    "limits_set": "item limits",
    "request_made": "item request",
    "gender_told": "item request gender",
    "request_edited": "item request attendance language subject",
    "request_withdrawn": "item request",
    "request_moved": "item request behind by_chair",
    "requests_reordered": "item order",
    "request_skipped": "item request behind",
    "readiness_told": "item request ready",
    "place_given_up": "item request after",
    "speech_begun": "item request limit",
    "speech_paused": "item request",
    "speech_resumed": "item request",
    "speech_ended": "item request to",
    "speech_extended": "item request seconds",
    "speakers_brought_back": "item requests instead",
    "point_left": "item request",
    "point_ruled_on": "item request granted text",
    "ruling_appealed": "item request member",
    "appeal_withdrawn": "item request",
    "appeal_decided": "item request votes upheld",
    "motion_moved": "item motion kind member person",
    "motion_spoken_on": "item motion side member",
    "speech_on_motion_begun": "item motion limit",
    "speech_on_motion_paused": "item motion",
    "speech_on_motion_resumed": "item motion",
    "speech_on_motion_ended": "item motion",
    "motion_withdrawn": "item motion",
    "motion_decided": "item motion votes carried",
    "help_asked": "call need",
    "help_answered": "call",
    "help_ended": "call",
    "milestone_entered": "milestone",
    "milestone_edited": "milestone",
    "milestone_cancelled": "milestone reason merged_into",
    "milestone_restored": "milestone",
    "milestone_struck": "milestone",
    "rotation_begun": "rotation about",
    "rotation_described": "rotation about",
    "term_set": "rotation term",
    "term_removed": "rotation term",
    "draft_dropped": "rotation",
    "rotation_published": "rotation adopted",
    "rotation_reissued": "rotation reason",
    "rotation_withdrawn": "rotation reason",
    "handed_over": "rotation handover outgoing incoming",
    "handover_undone": "rotation handover reason",
    "override_made": "rotation override",
    "override_ended": "rotation override until",
    "history_imported": "rotation handovers overrides",
}
COMMAND_FIELDS = {
    "enter_meeting": "meeting slug",
    "draft_meeting": "convocation sittings items tracks",
    "convene_meeting": "",
    "open_meeting": "",
    "suspend_meeting": "until reason",
    "adjourn_meeting": "to reason",
    "resume_meeting": "",
    "close_meeting": "",
    "reopen_meeting": "",
    "grant_role": "person role",
    "withdraw_role": "person role",
    "open_next_item": "closing outcome track",
    "open_item": "item closing outcome",
    "conclude_item": "item outcome",
    "reopen_previous_item": "closing track",
    "edit_meeting": "was now",
    "add_item": "item after parent sitting number",
    "edit_item": "item was now",
    "renumber_item": "item was now",
    "renumber_agenda": "track",
    "move_item": "item after parent sitting",
    "split_item": "item titles",
    "remove_item": "item",
    "restore_item": "item",
    "replan_items": "items deferring",
    "add_track": "track",
    "edit_track": "track was now",
    "add_sitting": "sitting",
    "edit_sitting": "sitting was now",
    "withdraw_sitting": "sitting",
    "import_agenda": "tracks sittings items instead",
    "defer_item": "item to",
    "propose_item": "proposal",
    "accept_proposal": "proposal after sitting",
    "decline_proposal": "proposal",
    "announce": "text until",
    "withdraw_announcement": "",
    "lay_out_wall": "layout",
    "attach_paper": "item title name media size digest language members_only replaces",
    "withdraw_paper": "paper",
    "take_roster": "roster",
    "hand_over_presidency": "rotation term seen",
    "take_back_presidency": "rotation handover reason",
    "enter_body": "body",
    "enter_section": "section",
    "edit_section": "was now",
    "enter_office": "office",
    "edit_office": "was now",
    "enter_mandate": "mandate",
    "edit_mandate": "was now",
    "end_mandate": "mandate until ending",
    "strike_mandate": "mandate",
    "import_offices": "sections offices mandates",
    "found_body": "charter",
    "edit_charter": "was now",
    "set_rules": "was now",
    "enter_member": "member",
    "edit_member": "was now",
    "remove_member": "member",
    "import_members": "seen entered edited removed appointed reappointed struck",
    "appoint": "appointment",
    "edit_appointment": "was now",
    "end_appointment": "appointment until ending",
    "strike_appointment": "appointment",
    "ask_for_floor": "item attendance kind language subject about gender member",
    "add_speaker": "item kind member person office organisation attendance language subject about after",
    "edit_request": "item request attendance language subject",
    "withdraw_request": "item request",
    "move_request": "item request after",
    "say_ready": "item request ready",
    "give_up_place": "item request since",
    "open_list": "item",
    "close_list": "item at",
    "limit_to_replies": "item",
    "set_inscription": "item opens closes",
    "set_order": "item policies keep_moves",
    "set_limits": "item was now",
    "reorder_requests": "item order",
    "give_floor": "item request floor",
    "give_floor_to_next": "item floor",
    "pause_speech": "item request",
    "resume_speech": "item request",
    "end_speech": "item request",
    "extend_speech": "item request seconds",
    "yield_time": "item request to",
    "skip_speaker": "item request after again",
    "bring_back_speakers": "item floor",
    "rule_on_point": "item request granted text",
    "appeal_ruling": "item request member",
    "withdraw_appeal": "item request",
    "decide_appeal": "item request in_favour against abstaining",
    "move_motion": "item kind member",
    "speak_on_motion": "item motion side member",
    "pause_speech_on_motion": "item motion",
    "resume_speech_on_motion": "item motion",
    "end_speech_on_motion": "item motion",
    "withdraw_motion": "item motion",
    "put_motion": "item motion in_favour against abstaining",
    "ask_for_help": "need",
    "answer_help": "call",
    "end_help": "call",
    "enter_milestone": "milestone",
    "edit_milestone": "was now",
    "cancel_milestone": "milestone reason merged_into",
    "restore_milestone": "milestone",
    "strike_milestone": "milestone",
    "import_milestones": "milestones",
    "begin_rotation": "rotation about",
    "describe_rotation": "rotation was now",
    "set_term": "rotation was now",
    "remove_term": "rotation term",
    "set_terms": "rotation seen terms",
    "drop_draft": "rotation",
    "publish_rotation": "rotation version adopted",
    "reissue_rotation": "rotation reason",
    "withdraw_rotation": "rotation reason",
    "hand_over": "rotation handover outgoing_seen",
    "undo_handover": "rotation handover reason",
    "import_history": "rotation handovers overrides",
    "make_override": "rotation override",
    "end_override": "rotation override until",
}
PART_FIELDS = {
    convocation.Convocation: "slug title body place zone format public moved_from theme links of",
    sitting.Sitting: "id title chair track place day starts ends contributors links withdrawn chair_office",
    sitting.Track: "id title",
    sitting.Link: "kind url language",
    item.AgendaItem: "id number title kind minutes purpose parent sitting fixed_start roles "
    "started ended outcome held draft_decision time_limit deferred_to",
    sitting.Contributor: "part holder organisation person",
    particulars.Particulars: "title kind minutes purpose fixed_start roles draft_decision time_limit",
    proposal.Proposal: "id source title item",
    editing.Replanned: "item was now time_limit",
    papers.Paper: "id item title series version language members_only name media size digest withdrawn",
    Text: "en fr es",
    request.Request: "id kind speaker attendance language subject about contributor number asked "
    "behind moved by_chair skipped ready lost",
    request.Speaker: "person member office organisation section role gender",
    limits.Limits: "speeches together section second_reply warning motion",
    limits.TimeLimit: "seconds kind role",
    show_of_hands.ShowOfHands: "in_favour against abstaining",
    milestones.Milestone: "id name sequence dating precision zone place meeting sitting starts ends sittings "
    "cancelled merged_into",
    milestones.MilestoneSitting: "id title starts ends",
    terms.Term: "id begins holders handover sitting switch policy international pinned",
    terms.About: "name purpose over meeting ends ends_at",
    rotation.Handover: "id term at how meeting note undone",
    departures.Override: "id departure office instead_of term other since until meeting item reason",
}
WORDS = {
    item.Kind: "opening report debate decision election information break closing",
    item.Purpose: "adoption decision information",
    item.Outcome: "adopted noted discussed ended deferred withdrawn",
    sitting.LinkKind: "stream interpretation",
    convocation.Format: "in_person hybrid online",
    screens.WallLayout: "now agenda announcement countdown",
    request.RequestKind: "point_of_order question reply statement right_of_reply",
    request.Gender: "woman man other",
    attendance.Attendance: "in_the_room remote absent excused",
    motions.MotionKind: "suspend_meeting adjourn_meeting adjourn_debate close_debate",
    motions.Side: "in_favour against",
    help_desk.HelpNeed: "sound interpretation connection voting other",
    milestones.Precision: "exact range week month months unknown",
    terms.RotationPurpose: "presidency chairs hosts",
    terms.HandoverAt: "start end sitting",
    terms.Switch: "act clock history",
    departures.Departure: "ceded deputy replaced swapped",
}


def test_every_event_that_was_ever_recorded_has_its_name_and_fields() -> None:
    """A name may be added here, never changed or removed; a new field needs a default or an upcast."""
    assert {name: field_names(kind) for name, kind in EVENTS.items()} == EVENT_FIELDS


def test_every_command_has_its_name_and_fields() -> None:
    assert {name: field_names(kind) for name, kind in COMMANDS.items()} == COMMAND_FIELDS


def test_what_events_are_made_of_keeps_its_names_too() -> None:
    assert {kind: field_names(kind) for kind in PART_FIELDS} == PART_FIELDS
    assert {kind: " ".join(kind) for kind in WORDS} == WORDS


@pytest.mark.parametrize(("base", "listed"), [(Event, EVENTS), (Command, COMMANDS)])
def test_none_is_forgotten(base: type[Any], listed: dict[str, type[Any]]) -> None:
    ours = {kind for kind in base.__subclasses__() if kind.__module__.startswith("models.")}
    assert ours == set(listed.values())
    assert all(wire_name(kind) == name for name, kind in listed.items())


# --------------------------------------------------------------------------------------- there and back

MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - its zone comes with the strategy
    timezones=st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)
st.register_type_strategy(datetime, MOMENTS)


@given(event=st.one_of(*(st.from_type(kind) for kind in EVENTS.values())))
def test_every_event_comes_back_from_json_as_it_was(event: Event) -> None:
    data = json.loads(json.dumps(to_wire(event)))
    back = event_from_wire(wire_name(type(event)), data)
    assert back == event
    assert type(back) is type(event)


@given(command=st.one_of(*(st.from_type(kind) for kind in COMMANDS.values())))
def test_every_command_comes_back_from_json_as_it_was(command: Command) -> None:
    data = json.loads(json.dumps(to_wire(command)))
    back = from_wire(COMMANDS[wire_name(type(command))], data)
    assert back == command
    assert type(back) is type(command)


@given(event=st.one_of(*(st.from_type(kind) for kind in EVENTS.values())))
def test_what_comes_back_is_of_the_types_it_had(event: Event) -> None:
    """An outcome is an Outcome again, a list of roles a tuple: `==` alone would not say."""
    back = event_from_wire(wire_name(type(event)), json.loads(json.dumps(to_wire(event))))
    assert types_in(back) == types_in(event)


@given(event=st.one_of(*(st.from_type(kind) for kind in EVENTS.values())))
def test_what_is_written_is_plain_json_whoever_encodes_it(event: Event) -> None:
    assert plain_types_in(to_wire(event)) <= {str, int, bool, type(None)}


@given(at=MOMENTS)
def test_a_moment_is_written_in_utc_and_read_back_exactly(at: datetime) -> None:
    written = moment(at)
    assert written.endswith("Z")
    assert datetime.fromisoformat(written) == at


def test_a_moment_reads_like_a_clock() -> None:
    assert moment(datetime(2021, 11, 17, 8, 30, tzinfo=UTC)) == "2021-11-17T08:30:00Z"
    assert moment(datetime(2021, 11, 17, 8, 30, 0, 120, tzinfo=UTC)) == "2021-11-17T08:30:00.000120Z"


def test_an_entry_of_the_first_release_is_read_as_it_was_written() -> None:
    written = '{"item": "item-5", "outcome": "adopted"}'
    event = event_from_wire("item_concluded", json.loads(written))
    assert event == agenda.ItemConcluded(item.ItemId("item-5"), item.Outcome.ADOPTED)


def test_an_entry_from_before_a_field_was_added_has_its_default() -> None:
    written = (
        '{"item": {"id": "1", "number": "1", "title": {"en": "Opening"}, "kind": "opening", "minutes": 5}}'
    )
    event = event_from_wire("item_added", json.loads(written))
    assert event == agenda.ItemAdded(
        item.AgendaItem(item.ItemId("1"), "1", Text("Opening"), item.Kind.OPENING, 5)
    )


def test_a_name_that_no_release_has_written_is_a_fault() -> None:
    with pytest.raises(KeyError):
        event_from_wire("item_forgotten", {})


def field_names(kind: type[Any]) -> str:
    return " ".join(field.name for field in fields(kind))


def types_in(value: Any) -> Any:
    """The value's type, and those of everything in it; moments in any zone are alike."""
    if is_dataclass(value):
        return type(value), *(types_in(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return tuple, *map(types_in, value)
    return type(value)


def plain_types_in(value: Any) -> set[type]:
    """The types of everything in a JSON value but its lists and objects."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return {kind for part in parts for kind in plain_types_in(part)}
    return {type(value)}
