"""What a letter tells of a rotation that has changed: why, and each of its terms as it was and as it is now."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.body import BodyId
from models.organisation import Organisation
from models.presidency.plan_changes import Change, Changed, Leg
from models.presidency.rotation import RotationId
from models.presidency.schedule import Boundary
from models.procedure import PersonId
from models.text import Text
from server.languages import words_of
from server.mailing.letters import Letter, language_of_mail
from server.persons.people import Person
from server.presidency.named_turns import Named

MOST_TERMS = 12
OTHERWISE = "en"
"""In which language a letter is written to somebody of whom no language is known."""


@dataclass(frozen=True)
class News:
    """What has changed in one rotation, and who is to hear of it. `before` and `after` name what stands in it."""

    body: BodyId
    keeper: Text
    rotation: RotationId
    name: Text
    version: int
    reason: Text
    changes: tuple[Change, ...]
    persons: frozenset[PersonId]
    before: Organisation
    after: Organisation


def letter_of(news: News, person: Person, base_url: str) -> Letter:
    """In the person's language, if letters are written in it."""
    language = language_of_mail(person.language, OTHERWISE)
    say = words_of(language).say
    name, keeper = news.name.read(language)[0], news.keeper.read(language)[0]
    return Letter(
        language=language,
        subject=say("{rotation}: what has changed").format(rotation=name),
        before=(
            say("Good day, {name}.").format(name=person.name),
            say("“{rotation}” is at version {version} now.").format(rotation=name, version=news.version),
            *((reason,) if (reason := news.reason.read(language)[0]) else ()),
            *_terms(news, language),
        ),
        link=f"{base_url}/presidency/{news.body}/{news.rotation}",
        press=say("The whole rotation is here:"),
        after=(
            say(
                "You have this letter because you hold an office that has a turn in it, or are of the secretariat "
                "of “{body}”."
            ).format(body=keeper),
        ),
    )


def _terms(news: News, language: str) -> Iterator[str]:
    """A sentence for each term that has changed; how many more there are, if there are too many."""
    for change in news.changes[:MOST_TERMS]:
        yield _term(change, Named(news.before, language), Named(news.after, language))
    more = len(news.changes) - MOST_TERMS
    if more > 0:
        words = words_of(language).ngettext("And {n} more change.", "And {n} more changes.", more)
        yield words.format(n=more)


def _term(change: Change, before: Named, after: Named) -> str:
    say = words_of(after.language).say
    was = span_in_words(change.was, before) if change.was else ""
    now = span_in_words(change.now, after) if change.now else ""
    if change.now is None:
        words = say("{holders}: the term falls away. It was {was}.")
        return words.format(holders=before.offices(change.was.holders if change.was else ()), was=was)
    holders = after.offices(change.now.holders)
    held = before.offices(change.was.holders) if change.was else holders
    if change.was is None:
        return say("{holders}: {now}.").format(holders=holders, now=now)
    if (was, held) == (now, holders):
        return say("{holders}: {now}. {otherwise}").format(
            holders=holders, now=now, otherwise=otherwise_in_words(change, after.language)
        )
    if held != holders:
        words = say("{holders}: {now}. It was {held}: {was}.")
        return words.format(holders=holders, now=now, held=held, was=was)
    return say("{holders}: {now}. It was {was}.").format(holders=holders, now=now, was=was)


def otherwise_in_words(change: Change, language: str) -> str:
    """What is another in a term that lasts as long as before, with the same holders at its beginning."""
    say = words_of(language).say
    if Changed.HOLDERS in change.what:
        return say("Who has it in its course is another.")
    if Changed.VACANT in change.what:
        vacant = change.now is not None and change.now.vacant
        if vacant:
            return say("A holder's office is vacant on some of its days.")
        return say("No holder's office is vacant any more.")
    if Changed.WORDS in change.what:
        return say("What it is called, or answers for, is said in other words.")
    return say("Its days are known in another way.")


def span_in_words(leg: Leg, named: Named) -> str:
    """From when to when a term runs, as well as it is known."""
    say = words_of(named.language).say
    begins = _when(leg.begins, named)
    if not begins:
        return say("on no date known yet")
    if leg.ends is None:
        return say("from {begins} on").format(begins=begins)
    ends = _when(leg.ends, named) or say("no date known yet")
    return say("from {begins} to {ends}").format(begins=begins, ends=ends)


def _when(boundary: Boundary, named: Named) -> str:
    """Where and when: "Annual Retreat (week of 21 February 2022)"."""
    if boundary.milestone is None:
        return ""
    called = named.milestone(boundary.where)
    when = named.when(boundary.at, boundary.where) if boundary.at else named.known_as(boundary.where)
    return f"{called} ({when})" if when else called
