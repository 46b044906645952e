"""What an uploaded file is and is called: trusted only as far as its first bytes bear out.

A paper is always handed out as an attachment, so a wrong guess opens the wrong program at worst, never a page.
"""

import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import quote

from models.planning.papers import MEDIA, OTHER_MEDIA

HEAD = 1024
"""How many first bytes `media_of` wants to see."""
LONGEST_NAME = 150
LONGEST_ENDING = 10

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_TIFF = (b"II*\x00", b"MM\x00*")
BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"), _ZIP),
    **dict.fromkeys(("doc", "xls", "ppt"), _OLE),
    **dict.fromkeys(("tif", "tiff"), _TIFF),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    "rtf": (b"{\\rtf",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
}
"""Ending → how such a file begins."""


def _is_text(head: bytes) -> bool:
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


OTHERWISE: Mapping[str, Callable[[bytes], bool]] = {
    "pdf": lambda head: b"%PDF-" in head,
    "webp": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
    "txt": _is_text,
    "csv": _is_text,
}


def media_of(name: str, head: bytes) -> str:
    """The media type its ending promises, if the file begins so; else `OTHER_MEDIA`."""
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    fits = OTHERWISE[ending](head) if ending in OTHERWISE else head.startswith(BEGINNINGS.get(ending, ()))
    return MEDIA[ending] if fits else OTHER_MEDIA


def file_name(given: str) -> str:
    """The bare name of a file: no folders, nothing invisible (which may hide its ending), not too long."""
    bare = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " * (c.isspace()) for c in bare)
    whole = " ".join(seen.split())
    stem, dot, ending = whole.rpartition(".")
    if not dot or not ending or len(ending) > LONGEST_ENDING:
        stem, dot, ending = whole, "", ""
    return f"{stem[:LONGEST_NAME].rstrip(' .') or 'paper'}{dot}{ending}"


def disposition(name: str) -> str:
    """An attachment of this name, for old readers and new ones (RFC 6266, RFC 8187)."""
    name = file_name(name)
    ascii_alone = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(c if c.isalnum() or c in "._- " else "_" for c in ascii_alone).strip()
    if not plain.partition(".")[0]:
        plain = f"paper{plain}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
