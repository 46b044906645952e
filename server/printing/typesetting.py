"""A program of its own: a document as JSON comes in, a tagged PDF goes out. `server/printing/pdf.py` starts it.

Typst holds a whole core while it sets; here it holds up nobody. What people wrote stays data from end to end: it is
never part of a template's source.
"""

import json
import os
import re
import resource
import sys

import segno
import typst

from server.assets import STATIC, WEB

TEMPLATES = WEB / "templates"

AGENDA, BADGES = "agenda", "badges"

MASK = 3
"""One pattern for all: to weigh all eight against each other takes five times as long, and readers take any."""

GENTLE = 10
"""How much the meeting comes before the paper."""

FORBIDDEN = "PDF/UA-1 error"
"""How Typst begins when the standard will not have it: mostly the box that stands for a letter no font here has."""

CPU_SECONDS = 60
"""An end of its own, should whoever started it be gone."""


def typeset(document: bytes, template: str = AGENDA) -> bytes:
    """The PDF of this document, tagged; the same one gives the same bytes.

    An agenda is the JSON of `server.printing.printed.Printed`, badges are that of `server.persons.badges.Sheet`, a
    rotation that of `server.presidency_pages.printed.PrintedRotation`. It is PDF/UA-1, unless what people wrote
    forbids it. Raises `typst.TypstError`.
    """
    content = json.loads(document)
    if template == BADGES:
        for badge in content["badges"]:
            badge["qr"] = qr(badge["link"])
    compiler = typst.Compiler(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=[STATIC / "fonts"],
        sys_inputs={template: json.dumps(content, ensure_ascii=False)},
    )
    at = content["at"]
    try:
        made = compiler.compile(format="pdf", timestamp=at, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if FORBIDDEN not in error.message:
            raise
        made = compiler.compile(format="pdf", timestamp=at)
    assert isinstance(made, bytes)
    return made


def qr(text: str) -> str:
    """A QR code as an SVG, its dark modules row by row; one module of it is one unit."""
    rows = [bytes(row) for row in segno.make(text, error="m", mask=MASK).matrix]
    path = "".join(
        f"M{run.start()} {y}h{run.end() - run.start()}v1H{run.start()}z"
        for y, row in enumerate(rows)
        for run in re.finditer(b"\x01+", row)
    )
    size = len(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


def main() -> None:
    os.nice(GENTLE)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        made = typeset(sys.stdin.buffer.read(), *sys.argv[1:2])
    except typst.TypstError as error:
        sys.exit(error.diagnostic)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
