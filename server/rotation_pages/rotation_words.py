"""What the set-up of a rotation calls its choices, in the reader's language."""

from collections.abc import Mapping
from functools import lru_cache

from models.presidency.departures import Departure
from models.presidency.terms import HandoverAt, RotationPurpose, Switch
from server.languages import catalogue


class RotationWords:
    """The words of one language for purposes, handovers and departures from the plan."""

    def __init__(self, language: str) -> None:
        _ = catalogue(language).gettext
        self.purposes: Mapping[RotationPurpose, str] = {
            RotationPurpose.PRESIDENCY: _("a presidency: whoever has the turn presides over the bodies"),
            RotationPurpose.CHAIRS: _(
                "chairs: whoever has the turn chairs the bodies, or sittings of a meeting"
            ),
            RotationPurpose.HOSTS: _("hosts: whoever has the turn is host and chairs nothing"),
        }
        self.moments: Mapping[HandoverAt, str] = {
            HandoverAt.END: _("at its end"),
            HandoverAt.START: _("at its start"),
            HandoverAt.SITTING: _("at the end of one sitting"),
        }
        self.ends: Mapping[HandoverAt, str] = {
            known: words for known, words in self.moments.items() if known is not HandoverAt.SITTING
        }
        self.switches: Mapping[Switch, str] = {
            Switch.ACT: _("when somebody records the handover"),
            Switch.CLOCK: _("by the clock, at the planned moment"),
            Switch.HISTORY: _("known to have passed as planned, before it was logged here"),
        }
        self.handovers: Mapping[Switch, str] = {
            **self.switches,
            Switch.HISTORY: _("known from before it was logged here"),
        }
        self.departures: Mapping[Departure, str] = {
            Departure.DEPUTY: _("a deputy stands in while a holder is away"),
            Departure.REPLACED: _("a holder is replaced from a day on"),
            Departure.SWAPPED: _("two terms change places"),
            Departure.CEDED: _("the chair is ceded for one agenda item"),
        }


@lru_cache
def rotation_words(language: str) -> RotationWords:
    return RotationWords(language)
