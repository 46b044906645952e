"""The agenda as a document: what the printable page and the PDF show, in plain values and in one language.

It is the plan, day by day: no progress, nothing live. Each text says in which language it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from models.convocation import Convocation
from models.meeting import Meeting, MeetingState
from models.planning.item import AgendaItem, ItemId, Kind, Outcome
from models.planning.programme import starts_of_all
from models.planning.published import OFF_THE_AGENDA, Span
from models.planning.sitting import Contributor, Link, LinkKind, Sitting, SittingId
from models.text import Text
from server import languages
from server.languages import words_of
from server.meeting_pages.moments import Moment
from server.meeting_pages.sitting_views import Name
from server.printing.day_by_day import Stretch, day_by_day
from server.printing.printable import printable

WEB = ("https://", "http://")


@dataclass(frozen=True)
class Line:
    """A text and the language it is in; `foreign` where that is not the reader's."""

    words: str
    lang: str
    foreign: bool


@dataclass(frozen=True)
class LinkLine:
    """What a link is for, and the web address; an address of another kind is shown and leads nowhere."""

    words: str
    address: str
    leads: bool


@dataclass(frozen=True)
class PrintedItem:
    """An item as planned; `left` says so where it is deferred or withdrawn, `depth` counts the items above it."""

    number: str
    title: Line
    plan: Moment | None
    minutes: str
    purpose: str
    left: str
    is_break: bool
    depth: int
    people: tuple[str, ...]
    decision: Line


@dataclass(frozen=True)
class PrintedSitting:
    """A sitting with its items; what stands between sittings has no title and is no sitting."""

    title: Line
    start: Moment | None
    end: Moment | None
    place: str
    chair: str
    left: str
    people: tuple[str, ...]
    links: tuple[LinkLine, ...]
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True)
class PrintedDay:
    heading: str
    sittings: tuple[PrintedSitting, ...]


@dataclass(frozen=True)
class Labels:
    """The words of the document's own."""

    agenda: str
    decision: str
    foreign: str


@dataclass(frozen=True)
class Printed:
    """The whole document. `state` is empty once the meeting is convened; `as_of` says what record it was made from.

    `at` is the same instant in Unix seconds, `url` where the meeting can be followed.
    """

    lang: str
    title: Line
    body: Line
    where: str
    zone: str
    state: str
    as_of: str
    at: int
    url: str
    days: tuple[PrintedDay, ...]
    labels: Labels


def printed(meeting: Meeting, language: str, url: str, name: Name) -> Printed:
    """The agenda of this meeting for readers of one language; `name` knows the speakers. It has been drafted."""
    if meeting.convocation is None or meeting.at is None:
        raise ValueError("a meeting without a convocation has no agenda")
    return _Printer(meeting, meeting.convocation, language, name).document(meeting.at, url)


class _Printer:
    def __init__(self, meeting: Meeting, convocation: Convocation, language: str, name: Name) -> None:
        self._name = name
        self._meeting = meeting
        self._convocation = convocation
        self._language = language
        self._zone = convocation.zone
        self._words = words_of(language)
        self._whole = meeting.whole
        self._plan: Mapping[ItemId, datetime] = starts_of_all(meeting.agendas)

    def document(self, at: datetime, url: str) -> Printed:
        say, called = self._words.say, self._convocation
        labels = Labels(say("Agenda"), say("Draft decision"), say("not yet translated"))
        title, place, last = self._line(called.title), printable(called.place), self._moment(at)
        day = languages.day_in_words(at, self._zone, self._language)
        return Printed(
            lang=self._language,
            title=title if title.words else Line(labels.agenda, self._language, foreign=False),
            body=self._line(called.body),
            where=f"{place} · {self._words.formats[called.format]}",
            zone=say("All times are those of {place} ({zone}).").format(place=place, zone=self._zone),
            state=self._words.states[MeetingState.DRAFT] if self._meeting.state is MeetingState.DRAFT else "",
            as_of=say("As planned on {day} at {time}.").format(day=day, time=f"{last.clock} {last.zone}"),
            at=int(at.timestamp()),
            url=url,
            days=tuple(self._days()),
            labels=labels,
        )

    def _days(self) -> Iterator[PrintedDay]:
        for day, held in day_by_day(self._whole, self._plan, self._zone):
            heading = self._words.say("Day to be confirmed")
            if day:
                noon = datetime.combine(day, time(12), ZoneInfo(self._zone))
                heading = languages.day(noon, self._zone, self._language)
            yield PrintedDay(heading, tuple(map(self._sitting, held)))

    def _sitting(self, held: Stretch) -> PrintedSitting:
        sitting, span = held.sitting, held.span
        if sitting is None:
            sitting = Sitting(SittingId(""), Text())
            span = Span()
        timed = held.span.start is not None
        return PrintedSitting(
            title=self._line(sitting.title),
            start=self._moment(span.start) if span.start else None,
            end=self._moment(span.end) if span.end else None,
            place=" · ".join(part for part in (self._track(sitting), printable(sitting.place)) if part),
            chair=self._words.say("Chair: {office}").format(office=printable(sitting.chair))
            if sitting.chair
            else "",
            left=self._words.of(Outcome.WITHDRAWN) if sitting.withdrawn else "",
            people=tuple(map(self._person, sitting.contributors)),
            links=tuple(map(self._link, sitting.links)),
            items=tuple(self._item(item, timed=timed) for item in held.items),
        )

    def _item(self, item: AgendaItem, *, timed: bool) -> PrintedItem:
        starts = self._plan.get(item.id) if timed else None
        return PrintedItem(
            number=printable(item.number),
            title=self._line(item.title),
            plan=self._moment(starts) if starts else None,
            minutes=self._words.say("{minutes} min").format(minutes=item.minutes) if item.minutes else "",
            purpose=self._words.purposes[item.purpose] if item.purpose else "",
            left=self._words.of(item.outcome) if item.outcome in OFF_THE_AGENDA else "",
            is_break=item.kind is Kind.BREAK,
            depth=sum(1 for _ in self._whole.ancestors(item.id)),
            people=tuple(map(self._person, item.roles)),
            decision=self._line(item.draft_decision),
        )

    def _track(self, sitting: Sitting) -> str:
        running = self._meeting.running(sitting.track) if sitting.track else None
        return self._line(running.track.title).words if running and running.track else ""

    def _person(self, one: Contributor) -> str:
        parts = (self._name(one.person), one.holder, one.organisation)
        who = ", ".join(printable(part) for part in parts if part)
        return self._words.say("{part}: {who}").format(part=self._words.part(printable(one.part)), who=who)

    def _link(self, link: Link) -> LinkLine:
        what = {
            LinkKind.STREAM: self._words.say("Stream"),
            LinkKind.INTERPRETATION: self._words.say("Interpretation"),
        }[link.kind]
        language = languages.named(link.language, self._language) if link.language else ""
        words = f"{what} ({language})" if language else what
        return LinkLine(words, printable(link.url), link.url.startswith(WEB))

    def _line(self, text: Text) -> Line:
        words, lang = text.read(self._language)
        return Line(printable(words).strip(), lang, lang != self._language)

    def _moment(self, at: datetime) -> Moment:
        return Moment(
            languages.utc(at), languages.clock(at, self._zone), languages.zone_label(at, self._zone)
        )
