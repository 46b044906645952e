"""The order of a list, tried before it is applied: the present one and the other side by side, for the chair."""

from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.body import OrderPolicy
from models.meeting import Meeting
from models.planning.item import AgendaItem, ItemId
from models.rules.permission import may_chair
from models.speaking.order import policies_at
from server.floor_pages.simulation_views import Simulations
from server.organisation_pages.organisation_words import choices, organisation_words
from server.persons.directory import Directory
from server.visits import Visits

AT_ONCE = 3
"""So many policies are offered one behind the other."""


class SimulationPages:
    def __init__(self, visits: Visits, directory: Directory) -> None:
        self._visits = visits
        self._directory = directory

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/chair/order?item=&policies=`: the first of its `policies` counts most."""
        visit = await self._visits.begin(request, acting=False)
        if not may_chair(visit.actor):
            raise HTTPException(403 if visit.person else 401)
        item = _item(visit.meeting, ItemId(request.query_params.get("item", "")[:80]))
        asked = request.query_params.getlist("policies")
        tried = tuple(_policies(asked)) if asked else _of(policies_at(visit.meeting, item.id) if item else ())
        words = organisation_words(visit.language).orders
        offered = choices({one: said for one, said in words.items() if one is not OrderPolicy.FIRST_COME})
        keep_moves = (request.query_params.getlist("keep") or ["yes"])[-1] == "yes"
        kept = "".join(f"&policies={one.value}" for one in tried)
        return self._visits.page(
            request,
            visit,
            "simulation.html",
            "chair/order",
            item=item,
            named=f"{item.number} {item.title.read(visit.language)[0]}".strip() if item else "",
            kept=f"&item={item.id}{kept}{'' if keep_moves else '&keep=no'}" if item else "",
            otherwise=words[OrderPolicy.FIRST_COME],
            offered=offered,
            chosen=[*(one.value for one in tried), *([""] * AT_ONCE)][: max(AT_ONCE, len(tried))],
            tried=Simulations(visit.language, self._directory.name).view(
                visit.meeting, item.id, tried, keep_moves=keep_moves
            )
            if item
            else None,
        )


def _item(meeting: Meeting, asked: ItemId) -> AgendaItem | None:
    """The item that is asked for, else the one that is now; raises 404 where there is no such item."""
    agenda = meeting.agenda_of(asked)
    if agenda:
        return agenda.find(asked)
    if asked:
        raise HTTPException(404)
    current = (one.find(one.current) for one in (meeting.leading, *meeting.agendas))
    return next((item for item in current if item), None)


def _policies(asked: list[str]) -> Iterator[OrderPolicy]:
    """Those there are, each once; first come is none."""
    known = (OrderPolicy(one) for one in dict.fromkeys(asked) if one in set(OrderPolicy))
    return (one for one in known if one is not OrderPolicy.FIRST_COME)


def _of(policies: tuple[OrderPolicy, ...]) -> tuple[OrderPolicy, ...]:
    return tuple(one for one in policies if one is not OrderPolicy.FIRST_COME)
