"""The days of a milestone in words, as well as they are known: `week of 21 February 2022`, `July–August 2022`.

Source: DOMAIN §3 and §5 (a day is a day at the milestone's own place).
"""

from datetime import date

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from models.presidency.milestones import Milestone, Precision
from server.languages import words_of
from server.organisation_pages.dating_words import day_in_words

SKELETON_OF_DAYS, SKELETON_OF_MONTHS = "yMMMMd", "yMMMM"
AS_WRITTEN = {"en": "en_GB"}
"""The day comes before its month, as everywhere in the house."""


def days_in_words(milestone: Milestone, language: str) -> str:
    """When it is; "no date yet" where nobody has said."""
    say, first, last = words_of(language).say, milestone.dating.earliest, milestone.dating.latest
    if first is None and last is None:
        return say("no date yet")
    if first is None or last is None:
        bound = day_in_words(last or first or date.min, language)
        return (say("by {day}") if last else say("not before {day}")).format(day=bound)
    match milestone.precision:
        case Precision.WEEK:
            return say("week of {day}").format(day=day_in_words(first, language))
        case Precision.MONTH | Precision.MONTHS if _whole_months(first, last):
            return _interval(first, last, SKELETON_OF_MONTHS, language)
    return _interval(first, last, SKELETON_OF_DAYS, language)


def short_days(milestone: Milestone, language: str) -> str:
    """When it is where there is little room, and the year is plain: `21–25 Feb`, `July`; as `days_in_words` else."""
    first, last = milestone.dating.earliest, milestone.dating.latest
    if first is None or last is None:
        return days_in_words(milestone, language)
    locale = Locale.parse(AS_WRITTEN.get(language, language))
    if milestone.precision in {Precision.MONTH, Precision.MONTHS} and _whole_months(first, last):
        if (first.year, first.month) == (last.year, last.month):
            return str(format_skeleton("MMMM", first, locale=locale))
        return str(format_interval(first, last, "MMMM", locale=locale))
    if first == last:
        return str(format_skeleton("MMMd", first, locale=locale))
    return str(format_interval(first, last, "MMMd", locale=locale))


def stretch_in_words(first: date, last: date, language: str) -> str:
    """From one day to another: `July 2022` where it is all of it, else `13–15 July 2022`."""
    skeleton = SKELETON_OF_MONTHS if _whole_months(first, last) else SKELETON_OF_DAYS
    return _interval(first, last, skeleton, language)


def _whole_months(first: date, last: date) -> bool:
    following = date.fromordinal(last.toordinal() + 1)
    return first.day == 1 and following.day == 1


def _interval(first: date, last: date, skeleton: str, language: str) -> str:
    """`13–15 June 2022`; one day or one month where both are the same."""
    locale = Locale.parse(AS_WRITTEN.get(language, language))
    same = (first.year, first.month) == (last.year, last.month)
    if first == last:
        return day_in_words(first, language)
    if skeleton == SKELETON_OF_MONTHS and same:
        return str(format_skeleton(skeleton, first, locale=locale))
    return str(format_interval(first, last, skeleton, locale=locale))


def short_day(day: date, language: str) -> str:
    """A day where there is little room: `28 Apr 2022`."""
    return format_date(day, "d MMM y", Locale.parse(language))
