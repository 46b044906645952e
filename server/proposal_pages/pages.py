"""The page of proposals: say what must hold and what is wished for, follow the search, take a proposal over.

Source: DOMAIN §3. A search belongs to whoever began it; nothing of it is kept but what is taken over.
"""

from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from models import wire
from models.belonging.offices import OfficeId
from models.organisation import ORGANISATION, Organisation
from models.presidency.changed_because import waived
from models.presidency.proposing import Problem
from models.presidency.rotation import RotationId
from models.presidency.rotation_problem import (
    posts_of_offices,
    rotation_problem,
    terms_as_proposed,
    usual_posts,
)
from models.presidency.schedule import sequence_of
from models.procedure import CommandId, Refusal
from models.rules.rotations import SetTerms
from server import frames
from server.house import House
from server.languages import refusal_in_words, words_of
from server.live import Live
from server.member_pages.member_visits import BodyVisits
from server.panels import Panels
from server.presidency.named_turns import Named
from server.proposal_pages.asking import asking, term_choices
from server.proposal_pages.cards import Cards
from server.proposal_pages.form import MOST_DIGITS, Unread, Written, blank, written
from server.proposal_pages.orders import Alphabet, ordered
from server.proposal_pages.proposer import Answer, Proposer
from server.proposal_pages.under_way import Search, UnderWay
from server.proposal_pages.wording import proposal_words
from server.proposing.lines import Asked
from server.proposing.search import Searches, installed
from server.statuses import status_of
from server.world import World

MOST_FIELDS = 600
UNPROCESSABLE = 422
PROPOSALS = 3


class ProposalPages:
    def __init__(self, visits: BodyVisits, panels: Panels, house: House, live: Live, world: World) -> None:
        self._visits = visits
        self._panels = panels
        self._house = house
        self._live = live
        self._world = world
        self.under_way = UnderWay(Searches())

    async def page(self, request: Request) -> Response:
        """`GET /bodies/{body}/rotations/{rotation}/propose?search=&taken=`: the form, and how far the search is."""
        proposer = await self._proposer(request, acting=False)
        search = self.under_way.latest(proposer.place)
        asked, words = request.query_params.get("search", ""), proposal_words(proposer.visit.language)
        lost = bool(asked) and (search is None or search.id != asked)
        if "alone" in request.query_params:
            return self._alone(proposer, None if lost else search)
        taken = request.query_params.get("taken", "")
        notice = words.gone if lost else ""
        if taken and search and not lost:
            notice = words.order_taken if search.ordered else words.taken.format(n=taken[:2])
        return self._shown(request, proposer, Answer(notice, search=search))

    async def press(self, request: Request) -> Response:
        """`POST /bodies/{body}/rotations/{rotation}/propose`: search, cancel, take over, fill in an order."""
        proposer = await self._proposer(request, acting=True)
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=frames.MOST_BYTES)
        match str(fields.get("do", "")):
            case "search":
                return self._search(request, proposer, written(fields))
            case "others":
                return self._others(request, proposer, fields)
            case "order":
                return self._order(request, proposer, fields)
            case "cancel":
                return self._cancel(proposer, fields)
            case "take":
                return await self._take(request, proposer, fields)
        words = words_of(proposer.visit.language).say("That was not understood")
        return self._shown(request, proposer, Answer(words, UNPROCESSABLE))

    # What is pressed

    def _others(self, request: Request, proposer: Proposer, fields: FormData) -> Response:
        """The same search with the next seed."""
        search = self._own(proposer, fields)
        if search is None or search.ordered:
            return self._back(proposer, "?search=-")
        seed = (search.written.asked_seed() + 1) % 10**MOST_DIGITS
        return self._search(request, proposer, replace(search.written, seed=str(seed)))

    def _search(self, request: Request, proposer: Proposer, form: Written) -> Response:
        try:
            problem, effort, seed = self._problem(proposer, form), form.asked_effort(), form.asked_seed()
        except Unread as unread:
            return self._unread(request, proposer, form, unread)
        if said := self._idle(proposer, problem):
            return self._shown(request, proposer, Answer(said, UNPROCESSABLE, form))
        search = self._new(proposer, form, problem)
        self.under_way.begin(search, Asked(problem, seed, effort, PROPOSALS))
        return self._back(proposer, f"?search={search.id}#search")

    def _order(self, request: Request, proposer: Proposer, fields: FormData) -> Response:
        form = written(fields)
        try:
            problem = self._problem(proposer, form)
        except Unread as unread:
            return self._unread(request, proposer, form, unread)
        if said := self._idle(proposer, problem):
            return self._shown(request, proposer, Answer(said, UNPROCESSABLE, form))
        search = self._new(proposer, form, problem)
        first = str(fields.get("begins", ""))
        try:
            alphabet = Alphabet(str(fields.get("alphabet", "")))
            search.ordered = ordered(
                problem, proposer.organisation.offices, alphabet, OfficeId(first) if first else None
            )
        except ValueError:
            said = words_of(proposer.visit.language).say(
                "Whoever begins has none of the posts that are ticked."
            )
            return self._shown(request, proposer, Answer(said, UNPROCESSABLE, form))
        self.under_way.keep(search)
        return self._back(proposer, f"?search={search.id}#search")

    def _cancel(self, proposer: Proposer, fields: FormData) -> Response:
        search = self._own(proposer, fields)
        if search is None:
            return self._back(proposer, "?search=-")
        self.under_way.cancel(search)
        return self._back(proposer, f"?search={search.id}#search")

    async def _take(self, request: Request, proposer: Proposer, fields: FormData) -> Response:
        search = self._own(proposer, fields)
        if search is None:
            return self._back(proposer, "?search=-")
        plans, number = search.plans(), str(fields.get("proposal", ""))
        if number not in {str(place) for place in range(1, len(plans) + 1)}:
            words = words_of(proposer.visit.language).say("That was not understood")
            return self._shown(request, proposer, Answer(words, UNPROCESSABLE, search=search))
        terms = terms_as_proposed(search.problem, search.seen, plans[int(number) - 1])
        command = SetTerms(proposer.rotation.id, search.seen, terms)
        visit = proposer.visit
        known_as = CommandId(str(fields.get("id", ""))[:80] or self._world.new_id())
        try:
            await self._live.submit(visit.chamber, visit.person, known_as, "set_terms", wire.to_wire(command))
        except Refusal as refusal:
            words = refusal_in_words(refusal, visit.language)["message"]
            return self._shown(request, proposer, Answer(words, status_of(refusal), search=search))
        return self._back(proposer, f"?search={search.id}&taken={number}")

    # What is behind it

    async def _proposer(self, request: Request, *, acting: bool) -> Proposer:
        visit = await self._visits.begin(request, acting=acting, keeping=True)
        rotation = visit.body.rotations.get(RotationId(request.path_params["rotation"]))
        if rotation is None:
            raise HTTPException(404)
        organisation = (await self._house.newest(ORGANISATION)).state
        assert isinstance(organisation, Organisation)
        return Proposer(visit, organisation, rotation)

    def _problem(self, proposer: Proposer, form: Written) -> Problem:
        """Raises `Unread`."""
        offices = {office.id for office in proposer.organisation.offices.offices}
        wanted = form.wanted(offices, proposer.rotation.draft.terms)
        return rotation_problem(proposer.kept, wanted, self._world.now())

    def _idle(self, proposer: Proposer, problem: Problem) -> str:
        """Why there is nothing to be proposed, in words."""
        words = proposal_words(proposer.visit.language)
        if not problem.planned:
            return words.nothing_to_plan
        return "" if problem.pool else words.nobody

    def _new(self, proposer: Proposer, form: Written, problem: Problem) -> Search:
        seen = sequence_of(proposer.rotation.draft, proposer.organisation.milestones)
        return Search(self._world.new_id(), proposer.place, form, problem, seen)

    def _own(self, proposer: Proposer, fields: FormData) -> Search | None:
        """The search that the form is about, if it is theirs and still known."""
        search = self.under_way.latest(proposer.place)
        return search if search and search.id == str(fields.get("search", "")) else None

    # What is shown

    def _back(self, proposer: Proposer, query: str) -> Response:
        return RedirectResponse(f"{proposer.visit.here}/{proposer.here}{query}", status_code=303)

    def _unread(self, request: Request, proposer: Proposer, form: Written, unread: Unread) -> Response:
        words = proposal_words(proposer.visit.language).faults[unread.fault]
        return self._shown(request, proposer, Answer(words, UNPROCESSABLE, form))

    def _alone(self, proposer: Proposer, search: Search | None) -> Response:
        """How far the search is, as a part of the page; nothing where it is known no longer."""
        language = proposer.visit.language
        template = self._panels.template("proposals/found.html", language)
        html = template.render(lang=language, **self._found(proposer, search)) if search else ""
        return HTMLResponse(html, 200 if search else 404, headers={"Cache-Control": "no-store"})

    def _found(self, proposer: Proposer, search: Search | None) -> dict[str, Any]:
        visit = proposer.visit
        here = f"{visit.here}/{proposer.here}"
        setup = f"{visit.here}/rotations/{proposer.rotation.id}/setup"
        if search is None:
            return {"search": None, "action": here, "draft": setup}
        cards = Cards(search, proposer.organisation, visit.language, here)
        return {
            "search": search,
            "state": proposal_words(visit.language).state(search),
            "cards": cards.cards(),
            "colliding": cards.colliding(),
            "fewer": proposal_words(visit.language).fewer(search),
            "action": here,
            "draft": setup,
            "press_id": self._world.new_id(),
        }

    def _shown(self, request: Request, proposer: Proposer, answer: Answer) -> Response:
        visit, rotation = proposer.visit, proposer.rotation
        search = answer.search or self.under_way.latest(proposer.place)
        there = posts_of_offices(visit.body.appointments.values())
        usual = usual_posts(rotation.draft, visit.body.appointments.values())
        fresh = blank(usual, rotation.draft.terms.values())
        form = answer.written or (search.written if search else fresh)
        name, lang = rotation.draft.about.name.read(visit.language)
        named = Named(proposer.organisation, visit.language)
        problem: Problem | None = None
        try:
            problem = wanted = self._problem(proposer, form)
            form = replace(form, rules=form.rules - waived(wanted)) if form is fresh else form
        except Unread:
            pass
        return self._visits.page(
            request,
            visit,
            "proposals/propose.html",
            proposer.here,
            "",
            status=answer.status,
            notice=answer.notice,
            rotation={"name": name, "lang": lang},
            form=form,
            asking=asking(form, problem, there, visit.language),
            terms=term_choices(sequence_of(rotation.draft, proposer.organisation.milestones), named),
            offices=sorted(((one, named.office(one)) for one in proposer.offices), key=lambda pair: pair[1]),
            missing="" if installed() else proposal_words(visit.language).missing,
            setup=f"{visit.here}/setup",
            **self._found(proposer, search),
        )
