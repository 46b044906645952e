"""What the checks of a rotation find, in a sentence each; and the good sentence, where nothing is wrong."""

from collections.abc import Sequence

from models.organisation import Organisation
from models.presidency.checked import Check, CheckKind, Field
from models.presidency.rotation_checks import sound, unbroken
from server.languages import words_of
from server.presidency.milestone_words import stretch_in_words
from server.presidency.named_turns import Named


def what_is_well(found: Sequence[Check], language: str) -> str:
    """That nothing is missing and nothing twice, and that all have their mandates, where that is so; else nothing."""
    say = words_of(language).say
    if sound(found):
        return say("No gap, no overlap, every holder has a mandate for the whole term.")
    return say("No gap, no overlap.") if unbroken(found) else ""


def check_in_words(check: Check, organisation: Organisation, language: str) -> str:
    """What one check has found, to stand beside its field."""
    named = Named(organisation, language)
    return _sentence(check, language).format(
        milestone=named.milestone(check.milestone),
        other=named.milestone(check.other_milestone),
        holders=named.offices(check.offices),
        since=named.date(check.since) if check.since else "",
        until=named.date(check.until) if check.until else "",
        most=named.sections(check.most),
        fewest=named.sections(check.fewest),
        most_turns=check.most_turns,
        fewest_turns=check.fewest_turns,
        days=stretch_in_words(check.since, check.until, language) if check.since and check.until else "",
        known=named.known_as(check.milestone),
        other_known=named.known_as(check.other_milestone),
    )


def _sentence(check: Check, language: str) -> str:
    say = words_of(language).say
    match check.kind:
        case CheckKind.GAP if check.term is None:
            return say("The rotation has no terms yet.")
        case CheckKind.GAP:
            return say("The term that begins at “{milestone}” has no holder.")
        case CheckKind.FALLS_AWAY if check.field is Field.ENDS:
            return say("“{milestone}” does not take place, so nothing ends the rotation.")
        case CheckKind.FALLS_AWAY:
            return say("“{milestone}” does not take place, so the term that was to begin there never does.")
        case CheckKind.OVERLAP:
            return say("Two terms begin at “{milestone}”, so the first of them has no length.")
    return _of_order(check, language)


def _of_order(check: Check, language: str) -> str:
    """What is to be said of dates and of numbers."""
    say = words_of(language).say
    match check.kind:
        case CheckKind.UNKNOWN_DATE:
            return say("“{milestone}” has no date yet.")
        case CheckKind.OUT_OF_SEQUENCE if check.field is Field.ENDS:
            return say("The rotation ends at “{milestone}”, but a term begins after that, at “{other}”.")
        case CheckKind.OUT_OF_SEQUENCE:
            return say("By its date “{milestone}” comes before “{other}”, by its number after it.")
        case CheckKind.ORDER_OPEN if check.since == check.until:
            return say(
                "“{other}” ({other_known}) may come after “{milestone}” ({known}): "
                "their order is taken from the sequence."
            )
        case CheckKind.ORDER_OPEN:
            return say(
                "“{other}” and “{milestone}” may both fall in {days}: their order is taken from the sequence."
            )
        case CheckKind.SAME_SEQUENCE:
            return say("“{other}” and “{milestone}” have the same number in the sequence.")
    return _of_holders(check, language)


def _of_holders(check: Check, language: str) -> str:
    say = words_of(language).say
    match check.kind:
        case CheckKind.NO_MANDATE | CheckKind.MANDATE_NOT_KNOWN:
            return _of_mandate(check, language)
        case CheckKind.AWAY if check.since and check.until:
            return say("{holders}: away from {since} to {until}; a deputy stands in.")
        case CheckKind.AWAY:
            return say("{holders}: away for a part of the term; a deputy stands in.")
        case CheckKind.TWICE_RUNNING:
            return say("{holders}: two terms in a row.")
        case CheckKind.ALONE if len(check.offices) > 1:
            return say("{holders}: one person holds both offices.")
        case CheckKind.ALONE:
            return say("{holders}: alone, where most terms have two holders.")
    return say("The sections do not have their turns evenly: {most} {most_turns}, {fewest} {fewest_turns}.")


def _of_mandate(check: Check, language: str) -> str:
    say = words_of(language).say
    if check.since is None:
        return say("{holders}: nobody has entered whether there is a mandate in this term.")
    if check.kind is CheckKind.NO_MANDATE:
        if check.until:
            return say("{holders}: no mandate from {since} to {until}.")
        return say("{holders}: no mandate from {since} on.")
    if check.until:
        return say("{holders}: whether there is a mandate from {since} to {until} is not known.")
    return say("{holders}: whether there is a mandate from {since} on is not known.")
