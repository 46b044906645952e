"""Papers as pages and programs are shown them: only those this audience may open, the newest of each first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from models.audience import Audience, may_read
from models.meeting import Meeting
from models.planning.item import ItemId
from models.planning.papers import Paper
from models.text import LANGUAGES
from server.languages import words_of

WRITTEN_IN = (*LANGUAGES, "ar", "de", "pt", "ru", "tr", "zh")
"""What the form offers as a paper's language; programs may say any other."""
LARGER = 1024
LONGEST_KIND = 5


@dataclass(frozen=True)
class PaperView:
    """One paper: `lang` is the language its title is in, `language` the one it is written in (may be empty).

    `kind` is what its file is by its ending ("PDF"), `size` in words ("1.2 MB"); `earlier` are older versions,
    the newest of them first.
    """

    id: str
    title: str
    lang: str
    untranslated: bool
    language: str
    language_words: str
    version: int
    kind: str
    size: str
    members_only: bool
    href: str
    earlier: tuple["PaperView", ...] = ()


def papers_by_item(
    meeting: Meeting, audience: Audience, language: str
) -> Mapping[ItemId, tuple[PaperView, ...]]:
    """The papers of every item that has any, for readers of this audience and language, in the order they came."""
    views: dict[ItemId, tuple[PaperView, ...]] = {}
    for newest, *earlier in _series(meeting, audience):
        older = tuple(_view(meeting, paper, language) for paper in earlier)
        view = _view(meeting, newest, language, older)
        views[newest.item] = (*views.get(newest.item, ()), view)
    return views


def papers_json(meeting: Meeting, audience: Audience, language: str) -> Mapping[ItemId, list[dict[str, Any]]]:
    """The papers of every item that has any, for programs (docs/protocol.md), older versions behind newer ones."""
    lines: dict[ItemId, list[dict[str, Any]]] = {}
    for newest, *earlier in _series(meeting, audience):
        for paper in (newest, *earlier):
            lines.setdefault(paper.item, []).append(
                {
                    "id": paper.id,
                    "title": paper.title.read(language)[0],
                    "language": paper.language,
                    "version": paper.version,
                    "superseded": paper is not newest,
                    "members_only": paper.members_only,
                    "name": paper.name,
                    "media": paper.media,
                    "size": paper.size,
                    "digest": paper.digest,
                    "address": address(meeting, paper),
                }
            )
    return lines


def address(meeting: Meeting, paper: Paper) -> str:
    slug = meeting.convocation.slug if meeting.convocation else ""
    return f"/meetings/{slug}/papers/{paper.id}"


def size_in_words(size: int, language: str) -> str:
    """`1.2 MB`, as the language writes it."""
    say = words_of(language).say
    if size < LARGER:
        return say("{count} bytes").format(count=size)
    if size < LARGER**2:
        return say("{count} kB").format(count=round(size / LARGER))
    return say("{count} MB").format(count=format_decimal(size / LARGER**2, "0.0", language))


def language_in_words(code: str, language: str) -> str:
    """What a language is called in another: `zh-Hant` is "Chinese (Traditional)" in English."""
    if not code:
        return ""
    try:
        return Locale.parse(code, sep="-").get_display_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code


def written_in(language: str) -> Mapping[str, str]:
    """The languages a paper may be written in, as the form offers them: code → what it is called."""
    return {code: language_in_words(code, language) for code in WRITTEN_IN}


def _series(meeting: Meeting, audience: Audience) -> list[list[Paper]]:
    """What this audience may open, each document with its newest version first."""
    series: dict[str, list[Paper]] = {}
    for paper in meeting.papers:
        if not paper.withdrawn and may_read(paper, audience):
            series.setdefault(paper.series, []).insert(0, paper)
    return list(series.values())


def _view(meeting: Meeting, paper: Paper, language: str, earlier: tuple[PaperView, ...] = ()) -> PaperView:
    title, lang = paper.title.read(language)
    ending = paper.name.rpartition(".")[2]
    return PaperView(
        id=paper.id,
        title=title,
        lang=lang,
        untranslated=lang != language,
        language=paper.language,
        language_words=language_in_words(paper.language, language),
        version=paper.version,
        kind=ending.upper() if ending.isalnum() and len(ending) <= LONGEST_KIND else "",
        size=size_in_words(paper.size, language),
        members_only=paper.members_only,
        href=address(meeting, paper),
        earlier=earlier,
    )
