"""Motions by one's own press: which may be moved now, what each does, and one's own that is pending. In no panel."""

from dataclasses import dataclass

from models.belonging.roles import Role
from models.meeting import Meeting, MeetingState
from models.procedure import Actor
from models.rules.motions import moved_by
from models.rules.on_the_floor import HELPING
from models.speaking.motions import MotionKind, pending
from server.floor_pages.order_words import order_words
from server.languages import words_of


@dataclass(frozen=True)
class Movable:
    """One kind of motion, with a line on what it does; `now`: whether it comes before all that is pending."""

    kind: str
    words: str
    does: str
    now: bool


@dataclass(frozen=True)
class Moving:
    """`may`: whether this reader moves motions for themselves; `own` is their pending one, `words` what it is."""

    may: bool = False
    kinds: tuple[Movable, ...] = ()
    own: str = ""
    words: str = ""


def moving_of(meeting: Meeting, item: str, actor: Actor, language: str) -> Moving:
    """What this reader may move at this item; whoever enters motions for others does so elsewhere on their pages."""
    if Role.DELEGATE not in actor.roles or actor.roles & HELPING:
        return Moving()
    known = next((heard.motions for at, heard in meeting.floor.lists.items() if at == item), ())
    waiting, words = pending(known), words_of(language).motions
    does = order_words(language).motions
    open_now = bool(item) and meeting.state is MeetingState.OPEN
    own = next((motion for motion in waiting if moved_by(meeting, motion, actor.person)), None)
    return Moving(
        may=True,
        kinds=tuple(
            Movable(
                kind.value, words[kind], does[kind], open_now and all(kind.precedes(m.kind) for m in waiting)
            )
            for kind in MotionKind
        ),
        own=own.id if own else "",
        words=words[own.kind] if own else "",
    )
