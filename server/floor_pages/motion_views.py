"""Procedural motions as pages show them: what is pending, by precedence, and what has been decided on what is now."""

from dataclasses import dataclass

from models.meeting import Meeting, MeetingState
from models.planning.agenda import Agenda
from models.procedure import PersonId
from models.speaking.motions import Motion, MotionKind, Motions, Side, most_speakers, pending
from models.speaking.show_of_hands import ShowOfHands
from server.floor_pages.points_views import member_called
from server.languages import words_of
from server.meeting_pages.item_views import Name
from server.meeting_pages.moments import Moment, moment_of


@dataclass(frozen=True)
class SideView:
    """Who has spoken on one side; `most` may, None: no rule is set."""

    name: str
    count: int
    most: int | None
    members: tuple[str, ...]

    @property
    def full(self) -> bool:
        return self.most is not None and self.count >= self.most


@dataclass(frozen=True)
class MotionView:
    id: str
    kind: str
    words: str
    mover: str
    person: str
    member: str
    moved: Moment
    sides: tuple[SideView, ...]
    heard: bool
    votes: ShowOfHands | None
    carried: bool | None


@dataclass(frozen=True)
class MotionsView:
    """The motions at the current `item`; `movable` are the kinds that come before all that is pending."""

    item: str = ""
    pending: tuple[MotionView, ...] = ()
    decided: tuple[MotionView, ...] = ()
    movable: tuple[tuple[str, str], ...] = ()
    members: tuple[tuple[str, str], ...] = ()


def unnamed(_: PersonId | None) -> str:
    """Nobody's name is known."""
    return ""


def motions_view(meeting: Meeting, agenda: Agenda, language: str, name: Name = unnamed) -> MotionsView:
    """The motions at what is now; nothing where the meeting is not open or no item is."""
    if meeting.state is not MeetingState.OPEN or agenda.current is None:
        return MotionsView()
    motions: Motions = meeting.floor.at(agenda.current).motions
    words, first = words_of(language).motions, next(iter(pending(motions)), None)
    seats = meeting.roster.seats if meeting.roster else ()
    members = sorted((seat.name.read(language)[0], str(seat.id)) for seat in seats)
    return MotionsView(
        agenda.current,
        tuple(_view(meeting, motion, language, name) for motion in pending(motions)),
        tuple(
            _view(meeting, motion, language, name)
            for motion in reversed(motions)
            if motion.carried is not None
        ),
        tuple((kind.value, words[kind]) for kind in MotionKind if not first or kind.precedes(first.kind)),
        tuple((known, called) for called, known in members),
    )


def _view(meeting: Meeting, motion: Motion, language: str, name: Name) -> MotionView:
    zone = meeting.convocation.zone if meeting.convocation else "UTC"
    return MotionView(
        motion.id,
        motion.kind.value,
        words_of(language).motions[motion.kind],
        member_called(meeting, motion.member, language) or name(motion.person),
        motion.person or "",
        motion.member or "",
        moment_of(motion.moved, zone),
        tuple(_side(meeting, motion, side, language) for side in Side),
        motion.heard is not None,
        motion.votes,
        motion.carried,
    )


def _side(meeting: Meeting, motion: Motion, side: Side, language: str) -> SideView:
    spoken = (member_called(meeting, s.member, language) for s in motion.speakers if s.side is side)
    most = most_speakers(meeting.rules, side)
    return SideView(side.value, motion.spoken(side), most, tuple(filter(None, spoken)))
