"""The agenda as a file to take along: what is planned on every agenda, for whoever may follow the meeting.

Nothing for members only is in an agenda: papers are not exported. Files are made one at a time, off the event loop.
"""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.convocation import Convocation
from models.meeting import Meeting
from server.calendars.marked import mark_of, marked
from server.exports.export import KINDS, FileFormat, export, gathered
from server.imports.plan import Drafted, Named
from server.meeting_pages.sitting_views import Name
from server.paper_pages.media import disposition
from server.persons.directory import Directory
from server.visits import Visits


class ExportPages:
    def __init__(self, visits: Visits, directory: Directory) -> None:
        self._visits = visits
        self._directory = directory
        self._making = asyncio.Lock()

    async def download(self, request: Request) -> Response:
        """`GET /meetings/{slug}/export.{form}`: the agenda as an attachment; 404 for a form there is not."""
        visit = await self._visits.begin(request, acting=False)
        called = visit.meeting.convocation
        if called is None or request.path_params["form"] not in set(FileFormat):
            raise HTTPException(404)
        form, kind = FileFormat(request.path_params["form"]), KINDS[request.path_params["form"]]
        plan = exported(visit.meeting, self._directory.name)
        async with self._making:
            content = await asyncio.to_thread(_made, plan, form, called, visit.language)
        answer = marked(request, content, mark_of(content), kind.media_type, visit.language)
        answer.headers["Content-Disposition"] = disposition(f"{visit.slug}{kind.suffix}")
        return answer


def exported(meeting: Meeting, name: Name) -> Drafted:
    """Every agenda of the meeting as a plan, tracks included, with the names that the directory knows."""
    agendas = meeting.agendas
    having = [(sitting.id, sitting.contributors) for agenda in agendas for sitting in agenda.sittings]
    speaking = [(item.id, item.roles) for agenda in agendas for item in agenda.items]
    names = (
        Named(of, place, known)
        for of, contributors in [*having, *speaking]
        for place, one in enumerate(contributors)
        if (known := name(one.person))
    )
    return gathered(agendas, (agenda.track for agenda in agendas if agenda.track), names)


def _made(plan: Drafted, form: FileFormat, called: Convocation, language: str) -> bytes:
    return export(plan, form, called.zone, language, title=called.title)
