"""What a rotation refers to elsewhere has to be there: asked where a command is brought to its door.

Source: DOMAIN §3. A body's rules see its own record alone; milestones, offices and bodies are the organisation's.
"""

from collections import Counter
from collections.abc import Iterable

from models.belonging.offices import OfficeId
from models.body import Body, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.amended import amended
from models.presidency.departures import Override
from models.presidency.milestones import MilestoneId
from models.presidency.presided import named
from models.presidency.rotation import Handover, Rotation
from models.presidency.schedule import schedule
from models.presidency.switches import passed_over
from models.presidency.terms import About, Plan, Term
from models.procedure import Command
from models.rules import grounds
from models.rules.departures import MakeOverride
from models.rules.handing_over import HandOver
from models.rules.milestones import StrikeMilestone, known_milestone
from models.rules.rotation_history import ImportHistory
from models.rules.rotations import BeginRotation, DescribeRotation, PublishRotation, SetTerm, SetTerms
from server.house import House

PLANNING = (
    BeginRotation,
    DescribeRotation,
    SetTerm,
    SetTerms,
    PublishRotation,
    HandOver,
    MakeOverride,
    ImportHistory,
)


async def require_named(house: House, state: object, command: Command) -> None:
    """Refuse a command of a rotation that names what is not there, and to strike a milestone that is in use."""
    if isinstance(state, Body) and isinstance(command, PLANNING):
        organisation = (await house.newest(ORGANISATION)).state
        assert isinstance(organisation, Organisation)
        require_known(state, organisation, command)
    if isinstance(state, Organisation) and isinstance(command, StrikeMilestone):
        await _require_unused(house, state, command)


def require_known(body: Body, organisation: Organisation, command: Command) -> None:
    """Refuse what names a milestone, an office or a body that is not there, and two milestones of one number."""
    match command:
        case BeginRotation(_, about) | DescribeRotation(_, _, about):
            _require_about(organisation, about)
        case SetTerm(_, _, term):
            _require_terms(organisation, (term,))
        case SetTerms(_, _, terms):
            _require_terms(organisation, terms)
        case PublishRotation(rotation) if rotation in body.rotations:
            draft = body.rotations[rotation].draft
            _require_about(organisation, draft.about)
            _require_terms(organisation, draft.terms.values())
            _require_order(organisation, draft)
        case HandOver(rotation, handover) if rotation in body.rotations:
            _require_nobody_passed_over(organisation, body.rotations[rotation], handover)
        case MakeOverride(_, override):
            _require_overrides(organisation, (override,))
        case ImportHistory(_, _, overrides):
            _require_overrides(organisation, overrides)


async def _require_unused(house: House, organisation: Organisation, command: StrikeMilestone) -> None:
    """Refuse to strike a milestone where anything begins or ends, published or written, in any body."""
    milestone = organisation.milestones.get(command.milestone)
    if milestone is None:
        return  # its own rule refuses it, in words
    for known in organisation.bodies:
        rotations = (await house.newest(stream_of(known))).body.rotations.values()
        plans = (plan for rotation in rotations for plan in (rotation.draft, rotation.plan) if plan)
        if any(milestone.id in _named(plan) for plan in plans):
            raise grounds.MILESTONE_IN_USE.refusal(milestone=milestone.name)


def _named(plan: Plan) -> set[MilestoneId | None]:
    return {plan.about.ends, *(term.begins for term in plan.terms.values())}


def _require_about(organisation: Organisation, about: About) -> None:
    if about.ends is not None:
        known_milestone(organisation.milestones, about.ends)
    if not set(about.over) <= set(organisation.bodies):
        raise grounds.UNKNOWN_BODY.refusal()


def _require_terms(organisation: Organisation, terms: Iterable[Term]) -> None:
    for term in terms:
        if term.begins:
            known_milestone(organisation.milestones, term.begins)
        _require_offices(organisation, term.holders)


def _require_overrides(organisation: Organisation, overrides: Iterable[Override]) -> None:
    named = (office for one in overrides for office in (one.office, one.instead_of))
    _require_offices(organisation, filter(None, named))


def _require_offices(organisation: Organisation, offices: Iterable[OfficeId]) -> None:
    if any(organisation.offices.office(office) is None for office in offices):
        raise grounds.UNKNOWN_OFFICE.refusal()


def _require_nobody_passed_over(organisation: Organisation, rotation: Rotation, handover: Handover) -> None:
    """Refuse to hand over past others without a word: which terms come between, the milestones say."""
    if rotation.plan is None or handover.note.strip():
        return
    terms = schedule(rotation.plan, organisation.milestones)
    left = passed_over(rotation, terms, handover)
    if left:
        holders = amended(rotation, rotation.plan, handover.at)
        offices = (organisation.offices.office(office) for term in left for office in holders[term.id])
        titles = dict.fromkeys(office.title for office in offices if office)
        raise grounds.PASSED_OVER.refusal(offices=named(titles))


def _require_order(organisation: Organisation, draft: Plan) -> None:
    """Refuse two different milestones of one number."""
    named = (organisation.milestones.get(milestone) for milestone in _named(draft) if milestone)
    numbers = Counter(milestone.sequence for milestone in named if milestone)
    if numbers and max(numbers.values()) > 1:
        raise grounds.SEQUENCE_TAKEN.refusal()
