"""The import of a rotation: line by line what is understood, taken over as a draft whole.

Milestones, draft and what happened by the rotation elsewhere are kept in one act or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from models.organisation import ORGANISATION, Organisation
from models.presidency.milestones import Milestone, MilestoneId
from models.presidency.rotation import Rotation
from models.procedure import Command, CommandId, Refusal, StreamId, Submission
from models.rules.milestones import ImportMilestones
from models.rules.permission import permit
from models.rules.rotation_history import ImportHistory, as_history, has_history
from models.rules.rotations import DescribeRotation, SetTerms
from server.acts import submitted
from server.draft import Draft
from server.following.plan_acts import require_known
from server.import_pages.list_import import ListImport, Shown, faults_of
from server.imports.grounds import FAULTS_LEFT
from server.imports.rotation import Read, as_planned, read_rotation
from server.organisation_pages.desk import Desk
from server.presidency.milestone_words import days_in_words
from server.presidency.named_turns import Named
from server.rotation_pages.foreseen import foreseen, organisation_after
from server.rotation_pages.rotation_pages import RotationPages, rotation_at

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


class RotationImportPages(ListImport[Read]):
    template = "rotation_import.html"

    def __init__(self, rotations: RotationPages) -> None:
        super().__init__(rotations)
        self._rotations = rotations

    async def understood(self, desk: Desk, content: bytes) -> Read:
        read = read_rotation(content, offices=desk.offices)
        return as_planned(read, desk.organisation.milestones)

    def shown(self, desk: Desk, found: Read) -> Shown:
        return Shown(_lines(desk, found), found.faults, found.left_out)

    async def consequences(self, request: Request, desk: Desk, found: Read) -> Mapping[str, Any]:
        """What its milestones move in rotations that are published, and what becomes of the history it tells."""
        rotation = rotation_at(desk, request)
        parts = () if found.faults else parts_of(desk, rotation, found)
        after = await self._tried(desk, parts)
        moved = await foreseen(self._rotations.letters, desk, after)
        told = bool(found.handovers or found.overrides)
        return {
            "found": moved,
            "history": told and not has_history(rotation),
            "another": told and has_history(rotation) and not _known_already(rotation, found),
        }

    async def keep(self, request: Request, desk: Desk, found: Read, press: CommandId) -> None:
        """All of it in one act; nothing where all of it is known already. Raises `Refusal`."""
        if found.faults:
            raise FAULTS_LEFT.refusal()
        parts = parts_of(desk, rotation_at(desk, request), found)
        if not parts:
            return
        permit(desk.organisation.actor(desk.person), ImportMilestones)
        await self._tried(desk, parts)
        (first, command), *others = parts
        submission = Submission(press, desk.person, self._rotations.world.now(), command)
        elsewhere = submitted(others, submission, {(first, submission.id)})
        await self._rotations.house.together([(first, submission), *elsewhere])

    async def _tried(self, desk: Desk, parts: Sequence[Part]) -> Organisation:
        """The organisation as it would be, if all of this is decided so. Raises the `Refusal` of what is not."""
        world, draft, after = self._rotations.world, Draft(desk.chamber), desk.organisation
        for stream, command in parts:
            one = Submission(CommandId(world.new_id()), desk.person, world.now(), command)
            if stream == ORGANISATION:
                after = await organisation_after(self._rotations.house, world, one)
                continue
            require_known(desk.body, after, command)
            answer = draft.hear(one)
            if isinstance(answer, Refusal):
                raise answer
        return after


def parts_of(desk: Desk, rotation: Rotation, read: Read) -> list[Part]:
    """The commands that make this file the draft: of what is not so already; history where there is none here."""
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
    if (read.handovers or read.overrides) and not has_history(rotation):
        parts.append((desk.stream, ImportHistory(rotation.id, read.handovers, read.overrides)))
    return parts


def _known_already(rotation: Rotation, read: Read) -> bool:
    """Whether the file tells of nothing but what has happened here."""
    handovers = set(as_history(read.handovers)) <= set(as_history(rotation.handovers))
    return handovers and set(read.overrides) <= set(rotation.overrides)


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
            faults_of(row.line, read.faults, desk.language),
        )
        for row in read.rows
    ]


def _name(milestone: Milestone | None, known_as: MilestoneId, language: str) -> str:
    return milestone.name.read(language)[0] if milestone else str(known_as)
