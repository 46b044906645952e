"""The programme: tracks, sittings, and an agenda imported whole.

Source: DOMAIN §2 (sittings with their own chair, place, speakers and links; several agendas run at once).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.meeting import AgendaCleared, Meeting, MeetingState, TrackAdded, TrackEdited
from models.merge import merge
from models.planning.agenda import Agenda, ItemAdded, ItemConcluded, SittingAdded
from models.planning.editing import ItemRemoved, SittingEdited, SittingRemoved
from models.planning.item import AgendaItem, ItemId, Outcome
from models.planning.sitting import Sitting, SittingId, Track, TrackId
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.laying_out import laid_out, require_sound, track_of
from models.rules.numbering import follow_order
from models.rules.preconditions import new_ids, require_editable, require_no_conflict, require_title, told
from models.text import Text

ID = bounded(longest=80)


@dataclass(frozen=True)
class AddTrack(Command):
    """Add a track, with an agenda of its own beside the plenary's. An empty id is given by the record."""

    track: Track


@dataclass(frozen=True)
class EditTrack(Command):
    """Call a track otherwise: from what the author saw, `was`, to `now`."""

    track: TrackId = field(metadata=ID)
    was: Text
    now: Text


@dataclass(frozen=True)
class AddSitting(Command):
    """Add a sitting at the end of its track. An empty id is given by the record."""

    sitting: Sitting


@dataclass(frozen=True)
class EditSitting(Command):
    """Change a sitting from what the author saw, `was`, to `now`; its track only before it has begun."""

    sitting: SittingId = field(metadata=ID)
    was: Sitting
    now: Sitting


@dataclass(frozen=True)
class WithdrawSitting(Command):
    """Withdraw a sitting and what is planned in it; in a draft it is gone, with its items."""

    sitting: SittingId = field(metadata=ID)


@dataclass(frozen=True)
class ImportAgenda(Command):
    """Take over tracks, sittings and items, all or nothing: instead of a draft's agenda, or behind what is there."""

    tracks: tuple[Track, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    instead: bool = False


def add_track(command: AddTrack, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    track = command.track
    if not track.id:
        track = replace(track, id=TrackId(next(new_ids(meeting, "track"))))
    require_title(track.title)
    if meeting.running(track.id):
        raise grounds.NOT_ADDED_TWICE.refusal(id=track.id)
    yield TrackAdded(track)


def edit_track(command: EditTrack, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    agenda = meeting.running(command.track)
    if agenda is None or agenda.track is None:
        raise grounds.UNKNOWN_TRACK.refusal()
    seen, wanted = replace(agenda.track, title=command.was), replace(agenda.track, title=command.now)
    now, conflicts = merge(seen, wanted, agenda.track)
    require_no_conflict(conflicts)
    require_title(now.title)
    if now == agenda.track:
        raise grounds.NOTHING_CHANGED.refusal()
    yield TrackEdited(now)


def add_sitting(command: AddSitting, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    sitting = command.sitting
    if not sitting.id:
        sitting = replace(sitting, id=SittingId(next(new_ids(meeting, "sitting"))))
    if meeting.sitting(sitting.id):
        raise grounds.NOT_ADDED_TWICE.refusal(id=sitting.id)
    require_sound(sitting, _tracks_of(meeting))
    yield SittingAdded(sitting)


def edit_sitting(command: EditSitting, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_editable(meeting)
    sitting = _known(meeting, command.sitting)
    now, conflicts = merge(replace(command.was, id=sitting.id), replace(command.now, id=sitting.id), sitting)
    require_no_conflict(conflicts)
    require_sound(now, _tracks_of(meeting))
    if now == sitting:
        raise grounds.NOTHING_CHANGED.refusal()
    if now.track == sitting.track:
        yield SittingEdited(now)
        return
    items = _items_in(meeting, sitting)
    if any(item.started for item in items):
        raise grounds.SITTING_BEGUN.refusal(title=sitting.title)
    gone = [*_removed(items), SittingRemoved(sitting.id)]
    yield from _renumbering(meeting, [*gone, SittingAdded(now), *_rehoused(items, now)], submission)


def withdraw_sitting(command: WithdrawSitting, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_editable(meeting)
    sitting = _known(meeting, command.sitting)
    items = _items_in(meeting, sitting)
    if meeting.state is MeetingState.DRAFT:
        yield from _renumbering(meeting, [*_removed(items), SittingRemoved(sitting.id)], submission)
        return
    if sitting.withdrawn:
        raise grounds.NOTHING_CHANGED.refusal()
    if any(item.started and not item.outcome for item in items):
        raise grounds.SITTING_BEGUN.refusal(title=sitting.title)
    yield SittingEdited(replace(sitting, withdrawn=True))
    yield from (ItemConcluded(item.id, Outcome.WITHDRAWN) for item in items if not item.outcome)


def import_agenda(command: ImportAgenda, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    if not (command.tracks or command.sittings or command.items):
        raise grounds.NOTHING_CHANGED.refusal()
    before = meeting
    if command.instead:
        if meeting.state is not MeetingState.DRAFT:
            raise grounds.NOT_A_DRAFT.refusal()
        before = replace(meeting, agenda=Agenda(), parallel=())
        yield AgendaCleared()
    yield from laid_out(before, command.tracks, command.sittings, command.items)


def _renumbering(meeting: Meeting, events: Sequence[Event], submission: Submission) -> Iterator[Event]:
    """These, and the numbers of a draft that follow from them on every agenda."""
    yield from events
    for agenda in meeting.agendas:
        yield from follow_order(meeting, agenda, told(agenda, events, submission))


def _tracks_of(meeting: Meeting) -> set[TrackId | None]:
    return {track_of(agenda) for agenda in meeting.agendas}


def _known(meeting: Meeting, sitting: SittingId) -> Sitting:
    found = meeting.sitting(sitting)
    if found is None:
        raise grounds.NO_SUCH_SITTING.refusal()
    return found


def _items_in(meeting: Meeting, sitting: Sitting) -> tuple[AgendaItem, ...]:
    """What belongs to a sitting, with all that stands under it, in order."""
    found: dict[ItemId | None, AgendaItem] = {}
    for item in meeting.items():
        if item.sitting == sitting.id or item.parent in found:
            found[item.id] = item
    return tuple(found.values())


def _removed(items: tuple[AgendaItem, ...]) -> Iterator[ItemRemoved]:
    """Out they go, each with what stands under it."""
    ids = {item.id for item in items}
    return (ItemRemoved(item.id) for item in items if item.parent not in ids)


def _rehoused(items: tuple[AgendaItem, ...], sitting: Sitting) -> Iterator[ItemAdded]:
    """In they come, all in this sitting; what stood under an item of another one stands by itself now."""
    ids = {item.id for item in items}
    for item in items:
        parent = item.parent if item.parent in ids else None
        yield ItemAdded(replace(item, sitting=sitting.id, parent=parent))
