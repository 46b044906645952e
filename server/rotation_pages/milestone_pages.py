"""The calendar of milestones as the secretariat keeps it; what a move does to published rotations is shown first.

Source: issue "The presidency" (milestones; what changes is shown before it is applied).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from models import wire
from models.belonging.dating import UNKNOWN
from models.organisation import ORGANISATION
from models.presidency.milestones import Milestone, MilestoneId, Precision
from models.procedure import CommandId, Refusal, Submission
from models.text import Text
from server import frames
from server.house import stream_of
from server.house_ways import house_ways
from server.languages import words_of
from server.organisation_pages.desk import Desk, Keeping
from server.organisation_pages.form_door import Unheard
from server.organisation_pages.keeping_pages import MOST_FIELDS, KeepingPages, Known
from server.organisation_pages.organisation_words import choices
from server.rotation_pages.foreseen import Foreseen, foreseen, organisation_after
from server.rotation_pages.milestone_fields import (
    meeting_choices,
    milestone_choices,
    milestone_fields,
    sittings_of,
)
from server.rotation_pages.milestone_lines import milestone_lines
from server.setup_pages.setup_editors import Editor, zones

HOME = "/organisation/milestones"
MOVING = {"edit_milestone", "cancel_milestone", "restore_milestone"}
"""What may move terms: shown before it is applied."""


class MilestonePages(KeepingPages):
    async def setup(self, request: Request) -> Response:
        """`GET /organisation/milestones`: all of them, in their sequence."""
        desk = await self.secretary(request, acting=False)
        if isinstance(desk, Response):
            return desk
        bodies = [(await self.house.newest(stream_of(known))).body for known in desk.organisation.bodies]
        meetings = await meeting_choices(self.house, desk.organisation, desk.language)
        return self.pages.page(
            request,
            "milestones.html",
            desk.visitor,
            desk.actor,
            **self.heading(desk),
            notice=words_of(desk.language).say(
                "Applied: every rotation that it concerns has its next version."
            )
            if "applied" in request.query_params
            else "",
            lines=milestone_lines(desk.organisation, bodies, dict(meetings), desk.language),
            keeping=desk.keeping,
            listed="",
        )

    async def press(self, request: Request) -> Response:
        """`POST /organisation/milestones/commands/{name}?apply=&back=`: what it moves is shown first."""
        name = request.path_params["name"]
        if name in MOVING and "apply" not in request.query_params:
            shown = await self._shown_first(request, name)
            if shown is not None:
                return shown
        return await super().press(request)

    def landing(self, request: Request, desk: Desk, made: str) -> str:
        """The row, and above it that what was shown first is done."""
        address, _, row = super().landing(request, desk, made).partition("#")
        if "apply" in request.query_params:
            address += ("&" if "?" in address else "?") + "applied=yes"
        return f"{address}#{row}" if row else address

    async def _shown_first(self, request: Request, name: str) -> Response | None:
        """The page of what would change; None where nothing would, or the rules refuse it."""
        desk = await self.secretary(request, acting=True)
        if isinstance(desk, Response):
            return desk
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=frames.MOST_BYTES)
        if "back" in request.query_params:
            return await self._as_written(request, desk, fields)
        try:
            found = await self._foreseen(desk, name, fields)
        except (Refusal, Unheard):
            return None  # it is refused where it is brought to the door, with its words at its fields
        if not found:
            return None
        written = [(key, str(value)) for key, value in fields.multi_items() if key != "id"]
        return self.pages.page(
            request,
            "foreseen.html",
            desk.visitor,
            desk.actor,
            **self.heading(desk),
            found=found,
            written=(("id", self.world.new_id()), *written),
            here=f"{desk.keeping.commands}/{name}",
            part=request.query_params.get("from", "")[:120],
        )

    async def _foreseen(self, desk: Desk, name: str, fields: FormData) -> tuple[Foreseen, ...]:
        command = await self.door.understood(desk, name, fields)
        submission = Submission(CommandId(self.world.new_id()), desk.person, self.world.now(), command)
        after = await organisation_after(self.house, self.world, submission)
        return await foreseen(self.letters, desk, after)

    async def _as_written(self, request: Request, desk: Desk, fields: FormData) -> Response:
        """The editor again, with all that was written in it."""
        known = await self.people.everybody()
        part = request.query_params.get("from", "")[:120]
        editor = await self.made(desk, known, part, request.query_params)
        if editor is None:
            return self.pages.refused(request, 404)
        written = {key: str(value) for key, value in fields.multi_items()}
        kept = {**editor.fields, **{k: v for k, v in written.items() if k in editor.fields}}
        editor = replace(editor, fields=kept, more={**editor.more, "written": written})
        return self.shown(request, desk, known, editor)

    async def sit_down(self, request: Request, *, acting: bool) -> Desk | Response:
        chamber = await self.house.chamber(ORGANISATION)
        return await self.desk_at(request, chamber, Keeping(HOME, f"{HOME}/commands"), acting=acting)

    async def made(
        self,
        desk: Desk,
        known: Known,  # noqa: ARG002 - people stand in no milestone
        part: str,
        asked: Mapping[str, str],  # noqa: ARG002 - nothing else is asked here
    ) -> Editor | None:
        place, _, what = part.partition("/")
        milestones = desk.organisation.milestones
        language, words = desk.language, words_of(desk.language)
        more: dict[str, Any] = {
            "precisions": choices(words.precisions),
            "zones": zones(),
            "sittings": (),
            "meetings": await meeting_choices(self.house, desk.organisation, language),
        }
        if (place, what) == ("new", "milestone"):
            following = max((one.sequence for one in milestones.values()), default=0) + 1
            fresh = Milestone(MilestoneId(""), Text(), following, UNKNOWN, Precision.EXACT)
            return Editor(
                part, words.say("New milestone"), "", milestone_fields("milestone", fresh), more=more
            )
        one = milestones.get(MilestoneId(what)) if place == "milestones" else None
        if one is None:
            return None
        sittings = await sittings_of(self.house, desk.organisation, language)
        more |= {
            "milestone": one,
            "sittings": sittings.get(one.meeting, ()),
            "others": milestone_choices(milestones, language, but=one.id),
        }
        fields = {**milestone_fields("now", one), "reason:text": "", "merged_into:none": ""}
        return Editor(part, one.name.read(language)[0], "", fields, wire.to_wire(one), more=more)

    def heading(self, desk: Desk, page: str = "milestones") -> Mapping[str, Any]:
        words = words_of(desk.language)
        return {
            "headed": {"title": words.say("Milestones"), "lang": desk.language, "words": ""},
            "pages": house_ways(desk.actor, desk.language, page),
        }
