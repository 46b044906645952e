"""Speaking times over HTTP: how the floor was shared, as a page and as CSV, for whoever may follow the meeting.

Gender is shown to the chair and the secretariat alone. Nothing is kept: it is worked out from the record when asked.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.equity import debated, equity
from models.item import AgendaItem, ItemId
from models.rules.permission import may_chair
from server.equity_views import Breakdown, Shares, time_in_words
from server.exports.speaking_times import Shared, speaking_times_csv
from server.languages import words_of
from server.media import disposition
from server.moments import moment_of
from server.visits import Visit, Visits
from server.world import World


class EquityPages:
    def __init__(self, visits: Visits, world: World) -> None:
        self._visits = visits
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/speaking-times?item=`: of an item, else of the meeting so far."""
        visit = await self._visits.begin(request, acting=False)
        item = _asked(request, visit)
        now = self._world.now()
        called = visit.meeting.convocation
        found = equity(visit.meeting, now, item.id if item else None)
        return self._visits.page(
            request,
            visit,
            "speaking_times.html",
            "speaking-times",
            of=item.id if item else "",
            kept=f"&item={item.id}" if item else "",
            choices=[(one.id, _named(one, visit)) for one in _debated(visit)],
            interventions=found.total.interventions,
            altogether=time_in_words(found.total.seconds, visit.language),
            at=moment_of(now, called.zone if called else "UTC"),
            breakdowns=self._breakdowns(visit, item),
            genders=may_chair(visit.actor),
        )

    async def table(self, request: Request) -> Response:
        """`GET /meetings/{slug}/speaking-times.csv?item=`: the same of that item; else of the meeting and of each."""
        visit = await self._visits.begin(request, acting=False)
        item = _asked(request, visit)
        whole = Shared("", words_of(visit.language).say("Whole meeting"), self._breakdowns(visit, None))
        of_items = (
            Shared(one.number, one.title.read(visit.language)[0], self._breakdowns(visit, one))
            for one in ([item] if item else _debated(visit))
        )
        content = speaking_times_csv(of_items if item else (whole, *of_items), visit.language)
        headers = {
            "Content-Disposition": disposition(f"{visit.slug}-speaking-times.csv"),
            "Content-Language": visit.language,
            "Cache-Control": "no-store",
        }
        return Response(content, headers=headers, media_type="text/csv; charset=utf-8")

    def _breakdowns(self, visit: Visit, item: AgendaItem | None) -> tuple[Breakdown, ...]:
        found = equity(visit.meeting, self._world.now(), item.id if item else None)
        return Shares(found, visit.language).breakdowns(genders=may_chair(visit.actor))


def _asked(request: Request, visit: Visit) -> AgendaItem | None:
    """The item that is asked for. Raises 404 for one there is not."""
    asked = ItemId(request.query_params.get("item", "")[:80])
    agenda = visit.meeting.agenda_of(asked)
    item = agenda.find(asked) if agenda else None
    if asked and item is None:
        raise HTTPException(404)
    return item


def _debated(visit: Visit) -> list[AgendaItem]:
    spoken = set(debated(visit.meeting))
    return [item for item in visit.meeting.items() if item.id in spoken]


def _named(item: AgendaItem, visit: Visit) -> str:
    title = item.title.read(visit.language)[0]
    return f"{item.number} {title}" if item.number else title
