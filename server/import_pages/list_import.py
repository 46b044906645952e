"""The import of a list that stays a text: choose it, see line by line what is understood, correct it, keep it whole.

Nothing is kept between two presses: the text stands on the page, and each press reads it again.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.procedure import CommandId, Refusal
from server.edge import TooMuch
from server.import_pages.import_source import brought
from server.imports.encodings import text_in
from server.imports.faults import MEGABYTE, Fault, Unreadable
from server.languages import refusal_in_words, words_of
from server.organisation_pages.desk import Desk
from server.organisation_pages.keeping_pages import KeepingPages

MOST = 1
"""Megabytes of a list."""
UNPROCESSABLE = 422
List = TypeVar("List")


@dataclass(frozen=True)
class Shown:
    """A list as its page shows it: its lines, what is wrong in them or (row 0) in all of it, headings left out."""

    lines: Sequence[Any] = ()
    faults: Sequence[Fault] = ()
    left_out: Sequence[str] = ()


class ListImport(ABC, Generic[List]):
    """Reads, shows and keeps; what a list is, and what keeping it means, each import says."""

    template: str

    def __init__(self, keeping: KeepingPages) -> None:
        self._keeping = keeping

    # To be said by each

    @abstractmethod
    async def understood(self, desk: Desk, content: bytes) -> List:
        """What these bytes say. Raises `Unreadable`."""

    @abstractmethod
    def shown(self, desk: Desk, found: List) -> Shown:
        """How the page shows it."""

    @abstractmethod
    async def consequences(self, request: Request, desk: Desk, found: List) -> Mapping[str, Any]:
        """What keeping it would do elsewhere, for the template. Raises `Refusal`."""

    @abstractmethod
    async def keep(self, request: Request, desk: Desk, found: List, press: CommandId) -> None:
        """Keep all of it, or nothing; what is known already is kept by doing nothing. Raises `Refusal`."""

    # Shared

    async def page(self, request: Request) -> Response:
        """`GET …/setup/import`: what can be read, and where to choose it."""
        desk = await self._keeping.secretary(request, acting=False)
        return desk if isinstance(desk, Response) else self._page(request, desk)

    async def press(self, request: Request) -> Response:
        """`POST …/setup/import`: read and check a list, or (`?keep=`) keep it. Who may is asked first."""
        desk = await self._keeping.secretary(request, acting=True)
        if isinstance(desk, Response):
            return desk
        try:
            source = await brought(request)
            content = source.content if source else b""
            require_size(content)
            found = await self.understood(desk, content)
        except TooMuch:
            words = words_of(desk.language).say("This list is too large: at most %(most)s MB.")
            return self._page(request, desk, said=words % {"most": MOST}, status=413)
        except Unreadable as fault:
            return self._page(request, desk, said=_words(fault, desk), status=UNPROCESSABLE)
        text, shown, press = text_in(content), self.shown(desk, found), request.query_params.get("keep", "")
        try:
            if press:
                await self.keep(request, desk, found, CommandId(press))
                return RedirectResponse(desk.keeping.home, 303)
            more = await self.consequences(request, desk, found)
        except Refusal as refusal:
            return self._page(request, desk, text, shown, said=_words(refusal, desk), status=409)
        return self._page(request, desk, text, shown, **more)

    def _page(
        self,
        request: Request,
        desk: Desk,
        text: str = "",
        shown: Shown | None = None,
        *,
        said: str = "",
        status: int = 200,
        **more: Any,
    ) -> Response:
        shown = shown or Shown()
        context: dict[str, Any] = {
            "said": said,
            "text": text,
            "most": MOST,
            "lines": shown.lines,
            "general": [fault.remark.in_words(desk.language) for fault in shown.faults if not fault.row],
            "left_out": shown.left_out,
            "faults": len(shown.faults),
            "keeping": desk.keeping,
            "press": self._keeping.world.new_id(),
        }
        return self._keeping.pages.page(
            request,
            self.template,
            desk.visitor,
            desk.actor,
            status=status,
            **self._keeping.heading(desk, "setup"),
            **context,
            **more,
        )


def require_size(content: bytes) -> None:
    """Refuse what no such list has. Raises `TooMuch`."""
    if len(content) > MOST * MEGABYTE:
        raise TooMuch


def faults_of(line: int, faults: Sequence[Fault], language: str) -> tuple[str, ...]:
    """What is wrong in this line, in words."""
    return tuple(fault.remark.in_words(language) for fault in faults if fault.row == line)


def _words(refusal: Refusal, desk: Desk) -> str:
    return refusal_in_words(refusal, desk.language)["message"]
