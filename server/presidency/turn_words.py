"""The answer itself in one sentence: who has the turn, since when, until when; with their names, or beneath them.

Source: DOMAIN §3. A term in which somebody has the turn in another's place did not begin with them: then it is said
whose place they have, and from when to when the term lasts is a fact of the plan.
"""

from dataclasses import dataclass

from models.presidency.presiding import Presiding
from models.presidency.reasons import Because, Reason
from server.languages import words_of
from server.presidency.named_turns import Named

BEGUN = frozenset({Because.HANDED_OVER, Because.BY_CLOCK, Because.BY_HISTORY})
INSTEAD = frozenset({Because.REPLACED, Because.DEPUTY})


@dataclass(frozen=True)
class Turned:
    """What one answer says of the turn that is in force, in one language."""

    answer: Presiding
    named: Named

    @property
    def begun(self) -> Reason | None:
        """The fact by which the term has begun; None where nobody has the turn."""
        found = next((reason for reason in self.answer.because if reason.code in BEGUN), None)
        return found if found and found.at and self.answer.in_force.offices else None

    @property
    def instead(self) -> bool:
        """Whether somebody has the turn in the place of who has it by the plan."""
        return any(reason.code in INSTEAD for reason in self.answer.because)

    def answered(self) -> str:
        """Who, since when and where, until when and where; or that nobody has the turn."""
        begun, say = self.begun, words_of(self.named.language).say
        if begun is None:
            return say("Nobody has the turn.")
        acted = begun.code is Because.HANDED_OVER
        if self.instead:
            said = say("The turn is with {holders}.")
        elif begun.until is None:
            since = say("{holders}: since the handover on {since}.")
            said = since if acted else say("{holders}: since “{milestone}” ({since}).")
        elif acted:
            said = say("{holders}: since the handover on {since}, until “{next}” ({until}).")
        else:
            said = say("{holders}: since “{milestone}” ({since}), until “{next}” ({until}).")
        return self._filled(said, begun)

    def beneath(self) -> str:
        """The same beneath their names; empty where the turn is theirs in another's place."""
        begun, say = self.begun, words_of(self.named.language).say
        if begun is None:
            return say("Nobody has the turn.")
        acted = begun.code is Because.HANDED_OVER
        if self.instead:
            return ""
        if begun.until is None:
            since = say("Since the handover on {since} at {clock}.")
            said = since if acted else say("Since “{milestone}” ({since}).")
        elif acted:
            said = say("Since the handover on {since} at {clock}, until “{next}” ({until}).")
        else:
            said = say("Since “{milestone}” ({since}), until “{next}” ({until}).")
        return self._filled(said, begun)

    def _filled(self, said: str, begun: Reason) -> str:
        named, at = self.named, begun.at
        if at is None:
            return ""
        acted = begun.code is Because.HANDED_OVER
        return said.format(
            holders=named.offices(self.answer.in_force.offices),
            since=named.day(at, begun.there) if acted else named.when(at, begun.there),
            clock=named.moment(at, begun.there)[1],
            milestone=named.milestone(begun.there),
            until=named.when(begun.until, begun.towards) if begun.until else "",
            next=named.milestone(begun.towards),
        )
