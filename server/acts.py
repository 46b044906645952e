"""Acts over several streams: what has to happen elsewhere in the same moment as a command.

Source: DESIGN §2.6. Each part is decided by its own stream's rules; all are kept or none.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from models.belonging.consequences import Consequence, Effect, consequences
from models.belonging.dating import Dating
from models.belonging.offices import Ending, Mandate
from models.belonging.roles import Role
from models.body import Body, BodyId, Charter
from models.convocation import Convocation
from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.planning.item import AgendaItem
from models.planning.particulars import particulars_of, with_particulars
from models.planning.proposal import Proposal, ProposalId
from models.procedure import Command, CommandId, PersonId, Receipt, StreamId, Submission
from models.rules import grounds
from models.rules.bodies import EnterBody, FoundBody
from models.rules.calendar import EnterMeeting
from models.rules.decide import CHAPTERS
from models.rules.offices import EndMandate
from models.rules.permission import PERMITTED, can, may_follow
from models.rules.posts import EditAppointment, EndAppointment
from models.rules.proposals import DeferItem, ProposeItem
from models.rules.roles import GrantRole, WithdrawRole
from models.text import Text
from models.wire import COMMANDS
from server.chamber import Chamber
from server.following.plan_acts import require_named
from server.house import House, stream_of
from server.setup_pages.called_bodies import named_by_body
from server.setup_pages.sitting_chairs import chaired_by_office

Part = tuple[StreamId, Command]


def kind_of_command(chamber: Chamber, name: str) -> type[Command]:
    """The command of this name, where such a chamber takes it. Raises `Refusal`."""
    kind = COMMANDS.get(name)
    if kind is None or kind not in CHAPTERS[type(chamber.state)]:
        raise grounds.UNKNOWN_COMMAND.refusal(name=name[:80])
    return kind


async def carry_out(house: House, chamber: Chamber, submission: Submission) -> Receipt:
    """Bring a submission to its door, with all that belongs to it elsewhere. Raises `Refusal`, in words."""
    named = await named_by_body(house, submission.command)
    submission = replace(submission, command=await chaired_by_office(house, chamber.state, named))
    if (submission.by, submission.id) in chamber.receipts:
        return await chamber.submit(submission)  # sent again: all of it has happened already
    await require_named(house, chamber.state, submission.command)
    before, after = await _companions(house, chamber, submission.by, submission.command)
    if not before and not after:
        return await chamber.submit(submission)
    used = {(chamber.stream, submission.id)}
    parts = [
        *submitted(before, submission, used),
        (chamber.stream, submission),
        *submitted(after, submission, used),
    ]
    return (await house.together(parts))[len(before)]


def submitted(
    parts: Sequence[Part], main: Submission, used: set[tuple[StreamId, CommandId]]
) -> Iterator[tuple[StreamId, Submission]]:
    """These parts under the main one's id; a stream's second and later ones under ids made from it."""
    for stream, command in parts:
        known_as, number = main.id, 1
        while (stream, known_as) in used:
            number += 1
            known_as = CommandId(sha256(f"{number} {main.id}".encode()).hexdigest())
        used.add((stream, known_as))
        yield stream, replace(main, id=known_as, command=command)


async def _companions(
    house: House, chamber: Chamber, person: PersonId | None, command: Command
) -> tuple[Sequence[Part], Sequence[Part]]:
    """The commands in this and other streams that come before this one, and those that come behind it."""
    match chamber.state, command:
        case Meeting() as meeting, DeferItem():
            return (), await _deferred(house, meeting, person, command)
        case Body(), FoundBody(charter):
            if chamber.stream != stream_of(charter.id):
                raise grounds.BAD_SHAPE.refusal(fault="the charter's id is not the one in the address")
            return _founding(await _organisation(house), charter), ()
        case Body(), WithdrawRole(held_by, Role.SECRETARIAT):
            if held_by in _secretariat(await _organisation(house)):
                raise grounds.KEPT_BY_ORGANISATION.refusal()
        case Organisation() as organisation, EndMandate():
            return (), await _vacated(house, organisation, person, command)
        case Organisation(), EnterBody():
            raise grounds.FOUNDED_AT_ONCE.refusal()
        case Organisation(), EnterMeeting():
            raise grounds.DRAFTED_AT_ONCE.refusal()
        case Organisation(), GrantRole() | WithdrawRole():
            bodies = (await _organisation(house)).bodies
            return (), [part async for part in _everywhere(house, bodies, command)]
    return (), ()


def _founding(organisation: Organisation, charter: Charter) -> Sequence[Part]:
    """What comes before a body's charter: its place in the organisation, whose secretariat keeps it too."""
    stream = stream_of(charter.id)
    keeping = (GrantRole(person, Role.SECRETARIAT) for person in _secretariat(organisation))
    return ((ORGANISATION, EnterBody(charter.id)), *((stream, grant) for grant in keeping))


async def _everywhere(
    house: House, bodies: Sequence[BodyId], command: GrantRole | WithdrawRole
) -> AsyncIterator[Part]:
    """Whoever joins or leaves the organisation's secretariat joins or leaves that of every body."""
    if command.role is not Role.SECRETARIAT:
        return
    for body in bodies:
        chamber = await house.newest(stream_of(body))
        held = command.role in chamber.body.roles.get(command.person, frozenset())
        if held is isinstance(command, WithdrawRole):
            yield chamber.stream, command


def _secretariat(organisation: Organisation) -> Sequence[PersonId]:
    return [person for person, held in organisation.roles.items() if Role.SECRETARIAT in held]


async def _organisation(house: House) -> Organisation:
    state = (await house.newest(ORGANISATION)).state
    assert isinstance(state, Organisation)
    return state


async def consequences_in_bodies(
    house: House, state: Organisation, mandate: Mandate, until: Dating, ending: Ending
) -> Sequence[tuple[Chamber, Consequence]]:
    """What the end of a mandate does to posts, body by body: for whoever is about to end it, and for the act."""
    found: list[tuple[Chamber, Consequence]] = []
    for known in state.bodies:
        chamber = await house.newest(stream_of(known))
        posts = chamber.body.appointments.values()
        found += [(chamber, one) for one in consequences(mandate, until, ending, posts)]
    return found


async def _vacated(
    house: House, state: Organisation, person: PersonId | None, command: EndMandate
) -> Sequence[Part]:
    mandate = state.offices.mandate(command.mandate)
    if mandate is None or mandate.ending is not None:
        return ()  # its own rule refuses it, in words
    parts: list[Part] = []
    for chamber, one in await consequences_in_bodies(house, state, mandate, command.until, command.ending):
        kind = EndAppointment if one.effect is Effect.ENDS else EditAppointment
        if not can(chamber.body.actor(person), kind):
            name = chamber.body.charter.name if chamber.body.charter else Text()
            roles = tuple(sorted(PERMITTED[kind]))
            raise grounds.NOT_PERMITTED_IN_BODY.refusal(body=name, roles=roles)
        part = (
            EndAppointment(one.was.id, command.until, command.ending)
            if one.effect is Effect.ENDS
            else EditAppointment(one.was, one.now)
        )
        parts.append((chamber.stream, part))
    return parts


async def _deferred(
    house: House, meeting: Meeting, person: PersonId | None, command: DeferItem
) -> Sequence[Part]:
    """The item as it is proposed to the other meeting. Raises `Refusal`, naming that meeting."""
    if meeting.convocation is None:
        return ()
    agenda = meeting.agenda_of(command.item)
    item = agenda.find(command.item) if agenda else None
    if item is None or command.to == meeting.convocation.slug:
        return ()  # its own rule refuses it, in words
    there = await house.meeting(command.to)
    actor = there.meeting.actor(person) if there else None
    if there is None or actor is None or not may_follow(there.meeting, actor):
        raise grounds.UNKNOWN_MEETING.refusal()
    if not can(actor, ProposeItem):
        title = there.meeting.convocation.title if there.meeting.convocation else Text()
        roles = tuple(sorted(PERMITTED[ProposeItem]))
        raise grounds.NOT_PERMITTED_THERE.refusal(meeting=title, roles=roles)
    return ((there.stream, ProposeItem(proposal_of(item, meeting.convocation))),)


def proposal_of(item: AgendaItem, source: Convocation) -> Proposal:
    """An item as another meeting is asked to take it: planned anew, without place, fixed start and speakers."""
    blank = AgendaItem(item.id, item.number, item.title, item.kind, item.minutes)
    written = replace(particulars_of(item), fixed_start=None, roles=())
    return Proposal(
        ProposalId(f"{source.slug}/{item.id}"), source.slug, source.title, with_particulars(blank, written)
    )
