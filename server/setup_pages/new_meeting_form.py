"""The form of a new meeting: what stands in it before anybody has written, and what an empty address becomes."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from models.convocation import Format
from models.meeting import Meeting
from models.planning.copying import first_day
from models.text import LANGUAGES, Text
from server.languages import words_of
from server.setup_pages.setup_forms import Fields, text_fields

A_YEAR = timedelta(weeks=52)
LONGEST_SLUG = 60


@dataclass(frozen=True)
class Source:
    """An earlier meeting, as its copy begins; `lang` is the language its title is in."""

    slug: str
    title: str
    lang: str
    items: int
    sittings: int


def nothing() -> Fields:
    """The fields of a meeting that begins with nothing."""
    return {
        **text_fields("title", Text()),
        "of:none": "",
        **text_fields("body", Text()),
        "place:text": "",
        "zone": "",
        "format": Format.HYBRID.value,
        "public:yes": "yes",
        "day:day": "",
        "slug:text": "",
    }


def proposed(source: Meeting, today: date) -> Fields:
    """The fields of a copy: called the same, with its year in the title, on the same day of the week a year later."""
    called, was = source.convocation, first_day(source)
    assert called is not None
    day = was
    while day and day <= today:
        day += A_YEAR
    renewed = {
        code: getattr(called.title, code).replace(str(was.year), str(day.year)) if was and day else ""
        for code in LANGUAGES
    }
    return {
        **nothing(),
        **text_fields("title", Text(**renewed) if was else called.title),
        "of:none": called.of or "",
        **text_fields("body", called.body),
        "place:text": called.place,
        "zone": called.zone,
        "format": called.format.value,
        "public:yes": "yes" if called.public else "no",
        "day:day": day.isoformat() if day else "",
    }


def proposed_slug(title: str, year: int) -> str:
    """The address of a meeting by its title and year: `world-council-2022`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    pieces = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    named = "-".join(piece for piece in pieces if piece != str(year))[:LONGEST_SLUG].strip("-")
    return f"{named or 'meeting'}-{year}"


def first_sitting() -> Text:
    return Text(**{code: words_of(code).say("First sitting") for code in LANGUAGES})


def source_view(meeting: Meeting, language: str) -> Source:
    called = meeting.convocation
    assert called is not None
    title, lang = called.title.read(language)
    whole = meeting.whole
    return Source(called.slug, title, lang, len(whole.items), len(whole.sittings))


def proposed_address(source: Meeting | None, fields: Fields) -> str:
    day, title = (
        fields["day:day"],
        fields["title.en:text"] or fields["title.fr:text"] or fields["title.es:text"],
    )
    return proposed_slug(title, date.fromisoformat(day).year) if source and day and title else ""
