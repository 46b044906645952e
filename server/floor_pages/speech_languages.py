"""The languages that somebody may say they will speak in: the meeting's own, named as the reader calls them.

Source: DOMAIN §2. The body's working languages first, then those that are interpreted, then those of the pages.
"""

from collections.abc import Iterator

from models.meeting import Meeting
from models.planning.sitting import Link, LinkKind
from models.rules.papers import LANGUAGE
from models.text import LANGUAGES
from server.meeting_pages.sitting_views import language_name


def speech_languages(meeting: Meeting, reader: str) -> tuple[tuple[str, str], ...]:
    """Codes (BCP 47) and names, each once."""
    interpreted = (one.language for one in _links(meeting) if one.kind is LinkKind.INTERPRETATION)
    codes = dict.fromkeys((*meeting.rules.languages, *interpreted, *LANGUAGES))
    return tuple((code, language_name(code, reader)) for code in codes if LANGUAGE.fullmatch(code))


def _links(meeting: Meeting) -> Iterator[Link]:
    yield from meeting.convocation.links if meeting.convocation else ()
    for agenda in meeting.agendas:
        for sitting in agenda.sittings:
            yield from sitting.links
