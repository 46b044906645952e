"""The languages of the pages: catalogues read from `.po` at start, and moments in words.

Source: DESIGN §7 (no compiled catalogue to forget) and DOMAIN §5 (every time shown carries its zone).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from models.procedure import Fact, Refusal
from models.text import LANGUAGES, Text
from server.words import Words

DAYS = {"en": "EEEE d MMMM y", "fr": "EEEE d MMMM y", "es": "EEEE d 'de' MMMM 'de' y"}
NAMES = {"en": "English", "fr": "Français", "es": "Español"}


@lru_cache
def catalogue(language: str) -> Translations:
    """The translations of this language; English needs none."""
    found = files("web") / "locale" / language / "LC_MESSAGES" / "hemicycle.po"
    if not found.is_file():
        return Translations()
    compiled = BytesIO()
    with found.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


@lru_cache
def words_of(language: str) -> Words:
    return Words(catalogue(language))


def preferred(asked: str | None, kept: str | None, accepted: str) -> str:
    """The reader's language: what this request asks for, what their cookie keeps, what their browser prefers."""
    for choice in (
        asked,
        kept,
        *(part.partition(";")[0].strip()[:2].lower() for part in accepted.split(",")),
    ):
        if choice in LANGUAGES:
            return choice
    return LANGUAGES[0]


def clock(at: datetime, zone: str) -> str:
    """The venue's clock: `09:30`."""
    return at.astimezone(ZoneInfo(zone)).strftime("%H:%M")


def zone_label(at: datetime, zone: str) -> str:
    """What the venue's time is called at that moment: `CET`, or `UTC−03` where it has no letters."""
    name = at.astimezone(ZoneInfo(zone)).tzname() or "UTC"
    return name if name.isalpha() else f"UTC{name.replace('-', '−')}"


def day(at: datetime, zone: str, language: str) -> str:
    """A day heading, computed: `Wednesday 17 November 2021`."""
    words = day_in_words(at, zone, language)
    return words[:1].upper() + words[1:]


def day_in_words(at: datetime, zone: str, language: str) -> str:
    """The same within a sentence: `mercredi 17 novembre 2021`."""
    return format_date(at.astimezone(ZoneInfo(zone)).date(), DAYS[language], Locale.parse(language))


def named(code: str, language: str) -> str:
    """What a language of the world (a BCP 47 code) is called in this one; its code where nobody has a name for it."""
    try:
        return Locale.parse(code, sep="-").get_language_name(language) or code
    except (ValueError, UnknownLocaleError):
        return code


def refusal_in_words(refusal: Refusal, language: str, zone: str = "UTC") -> Mapping[str, str]:
    """A refusal for this reader: permanent code and rule, and the message in their language."""
    template = catalogue(language).gettext(refusal.message)
    facts = {name: fact_in_words(fact, language, zone) for name, fact in refusal.facts.items()}
    message = template.format(**facts)
    return {
        "code": refusal.code,
        "rule": refusal.rule,
        "message": message[:1].upper() + message[1:],
    }


def fact_in_words(fact: Fact, language: str, zone: str) -> str:
    match fact:
        case Text():
            return fact.read(language)[0]
        case datetime():
            return f"{clock(fact, zone)} {zone_label(fact, zone)}"
        case Enum():
            return words_of(language).of(fact).lower()
        case tuple():
            return ", ".join(fact_in_words(part, language, zone) for part in fact)
    return fact


def utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
