"""Who chairs now, and why: the one answer that permission, pages and the interface give.

Source: DOMAIN §3: the item that is ceded > the sitting's own chair > the holder of the term in force > the President
> nobody. Chairs of the body by their post, and those made chair by hand, are chair besides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.belonging.posts import Post
from models.belonging.roster import Roster
from models.planning.agenda import Agenda
from models.planning.item import ItemId
from models.planning.sitting import Sitting, SittingId
from models.presidency.presided import Ceded
from models.procedure import PersonId
from models.text import Text


class ChairedBy(StrEnum):
    """On what it rests that somebody chairs."""

    ITEM = "item"
    SITTING = "sitting"
    TERM = "term"
    PRESIDENT = "president"
    POST = "post"
    NOBODY = "nobody"


OF_THE_BODY = {ChairedBy.PRESIDENT: (Post.PRESIDENT,), ChairedBy.POST: (Post.CHAIR, Post.CO_CHAIR)}
"""Whose posts in the body are asked, in this order, where nobody has a turn."""


@dataclass(frozen=True)
class Chairing:
    """Who chairs an agenda now: their offices as titles, and who is known to hold them; and on what that rests."""

    by: ChairedBy
    offices: tuple[Text, ...] = ()
    persons: frozenset[PersonId] = frozenset()


def chairings(agenda: Agenda, roster: Roster | None) -> tuple[Chairing, ...]:
    """Who chairs this agenda now. Between two sittings that is both their chairs: one has to go on to the other."""
    if roster is None:
        return (Chairing(ChairedBy.NOBODY),)
    if ceded := _ceded(agenda, roster):
        return (Chairing(ChairedBy.ITEM, (ceded.office,), _known(ceded.person)),)
    found: dict[Chairing, None] = {}
    for sitting in tuple(agenda.chairing()) or (None,):
        found.setdefault(_of_sitting(agenda, roster, sitting) or presiding_over(roster))
    return tuple(found)


def presiding_over(roster: Roster) -> Chairing:
    """Who chairs where neither an item nor a sitting has a chair of its own."""
    turn = roster.presided
    if turn and turn.offices:
        return Chairing(ChairedBy.TERM, turn.offices, frozenset(turn.persons))
    for by, posts in OF_THE_BODY.items():
        placed = [one for one in roster.posts if one.post in posts and one.person]
        if placed:
            titles = (one.office if _said(one.office) else one.title for one in placed)
            return Chairing(by, tuple(filter(_said, titles)), frozenset(p.person for p in placed if p.person))
    return Chairing(ChairedBy.NOBODY)


def _ceded(agenda: Agenda, roster: Roster) -> Ceded | None:
    """The item that is on, or one above it, where its chair is ceded to somebody."""
    ceded = {one.item: one for one in roster.presided.ceded} if roster.presided else {}
    return next((ceded[item] for item in _line(agenda) if item in ceded), None) if ceded else None


def _line(agenda: Agenda) -> Iterator[ItemId]:
    """What is current and all above it, the nearest first."""
    if agenda.current is None:
        return
    yield agenda.current
    yield from (item.id for item in agenda.ancestors(agenda.current))


def _of_sitting(agenda: Agenda, roster: Roster, sitting: SittingId | None) -> Chairing | None:
    """The sitting's own chair, if it has one that is known."""
    persons = frozenset(one.person for one in roster.chairs if one.sitting == sitting)
    if not persons:
        return None
    own = next((known for known in agenda.sittings if known.id == sitting), None)
    return Chairing(ChairedBy.SITTING, tuple(_title(own, roster)), persons)


def _title(sitting: Sitting | None, roster: Roster) -> Iterator[Text]:
    """The office that chairs a sitting: as the roster knows it, else in the words of the programme."""
    titles = [one.office for one in roster.chairs if sitting and one.sitting == sitting.id]
    if any(map(_said, titles)):
        yield from filter(_said, titles)
    elif sitting and sitting.chair:
        yield Text(sitting.chair)


def _known(person: PersonId | None) -> frozenset[PersonId]:
    return frozenset({person}) if person else frozenset()


def _said(text: Text) -> bool:
    return any((text.en, text.fr, text.es))
