"""Where a secretariat sets a rotation up: the draft as a timeline and in rows, its checks, publishing, handovers.

Source: issue "The presidency" (set-up; live checks beside the field; what changes is shown before it is applied).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from models.body import BodyId
from models.presidency.rotation import Rotation, RotationId
from models.presidency.schedule import schedule
from models.presidency.switches import in_force
from models.presidency.terms import Plan
from models.procedure import Refusal
from models.rules.rotations import DescribeRotation, SetTerm
from server import frames
from server.exports.rotation import csv_of_rotation, json_of_rotation
from server.house_ways import body_ways
from server.languages import words_of
from server.organisation_pages.dating_words import day_in_words
from server.organisation_pages.desk import Desk, Keeping
from server.organisation_pages.form_door import Unheard
from server.organisation_pages.keeping_pages import MOST_FIELDS, KeepingPages, Known
from server.presidency.register import Kept, PresidencyRegister, registered
from server.presidency_pages.drawn import drawn
from server.presidency_pages.several import overlapping
from server.presidency_pages.timeline import instants, recent
from server.presidency_pages.zooms import axis_of, zooms_of
from server.rotation_pages.draft_checks import ByField, DraftChecks
from server.rotation_pages.foreseen import foreseen_of
from server.rotation_pages.milestone_fields import Choices, meeting_choices
from server.rotation_pages.rotation_editors import Offered, RotationEditors
from server.rotation_pages.rotation_lines import handover_lines, override_lines
from server.setup_pages.setup_editors import Editor

MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class RotationPages(KeepingPages):
    async def setup(self, request: Request) -> Response:
        """`GET /bodies/{body}/rotations/{rotation}/setup`: the draft, its checks, and what is published of it."""
        desk = await self.secretary(request, acting=False)
        if isinstance(desk, Response):
            return desk
        rotation = rotation_at(desk, request)
        language, several = desk.language, await self._several(desk, rotation)
        checks = DraftChecks(desk.body, rotation, desk.organisation, language, several)
        names = [await self.body_called(known, language) for known in rotation.draft.about.over]
        return self.pages.page(
            request,
            "rotation_setup.html",
            desk.visitor,
            desk.actor,
            **self.heading(desk, "setup"),
            **self._terms(request, desk, rotation),
            rotation=rotation,
            name=rotation.draft.about.name.read(language),
            over=[name for name in names if name],
            checks=checks.in_general(rotation.draft),
            beside=checks.of_terms(rotation.draft),
            handovers=handover_lines(desk, rotation),
            overrides=override_lines(desk, rotation),
            published=day_in_words(rotation.published.date(), language) if rotation.published else "",
            keeping=desk.keeping,
            listed="",
        )

    def _terms(self, request: Request, desk: Desk, rotation: Rotation) -> Mapping[str, Any]:
        """The draft as a picture and as lines."""
        at = self.world.now()
        register = PresidencyRegister(desk.organisation, (desk.body,), at, self.directory.name)
        kept = Kept(desk.body, rotation, rotation.draft)
        terms = register.terms(kept)
        plan, milestones = rotation.plan, desk.organisation.milestones
        running = in_force(rotation, schedule(plan, milestones), at).term if plan else None
        lately = recent(terms, at, running)
        axis, zoom = axis_of(request.query_params, tuple(instants(terms)), at.date(), lately)
        zooms = zooms_of(axis, zoom, at.date(), desk.language, history=bool(lately))
        return {**drawn(register, kept, terms, axis, desk.language, running=running), "zooms": zooms}

    async def check(self, request: Request) -> Response:
        """`POST …/check/{part}/{id}`: the checks of a form that nobody has saved."""
        desk = await self.secretary(request, acting=True)
        if isinstance(desk, Response):
            return desk
        rotation = rotation_at(desk, request)
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=frames.MOST_BYTES)
        name = "describe_rotation" if request.path_params["part"] == "about" else "set_term"
        found: ByField = {}
        checks = DraftChecks(desk.body, rotation, desk.organisation, desk.language)
        try:
            command = await self.door.understood(desk, name, fields)
        except (Refusal, Unheard):
            return Response(status_code=204)  # what cannot be read yet is checked when it can
        if isinstance(command, SetTerm):
            found = checks.beside(command.now)
        elif isinstance(command, DescribeRotation):
            found = checks.beside_about(Plan(command.now, rotation.draft.terms))
        html = self.panels.template("keeping/checked.html", desk.language).render({"found": found})
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    async def export(self, request: Request) -> Response:
        """`GET /bodies/{body}/rotations/{rotation}/export.{form}`: the draft as CSV or JSON."""
        desk = await self.secretary(request, acting=False)
        if isinstance(desk, Response):
            return desk
        form, rotation = request.path_params["form"], rotation_at(desk, request)
        known = desk.organisation
        if form == "csv":
            content = csv_of_rotation(rotation.draft, known.milestones, known.offices)
        elif form == "json":
            content = json_of_rotation(
                rotation, rotation.draft, desk.body, known.milestones, known.offices, desk.language
            )
        else:
            return self.pages.refused(request, 404)
        headers = {
            "Content-Disposition": f'attachment; filename="{rotation.id}.{form}"',
            "Cache-Control": "no-store",
        }
        return Response(content, media_type=MEDIA[form], headers=headers)

    async def sit_down(self, request: Request, *, acting: bool) -> Desk | Response:
        body, known = BodyId(request.path_params["body"]), RotationId(request.path_params["rotation"])
        chamber = await self.house.body(body)
        if chamber is None or chamber.body.charter is None:
            return self.pages.refused(request, 404)
        here = f"/bodies/{body}/rotations/{known}"
        desk = await self.desk_at(
            request, chamber, Keeping(f"{here}/setup", f"{here}/commands"), acting=acting
        )
        if desk.may_set_up and known not in chamber.body.rotations:
            return self.pages.refused(request, 404)
        return desk

    async def made(
        self,
        desk: Desk,
        known: Known,  # noqa: ARG002 - offices have turns, people do not
        part: str,
        asked: Mapping[str, str],  # noqa: ARG002 - nothing else is asked here
    ) -> Editor | None:
        rotation = desk.body.rotations[RotationId(desk.keeping.home.split("/")[-2])]
        offered = await self._offered(desk, rotation, part)
        return RotationEditors(desk, rotation, offered, self.world.now()).editor(part)

    async def _offered(self, desk: Desk, rotation: Rotation, part: str) -> Offered:
        """What this editor lets choose from elsewhere, or shows of it."""
        if part == "about/rotation":
            meetings = await meeting_choices(self.house, desk.organisation, desk.language)
            return Offered(await self.bodies_named(desk), meetings)
        if part == "publish/draft":
            after = replace(rotation, plan=rotation.draft, withdrawn="")
            now = desk.organisation
            found = await foreseen_of(self.letters, desk, desk.body, (rotation, now), (after, now))
            return Offered(foreseen=found, several=await self._several(desk, rotation))
        if "override" in part:
            return Offered(items=await self._items(desk, rotation))
        return Offered()

    async def _several(self, desk: Desk, rotation: Rotation) -> tuple[str, ...]:
        """Which other rotations, of any body, are over the same bodies at the same time as the draft."""
        register = await registered(self.house, self.world.now(), self.directory.name, desk.person)
        return overlapping(register, Kept(desk.body, rotation, rotation.draft), desk.language)

    async def _items(self, desk: Desk, rotation: Rotation) -> Choices:
        """The items of the meetings this rotation gives a chair to, each as the fields of an override."""
        found = []
        about = (rotation.plan or rotation.draft).about
        for slug, stream in desk.organisation.meetings.items():
            meeting = (await self.house.chamber(stream)).meeting
            convocation = meeting.convocation
            if convocation and (convocation.of in about.over or slug == about.meeting):
                title = convocation.title.read(desk.language)[0]
                for item in meeting.items():
                    where = msgspec.json.encode({"meeting": slug, "item": item.id}).decode()
                    name = f"{item.number} {item.title.read(desk.language)[0]}".strip()
                    found.append((where, f"{title} · {name}"))
        return tuple(found)

    async def body_called(self, known: str, language: str) -> str:
        chamber = await self.house.body(BodyId(known))
        charter = chamber.body.charter if chamber else None
        return charter.name.read(language)[0] if charter else ""

    def heading(self, desk: Desk, page: str = "setup") -> Mapping[str, Any]:
        charter = desk.body.charter
        assert charter is not None
        title, lang = charter.name.read(desk.language)
        return {
            "headed": {
                "id": charter.id,
                "title": title,
                "lang": lang,
                "words": words_of(desk.language).say("Set up the rotation"),
            },
            "pages": body_ways(charter.id, desk.language, page, keeps=desk.may_set_up),
        }


def rotation_at(desk: Desk, request: Request) -> Rotation:
    """The rotation in the address; `sit_down` has seen that it is there."""
    return desk.body.rotations[RotationId(request.path_params["rotation"])]
