"""DOCX: a document to read and to print, a table a sitting, in the reader's language; and to read back.

Nothing is lost: the other languages stand in columns of their own beside the reader's. Columns in which nothing
stands are left out.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from models.text import Text
from server.exports.grid import cells, heading, used
from server.imports.documents import OWN
from server.imports.flat import rows_of
from server.imports.plan import Drafted
from server.imports.rows import COLUMNS, SITTING, Row
from server.imports.spelling import clean, one_line
from server.languages import DAYS

ALL_TIMES = {"en": "All times", "fr": "Fuseau horaire", "es": "Huso horario"}
HEADING = {"en": "Agenda", "fr": "Ordre du jour", "es": "Orden del día"}
ALWAYS = {"kind", "minutes"}
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def docx_of(plan: Drafted, zone: ZoneInfo, language: str, title: Text) -> bytes:
    """The agenda as a document."""
    paper = Document()
    name = clean(title.read(language)[0])
    _prepare(paper, language, name)
    paper.add_heading(name or HEADING[language], 0)
    paper.add_paragraph(f"{ALL_TIMES[language]}: {zone.key}")
    for sitting, items in _by_sitting(rows_of(plan, zone)):
        if sitting:
            words = Text(sitting.title_en, sitting.title_fr, sitting.title_es).read(language)[0]
            paper.add_heading(one_line(words), 1)
            _add(paper, _facts(sitting, zone, language), headings=False)
        if items:
            shown = [_on_its_day(item, sitting) for item in items]
            _add(paper, _items(shown, zone, language), headings=True)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _prepare(paper: Paper, language: str, title: str) -> None:
    """Lying pages, the language for screen readers, and the sign that the tables are ours."""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    marks = paper.core_properties
    marks.title, marks.author, marks.comments = title, "Hemicycle", ""
    marks.keywords, marks.language = OWN.decode(), language
    spoken = parse_xml(f'<w:lang {nsdecls("w")} w:val="{language}"/>')
    paper.styles["Normal"].element.get_or_add_rPr().append(spoken)


def _by_sitting(rows: Sequence[Row]) -> Iterator[tuple[Row | None, list[Row]]]:
    """Each sitting with the items that stand below it; first those that belong to none."""
    sitting: Row | None = None
    items: list[Row] = []
    for row in rows:
        if row.what == SITTING:
            yield sitting, items
            sitting, items = row, []
        else:
            items.append(row)
    yield sitting, items


def _facts(sitting: Row, zone: ZoneInfo, language: str) -> list[tuple[str, ...]]:
    """What is known of a sitting, a line a fact, its day in words; the chair also where there is none yet."""
    filled = {*used([sitting], COLUMNS), "chair"}
    columns = [column for column in _ordered(language) if column in filled - {"what"}]
    written = replace(sitting, date=_day(sitting.date, language))
    return [(heading(column, zone, language), *cells(written, language, [column])) for column in columns]


def _items(items: Sequence[Row], zone: ZoneInfo, language: str) -> list[tuple[str, ...]]:
    """A row of headings and a row for each item."""
    filled = {*ALWAYS, *used(items, COLUMNS)}
    columns = [column for column in _ordered(language) if column in filled]
    first = tuple(heading(column, zone, language) for column in columns)
    return [first, *(cells(row, language, columns) for row in items)]


def _on_its_day(item: Row, sitting: Row | None) -> Row:
    """An item without its date where that is the sitting's; but with it in the night after, where it matters."""
    if sitting is None or item.sitting or item.date != sitting.date or item.start < sitting.start:
        return item
    return replace(item, date="")


def _ordered(language: str) -> tuple[str, ...]:
    """The columns as they are read: the number, the reader's language, times, the rest, the other languages."""
    ours = [f"{stem}_{language}" for stem in ("title", "decision")]
    first = ["number", ours[0], "date", "start", "end", "minutes", "kind", "purpose", "contributors", ours[1]]
    return (*first, *(column for column in COLUMNS if column not in first))


def _day(day: str, language: str) -> str:
    return format_date(date.fromisoformat(day), DAYS[language], Locale.parse(language)) if day else ""


def _add(paper: Paper, grid: Sequence[Sequence[str]], *, headings: bool) -> None:
    """A table at the end of the document; its headings are repeated on every page."""
    rows = "".join(
        _row(words, bold=headings and place == 0, named=not headings) for place, words in enumerate(grid)
    )
    columns = "<w:gridCol/>" * len(grid[0])
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
    paper.add_paragraph()._p.addprevious(table)  # noqa: SLF001 - python-docx takes a second for 300 rows of its own


def _row(words: Sequence[str], *, bold: bool, named: bool) -> str:
    repeated = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if bold else "<w:trPr><w:cantSplit/></w:trPr>"
    cells = "".join(_cell(word, bold=bold or (named and place == 0)) for place, word in enumerate(words))
    return f"<w:tr>{repeated}{cells}</w:tr>"


def _cell(words: str, *, bold: bool) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = "<w:br/>".join(
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t"))
        for line in words.split("\n")
    )
    return f"<w:tc><w:p><w:r>{weight}{lines}</w:r></w:p></w:tc>"
