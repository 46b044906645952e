"""The members of a body as its secretariat goes through them: by section, searched, and by what is missing."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from models.belonging.membership import Category, Member, MemberId
from models.belonging.offices import Offices, SectionId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.belonging.seating import begun
from models.belonging.voting_right import voting_right
from models.body import Body
from models.procedure import PersonId
from server.languages import words_of
from server.organisation_pages.organisation_words import organisation_words
from server.organisation_pages.post_lines import PostLine, PostLines

LACKS = ("delegate", "address", "section", "fees")
NOWHERE = "-"
"""How an address asks for the members of no section."""


class Asked(NamedTuple):
    """What is looked for: words, a section, what is missing; empty: everything."""

    words: str = ""
    section: str = ""
    missing: str = ""

    @property
    def query(self) -> str:
        given = {"words": self.words, "section": self.section, "missing": self.missing}
        return urlencode({name: value for name, value in given.items() if value})


def asked_in(query: Mapping[str, str]) -> Asked:
    """What an address asks; what it cannot ask is left out."""
    missing = query.get("missing", "")
    return Asked(
        query.get("words", "").strip()[:80],
        query.get("section", "")[:80],
        missing if missing in LACKS else "",
    )


@dataclass(frozen=True)
class MemberLine:
    """One member: who sits for it today, how it votes, and what is `lacking` by its name in `LACKS`."""

    id: str
    name: str
    lang: str
    kind: str
    category: str
    country: str
    section: str
    delegate: PostLine | None
    substitute: PostLine | None
    voting: str
    votes: bool
    suspended: str
    lacking: tuple[str, ...]


class MemberGroup(NamedTuple):
    section: str
    lines: tuple[MemberLine, ...]


class MemberLines:
    """All members of a body, in words; `addressed` are the people whose e-mail address is known."""

    def __init__(
        self,
        body: Body,
        offices: Offices,
        posts: PostLines,
        language: str,
        addressed: Collection[PersonId],
        year: int,
    ) -> None:
        self._body = body
        self._offices = offices
        self._posts = posts
        self._language = language
        self._addressed = addressed
        self._words = organisation_words(language)
        self._said = words_of(language)
        self._year = year
        self._sitting = _by_member(body)
        self.every = tuple(map(self._line, body.members.values()))

    def lacking(self) -> Mapping[str, int]:
        """How many members lack what, where any do."""
        counted = {lack: sum(lack in line.lacking for line in self.every) for lack in LACKS}
        return {lack: count for lack, count in counted.items() if count}

    def found(self, asked: Asked) -> tuple[MemberGroup, ...]:
        """The members that are asked for, by section and name."""
        words = plain(asked.words).split()
        found = [
            line
            for line in self.every
            if (not asked.missing or asked.missing in line.lacking)
            and self._in(line, asked.section)
            and all(word in plain(_searched(line)) for word in words)
        ]
        names = [section.name.read(self._language)[0] for section in self._offices.sections]
        groups = [*names, *sorted({line.section for line in found} - set(names))]
        return tuple(
            MemberGroup(group, tuple(sorted(lines, key=lambda line: plain(line.name))))
            for group in groups
            if (lines := [line for line in found if line.section == group])
        )

    def _in(self, line: MemberLine, section: str) -> bool:
        of = self._body.members[MemberId(line.id)].section
        return not section or section == (of or NOWHERE)

    def _line(self, member: Member) -> MemberLine:
        name, lang = member.name.read(self._language)
        delegate = self._seat(member, Post.DELEGATE)
        right = voting_right(member, self._body.rules, self._year)
        return MemberLine(
            id=member.id,
            name=name,
            lang=lang,
            kind=self._words.members[member.kind],
            category="" if member.category is Category.FULL else self._said.categories[member.category],
            country=member.country,
            section=section_name(self._offices, member.section, self._language),
            delegate=delegate,
            substitute=self._seat(member, Post.SUBSTITUTE),
            voting=self._said.voting_reasons[right.reason],
            votes=right.votes,
            suspended=member.suspended,
            lacking=tuple(self._lacks(member, delegate)),
        )

    def _seat(self, member: Member, post: Post) -> PostLine | None:
        """Whoever is entered has begun, where nobody has said when: so the meetings of the body take it too."""
        for appointment in self._sitting.get((member.id, post), ()):
            line = self._posts.line(lasting(appointment))
            if line.current:
                return replace(line, dates=self._posts.line(appointment).dates)
        return None

    def _lacks(self, member: Member, delegate: PostLine | None) -> list[str]:
        lacks = []
        if delegate is None or not delegate.confirmed:
            lacks.append("delegate")
        elif not self._reached(delegate):
            lacks.append("address")
        if member.section is None:
            lacks.append("section")
        if member.fees_paid_to is None and member.category is Category.FULL:
            lacks.append("fees")
        return lacks

    def _reached(self, delegate: PostLine) -> bool:
        person = self._posts.person(lasting(self._body.appointments[AppointmentId(delegate.id)]))
        return person in self._addressed


def section_name(offices: Offices, section: SectionId | None, language: str) -> str:
    found = offices.section(section)
    return found.name.read(language)[0] if found else section or ""


def lasting(appointment: Appointment) -> Appointment:
    """The same; where nobody has said since when, since always."""
    return replace(appointment, period=begun(appointment.period))


def _by_member(body: Body) -> Mapping[tuple[str, Post], list[Appointment]]:
    found: dict[tuple[str, Post], list[Appointment]] = {}
    for appointment in body.appointments.values():
        if appointment.member:
            found.setdefault((appointment.member, appointment.post), []).append(appointment)
    return found


def _searched(line: MemberLine) -> str:
    sitting = [f"{seat.holder} {seat.office}" for seat in (line.delegate, line.substitute) if seat]
    return " ".join((line.name, line.country, *sitting))


def plain(words: str) -> str:
    """Without accents and capitals, as people search."""
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
