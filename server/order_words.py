"""The words of points of order, motions and calls for help, in one language."""

from collections.abc import Mapping
from functools import lru_cache

from models.help import HelpNeed
from models.points import PointState
from models.request import Speaker
from server.item_views import Name
from server.languages import words_of


class OrderWords:
    def __init__(self, language: str) -> None:
        _ = words_of(language).say
        self.points: Mapping[PointState, str] = {
            PointState.RAISED: _("The chair will rule"),
            PointState.RULED: _("Ruled"),
            PointState.APPEALED: _("The ruling is appealed: the meeting votes"),
            PointState.UPHELD: _("The ruling was upheld"),
            PointState.OVERRULED: _("The ruling was overruled"),
        }
        self.needs: Mapping[HelpNeed, str] = {
            HelpNeed.SOUND: _("Sound"),
            HelpNeed.INTERPRETATION: _("Interpretation"),
            HelpNeed.CONNECTION: _("Connection"),
            HelpNeed.VOTING: _("Voting"),
            HelpNeed.OTHER: _("Something else"),
        }


@lru_cache
def order_words(language: str) -> OrderWords:
    return OrderWords(language)


def called(speaker: Speaker, language: str, name: Name) -> tuple[str, str]:
    """Who speaks, in words: the member or organisation, else the office, else the name; and what else is known."""
    known = (
        speaker.organisation.read(language)[0],
        speaker.office.read(language)[0],
        name(speaker.person),
        speaker.section.read(language)[0],
    )
    said = [words for number, words in enumerate(known) if words and words not in known[:number]]
    return (said[0], " · ".join(said[1:])) if said else ("", "")
