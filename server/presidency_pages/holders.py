"""The terms of one office, as whoever holds it needs them: from when to when, what for, and whom to hand over to."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.belonging.offices import OfficeId
from server.languages import words_of
from server.organisation_pages.offices_views import Words, words
from server.presidency.register import PresidencyRegister
from server.presidency_pages.views import HolderWords, TermLine, left_in_words, term_lines


@dataclass(frozen=True)
class Turn:
    """One term: `when` in words; who had the turn before and who has it after (None: the rotation's edge)."""

    rotation: Words
    address: str
    line: TermLine
    when: str
    left: str
    others: tuple[HolderWords, ...]
    before: tuple[HolderWords, ...] | None
    after: tuple[HolderWords, ...] | None


def turns_of(register: PresidencyRegister, office: OfficeId, language: str) -> tuple[Turn, ...]:
    """Every term of this office in a rotation that is published; the running one first, then those to come."""
    found = list(_turns(register, office, language))
    return tuple(sorted(found, key=lambda turn: (not turn.line.now, turn.line.over)))


def _turns(register: PresidencyRegister, office: OfficeId, language: str) -> Iterator[Turn]:
    for kept in register.published():
        terms = register.terms(kept)
        lines = term_lines(register, kept, register.presiding(kept).in_force.term, language)
        for place, (scheduled, line) in enumerate(zip(terms, lines, strict=True)):
            if office not in scheduled.term.holders:
                continue
            came = office not in {holder.id for holder in line.holders}
            ends = scheduled.ends.at if scheduled.ends else None
            yield Turn(
                rotation=words(kept.plan.about.name, language),
                address=kept.address,
                line=line,
                when=_when(line, language),
                left=left_in_words(ends, register.at, language) if line.now else "",
                others=tuple(one for one in (line.last if came else line.holders) if one.id != office),
                before=line.holders if came else lines[place - 1].last if place else None,
                after=lines[place + 1].holders if place + 1 < len(lines) else None,
            )


def _when(line: TermLine, language: str) -> str:
    """`From the Annual Retreat, week of 21 February 2022, to …`."""
    say = words_of(language).say
    begins = f"{line.begins}, {line.begins_when}" if line.begins else say("no milestone")
    if not line.ends:
        return say("From {begin} on").format(begin=begins)
    ends = f"{line.ends}, {line.ends_when}"
    return say("From {begin} to {end}").format(begin=begins, end=ends)
