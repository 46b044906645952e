"""Days in words, as well as they are known: `since November 2019`, `until September 2021`."""

from datetime import date

from babel import Locale
from babel.dates import format_date

from models.belonging.dating import Dating, Period, dated
from server.languages import words_of

DAY = {"en": "d MMMM y", "fr": "d MMMM y", "es": "d 'de' MMMM 'de' y"}
MONTH = {"en": "MMMM y", "fr": "MMMM y", "es": "MMMM 'de' y"}


def day_in_words(day: date, language: str) -> str:
    """`15 September 2021`."""
    return format_date(day, DAY[language], Locale.parse(language))


def dating_in_words(dating: Dating, language: str) -> str:
    """One day: `September 2021`, `between …`, `… at the latest`; nothing where nothing is known."""
    say, first, last = words_of(language).say, dating.earliest, dating.latest
    written = str(dating)
    if not dating.known:
        return ""
    if first is None or last is None:
        bound = dating_in_words(dated(written.strip("./")), language)
        return (say("{day} at the latest") if last else say("{day} at the earliest")).format(day=bound)
    if "/" in written:
        days = [dating_in_words(dated(part), language) for part in written.split("/")]
        return say("a day between {first} and {last}").format(first=days[0], last=days[1])
    form = {4: "y", 7: MONTH[language]}.get(len(written), DAY[language])
    return format_date(first, form, Locale.parse(language))


def period_in_words(period: Period, language: str) -> str:
    """From when to when: `since …`, `… – …`, `until …`, `dates not known`."""
    say = words_of(language).say
    since = dating_in_words(period.since, language)
    if period.until is None:
        return say("since {day}").format(day=since) if since else say("dates not known")
    until = dating_in_words(period.until, language)
    if since and until:
        return say("{since} – {until}").format(since=since, until=until)
    if until:
        return say("until {day}").format(day=until)
    if since:
        return say("from {day} to a day not known").format(day=since)
    return say("over, dates not known")
