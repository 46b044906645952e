"""What an act would do to published rotations, shown before it is applied: terms before and after, whom it concerns.

Source: DOMAIN §3. It is worked out as the act itself does it (`reissues.py`), on drafts that nobody keeps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.body import Body, BodyId
from models.organisation import ORGANISATION, Organisation
from models.presidency.checked import CheckKind
from models.presidency.plan_changes import Change, Known, calendars, changes
from models.presidency.published_terms import changed_entries
from models.presidency.rotation import Rotation
from models.presidency.rotation_checks import checks
from models.presidency.zoned_days import begin_of
from models.procedure import Refusal, StreamId, Submission
from models.text import Text
from server.draft import Draft
from server.following.milestone_meetings import MilestoneMeetings
from server.following.plan_letters import PlanLetters
from server.following.plan_news import otherwise_in_words, span_in_words
from server.following.rosters import Wider, the
from server.house import House, stream_of
from server.organisation_pages.desk import Desk
from server.presidency.check_words import check_in_words
from server.presidency.named_turns import Named
from server.world import World

WARNED = frozenset(
    {CheckKind.ORDER_OPEN, CheckKind.OUT_OF_SEQUENCE, CheckKind.OVERLAP, CheckKind.FALLS_AWAY, CheckKind.GAP}
)
"""What is warned of where a change brings it about."""


@dataclass(frozen=True)
class TermChange:
    """A term as it is and as it would be: whose turn, and from when to when; empty where there is none."""

    held: str
    was: str
    holds: str
    now: str
    otherwise: str
    """What is another, where the term is as long and has the same holders."""


@dataclass(frozen=True)
class Foreseen:
    """What becomes of one rotation, and whom that concerns.

    `calendars` are those that change, by what they are called, and how many entries of each; `letters` is how many
    people are told by mail.
    """

    address: str
    name: str
    version: int
    terms: tuple[TermChange, ...]
    calendars: tuple[tuple[str, int], ...]
    letters: int
    warnings: tuple[str, ...]
    """What its checks find then that they do not find now."""


async def organisation_after(house: House, world: World, submission: Submission) -> Organisation:
    """The organisation as it would be once this has happened. Raises `Refusal`."""
    drafts: dict[StreamId, Draft] = {ORGANISATION: Draft(await house.newest(ORGANISATION))}
    answer = drafts[ORGANISATION].hear(submission)
    if isinstance(answer, Refusal):
        raise answer
    following = MilestoneMeetings(world)
    while True:
        try:
            parts = await following.follow(submission, drafts)
        except Wider as wider:
            for stream in wider.streams:
                drafts.setdefault(stream, Draft(await house.newest(stream)))
            continue
        for stream, part in parts:
            drafts[stream].hear(part, follows=True)
        return the(Organisation, drafts[ORGANISATION].state)


async def foreseen(letters: PlanLetters, desk: Desk, after: Organisation) -> tuple[Foreseen, ...]:
    """Every published rotation that would say something else, were the organisation so."""
    found, before = [], desk.organisation
    for known in before.bodies:
        body = (await letters.house.newest(stream_of(known))).body
        for rotation in body.rotations.values():
            one = await foreseen_of(letters, desk, body, (rotation, before), (rotation, after))
            if one:
                found.append(one)
    return tuple(found)


async def foreseen_of(
    letters: PlanLetters,
    desk: Desk,
    body: Body,
    before: tuple[Rotation, Organisation],
    after: tuple[Rotation, Organisation],
) -> Foreseen | None:
    """What becomes of this rotation of that body; None where it would say the same."""
    was, now, language = _known(*before), _known(*after), desk.language
    found = changes(was, now)
    if not found or body.charter is None:
        return None
    named_before, named_after = Named(before[1], language), Named(after[1], language)
    plan = now.rotation.plan or now.rotation.draft
    return Foreseen(
        f"/presidency/{body.charter.id}/{now.rotation.id}",
        plan.about.name.read(language)[0],
        was.rotation.version + 1,
        tuple(_term(change, named_before, named_after) for change in found),
        await _calendars(letters.house, (was, now), desk.today, named_after),
        await letters.reached(body, found, now.offices, desk.today, desk.person),
        tuple(_warnings(body, was, now, after[1], language)),
    )


def _warnings(body: Body, was: Known, now: Known, organisation: Organisation, language: str) -> Iterator[str]:
    """The checks that find something of the plan only once it has changed, but for what is about mandates."""
    plan = now.rotation.plan
    if plan is None:
        return
    posts, before = tuple(body.appointments.values()), was.rotation.plan or plan
    found = set(checks(before, was.milestones, was.offices, posts, was.rotation.overrides))
    for check in checks(plan, now.milestones, now.offices, posts, now.rotation.overrides):
        if check not in found and check.kind in WARNED:
            yield check_in_words(check, organisation, language)


def _known(rotation: Rotation, organisation: Organisation) -> Known:
    return Known(rotation, organisation.milestones, organisation.offices)


def _term(change: Change, before: Named, after: Named) -> TermChange:
    was, now = change.was, change.now
    held, lasted = (before.offices(was.holders), span_in_words(was, before)) if was else ("", "")
    holds, lasts = (after.offices(now.holders), span_in_words(now, after)) if now else ("", "")
    same = (held, lasted) == (holds, lasts)
    return TermChange(held, lasted, holds, lasts, otherwise_in_words(change, after.language) if same else "")


async def _calendars(
    house: House, known: tuple[Known, Known], today: date, named: Named
) -> tuple[tuple[str, int], ...]:
    """How many entries change in the rotation's own, in those of bodies and offices; those with none are left out."""
    entries = changed_entries(*known, begin_of(today, "UTC"))
    concerned = calendars(changes(*known), *known)
    if concerned is None:
        return ()
    plan, language = known[1].rotation.plan or known[1].rotation.draft, named.language
    names = [plan.about.name, *[await _called(house, BodyId(body)) for body in concerned.bodies]]
    counts = [(name.read(language)[0], len(entries)) for name in names if name]
    counts += [(named.office(one), sum(one in offices for offices in entries)) for one in concerned.offices]
    return tuple((called, count) for called, count in counts if count)


async def _called(house: House, body: BodyId) -> Text | None:
    chamber = await house.body(body)
    return chamber.body.charter.name if chamber and chamber.body.charter else None
