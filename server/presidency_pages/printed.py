"""A rotation on paper: the same terms as the page's table, with who presided when it was printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.languages import clock, words_of
from server.organisation_pages.dating_words import day_in_words
from server.presidency.register import Kept, PresidencyRegister
from server.presidency_pages.views import NowAndThen, TermLine, issued


@dataclass(frozen=True)
class PrintedTerm:
    number: str
    holders: str
    notes: tuple[str, ...]
    begins: str
    begins_when: str
    ends: str
    ends_when: str


@dataclass(frozen=True)
class PrintedRotation:
    """The document in one language; `at` in seconds since 1970, `heads` are the heads of its columns."""

    lang: str
    title: str
    author: str
    kicker: str
    issued: str
    now: tuple[str, ...]
    as_of: str
    at: int
    heads: tuple[str, ...]
    terms: tuple[PrintedTerm, ...]


def printed_rotation(
    register: PresidencyRegister, kept: Kept, one: NowAndThen, lines: Sequence[TermLine], language: str
) -> PrintedRotation:
    say = words_of(language).say
    charter = kept.body.charter
    holders = " · ".join(holder.title.text for holder in one.now) or say("Nobody")
    return PrintedRotation(
        lang=language,
        title=kept.plan.about.name.read(language)[0],
        author=charter.name.read(language)[0] if charter else "",
        kicker=say("Rotation"),
        issued=issued(kept, language),
        now=(say("Now: {holders}").format(holders=holders), *one.reasons),
        as_of=say("As of {day}, {clock} UTC. The days of a milestone are days at its own place.").format(
            day=day_in_words(register.at.date(), language), clock=clock(register.at, "UTC")
        ),
        at=int(register.at.timestamp()),
        heads=(say("Term"), say("Holders"), say("From"), say("To")),
        terms=tuple(
            PrintedTerm(
                str(line.number),
                " · ".join(holder.title.text for holder in line.holders) or say("Nobody"),
                (*_later(line, language), *filter(None, (line.policy.text, line.international.text))),
                line.begins or "–",
                line.begins_when,
                line.ends or "–",
                line.ends_when,
            )
            for line in lines
        ),
    )


def _later(line: TermLine, language: str) -> Iterator[str]:
    """Who comes in the course of the term, and from which day on."""
    say = words_of(language).say
    for later in line.later:
        holders = " · ".join(holder.title.text for holder in later.holders) or say("Nobody")
        yield say("From {day}: {holders}").format(day=later.since, holders=holders)
