"""The order of a list of speakers: the only one there is, and for each place why it is that one.

Source: DOMAIN §2. Kinds keep their precedence: points of order; questions and replies to the speech on the floor;
those whom the agenda has planned; statements by the policies in force; rights of reply. Whoever was moved by hand
stands where they were put, within their kind; planned speakers and statements are one kind there.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from models.body import OrderPolicy
from models.meeting import Meeting
from models.planning.item import ItemId
from models.speaking.history import History, history_of
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.place import Place, Reason
from models.speaking.planned import planned
from models.speaking.policies import Chosen, by_policies
from models.speaking.request import ABOUT_A_SPEECH, Request, RequestKind


def order_at(
    meeting: Meeting,
    item: ItemId,
    policies: Iterable[OrderPolicy] | None = None,
    *,
    keep_moves: bool = True,
) -> tuple[Place, ...]:
    """Everybody's place at this item; by these policies, else by those in force; with or without moves by hand.

    Worked out once a state.
    """
    chosen = policies_at(meeting, item) if policies is None else tuple(policies)
    key = ("order", item, chosen, keep_moves)
    known = meeting.worked_out.get(key)
    if known is None:
        known = meeting.worked_out[key] = _order_at(meeting, item, chosen, keep_moves=keep_moves)
    places: tuple[Place, ...] = known
    return places


def _order_at(
    meeting: Meeting, item: ItemId, policies: tuple[OrderPolicy, ...], *, keep_moves: bool
) -> tuple[Place, ...]:
    agenda = meeting.agenda_of(item)
    known = agenda.find(item) if agenda else None
    here = meeting.floor.at(item)
    history = history_of(meeting.floor.lists.values())
    listed = here if keep_moves else here.without_moves()
    return ordered(listed, policies, history, planned(known) if known else ())


def policies_at(meeting: Meeting, item: ItemId) -> tuple[OrderPolicy, ...]:
    """The policies in force: the list's own, else the body's, else first come."""
    own = meeting.floor.at(item).policies
    if own is not None:
        return own or (OrderPolicy.FIRST_COME,)
    return meeting.rules.order or (OrderPolicy.FIRST_COME,)


def ordered(
    here: ListOfSpeakers,
    policies: Iterable[OrderPolicy],
    history: History,
    planned: Sequence[Request] = (),
) -> tuple[Place, ...]:
    """Everybody who waits, in order. `planned` are the item's contributors; those who were called are left out."""
    row = chain(
        _by_hand(_points(here), _moved(here, POINTS)),
        _by_hand(_about(here), _moved(here, ABOUT_A_SPEECH)),
        _by_hand(chain(_planned(here, planned), _stated(here, policies, history)), _moved(here, STATEMENTS)),
        _by_hand(_replying(here), _moved(here, RIGHTS)),
    )
    return tuple(
        Place(request, number, reasons or (Reason.FIRST_COME,))
        for number, (request, reasons) in enumerate(row, start=1)
    )


POINTS = frozenset({RequestKind.POINT_OF_ORDER})
STATEMENTS = frozenset({RequestKind.STATEMENT})
RIGHTS = frozenset({RequestKind.RIGHT_OF_REPLY})


def _free(here: ListOfSpeakers, kinds: frozenset[RequestKind]) -> Iterator[Request]:
    """Those of these kinds that nobody has moved, in order of arrival."""
    return (one for one in here.waiting if one.kind in kinds and one.behind is None)


def _moved(here: ListOfSpeakers, kinds: frozenset[RequestKind]) -> list[Request]:
    """Those that were moved by hand, in the order they were."""
    moved = (one for one in here.waiting if one.kind in kinds and one.behind is not None)
    return sorted(moved, key=lambda one: (one.moved, len(one.behind or ())))


def _points(here: ListOfSpeakers) -> Iterator[Chosen]:
    return (Chosen(one, (Reason.POINT_OF_ORDER,)) for one in _free(here, POINTS))


def _about(here: ListOfSpeakers) -> Iterator[Chosen]:
    return (Chosen(one, (Reason.ABOUT_THIS_SPEECH,)) for one in _free(here, ABOUT_A_SPEECH))


def _replying(here: ListOfSpeakers) -> Iterator[Chosen]:
    return (Chosen(one, (Reason.RIGHT_OF_REPLY,)) for one in _free(here, RIGHTS))


def _planned(here: ListOfSpeakers, planned: Sequence[Request]) -> Iterator[Chosen]:
    """As the agenda has them; one that was called already, and waits for it again, keeps its place."""
    expected = {one.id: one for one in planned if here.known(one.id) is None}
    waiting = {one.id: one for one in _free(here, STATEMENTS) if one.contributor}
    order = dict.fromkeys((*(one.id for one in planned), *waiting))
    both = expected | waiting
    return (Chosen(both[one], (Reason.PLANNED,)) for one in order if one in both)


def _stated(here: ListOfSpeakers, policies: Iterable[OrderPolicy], history: History) -> Iterator[Chosen]:
    """Statements that nobody has planned, turns going on from those that were made."""
    waiting = [one for one in _free(here, STATEMENTS) if not one.contributor]
    made = (speech.request for speech in here.speeches)
    before = (one for one in made if one.kind is RequestKind.STATEMENT and not one.contributor)
    return by_policies(waiting, policies, history, before, history_of((here,)))


def _by_hand(chosen: Iterable[Chosen], moved: Iterable[Request]) -> list[Chosen]:
    """Each is put right behind the last of those it was put behind that stands here; at the head without any."""
    row = list(chosen)
    standing = [one.request.id for one in row]
    there = set(standing)
    for request in moved:
        ahead = next((one for one in reversed(request.behind or ()) if one in there), None)
        place = standing.index(ahead) + 1 if ahead else 0
        row.insert(place, Chosen(request, (_hand(request),)))
        standing.insert(place, request.id)
        there.add(request.id)
    return row


def _hand(request: Request) -> Reason:
    if request.by_chair:
        return Reason.MOVED_BY_CHAIR
    return Reason.RETURNED if request.skipped else Reason.MOVED_DOWN
