"""`/people`: everybody the organisation knows, for its secretariat: found, put right, handed out, erased."""

import re
from dataclasses import asdict, dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.merge import merge
from models.procedure import PersonId
from server.doorkeeper import Visitor
from server.house_ways import house_ways
from server.languages import words_of
from server.pages import language_of
from server.persons.badges import sorting
from server.persons.erasure import Erasure
from server.persons.holdings_pages import HoldingsPages, choices
from server.persons.people import Person
from server.persons.personal import Holdings
from server.persons.standing import affiliations, organisation_and_bodies

SHOWN = 100
BOUNDS = {"name": 200, "address": 320, "language": 35, "gender": 20}
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True)
class PersonLine:
    id: PersonId
    name: str
    address: str
    lines: tuple[str, ...]
    sign_ins: int


class PeoplePages:
    def __init__(self, holdings: HoldingsPages, erasure: Erasure) -> None:
        self._holdings = holdings
        self._erasure = erasure

    async def everybody(self, request: Request) -> Response:
        """`GET /people?find=`: people by name, address, office or member, the first hundred of them."""
        visitor = await self._admitted(request, acting=False)
        language, find = language_of(request), request.query_params.get("find", "")[:200].strip()
        people, now = await self._holdings.people.everybody(), self._holdings.world.now()
        stand = affiliations(*await organisation_and_bodies(self._holdings.house), now.date(), language)
        sign_ins = await self._holdings.data.sign_ins_of(now)
        found = [
            PersonLine(person, one.name, one.address, lines, sign_ins.get(person, 0))
            for person, one in people.items()
            for lines in (stand[person].lines if person in stand else (),)
            if fits(find, one.name, one.address, *lines)
        ]
        found.sort(key=lambda line: (sorting(line.name), line.id))
        return self._holdings.shown(
            request,
            visitor,
            "people.html",
            find=find,
            found=found[:SHOWN],
            more=max(0, len(found) - SHOWN),
            known=len(people),
            notice=words_of(language).say("Erased.") if "erased" in request.query_params else "",
            pages=house_ways(await self._holdings.actor(visitor), language, "people"),
        )

    async def page(self, request: Request) -> Response:
        """`GET /people/{person}`: what is kept of somebody, and forms to put it right."""
        visitor, kept = await self._somebody(request, acting=False)
        return await self._page(request, visitor, kept)

    async def export(self, request: Request) -> Response:
        """`GET /people/{person}/data.json`: the file that this person may ask for."""
        visitor, kept = await self._somebody(request, acting=False)
        own = visitor.person == kept.person["id"]
        return await self._holdings.file(request, kept, own=own)

    async def correct(self, request: Request) -> Response:
        """`POST /people/{person}`: `name`, `address`, `language`, `gender`, each with the `was:` that was seen."""
        visitor, kept = await self._somebody(request, acting=True)
        person = PersonId(kept.person["id"])
        fields = await self._holdings.fields(request)
        given = {name: " ".join(str(fields.get(name, "")).split()) for name in BOUNDS}
        given["address"] = given["address"].lower()
        was = Person(**{name: str(fields.get(f"was:{name}", kept.person[name])) for name in BOUNDS})
        async with self._holdings.correcting:
            fault = await self._corrected(person, was, Person(**given), language_of(request))
        if fault:
            return await self._page(request, visitor, kept, given, fault, 409)
        return RedirectResponse(f"/people/{person}?saved", 303)

    async def before_erasing(self, request: Request) -> Response:
        """`GET /people/{person}/erase`: what goes and what stays, and the button."""
        visitor, kept = await self._somebody(request, acting=False)
        if kept.person["erased"]:
            raise HTTPException(410)
        view = await self._holdings.view(kept, language_of(request))
        return self._holdings.shown(
            request, visitor, "erase_person.html", kept=view, myself=kept.person["id"] == visitor.person
        )

    async def erase(self, request: Request) -> Response:
        """`POST /people/{person}/erase` with `sure`: they are erased, and signed out wherever they were."""
        _, kept = await self._somebody(request, acting=True)
        if not (await self._holdings.fields(request)).get("sure"):
            return RedirectResponse(f"/people/{kept.person['id']}/erase", 303)
        await self._erasure.erase(PersonId(kept.person["id"]))
        return RedirectResponse("/people?erased", 303)

    async def _page(
        self,
        request: Request,
        visitor: Visitor,
        kept: Holdings,
        written: dict[str, str] | None = None,
        notice: str = "",
        status: int = 200,
    ) -> Response:
        language = language_of(request)
        view = await self._holdings.view(kept, language)
        known = Person(view.name, view.address, view.language, view.gender)
        if not notice and "saved" in request.query_params:
            notice = words_of(language).say("Saved.")
        return self._holdings.shown(
            request,
            visitor,
            "person.html",
            pages=house_ways(await self._holdings.actor(visitor), language, "people"),
            status=status,
            notice=notice,
            kept=view,
            known=asdict(known),
            written=written or asdict(known),
            bounds=BOUNDS,
            languages_known=choices(language, (written or asdict(known))["language"]),
        )

    async def _corrected(self, person: PersonId, was: Person, given: Person, language: str) -> str:
        """Make what is known of somebody what was written; else what is wrong with it, in words."""
        known = (await self._holdings.people.of([person])).get(person)
        if known is None:
            raise HTTPException(410)
        now, conflicts = merge(was, given, known)
        if conflicts:
            words = words_of(language).say(
                "Somebody else has changed this meanwhile. It reads now: {theirs}. What you wrote stands below."
            )
            return words.format(theirs=", ".join(str(one.theirs) for one in conflicts))
        fault = await self._fault(person, now, language)
        if not fault:
            await self._holdings.people.edit(person, now)
        return fault

    async def _fault(self, person: PersonId, now: Person, language: str) -> str:
        say = words_of(language).say
        if not now.name:
            return say("Everybody here has a name. To remove it, erase the person.")
        if any(len(value) > BOUNDS[name] for name, value in asdict(now).items()):
            return say("That is longer than is kept here.")
        if now.address and not ADDRESS.fullmatch(now.address):
            return say("No mail can be sent to this address: {address}").format(address=now.address)
        if now.address:
            others = await self._holdings.people.everybody()
            same = [one.name for p, one in others.items() if p != person and one.address == now.address]
            if same:
                return say("{name} has this address already: nobody could sign in with it.").format(
                    name=same[0]
                )
        return ""

    async def _somebody(self, request: Request, *, acting: bool) -> tuple[Visitor, Holdings]:
        visitor = await self._admitted(request, acting=acting)
        kept = await self._holdings.data.of(PersonId(request.path_params["person"]))
        if kept is None:
            raise HTTPException(404)
        return visitor, kept

    async def _admitted(self, request: Request, *, acting: bool) -> Visitor:
        """The organisation's secretariat. Raises `HTTPException` for all others."""
        visitor = await self._holdings.doorkeeper.visitor(request, acting=acting)
        if not await self._holdings.keeps(visitor):
            raise HTTPException(403 if visitor.person else 401)
        return visitor


def fits(find: str, *texts: str) -> bool:
    """Whether every word that is looked for stands in one of these, whatever its accents and case."""
    said = sorting(" ".join(texts))
    return all(word in said for word in sorting(find).split())
