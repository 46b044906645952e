"""What the end of a mandate would do, post by post: who has each on that day as things are, and by the end of it.

Source: DOMAIN §3. It is worked out as the act itself does it (`server/acts.py`), before anybody presses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.belonging.consequences import Effect
from models.belonging.dating import UNKNOWN, Answer, Dating, dated, on
from models.belonging.holders import Why, incumbency
from models.belonging.offices import Ending, Mandate, MandateEnded, Offices
from models.belonging.posts import Appointment, AppointmentId
from models.body import Body, stream_of
from models.procedure import StreamId
from server.acts import consequences_in_bodies
from server.following.plan_letters import PlanLetters
from server.languages import words_of
from server.organisation_pages.dating_words import dating_in_words
from server.organisation_pages.desk import Desk
from server.organisation_pages.offices_views import Register, post_words
from server.organisation_pages.post_lines import Name
from server.rotation_pages.foreseen import Foreseen, foreseen


@dataclass(frozen=True)
class End:
    """How a mandate would end: from which day on, and why."""

    until: Dating
    ending: Ending

    @property
    def day(self) -> date:
        """A day on which it certainly is over, else the first on which it may be."""
        day = self.until.latest or self.until.earliest
        assert day
        return day


@dataclass(frozen=True)
class EndLine:
    """One post of a body, or seat of a member, with who has it before and after, in words."""

    body: str
    post: str
    member: str
    before: tuple[str, str]
    after: tuple[str, str]


@dataclass(frozen=True)
class Ends:
    """`when` and `why` in words, what becomes of every post that goes with the mandate, and of terms in rotations."""

    when: str
    why: str
    lines: tuple[EndLine, ...]
    terms: tuple[Foreseen, ...] = ()


def end_asked(asked: Mapping[str, str], today: date) -> End:
    """How somebody asks it to be; what cannot be read is today, at the end of its term."""
    try:
        until = dated(asked.get("until:dating", "")[:40])
    except ValueError:
        until = UNKNOWN
    ending = asked.get("ending", "")
    known = Ending(ending) if ending in set(Ending) else Ending.COMPLETED
    return End(until if until.known else on(today), known)


async def ends(letters: PlanLetters, desk: Desk, mandate: Mandate, end: End, name: Name) -> Ends:
    """What it would do in every body, for whoever is about to end it."""
    house = letters.house
    touched = await consequences_in_bodies(house, desk.organisation, mandate, end.until, end.ending)
    effects = {(chamber.stream, one.was.id): (one.effect, one.now) for chamber, one in touched}
    found: list[EndLine] = []
    for body in desk.organisation.bodies:
        chamber = await house.newest(stream_of(body))
        found += _Ending(desk, chamber.body, mandate, end, name).lines(chamber.stream, effects)
    words = words_of(desk.language)
    ended = desk.offices.after(MandateEnded(mandate.id, end.until, end.ending))
    after = replace(desk.organisation, offices=ended)
    terms = await foreseen(letters, desk, after)
    return Ends(dating_in_words(end.until, desk.language), words.endings[end.ending], tuple(found), terms)


class _Ending:
    """One body on the day of the end."""

    def __init__(self, desk: Desk, body: Body, mandate: Mandate, end: End, name: Name) -> None:
        self._language = desk.language
        self._words = words_of(desk.language)
        self._body = body
        self._mandate = mandate
        self._end = end
        self._register = Register(desk.organisation, (), end.day, name)
        self._after = desk.offices.after(MandateEnded(mandate.id, end.until, end.ending))

    def lines(
        self,
        stream: StreamId,
        effects: Mapping[tuple[StreamId, AppointmentId], tuple[Effect, Appointment]],
    ) -> Iterator[EndLine]:
        for one in self._body.appointments.values():
            effect, now = effects.get((stream, one.id), (None, one))
            if effect is None and not self._goes_with_it(one):
                continue
            member = self._body.members.get(one.member) if one.member else None
            charter = self._body.charter
            yield EndLine(
                charter.name.read(self._language)[0] if charter else "",
                one.title.read(self._language)[0] or self._words.posts[one.post],
                member.name.read(self._language)[0] if member else "",
                self._holder(one, self._register.offices),
                (self._words.say("nobody"), self._words.say("the post ends with the mandate"))
                if effect is Effect.ENDS
                else self._holder(now, self._after),
            )

    def _goes_with_it(self, one: Appointment) -> bool:
        lasts = one.ending is None and one.period.covers(self._end.day) is not Answer.NO
        return lasts and one.office == self._mandate.office and one.person in {None, self._mandate.person}

    def _holder(self, one: Appointment, offices: Offices) -> tuple[str, str]:
        found = incumbency(one, self._end.day, offices)
        if found.why is Why.HOLDER_NOT_KNOWN and not found.holding.listed:
            return self._words.say("nobody"), self._words.say(
                "stays with the office, until its next mandate is entered"
            )
        return post_words(self._register, found, self._language)
