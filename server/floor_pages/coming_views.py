"""Lists of speakers of items that are not under discussion yet: until when people may inscribe, and how many wait.

Source: DOMAIN §2. Nothing personal is in it. Every moment has its zone; its day too, where that is another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from models.meeting import Meeting, MeetingState
from models.planning.agenda import Agenda
from models.planning.item import AgendaItem, ItemId
from models.speaking.admission import Admission, admission
from models.speaking.list_of_speakers import ListOfSpeakers, ListState
from server import languages
from server.floor_pages.floor_words import floor_words
from server.floor_pages.limit_views import LimitsForm, limits_form
from server.meeting_pages.moments import Moment, moment_of

LATER = "later"
IN_FORCE = frozenset({MeetingState.CONVENED, MeetingState.OPEN, MeetingState.SUSPENDED})


@dataclass(frozen=True)
class When:
    """A moment at the venue, with its day in words where that is not today."""

    moment: Moment
    day: str


@dataclass(frozen=True)
class ListLine:
    """One item's list. `state` is its admission, or later: inscription opens at `opens`.

    `opens` and `closes` are moments to come: from when, until when people put themselves on it.
    """

    item: str
    number: str
    title: str
    lang: str
    untranslated: bool
    current: bool
    state: str
    state_words: str
    opens: When | None
    closes: When | None
    waiting: int

    @property
    def takes(self) -> bool:
        """Whether people may put themselves on it, now or later."""
        return self.state in {Admission.OPEN, LATER}


@dataclass(frozen=True)
class ListSheet:
    """What the chair sets of one list: inscription as a form has it, at the venue's clock; the limits of speeches."""

    line: ListLine
    opens: str
    closes: str
    inscribed: bool
    limits: LimitsForm


def list_lines(
    meeting: Meeting, agendas: Iterable[Agenda], language: str, now: datetime
) -> tuple[ListLine, ...]:
    """The list of every item that is not concluded and no break, in the agendas' order."""
    return tuple(
        list_line(meeting, agenda, item, language, now)
        for agenda in agendas
        for item in agenda.items
        if not item.outcome and (item.takes_speakers or meeting.floor.at(item.id).waiting)
    )


def lists_told(meeting: Meeting, agenda: Agenda, language: str, now: datetime) -> dict[str, ListLine]:
    """By item: the lists of coming items that the agenda speaks of, because they take somebody or somebody waits."""
    if meeting.state not in IN_FORCE:
        return {}
    lines = list_lines(meeting, (agenda,), language, now)
    return {one.item: one for one in lines if not one.current and (one.takes or one.waiting)}


def list_line(meeting: Meeting, agenda: Agenda, item: AgendaItem, language: str, now: datetime) -> ListLine:
    heard, current = meeting.floor.at(item.id), agenda.current == item.id
    stands = admission(heard, now, current=current)
    opens = opening(heard, now, current=current)
    title, lang = item.title.read(language)
    zone = meeting.convocation.zone if meeting.convocation else "UTC"
    words = floor_words(language)
    closes = closing(heard, now, current=current) or (heard.until if opens else None)
    return ListLine(
        item=item.id,
        number=item.number,
        title=title,
        lang=lang,
        untranslated=lang != language,
        current=current,
        state=LATER if opens else stands.value,
        state_words=words.states[stands],
        opens=_when(opens, zone, language, now),
        closes=_when(closes, zone, language, now),
        waiting=len(heard.waiting),
    )


def opening(heard: ListOfSpeakers, now: datetime, *, current: bool) -> datetime | None:
    """When people may begin to put themselves on a list that is not open yet."""
    later = heard.opens is not None and now < heard.opens
    return heard.opens if later and admission(heard, now, current=current) is Admission.NOT_YET else None


def closing(heard: ListOfSpeakers, now: datetime, *, current: bool) -> datetime | None:
    """When a list that is open will take nobody any more: its announced closing, or the end of inscription."""
    if admission(heard, now, current=current) is not Admission.OPEN:
        return None
    inscribing = not current and heard.state is ListState.WITH_ITEM
    ends = (heard.closes, heard.until if inscribing else None)
    return min((one for one in ends if one), default=None)


def list_sheet(meeting: Meeting, item: ItemId, language: str, now: datetime) -> ListSheet | None:
    """What may be set of this item's list; None where there is no such item."""
    agenda = meeting.agenda_of(item)
    known = agenda.find(item) if agenda else None
    if agenda is None or known is None or meeting.convocation is None:
        return None
    heard, zone = meeting.floor.at(item), meeting.convocation.zone
    return ListSheet(
        line=list_line(meeting, agenda, known, language, now),
        opens=at_the_venue(heard.opens, zone),
        closes=at_the_venue(heard.until, zone),
        inscribed=heard.opens is not None,
        limits=limits_form(heard, known, meeting.rules, language),
    )


def at_the_venue(at: datetime | None, zone: str) -> str:
    """A moment as a form has it, by the venue's clock: `2021-11-17T09:30`."""
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") if at else ""


def _when(at: datetime | None, zone: str, language: str, now: datetime) -> When | None:
    if at is None:
        return None
    day, today = (languages.day_in_words(one, zone, language) for one in (at, now))
    return When(moment_of(at, zone), day if day != today else "")
