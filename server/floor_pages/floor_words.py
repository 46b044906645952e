"""What the pages call the things of the floor, in the reader's language: requests, lists, reasons for a place."""

from collections.abc import Mapping
from functools import lru_cache

from models.speaking.admission import Admission
from models.speaking.attendance import Attendance
from models.speaking.place import Reason
from models.speaking.request import RequestKind
from server.languages import catalogue


class FloorWords:
    """The words of one language for the floor."""

    def __init__(self, language: str) -> None:
        said = catalogue(language)
        _ = said.gettext
        self.kinds: Mapping[RequestKind, str] = {
            RequestKind.POINT_OF_ORDER: _("Point of order"),
            RequestKind.QUESTION: _("Question"),
            RequestKind.REPLY: _("Reply"),
            RequestKind.STATEMENT: _("Statement"),
            RequestKind.RIGHT_OF_REPLY: _("Right of reply"),
        }
        self.from_where: Mapping[Attendance, str] = {
            Attendance.IN_THE_ROOM: str(said.pgettext("attendance", "room")),
            Attendance.REMOTE: str(said.pgettext("attendance", "remote")),
        }
        self.ordinals: Mapping[str, str] = {
            "one": _("{n}st"),
            "two": _("{n}nd"),
            "few": _("{n}rd"),
            "other": _("{n}th"),
        }
        self.states: Mapping[Admission, str] = {
            Admission.NOT_YET: _("The list is not open yet"),
            Admission.OPEN: _("The list is open"),
            Admission.CLOSED: _("The list is closed"),
            Admission.REPLIES_ONLY: _("Rights of reply only"),
            Admission.EXHAUSTED: _("The list is closed, and everybody has spoken"),
        }
        self.reasons: Mapping[Reason, str] = {
            Reason.POINT_OF_ORDER: _("a point of order comes first"),
            Reason.ABOUT_THIS_SPEECH: _("about the speech on the floor"),
            Reason.PLANNED: _("planned on the agenda"),
            Reason.MOVED_BY_CHAIR: _("moved by the chair"),
            Reason.MOVED_DOWN: _("has let others go first"),
            Reason.RETURNED: _("was absent when called"),
            Reason.FIRST_COME: _("in the order of asking"),
            Reason.FIRST_INTERVENTION: _("first intervention"),
            Reason.REMOTE_IN_TURN: _("alternates with the room"),
            Reason.ROOM_IN_TURN: _("alternates with remote speakers"),
            Reason.GENDER_IN_TURN: _("women and men in turn"),
            Reason.SECTION_IN_TURN: _("sections in turn"),
            Reason.LEAST_SPOKEN: _("has spoken least"),
            Reason.LEAST_SPOKEN_IN_ITEM: _("has spoken least on this item"),
            Reason.BY_THE_ORDER: _("by the order of this list"),
            Reason.RIGHT_OF_REPLY: _("rights of reply come last"),
        }


@lru_cache
def floor_words(language: str) -> FloorWords:
    return FloorWords(language)
