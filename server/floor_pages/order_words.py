"""The words of points of order, motions and calls for help, in one language."""

from collections.abc import Mapping
from functools import lru_cache

from models.speaking.help import HelpNeed
from models.speaking.motions import MotionKind
from models.speaking.points import PointState
from models.speaking.request import Speaker
from server.languages import words_of
from server.meeting_pages.item_views import Name


class OrderWords:
    def __init__(self, language: str) -> None:
        _ = words_of(language).say
        self.points: Mapping[PointState, str] = {
            PointState.RAISED: _("The chair will rule"),
            PointState.RULED: _("Ruled"),
            PointState.APPEALED: _("The ruling is appealed: the meeting votes"),
            PointState.UPHELD: _("The ruling was upheld"),
            PointState.OVERRULED: _("The ruling was overruled"),
            PointState.NOT_RULED: _("Not ruled on: the item was left"),
            PointState.NOT_VOTED: _("Not put to the vote: the ruling stands"),
        }
        self.motions: Mapping[MotionKind, str] = {
            MotionKind.SUSPEND_MEETING: _("The meeting pauses, and goes on where it was."),
            MotionKind.ADJOURN_MEETING: _("The meeting ends for now, and goes on at another time."),
            MotionKind.ADJOURN_DEBATE: _("This item is put off; the meeting goes on with the next."),
            MotionKind.CLOSE_DEBATE: _("Nobody speaks on this item any more; it is put to the vote."),
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
    """Who speaks, in words: the office, else the member or organisation, else the name; and what says more."""
    known = (
        speaker.office.read(language)[0],
        speaker.organisation.read(language)[0],
        name(speaker.person),
        speaker.section.read(language)[0],
    )
    who = next((words for words in known if words), "")
    return who, " · ".join(words for words in known if words and words not in who)
