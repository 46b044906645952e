"""Badges of a meeting: who has one, and the PDF that makes them.

Making badges makes links, so it is a POST; what was made is handed out once and kept nowhere. The links become good
only when the PDF is there.
"""

import asyncio
from collections.abc import Collection

import msgspec
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.languages import words_of
from server.persons.attendant_list import AttendantList, Table
from server.persons.badges import PER_PAGE, Attendant, sheet
from server.persons.personal_links import BADGE, PersonalLinks
from server.printing.pdf import CannotSet, Typesetter
from server.printing.typesetting import BADGES
from server.world import World

RETRY_AFTER = "10"
"""Seconds."""


class BadgePages:
    def __init__(
        self, listed: AttendantList, links: PersonalLinks, typesetter: Typesetter, world: World, base_url: str
    ) -> None:
        self._list = listed
        self._links = links
        self._typesetter = typesetter
        self._world = world
        self._base_url = base_url
        self._one_at_a_time: dict[str, asyncio.Lock] = {}

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/badges`: everybody who has a role here, and who has a badge or a link."""
        return await self._list.page(request, await self._list.admit(request, acting=False))

    async def pdf(self, request: Request) -> Response:
        """`GET /meetings/{slug}/badges.pdf`: what was printed once cannot be read back; the page makes it anew."""
        table = await self._list.admit(request, acting=False)
        return RedirectResponse(f"/meetings/{table.visit.slug}/badges", 303)

    async def make(self, request: Request) -> Response:
        """`POST /meetings/{slug}/badges.pdf`: `person`, or `which` (`without` or `all`), and `per_page` (4 or 8).

        Answers with the PDF; 409 where nobody is left, 503 with nothing made while too many PDFs are waiting.
        """
        table = await self._list.admit(request, acting=True)
        fields = await self._list.fields(request)
        asked = str(fields.get("per_page", ""))
        per_page = next((n for n in PER_PAGE if str(n) == asked), PER_PAGE[0])
        visit = table.visit
        async with self._one_at_a_time.setdefault(visit.slug, asyncio.Lock()):
            wanted = await self._wanted(table, fields)
            if not wanted:
                words = words_of(visit.language).say("Nobody is left without a badge.")
                return await self._list.page(request, table, words, 409)
            try:
                content = await self._made(table, wanted, per_page)
            except CannotSet:
                raise HTTPException(503, headers={"Retry-After": RETRY_AFTER}) from None
        headers = {
            "Content-Disposition": f'attachment; filename="badges-{visit.slug}.pdf"',
            "Content-Language": visit.language,
            "Cache-Control": "no-store",
        }
        return Response(content, media_type="application/pdf", headers=headers)

    async def _made(self, table: Table, wanted: Collection[Attendant], per_page: int) -> bytes:
        fresh = self._links.fresh([one.person for one in wanted])
        document = sheet(
            table.visit.meeting,
            table.called,
            zip(wanted, (link.address for link in fresh), strict=True),
            table.visit.language,
            base_url=self._base_url,
            per_page=per_page,
            at=self._world.now(),
        )
        content = await self._typesetter.once(msgspec.json.encode(document), BADGES)
        await self._links.keep(fresh, table.visit.chamber.stream, self._links.good_until(table.end), BADGE)
        return content

    async def _wanted(self, table: Table, fields: FormData) -> tuple[Attendant, ...]:
        """Whose badges are asked for: one person's, everybody's, or those of whoever has none."""
        everybody = await self._list.attendants(table)
        if person := fields.get("person"):
            return tuple(one for one in everybody if one.person == person)
        if fields.get("which") == "all":
            return everybody
        given = await self._links.given(table.visit.chamber.stream, BADGE)
        return tuple(one for one in everybody if one.person not in given)
