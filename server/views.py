"""A meeting as its pages show it: plain values in one language, nothing personal, nothing left to compute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from models.agenda import Agenda
from models.item import AgendaItem, ItemId, ItemState, Kind, Sitting
from models.meeting import Convocation, Meeting, Suspension
from models.programme import planned_end, planned_starts
from models.rules.agenda import fitting, to_conclude
from server import languages
from server.languages import utc, words_of
from server.words import Words

SOON = 3


@dataclass(frozen=True)
class Moment:
    iso: str
    clock: str
    zone: str


@dataclass(frozen=True)
class Progress:
    seats: tuple[str, ...]
    done: int
    total: int


@dataclass(frozen=True)
class RoleView:
    words: str
    holder: str


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class ItemView:
    """One item; `minutes` are planned, `held` seconds of suspension, `delay` minutes behind the plan."""

    id: str
    number: str
    title: str
    lang: str
    untranslated: bool
    kind: str
    kind_words: str
    purpose: str
    purpose_words: str
    minutes: int
    plan: Moment | None
    fixed: bool
    started: Moment | None
    ended: Moment | None
    state: str
    outcome: str
    outcome_words: str
    depth: int
    sitting: str
    chair: str
    roles: tuple[RoleView, ...]
    held: int
    delay: int


@dataclass(frozen=True)
class SittingView:
    id: str
    title: str
    chair: str
    day: str
    new_day: bool
    items: tuple[ItemView, ...]


@dataclass(frozen=True)
class MeetingView:
    slug: str
    title: str
    lang: str
    body: str
    place: str
    zone: str
    zone_words: str
    day: str
    format_words: str
    demo_note: str
    state: str
    state_words: str
    until: Moment | None
    until_day: str
    reason: str
    suspended_at: Moment | None
    now: ItemView | None
    under_way: tuple[ItemView, ...]
    next: tuple[ItemView, ...]
    concludes: tuple[ItemView, ...]
    last: ItemView | None
    previous: ItemView | None
    sittings: tuple[SittingView, ...]
    progress: Progress
    planned_end: Moment | None
    agenda_concluded: bool
    outcomes: tuple[Choice, ...]
    follow_url: str
    wall_url: str
    qr: Markup


@dataclass(frozen=True)
class Reader:
    """For whom a view is made: a language, and the address that links start with."""

    language: str
    base_url: str
    qr: Markup


def meeting_view(meeting: Meeting, reader: Reader) -> MeetingView:
    """The whole meeting for readers of one language. The meeting has been drafted."""
    convocation = meeting.convocation
    if convocation is None:
        raise ValueError("a meeting without a convocation has no page")
    items = _Items(meeting.agenda, convocation.zone, reader.language)
    agenda, words = meeting.agenda, words_of(reader.language)
    coming = agenda.coming()
    current = agenda.find(agenda.current)
    pause = meeting.suspension
    title, lang = convocation.title.read(reader.language)
    begins = min(items.plan.values(), default=None)
    return MeetingView(
        slug=convocation.slug,
        title=title,
        lang=lang,
        body=convocation.body.read(reader.language)[0],
        place=convocation.place,
        zone=convocation.zone,
        zone_words=_zone_words(convocation, words, meeting.at or begins),
        day=languages.day(begins, convocation.zone, reader.language) if begins else "",
        format_words=words.formats[convocation.format],
        demo_note=_demo_note(convocation, begins, words, reader.language),
        state=meeting.state.value,
        state_words=words.states[meeting.state],
        until=items.moment(pause.until if pause else None),
        until_day=_other_day(pause, convocation.zone, reader.language) if pause else "",
        reason=pause.reason if pause else "",
        suspended_at=items.moment(pause.since if pause else None),
        now=items.view(current) if current else None,
        under_way=tuple(items.view(i) for i in agenda.under_way()),
        next=tuple(items.view(i) for i in coming[:SOON]),
        concludes=tuple(items.view(i) for i, _ in to_conclude(agenda, coming[0] if coming else None)),
        last=items.view(last) if (last := agenda.last()) else None,
        previous=items.view(previous) if (previous := agenda.previous()) else None,
        sittings=tuple(items.sittings()),
        progress=_progress(agenda),
        planned_end=items.moment(planned_end(agenda)),
        agenda_concluded=agenda.concluded(),
        outcomes=_outcomes(current, words),
        follow_url=f"{reader.base_url}/meetings/{convocation.slug}",
        wall_url=f"{reader.base_url}/meetings/{convocation.slug}/wall",
        qr=reader.qr,
    )


class _Items:
    """Makes item views of one agenda, in one zone and language."""

    def __init__(self, agenda: Agenda, zone: str, language: str) -> None:
        self.agenda = agenda
        self.zone = zone
        self.language = language
        self.words = words_of(language)
        self.plan: Mapping[ItemId, datetime] = planned_starts(agenda)
        self._sittings = {sitting.id: sitting for sitting in agenda.sittings}
        self._under_way = {item.id for item in agenda.under_way()}

    def moment(self, at: datetime | None) -> Moment | None:
        if at is None:
            return None
        return Moment(utc(at), languages.clock(at, self.zone), languages.zone_label(at, self.zone))

    def view(self, item: AgendaItem) -> ItemView:
        title, lang = item.title.read(self.language)
        sitting = self._sitting(item)
        state = self.agenda.state(item)
        under_way = state is ItemState.PLANNED and item.id in self._under_way
        return ItemView(
            id=item.id,
            number=item.number,
            title=title,
            lang=lang,
            untranslated=lang != self.language,
            kind=item.kind.value,
            kind_words=self.words.kinds[item.kind],
            purpose=item.purpose.value if item.purpose else "",
            purpose_words=self.words.purposes[item.purpose] if item.purpose else "",
            minutes=item.minutes,
            plan=self.moment(self.plan.get(item.id)),
            fixed=item.fixed_start is not None,
            started=self.moment(item.started),
            ended=self.moment(item.ended),
            state="under_way" if under_way else state.value,
            outcome=item.outcome.value if item.outcome else "",
            outcome_words=self.words.outcomes[item.outcome] if item.outcome else "",
            depth=sum(1 for _ in self.agenda.ancestors(item.id)),
            sitting=sitting.title.read(self.language)[0] if sitting else "",
            chair=sitting.chair if sitting else "",
            roles=tuple(RoleView(self.words.part(role.part), role.holder) for role in item.roles),
            held=item.held,
            delay=self._delay(item),
        )

    def sittings(self) -> list[SittingView]:
        """The items in order, a heading wherever the sitting changes, a day wherever the day does."""
        shown: list[SittingView] = []
        for sitting, items in self._runs():
            starts = self.plan.get(items[0].id)
            day = languages.day(starts, self.zone, self.language) if starts else ""
            shown.append(
                SittingView(
                    id=sitting.id if sitting else "",
                    title=sitting.title.read(self.language)[0] if sitting else "",
                    chair=sitting.chair if sitting else "",
                    day=day,
                    new_day=bool(day) and (not shown or shown[-1].day != day),
                    items=tuple(self.view(item) for item in items),
                )
            )
        return shown

    def _runs(self) -> list[tuple[Sitting | None, list[AgendaItem]]]:
        runs: list[tuple[Sitting | None, list[AgendaItem]]] = []
        for item in self.agenda.items:
            sitting = self._sitting(item)
            if not runs or runs[-1][0] != sitting:
                runs.append((sitting, []))
            runs[-1][1].append(item)
        return runs

    def _sitting(self, item: AgendaItem) -> Sitting | None:
        return self._sittings.get(item.sitting) if item.sitting else None

    def _delay(self, item: AgendaItem) -> int:
        planned = self.plan.get(item.id)
        if not planned or not item.started:
            return 0
        return round((item.started - planned) / timedelta(minutes=1))


def _zone_words(convocation: Convocation, words: Words, at: datetime | None) -> str:
    label = languages.zone_label(at, convocation.zone) if at else convocation.zone
    return words.say("{place} time ({zone})").format(place=convocation.place, zone=label)


def _other_day(pause: Suspension, zone: str, language: str) -> str:
    """The day on which the meeting resumes, if it is another than that of its suspension."""
    since = languages.day_in_words(pause.since, zone, language)
    until = languages.day_in_words(pause.until, zone, language) if pause.until else since
    return until if until != since else ""


def _demo_note(convocation: Convocation, begins: datetime | None, words: Words, language: str) -> str:
    if not convocation.moved_from or not begins:
        return ""
    return words.say(
        "Demonstration: the meeting of {day}, with every time moved so that the Opening is due at {time}."
    ).format(
        day=languages.day_in_words(convocation.moved_from, convocation.zone, language),
        time=f"{languages.clock(begins, convocation.zone)} {languages.zone_label(begins, convocation.zone)}",
    )


def _progress(agenda: Agenda) -> Progress:
    seats = tuple(agenda.state(item).value for item in agenda.items)
    return Progress(seats, seats.count("concluded"), len(seats))


def _outcomes(current: AgendaItem | None, words: Words) -> tuple[Choice, ...]:
    if current is None:
        return ()
    by_itself = "ended" if current.kind is Kind.BREAK else "discussed"
    return tuple(Choice(o.value, words.outcomes[o], o.value == by_itself) for o in fitting(current))
