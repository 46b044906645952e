"""The editors of a rotation's set-up: what it is, its terms, publishing it, handovers, departures from its plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models import wire
from models.belonging.offices import OfficeId
from models.presidency.amended import acting
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.milestones import MilestoneId
from models.presidency.rotation import Handover, HandoverId, Rotation
from models.presidency.schedule import schedule, sequence_of
from models.presidency.switches import in_force
from models.presidency.terms import Plan, Switch, Term, TermId
from server.languages import words_of
from server.organisation_pages.desk import Desk
from server.organisation_pages.organisation_words import choices
from server.presidency.named_turns import Named
from server.rotation_pages.draft_checks import DraftChecks
from server.rotation_pages.foreseen import Foreseen
from server.rotation_pages.milestone_fields import Choices, milestone_choices
from server.rotation_pages.rotation_fields import about_fields, override_fields, term_fields, written_instant
from server.rotation_pages.rotation_words import rotation_words
from server.setup_pages.setup_editors import Editor
from server.setup_pages.setup_forms import text_fields


@dataclass(frozen=True)
class Offered:
    """What is chosen from elsewhere: bodies, meetings and items by id and name; what publishing would change.

    `several` says which other rotations are over the same bodies at the same time.
    """

    bodies: Choices = ()
    meetings: Choices = ()
    items: Choices = ()
    foreseen: Foreseen | None = None
    several: tuple[str, ...] = ()


class RotationEditors:
    """Makes editors of one rotation for one reader at one moment."""

    def __init__(self, desk: Desk, rotation: Rotation, offered: Offered, now: datetime) -> None:
        self._desk = desk
        self._rotation = rotation
        self._offered = offered
        self._now = now
        self._own = rotation_words(desk.language)
        self._say = words_of(desk.language).say
        self._milestones = desk.organisation.milestones
        self._named = Named(desk.organisation, desk.language)
        self._checks = DraftChecks(desk.body, rotation, desk.organisation, desk.language, offered.several)

    def editor(self, part: str) -> Editor | None:
        """The editor at this address; None where there is nothing of the kind."""
        place, _, what = part.partition("/")
        match place, what:
            case "about", "rotation":
                return self._about()
            case "new", "term":
                return self._term(Term(TermId(""), self._following()), None)
            case "terms", _:
                term = self._rotation.draft.terms.get(TermId(what))
                return self._term(term, term) if term else None
            case "publish", "draft":
                return self._publish()
            case "new", "handover":
                return self._new_handover()
            case "handovers", _:
                return self._handover(HandoverId(what))
            case "new", "override":
                fresh = Override(OverrideId(""), Departure.DEPUTY)
                return self._override(fresh, "new/override", self._say("New departure from the plan"))
            case "overrides", _:
                found = next((one for one in self._rotation.overrides if one.id == what), None)
                return self._override(found, part, self._own.departures[found.departure]) if found else None
        return None

    def _about(self) -> Editor:
        about = self._rotation.draft.about
        return Editor(
            "about/rotation",
            self._say("What the rotation is"),
            "",
            about_fields("now", about),
            wire.to_wire(about),
            more={
                **self._of_rotation(),
                **about_choices(self._desk.language, self._offered),
                "over": about.over,
                "milestones": milestone_choices(self._milestones, self._desk.language),
                "checks": self._checks.beside_about(self._rotation.draft),
            },
        )

    def _term(self, term: Term, known: Term | None) -> Editor:
        milestone = self._milestones.get(term.begins)
        offices = sorted(
            ((office.id, self._named.office(office.id)) for office in self._desk.offices.offices),
            key=lambda one: one[1].casefold(),
        )
        return Editor(
            f"terms/{term.id}" if known else "new/term",
            self._named.offices(term.holders) if known else self._say("New term"),
            "",
            term_fields(term),
            wire.to_wire(known) if known else {},
            more={
                **self._of_rotation(),
                "term": term,
                "known": known is not None,
                "milestones": milestone_choices(self._milestones, self._desk.language),
                "sittings": [
                    (one.id, one.title.read(self._desk.language)[0])
                    for one in (milestone.sittings if milestone else ())
                ],
                "offices": offices,
                "moments": choices(self._own.moments),
                "switches": choices(self._own.switches),
                "checks": self._checks.beside(term),
            },
        )

    def _publish(self) -> Editor:
        draft = self._rotation.draft
        return Editor(
            "publish/draft",
            self._say("Publish the rotation"),
            "",
            {**text_fields("adopted", self._rotation.adopted), "reason:text": ""},
            more={
                **self._of_rotation(),
                "version": self._rotation.version,
                "foreseen": self._offered.foreseen,
                "checks": self._checks.every(draft),
            },
        )

    def _new_handover(self) -> Editor | None:
        plan = self._rotation.plan
        if plan is None or self._rotation.withdrawn:
            return None
        standing = in_force(self._rotation, schedule(plan, self._milestones), self._now).term
        terms = [(term.id, self._called(term)) for term in sequence_of(plan, self._milestones)]
        places = [known for known, _ in terms]
        at = places.index(standing) + 1 if standing in places else 0
        following = places[at] if at < len(places) else ""
        zone = self._zone(plan)
        return Editor(
            "new/handover",
            self._say("Hand over"),
            "",
            {
                "handover.term:none": following,
                f"handover.at:local.{zone}": written_instant(self._now, zone),
                "handover.note:text": "",
            },
            more={
                **self._of_rotation(),
                "terms": terms,
                "zone": zone,
                "outgoing": standing or "",
                "now_holds": self._named.offices(acting(self._rotation, plan, standing, self._now)[0])
                if standing
                else self._say("nobody"),
            },
        )

    def _handover(self, known: HandoverId) -> Editor | None:
        found: Handover | None = next((one for one in self._rotation.handovers if one.id == known), None)
        if found is None:
            return None
        standing = self._rotation.handed_over
        return Editor(
            f"handovers/{known}",
            self._say("Handover"),
            "",
            {"reason:text": ""},
            more={
                **self._of_rotation(),
                "handover": found,
                "last": bool(standing) and standing[-1].id == known,
                "by_hand": found.how is Switch.ACT,
            },
        )

    def _override(self, one: Override, part: str, title: str) -> Editor:
        plan = self._rotation.plan or self._rotation.draft
        offices = sorted(
            ((office.id, self._named.office(office.id)) for office in self._desk.offices.offices),
            key=lambda known: known[1].casefold(),
        )
        zone = self._zone(plan)
        fields = {**override_fields(one, zone), f"until:local.{zone}": written_instant(self._now, zone)}
        return Editor(
            part,
            title,
            "",
            fields,
            more={
                **self._of_rotation(),
                "override": one,
                "departures": choices(self._own.departures),
                "offices": offices,
                "holders": self._holders(),
                "terms": [(term.id, self._called(term)) for term in sequence_of(plan, self._milestones)],
                "items": self._offered.items,
                "zone": zone,
            },
        )

    def _zone(self, plan: Plan) -> str:
        """In which zone times are typed: of the place where the turn passes next, or has passed last."""
        terms = [one for one in schedule(plan, self._milestones) if one.begins.milestone]
        if not terms:
            return "UTC"
        standing = in_force(self._rotation, terms, self._now).term
        known = [one.term.id for one in terms]
        at = known.index(standing) + 1 if standing in known else 0
        there = terms[min(at, len(terms) - 1)].begins.milestone
        return there.zone if there else "UTC"

    def _holders(self) -> Choices:
        """Whoever has a term, or came in somebody's place."""
        plan = self._rotation.plan or self._rotation.draft
        came = (one.office for one in self._rotation.overrides if one.departure is Departure.REPLACED)
        every: list[OfficeId | None] = [*(h for t in plan.terms.values() for h in t.holders), *came]
        return tuple((office, self._named.office(office)) for office in dict.fromkeys(every) if office)

    def _following(self) -> MilestoneId:
        """The first milestone, in the sequence, at which nothing begins yet."""
        draft = self._rotation.draft
        taken = {draft.about.ends, *(term.begins for term in draft.terms.values())}
        free = (
            known
            for known, _ in milestone_choices(self._milestones, self._desk.language)
            if known not in taken
        )
        return MilestoneId(next(free, ""))

    def _called(self, term: Term) -> str:
        return f"{self._named.offices(term.holders)}, {self._named.milestone(term.begins)}"

    def _of_rotation(self) -> dict[str, Any]:
        return {"rotation": self._rotation.id}


def about_choices(language: str, offered: Offered) -> dict[str, Any]:
    """What is chosen of what a rotation is."""
    own = rotation_words(language)
    return {
        "purposes": choices(own.purposes),
        "ends": choices(own.ends),
        "bodies": offered.bodies,
        "meetings": offered.meetings,
    }
