"""The import of offices: choose a list, see line by line what is new and what is wrong, put it right, keep it whole.

The list stays a text that can be corrected on the page; nothing is kept between two presses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.procedure import CommandId, Refusal
from server.edge import TooMuch
from server.import_pages.import_source import brought
from server.imports.encodings import text_in
from server.imports.faults import MEGABYTE, Fault, Unreadable
from server.imports.offices import OfficeRow, OfficesRead, read_offices
from server.imports.offices_known import OfficesToEnter
from server.languages import refusal_in_words, words_of
from server.organisation_pages.dating_words import period_in_words
from server.organisation_pages.desk import Desk
from server.organisation_pages.offices_import import OfficesImport
from server.organisation_pages.organisation_pages import HOME, OrganisationPages

MOST = 1
"""Megabytes of a list of offices."""
UNPROCESSABLE = 422


@dataclass(frozen=True)
class OfficeLine:
    """One line as it was understood; `faults` say what is wrong with it."""

    line: int
    office: str
    place: str
    section: str
    person: str
    mandate: str
    post: str
    period: str
    faults: tuple[str, ...]


class OfficesImportPages:
    def __init__(self, organisation: OrganisationPages, offices: OfficesImport) -> None:
        self._organisation = organisation
        self._import = offices

    async def page(self, request: Request) -> Response:
        """`GET /organisation/setup/import`: what can be read, and where to choose it."""
        desk = await self._organisation.secretary(request, acting=False)
        return desk if isinstance(desk, Response) else self._shown(request, desk)

    async def press(self, request: Request) -> Response:
        """`POST /organisation/setup/import`: read and check a list, or keep it. Who may is asked first."""
        desk = await self._organisation.secretary(request, acting=True)
        if isinstance(desk, Response):
            return desk
        say = words_of(desk.language).say
        try:
            source = await brought(request)
            content = source.content if source else b""
            require_size(content)
            read = read_offices(content)
        except TooMuch:
            words = say("This list is too large: at most %(most)s MB.") % {"most": MOST}
            return self._shown(request, desk, words, status=413)
        except Unreadable as fault:
            return self._shown(
                request, desk, refusal_in_words(fault, desk.language)["message"], status=UNPROCESSABLE
            )
        found = await self._import.preview(read)
        text = text_in(content)
        press = request.query_params.get("keep", "")
        if press and desk.visitor.person:
            try:
                if read.rows and not read.faults and found.nothing:
                    return RedirectResponse(HOME, 303)  # pressed again: all of it has been kept
                await self._import.keep(desk.visitor.person, CommandId(press), read)
            except Refusal as refusal:
                words = refusal_in_words(refusal, desk.language)["message"]
                return self._shown(request, desk, words, text, read, found, status=409)
            return RedirectResponse(HOME, 303)
        return self._shown(request, desk, "", text, read, found)

    def _shown(
        self,
        request: Request,
        desk: Desk,
        said: str = "",
        text: str = "",
        read: OfficesRead | None = None,
        found: OfficesToEnter | None = None,
        *,
        status: int = 200,
    ) -> Response:
        faults = (*read.faults, *found.faults) if read and found else ()
        context: dict[str, Any] = {
            "said": said,
            "text": text,
            "most": MOST,
            "lines": _lines(read.rows, faults, desk.language) if read else (),
            "general": [fault.remark.in_words(desk.language) for fault in faults if not fault.row],
            "left_out": read.left_out if read else (),
            "faults": len(faults),
            "found": found,
            "press": self._organisation.world.new_id(),
        }
        return self._organisation.pages.page(
            request,
            "offices_import.html",
            desk.visitor,
            desk.actor,
            status=status,
            **self._organisation.heading(desk, "setup"),
            **context,
        )


def require_size(content: bytes) -> None:
    """Refuse a list that no organisation has. Raises `TooMuch`."""
    if len(content) > MOST * MEGABYTE:
        raise TooMuch


def _lines(rows: Sequence[OfficeRow], faults: Sequence[Fault], language: str) -> list[OfficeLine]:
    posts = words_of(language).posts
    return [
        OfficeLine(
            row.line,
            row.office.title.read(language)[0],
            ", ".join(part for part in (row.office.city, row.office.country) if part),
            row.section.name.read(language)[0] if row.section else "",
            row.person,
            period_in_words(row.mandate, language) if row.person else "",
            (row.title.read(language)[0] or posts[row.post]) if row.post else "",
            period_in_words(row.period, language) if row.post else "",
            tuple(fault.remark.in_words(language) for fault in faults if fault.row == row.line),
        )
        for row in rows
    ]
