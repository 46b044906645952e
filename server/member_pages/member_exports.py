"""A body's members as files to take along: tables that import back equal, and Popolo for programs.

They are for the body's secretariat, addresses included; who reads the body's page sees its members there.
"""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from server.calendars.marked import mark_of, marked
from server.exports.export import KINDS, FileFormat
from server.exports.members import csv_of_members, rows_of_members, xlsx_of_members
from server.exports.popolo import MEDIA_TYPE, popolo_of
from server.imports.member_lines import Known
from server.member_pages.member_visits import BodyVisit, BodyVisits
from server.paper_pages.media import disposition
from server.world import World

WRITERS = {FileFormat.CSV: csv_of_members, FileFormat.XLSX: xlsx_of_members}


class MemberExports:
    def __init__(self, visits: BodyVisits, world: World) -> None:
        self._visits = visits
        self._world = world
        self._making = asyncio.Lock()

    async def table(self, request: Request) -> Response:
        """`GET /bodies/{body}/members.{form}`: every member as an attachment; 404 for a form there is not."""
        visit = await self._visits.begin(request, acting=False, keeping=True)
        form = request.path_params["form"]
        if form not in set(WRITERS):
            raise HTTPException(404)
        known, kind = await self._visits.known(visit), KINDS[FileFormat(form)]
        async with self._making:
            content = await asyncio.to_thread(_table, visit, known, FileFormat(form))
        answer = marked(request, content, mark_of(content), kind.media_type, visit.language)
        answer.headers["Content-Disposition"] = disposition(f"{visit.id}-members{kind.suffix}")
        return answer

    async def popolo(self, request: Request) -> Response:
        """`GET /bodies/{body}/popolo.json`: the body in Popolo, as it is today."""
        visit = await self._visits.begin(request, acting=False, keeping=True)
        known, day = await self._visits.known(visit), self._world.now().date()
        content = await asyncio.to_thread(popolo_of, known, visit.language, day)
        return marked(request, content, mark_of(content), MEDIA_TYPE, visit.language)


def _table(visit: BodyVisit, known: Known, form: FileFormat) -> bytes:
    return WRITERS[form](rows_of_members(known, visit.language), visit.language)
