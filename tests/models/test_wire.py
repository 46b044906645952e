"""Events and commands as JSON and back. Names and fields written here by hand are promises (DESIGN §5.3)."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import agenda, item, meeting
from models.procedure import Command, Event
from models.text import Text
from models.wire import COMMANDS, EVENTS, event_from_wire, from_wire, moment, to_wire, wire_name

EVENT_FIELDS = {
    "meeting_entered": "meeting slug",
    "meeting_drafted": "convocation",
    "meeting_convened": "",
    "meeting_opened": "",
    "meeting_suspended": "until reason",
    "meeting_resumed": "",
    "meeting_closed": "",
    "meeting_reopened": "",
    "role_granted": "person role",
    "role_withdrawn": "person role",
    "sitting_added": "sitting",
    "item_added": "item",
    "item_opened": "item",
    "item_concluded": "item outcome",
    "item_put_back": "item was",
    "item_reopened": "item was",
}
COMMAND_FIELDS = {
    "enter_meeting": "meeting slug",
    "draft_meeting": "convocation sittings items",
    "convene_meeting": "",
    "open_meeting": "",
    "suspend_meeting": "until reason",
    "resume_meeting": "",
    "close_meeting": "",
    "reopen_meeting": "",
    "grant_role": "person role",
    "withdraw_role": "person role",
    "open_next_item": "closing outcome",
    "open_item": "item closing outcome",
    "conclude_item": "item outcome",
    "reopen_previous_item": "closing",
}
PART_FIELDS = {
    meeting.Convocation: "slug title body place zone format public moved_from",
    item.Sitting: "id title chair",
    item.AgendaItem: "id number title kind minutes purpose parent sitting fixed_start roles "
    "started ended outcome held",
    item.ItemRole: "part holder",
    Text: "en fr es",
}
WORDS = {
    item.Kind: "opening report debate decision election information break closing",
    item.Purpose: "adoption decision information",
    item.Outcome: "adopted noted discussed ended deferred withdrawn",
    meeting.Format: "in_person hybrid online",
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
    assert set(base.__subclasses__()) == set(listed.values())
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
