"""A person's own notes over HTTP: a page of them all, the same as JSON for the console's script, and writing one.

They are shown to their writer alone: never in a panel, in an entry, or on anybody else's page.
"""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.planning.item import ItemId
from models.procedure import PersonId
from server.edge import take_up_to
from server.forms import own_path
from server.languages import words_of
from server.paper_pages.notebook import Note, Notebook, Whose
from server.programs.interface import answer
from server.visits import Visit, Visits

LONGEST = 10_000
MOST_BYTES = 12 * LONGEST + 4096
"""A character is at most four bytes, each of them three in a form; beside them stand the other fields."""
DIGITS = 9


@dataclass(frozen=True)
class NoteView:
    """A note as its page shows it. After a refusal `text` is what was sent, `kept` what stands there instead."""

    text: str = ""
    revision: int = 0
    kept: str | None = None


@dataclass(frozen=True)
class Written:
    """What a form brings: a text, the revision its writer saw, and where to go afterwards."""

    text: str
    seen: int
    back: str


class Notes:
    def __init__(self, visits: Visits, notebook: Notebook) -> None:
        self._visits = visits
        self._notebook = notebook

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/notes`: your own notes, an item after the other; as JSON for who accepts that."""
        visit, person = await self._writer(request, acting=False)
        if not wants_json(request):
            return await self._page(request, visit, person)
        kept = await self._notebook.read(person, visit.chamber.stream)
        return answer({item: {"text": n.text, "revision": n.revision} for item, n in kept.items()})

    async def write(self, request: Request) -> Response:
        """`POST /meetings/{slug}/notes/{item}`: `text`, instead of the `revision` you saw; 409 if it is another."""
        visit, person = await self._writer(request, acting=True)
        whose = Whose(person, visit.chamber.stream, ItemId(request.path_params["item"]))
        if visit.meeting.agenda_of(whose.item) is None:
            raise HTTPException(404)
        given = await read(request)
        if len(given.text) > LONGEST:
            return await self._too_long(request, visit, whose, given)
        note, written = await self._notebook.write(whose, given.text, given.seen)
        if not written:
            return await self._stale(request, visit, whose, given.text, note)
        if wants_json(request):
            return answer({"text": note.text, "revision": note.revision})
        here = f"/meetings/{visit.slug}/notes#note-{whose.item}"
        return RedirectResponse(own_path(given.back, here), status_code=303)

    async def _writer(self, request: Request, *, acting: bool) -> tuple[Visit, PersonId]:
        """Whoever has a role here may have notes. Raises `HTTPException` for all others."""
        visit = await self._visits.begin(request, acting=acting)
        if visit.person is None:
            raise HTTPException(401)
        if not visit.actor.roles:
            raise HTTPException(403)
        return visit, visit.person

    async def _stale(self, request: Request, visit: Visit, whose: Whose, text: str, kept: Note) -> Response:
        words = words_of(visit.language).say(
            "This note was changed in another window meanwhile. Here are both texts; nothing is lost."
        )
        if wants_json(request):
            return answer({"error": words, "text": kept.text, "revision": kept.revision}, 409)
        mended = {whose.item: NoteView(text, kept.revision, kept.text)}
        return await self._page(request, visit, whose.person, mended, words, 409)

    async def _too_long(self, request: Request, visit: Visit, whose: Whose, given: Written) -> Response:
        words = words_of(visit.language).say("A note has at most {most} characters. This one was not saved.")
        words = words.format(most=LONGEST)
        if wants_json(request):
            return answer({"error": words}, 422)
        mended = {whose.item: NoteView(given.text, given.seen)}
        return await self._page(request, visit, whose.person, mended, words, 422)

    async def _page(
        self,
        request: Request,
        visit: Visit,
        person: PersonId,
        mended: dict[ItemId, NoteView] | None = None,
        notice: str = "",
        status: int = 200,
    ) -> Response:
        kept = await self._notebook.read(person, visit.chamber.stream)
        notes = {item: NoteView(note.text, note.revision) for item, note in kept.items()} | (mended or {})
        return self._visits.page(
            request,
            visit,
            "my_notes.html",
            "notes",
            status=status,
            notice=notice,
            notes=notes,
            unwritten=NoteView(),
            longest=LONGEST,
        )


async def read(request: Request) -> Written:
    """What the form brings. Raises `HTTPException` without a revision that was seen."""
    take_up_to(request, MOST_BYTES)
    fields = await request.form(max_files=0, max_fields=3, max_part_size=MOST_BYTES)
    seen = str(fields.get("revision", ""))
    if not (seen.isascii() and seen.isdigit() and len(seen) <= DIGITS):
        raise HTTPException(400)
    text = str(fields.get("text", "")).replace("\r\n", "\n").replace("\0", "")
    return Written(text, int(seen), str(fields.get("back", "")))


def wants_json(request: Request) -> bool:
    """Whether this is the page's script, or a program."""
    return "application/json" in request.headers.get("accept", "")
