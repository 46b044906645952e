"""The items of an agenda as pages show them, in one zone and language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.agenda import Agenda
from models.item import AgendaItem, ItemId, ItemState, Sitting
from models.programme import planned_starts
from server import languages
from server.languages import utc, words_of


@dataclass(frozen=True)
class Moment:
    iso: str
    clock: str
    zone: str


@dataclass(frozen=True)
class RoleView:
    words: str
    holder: str


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


class Items:
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
