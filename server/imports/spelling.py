"""Words as they are compared: without case, accents and the space that Word, PDF and mail put in."""

import re
import unicodedata
from hashlib import sha256

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
ACCENTS = re.compile("[\u0300-\u036f]")
LONGEST_SLUG = 60
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def folded(words: str) -> str:
    """Small letters without accents, straight apostrophes: "Séance d’Ouverture" is "seance d'ouverture"."""
    if words.isascii():
        return words.casefold()
    parted = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return ACCENTS.sub("", parted).casefold()


def spaced(line: str) -> str:
    """A line with plain spaces and without invisible characters; tabs stay."""
    return SPACES.sub(" ", INVISIBLE.sub("", line))


def clean(words: str) -> str:
    """Words without what no text file, workbook or document can hold; line ends are single."""
    return NOT_XML.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def tidy(words: str) -> str:
    """A title on one line: single spaces, nothing before and after."""
    return " ".join(words.split())


def one_line(words: str) -> str:
    """A cell on one line; the no-break spaces that typography wants stay."""
    return re.sub(r"[ \t\r\n]+", " ", words).strip()


def slug(words: str) -> str:
    """A name as ids are written: "mayor-of-san-jose". What has no such letters gets figures."""
    plain = re.sub(r"[^a-z0-9]+", "-", folded(words)).strip("-")
    if plain and len(plain) <= LONGEST_SLUG:
        return plain
    figures = sha256(words.encode()).hexdigest()[:8] if words else ""
    return f"{plain[: LONGEST_SLUG - len(figures)]}{figures}"
