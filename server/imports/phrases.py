"""What one line says beside its title: clock times, planned minutes, a label, a zone.

Session 2: Peaceful Futures 11:55 am · Report of the Committee<tab>For adoption · Debate (20 min)
"""

import re
from dataclasses import dataclass

from models.planning.item import Purpose
from server.imports.clocks import Span, spans_in
from server.imports.spelling import folded, tidy
from server.imports.vocabulary import PURPOSE_SAID, purpose_said
from server.imports.zones import LABEL

_SAID = "|".join(PURPOSE_SAID.values())
_LABEL = re.compile(rf"(?:for|pour|para)\s+(?:la\s+|su\s+)?(?:{_SAID}|discussion|debate|debat|discusion)")
_FOR = re.compile(r"\b(?:for|pour|para)\b", re.IGNORECASE)
LONGEST_LABEL = 40
_SET_APART = re.compile(r"(?:\t| {2,}|[(\[]|[-–—,;:|]\s)\s*$")
_MINUTES = re.compile(
    r"[(\[]?\b(?P<minutes>\d{1,3})\s?"
    r"(?:min(?:utes?|utos?|s)?\b\.?|['\u2032’](?!\w))\s*[)\]]?(?=\s*(?:$|[-–—(\[\t]|  ))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[/,;&]|and|et|y|und)\s*", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:[(\[]\s*)?(?:\b(?:from|at|de|à|a las?|desde|um|von|kl\.?|starts?|time:?)\s+)?$", re.IGNORECASE
)
_ZONE = re.compile(rf"\s*[(\[]?(?P<zone>{LABEL.pattern})[)\]]?")
_AFTER = re.compile(r"\s*[)\]]")
_APART = " \t-–—,;:|/·•"
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})\.$")
LEADERS = " .…_"
"""What leads the eye from a title to its time, in programmes set like a table of contents."""


@dataclass(frozen=True)
class Phrase:
    """A line apart: its title, and what else it said. `debated`: its label says "for discussion"."""

    title: str
    spans: tuple[Span, ...] = ()
    zone: str = ""
    minutes: str = ""
    purpose: Purpose | None = None
    debated: bool = False


def phrase_of(words: str, taken: frozenset[str] = frozenset()) -> Phrase:
    """An item's line taken apart. `taken` are the numbers seen so far: "9.30" is no time behind an item 9."""
    words, purpose, debated = _label(words)
    words, minutes = _minutes(words)
    words, spans, zone = timed(words, taken)
    if not minutes:
        words, minutes = _minutes(words)
    if not purpose and not debated:
        words, purpose, debated = _label(words)
    return Phrase(title_of(words), spans, zone, minutes, purpose, debated)


def title_of(words: str) -> str:
    """A title without what is left at its ends when times and labels have been taken away."""
    words = words.strip()
    bare = words.rstrip(LEADERS)
    dots = len(words) - len(bare) - words[len(bare) :].count(" ")
    title = tidy((bare if dots > 1 or words.endswith("…") else words).strip(_APART))
    return _FULL_STOP.sub("", title)


def timed(
    words: str, taken: frozenset[str] = frozenset(), *, anywhere: bool = False
) -> tuple[str, tuple[Span, ...], str]:
    """A line without its clock times, the times, and the zone label behind them.

    Times count at either end of a line or in brackets; `anywhere` in a heading.
    """
    spans = spans_in(words)
    for first, span in enumerate(spans):
        group = _group(words, spans[first:])
        start, end, zone = _around(words, span.at[0], group[-1].at[1])
        if anywhere or _counts(words, start, end, group, taken):
            return _joined(words[:start], words[end:]), group, zone
    return words, (), ""


def _group(words: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The first time and those that follow it in one breath: "11:00 - 13:30 / 15:00 - 18:00"."""
    group = [spans[0]]
    for span in spans[1:]:
        if not _BETWEEN.fullmatch(words[group[-1].at[1] : span.at[0]]):
            break
        group.append(span)
    return tuple(group)


def _around(words: str, start: int, end: int) -> tuple[int, int, str]:
    """The times with the words, brackets and zone label around them."""
    zone = ""
    if found := _ZONE.match(words, end):
        zone, end = found["zone"], found.end()
    before = _BEFORE.search(words[:start])
    opened = before.start() if before else start
    after = _AFTER.match(words, end)
    if after and words[opened:start].lstrip().startswith(("(", "[")):
        end = after.end()
    return opened, end, zone


def _counts(words: str, start: int, end: int, group: tuple[Span, ...], taken: frozenset[str]) -> bool:
    before, after = words[:start], words[end:]
    bracketed = words[start:].lstrip()[:1] in {"(", "["} and words[:end].rstrip()[-1:] in {")", "]"}
    leads, trails = not before.strip(), not after.strip(" .,;:")
    said = group[0].start
    if said.dotted and not bracketed and not group[0].end:
        if leads:
            return said.said.partition(".")[0] not in taken and bool(after.strip())
        return trails and bool(_SET_APART.search(before))
    if said.said[0].isalpha() and leads and not group[0].end:
        return bool(re.match(r"\s*(?:$|[-–—:,|\t]|  )", after))
    return bracketed or leads or trails


def _label(words: str) -> tuple[str, Purpose | None, bool]:
    """A line without the label at its end: "For adoption", "(Pour décision)"; and whether it is for debate."""
    plain = words.rstrip(" .)]\t")
    for found in _FOR.finditer(plain, max(0, len(plain) - LONGEST_LABEL)):
        said, before = plain[found.start() :], words[: found.start()]
        alone = not before.strip(_APART + "([") or _SET_APART.search(before) or said[0].isupper()
        if alone and _LABEL.fullmatch(folded(said)):
            purpose = purpose_said(said)
            return _SET_APART.sub("", before).rstrip(), purpose, purpose is None
    return words, None, False


def _minutes(words: str) -> tuple[str, str]:
    for found in _MINUTES.finditer(words):
        return _joined(words[: found.start()], words[found.end() :]), found["minutes"]
    return words, ""


def _joined(before: str, after: str) -> str:
    """What is left around something taken out: two spaces mark the place, for what stands apart there."""
    before, after = before.rstrip(), after.lstrip(" ")
    return before + after if after[:1] in {":", ";", ","} else f"{before}  {after}".strip()
