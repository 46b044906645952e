"""Bytes as text: UTF-8 with or without its mark, or UTF-16 with one, as Excel writes it; nothing is guessed."""

import codecs
import re

from server.imports import grounds
from server.imports.faults import Unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def text_in(content: bytes) -> str:
    """The text of these bytes. Raises `Unreadable` for an old encoding, and for what is no text."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise Unreadable.because(grounds.DAMAGED) from None
        old = not CONTROLS.search(content)
        raise Unreadable.because(grounds.NOT_UTF8 if old else grounds.NOT_KNOWN) from None
    if CONTROLS.search(text.encode()):
        raise Unreadable.because(grounds.NOT_KNOWN)
    return text
