"""Papers: the documents of an item, in versions and languages, for everybody or for members alone.

Source: DOMAIN §1 (background papers that only members of the body may open) and §2. The record says what a paper
is called and, by their digest, which bytes it is; the bytes are kept apart from the record and can be erased.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NewType

from models.planning.item import ItemId
from models.procedure import Event, counted
from models.text import Text

PaperId = NewType("PaperId", str)

MOST_BYTES = 25 * 1024 * 1024
OTHER_MEDIA = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
MEDIA: Mapping[str, str] = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "odp": f"{_OPEN}.presentation",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "zip": "application/zip",
}
"""Ending of a file's name → media type: what a paper can say it is. Anything else is `OTHER_MEDIA`."""


@dataclass(frozen=True)
class Paper:
    """One version of one document of an item.

    `series` is the id of its first version; `version` counts from 1 in it. `language` is a BCP 47 code; empty: for
    readers of every language. `name` is the file's, `media` its type, `size` in bytes, `digest` its SHA-256 in hex.
    """

    id: PaperId
    item: ItemId
    title: Text
    series: PaperId
    version: int
    language: str
    members_only: bool
    name: str
    media: str
    size: int = field(metadata=counted(most=MOST_BYTES))
    digest: str
    withdrawn: bool = False


@dataclass(frozen=True)
class PaperAttached(Event):
    """An item has a paper more, or a newer version of one it had."""

    paper: Paper

    @property
    def members_only(self) -> bool:
        return self.paper.members_only


@dataclass(frozen=True)
class PaperWithdrawn(Event):
    """A version is no longer handed out; `members_only` as it was: who did not see it come does not see it go."""

    paper: PaperId
    members_only: bool


def paper_id(seq: int) -> PaperId:
    """A paper is known by the number of the entry that attached it."""
    return PaperId(f"paper-{seq}")


def papers_after(papers: tuple[Paper, ...], event: Event) -> tuple[Paper, ...]:
    """The papers of a meeting once this has happened, in the order in which they came."""
    match event:
        case PaperAttached(paper):
            return (*papers, paper)
        case PaperWithdrawn(gone):
            return tuple(replace(p, withdrawn=True) if p.id == gone else p for p in papers)
    return papers


def find_paper(papers: Iterable[Paper], paper: PaperId | None) -> Paper | None:
    return next((p for p in papers if p.id == paper), None)


def newest(papers: Iterable[Paper], series: PaperId) -> Paper | None:
    """The latest version among these that is handed out; an older one counts again once a newer is withdrawn."""
    there = (p for p in papers if p.series == series and not p.withdrawn)
    return max(there, key=lambda p: p.version, default=None)


def next_version(papers: Iterable[Paper], series: PaperId) -> int:
    """The number the next version gets: that of a withdrawn one is not given again."""
    return 1 + max((p.version for p in papers if p.series == series), default=0)
