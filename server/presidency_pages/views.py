"""A rotation as people read it: who presides and since when, who then, each term in a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from models.belonging.offices import OfficeId
from models.presidency.milestones import Milestone
from models.presidency.plan_changes import Leg
from models.presidency.presiding import Presiding, coming
from models.presidency.rotation import Rotation
from models.presidency.schedule import Boundary, Scheduled
from models.presidency.terms import HandoverAt, TermId
from models.text import Text
from server.languages import catalogue, clock, words_of
from server.organisation_pages.dating_words import day_in_words
from server.organisation_pages.offices_views import Words, words
from server.presidency.check_lines import CheckLine, CheckLines
from server.presidency.milestone_words import days_in_words, short_days
from server.presidency.presiding_words import why_beneath
from server.presidency.register import Kept, PresidencyRegister
from server.presidency_pages.milestone_dots import MilestoneSaid, Said
from server.presidency_pages.several import contested, overlapping
from server.presidency_pages.timeline import HandoverSaid


@dataclass(frozen=True)
class HolderWords:
    """An office that has a turn, and who holds it that day, where that is known."""

    id: OfficeId
    title: Words
    city: str
    person: str


@dataclass(frozen=True)
class LaterHolders:
    """Who has a term from a day in its course on; the day in words."""

    since: str
    holders: tuple[HolderWords, ...]


@dataclass(frozen=True)
class TermLine:
    """A term as a line of the table: from where to where, who, what they answer for, and how far it is.

    `later` are those who come in its course, in the place of others.
    """

    id: TermId
    number: int
    holders: tuple[HolderWords, ...]
    begins: str
    begins_when: str
    ends: str
    ends_when: str
    policy: Words
    international: Words
    now: bool
    over: bool
    later: tuple[LaterHolders, ...] = ()

    @property
    def title(self) -> str:
        return " · ".join(holder.title.text for holder in self.holders)

    @property
    def last(self) -> tuple[HolderWords, ...]:
        """Who has it when it ends."""
        return self.later[-1].holders if self.later else self.holders


@dataclass(frozen=True)
class NowAndThen:
    """Who presides, the chain of facts it rests on, and who comes then, from when."""

    kept: Kept
    name: Words
    now: tuple[HolderWords, ...]
    reasons: tuple[str, ...]
    provisional: bool
    then: tuple[HolderWords, ...]
    then_when: str
    stays: bool
    """Whether whoever presides now has the next term too."""
    left: str
    """How long whoever presides still does."""


def now_and_then(register: PresidencyRegister, kept: Kept, language: str) -> NowAndThen:
    answer = register.presiding(kept)
    following = coming(kept.rotation, register.organisation.milestones, register.at)
    president = () if answer.in_force.offices else register.president(kept)
    return NowAndThen(
        kept=kept,
        name=words(kept.plan.about.name, language),
        now=holders(register, answer.in_force.offices or president, language),
        reasons=(
            *_reasons(register, answer, language, as_president=bool(president)),
            *contested(register, kept, language),
        ),
        provisional=answer.provisional,
        then=holders(register, following.term.holders, language) if following else (),
        then_when=begins_in_words(following.begins, following, language) if following else "",
        stays=following is not None and following.term.holders == answer.in_force.offices,
        left=left_in_words(answer.in_force.until, register.at, language),
    )


def _reasons(
    register: PresidencyRegister, answer: Presiding, language: str, *, as_president: bool
) -> tuple[str, ...]:
    """The answer in a sentence, and what it rests on."""
    answered, *more = why_beneath(answer, register.organisation, language)
    if as_president:
        answered = words_of(language).say("As President: it is nobody's turn.")
    return (answered, *more)


def holders(
    register: PresidencyRegister, offices: Sequence[OfficeId], language: str
) -> tuple[HolderWords, ...]:
    """These offices, with whoever holds them on the register's day, each at its own place."""
    found = []
    for office in offices:
        known = register.organisation.offices.office(office)
        title = known.title if known else Text(office)
        day = register.at.astimezone(ZoneInfo(known.zone if known and known.zone else "UTC")).date()
        held = register.organisation.offices.holder(office, day)
        found.append(
            HolderWords(
                office,
                words(title, language),
                known.city if known and known.city else title.read(language)[0],
                register.name(held.person) if held.person else "",
            )
        )
    return tuple(found)


def term_lines(
    register: PresidencyRegister, kept: Kept, running: TermId | None, language: str
) -> tuple[TermLine, ...]:
    """Every term in its order, with who has it as the plan is amended; `running` has the turn."""
    legs = register.legs(kept)
    return tuple(
        _line(register, one, legs[one.term.id], (number, running), language)
        for number, one in enumerate(register.terms(kept), 1)
    )


def _line(
    register: PresidencyRegister,
    one: Scheduled,
    leg: Leg,
    placed: tuple[int, TermId | None],
    language: str,
) -> TermLine:
    number, running = placed
    begins, ends = one.begins.milestone, one.ends.milestone if one.ends else None
    ended = one.ends.at if one.ends else None
    return TermLine(
        id=one.term.id,
        number=number,
        holders=holders(register, leg.holders, language),
        begins=_named(begins, language),
        begins_when=days_in_words(begins, language) if begins else "",
        ends=_named(ends, language),
        ends_when=days_in_words(ends, language) if ends else "",
        policy=words(one.term.policy, language),
        international=words(one.term.international, language),
        now=one.term.id == running,
        over=one.term.id != running and ended is not None and ended <= register.at,
        later=tuple(_later(register, since, offices, language) for since, offices in leg.later),
    )


def _later(
    register: PresidencyRegister, since: datetime, offices: Sequence[OfficeId], language: str
) -> LaterHolders:
    return LaterHolders(day_in_words(since.date(), language), holders(register, offices, language))


def _named(milestone: Milestone | None, language: str) -> str:
    return milestone.name.read(language)[0] if milestone else ""


def begins_in_words(boundary: Boundary, one: Scheduled, language: str) -> str:
    """Where and when a term begins: "at the close of the Annual Retreat, week of 21 February 2022"."""
    say = words_of(language).say
    if boundary.milestone is None:
        return say("falls away: its milestone does not take place")
    milestone, when = _named(boundary.milestone, language), days_in_words(boundary.milestone, language)
    match one.term.handover:
        case HandoverAt.START:
            return say("at the start of “{milestone}”, {days}").format(milestone=milestone, days=when)
        case HandoverAt.SITTING:
            titles = (s.title for s in boundary.milestone.sittings if s.id == one.term.sitting)
            named = next(titles, Text()).read(language)[0]
            if named:
                return say("after “{sitting}” (“{milestone}”, {days})").format(
                    sitting=named, milestone=milestone, days=when
                )
    return say("at the end of “{milestone}”, {days}").format(milestone=milestone, days=when)


def milestones_said(terms: Sequence[Scheduled], language: str) -> Said:
    """The name and the days of every milestone these terms touch, by its id."""
    boundaries = [b for one in terms for b in (one.begins, one.ends) if b]
    there = [b.milestone for b in boundaries if b.milestone]
    return {
        one.id: MilestoneSaid(_named(one, language), days_in_words(one, language), short_days(one, language))
        for one in there
    }


def handovers_said(rotation: Rotation, language: str) -> tuple[HandoverSaid, ...]:
    """The handovers that stand, each with its instant in words: "17 November 2021, 12:05 UTC"."""
    return tuple(
        (one, f"{day_in_words(one.at.astimezone(UTC).date(), language)}, {clock(one.at, 'UTC')} UTC")
        for one in rotation.handed_over
    )


def left_in_words(until: datetime | None, now: datetime, language: str) -> str:
    """How long a term still lasts: "41 days left"; nothing where that is not known."""
    if until is None or until <= now:
        return ""
    days = (until - now).days
    if not days:
        return words_of(language).say("less than a day left")
    return catalogue(language).ngettext("{n} day left", "{n} days left", days).format(n=days)


def issued(kept: Kept, language: str) -> str:
    """Who adopted it, and which version this is: "adopted by the World Council on 17 November 2021 · version 3"."""
    version = words_of(language).say("version {n}").format(n=kept.rotation.version)
    adopted = kept.rotation.adopted.read(language)[0]
    return f"{adopted} · {version}" if adopted else version


def checked(register: PresidencyRegister, kept: Kept, setup: str, language: str) -> tuple[CheckLine, ...]:
    """What is to be said of the plan to those who set it up at the address `setup`."""
    several = overlapping(register, kept, language)
    return CheckLines(register.organisation, language, setup, several).every(register.checks(kept))
