"""How the floor was shared, as people read it: each breakdown as lines with their bars, in one language.

A bar is as long as its share of the time, beside the longest; where members are known, a mark says their share.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from babel.numbers import format_percent

from models.audience import Audience
from models.meeting import Meeting
from models.planning.item import AgendaItem, ItemId
from models.speaking.equity import Equity, Intervention, Side, debated, equity
from models.speaking.history import Tally
from models.speaking.request import Gender
from models.text import Text
from server.languages import words_of

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class ShareLine:
    """`width` and `mark` are hundredths of a bar's room; `members` and `mark` are None where nothing says them."""

    words: str
    lang: str
    time: str
    share: str
    interventions: int
    seconds: int
    members: int | None = None
    width: float = 0
    mark: float | None = None


@dataclass(frozen=True)
class Breakdown:
    """What the floor's time is divided by: `code` for programs and ids, `group` heads the column of the lines."""

    code: str
    title: str
    group: str
    lines: tuple[ShareLine, ...]

    @property
    def marked(self) -> bool:
        """Whether its bars show the share of members as well."""
        return any(line.mark is not None for line in self.lines)


@dataclass(frozen=True)
class SharesView:
    """How the floor was shared `of` an item, else in the meeting; `choices` are the items that were debated."""

    of: str
    choices: tuple[tuple[str, str], ...]
    interventions: int
    altogether: str
    breakdowns: tuple[Breakdown, ...]


SEES_GENDERS = frozenset({Audience.CHAIR, Audience.SECRETARIAT})


def shares_view(
    meeting: Meeting, item: ItemId, audience: Audience, language: str, now: datetime
) -> SharesView:
    """The shares of this item, of the meeting where there is no such item; genders where they may be seen."""
    of = item if meeting.agenda_of(item) else None
    found = equity(meeting, now, of)
    return SharesView(
        of=of or "",
        choices=tuple((one.id, _named(one, language)) for one in debated(meeting)),
        interventions=found.total.interventions,
        altogether=time_in_words(found.total.seconds, language),
        breakdowns=Shares(found, language).breakdowns(genders=audience in SEES_GENDERS),
    )


def _named(item: AgendaItem, language: str) -> str:
    return f"{item.number} {item.title.read(language)[0]}".strip()


K = TypeVar("K")


class Shares:
    """One equity in one language."""

    def __init__(self, found: Equity, language: str) -> None:
        self._found = found
        self._language = language
        self._words = words_of(language)

    def breakdowns(self, *, genders: bool) -> tuple[Breakdown, ...]:
        """Those that say something: by section only where there are any."""
        told = [*self._sections(), self._sides(), self._interventions()]
        return (*told, self._genders()) if genders else tuple(told)

    def _sections(self) -> Iterable[Breakdown]:
        _ = self._words.say
        found = self._found.sections
        if any(section != Text() for section in found):
            none = _("Of no section")
            named = {section: section.read(self._language) for section in found}
            names = {section: (said or none, lang) for section, (said, lang) in named.items()}
            order = sorted(found, key=lambda one: (-found[one].seconds, not any(named[one][0]), names[one]))
            tallies = {section: found[section] for section in order}
            yield Breakdown(
                "section", _("By section"), _("Section"), self._lines(tallies, names, self._found.seats)
            )

    def _sides(self) -> Breakdown:
        _ = self._words.say
        names = {Side.ROOM: _("In the room"), Side.REMOTE: _("Remote")}
        lines = self._lines(self._found.sides, self._own(names))
        return Breakdown("from", _("In the room and remote"), _("From where"), lines)

    def _interventions(self) -> Breakdown:
        _ = self._words.say
        names = {
            Intervention.FIRST: _("First intervention in this meeting"),
            Intervention.FURTHER: _("Further interventions"),
        }
        lines = self._lines(self._found.interventions, self._own(names))
        return Breakdown("first", _("First interventions and further ones"), _("Intervention"), lines)

    def _genders(self) -> Breakdown:
        _ = self._words.say
        names = {
            Gender.WOMAN: _("Women"),
            Gender.MAN: _("Men"),
            Gender.OTHER: _("Another gender"),
            None: _("Not said"),
        }
        tallies = {gender: self._found.genders[gender] for gender in names if gender in self._found.genders}
        lines = self._lines(tallies, self._own(names))
        return Breakdown("gender", _("By gender"), _("Gender"), lines)

    def _own(self, names: Mapping[K, str]) -> Mapping[K, tuple[str, str]]:
        return {key: (words, self._language) for key, words in names.items()}

    def _lines(
        self,
        tallies: Mapping[K, Tally],
        names: Mapping[K, tuple[str, str]],
        seats: Mapping[K, int] | None = None,
    ) -> tuple[ShareLine, ...]:
        whole = self._found.total.seconds
        members = sum(seats.values()) if seats else 0
        shares = {key: tally.seconds / whole if whole else 0.0 for key, tally in tallies.items()}
        parts = {key: (seats or {}).get(key, 0) / members for key in tallies} if members else {}
        longest = max([*shares.values(), *parts.values()], default=0) or 1
        return tuple(
            ShareLine(
                *names[key],
                time=time_in_words(tally.seconds, self._language),
                share=format_percent(shares[key], locale=self._language),
                interventions=tally.interventions,
                seconds=tally.seconds,
                members=(seats or {}).get(key, 0) if members else None,
                width=round(100 * shares[key] / longest, 2),
                mark=round(100 * parts[key] / longest, 2) if members else None,
            )
            for key, tally in tallies.items()
        )


def time_in_words(seconds: int, language: str) -> str:
    """To the second, since others add these up: `45 s`, `12 min`, `1 h 5 min 30 s`."""
    say = words_of(language).say
    hours, minutes = divmod(seconds // MINUTE, HOUR // MINUTE)
    parts = (
        say("{hours} h").format(hours=hours) if hours else "",
        say("{minutes} min").format(minutes=minutes) if minutes else "",
        say("{seconds} s").format(seconds=seconds % MINUTE) if seconds % MINUTE or not seconds else "",
    )
    return " ".join(part for part in parts if part)
