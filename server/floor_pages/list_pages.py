"""The whole list of speakers on a page of its own, for whoever may follow; and what may be done with a row of it.

Live pages show the first of a long list and everybody their own place. This one is plain, as the list stood at a
moment that it says: so five hundred rows travel when somebody asks for them, and not with every change.
"""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from models.planning.item import ItemId
from models.rules.permission import may_chair, may_help
from models.speaking.own_requests import own_requests
from server.floor_pages.coming_views import list_sheet
from server.meeting_pages.moments import moment_of
from server.panels import Panels, back_to
from server.visits import Visits
from server.watching.groups import Place
from server.world import World


class ListPages:
    def __init__(self, visits: Visits, panels: Panels, world: World) -> None:
        self._visits = visits
        self._panels = panels
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/list?track=&item=`: the list of what is now on this agenda, or of an item to come."""
        visit = await self._visits.begin(request, acting=False)
        track, item = (request.query_params.get(name, "")[:80] for name in ("track", "item"))
        place = Place("list", track=track, item=item)
        meeting = self._panels.seen_from(visit.chamber, place, visit.language)
        now, at = self._world.now(), ItemId(meeting.floor.item if meeting.floor else "")
        sheet = list_sheet(visit.meeting, at, visit.language, now)
        kept = urlencode({name: value for name, value in (("track", meeting.track), ("item", item)) if value})
        own = {one.request.id for one in own_requests(visit.meeting, visit.person)}
        return self._visits.page(
            request,
            visit,
            "list.html",
            "list",
            place=place,
            page="list",
            audience=visit.audience.value,
            back_to=back_to(visit.meeting, place),
            named=sheet.line if sheet else None,
            at=moment_of(now, meeting.zone),
            own=own,
            kept=f"&{kept}" if kept else "",
            may_help=may_help(visit.actor),
            may_give=may_chair(visit.actor),
        )
