"""Office files are zip archives of XML: what may be opened is decided before any parser sees it.

The directory of an archive is only what its writer claims. So each part is unpacked here, no further than it says it
is long, and the parsers get a new archive made of what came out.
"""

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from server.imports import grounds
from server.imports.faults import Unreadable

MOST_PARTS = 1000
MOST_PART = 12_000_000  # bytes of one part, unpacked
MOST_IN_ALL = 40_000_000
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
ENCRYPTED = 1
HARMLESS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}

_DEFINITIONS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)

Parts = Mapping[str, bytes]


def parts_of(content: bytes) -> Parts:
    """The XML parts of an office file by name. Raises `Unreadable` for bombs, definitions and damage."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise Unreadable.because(grounds.DAMAGED) from None


def packed(parts: Parts) -> io.BytesIO:
    """A new archive of these parts alone, for a parser to read."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    made.seek(0)
    return made


def _unpacked(archive: zipfile.ZipFile) -> Parts:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_IN_ALL:
        raise Unreadable.because(grounds.UNPACKS_TOO_LARGE)
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise Unreadable.because(grounds.OLD_OFFICE)
        if entry.filename == "mimetype" and _content(archive, entry).startswith(OPEN_DOCUMENT):
            raise Unreadable.because(grounds.OPEN_DOCUMENT)
        if entry.filename.endswith((".xml", ".rels")):
            parts[entry.filename] = _harmless(_content(archive, entry))
    return parts


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A part, unpacked no further than it says it is long: `read()` without a figure would unpack all there is."""
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unreadable.because(grounds.DAMAGED)
    if entry.file_size > MOST_PART:
        raise Unreadable.because(grounds.UNPACKS_TOO_LARGE)
    with archive.open(entry) as stream:
        return stream.read(entry.file_size + 1)


def _harmless(part: bytes) -> bytes:
    """XML in UTF-8 that defines nothing: no program for offices writes entities, and what does means harm."""
    encoding = _ENCODING.match(part.removeprefix(codecs.BOM_UTF8))
    if _DEFINITIONS.search(part) or (encoding and encoding[1].lower() not in HARMLESS) or b"\x00" in part:
        raise Unreadable.because(grounds.UNSAFE_XML)
    return part
