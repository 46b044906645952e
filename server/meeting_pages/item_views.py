"""The items of an agenda as pages show them, in one zone and language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.planning.agenda import Agenda
from models.planning.forecast import Forecast
from models.planning.item import AgendaItem, ItemId, ItemState
from models.planning.programme import plan_of
from models.planning.sitting import Sitting, SittingId
from models.procedure import PersonId
from server import languages
from server.languages import words_of
from server.meeting_pages.moments import ExpectedMoment, Moment, expected_moment, moment_of
from server.meeting_pages.sitting_views import ContributorView, SittingHead, contributors, sitting_head

Name = Callable[[PersonId | None], str]


@dataclass(frozen=True)
class ItemView:
    """One item; `minutes` are planned, `held` seconds of suspension, `delay` minutes behind the plan.

    `expected` is when a coming item will start, `ends` when the current or a coming one will be over.
    """

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
    expected: ExpectedMoment | None
    ends: ExpectedMoment | None
    started: Moment | None
    ended: Moment | None
    state: str
    outcome: str
    outcome_words: str
    deferred_to: str
    depth: int
    sitting: str
    chair: str
    roles: tuple[ContributorView, ...]
    draft_decision: str
    draft_lang: str
    time_limit: int
    held: int
    delay: int


@dataclass(frozen=True)
class SittingView:
    """A run of items of one sitting; `new_day` where another day begins."""

    head: SittingHead | None
    id: str
    title: str
    chair: str
    day: str
    new_day: bool
    items: tuple[ItemView, ...]


class Items:
    """Makes item views of one agenda, in one zone and language, as forecast at one moment."""

    def __init__(self, agenda: Agenda, zone: str, language: str, forecast: Forecast, name: Name) -> None:
        self.agenda = agenda
        self.zone = zone
        self.language = language
        self.forecast = forecast
        self.words = words_of(language)
        self.plan: Mapping[ItemId, datetime] = {one: span.start for one, span in plan_of(agenda).items()}
        self._name = name
        self._sittings = {sitting.id: sitting for sitting in agenda.sittings}
        self._under_way = {item.id for item in agenda.under_way()}

    def moment(self, at: datetime | None) -> Moment | None:
        return moment_of(at, self.zone) if at else None

    def view(self, item: AgendaItem) -> ItemView:
        title, lang = item.title.read(self.language)
        draft, draft_lang = item.draft_decision.read(self.language)
        sitting = self._sitting(item)
        state = self.agenda.state(item)
        under_way = state is ItemState.PLANNED and item.id in self._under_way
        foreseen = self.forecast.items.get(item.id)
        planned = self.plan.get(item.id)
        end = planned + timedelta(minutes=item.minutes) if planned else None
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
            plan=self.moment(planned),
            fixed=item.fixed_start is not None,
            expected=expected_moment(foreseen and foreseen.start, planned, self.forecast, self.zone),
            ends=expected_moment(foreseen and foreseen.end, end, self.forecast, self.zone),
            started=self.moment(item.started),
            ended=self.moment(item.ended),
            state="under_way" if under_way else state.value,
            outcome=item.outcome.value if item.outcome else "",
            outcome_words=self.words.outcomes[item.outcome] if item.outcome else "",
            deferred_to=item.deferred_to,
            depth=sum(1 for _ in self.agenda.ancestors(item.id)),
            sitting=sitting.title.read(self.language)[0] if sitting else "",
            chair=sitting.chair if sitting else "",
            roles=contributors(item.roles, self.words, self._name),
            draft_decision=draft,
            draft_lang=draft_lang,
            time_limit=(item.time_limit or 0) // 60,
            held=item.held,
            delay=self._delay(item),
        )

    def sittings(self) -> list[SittingView]:
        """The items in order, a heading wherever the sitting changes, a day wherever the day does."""
        shown: list[SittingView] = []
        for sitting, items in self._runs():
            starts = (sitting.starts if sitting else None) or (self.plan.get(items[0].id) if items else None)
            head = sitting_head(sitting, self.zone, self.language, self._name) if sitting else None
            day = languages.day(starts, self.zone, self.language) if starts else (head.day if head else "")
            shown.append(
                SittingView(
                    head=head,
                    id=sitting.id if sitting else "",
                    title=head.title if head else "",
                    chair=sitting.chair if sitting else "",
                    day=day,
                    new_day=bool(day) and (not shown or shown[-1].day != day),
                    items=tuple(self.view(item) for item in items),
                )
            )
        return shown

    def _runs(self) -> list[tuple[Sitting | None, list[AgendaItem]]]:
        """Items by sitting, in order; a sitting without items comes behind the one that precedes it."""
        runs: list[tuple[Sitting | None, list[AgendaItem]]] = []
        for item in self.agenda.items:
            sitting = self._sitting(item)
            if not runs or runs[-1][0] != sitting:
                runs.append((sitting, []))
            runs[-1][1].append(item)
        order: list[SittingId] = [sitting.id for sitting in self.agenda.sittings]
        shown = {sitting.id for sitting, _ in runs if sitting}
        for sitting in self.agenda.sittings:
            if sitting.id not in shown:
                before = [
                    n for n, (s, _) in enumerate(runs) if s and order.index(s.id) < order.index(sitting.id)
                ]
                runs.insert(max(before, default=len(runs) - 1) + 1, (sitting, []))
        return runs

    def _sitting(self, item: AgendaItem) -> Sitting | None:
        return self._sittings.get(item.sitting) if item.sitting else None

    def _delay(self, item: AgendaItem) -> int:
        planned = self.plan.get(item.id)
        if not planned or not item.started:
            return 0
        return round((item.started - planned) / timedelta(minutes=1))
