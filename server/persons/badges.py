"""Badges: who is at a meeting and as what, as the page lists them and the PDF sets them, in plain values."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_interval

from models.convocation import Convocation
from models.meeting import Meeting
from models.organisation import code_of
from models.planning.programme import intended_end, starts_of_all
from models.planning.sitting import Sitting
from models.procedure import PersonId
from server.languages import words_of
from server.persons.standing import Affiliation
from server.printing.printable import printable

PER_PAGE = (4, 8)
DAY = timedelta(days=1)
ORDERED = {"en": "en_GB"}
"""Day, month, year, as in the day headings."""


@dataclass(frozen=True)
class Attendant:
    """Somebody who has a role in a meeting: their name, what they are here, and for whom."""

    person: PersonId
    name: str
    roles: str
    affiliation: Affiliation


@dataclass(frozen=True)
class Badge:
    name: str
    roles: str
    lines: tuple[str, ...]
    link: str
    alt: str


@dataclass(frozen=True)
class Sheet:
    """The document: what stands on every badge, how many go on a page (4 or 8), and the badges.

    `at` is the instant it was made, in Unix seconds; `short` the address to be typed by whoever follows.
    """

    lang: str
    title: str
    body: str
    where: str
    follow: str
    short: str
    sign_in: str
    at: int
    per_page: int
    badges: tuple[Badge, ...]


def attendants(
    meeting: Meeting, names: Mapping[PersonId, str], known: Mapping[PersonId, Affiliation], language: str
) -> tuple[Attendant, ...]:
    """Everybody who has a role here and is not erased, by name; `names` are of those who are not."""
    words = words_of(language).roles
    found = (
        Attendant(
            person,
            names[person],
            ", ".join(words[role] for role in sorted(roles)),
            known.get(person, Affiliation()),
        )
        for person, roles in ((p, meeting.actor(p).roles) for p in names)
        if roles
    )
    return tuple(sorted(found, key=lambda one: (sorting(one.name), one.person)))


def sheet(
    meeting: Meeting,
    called: Convocation,
    badges: Iterable[tuple[Attendant, str]],
    language: str,
    *,
    base_url: str,
    per_page: int,
    at: datetime,
) -> Sheet:
    """The badges of these people, each with its personal link; made at `at` (UTC)."""
    say = words_of(language).say
    title, body = (printable(text.read(language)[0]) for text in (called.title, called.body))
    days = days_of(meeting, called.zone)
    where = " · ".join(part for part in (printable(called.place), in_words(days, language)) if part)
    return Sheet(
        lang=language,
        title=title,
        body="" if body == title else body,
        where=where,
        follow=say("Follow the meeting"),
        short=f"{base_url.partition('://')[2]}/m/{code_of(called.slug)}",
        sign_in=say("Scan to sign in, once"),
        at=int(at.timestamp()),
        per_page=per_page,
        badges=tuple(
            Badge(
                printable(one.name),
                one.roles,
                tuple(printable(line) for line in one.affiliation.lines),
                link,
                say("Personal sign-in link of {name}").format(name=printable(one.name)),
            )
            for one, link in badges
        ),
    )


def end_of(meeting: Meeting, zone: str) -> datetime | None:
    """When everything planned is over (UTC); None where nothing has a time."""
    ends = (end for agenda in meeting.agendas if (end := intended_end(agenda)))
    held = (end for s in meeting.whole.sittings if not s.withdrawn and (end := _end(s, zone)))
    return max([*ends, *held], default=None)


def days_of(meeting: Meeting, zone: str) -> tuple[date, date] | None:
    """The first and the last day of the meeting at the venue; None where nobody has said."""
    place = ZoneInfo(zone)
    sittings = [s for s in meeting.whole.sittings if not s.withdrawn]
    days = [s.day for s in sittings if s.day]
    days += [at.astimezone(place).date() for at in starts_of_all(meeting.agendas).values()]
    days += [s.starts.astimezone(place).date() for s in sittings if s.starts]
    if not days:
        return None
    end = end_of(meeting, zone)
    last = (end - timedelta(seconds=1)).astimezone(place).date() if end else max(days)
    return min(days), max(last, *days)


def in_words(days: tuple[date, date] | None, language: str) -> str:
    """A day or a stretch of days as people write it: `13–15 June 2022`."""
    return str(format_interval(*days, "yMMMMd", locale=ORDERED.get(language, language))) if days else ""


def sorting(name: str) -> str:
    """A name as lists sort it: without accents and case."""
    plain = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(plain).casefold()


def _end(sitting: Sitting, zone: str) -> datetime | None:
    if sitting.ends or sitting.starts:
        return sitting.ends or sitting.starts
    if sitting.day is None:
        return None
    return datetime.combine(sitting.day + DAY, time(), ZoneInfo(zone)).astimezone(UTC)
