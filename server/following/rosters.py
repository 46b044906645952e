"""Rosters follow bodies: what an act means for every meeting whose body it has changed, in the same transaction.

Source: DESIGN §2.6. It is worked out from the drafts, once the act itself is decided on them and while the doors of
all streams it reads are locked; so of two who change one body at once the second brings the meetings to both changes.
Any body may keep a rotation that presides over another, so all of them are read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec
from sqlalchemy import select

from models import tables
from models.belonging.roles import Role
from models.belonging.roster import Roster
from models.belonging.seating import roster_of
from models.body import Body, BodyId, stream_of
from models.meeting import Meeting, MeetingState
from models.organisation import ORGANISATION, Organisation
from models.presidency.turns_over import Asked, Known, chairs_in_turn, presided_over
from models.procedure import CommandId, PersonId, StreamId, Submission
from models.rules import grounds
from models.rules.following import is_followed
from models.rules.roster import (
    TakeRoster,
    differences,
    roster_day,
    sitting_chairs,
    sittings_in_turn,
    takes_roster,
)
from models.text import Text
from server.database import Database
from server.world import World

if TYPE_CHECKING:
    from server.draft import Draft

S = TypeVar("S", Meeting, Body, Organisation)
Drafts = Mapping[StreamId, "Draft"]


class Wider(Exception):  # noqa: N818 - no fault: the act concerns more than was known when its doors were locked
    """These streams have to be held too."""

    def __init__(self, streams: set[StreamId]) -> None:
        super().__init__(f"more streams are concerned: {', '.join(sorted(streams))}")
        self.streams = streams


class Rosters:
    """What follows in meetings from acts in them, in their bodies and in the organisation."""

    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self._world = world

    async def follow(self, act: Submission, drafts: Drafts) -> Sequence[tuple[StreamId, Submission]]:
        """The companions of an act that has been decided on these drafts: a roster for each meeting it changes.

        Raises `Wider` where streams are concerned that are not among the drafts, and `Refusal` where a meeting is
        called to a body that is not there, or not the presser's to call.
        """
        concerned = await self._concerned(drafts)
        return self._taking(act.by, act.at, concerned, drafts) if concerned else ()

    async def follow_time(
        self, by: PersonId, now: datetime, drafts: Drafts
    ) -> Sequence[tuple[StreamId, Submission]]:
        """A roster for each meeting that has another one by now, though nobody has done anything. Raises `Wider`."""
        concerned = await self._convened()
        return self._taking(by, now, concerned, drafts) if concerned else ()

    def _taking(
        self, by: PersonId | None, now: datetime, concerned: Mapping[StreamId, BodyId], drafts: Drafts
    ) -> Sequence[tuple[StreamId, Submission]]:
        organisation, bodies = _held(concerned, drafts)
        known = Known(organisation.milestones, organisation.offices, bodies)
        rosters: dict[tuple[BodyId, date], Roster] = {}
        parts: list[tuple[StreamId, Submission]] = []
        for stream, of in sorted(concerned.items()):
            meeting = the(Meeting, drafts[stream].state)
            if _of(the(Meeting, drafts[stream].chamber.state)) != of:
                _require_caller(by, bodies[of], organisation)
            if not takes_roster(meeting):
                continue
            day = roster_day(meeting, now)
            if (of, day) not in rosters:
                rosters[of, day] = roster_of(bodies[of], organisation.offices, day)
            roster = _in_turn(rosters[of, day], meeting, Asked(_slug(meeting), of, day, now), known)
            if differences(meeting.roster, roster):
                own = CommandId(self._world.new_id())
                parts.append((stream, Submission(own, by, now, TakeRoster(roster))))
        return parts

    async def _concerned(self, drafts: Drafts) -> Mapping[StreamId, BodyId]:
        """The meetings that may have to follow, each with its body."""
        changed = {stream: draft for stream, draft in drafts.items() if _is_followed(draft)}
        states = {stream: draft.state for stream, draft in changed.items()}
        meetings = {stream: _of(state) for stream, state in states.items() if isinstance(state, Meeting)}
        if len(meetings) < len(changed):
            everywhere = ORGANISATION in changed or any(map(_turns, changed.values()))
            for stream, of in (await self._convened()).items():
                if everywhere or stream_of(of) in changed:
                    meetings.setdefault(stream, of)
        return {stream: of for stream, of in meetings.items() if of}

    async def _convened(self) -> Mapping[StreamId, BodyId]:
        """Every meeting that follows a body now, by the read table."""
        table = tables.meetings.c
        resting = (MeetingState.DRAFT.value, MeetingState.CLOSED.value)
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(table.stream, table.data).where(table.state.not_in(resting))
            )
            bodies = {StreamId(row.stream): msgspec.json.decode(row.data).get("of") for row in found}
        return {stream: BodyId(of) for stream, of in bodies.items() if of}


def _is_followed(draft: "Draft") -> bool:
    return any(is_followed(accepted.submission.command) for accepted in draft.accepted)


def _held(concerned: Mapping[StreamId, BodyId], drafts: Drafts) -> tuple[Organisation, Mapping[BodyId, Body]]:
    """The organisation and every body, once all these are held. Raises `Wider` until then."""
    if ORGANISATION not in drafts:
        raise Wider({ORGANISATION, *concerned})
    organisation = the(Organisation, drafts[ORGANISATION].state)
    if not set(concerned.values()) <= set(organisation.bodies):
        raise grounds.UNKNOWN_BODY.refusal()
    wanted = {*concerned, *map(stream_of, organisation.bodies)}
    if not wanted <= drafts.keys():
        raise Wider(wanted)
    return organisation, {body: the(Body, drafts[stream_of(body)].state) for body in organisation.bodies}


def _in_turn(roster: Roster, meeting: Meeting, asked: Asked, known: Known) -> Roster:
    """The roster with whoever presides and chairs the sittings, by their offices and by the rotations."""
    by_office = sitting_chairs(meeting, known.offices, asked.at)
    in_turn = chairs_in_turn(asked, known, sittings_in_turn(meeting))
    presided, beside = presided_over(asked, known)
    return replace(roster, chairs=(*by_office, *in_turn), presided=presided, beside=beside)


def _turns(draft: "Draft") -> bool:
    """Whether this body keeps rotations, which may be about the meetings of others."""
    states = (draft.chamber.state, draft.state)
    return any(isinstance(state, Body) and bool(state.rotations) for state in states)


def _of(meeting: Meeting) -> BodyId | None:
    return meeting.convocation.of if meeting.convocation else None


def _slug(meeting: Meeting) -> str:
    return meeting.convocation.slug if meeting.convocation else ""


def the(kind: type[S], state: object) -> S:
    """This state, which is one of such a stream."""
    if not isinstance(state, kind):
        raise TypeError(f"{type(state).__name__} is no {kind.__name__}")
    return state


def _require_caller(by: PersonId | None, body: Body, organisation: Organisation) -> None:
    """Who calls meetings of a body is of its secretariat or the organisation's: rosters tell who owes fees."""
    actors = (body.actor(by), organisation.actor(by))
    if not any(actor.operates or Role.SECRETARIAT in actor.roles for actor in actors):
        name = body.charter.name if body.charter else Text()
        raise grounds.NOT_PERMITTED_OF_BODY.refusal(body=name, roles=(Role.SECRETARIAT,))
