"""DOCX: tables are read as tables, and where there are none, lists and paragraphs as the lines of a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring

from server.imports import grounds
from server.imports.columns import columns_of, has_titles
from server.imports.faults import Unreadable
from server.imports.grids import GridRow
from server.imports.marks import TAB
from server.imports.packages import Parts
from server.imports.reading import Reading
from server.imports.rows import MOST_ROWS
from server.imports.tables import Mapped, TableReader, is_facts
from server.imports.text import read_lines
from server.imports.word_numbers import DEEPEST, Lists, W, lists_of, value

OWN = b"hemicycle-agenda"
"""Among the keywords of a document that we have written: its tables are taken as they stand."""
INDENT = 720 // TAB  # a twentieth of a point; Word sets in by half an inch a level
LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "pict", "object")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
MOST_STYLES_ABOVE = 10


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as a line of a text: set in and marked as its list does, and whether it is a heading."""

    text: str
    heading: bool = False


Table = tuple[tuple[str, ...], ...]


def read_document(parts: Parts, *, zone: str, mapping: Mapped | None = None) -> Reading:
    """The agenda in a document. Raises `Unreadable`."""
    content = tuple(contents_of(parts))
    if sum(len(part) if isinstance(part, tuple) else 1 for part in content) > 2 * MOST_ROWS:
        raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))
    if any(isinstance(part, tuple) and (mapping or _is_read(part)) for part in content):
        own = OWN in parts.get("docProps/core.xml", b"")
        return _tables(content, zone, mapping, own=own)
    return _lines(content, zone)


def contents_of(parts: Parts) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables of a document, in order."""
    body = _root(parts, "word/document.xml").find(f"{W}body")
    styles = Styles(_root(parts, "word/styles.xml") if "word/styles.xml" in parts else None)
    lists = lists_of(_root(parts, "word/numbering.xml") if "word/numbering.xml" in parts else None)
    for block in _blocks(body):
        yield _table(block) if block.tag == f"{W}tbl" else _paragraph(block, styles, lists)


class Styles:
    """The styles of paragraphs: which are headings, and which number what they style."""

    def __init__(self, styles: Element | None) -> None:
        found = () if styles is None else styles.iter(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}

    def is_heading(self, style: str) -> bool:
        """Word keeps the English names of its own styles, in whatever language it speaks."""
        return any(value(one, "name").lower().startswith("heading") for one in self._line(style))

    def numbering(self, style: str) -> tuple[str, str]:
        """The list and level that a style gives its paragraphs."""
        for one in self._line(style):
            properties = one.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                return value(properties, "numId"), value(properties, "ilvl")
        return "", ""

    def _line(self, style: str) -> Iterator[Element]:
        """A style and those it is based on."""
        for _ in range(MOST_STYLES_ABOVE):
            one = self._styles.get(style)
            if one is None:
                return
            yield one
            style = value(one, "basedOn")


def _tables(content: Sequence[Paragraph | Table], zone: str, mapping: Mapped | None, *, own: bool) -> Reading:
    reader = TableReader(zone, own=own)
    number = 0
    for part in content:
        if isinstance(part, Paragraph):
            number += 1
            reader.above(number, part.text.strip(), heading=part.heading)
            continue
        grid = [GridRow(number + place, cells) for place, cells in enumerate(part, 1)]
        number += len(grid)
        if mapping or _is_read(part):
            reader.table(grid, mapping)
            mapping = None
        else:
            for row in grid:
                reader.above(row.number, row.text)
    return reader.finished()


def _lines(content: Sequence[Paragraph | Table], zone: str) -> Reading:
    """Paragraphs as lines; a table without headings as one line a row."""
    lines: list[str] = []
    headed: set[int] = set()
    for part in content:
        if isinstance(part, Paragraph):
            lines += part.text.split("\n")
            headed |= {len(lines)} if part.heading else set()
        else:
            lines += ["\t".join(cell.strip() for cell in row if cell.strip()) for row in part]
    return read_lines(lines, zone=zone, headed=headed)


def _is_read(table: Table) -> bool:
    """Whether a table has a row of headings, or is a list of facts of a sitting, as our exports have it."""
    return is_facts(table) or any(
        has_titles(meanings := columns_of(row)) and sum(1 for one in meanings if one) > 1 for row in table[:3]
    )


def _paragraph(paragraph: Element, styles: Styles, lists: Lists) -> Paragraph:
    properties = paragraph.find(f"{W}pPr")
    text = _text(paragraph)
    if properties is None or not text.strip():
        return Paragraph(text)
    style = value(properties, "pStyle")
    number, level = styles.numbering(style)
    own = properties.find(f"{W}numPr")
    if own is not None:
        number, level = value(own, "numId") or number, value(own, "ilvl") or level
    depth = min(int(level), DEEPEST) if level.isdecimal() else 0
    mark = lists.mark(number, depth)
    if mark:
        return Paragraph(f"{' ' * TAB * depth}{mark}\t{text}", styles.is_heading(style))
    return Paragraph(" " * _indent(properties) + text, styles.is_heading(style))


def _indent(properties: Element) -> int:
    """How many columns a paragraph is set in."""
    found = properties.find(f"{W}ind")
    left = "" if found is None else found.get(f"{W}left", found.get(f"{W}start", ""))
    return min(int(left) // INDENT, TAB * DEEPEST) if left.isdecimal() else 0


def _table(table: Element) -> Table:
    """The cells of a table; one that is merged is filled in its first place alone."""
    rows = []
    for row in table.findall(f"{W}tr"):
        cells: list[str] = []
        for cell in row.findall(f"{W}tc"):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            cells.append("" if goes_on else "\n".join(_text(block) for block in _blocks(cell)))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            wide = "" if span is None else span.get(f"{W}val", "")
            cells += [""] * (min(int(wide), MOST_STYLES_ABOVE * DEEPEST) - 1 if wide.isdecimal() else 0)
        rows.append(tuple(cells))
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def _blocks(of: Element | None) -> Iterator[Element]:
    """The paragraphs and tables of a body or cell, also those in content controls."""
    waiting = [] if of is None else list(reversed(of))
    while waiting:
        block = waiting.pop()
        if block.tag in {f"{W}p", f"{W}tbl"}:
            yield block
        elif block.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins"}:
            waiting += reversed(block)


def _text(of: Element) -> str:
    """The text of a paragraph as it is read: with what was inserted, without what was deleted."""
    words: list[str] = []
    waiting = [of]
    while waiting:
        part = waiting.pop()
        match part.tag.removeprefix(W):
            case "t":
                words.append(part.text or "")
            case "tab" | "ptab" if part is not of:
                words.append("\t")
            case "br" | "cr":
                words.append("\n")
            case "noBreakHyphen":
                words.append("\u2011")
            case "pPr":
                continue
        if part.tag not in LEFT_OUT:
            waiting += reversed(part)
    return "".join(words)


def _root(parts: Parts, name: str) -> Element:
    try:
        return fromstring(parts[name])  # noqa: S314 - `packages` lets no definition of an entity in
    except (KeyError, ParseError):
        raise Unreadable.because(grounds.DAMAGED) from None
