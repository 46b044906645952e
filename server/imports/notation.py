r"""Lists in one cell: contributors, links, titles in three languages.

Entries are divided by `;` or a new line, their parts by `|`, and `\` takes the meaning from the next character:

    keynote: United Nations High Commissioner for Human Rights
    moderator: Ana Ruiz | Mayor of Soria | United Cities; panellist: | | Forum of Regions
    stream | fr | https://example.org/live
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.planning.sitting import Link, LinkKind
from models.text import Text
from server.imports.people import is_name, is_organisation

MEANINGFUL = re.compile(r"[\\;|:\n]")
BRACKETED = re.compile(r"([^()]+?)\s*\(([^()]+)\)")


@dataclass(frozen=True)
class Person:
    """Who has a part, as a form has it: `holder` is the office or title, `name` a natural person's."""

    part: str = ""
    name: str = ""
    holder: str = ""
    organisation: str = ""


def people_of(cell: str, part: str = "") -> tuple[Person, ...]:
    """The contributors of a cell. `part` is what those are who say no part of their own.

    What stands alone after the part is taken for an office, unless it looks like a person's name or an
    organisation; of two, the first is a name if it looks like one, else an office.
    """
    return tuple(person for entry in divided(cell, ";\n") if (person := _person(entry, part)))


def people_in_words(people: Iterable[Person]) -> str:
    """The cell that `people_of` reads as these people."""
    return "\n".join(_shortest(person) for person in people)


def links_of(cell: str) -> tuple[Link, ...]:
    """The links of a cell. Raises `ValueError` with the entry that is none."""
    return tuple(_link(entry) for entry in divided(cell, ";\n"))


def links_in_words(links: Iterable[Link]) -> str:
    return "\n".join(
        " | ".join(escaped(part) for part in (link.kind.value, link.language, link.url)) for link in links
    )


def text_of(cell: str) -> Text:
    """A title that may be given in three languages: "en | fr | es"."""
    parts = [*(plain(part) for part in divided(cell, "|", empty=True)), "", "", ""]
    return Text(*parts[:3])


def text_in_words(text: Text) -> str:
    parts = [escaped(part) for part in (text.en, text.fr, text.es)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def divided(cell: str, marks: str, *, empty: bool = False) -> Iterator[str]:
    """The pieces of a cell between these marks, still escaped, without what is empty unless it counts."""
    for piece in cut(cell, marks):
        if empty or piece.strip():
            yield piece.strip()


def cut(cell: str, marks: str) -> Iterator[str]:
    """The same, with the space around each piece."""
    start, escaping = 0, False
    for place, letter in enumerate(cell):
        if letter in marks and not escaping:
            yield cell[start:place]
            start = place + 1
        escaping = letter == "\\" and not escaping
    yield cell[start:]


def escaped(words: str) -> str:
    return MEANINGFUL.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], words)


def plain(piece: str) -> str:
    """A piece without its escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], piece, flags=re.DOTALL)


def _person(entry: str, default: str) -> Person | None:
    head, *rest = cut(entry, ":")
    part = plain(head.strip()) if rest else default
    fields = [plain(field) for field in divided(":".join(rest) if rest else head, "|", empty=True)]
    match fields:
        case [name, holder, organisation, *_]:
            return Person(part, name, holder, organisation)
        case [first, organisation]:
            named = is_name(first)
            return Person(part, first, organisation) if named else Person(part, "", first, organisation)
        case [""] if not rest:
            return None
    return alone(part, fields[0])


def alone(part: str, words: str) -> Person:
    """Somebody in running words: "Ana Ruiz, Mayor of Soria, UCLG", "Mayor of Soria", "Forum of Regions"."""
    bracketed = BRACKETED.fullmatch(words)
    name, *more = bracketed.groups() if bracketed else words.split(", ")
    if is_name(name):
        holder, organisation = more[0] if more else "", ", ".join(more[1:])
        if is_organisation(holder) and not organisation:
            holder, organisation = "", holder
        return Person(part, name, holder, organisation)
    return Person(part, organisation=words) if is_organisation(words) else Person(part, holder=words)


def _shortest(person: Person) -> str:
    """The shortest way to write somebody that is read as the same again."""
    name, holder, organisation = escaped(person.name), escaped(person.holder), escaped(person.organisation)
    full = f"{name} | {holder} | {organisation}"
    part = f"{escaped(person.part)}: " if person.part else ""
    ways = (holder, organisation, name, f"{name}, {holder}", f"{holder} | {organisation}", full)
    entries = ((part + way.strip()).strip() for way in ways)
    return next((entry for entry in entries if people_of(entry) == (person,)), (part + full).strip())


def _link(entry: str) -> Link:
    try:
        kind, language, url = (plain(part) for part in divided(entry, "|", empty=True))
        return Link(LinkKind(kind.lower()), url, language)
    except ValueError:
        raise ValueError(entry) from None
