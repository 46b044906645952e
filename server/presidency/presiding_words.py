"""Who has the turn and why, in sentences a delegate understands: one a fact, in the order in which they are told.

Source: DOMAIN §3 and §5. Days are those at the milestone's own place; clock times carry their zone.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from models.belonging.offices import OfficeId
from models.body import Body
from models.organisation import Organisation
from models.presidency.milestones import MilestoneId
from models.presidency.presiding import Presiding, presiding
from models.presidency.reasons import Because, Reason
from server.languages import words_of
from server.presidency.named_turns import Named
from server.presidency.turn_words import INSTEAD, Turned
from server.words import Words


def why(answer: Presiding, organisation: Organisation, language: str) -> list[str]:
    """The answer in one sentence, then what else it rests on, what the plan says, and what is provisional."""
    turned = Turned(answer, Named(organisation, language))
    return [turned.answered(), *_rests_on(turned, Sentences(turned.named, words_of(language)))]


def why_beneath(answer: Presiding, organisation: Organisation, language: str) -> list[str]:
    """The same beneath a heading that says who presides: whoever it names is not named again."""
    turned = Turned(answer, Named(organisation, language))
    sentences = Sentences(turned.named, words_of(language), beneath=answer.in_force.offices)
    said = (turned.beneath(), *_rests_on(turned, sentences))
    return [sentence for sentence in said if sentence]


def _rests_on(turned: Turned, sentences: "Sentences") -> Iterator[str]:
    """What is to be said besides; of who is there in another's place first, and then whose it is by the plan."""
    answer = turned.answer
    plain = answer.as_planned and not turned.instead
    for reason in sorted(answer.because, key=lambda one: one.code not in INSTEAD):
        if reason.code is not Because.TERM_BY_PLAN or not plain:
            yield from sentences.of(reason)


def presidency_told(organisation: Organisation, bodies: Iterable[Body], at: datetime) -> str:
    """Every rotation that is published, by its name, and beneath it the answer and why; in English."""
    told = []
    for body in bodies:
        posts = body.appointments.values()
        for rotation in body.rotations.values():
            if rotation.plan and not rotation.withdrawn:
                answer = presiding(rotation, organisation.milestones, organisation.offices, at, posts)
                told.append(rotation.plan.about.name.read("en")[0])
                told.extend(f"  {line}" for line in why(answer, organisation, "en"))
    return "\n".join(told) or "No rotation is published."


class Sentences:
    """The sentences of one language for the facts an answer rests on."""

    def __init__(self, named: Named, words: Words, beneath: Iterable[OfficeId] = ()) -> None:
        """`beneath` are those whom a heading above has named."""
        self._named = named
        self._words = words
        self._say = words.say
        self._above = tuple(beneath)

    def of(self, reason: Reason) -> Iterator[str]:
        """What there is to say of this fact; nothing, where the answer itself says it."""
        for sentences in (self._of_rotation, self._of_acts, self._of_offices, self._of_plan, self._of_dates):
            said = sentences(reason)
            if said:
                yield said
        if reason.words and reason.code is not Because.WITHDRAWN:
            say = self._say
            yield say("Said about it: {note}").format(note=reason.words)

    def _of_rotation(self, reason: Reason) -> str:
        say = self._say
        match reason.code:
            case Because.NOT_PUBLISHED:
                return say("The rotation is not published, so nobody has a turn by it.")
            case Because.WITHDRAWN:
                return say("The rotation is withdrawn: {reason}").format(reason=reason.words)
            case Because.NOTHING_YET:
                return say("Nothing has been handed over yet.")
            case Because.NOBODY_PLANNED:
                return say("This term has no holder.")
        return ""

    def _of_acts(self, reason: Reason) -> str:
        say, at = self._say, reason.at
        if at is None:
            return ""
        day, clock = self._named.moment(at, reason.there)
        above = bool(self._above) and set(self._above) == set(reason.offices)
        match reason.code:
            case Because.HANDED_OVER if above:
                return ""  # the answer has said it
            case Because.BY_CLOCK if above:
                said = say("The turn passed by itself on {day} at {clock}, as planned.")
            case Because.HANDED_OVER:
                said = say("Handed over to {holders} on {day} at {clock}.")
            case Because.BY_CLOCK:
                said = say("The turn passed to {holders} by itself on {day} at {clock}, as planned.")
            case Because.BY_HISTORY:
                said = (
                    say("Entered as history: handed over to {holders} on {day} at {clock}.")
                    if reason.handover
                    else say("Entered as history: the turn passed on as planned.")
                )
            case Because.RELEASED:
                said = say("The rotation was ended by an act on {day} at {clock}.")
            case Because.ENDED:
                day = self._named.day(at, reason.there)
                said = say("Entered as history: the rotation ended as planned, on {day}.")
            case Because.TERM_GONE:
                said = say("The term that was handed over on {day} at {clock} is no longer in the plan.")
            case _:
                return ""
        return said.format(holders=self._named.offices(reason.offices), day=day, clock=clock)

    def _of_offices(self, reason: Reason) -> str:
        """Departures from the plan, and vacancies."""
        say, named = self._say, self._named
        office = named.offices(reason.offices)
        away = named.office(reason.instead_of) if reason.instead_of else ""
        until = named.day(reason.until) if reason.until else ""
        since = named.date(reason.day) if reason.day else named.day(reason.at) if reason.at else ""
        ending = self._words.of(reason.ending) if reason.ending else ""
        above = self._above == reason.offices
        said = ""
        match reason.code:
            case Because.SWAPPED:
                said = say("Two terms have exchanged their holders.")
            case Because.REPLACED if since and above and away:
                said = say("Since {since}, in the place of {away}.")
            case Because.REPLACED if since:
                said = say("Since {since}, {office} has the turn in the place of {away}.")
            case Because.REPLACED:
                said = say("{office} has the turn in the place of {away}.")
            case Because.DEPUTY if until and away:
                said = say("{office} stands in for {away}, who is away until {until}.")
            case Because.DEPUTY if away:
                said = say("{office} stands in for {away}, who is away.")
            case Because.DEPUTY:
                said = say("{office} stands in for the holders of the term.")
            case Because.VACANT:
                said = say("{office}: vacant since {since} ({ending}).")
            case Because.KEPT:
                said = say(
                    "{office}: the mandate was lost on {since}; whoever held it keeps the function until the "
                    "Executive Bureau next meets."
                )
        return said.format(office=office, away=away, since=since, until=until, ending=ending)

    def _of_plan(self, reason: Reason) -> str:
        say, named = self._say, self._named
        where: MilestoneId | None = reason.there or reason.milestone
        day = named.when(reason.at, where) if reason.at else ""
        until = named.when(reason.until, reason.towards) if reason.until else ""
        said = ""
        match reason.code:
            case Because.BEFORE_FIRST if day:
                said = say("By plan the first term begins with “{milestone}” ({day}).")
            case Because.BEFORE_FIRST:
                said = say("When the first term begins is not known.")
            case Because.TERM_BY_PLAN if until:
                said = say("By plan: {holders}, from “{milestone}” ({day}) to “{next}” ({until}).")
            case Because.TERM_BY_PLAN:
                said = say("By plan: {holders}, from “{milestone}” ({day}) on.")
            case Because.AFTER_LAST:
                said = say("By plan the rotation ended with “{milestone}” ({day}).")
            case Because.OVERDUE:
                said = say(
                    "By plan the turn should have passed on at “{milestone}” ({day}); nobody has handed over."
                )
            case Because.AHEAD if day:
                said = say("That was before its time: by plan the turn passes on at “{milestone}” ({day}).")
        return said.format(
            holders=named.offices(reason.offices),
            day=day,
            milestone=named.milestone(where),
            until=until,
            next=named.milestone(reason.towards),
        )

    def _of_dates(self, reason: Reason) -> str:
        """What has become of milestones, and what is not known of them."""
        say, named = self._say, self._named
        said = ""
        match reason.code:
            case Because.MILESTONE_MERGED:
                said = say("“{milestone}” takes place together with “{there}”.")
            case Because.MILESTONE_CANCELLED:
                said = say(
                    "“{milestone}” does not take place, so the term that was to begin there never does."
                )
            case Because.PROVISIONAL_WINDOW:
                said = say("Provisional: “{milestone}”, where the turn passes on, is only dated “{days}”.")
            case Because.MILESTONE_UNKNOWN:
                said = say("Provisional: “{milestone}”, where the turn passes on, has no date yet.")
        return said.format(
            milestone=named.milestone(reason.milestone),
            there=named.milestone(reason.there),
            days=named.known_as(reason.milestone),
        )
