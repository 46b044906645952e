"""What an act would do to published rotations, shown before it is applied: terms before and after, whom it concerns.

Source: DOMAIN §3. It is worked out as the act itself does it (`reissues.py`), on drafts that nobody keeps.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.body import Body, BodyId
from models.organisation import ORGANISATION, Organisation
from models.presidency.plan_changes import Change, Known, calendars, changes
from models.presidency.rotation import Rotation
from models.procedure import Refusal, StreamId, Submission
from server.draft import Draft
from server.following.milestone_meetings import MilestoneMeetings
from server.following.plan_news import span_in_words
from server.following.rosters import Wider, the
from server.house import House, stream_of
from server.presidency.named_turns import Named
from server.world import World


@dataclass(frozen=True)
class TermChange:
    """A term as it is and as it would be: whose turn, and from when to when; empty where there is none."""

    held: str
    was: str
    holds: str
    now: str


@dataclass(frozen=True)
class Foreseen:
    """What becomes of one rotation, and whom that concerns: offices, and bodies by their names, in words."""

    address: str
    name: str
    version: int
    terms: tuple[TermChange, ...]
    offices: tuple[str, ...]
    bodies: tuple[str, ...]


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


async def foreseen(
    house: House, before: Organisation, after: Organisation, language: str
) -> tuple[Foreseen, ...]:
    """Every published rotation that would say something else."""
    found = []
    for known in before.bodies:
        body = (await house.newest(stream_of(known))).body
        for rotation in body.rotations.values():
            one = await foreseen_of(house, body, (rotation, before), (rotation, after), language)
            if one:
                found.append(one)
    return tuple(found)


async def foreseen_of(
    house: House,
    body: Body,
    before: tuple[Rotation, Organisation],
    after: tuple[Rotation, Organisation],
    language: str,
) -> Foreseen | None:
    """What becomes of this rotation; None where it would say the same."""
    was, now = _known(*before), _known(*after)
    found = changes(was, now)
    if not found or body.charter is None:
        return None
    concerned = calendars(found, was, now)
    named_before, named_after = Named(before[1], language), Named(after[1], language)
    plan = now.rotation.plan or now.rotation.draft
    return Foreseen(
        f"/presidency/{body.charter.id}/{now.rotation.id}",
        plan.about.name.read(language)[0],
        was.rotation.version + 1,
        tuple(_term(change, named_before, named_after) for change in found),
        tuple(named_after.office(office) for office in (concerned.offices if concerned else ())),
        await _bodies(house, concerned.bodies if concerned else (), language),
    )


def _known(rotation: Rotation, organisation: Organisation) -> Known:
    return Known(rotation, organisation.milestones, organisation.offices)


def _term(change: Change, before: Named, after: Named) -> TermChange:
    was, now = change.was, change.now
    return TermChange(
        before.offices(was.holders) if was else "",
        span_in_words(was, before) if was else "",
        after.offices(now.holders) if now else "",
        span_in_words(now, after) if now else "",
    )


async def _bodies(house: House, bodies: Iterable[str], language: str) -> tuple[str, ...]:
    found = []
    for known in bodies:
        chamber = await house.body(BodyId(known))
        charter = chamber.body.charter if chamber else None
        if charter:
            found.append(charter.name.read(language)[0])
    return tuple(found)
