"""A meeting as its pages show it: plain values in one language, nothing personal, nothing left to compute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from models.convocation import Convocation
from models.meeting import Meeting, Suspension
from models.planning.agenda import Agenda
from models.planning.forecast import forecast
from models.planning.item import AgendaItem, Kind
from models.planning.programme import intended_end
from models.planning.sitting import TrackId
from models.rules.agenda import fitting, to_conclude
from server import languages
from server.floor_pages.coming_views import ListLine, lists_told
from server.floor_pages.floor_views import FloorView, floor_of
from server.floor_pages.motion_speeches import with_motion
from server.floor_pages.speech_languages import speech_languages
from server.languages import words_of
from server.meeting_pages.item_views import Items, ItemView, Name, SittingView
from server.meeting_pages.moments import ExpectedMoment, Moment, expected_moment, moment_of
from server.meeting_pages.presiding_views import PresidingView, presiding_view
from server.meeting_pages.sitting_views import LinkView, links
from server.meeting_pages.strip import Strip, strip
from server.words import Words

SOON = 3
PLENARY = "plenary"
"""How addresses call the plenary's agenda where another one leads."""


@dataclass(frozen=True)
class Progress:
    seats: tuple[str, ...]
    done: int
    total: int


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class TrackView:
    """One agenda among several that run at once: its name, and what is now on it."""

    id: str
    title: str
    chosen: bool
    now: str


@dataclass(frozen=True)
class AnnouncementView:
    text: str
    lang: str
    untranslated: bool
    until: Moment | None


@dataclass(frozen=True)
class MeetingView:
    """What every page of a meeting shows of one of its agendas. `hold` and `rest` move what is expected."""

    slug: str
    title: str
    lang: str
    body: str
    of: str
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
    now: ItemView | None
    under_way: tuple[ItemView, ...]
    next: tuple[ItemView, ...]
    concludes: tuple[ItemView, ...]
    floor: FloorView | None
    lists: Mapping[str, ListLine]
    spoken: tuple[tuple[str, str], ...]
    last: ItemView | None
    previous: ItemView | None
    put_back: str
    sittings: tuple[SittingView, ...]
    progress: Progress
    planned_end: Moment | None
    expected_end: ExpectedMoment | None
    hold: str
    rest: int
    strip: Strip | None
    track: str
    tracks: tuple[TrackView, ...]
    announcement: AnnouncementView | None
    presiding: PresidingView | None
    wall: str
    links: tuple[LinkView, ...]
    theme: str
    agenda_concluded: bool
    outcomes: tuple[Choice, ...]
    follow_url: str
    code: str
    qr: Markup


@dataclass(frozen=True)
class Reader:
    """For whom a view is made: a language, the agenda looked at, and when; `name` knows the speakers."""

    language: str
    track: str
    now: datetime
    name: Name
    base_url: str
    code: str
    qr: Markup


def meeting_view(meeting: Meeting, reader: Reader) -> MeetingView:
    """The whole meeting for readers of one language, on one of its agendas. The meeting has been drafted."""
    convocation = meeting.convocation
    if convocation is None:
        raise ValueError("a meeting without a convocation has no page")
    agenda, words = looked_at(meeting, reader.track), words_of(reader.language)
    foreseen = forecast(agenda, reader.now, meeting.suspension)
    items = Items(agenda, convocation.zone, reader.language, foreseen, reader.name)
    coming = agenda.coming()
    current = agenda.find(agenda.current)
    pause = meeting.suspension
    title, lang = convocation.title.read(reader.language)
    shown_floor = floor_of(meeting, agenda, reader.language, reader.now, reader.name)
    begins = min(items.plan.values(), default=None)
    return MeetingView(
        slug=convocation.slug,
        title=title,
        lang=lang,
        body=convocation.body.read(reader.language)[0],
        of=convocation.of or "",
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
        now=items.view(current) if current else None,
        under_way=tuple(items.view(i) for i in agenda.under_way()),
        next=tuple(items.view(i) for i in coming[:SOON]),
        concludes=tuple(items.view(i) for i, _ in to_conclude(agenda, coming[0] if coming else None)),
        floor=with_motion(meeting, shown_floor, reader.language, reader.now),
        spoken=speech_languages(meeting, reader.language),
        lists=lists_told(meeting, agenda, reader.language, reader.now),
        last=items.view(last) if (last := agenda.last()) else None,
        previous=items.view(previous) if (previous := agenda.previous()) else None,
        put_back=agenda.back.item if agenda.back else "",
        sittings=tuple(items.sittings()),
        progress=_progress(agenda),
        planned_end=items.moment(intended_end(agenda)),
        expected_end=expected_moment(foreseen.end, intended_end(agenda), foreseen, convocation.zone),
        hold=languages.utc(foreseen.hold) if foreseen.hold else "",
        rest=foreseen.rest,
        strip=strip(agenda, foreseen, convocation.zone, reader.language),
        track=agenda.track.id if agenda.track else "",
        tracks=_tracks(meeting, agenda, reader.language, words),
        announcement=_announcement(meeting, reader.language, convocation.zone),
        presiding=presiding_view(meeting, agenda, reader.language, reader.now),
        wall=meeting.screens.wall.value,
        links=links(convocation.links, words, reader.language),
        theme=convocation.theme.read(reader.language)[0],
        agenda_concluded=agenda.concluded(),
        outcomes=_outcomes(current, words),
        follow_url=f"{reader.base_url}/meetings/{convocation.slug}",
        code=reader.code,
        qr=reader.qr,
    )


def looked_at(meeting: Meeting, track: str) -> Agenda:
    """The agenda of this track; the leading one where there is no such track, or none is named."""
    plenary = meeting.agenda if track == PLENARY else None
    return (meeting.running(TrackId(track)) if track else None) or plenary or meeting.leading


def _tracks(meeting: Meeting, shown: Agenda, language: str, words: Words) -> tuple[TrackView, ...]:
    """The agendas that run at once, if there are several."""
    running = [agenda for agenda in meeting.agendas if agenda.items]
    if len(running) < 2:  # noqa: PLR2004 - one agenda needs no choice
        return ()
    return tuple(
        TrackView(
            agenda.track.id if agenda.track else "",
            agenda.track.title.read(language)[0] if agenda.track else words.say("Plenary"),
            agenda is shown,
            current.title.read(language)[0] if (current := agenda.find(agenda.current)) else "",
        )
        for agenda in running
    )


def _announcement(meeting: Meeting, language: str, zone: str) -> AnnouncementView | None:
    said = meeting.screens.announcement
    if said is None:
        return None
    text, lang = said.text.read(language)
    return AnnouncementView(text, lang, lang != language, moment_of(said.until, zone) if said.until else None)


def _zone_words(convocation: Convocation, words: Words, at: datetime | None) -> str:
    label = languages.zone_label(at, convocation.zone) if at else convocation.zone
    place = convocation.place or convocation.zone.rpartition("/")[2].replace("_", " ")
    return words.say("{place} time ({zone})").format(place=place, zone=label)


def _other_day(pause: Suspension, zone: str, language: str) -> str:
    """The day on which the meeting resumes, if it is another than that of its suspension."""
    since = languages.day_in_words(pause.since, zone, language)
    until = languages.day_in_words(pause.until, zone, language) if pause.until else since
    return until if until != since else ""


def _demo_note(convocation: Convocation, begins: datetime | None, words: Words, language: str) -> str:
    if not convocation.moved_from or not begins:
        return ""
    return words.say("Demonstration of {day}: every time is moved, the Opening is due at {time}.").format(
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
