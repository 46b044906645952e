"""A meeting's sittings as an iCalendar file (RFC 5545, RFC 7986). The same record gives the same bytes.

Every moment in it is the record's, none is the clock's; so a calendar that asks again is told that nothing changed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from models.convocation import Convocation
from models.planning.published import PublishedItem, PublishedSitting
from models.procedure import StreamId
from models.text import Text
from server import languages
from server.calendars.vtimezone import vtimezone
from server.languages import words_of
from server.printing.printable import printable

MADE_BY = "-//Hemicycle//Hemicycle//EN"
ASK_AGAIN = timedelta(minutes=15)


class Escaped(vText):
    r"""A text, escaped as RFC 5545 says; the library's own escaping makes a line break of the `\N` in `C:\New`."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


@dataclass(frozen=True)
class Feed:
    """For whom and of what: the meeting's stream and convocation, its address, and the reader's language."""

    stream: StreamId
    convocation: Convocation
    url: str
    language: str

    def calendar(self, sittings: tuple[PublishedSitting, ...]) -> bytes:
        """The whole file: an event for each sitting, those that were cancelled too, and the venue's clock."""
        made = empty_calendar(on_one_line(self.convocation.title, self.language), self.url)
        made.add("X-WR-TIMEZONE", self.convocation.zone)
        zones: dict[str, list[datetime]] = {}
        for one in sittings:
            zones.setdefault(one.zone, []).extend(at for at in (one.span.start, one.span.end) if at)
        for zone, moments in zones.items():
            if moments:
                made.add_component(vtimezone(zone, moments))
        for one in sittings:
            made.add_component(self._event(one))
        content: bytes = made.to_ical()
        return content

    def _event(self, sitting: PublishedSitting) -> Event:
        made = Event()
        made.add("UID", Escaped(f"{sitting.id}@{self.stream}" if sitting.id else self.stream))
        made.add("SEQUENCE", sitting.sequence)
        made.add("DTSTAMP", sitting.changed.astimezone(UTC))
        made.add("LAST-MODIFIED", sitting.changed.astimezone(UTC))
        titles = (self._read(text) for text in (sitting.meeting, sitting.title))
        made.add("SUMMARY", Escaped(" · ".join(title for title in titles if title)))
        made.add("LOCATION", Escaped(printable(sitting.place)))
        made.add("URL", self.url)
        made.add("DESCRIPTION", Escaped(self._described(sitting)))
        made.add("STATUS", _status(sitting))
        zone = ZoneInfo(sitting.zone)
        span = sitting.span
        if span.start:
            made.add("DTSTART", span.start.astimezone(zone))
        elif span.day:
            made.add("DTSTART", span.day)
            made.add("DTEND", span.day + timedelta(days=1))
        if span.end:
            made.add("DTEND", span.end.astimezone(zone))
        return made

    def _described(self, sitting: PublishedSitting) -> str:
        """Who is in the chair; the items in order, each with the venue's clock and its zone; where to follow."""
        chair = ""
        if sitting.chair:
            chair = words_of(self.language).say("Chair: {office}").format(office=printable(sitting.chair))
        items = "\n".join(self._line(item, sitting.zone) for item in sitting.items)
        return "\n\n".join(part for part in (chair, items, self.url) if part)

    def _line(self, item: PublishedItem, zone: str) -> str:
        clock = (
            f"{languages.clock(item.start, zone)} {languages.zone_label(item.start, zone)}"
            if item.start
            else ""
        )
        outcome = f"({words_of(self.language).of(item.outcome).lower()})" if item.outcome else ""
        parts = (clock, printable(item.number), self._read(item.title), outcome)
        return "    " * item.depth + "  ".join(part for part in parts if part)

    def _read(self, text: Text) -> str:
        return on_one_line(text, self.language)


def empty_calendar(name: str, url: str) -> Calendar:
    """A calendar of this name that says what made it, where it is from, and how often to ask again."""
    made = Calendar()
    made.add("PRODID", MADE_BY)
    made.add("VERSION", "2.0")
    for called in ("NAME", "X-WR-CALNAME"):
        made.add(called, name)
    made.add("URL", url)
    made.add("REFRESH-INTERVAL", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", "PT15M")
    return made


def on_one_line(text: Text, language: str) -> str:
    """The text on one line; what is not yet translated names the language it is in."""
    words, written = text.read(language)
    line = " ".join(printable(words).split())
    return line if written == language or not line else f"{line} ({written.upper()})"


def _status(sitting: PublishedSitting) -> str:
    if sitting.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if sitting.span.start else "TENTATIVE"
