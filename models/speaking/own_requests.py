"""Whose requests wait at an item under discussion or to come: what each is told of their own, for themselves alone.

Source: DESIGN §2.8 (nothing personal in a panel), DOMAIN §2 (one person's phone and laptop; who stands for a member).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.meeting import Meeting
from models.planning.item import AgendaItem, ItemId
from models.procedure import PersonId
from models.speaking.planned import planned
from models.speaking.request import Request


class OwnRequest(NamedTuple):
    """A request that waits at this item."""

    item: ItemId
    request: Request


def own_requests(meeting: Meeting, person: PersonId | None) -> tuple[OwnRequest, ...]:
    """The requests of this person, or of a member they stand for, at items that are not concluded."""
    if person is None:
        return ()
    known = _by_person(meeting)
    return known.get(person, ())


def told_anew(before: Meeting, now: Meeting) -> frozenset[PersonId]:
    """Whose requests are others now, or say something else; where they stand, the list says."""
    was, are = _by_person(before), _by_person(now)
    if was is are:
        return frozenset()
    people = (one for one in was.keys() | are.keys() if was.get(one) != are.get(one))
    return frozenset(one for one in people if _said(was.get(one, ())) != _said(are.get(one, ())))


def _said(own: tuple[OwnRequest, ...]) -> frozenset[tuple[object, ...]]:
    return frozenset((at, r.id, r.attendance, r.language, r.subject, r.ready) for at, r in own)


def _by_person(meeting: Meeting) -> Mapping[PersonId, tuple[OwnRequest, ...]]:
    """Worked out once a state."""
    if "own requests" not in meeting.worked_out:
        found: dict[PersonId, tuple[OwnRequest, ...]] = {}
        for person, own in _owned(meeting):
            if own not in found.get(person, ()):
                found[person] = (*found.get(person, ()), own)
        meeting.worked_out["own requests"] = found
    known: Mapping[PersonId, tuple[OwnRequest, ...]] = meeting.worked_out["own requests"]
    return known


def _not_concluded(meeting: Meeting) -> Iterator[AgendaItem]:
    for agenda in meeting.agendas:
        yield from (one for one in agenda.items if not one.outcome or one.id == agenda.current)


def _owned(meeting: Meeting) -> Iterator[tuple[PersonId, OwnRequest]]:
    seats = {seat.id: seat for seat in meeting.roster.seats} if meeting.roster else {}
    for item in _not_concluded(meeting):
        heard = meeting.floor.at(item.id)
        expected = (one for one in planned(item) if heard.known(one.id) is None)
        for request in (*expected, *heard.waiting):
            own = OwnRequest(item.id, request)
            seat = seats.get(request.speaker.member) if request.speaker.member else None
            people = {request.speaker.person, *((seat.delegate, seat.substitute) if seat else ())}
            yield from ((person, own) for person in people if person)
