"""Personal links by mail: to everybody of a meeting who has an address and is not signed in, or to one of them anew.

The links are kept in one transaction with the letters that carry them, so that no letter leads nowhere.
"""

import asyncio
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server import languages
from server.languages import words_of
from server.mailing.letters import Letter, language_of_mail
from server.persons.attendant_list import AttendantList, AttendantView, Table
from server.persons.badges import days_of, in_words
from server.persons.personal_links import MAIL, PersonalLinks


class Mailing(Protocol):
    """What takes letters to be sent once the transaction is kept."""

    @property
    def sends(self) -> bool:
        """Whether anybody carries the mail of this server."""
        ...

    async def post(
        self, connection: AsyncConnection, address: str, letter: Letter, until: datetime | None = None
    ) -> None:
        """Put a letter in, in this transaction. After `until` it is of no use to anybody."""
        ...

    def ring(self) -> None:
        """There is something to send."""
        ...


class LinkLetters:
    def __init__(self, listed: AttendantList, links: PersonalLinks, mailing: Mailing | None) -> None:
        self._list = listed
        self._links = links
        self._mailing = mailing
        self._one_at_a_time: dict[str, asyncio.Lock] = {}

    async def send(self, request: Request) -> Response:
        """`POST /meetings/{slug}/badges/links`: to `person`, else to whoever waits for one. 409 where nobody does."""
        table = await self._list.admit(request, acting=True)
        mailing = self._mailing
        if mailing is None or not mailing.sends:
            raise HTTPException(404)
        person = (await self._list.fields(request)).get("person")
        slug = table.visit.slug
        async with self._one_at_a_time.setdefault(slug, asyncio.Lock()):
            views = await self._list.views(table)
            wanted = [v for v in views if (v.one.person == person and v.known.address if person else v.waits)]
            if not wanted:
                words = words_of(table.visit.language).say("Nobody waits for a link.")
                return await self._list.page(request, table, words, 409)
            await self._posted(table, wanted, mailing)
        return RedirectResponse(f"/meetings/{slug}/badges", 303)

    async def _posted(self, table: Table, wanted: list[AttendantView], mailing: Mailing) -> None:
        until = self._links.good_until(table.end)
        fresh = self._links.fresh([view.one.person for view in wanted])

        async def with_letters(connection: AsyncConnection) -> None:
            for view, link in zip(wanted, fresh, strict=True):
                letter = letter_of(table, view, link.address, until)
                await mailing.post(connection, view.known.address, letter, until)

        await self._links.keep(fresh, table.visit.chamber.stream, until, MAIL, with_letters)
        mailing.ring()


def letter_of(table: Table, view: AttendantView, link: str, until: datetime) -> Letter:
    """In the person's language, if pages speak it; else in that of whoever sends it."""
    language = language_of_mail(view.known.language, table.visit.language)
    say, called, zone = words_of(language).say, table.called, table.called.zone
    title = called.title.read(language)[0]
    days = in_words(days_of(table.visit.meeting, zone), language)
    day = languages.day_in_words(until, zone, language)
    time = f"{languages.clock(until, zone)} {languages.zone_label(until, zone)}"
    return Letter(
        language=language,
        subject=say("Your personal link: {meeting}").format(meeting=title),
        before=(
            say("Good day, {name}.").format(name=view.known.name),
            " · ".join(part for part in (title, called.place, days) if part),
        ),
        link=link,
        press=say("This link signs you in, once. Open it on the device you will use:"),
        after=(
            say("It is good until {day}, {time}.").format(day=day, time=time),
            say("Keep it to yourself. If it is used or has expired, ask the secretariat for another."),
        ),
    )
