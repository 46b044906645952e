"""What is kept of one person, as pages show it and a file gives it: for their own page and the secretariat's."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from models.organisation import ORGANISATION, Organisation
from models.procedure import Actor, PersonId, StreamId
from models.rules.permission import may_set_up
from models.text import LANGUAGES
from server import languages
from server.doorkeeper import Doorkeeper, Visitor
from server.doors.browsers import Browser
from server.house import House
from server.languages import named, words_of
from server.mailing.letters import in_words
from server.meeting_pages.moments import Moment, moment_of
from server.pages import Pages, language_of
from server.persons.people import People
from server.persons.personal import Holdings, PersonalData
from server.persons.standing import Part, parts_of
from server.world import World

ZONE = "UTC"
"""What is kept of a person belongs to no venue."""
MOST_FIELDS = 10
MOST_PART = 4096
PRIVATE = {"text"}
"""What is its writer's alone: the words of a note."""
MOST_ACTS = 200
"""Entries on the page; the file has all."""


@dataclass(frozen=True)
class At:
    """A moment with its day in words."""

    day: str
    moment: Moment


@dataclass(frozen=True)
class SignInView:
    """`browser` in words."""

    browser: str
    since: At
    until: At
    over: bool


@dataclass(frozen=True)
class ActView:
    where: str
    seq: int
    at: At
    type: str


@dataclass(frozen=True)
class HoldingsView:
    """What a page shows of one person. `counts` are rows by table, `more` the entries beyond those shown."""

    id: str
    name: str
    address: str
    language: str
    language_words: str
    gender: str
    since: At
    erased: At | None
    parts: tuple[Part, ...]
    sign_ins: tuple[SignInView, ...]
    counts: Mapping[str, int]
    acts: tuple[ActView, ...]
    more: int


class HoldingsPages:
    def __init__(
        self,
        pages: Pages,
        house: House,
        doorkeeper: Doorkeeper,
        people: People,
        data: PersonalData,
        world: World,
    ) -> None:
        self.pages = pages
        self.house = house
        self.doorkeeper = doorkeeper
        self.people = people
        self.data = data
        self.world = world
        self.correcting = asyncio.Lock()

    async def keeps(self, visitor: Visitor) -> bool:
        """Whether this is the organisation's secretariat, which keeps the list of people."""
        return may_set_up(await self.actor(visitor))

    async def actor(self, visitor: Visitor) -> Actor:
        """Who they are in the organisation."""
        state = (await self.house.chamber(ORGANISATION)).state
        assert isinstance(state, Organisation)
        return state.actor(visitor.person)

    async def fields(self, request: Request) -> FormData:
        return await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_PART)

    async def view(self, holdings: Holdings, language: str) -> HoldingsView:
        row, now = holdings.person, self.world.now()
        person = PersonId(row["id"])
        acts = tuple(
            ActView(where(one.stream, holdings.slugs), one.seq, at(one.at, language), one.type)
            for one in holdings.acts[-MOST_ACTS:]
        )
        sign_ins = sorted(holdings.rows["sign_ins"], key=lambda one: str(one["since"]), reverse=True)
        return HoldingsView(
            id=person,
            name=row["name"],
            address=row["address"],
            language=row["language"],
            language_words=named(row["language"], language) if row["language"] else "",
            gender=row["gender"],
            since=at(row["since"], language),
            erased=at(row["erased"], language) if row["erased"] else None,
            parts=await parts_of(self.house, person, holdings.named, language),
            sign_ins=tuple(_sign_in(one, now, language) for one in sign_ins),
            counts=Counter({name: len(rows) for name, rows in holdings.rows.items()}),
            acts=acts[::-1],
            more=len(holdings.acts) - len(acts),
        )

    async def file(self, request: Request, holdings: Holdings, *, own: bool) -> Response:
        """All of it as JSON, to be kept; what somebody noted for themselves is given to them alone."""
        parts = await parts_of(
            self.house, PersonId(holdings.person["id"]), holdings.named, language_of(request)
        )
        content = msgspec.json.format(msgspec.json.encode(exported(holdings, parts, own=own)), indent=2)
        headers = {
            "Content-Disposition": 'attachment; filename="personal-data.json"',
            "Cache-Control": "no-store",
        }
        return Response(content, media_type="application/json", headers=headers)

    def shown(self, request: Request, visitor: Visitor, template: str, **more: Any) -> Response:
        return self.pages.page(request, template, visitor, Actor(visitor.person), **more)


def exported(holdings: Holdings, parts: Sequence[Part], *, own: bool) -> dict[str, Any]:
    """The file: plain values under permanent names; digests of secrets are not in it."""
    rows = {
        name: [{k: _plain(holdings, k, v) for k, v in row.items() if own or k not in PRIVATE} for row in rows]
        for name, rows in holdings.rows.items()
    }
    return {
        "person": dict(holdings.person),
        **rows,
        "parts": [msgspec.to_builtins(part) for part in parts],
        "entries": [
            {"record": where(one.stream, holdings.slugs), "number": one.seq, "at": one.at, "type": one.type}
            for one in holdings.acts
        ],
    }


def where(stream: StreamId, slugs: Mapping[StreamId, str]) -> str:
    """A record as people know it: a meeting by its slug."""
    return slugs.get(stream, stream)


def at(moment: datetime, language: str) -> At:
    return At(languages.day_in_words(moment, ZONE, language), moment_of(moment, ZONE))


def choices(language: str, chosen: str) -> tuple[tuple[str, str], ...]:
    """The languages somebody may be written to in, by code and name; one that is kept already stays to choose."""
    codes = [*LANGUAGES, *([chosen] if chosen and chosen not in LANGUAGES else [])]
    return (("", words_of(language).say("not known")), *((code, named(code, language)) for code in codes))


def _sign_in(row: Mapping[str, Any], now: datetime, language: str) -> SignInView:
    until = row["revoked"] or row["expires"]
    browser = in_words(Browser(row["browser"], row["system"]), words_of(language))
    return SignInView(browser, at(row["since"], language), at(until, language), over=until <= now)


def _plain(holdings: Holdings, name: str, value: Any) -> Any:
    return where(StreamId(value), holdings.slugs) if name == "meeting" else value
