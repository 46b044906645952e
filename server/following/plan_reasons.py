"""Why a rotation says something else, in every language of the house: what has happened to milestones and offices,
and what departs from its plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.belonging.offices import (
    MandateEdited,
    MandateEnded,
    MandateEntered,
    MandateId,
    MandateStruck,
    OfficeEdited,
    OfficeId,
)
from models.organisation import Organisation
from models.presidency.departures import Departure
from models.presidency.milestones import (
    MilestoneCancelled,
    MilestoneEdited,
    MilestoneId,
    MilestoneRestored,
    MilestoneStruck,
)
from models.presidency.rotation import OverrideEnded, OverrideMade
from models.procedure import Event
from models.text import LANGUAGES, Text
from server.languages import words_of

MOST_TOLD = 3


def reason_of(events: Sequence[Event], before: Organisation) -> Text:
    """What these events have changed; `before` names what is no more."""
    return Text(**{language: _in_words(events, Named(before, language)) for language in LANGUAGES})


@dataclass(frozen=True)
class Named:
    """What milestones and offices are called in one language."""

    before: Organisation
    language: str

    def milestone(self, milestone: MilestoneId) -> str:
        known = self.before.milestones.get(milestone)
        return known.name.read(self.language)[0] if known else milestone

    def office(self, office: OfficeId) -> str:
        known = self.before.offices.office(office)
        return known.title.read(self.language)[0] if known else office

    def office_of(self, mandate: MandateId) -> str:
        known = self.before.offices.mandate(mandate)
        return self.office(known.office) if known else mandate


def _in_words(events: Sequence[Event], named: Named) -> str:
    sentences = list(dict.fromkeys(filter(None, (_sentence(event, named) for event in events))))
    if len(sentences) > MOST_TOLD:
        words, left = words_of(named.language), len(sentences) - MOST_TOLD
        more = words.ngettext("And {n} more change.", "And {n} more changes.", left)
        sentences[MOST_TOLD:] = [more.format(n=left)]
    return " ".join(sentences)


def _sentence(event: Event, named: Named) -> str:
    """One sentence; nothing of what moves nothing."""
    return _of_milestone(event, named) or _of_office(event, named) or _of_departure(event, named)


def _of_milestone(event: Event, named: Named) -> str:
    say = words_of(named.language).say
    match event:
        case MilestoneEdited(milestone):
            known = named.before.milestones.get(milestone.id)
            called = milestone.name.read(named.language)[0]
            if known is None or (known.dating, known.precision) != (milestone.dating, milestone.precision):
                return say("The dates of “{milestone}” have changed.").format(milestone=called)
            return say("“{milestone}” is described anew.").format(milestone=called)
        case MilestoneCancelled(gone, _, None):
            return say("“{milestone}” is cancelled.").format(milestone=named.milestone(gone))
        case MilestoneCancelled(gone, _, other) if other:
            words = say("“{milestone}” is cancelled and merged into “{other}”.")
            return words.format(milestone=named.milestone(gone), other=named.milestone(other))
        case MilestoneRestored(back):
            return say("“{milestone}” takes place after all.").format(milestone=named.milestone(back))
        case MilestoneStruck(struck):
            return say("“{milestone}” was entered by mistake.").format(milestone=named.milestone(struck))
    return ""


def _of_office(event: Event, named: Named) -> str:
    say = words_of(named.language).say
    match event:
        case OfficeEdited(office):
            called = office.title.read(named.language)[0]
            return say("The office “{office}” is described anew.").format(office=called)
        case MandateEnded(ended):
            return say("The mandate of “{office}” ends.").format(office=named.office_of(ended))
        case MandateStruck(struck):
            return say("The mandate of “{office}” is known otherwise.").format(office=named.office_of(struck))
        case MandateEntered(mandate) | MandateEdited(mandate):
            called = named.office(mandate.office)
            return say("The mandate of “{office}” is known otherwise.").format(office=called)
    return ""


def _of_departure(event: Event, named: Named) -> str:
    say = words_of(named.language).say
    match event:
        case OverrideMade(_, override) if override.departure is Departure.SWAPPED:
            return say("Two terms change places.")
        case OverrideMade(_, override) if override.office and override.instead_of:
            words = say("“{office}” comes in the place of “{other}”.")
            return words.format(office=named.office(override.office), other=named.office(override.instead_of))
        case OverrideEnded():
            return say("A departure from the plan is over, or taken back.")
    return ""
