"""The import of a rotation: choose a file, see line by line what is understood, take it over as a draft whole.

Milestones and draft are kept in one act or not at all; nothing is kept between two presses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.organisation import ORGANISATION
from models.presidency.milestones import Milestone, MilestoneId
from models.presidency.rotation import Rotation
from models.procedure import Command, CommandId, Refusal, StreamId, Submission
from models.rules.milestones import ImportMilestones
from models.rules.permission import permit
from models.rules.rotations import DescribeRotation, SetTerms
from server.acts import submitted
from server.edge import TooMuch
from server.import_pages.import_source import brought
from server.imports.encodings import text_in
from server.imports.faults import MEGABYTE, Unreadable
from server.imports.rotation import Read, read_rotation
from server.languages import refusal_in_words, words_of
from server.organisation_pages.desk import Desk
from server.presidency.milestone_words import days_in_words
from server.presidency.named_turns import Named
from server.rotation_pages.foreseen import Foreseen, foreseen, organisation_after
from server.rotation_pages.rotation_pages import RotationPages, rotation_at

MOST = 1
"""Megabytes of a rotation's file."""
UNPROCESSABLE = 422
Part = tuple[StreamId, Command]


@dataclass(frozen=True)
class ReadLine:
    """One line as it was understood; `faults` say what is wrong with it."""

    line: int
    milestone: str
    days: str
    holders: str
    known: bool
    faults: tuple[str, ...]


class RotationImportPages:
    def __init__(self, rotations: RotationPages) -> None:
        self._rotations = rotations

    async def page(self, request: Request) -> Response:
        """`GET …/setup/import`: what can be read, and where to choose it."""
        desk = await self._rotations.secretary(request, acting=False)
        return desk if isinstance(desk, Response) else self._shown(request, desk)

    async def press(self, request: Request) -> Response:
        """`POST …/setup/import`: read and check a file, or (`?keep=`) take it over. Who may is asked first."""
        desk = await self._rotations.secretary(request, acting=True)
        if isinstance(desk, Response):
            return desk
        try:
            source = await brought(request)
            content = source.content if source else b""
            require_size(content)
            read = read_rotation(content, offices=desk.offices)
        except TooMuch:
            words = words_of(desk.language).say("This list is too large: at most %(most)s MB.") % {
                "most": MOST
            }
            return self._shown(request, desk, words, status=413)
        except Unreadable as fault:
            return self._shown(request, desk, _words(fault, desk), status=UNPROCESSABLE)
        rotation, text = rotation_at(desk, request), text_in(content)
        press = request.query_params.get("keep", "")
        try:
            if press and not read.faults:
                await self._keep(desk, rotation, read, CommandId(press))
                return RedirectResponse(desk.keeping.home, 303)
            found = await self._foreseen(desk, read)
        except Refusal as refusal:
            return self._shown(request, desk, _words(refusal, desk), text, read, status=409)
        return self._shown(request, desk, "", text, read, found)

    async def _keep(self, desk: Desk, rotation: Rotation, read: Read, press: CommandId) -> None:
        """All of it in one act; nothing where all of it is known already. Raises `Refusal`."""
        parts = parts_of(desk, rotation, read)
        if not parts:
            return
        permit(desk.organisation.actor(desk.visitor.person), ImportMilestones)
        (first, command), *others = parts
        submission = Submission(press, desk.visitor.person, self._rotations.world.now(), command)
        elsewhere = submitted(others, submission, {(first, submission.id)})
        await self._rotations.house.together([(first, submission), *elsewhere])

    async def _foreseen(self, desk: Desk, read: Read) -> tuple[Foreseen, ...]:
        """What its milestones move in rotations that are published. Raises `Refusal`."""
        new = _new(desk, read)
        if not new or read.faults:
            return ()
        world = self._rotations.world
        act = Submission(CommandId(world.new_id()), desk.visitor.person, world.now(), ImportMilestones(new))
        after = await organisation_after(self._rotations.house, world, act)
        return await foreseen(self._rotations.letters, desk, after)

    def _shown(
        self,
        request: Request,
        desk: Desk,
        said: str = "",
        text: str = "",
        read: Read | None = None,
        found: Sequence[Foreseen] = (),
        *,
        status: int = 200,
    ) -> Response:
        context: dict[str, Any] = {
            "said": said,
            "text": text,
            "most": MOST,
            "lines": _lines(desk, read) if read else (),
            "general": [f.remark.in_words(desk.language) for f in read.faults if not f.row] if read else (),
            "left_out": read.left_out if read else (),
            "faults": len(read.faults) if read else 0,
            "found": found,
            "here": f"{desk.keeping.home}/import",
            "keeping": desk.keeping,
            "press": self._rotations.world.new_id(),
        }
        return self._rotations.pages.page(
            request,
            "rotation_import.html",
            desk.visitor,
            desk.actor,
            status=status,
            **self._rotations.heading(desk),
            **context,
        )


def require_size(content: bytes) -> None:
    """Refuse a file that no rotation has. Raises `TooMuch`."""
    if len(content) > MOST * MEGABYTE:
        raise TooMuch


def parts_of(desk: Desk, rotation: Rotation, read: Read) -> list[Part]:
    """The commands that make this file the draft: of what is not so already."""
    parts: list[Part] = []
    new, draft = _new(desk, read), rotation.draft
    if new:
        parts.append((ORGANISATION, ImportMilestones(new)))
    about = read.about or draft.about
    about = replace(about, ends=read.ends or about.ends, ends_at=read.ends_at if read.ends else about.ends_at)
    if about != draft.about:
        parts.append((desk.stream, DescribeRotation(rotation.id, draft.about, about)))
    if {term.id: term for term in read.terms} != dict(draft.terms):
        parts.append((desk.stream, SetTerms(rotation.id, tuple(draft.terms.values()), read.terms)))
    return parts


def _new(desk: Desk, read: Read) -> tuple[Milestone, ...]:
    known = desk.organisation.milestones
    return tuple(one for one in read.milestones if known.get(one.id) != one)


def _lines(desk: Desk, read: Read) -> list[ReadLine]:
    named = Named(desk.organisation, desk.language)
    milestones = {one.id: one for one in read.milestones}
    return [
        ReadLine(
            row.line,
            _name(milestones.get(row.milestone), row.milestone, desk.language),
            days_in_words(milestones[row.milestone], desk.language) if row.milestone in milestones else "",
            named.offices(row.holders) if row.holders else "",
            milestones.get(row.milestone) == desk.organisation.milestones.get(row.milestone),
            tuple(f.remark.in_words(desk.language) for f in read.faults if f.row == row.line),
        )
        for row in read.rows
    ]


def _name(milestone: Milestone | None, known_as: MilestoneId, language: str) -> str:
    return milestone.name.read(language)[0] if milestone else str(known_as)


def _words(refusal: Refusal, desk: Desk) -> str:
    return refusal_in_words(refusal, desk.language)["message"]
