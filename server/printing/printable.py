"""Text from people as it may stand in a file for other programs: its letters and line breaks, and nothing else."""

import unicodedata

LINE_ENDS = {ord("\x85"): "\n", ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\v"): "\n", ord("\f"): "\n"}
UNPRINTABLE = {"Cc", "Cs", "Cn"}
"""Control characters, halves of surrogate pairs, and what Unicode has not assigned."""


def printable(text: str) -> str:
    """The text with plain line breaks and without what no reader can see or no file can hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(LINE_ENDS)
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in UNPRINTABLE)
