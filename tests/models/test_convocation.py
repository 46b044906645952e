"""What a meeting is called to: its name, place, zone and links, edited by several people at once (DOMAIN §2)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.convocation import Format
from models.meeting import ConvocationEdited
from models.planning.agenda import SittingAdded
from models.planning.sitting import Link, LinkKind, Sitting
from models.rules.conduct import CloseMeeting, EditMeeting
from models.text import Text
from tests.models.story import CONVOCATION, Story, a_draft, item

NOON = datetime(2021, 11, 17, 12, tzinfo=UTC)


def test_a_meeting_is_called_to_something_else() -> None:
    now = replace(CONVOCATION, title=Text("World Council"), theme=Text("Cities"), place="Kazan")
    edited = a_draft().when("secretariat", EditMeeting(CONVOCATION, now)).then(ConvocationEdited(now))
    assert edited.state.convocation == now


def test_two_who_edit_the_meeting_keep_what_each_has_changed(meeting: Story) -> None:
    place = EditMeeting(CONVOCATION, replace(CONVOCATION, place="Kazan"))
    theme = EditMeeting(CONVOCATION, replace(CONVOCATION, theme=Text("Cities")))
    both = meeting.when("secretariat", place).when("secretariat", theme)
    assert both.state.convocation == replace(CONVOCATION, place="Kazan", theme=Text("Cities"))


STREAM, CHINESE = (
    Link(LinkKind.STREAM, "https://a.example"),
    Link(LinkKind.INTERPRETATION, "https://b.example", "zh"),
)


@pytest.mark.parametrize(
    ("field", "theirs", "mine", "said"),
    [
        (
            "links",
            (STREAM, CHINESE),
            (CHINESE,),
            "“stream: https://a.example; interpretation zh: https://b.example”",
        ),
        ("format", Format.ONLINE, Format.IN_PERSON, "“online”. You wrote: “in_person”"),
        ("place", "Kazan", "Soria", "the place meanwhile. It reads now: “Kazan”. You wrote: “Soria”"),
    ],
)
def test_what_two_have_changed_of_the_meeting_is_shown_in_words(
    meeting: Story, field: str, theirs: object, mine: object, said: str
) -> None:
    one, other = (EditMeeting(CONVOCATION, replace(CONVOCATION, **{field: v})) for v in (theirs, mine))  # type: ignore[arg-type]
    assert (
        said
        in meeting.when("secretariat", one).when("secretariat", other).refused("edited_meanwhile").refusal()
    )


def test_a_meeting_keeps_a_title(meeting: Story) -> None:
    meeting.when("secretariat", EditMeeting(CONVOCATION, replace(CONVOCATION, title=Text()))).refused(
        "no_title"
    )


def test_nothing_changes_if_nothing_would(meeting: Story) -> None:
    meeting.when("secretariat", EditMeeting(CONVOCATION, CONVOCATION)).refused("nothing_changed")


def test_the_address_of_a_meeting_stays(meeting: Story) -> None:
    moved = EditMeeting(CONVOCATION, replace(CONVOCATION, slug="assembly"))
    meeting.when("secretariat", moved).refused("slug_stays", "The address of a meeting stays for ever.")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//a.example", " https://a.example", ""]
)
def test_a_link_leads_to_the_web(meeting: Story, url: str) -> None:
    linked = EditMeeting(CONVOCATION, replace(CONVOCATION, links=(Link(LinkKind.STREAM, url),)))
    meeting.when("secretariat", linked).refused(
        "bad_link", f"“{url}” is no link: one begins with https:// or http://."
    )


ABROAD = EditMeeting(CONVOCATION, replace(CONVOCATION, zone="America/Mexico_City"))


def test_the_zone_of_a_meeting_can_change_while_no_start_is_fixed() -> None:
    assert a_draft(item("1")).when("secretariat", ABROAD).state.convocation == ABROAD.now


def test_the_zone_stays_once_a_start_is_fixed_in_it() -> None:
    """10:00 in Madrid is not 10:00 in Mexico City: whoever moves the meeting says which is meant."""
    a_draft(item("1", fixed_start=NOON)).when("secretariat", ABROAD).refused(
        "zone_fixed", "Starts are fixed in the time of Europe/Madrid: clear them before the zone is changed."
    )
    morning = Sitting("morning", Text("Morning"), starts=NOON)  # type: ignore[arg-type]
    a_draft().given(SittingAdded(morning)).when("secretariat", ABROAD).refused("zone_fixed")


def test_a_day_fixes_no_zone() -> None:
    whole = Sitting("day", Text("Day"), day=date(2021, 11, 17))  # type: ignore[arg-type]
    assert a_draft().given(SittingAdded(whole)).when("secretariat", ABROAD).state.convocation == ABROAD.now


def test_what_a_closed_meeting_was_called_to_is_history(meeting: Story) -> None:
    meeting.when("chair", CloseMeeting()).when("secretariat", ABROAD).refused("closed")


def test_what_is_not_drafted_is_not_edited() -> None:
    Story().when("operator", ABROAD).refused("not_convened")
