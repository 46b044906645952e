"""Papers over HTTP: the page that lists them, the form that uploads one, and their download.

Who may is asked before the body is read. The bytes are kept before the command goes to the door, so that a paper in
the record has them. What is handed out is an attachment in a sandbox: nobody's upload is ever a page of ours.
"""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from models.audience import may_read
from models.planning.papers import MEDIA, MOST_BYTES, OTHER_MEDIA, Paper, PaperId, find_paper, paper_id
from models.procedure import CommandId, Receipt, Refusal
from models.rules import grounds
from models.rules.papers import AttachPaper
from models.rules.permission import can, permit
from models.text import LANGUAGES
from server import frames
from server.edge import TooMuch, take_up_to
from server.forms import own_path
from server.languages import refusal_in_words, words_of
from server.live import Live
from server.paper_pages.files import Files
from server.paper_pages.media import HEAD, disposition, file_name, media_of
from server.paper_pages.paper_views import papers_by_item, written_in
from server.programs.interface import answer
from server.statuses import status_of
from server.visits import Visit, Visits
from server.world import World

TITLES = tuple(f"title_{language}" for language in LANGUAGES)
FIELDS = {"id", "item", "title", *TITLES, "language", "members_only", "replaces", "back", "file"}
NOT_KEPT = {"Cache-Control": "no-store"}
ASKED_ANEW = "private, no-cache"
IN_A_SANDBOX = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Papers:
    def __init__(self, visits: Visits, live: Live, files: Files, world: World) -> None:
        self._visits = visits
        self._live = live
        self._files = files
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/papers`: every item with its papers; for the secretariat, the forms too."""
        visit = await self._visits.begin(request, acting=False)
        return self._visits.page(
            request,
            visit,
            "all_papers.html",
            "papers",
            papers=papers_by_item(visit.meeting, visit.audience, visit.language),
            written_in=written_in(visit.language),
            may_attach=can(visit.actor, AttachPaper),
        )

    # In

    async def upload(self, request: Request) -> Response:
        """`POST /meetings/{slug}/papers`: a file and what it is called, from a form or a program."""
        visit = await self._visits.begin(request, acting=True)
        fields = FormData()
        try:
            permit(visit.actor, AttachPaper)
            fields = await _fields(request)
            receipt = await self._attach(visit, fields)
        except TooMuch:
            refusal = grounds.TOO_LARGE.refusal(most=str(MOST_BYTES // 2**20))
            return self._in_vain(request, visit, fields, refusal)
        except Refusal as refusal:
            return self._in_vain(request, visit, fields, refusal)
        finally:
            await fields.close()
        if is_program(request):
            return answer({**frames.accepted(receipt), "paper": paper_id(receipt.seq)})
        return RedirectResponse(_back(fields, visit), status_code=303)

    async def _attach(self, visit: Visit, fields: FormData) -> Receipt:
        if unknown := [name for name in fields if name not in FIELDS]:
            raise grounds.BAD_SHAPE.refusal(fault=f"there is no field {unknown[0][:80]}")
        upload = fields.get("file")
        if not isinstance(upload, UploadFile) or not upload.filename:
            raise grounds.EMPTY_FILE.refusal()
        head = await upload.read(HEAD)
        kept = await self._files.keep(upload)
        name = file_name(upload.filename)
        data = {
            **_said(
                visit, {k: v.strip() for k, v in fields.items() if isinstance(v, str) and v.strip()}, name
            ),
            "name": name,
            "media": media_of(name, head),
            "size": kept.size,
            "digest": kept.digest,
        }
        command_id = CommandId(str(fields.get("id", "")) or self._world.new_id())
        return await self._live.submit(visit.chamber, visit.person, command_id, "attach_paper", data)

    def _in_vain(self, request: Request, visit: Visit, fields: FormData, refusal: Refusal) -> Response:
        words = refusal_in_words(refusal, visit.language)
        if is_program(request):
            return answer(frames.refused(str(fields.get("id", "")), words), status_of(refusal))
        return self._visits.refused(
            request, visit, status_of(refusal), words["message"], _back(fields, visit)
        )

    # Out

    async def download(self, request: Request) -> Response:
        """`GET /meetings/{slug}/papers/{paper}`: the file, as an attachment, for those who may open it."""
        visit = await self._visits.begin(request, acting=False)
        paper = find_paper(visit.meeting.papers, PaperId(request.path_params["paper"]))
        if paper is None or not may_read(paper, visit.audience):
            raise visit.closed()
        _ = words_of(visit.language).say
        if paper.withdrawn:
            return self._gone(request, visit, _("This paper has been withdrawn."))
        size = await self._files.size(paper.digest)
        if size is None:
            return self._gone(request, visit, _("The file of this paper is no longer here."))
        headers = _headers(paper, size)
        if headers.get("ETag", "nothing") in request.headers.get("if-none-match", ""):
            del headers["Content-Length"]
            return Response(status_code=304, headers=headers)
        if request.method == "HEAD":
            return Response(headers=headers)
        return StreamingResponse(self._files.read(paper.digest), headers=headers)

    def _gone(self, request: Request, visit: Visit, words: str) -> Response:
        return self._visits.refused(request, visit, 410, words, f"/meetings/{visit.slug}/papers")


def is_program(request: Request) -> bool:
    """Whoever shows a token is answered in JSON."""
    return "authorization" in request.headers


async def _fields(request: Request) -> FormData:
    """What the form brings: at most one file, and room for the words beside it. Raises `TooMuch`."""
    take_up_to(request, MOST_BYTES + frames.MOST_BYTES)
    return await request.form(max_files=1, max_fields=len(FIELDS), max_part_size=frames.MOST_BYTES)


def _said(visit: Visit, fields: Mapping[str, str], name: str) -> dict[str, Any]:
    """What the form says of the paper; a new version is as the one before where it says nothing."""
    said: dict[str, Any] = {
        key: fields[key] for key in ("item", "language", "members_only", "replaces") if key in fields
    }
    titles = {key.removeprefix("title_"): fields[key] for key in TITLES if key in fields}
    if "title" in fields:
        titles.setdefault(visit.language, fields["title"])
    before = find_paper(visit.meeting.papers, PaperId(said.get("replaces", "")))
    if before:
        kept = {"item": before.item, "language": before.language, "members_only": before.members_only}
        said = {**kept, **said}
        before_titles = {language: getattr(before.title, language) for language in LANGUAGES}
        titles = titles or before_titles
    said["title"] = titles or {visit.language: name.rpartition(".")[0] or name}
    return said


def _back(fields: FormData, visit: Visit) -> str:
    return own_path(str(fields.get("back", "")), f"/meetings/{visit.slug}/papers")


def _headers(paper: Paper, size: int) -> dict[str, str]:
    return {
        "Content-Type": paper.media if paper.media in MEDIA.values() else OTHER_MEDIA,
        "Content-Length": str(size),
        "Content-Disposition": disposition(paper.name),
        "Accept-Ranges": "none",
        **(NOT_KEPT if paper.members_only else {"Cache-Control": ASKED_ANEW, "ETag": f'"{paper.digest}"'}),
        **({"Content-Language": paper.language} if paper.language else {}),
        **IN_A_SANDBOX,
    }
