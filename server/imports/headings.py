"""Lines of an agenda that head what follows: a day, a sitting."""

import re

from server.imports.clocks import settled
from server.imports.days import date_in
from server.imports.faults import Remark
from server.imports.phrases import timed
from server.imports.sittings import Hours
from server.imports.spelling import folded, tidy
from server.imports.vocabulary import part_of_day

EDGES = " \t,;:|-–—·/()"
FEW_WORDS = 12
_DAY_COUNT = re.compile(
    r"\b(?:day|jour|d[ií]a)\s+(?:\d+|one|two|three|un|deux|trois|uno|dos|tres)\b", re.IGNORECASE
)
_SITTING = re.compile(
    r"(?:(?:opening|closing|first|second|third|fourth|business|plenary|working|statutory) )*"
    r"(?:plenary|plenary session|business session|statutory session|seance pleniere|session pleniere|sesion plenaria"
    r"|segment|part [ivx\d]+|partie [ivx\d]+|parte [ivx\d]+)(?:\s*[-–:(].*)?"
)

Day = tuple[str, str, tuple[Hours, ...], tuple[Remark, ...]]


def day_of(line: str, first: str) -> Day | None:
    """The day a line heads, what else it says, its hours, and what is odd: "Tuesday 14 June, 10:00-13:00".

    `first` is the first day of the meeting: its year is meant where none is written.
    """
    dated = date_in(line, int(first[:4]) if first else None)
    if dated is None:
        return None
    around = f"{line[: dated.at[0]].strip(EDGES)}  {line[dated.at[1] :].strip(EDGES)}"
    rest, spans, _ = timed(around, anywhere=True)
    if any(span.end is None for span in spans) or len(rest.split()) > FEW_WORDS:
        return None
    hours: list[Hours] = []
    for span in spans:
        start, _ = settled(span.start, hours[-1][1] if hours else None)
        hours.append((start, settled(span.end, start)[0] if span.end else start))
    title = tidy(_DAY_COUNT.sub("", rest)).strip(EDGES)
    return dated.day.isoformat(), title, tuple(hours), dated.odd


def heads_sitting(line: str, *, capitals: bool = True) -> bool:
    """Whether a line without a mark heads a sitting: "Afternoon Sessions:", "Plenary"; in `capitals`, any does."""
    around, spans, _ = timed(line)
    words = tidy(around).strip(" –—-,")
    if part_of_day(words) is not None or (not spans and _SITTING.fullmatch(folded(words).strip(" :"))):
        return True
    return words.endswith(":") or (capitals and words.isupper() and len(words.split()) <= FEW_WORDS)
