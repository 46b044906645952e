"""A new meeting, from nothing or from an earlier one: the page of the organisation's secretariat.

One act over the organisation's calendar and the meeting's own record, all kept or none. The press's own id names the
record, so a form that is sent twice makes one meeting.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.belonging.roles import Role
from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.planning.copying import copied
from models.planning.sitting import Sitting, SittingId
from models.procedure import OPERATOR, CommandId, PersonId, Refusal, StreamId, Submission
from models.rules import grounds
from models.rules.calendar import EnterMeeting
from models.rules.conduct import DraftMeeting
from models.rules.permission import can, may_follow
from models.rules.roles import GrantRole
from models.text import LANGUAGES, Text
from server import frames
from server.calendar_list import meeting_lines
from server.doorkeeper import Doorkeeper, Visitor
from server.house import House
from server.house_ways import house_ways
from server.languages import refusal_in_words, words_of
from server.pages import Pages, language_of
from server.readings import read_fields
from server.setup_pages.called_bodies import bodies_to_call, named_by_body
from server.setup_pages.new_meeting_form import (
    first_sitting,
    nothing,
    proposed,
    proposed_address,
    proposed_slug,
    source_view,
)
from server.setup_pages.setup_editors import Editor, zones
from server.setup_pages.setup_forms import Fields
from server.shapes import command_of
from server.statuses import status_of
from server.world import World

HERE = "/meetings/new"
MOST_FIELDS = 20
PRESS_ID = re.compile(r"[0-9a-f-]{36}", re.ASCII)
CALLED = ("title", "of", "body", "place", "zone", "format", "public")


class NewMeetings:
    def __init__(self, house: House, doorkeeper: Doorkeeper, pages: Pages, world: World) -> None:
        self._house = house
        self._doorkeeper = doorkeeper
        self._pages = pages
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /meetings/new`: the form, empty or with what is copied `from` an earlier meeting."""
        visitor, _ = await self._begin(request, acting=False)
        slug = request.query_params.get("from", "")[:80]
        source = await self._source(visitor, slug) if slug else None
        today = self._world.now().date()
        asked = {"of:none": request.query_params.get("of", "")[:80]}
        fields = proposed(source, today) if source else {**nothing(), **asked}
        return await self._shown(request, visitor, fields, source)

    async def press(self, request: Request) -> Response:
        """`POST /meetings/new`: the meeting is entered and drafted; 303 to its set-up."""
        visitor, organisation = await self._begin(request, acting=True)
        form = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=frames.MOST_BYTES)
        slug = str(form.get("from", ""))[:80]
        source = await self._source(visitor, slug) if slug else None
        press = str(form.get("id", ""))
        command_id = CommandId(press if PRESS_ID.fullmatch(press) else self._world.new_id())
        written = {**nothing(), **{k: str(v) for k, v in form.multi_items() if k in nothing()}}
        try:
            draft = await self._draft(written, source)
            slug = draft.convocation.slug
            written["slug:text"] = slug
            if organisation.meetings.get(slug) != stream_of(command_id):
                await self._enter(visitor, organisation, command_id, draft)
        except Refusal as refusal:
            words = refusal_in_words(refusal, language_of(request))["message"]
            return await self._shown(request, visitor, written, source, words, status_of(refusal))
        return RedirectResponse(f"/meetings/{slug}/setup", status_code=303)

    async def _begin(self, request: Request, *, acting: bool) -> tuple[Visitor, Organisation]:
        """Who this is, if they may enter meetings. Raises `HTTPException` for all others."""
        visitor = await self._doorkeeper.visitor(request, acting=acting)
        organisation = await organisation_of(self._house)
        if not can(organisation.actor(visitor.person), EnterMeeting):
            raise HTTPException(403 if visitor.person else 401)
        return visitor, organisation

    async def _source(self, visitor: Visitor, slug: str) -> Meeting:
        """The meeting that is copied. Raises `HTTPException` where there is none for this person."""
        chamber = await self._house.meeting(slug)
        if chamber is None or not may_follow(chamber.meeting, chamber.meeting.actor(visitor.person)):
            raise HTTPException(404)
        return chamber.meeting

    async def _draft(self, written: Mapping[str, str], source: Meeting | None) -> DraftMeeting:
        """What the form asks for. Raises `Refusal`, in words."""
        data = read_fields(written.items(), ZoneInfo("UTC"), self._world.now())
        if not data["day"]:
            raise grounds.NO_DAY.refusal()
        day = date.fromisoformat(data["day"])
        title = Text(**{code: data["title"].get(code, "") for code in LANGUAGES})
        slug = data["slug"] or proposed_slug(title.read("en")[0], day.year)
        called = {"slug": slug, **{name: data[name] for name in CALLED}}
        asked = await named_by_body(self._house, command_of("draft_meeting", {"convocation": called}))
        assert isinstance(asked, DraftMeeting)
        if source is None:
            return replace(asked, sittings=(Sitting(SittingId(""), first_sitting(), day=day),))
        plan = copied(source, day, asked.convocation.zone)
        return replace(asked, tracks=plan.tracks, sittings=plan.sittings, items=plan.items)

    async def _enter(
        self, visitor: Visitor, organisation: Organisation, command_id: CommandId, draft: DraftMeeting
    ) -> None:
        """The one act: in the calendar, in the meeting's record, and for the rest of the secretariat."""
        stream, person, now = stream_of(command_id), visitor.person, self._world.now()
        slug = draft.convocation.slug
        others = [known for known in secretariat(organisation) if known != person or person == OPERATOR]
        granted = [
            (
                stream,
                Submission(CommandId(f"{command_id}.{n}"), person, now, GrantRole(one, Role.SECRETARIAT)),
            )
            for n, one in enumerate(others)
        ]
        await self._house.together(
            [
                (ORGANISATION, Submission(command_id, person, now, EnterMeeting(stream, slug))),
                (stream, Submission(command_id, person, now, draft)),
                *granted,
            ]
        )

    async def _shown(
        self,
        request: Request,
        visitor: Visitor,
        fields: Fields,
        source: Meeting | None,
        notice: str = "",
        status: int = 200,
    ) -> Response:
        language = language_of(request)
        words = words_of(language)
        title = words.say("New meeting")
        more = {"formats": words.formats, "zones": zones()}
        organisation = await organisation_of(self._house)
        return self._pages.page(
            request,
            "new_meeting.html",
            visitor,
            organisation.actor(visitor.person),
            status=status,
            notice=notice,
            here=HERE,
            bodies=await bodies_to_call(self._house, visitor.person, language),
            pages=house_ways(organisation.actor(visitor.person), language, "meetings"),
            kept=f"&from={source.convocation.slug}" if source and source.convocation else "",
            editor=Editor("new/meeting", title, "", fields, more=more),
            earlier=await meeting_lines(self._house, visitor.person, language),
            source=source_view(source, language) if source else None,
            proposal=proposed_address(source, fields),
            press=self._world.new_id(),
        )


async def organisation_of(house: House) -> Organisation:
    state = (await house.chamber(ORGANISATION)).state
    assert isinstance(state, Organisation)
    return state


def secretariat(organisation: Organisation) -> tuple[PersonId, ...]:
    """Whoever keeps the organisation."""
    return tuple(person for person, roles in organisation.roles.items() if Role.SECRETARIAT in roles)


def stream_of(press: CommandId) -> StreamId:
    """The record of the meeting that this press begins."""
    return StreamId(f"meeting-{press}")
