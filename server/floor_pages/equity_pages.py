"""Speaking times over HTTP: how the floor was shared, as a page and as CSV, for whoever may follow the meeting.

Gender is shown to the chair and the secretariat alone. Nothing is kept: it is worked out from the record when asked.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.planning.item import AgendaItem, ItemId
from models.speaking.equity import debated
from server.exports.speaking_times import Shared, speaking_times_csv
from server.floor_pages.equity_views import Breakdown, shares_view
from server.languages import words_of
from server.meeting_pages.moments import moment_of
from server.pages import Pages
from server.paper_pages.media import disposition
from server.visits import Visit, Visits
from server.world import World

NOWHERE = ItemId("")


class EquityPages:
    def __init__(self, visits: Visits, pages: Pages, world: World) -> None:
        self._visits = visits
        self._pages = pages
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/speaking-times?item=`: of an item, else of the meeting so far; then live."""
        visit = await self._visits.begin(request, acting=False)
        _asked(request, visit)
        called = visit.meeting.convocation
        at = moment_of(self._world.now(), called.zone if called else "UTC")
        return await self._pages.meeting_page(
            request, "speaking-times", template="speaking_times.html", at=at
        )

    async def table(self, request: Request) -> Response:
        """`GET /meetings/{slug}/speaking-times.csv?item=`: the same of that item; else of the meeting and of each."""
        visit = await self._visits.begin(request, acting=False)
        item = _asked(request, visit)
        whole = Shared("", words_of(visit.language).say("Whole meeting"), self._breakdowns(visit, NOWHERE))
        of_items = (
            Shared(one.number, one.title.read(visit.language)[0], self._breakdowns(visit, one.id))
            for one in ([item] if item else debated(visit.meeting))
        )
        content = speaking_times_csv(of_items if item else (whole, *of_items), visit.language)
        headers = {
            "Content-Disposition": disposition(f"{visit.slug}-speaking-times.csv"),
            "Content-Language": visit.language,
            "Cache-Control": "no-store",
        }
        return Response(content, headers=headers, media_type="text/csv; charset=utf-8")

    def _breakdowns(self, visit: Visit, item: ItemId) -> tuple[Breakdown, ...]:
        now = self._world.now()
        return shares_view(visit.meeting, item, visit.audience, visit.language, now).breakdowns


def _asked(request: Request, visit: Visit) -> AgendaItem | None:
    """The item that is asked for. Raises 404 for one there is not."""
    asked = ItemId(request.query_params.get("item", "")[:80])
    agenda = visit.meeting.agenda_of(asked)
    item = agenda.find(asked) if agenda else None
    if asked and item is None:
        raise HTTPException(404)
    return item
