"""Events and commands as JSON values, under permanent names, and back.

A name here is a promise: records written years ago carry it. A shape that changes gets an upcast below,
never a new meaning for an old name. This is the one file where `Any` is at home.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from models import body, meeting, organisation, screens
from models.belonging import granting, membership, offices, posts, roster
from models.planning import agenda, editing, papers, proposal
from models.presidency import milestones, presided, rotation
from models.procedure import Command, Event
from models.rules import permission
from models.speaking import help as help_desk
from models.speaking import list_of_speakers, motions, points, request, speech


def wire_name(kind: type[Any]) -> str:
    """`ItemOpened` → `item_opened`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


EVENTS: Mapping[str, type[Event]] = {
    wire_name(kind): kind
    for kind in (
        organisation.MeetingEntered,
        meeting.MeetingDrafted,
        meeting.MeetingConvened,
        meeting.MeetingOpened,
        meeting.MeetingSuspended,
        meeting.MeetingAdjourned,
        meeting.MeetingResumed,
        meeting.MeetingClosed,
        meeting.MeetingReopened,
        granting.RoleGranted,
        granting.RoleWithdrawn,
        agenda.SittingAdded,
        agenda.ItemAdded,
        agenda.ItemOpened,
        agenda.ItemConcluded,
        agenda.ItemPutBack,
        agenda.ItemReopened,
        meeting.ConvocationEdited,
        meeting.TrackAdded,
        meeting.TrackEdited,
        meeting.AgendaCleared,
        editing.SittingEdited,
        editing.SittingRemoved,
        editing.ItemEdited,
        editing.ItemRenumbered,
        editing.ItemMoved,
        editing.ItemRemoved,
        editing.ItemDeferred,
        editing.ItemRestored,
        proposal.ItemProposed,
        proposal.ProposalAccepted,
        proposal.ProposalDeclined,
        screens.AnnouncementMade,
        screens.AnnouncementWithdrawn,
        screens.WallLaidOut,
        papers.PaperAttached,
        papers.PaperWithdrawn,
        organisation.BodyEntered,
        offices.SectionEntered,
        offices.OfficeEntered,
        offices.OfficeEdited,
        offices.MandateEntered,
        offices.MandateEdited,
        offices.MandateEnded,
        offices.MandateStruck,
        body.BodyFounded,
        body.CharterEdited,
        body.RulesSet,
        membership.MemberEntered,
        membership.MemberEdited,
        membership.MemberRemoved,
        posts.AppointmentMade,
        posts.AppointmentEdited,
        posts.AppointmentEnded,
        posts.AppointmentStruck,
        roster.RosterTaken,
        roster.SeatChanged,
        roster.SeatVacated,
        roster.PostsChanged,
        roster.ChairsChanged,
        roster.RulesChanged,
        presided.PresidingChanged,
        presided.PresidencyHandedOver,
        presided.PresidencyTakenBack,
        list_of_speakers.ListOpened,
        list_of_speakers.ListClosed,
        list_of_speakers.ListLimitedToReplies,
        list_of_speakers.InscriptionSet,
        list_of_speakers.OrderSet,
        list_of_speakers.LimitsSet,
        request.RequestMade,
        request.GenderTold,
        request.RequestEdited,
        request.RequestWithdrawn,
        request.RequestMoved,
        request.RequestsReordered,
        request.RequestSkipped,
        request.ReadinessTold,
        request.PlaceGivenUp,
        speech.SpeechBegun,
        speech.SpeechPaused,
        speech.SpeechResumed,
        speech.SpeechEnded,
        speech.SpeechExtended,
        speech.SpeakersBroughtBack,
        points.PointRuledOn,
        points.RulingAppealed,
        points.AppealWithdrawn,
        points.AppealDecided,
        points.PointLeft,
        motions.MotionMoved,
        motions.MotionSpokenOn,
        motions.SpeechOnMotionBegun,
        motions.SpeechOnMotionPaused,
        motions.SpeechOnMotionResumed,
        motions.SpeechOnMotionEnded,
        motions.MotionWithdrawn,
        motions.MotionDecided,
        help_desk.HelpAsked,
        help_desk.HelpAnswered,
        help_desk.HelpEnded,
        milestones.MilestoneEntered,
        milestones.MilestoneEdited,
        milestones.MilestoneCancelled,
        milestones.MilestoneRestored,
        milestones.MilestoneStruck,
        rotation.RotationBegun,
        rotation.RotationDescribed,
        rotation.TermSet,
        rotation.TermRemoved,
        rotation.DraftDropped,
        rotation.RotationPublished,
        rotation.RotationReissued,
        rotation.RotationWithdrawn,
        rotation.HandedOver,
        rotation.HandoverUndone,
        rotation.OverrideMade,
        rotation.OverrideEnded,
        rotation.HistoryImported,
    )
}

COMMANDS: Mapping[str, type[Command]] = {wire_name(kind): kind for kind in permission.PERMITTED}

UPCASTS: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Event name → what makes today's shape of an older one. Empty while every shape is the first."""


def moment(at: datetime) -> str:
    """An instant as RFC 3339 in UTC: `2021-11-17T08:30:00Z`, with microseconds only where there are some."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def to_wire(value: Any) -> Any:
    """A dataclass as a plain JSON value: moments as RFC 3339, enums as their value, tuples as lists."""
    match value:
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return [to_wire(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_wire(getattr(value, f.name)) for f in fields(value)}
    return value


def event_from_wire(name: str, data: dict[str, Any]) -> Event:
    """An event as it was recorded. Raises `KeyError` for a name that no release has ever written."""
    upcast = UPCASTS.get(name)
    event: Event = from_wire(EVENTS[name], upcast(data) if upcast else data)
    return event


def from_wire(kind: Any, value: Any) -> Any:
    """The value of this type that `to_wire` wrote so."""
    kind = plain(kind)
    if get_origin(kind) in (Union, UnionType):
        if value is None:
            return None
        kind = next(k for k in get_args(kind) if k is not NoneType)
        return from_wire(kind, value)
    if get_origin(kind) is tuple:
        return tuple(from_wire(get_args(kind)[0], part) for part in value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = hints_of(kind)
        return kind(**{name: from_wire(hints[name], part) for name, part in value.items()})
    if kind in {datetime, date}:
        return kind.fromisoformat(value)
    return kind(value)


def plain(kind: Any) -> Any:
    """The type behind a `NewType`."""
    return plain(kind.__supertype__) if isinstance(kind, NewType) else kind


def hints_of(kind: type[Any]) -> Mapping[str, Any]:
    """The resolved annotations of a dataclass."""
    if kind not in HINTS:
        HINTS[kind] = get_type_hints(kind)
    return HINTS[kind]


HINTS: dict[type[Any], Mapping[str, Any]] = {}
