"""Speakers as a secretariat types them, one a line: `keynote: Ana Ruiz, Mayor of Soria, City of Soria`.

Behind the part stand a name, an office and an organisation. One thing alone is an office; two are a name and an
office; of more, the first is the name and the last the organisation. What is not known is left empty between its
commas: `, Mayor of Soria, City of Soria`. A comma within a name or an organisation stands in quotation marks.
Names never enter the record (DESIGN §5.3): they are registered in the directory, and the record carries its ids.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from models.planning.sitting import Contributor
from models.procedure import PersonId
from server.words import Words

PIECE = re.compile(r'\s*(?:"([^"]*)"|([^,]*))\s*(?:,|$)')
SPEAKER = "speaker"
Name = Callable[[PersonId | None], str]


class Line(NamedTuple):
    """One speaker as typed; `name` is empty where none was given."""

    part: str
    name: str
    holder: str
    organisation: str


def speaker_lines(contributors: Iterable[Contributor], name: Name, words: Words) -> str:
    """The lines that say these speakers, in the reader's words for their parts; read back they are the same."""
    return "\n".join(
        _written(Line(words.part(c.part).lower(), name(c.person), c.holder, c.organisation))
        for c in contributors
    )


def read_lines(text: str, words: Words) -> tuple[Line, ...]:
    """The speakers that these lines say; a part that has a word in the reader's language is known by it."""
    known = {_plain(word): part for part, word in words.parts.items()}
    typed = (_read(line.strip()) for line in text.splitlines() if line.strip())
    return tuple(line._replace(part=known.get(_plain(line.part), line.part)) for line in typed)


def as_contributors(
    lines: Iterable[Line], known: Mapping[str, PersonId], before: Iterable[Contributor], name: Name
) -> tuple[Contributor, ...]:
    """These lines with the ids of their names. Who was there unnamed, as their name was erased, keeps the id."""
    erased = {(c.part, c.holder, c.organisation): c.person for c in before if c.person and not name(c.person)}
    return tuple(
        Contributor(
            line.part,
            line.holder,
            line.organisation,
            known[line.name] if line.name else erased.get((line.part, line.holder, line.organisation)),
        )
        for line in lines
    )


def _read(line: str) -> Line:
    part, colon, rest = line.partition(":")
    if not colon:
        part, rest = SPEAKER, line
    pieces = _pieces(rest)
    match pieces:
        case [holder]:
            return Line(_part(part), "", holder, "")
        case [name, holder]:
            return Line(_part(part), name, holder, "")
        case [name, *middle, organisation]:
            return Line(_part(part), name, ", ".join(middle), organisation)
    return Line(_part(part), "", "", "")


def _plain(word: str) -> str:
    """As it is typed on any keyboard."""
    return word.lower().replace("’", "'")


def _part(part: str) -> str:
    return part.strip().lower() or SPEAKER


def _pieces(rest: str) -> list[str]:
    """What stands between the commas, without the quotation marks around it."""
    found, at, rest = [], 0, rest.strip()
    while at <= len(rest):
        piece = PIECE.match(rest, at)
        if piece is None:  # letters behind a closing quotation mark: they are taken as they stand
            return [p.strip() for p in rest.split(",")]
        found.append((piece[1] if piece[1] is not None else piece[2]).strip())
        if piece.end() >= len(rest):
            return [*found, ""] if rest.endswith(",") else found
        at = piece.end()
    return found


def _written(line: Line) -> str:
    name, organisation = _quoted(line.name), _quoted(line.organisation)
    if organisation or "," in line.holder:
        said = f"{name}, {line.holder}, {organisation}"
    else:
        said = f"{name}, {line.holder}" if name else line.holder
    return f"{line.part}: {said}".rstrip()


def _quoted(piece: str) -> str:
    return f'"{piece}"' if "," in piece else piece
