"""The programme as its page shows it: days, and in each the sittings by time and track, with how far they are.

Source: DOMAIN §2 (sittings, tracks, several agendas at once) and §5 (day headings are computed).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

from models.meeting import STANDING_STILL, Meeting, MeetingState
from models.planning.agenda import Agenda
from models.planning.forecast import forecast
from models.planning.item import AgendaItem
from models.planning.programme import plan_of, sitting_spans
from models.planning.sitting import Sitting, SittingId
from models.text import Text
from server import languages
from server.languages import utc, words_of
from server.meeting_pages.item_views import Items, ItemView, Name
from server.meeting_pages.moments import ExpectedMoment, Moment, expected_moment
from server.meeting_pages.programme_grid import Column, DayGrid, Period, Timed, grid_of
from server.meeting_pages.sitting_views import ContributorView, SittingHead, sitting_head

RUNNING = frozenset({MeetingState.OPEN, *STANDING_STILL})
SHORT_DAY = "EEE d MMM"


@dataclass(frozen=True)
class PartView:
    """Everybody who has the same part: `words` is the part."""

    words: str
    people: tuple[ContributorView, ...]


@dataclass(frozen=True)
class SittingCard:
    """One sitting: when it is planned, how far it is, what is in it.

    `state` is planned, now, under_way (between two of its items), done (or left behind) or withdrawn. Where
    nobody has opened anything yet the clock alone says whether it is time: `by_clock` is then "", now or over,
    else None. `late` is when it is expected to start, or, once it has begun, to end; `hold` and `rest` move that.
    """

    id: str
    head: SittingHead
    parts: tuple[PartView, ...]
    track: Column
    starts: Moment | None
    ends: Moment | None
    period: Period | None
    date: str
    state: str
    by_clock: str | None
    late: ExpectedMoment | None
    now: ItemView | None
    items: tuple[ItemView, ...]
    hold: str
    rest: int


@dataclass(frozen=True)
class DayView:
    """One day at the venue; `date` is ISO, `past` before today. Of the `unscheduled` only the day is known."""

    date: str
    title: str
    short: str
    today: bool
    past: bool
    grid: DayGrid[SittingCard] | None
    unscheduled: tuple[SittingCard, ...]


@dataclass(frozen=True)
class ProgrammeView:
    """Every day in order; of the `undated` not even the day is known; `running` is what is now, in every track.

    `goes_on` while there is a day today or to come.
    """

    days: tuple[DayView, ...]
    undated: tuple[SittingCard, ...]
    running: tuple[SittingCard, ...]
    tracks: int
    goes_on: bool


def programme_view(meeting: Meeting, language: str, now: datetime, name: Name) -> ProgrammeView:
    """The whole programme for readers of one language at `now` (UTC)."""
    zone = meeting.convocation.zone if meeting.convocation else "UTC"
    filled = [agenda for agenda in meeting.agendas if agenda.sittings or agenda.items]
    columns = [_column(agenda, language) for agenda in filled]
    cards = [
        card
        for agenda, column in zip(filled, columns, strict=True)
        for card in Cards(meeting, agenda, column, zone, language, now, name).all()
    ]
    today = now.astimezone(ZoneInfo(zone)).date().isoformat()
    dates = sorted({card.date for card in cards if card.date})
    return ProgrammeView(
        days=tuple(_day(d, [c for c in cards if c.date == d], columns, today, language) for d in dates),
        undated=tuple(card for card in cards if not card.date),
        running=tuple(card for card in cards if card.state in {"now", "under_way"}),
        tracks=len(columns),
        goes_on=any(day >= today for day in dates),
    )


class Cards:
    """Makes the cards of one agenda."""

    def __init__(
        self,
        meeting: Meeting,
        agenda: Agenda,
        column: Column,
        zone: str,
        language: str,
        now: datetime,
        name: Name,
    ) -> None:
        self._agenda = agenda
        self._column = column
        self._now = now
        self._name = name
        self._zone = ZoneInfo(zone)
        self._foreseen = forecast(agenda, now, meeting.suspension)
        self._items = Items(agenda, zone, language, self._foreseen, name)
        self._begun = meeting.state in RUNNING and bool(agenda.trail)
        self._spans = sitting_spans(agenda)

    def all(self) -> Iterator[SittingCard]:
        """A card a sitting, in order; and one a day for items that stand in no sitting."""
        inside: dict[SittingId | None, list[AgendaItem]] = {}
        for item in self._agenda.items:
            inside.setdefault(self._sitting_of(item), []).append(item)
        for sitting in self._agenda.sittings:
            yield self._card(sitting, inside.get(sitting.id, []), self._period(sitting))
        yield from self._loose(inside.get(None, []))

    def _loose(self, items: Iterable[AgendaItem]) -> Iterator[SittingCard]:
        """Items outside of every sitting, by the day they are planned for."""
        spans = plan_of(self._agenda)
        title = self._agenda.track.title if self._agenda.track else Text(self._items.words.say("Agenda"))
        dated = [(self._date(spans[i.id].start) if i.id in spans else "", i) for i in items]
        for day, group in groupby(dated, key=lambda pair: pair[0]):
            own = [item for _, item in group]
            times = [spans[item.id] for item in own if item.id in spans]
            period = Period(min(s.start for s in times), max(s.end for s in times)) if times else None
            sitting = Sitting(SittingId(f"loose-{self._column.id or 'plenary'}-{day or 'undated'}"), title)
            yield self._card(sitting, own, period)

    def _card(self, sitting: Sitting, items: list[AgendaItem], period: Period | None) -> SittingCard:
        head = sitting_head(sitting, self._zone.key, self._items.language, self._name)
        state = self._state(sitting, items)
        current = next((item for item in items if item.id == self._agenda.current), None)
        day = sitting.day.isoformat() if sitting.day else ""
        return SittingCard(
            id=f"s-{sitting.id}",
            head=head,
            parts=tuple(_parts(head.contributors)),
            track=self._column,
            starts=self._items.moment(period.start if period else None),
            ends=self._items.moment(period.end if period and period.end > period.start else None),
            period=period,
            date=self._date(period.start) if period else day,
            state=state,
            by_clock=self._by_clock(period) if state == "planned" and not self._begun else None,
            late=self._late(sitting, items, state, period) if self._begun else None,
            now=self._items.view(current) if current else None,
            items=tuple(self._items.view(item) for item in items),
            hold=utc(self._foreseen.hold) if self._foreseen.hold else "",
            rest=self._foreseen.rest,
        )

    def _state(self, sitting: Sitting, items: list[AgendaItem]) -> str:
        if sitting.withdrawn:
            return "withdrawn"
        if any(item.id == self._agenda.current for item in items):
            return "now"
        if items and all(item.outcome for item in items):
            return "done"
        if not any(item.started for item in items):
            return "planned"
        return "under_way" if self._agenda.current is None and self._agenda.last() in items else "done"

    def _late(
        self, sitting: Sitting, items: list[AgendaItem], state: str, period: Period | None
    ) -> ExpectedMoment | None:
        """When it is expected to end if it has begun, to start if it is coming; None where nobody can say."""
        if state in {"now", "under_way"}:
            end = self._foreseen.sittings.get(sitting.id)
            return expected_moment(end, period.end if period else None, self._foreseen, self._zone.key)
        coming = (found for item in items if (found := self._foreseen.items.get(item.id)))
        first = next(coming, None) if state == "planned" else None
        start = first.start if first else None
        return expected_moment(start, period.start if period else None, self._foreseen, self._zone.key)

    def _by_clock(self, period: Period | None) -> str:
        if period is None or self._now < period.start:
            return ""
        return "now" if self._now < period.end else "over"

    def _period(self, sitting: Sitting) -> Period | None:
        """As announced; else as its items are planned."""
        planned = self._spans.get(sitting.id)
        start = sitting.starts or (planned.start if planned else None)
        if start is None:
            return None
        end = sitting.ends or (planned.end if planned else start)
        return Period(start, max(start, end))

    def _sitting_of(self, item: AgendaItem) -> SittingId | None:
        """Its own sitting, or that of what it stands under."""
        line = (item, *self._agenda.ancestors(item.id))
        return next((one.sitting for one in line if one.sitting), None)

    def _date(self, at: datetime) -> str:
        return at.astimezone(self._zone).date().isoformat()


def _parts(people: Iterable[ContributorView]) -> Iterator[PartView]:
    for words, group in groupby(people, key=lambda one: one.words):
        yield PartView(words, tuple(group))


def _column(agenda: Agenda, language: str) -> Column:
    if agenda.track is None:
        return Column("", words_of(language).say("Plenary"), language)
    return Column(agenda.track.id, *agenda.track.title.read(language))


def _day(day: str, cards: list[SittingCard], columns: Iterable[Column], today: str, language: str) -> DayView:
    noon = datetime.fromisoformat(f"{day}T12:00+00:00")
    timed = [Timed(card, card.track.id, card.period) for card in cards if card.period]
    return DayView(
        date=day,
        title=languages.day(noon, "UTC", language),
        short=format_date(date.fromisoformat(day), SHORT_DAY, Locale.parse(language)),
        today=day == today,
        past=day < today,
        grid=grid_of(timed, columns) if timed else None,
        unscheduled=tuple(card for card in cards if not card.period),
    )
