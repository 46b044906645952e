"""How many seconds a speech may take when it begins: its limit, and no more than the item and the section have left.

Source: DOMAIN §2. Nothing is cut: a speech that begins with nothing left is over its limit from its first second.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from models.body import Rules
from models.planning.item import AgendaItem
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.request import Request, RequestKind, Speaker
from models.speaking.speech import Speech


def allowance(
    item: AgendaItem, speakers: ListOfSpeakers, rules: Rules, request: Request, at: datetime
) -> int | None:
    """The seconds of this request's speech if it began at that moment; None: nothing limits it."""
    limits = (limit_of(item, speakers, rules, request), *budgets(speakers, request.speaker, at))
    return min((one for one in limits if one is not None), default=None)


def budgets(speakers: ListOfSpeakers, speaker: Speaker, at: datetime) -> tuple[int | None, int | None]:
    """What is left at that moment of the item's budget and of the speaker's section's; never below zero."""
    spoken = speakers.speeches
    section = speaker.section
    of_section = [speech for speech in spoken if speech.request.speaker.section == section]
    named = any((section.en, section.fr, section.es))
    return (
        _left(speakers.limits.together, spoken, at),
        _left(speakers.limits.section, of_section, at) if named else None,
    )


def rights_of_reply(speakers: ListOfSpeakers, speaker: Speaker) -> int:
    """How many rights of reply this speaker has had, has, or waits for at this item."""
    away = (request for request in speakers.skipped if request.lost is None)
    every = (*(speech.request for speech in speakers.speeches), *speakers.waiting, *away)
    return sum(r.kind is RequestKind.RIGHT_OF_REPLY and r.speaker.same(speaker) for r in every)


def limit_of(item: AgendaItem, speakers: ListOfSpeakers, rules: Rules, request: Request) -> int | None:
    """By the list's limits, else the item's, else the body's; a second right of reply has its own, else half."""
    of_item = item.time_limit if request.kind is RequestKind.STATEMENT else None
    known = (speakers.limits.of(request.kind, request.speaker.role), of_item, rules.speaking_limit)
    limit = next((one for one in known if one is not None), None)
    if request.kind is not RequestKind.RIGHT_OF_REPLY:
        return limit
    had = [speech.request for speech in speakers.speeches if speech.request.kind is request.kind]
    if not any(one.speaker.same(request.speaker) for one in had):
        return limit
    second = speakers.limits.second_reply
    return second if second is not None or limit is None else limit // 2


def limit_on_motion(item: AgendaItem, speakers: ListOfSpeakers, rules: Rules) -> int | None:
    """The seconds of a speech on a procedural motion: by the list, else the body, else as a statement; and no budget.

    None where nobody has said anything: no rule is invented (DOMAIN §1).
    """
    said = (
        speakers.limits.motion,
        rules.motion_speaking_limit,
        speakers.limits.of(RequestKind.STATEMENT, None),
        item.time_limit,
        rules.speaking_limit,
    )
    return next((one for one in said if one is not None), None)


def _left(budget: int | None, spoken: Iterable[Speech], at: datetime) -> int | None:
    if budget is None:
        return None
    taken = sum((speech.taken(at) for speech in spoken), timedelta())
    return max(0, budget - int(taken.total_seconds()))
