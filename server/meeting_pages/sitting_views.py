"""Sittings as pages show them: title, time, place, chair, speakers, links by language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from babel import Locale, UnknownLocaleError

from models.planning.sitting import Contributor, Link, Sitting
from models.procedure import PersonId
from server import languages
from server.languages import words_of
from server.meeting_pages.moments import Moment, moment_of
from server.words import Words

Name = Callable[[PersonId | None], str]


@dataclass(frozen=True)
class ContributorView:
    """Who has which part; `name` is empty where nobody gave one, or it was erased."""

    words: str
    name: str
    holder: str
    organisation: str


@dataclass(frozen=True)
class LinkView:
    kind: str
    words: str
    lang: str
    url: str


@dataclass(frozen=True)
class SittingHead:
    """What stands above the items of a sitting; `day` is computed, and stands alone where no time is known."""

    id: str
    title: str
    lang: str
    untranslated: bool
    chair: str
    place: str
    day: str
    starts: Moment | None
    ends: Moment | None
    withdrawn: bool
    contributors: tuple[ContributorView, ...]
    links: tuple[LinkView, ...]


def sitting_head(sitting: Sitting, zone: str, language: str, name: Name) -> SittingHead:
    title, lang = sitting.title.read(language)
    words = words_of(language)
    return SittingHead(
        id=sitting.id,
        title=title,
        lang=lang,
        untranslated=lang != language,
        chair=sitting.chair,
        place=sitting.place,
        day=_day(sitting, zone, language),
        starts=moment_of(sitting.starts, zone) if sitting.starts else None,
        ends=moment_of(sitting.ends, zone) if sitting.ends else None,
        withdrawn=sitting.withdrawn,
        contributors=contributors(sitting.contributors, words, name),
        links=links(sitting.links, words, language),
    )


def contributors(who: Iterable[Contributor], words: Words, name: Name) -> tuple[ContributorView, ...]:
    return tuple(ContributorView(words.part(c.part), name(c.person), c.holder, c.organisation) for c in who)


def links(given: Iterable[Link], words: Words, language: str) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(
            link.kind.value,
            " · ".join(
                part for part in (words.link_kinds[link.kind], language_name(link.language, language)) if part
            ),
            link.language,
            link.url,
        )
        for link in given
    )


def language_name(code: str, reader: str) -> str:
    """What a language is called in the reader's: `chinois` for zh; its code where nobody knows it."""
    if not code:
        return ""
    try:
        return Locale.parse(code, sep="-").get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code


def _day(sitting: Sitting, zone: str, language: str) -> str:
    if sitting.starts:
        return languages.day(sitting.starts, zone, language)
    if sitting.day is None:
        return ""
    noon = datetime(sitting.day.year, sitting.day.month, sitting.day.day, 12, tzinfo=UTC)
    return languages.day(noon, "UTC", language)
