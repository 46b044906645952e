"""The documents as data: sections by their heading, tables by their columns, words set in code, examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"(#+) (.*)")
FENCE = re.compile(r" *```(\w*)")
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")

Row = dict[str, str]


@dataclass
class Section:
    """What stands under one heading, and the sections below it by their headings."""

    title: str
    level: int
    lines: list[str] = field(default_factory=list)
    examples: list[tuple[str, str]] = field(default_factory=list)
    below: dict[str, "Section"] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def json(self) -> list[str]:
        return [text for language, text in self.examples if language == "json"]

    def line(self, label: str) -> set[str]:
        """What a line such as `- Refused: …` lists, set in code or in plain words."""
        for part in re.split(r"\n(?=- )|\n\n", self.text):
            if part.startswith(f"- {label}: "):
                said = part.removeprefix(f"- {label}: ").strip().rstrip(".")
                return set(spans(said) or re.split(r",\s+", said))
        return set()

    def rows(self, column: str) -> list[Row]:
        """The rows of the tables whose first column has this heading."""
        return [row for header, rows in self._tables() if header[0] == column for row in rows]

    def _tables(self) -> Iterator[tuple[list[str], list[Row]]]:
        for block in re.findall(r"(?:^\|.*\n?)+", self.text, re.MULTILINE):
            header, _, *rows = ([cell.strip() for cell in row[1:-1].split("|")] for row in block.splitlines())
            yield header, [dict(zip(header, row, strict=True)) for row in rows]


def spans(text: str) -> list[str]:
    """The words set in code."""
    return SPAN.findall(text)


def unlinked(text: str) -> str:
    """The text without where its links lead."""
    return LINK.sub(r"\1", text)


def named(title: str) -> str:
    """A heading without the marks of code."""
    return title.replace("`", "")


@cache
def page(name: str) -> Section:
    """A document of the project, by its path from the root."""
    whole = Section(name, 0)
    path, fence = [whole], False
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if mark := FENCE.match(line):
            fence = not fence
            if fence:
                path[-1].examples.append((mark[1], ""))
        elif fence:
            language, text = path[-1].examples[-1]
            path[-1].examples[-1] = (language, f"{text}{line}\n")
        elif heading := HEADING.fullmatch(line):
            section = Section(named(heading[2]), len(heading[1]))
            while path[-1].level >= section.level:
                path.pop()
            assert section.title not in path[-1].below, f"{name}: {section.title} stands there twice"
            path[-1].below[section.title] = section
            path.append(section)
        else:
            path[-1].lines.append(line)
    return whole


@cache
def chapters(name: str) -> dict[str, Section]:
    """The second-level sections of a document."""
    [top] = page(name).below.values()
    return top.below


def every(section: Section) -> Iterator[Section]:
    """A section and all below it."""
    yield section
    for below in section.below.values():
        yield from every(below)


def typed(name: str) -> str:
    """All that a page sets in code for people to type, inline or in blocks, a line each."""
    sections = list(every(page(name)))
    inline = [span for section in sections for span in (section.title, *spans(section.text))]
    blocks = [text for section in sections for language, text in section.examples if not language]
    return "\n".join(inline + blocks)


def source(*patterns: str) -> str:
    """The text of the project's files that fit these patterns."""
    return "\n".join(path.read_text(encoding="utf-8") for one in patterns for path in sorted(ROOT.glob(one)))


PAGES = sorted(
    path.relative_to(ROOT).as_posix() for pattern in ("*.md", "[!.]*/*.md") for path in ROOT.glob(pattern)
)
"""Every document of the project."""
