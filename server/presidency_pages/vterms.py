"""Terms and milestones as an iCalendar file (RFC 5545): all-day, terms transparent, what is fuzzy tentative.

The same records give the same bytes; every moment in it is theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from icalendar import Event

from models.presidency.published_terms import PublishedEvent
from models.procedure import StreamId
from models.text import Text
from server.calendars.vcalendar import Escaped, empty_calendar, on_one_line
from server.languages import words_of
from server.printing.printable import printable


@dataclass(frozen=True)
class TermFeed:
    """For whom and of what: the feed's name, the address of its page, the reader's language."""

    name: str
    url: str
    language: str

    def calendar(self, events: Iterable[tuple[StreamId, PublishedEvent]]) -> bytes:
        """The whole file, those that were cancelled too; each event with the stream that keeps it."""
        made = empty_calendar(self.name, self.url)
        for stream, one in events:
            made.add_component(self._event(stream, one))
        content: bytes = made.to_ical()
        return content

    def _event(self, stream: StreamId, one: PublishedEvent) -> Event:
        made = Event()
        made.add("UID", Escaped(f"{_known_as(one)}@{stream}"))
        made.add("SEQUENCE", one.sequence)
        made.add("DTSTAMP", one.changed.astimezone(UTC))
        made.add("LAST-MODIFIED", one.changed.astimezone(UTC))
        made.add("SUMMARY", Escaped(self._summary(one)))
        if one.place:
            made.add("LOCATION", Escaped(printable(one.place)))
        made.add("URL", self.url)
        made.add("DESCRIPTION", Escaped(self._described(one)))
        made.add("STATUS", "CANCELLED" if one.cancelled else "TENTATIVE" if one.tentative else "CONFIRMED")
        made.add("DTSTART", one.first)
        made.add("DTEND", one.last)
        made.add("TRANSP", "TRANSPARENT")
        return made

    def _summary(self, one: PublishedEvent) -> str:
        if not one.of_term:
            return self._read(one.title)
        named = words_of(self.language).say("nobody")
        holders = " · ".join(self._read(holder) for holder in one.holders) or named
        return f"{self._read(one.title)}: {holders}"

    def _described(self, one: PublishedEvent) -> str:
        say = words_of(self.language).say
        fuzzy = say("The days are not known exactly yet.") if one.tentative and not one.cancelled else ""
        notes = (printable(note.read(self.language)[0]) for note in one.notes)
        return "\n\n".join(part for part in (self._between(one), fuzzy, *notes, self.url) if part)

    def _between(self, one: PublishedEvent) -> str:
        """Where a term begins and ends."""
        say, named = words_of(self.language).say, [printable(self._read(name)) for name in one.bounds]
        match named:
            case [begins, ends]:
                return say("From “{begins}” to “{ends}”.").format(begins=begins, ends=ends)
            case [begins]:
                return say("From “{begins}” on.").format(begins=begins)
        return ""

    def _read(self, text: Text) -> str:
        return on_one_line(text, self.language)


def _known_as(one: PublishedEvent) -> str:
    """One name for ever; a term and a milestone of one id have two."""
    rotation, term, milestone = one.key
    return f"{rotation}.{term}" if term else f"{rotation}.milestone.{milestone}"
