"""Several rotations over one body, in sentences: which of them counts now, and which overlap by plan."""

from collections.abc import Iterator
from datetime import timedelta

from models.presidency.counting import Counting
from server.languages import words_of
from server.presidency.named_turns import Named
from server.presidency.register import Kept, PresidencyRegister


def contested(register: PresidencyRegister, kept: Kept, language: str) -> Iterator[str]:
    """Which rotation counts where there are several, and why."""
    say = words_of(language).say
    for over, contest in register.contests(kept):
        if contest.why is Counting.CHAIRS:
            said = say("Over “{body}”, “{counts}” counts before “{other}”: it is about chairs alone.")
        elif contest.why is Counting.BEGAN_LAST:
            said = say("Over “{body}”, “{counts}” counts before “{other}”: the turn by it began last.")
        else:
            said = say(
                "Over “{body}”, “{counts}” counts before “{other}”: both turns began at once, and its address "
                "comes first."
            )
        yield said.format(
            body=register.called(over).read(language)[0],
            counts=contest.counts.name.read(language)[0],
            other=contest.other.name.read(language)[0],
        )


def overlapping(register: PresidencyRegister, kept: Kept, language: str) -> tuple[str, ...]:
    """Which other rotations are over the same bodies at the same time, a sentence each."""
    say, named = words_of(language).say, Named(register.organisation, language)
    until = say("“{other}” is over “{body}” too from {first} to {last}: the turn that begins last counts.")
    on = say("“{other}” is over “{body}” too from {first} on: the turn that begins last counts.")
    return tuple(
        (until if one.last else on).format(
            other=one.other.read(language)[0],
            body=register.called(one.over).read(language)[0],
            first=named.day(one.first),
            last=named.day(one.last - timedelta.resolution) if one.last else "",
        )
        for one in register.overlaps(kept)
    )
