"""Who has which post of a body on a day, in words: a holder, "vacant", "to be confirmed", "not known"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from models.belonging.dating import Answer
from models.belonging.offices import Offices
from models.belonging.posts import OF_A_MEMBER, Appointment, Post
from models.body import Body
from models.procedure import PersonId
from server.languages import words_of
from server.organisation_pages.dating_words import period_in_words

Name = Callable[[PersonId | None], str]
ORDER = tuple(Post)


@dataclass(frozen=True)
class PostLine:
    """One appointment. `holder` is a name, or empty where `unsaid` says what there is instead; `listed` are names."""

    id: str
    post: str
    title: str
    office: str
    holder: str
    unsaid: str
    listed: str
    dates: str
    confirmed: bool
    over: bool
    future: bool
    ending: str

    @property
    def current(self) -> bool:
        return not self.over and not self.future


class PostLines:
    """The appointments of one body as they stand on one day."""

    def __init__(self, body: Body, offices: Offices, day: date, language: str, name: Name) -> None:
        self._body = body
        self._offices = offices
        self._day = day
        self._language = language
        self._say = words_of(language).say
        self._name = name

    def every(self) -> tuple[PostLine, ...]:
        """All posts of the body itself, by rank, the present before the past."""
        own = [a for a in self._body.appointments.values() if a.post not in OF_A_MEMBER]
        lines = [(ORDER.index(a.post), self.line(a)) for a in own]
        return tuple(line for _, line in sorted(lines, key=lambda one: (one[1].over, one[0])))

    def current(self, *posts: Post) -> tuple[PostLine, ...]:
        return tuple(line for line in self._lines(self._body.appointed(*posts)) if line.current)

    def of_member(self, member: str, post: Post) -> tuple[PostLine, ...]:
        return tuple(self._lines(a for a in self._body.appointed(post) if a.member == member))

    def line(self, appointment: Appointment) -> PostLine:
        say, period = self._say, appointment.period
        covers = period.covers(self._day)
        holding = appointment.holder(self._day, self._offices)
        office = self._offices.office(appointment.office)
        over = covers is Answer.NO and _ended(appointment, self._day)
        holder, unsaid, listed = self._name(holding.person), "", ""
        if over or covers is Answer.NO:
            holder = self._name(appointment.person)
        elif not appointment.confirmed:
            unsaid = say("to be confirmed")
        elif not holder:
            listed = ", ".join(name for person in holding.listed if (name := self._name(person)))
            unsaid = say("vacant") if holding.answer is Answer.NO else say("not known")
            if holding.person:
                unsaid = say("name erased")
        return PostLine(
            id=appointment.id,
            post=words_of(self._language).posts[appointment.post],
            title=appointment.title.read(self._language)[0],
            office=office.title.read(self._language)[0] if office else "",
            holder=holder,
            unsaid=unsaid,
            listed=listed,
            dates=period_in_words(period, self._language) if _said(appointment) else "",
            confirmed=appointment.confirmed,
            over=over,
            future=covers is Answer.NO and not over,
            ending=words_of(self._language).endings[appointment.ending] if appointment.ending else "",
        )

    def person(self, appointment: Appointment) -> PersonId | None:
        """Who has it on the day, as an id."""
        return appointment.holder(self._day, self._offices).person

    def _lines(self, appointments: Iterable[Appointment]) -> Iterable[PostLine]:
        return map(self.line, appointments)


def _said(appointment: Appointment) -> bool:
    return appointment.period.since.known or appointment.period.until is not None


def _ended(appointment: Appointment, day: date) -> bool:
    until = appointment.period.until
    return until is not None and until.reached(day) is Answer.YES
