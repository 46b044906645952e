"""Who speaks: a person by the member they stand for, by their post, or by their role; or whoever the desk names.

Source: DOMAIN §1. Speakers are kept as the meeting knew them when they asked: ids and offices, no natural names.
"""

from models.belonging.membership import MemberId
from models.belonging.roles import Role
from models.belonging.roster import Placed, Seat
from models.meeting import Meeting
from models.procedure import PersonId
from models.rules import grounds
from models.speaking.request import Speaker
from models.text import Text

PRECEDENCE = (Role.CHAIR, Role.DELEGATE, Role.OBSERVER, Role.SECRETARIAT, Role.DESK, Role.INTERPRETER)
"""As which of their roles somebody speaks who stands for no member."""


def oneself(meeting: Meeting, person: PersonId | None, member: MemberId | None) -> Speaker:
    """Whoever asks for themselves; for the member they name, or for the one they stand for."""
    seats = _seats_of(meeting, person)
    if member is None and len(seats) > 1:
        raise grounds.WHICH_MEMBER.refusal()
    for seat in seats:
        if member in {None, seat.id}:
            return _for_member(seat, person)
    if member is not None:
        raise grounds.NOT_FOR_MEMBER.refusal()
    return _by_post(meeting, person)


def somebody(
    meeting: Meeting, member: MemberId | None, person: PersonId | None, office: Text, organisation: Text
) -> Speaker:
    """Whoever the chair or the desk names, by as much as they know."""
    if member is not None:
        seats = meeting.roster.seats if meeting.roster else ()
        seat = next((one for one in seats if one.id == member), None)
        if seat is None:
            raise grounds.UNKNOWN_MEMBER.refusal()
        if person not in {None, seat.delegate, seat.substitute}:
            raise grounds.UNKNOWN_SPEAKER.refusal()
        return _for_member(seat, person or seat.delegate)
    if person is not None:
        if not _known(meeting, person):
            raise grounds.UNKNOWN_SPEAKER.refusal()
        return oneself(meeting, person, None)
    if not any(words.strip() for words in (office.en, organisation.en)):
        raise grounds.NOBODY_NAMED.refusal()
    return Speaker(office=office, organisation=organisation)


def _seats_of(meeting: Meeting, person: PersonId | None) -> tuple[Seat, ...]:
    seats = meeting.roster.seats if meeting.roster and person else ()
    return tuple(seat for seat in seats if person in {seat.delegate, seat.substitute})


def _for_member(seat: Seat, person: PersonId | None) -> Speaker:
    substitutes = person is not None and person == seat.substitute and person != seat.delegate
    office = seat.substitute_office if substitutes else seat.delegate_office
    return Speaker(person, seat.id, office, seat.name, seat.section, Role.DELEGATE)


def _by_post(meeting: Meeting, person: PersonId | None) -> Speaker:
    held: tuple[Placed, ...] = meeting.roster.posts if meeting.roster else ()
    post = next((one for one in held if person and one.person == person), None)
    roles = meeting.actor(person).roles
    role = next((one for one in PRECEDENCE if one in roles), None)
    return Speaker(person, office=_title(post), role=role)


def _title(post: Placed | None) -> Text:
    """The office that has a post, else what the post is called."""
    if post is None:
        return Text()
    return post.title if post.office == Text() else post.office


def _known(meeting: Meeting, person: PersonId) -> bool:
    """Whether this person has a role or a part in the meeting: no other id is entered by hand."""
    sittings = (one for agenda in meeting.agendas for one in agenda.sittings)
    parts = (
        *(part for one in sittings for part in one.contributors),
        *(p for i in meeting.items() for p in i.roles),
    )
    return bool(meeting.actor(person).roles) or any(part.person == person for part in parts)
