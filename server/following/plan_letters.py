"""Letters to those whom a change of a published rotation concerns, kept in the transaction of the act that made it.

A moved milestone, a new version, a handover undone: whoever holds an office whose turn it was or is has one, and the
secretariat of the body that keeps the rotation, as far as their addresses are known; not who has made the change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncConnection

from models.belonging.offices import OfficeId, Offices
from models.belonging.roles import Role
from models.body import Body
from models.organisation import ORGANISATION, Organisation
from models.presidency.plan_changes import Change, Known, changes
from models.presidency.rotation import (
    HandedOver,
    HandoverUndone,
    Rotation,
    RotationPublished,
    RotationReissued,
)
from models.procedure import Entry, Event, PersonId
from models.text import LANGUAGES, Text
from server.following.plan_news import News, letter_of
from server.following.rosters import Drafts, the
from server.house import House
from server.languages import words_of
from server.mailing.mail import Outbox
from server.persons.people import People
from server.record import Beside

if TYPE_CHECKING:
    from server.draft import Draft

TOLD = (RotationReissued, RotationPublished, HandoverUndone)


@dataclass(frozen=True)
class PlanLetters:
    """What is told by mail of an act that has been decided on drafts."""

    house: House
    people: People
    outbox: Outbox
    base_url: str

    async def told(self, drafts: Drafts) -> Beside | None:
        """The letters of this act, to be put into the outbox with it; None where nobody is to be told anything."""
        if not self.outbox.sends:
            return None
        changed = [draft for draft in drafts.values() if isinstance(draft.state, Body) and _tells(draft)]
        if not changed:
            return None
        before, after = await self._organisations(drafts)
        news = [one for draft in changed for one in _news(draft, before, after)]
        known = await self.people.of({person for one in news for person in one.persons})
        told = [(one, known[person]) for one in news for person in sorted(one.persons & known.keys())]
        letters = [(who.address, letter_of(one, who, self.base_url)) for one, who in told if who.address]

        async def with_letters(connection: AsyncConnection) -> None:
            for address, letter in letters:
                await self.outbox.post(connection, address, letter)

        return with_letters if letters else None

    async def reached(
        self, body: Body, found: Iterable[Change], offices: Offices, day: date, by: PersonId | None
    ) -> int:
        """How many people would have a letter about these changes of a rotation of that body, if `by` makes them."""
        if not self.outbox.sends:
            return 0
        known = await self.people.of(_concerned(body, tuple(found), offices, day) - {by})
        return sum(bool(person.address) for person in known.values())

    async def _organisations(self, drafts: Drafts) -> tuple[Organisation, Organisation]:
        """The organisation before this act and after it."""
        draft = drafts.get(ORGANISATION)
        if draft is None:
            state = the(Organisation, (await self.house.chamber(ORGANISATION)).state)
            return state, state
        return the(Organisation, draft.chamber.state), the(Organisation, draft.state)


def _entries(draft: "Draft") -> Iterator[Entry]:
    for accepted in draft.accepted:
        for entry in accepted.entries:
            if isinstance(entry.event, TOLD):
                yield entry


def _tells(draft: "Draft") -> bool:
    return any(True for _ in _entries(draft))


def _news(draft: "Draft", before: Organisation, after: Organisation) -> Iterator[News]:
    """One for each rotation that has changed, however often in this act."""
    was, now = the(Body, draft.chamber.state), the(Body, draft.state)
    told = {entry.event.rotation: entry for entry in _entries(draft) if isinstance(entry.event, TOLD)}
    for rotation, entry in told.items():
        known = now.rotations[rotation]
        earlier = was.rotations.get(rotation, Rotation(rotation, known.draft))
        found = changes(
            Known(earlier, before.milestones, before.offices), Known(known, after.milestones, after.offices)
        )
        persons = _concerned(now, found, after.offices, entry.at.date())
        if isinstance(entry.event, HandoverUndone):
            gone = _who_handed_over(draft, entry.event)
            persons |= _holders(gone, after.offices, entry.at.date(), found)
        if now.charter and known.plan:
            yield News(
                now.charter.id,
                now.charter.name,
                rotation,
                known.plan.about.name,
                known.version,
                _reason(entry.event),
                found,
                frozenset(persons - {entry.by}),
                before,
                after,
            )


def _concerned(body: Body, found: tuple[Change, ...], offices: Offices, today: date) -> set[PersonId]:
    """The secretariat of the body, and who holds an office whose turn it was or is."""
    staff = {person for person, roles in body.roles.items() if Role.SECRETARIAT in roles}
    turns = {office for change in found for office in change.concerned}
    return staff | _holders(turns, offices, today, found)


def _who_handed_over(draft: "Draft", undone: HandoverUndone) -> set[OfficeId]:
    """Who had the turn before that handover, and who by it."""
    for entry in (*draft.chamber.entries, *(e for accepted in draft.accepted for e in accepted.entries)):
        event = entry.event
        if isinstance(event, HandedOver) and event.handover.id == undone.handover:
            return {*event.outgoing, *event.incoming}
    return set()


def _holders(offices: set[OfficeId], known: Offices, today: date, found: tuple[Change, ...]) -> set[PersonId]:
    """Who holds these offices today, or when their turn begins."""
    begins = (leg.begins.at for change in found for leg in (change.was, change.now) if leg)
    days = {today, *(max(at.date(), today) for at in begins if at)}
    held = (known.holder(office, day) for office in offices for day in days)
    return {person for one in held for person in (one.person, *one.listed) if person}


def _reason(event: Event) -> Text:
    """Why, in words, where somebody has said it or the house knows."""
    match event:
        case RotationReissued(_, reason):
            return reason
        case RotationPublished(_, adopted):
            return adopted
        case HandoverUndone(_, _, reason):
            said = {code: words_of(code).say("The last handover is undone: {reason}") for code in LANGUAGES}
            return Text(**{code: words.format(reason=reason) for code, words in said.items()})
    return Text()
