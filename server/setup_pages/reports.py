"""The outcome of a meeting laid before another: a report item, proposed there, which that meeting takes or declines.

Source: DOMAIN §2; issue "People and doors" (a Policy Council's outcome before the Executive Bureau).
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.convocation import Convocation
from models.meeting import MeetingState
from models.planning.item import AgendaItem, ItemId, Kind
from models.planning.proposal import Proposal, ProposalId
from models.procedure import CommandId, Refusal, Submission
from models.rules import grounds
from models.rules.permission import may_follow, may_set_up, permit
from models.rules.proposals import ProposeItem
from models.text import LANGUAGES, Text
from server.house import House
from server.languages import words_of
from server.setup_pages.setup_pages import Desk, SetupPages
from server.world import World

MINUTES = 10
MOST_FIELDS, MOST_PART = 4, 1024


class Reports:
    def __init__(self, setup: SetupPages, house: House, world: World) -> None:
        self._setup = setup
        self._house = house
        self._world = world

    async def lay_before(self, request: Request) -> Response:
        """`POST /meetings/{slug}/setup/report`: the report of a closed meeting, proposed to the meeting `to`."""
        desk = await self._setup.sit_down(request, acting=True)
        if isinstance(desk, Response):
            return desk
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_PART)
        try:
            return RedirectResponse(await self._proposed(desk, str(fields.get("to", ""))), 303)
        except Refusal as refusal:
            return await self._setup.in_vain(request, desk, refusal, fields, ("", {}))

    async def _proposed(self, desk: Desk, to: str) -> str:
        """Propose it; the page on which it waits, or where they have none there, their own. Raises `Refusal`."""
        here = desk.meeting.convocation
        if here is None or desk.meeting.state is not MeetingState.CLOSED:
            raise grounds.NOT_CLOSED.refusal()
        if to == here.slug:
            raise grounds.SAME_MEETING.refusal()
        there = await self._house.meeting(to)
        actor = there.meeting.actor(desk.person) if there else None
        if there is None or actor is None or not may_follow(there.meeting, actor):
            raise grounds.UNKNOWN_MEETING.refusal()
        permit(actor, ProposeItem)
        press = CommandId(self._world.new_id())
        await there.submit(Submission(press, desk.person, self._world.now(), ProposeItem(report_of(here))))
        return (
            f"/meetings/{to}/setup#panel-proposals" if may_set_up(actor) else f"/meetings/{here.slug}/setup"
        )


def report_of(called: Convocation) -> Proposal:
    """The report of this meeting as another is asked to take it."""
    item = AgendaItem(ItemId("report"), "", _title(called), Kind.REPORT, MINUTES)
    return Proposal(ProposalId(f"{called.slug}/report"), called.slug, called.title, item)


def _title(called: Convocation) -> Text:
    """In each language in which the meeting has a title."""
    named = {code: getattr(called.title, code) for code in LANGUAGES}
    return Text(
        **{
            code: words_of(code).say("Report of the {meeting}").format(meeting=name) if name else ""
            for code, name in named.items()
        }
    )
