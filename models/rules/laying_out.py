"""An agenda laid out whole: what a draft brings, or an import. All of it fits, or nothing is taken.

Source: DOMAIN §2. Items are planned, stand right behind what they belong to, and nothing has an id twice.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from models.meeting import Meeting, TrackAdded
from models.planning.agenda import Agenda, ItemAdded, SittingAdded
from models.planning.item import AgendaItem, ItemId
from models.planning.sitting import Link, Sitting, SittingId, Track, TrackId
from models.procedure import Event
from models.rules import grounds
from models.rules.preconditions import new_ids, require_title

WEB = ("https://", "http://")
Rooms = dict[SittingId, TrackId | None]
"""In which track each sitting is; None: in the plenary."""


def laid_out(
    meeting: Meeting, tracks: Iterable[Track], sittings: Iterable[Sitting], items: Iterable[AgendaItem]
) -> Iterator[Event]:
    """What adds these to the meeting, behind what is there. An empty id is given by the record."""
    agendas = {track_of(agenda): agenda for agenda in meeting.agendas}
    for track in _tracks(meeting, tracks):
        agendas[track.id] = Agenda(track=track)
        yield TrackAdded(track)
    rooms: Rooms = {s.id: track for track, agenda in agendas.items() for s in agenda.sittings}
    for sitting in _sittings(meeting, sittings):
        _require_new(sitting.id, rooms)
        require_sound(sitting, agendas)
        rooms[sitting.id] = sitting.track
        yield SittingAdded(sitting)
    for item in _items(meeting, items, rooms):
        yield ItemAdded(item)


def track_of(agenda: Agenda) -> TrackId | None:
    return agenda.track.id if agenda.track else None


def require_sound(sitting: Sitting, tracks: Collection[TrackId | None]) -> None:
    """Refuse a sitting without a title, in a track that is not there, that ends before it starts, or a bad link."""
    require_title(sitting.title)
    if sitting.track not in tracks:
        raise grounds.UNKNOWN_TRACK.refusal()
    if sitting.starts and sitting.ends and sitting.ends <= sitting.starts:
        raise grounds.ENDS_BEFORE.refusal(title=sitting.title)
    require_links(sitting.links)


def require_links(links: Iterable[Link]) -> None:
    for link in links:
        if not link.url.lower().startswith(WEB):
            raise grounds.BAD_LINK.refusal(url=link.url)


def _tracks(meeting: Meeting, tracks: Iterable[Track]) -> Iterator[Track]:
    known = {track_of(agenda) for agenda in meeting.agendas}
    ids = new_ids(meeting, "track")
    for track in tracks:
        require_title(track.title)
        named = track if track.id else replace(track, id=TrackId(next(ids)))
        _require_new(named.id, known)
        known.add(named.id)
        yield named


def _sittings(meeting: Meeting, sittings: Iterable[Sitting]) -> Iterator[Sitting]:
    ids = new_ids(meeting, "sitting")
    for sitting in sittings:
        yield sitting if sitting.id else replace(sitting, id=SittingId(next(ids)))


def _items(meeting: Meeting, items: Iterable[AgendaItem], rooms: Rooms) -> Iterator[AgendaItem]:
    ids, taken = new_ids(meeting, "item"), {*rooms, *(item.id for item in meeting.items())}
    home: dict[ItemId, TrackId | None] = {i.id: track_of(a) for a in meeting.agendas for i in a.items}
    lines = {track_of(agenda): _last_line(agenda) for agenda in meeting.agendas}
    for given in items:
        item = replace(
            given,
            id=given.id or ItemId(next(ids)),
            parent=given.parent or None,
            sitting=given.sitting or None,
        )
        _require_new(item.id, taken)
        _require_planned(item, home, rooms)
        track = home[item.parent] if item.parent else rooms[item.sitting] if item.sitting else None
        line = lines.get(track, ())
        if item.parent and (item.parent not in line or (item.sitting and rooms[item.sitting] != track)):
            raise grounds.APART.refusal(title=item.title)
        taken.add(item.id)
        home[item.id] = track
        lines[track] = (item.id, *(line[line.index(item.parent) :] if item.parent else ()))
        yield item


def _require_planned(item: AgendaItem, home: Collection[ItemId], rooms: Collection[SittingId]) -> None:
    if item.parent and item.parent not in home:
        raise grounds.UNKNOWN_PARENT.refusal(title=item.title)
    if item.sitting and item.sitting not in rooms:
        raise grounds.UNKNOWN_SITTING.refusal(title=item.title)
    if item.started or item.ended or item.outcome or item.held or item.deferred_to:
        raise grounds.BEGUN_IN_DRAFT.refusal(title=item.title)


def _require_new(identity: str, taken: Collection[str | None]) -> None:
    if identity in taken:
        raise grounds.DOUBLE_ID.refusal(id=identity)


def _last_line(agenda: Agenda) -> tuple[ItemId, ...]:
    """The last item, and those above it: only under these can something stand that joins at the end."""
    if not agenda.items:
        return ()
    last = agenda.items[-1].id
    return (last, *(above.id for above in agenda.ancestors(last)))
