"""The import of a list of offices: line by line what is new and what is wrong, kept whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from models.procedure import CommandId
from server.import_pages.list_import import ListImport, Shown, faults_of
from server.imports.faults import Fault
from server.imports.offices import OfficeRow, OfficesRead, read_offices
from server.imports.offices_known import OfficesToEnter
from server.languages import words_of
from server.organisation_pages.dating_words import period_in_words
from server.organisation_pages.desk import Desk
from server.organisation_pages.offices_import import OfficesImport
from server.organisation_pages.organisation_pages import OrganisationPages


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


@dataclass(frozen=True)
class Compared:
    """A list as it was read, and what of it is new here."""

    read: OfficesRead
    new: OfficesToEnter

    @property
    def faults(self) -> tuple[Fault, ...]:
        return (*self.read.faults, *self.new.faults)


class OfficesImportPages(ListImport[Compared]):
    template = "offices_import.html"

    def __init__(self, organisation: OrganisationPages, offices: OfficesImport) -> None:
        super().__init__(organisation)
        self._import = offices

    async def understood(self, desk: Desk, content: bytes) -> Compared:  # noqa: ARG002 - there is one organisation
        read = read_offices(content)
        return Compared(read, await self._import.preview(read))

    def shown(self, desk: Desk, found: Compared) -> Shown:
        read = found.read
        return Shown(_lines(read.rows, found.faults, desk.language), found.faults, read.left_out)

    async def consequences(
        self,
        request: Request,  # noqa: ARG002 - there is one organisation
        desk: Desk,  # noqa: ARG002 - the same
        found: Compared,
    ) -> Mapping[str, Any]:
        return {"found": found.new}

    async def keep(
        self,
        request: Request,  # noqa: ARG002 - there is one organisation
        desk: Desk,
        found: Compared,
        press: CommandId,
    ) -> None:
        person = desk.person
        if person and not (found.read.rows and not found.read.faults and found.new.nothing):
            await self._import.keep(person, press, found.read)


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
            faults_of(row.line, faults, language),
        )
        for row in rows
    ]
