"""What the set-up page shows beside the meeting itself: where items can go, what cannot hold, what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.meeting import Meeting, MeetingState
from models.planning.agenda import Agenda
from models.planning.flags import Flag, clashes, flags
from models.planning.item import AgendaItem, ItemId
from models.planning.programme import sitting_spans
from models.planning.proposal import Proposal
from models.rules.numbering import renumbered
from models.screens import WallLayout
from models.text import LANGUAGES, Text
from server.languages import NAMES, words_of
from server.meeting_pages.views import PLENARY, looked_at
from server.setup_pages.setup_places import Place, Places, Ways
from server.words import Words


@dataclass(frozen=True)
class TrackLine:
    """An agenda of this meeting; `value` is how addresses call it."""

    value: str
    id: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Renumbered:
    old: str
    new: str
    title: str


@dataclass(frozen=True)
class PlaceChoice:
    """A place to choose, and in what sitting it is."""

    sitting: str
    place: Place
    words: str


@dataclass(frozen=True)
class ProposalView:
    id: str
    title: str
    lang: str
    source: str
    minutes: int
    kind_words: str


@dataclass(frozen=True)
class SetupView:
    """`ways`, `missing` and `flags` are known by the id of an item or a sitting; `track` is this agenda's address."""

    track: str
    tracks: tuple[TrackLine, ...]
    ways: Mapping[str, Ways]
    missing: Mapping[str, str]
    flags: Mapping[str, tuple[str, ...]]
    editable: bool
    items: int
    renumbering: tuple[Renumbered, ...]
    proposals: tuple[ProposalView, ...]
    places: tuple[PlaceChoice, ...]
    layouts: tuple[tuple[str, str, bool], ...]


def setup_view(meeting: Meeting, track: str, language: str) -> SetupView:
    """One agenda of a meeting as a secretariat prepares it, in its language."""
    agenda, words = looked_at(meeting, track), words_of(language)
    places = Places(agenda)
    titles = {item.id: item.number for item in agenda.items}
    named: dict[str, Text] = {i.id: i.title for i in meeting.items()}
    named |= {s.id: s.title for a in meeting.agendas for s in a.sittings}
    return SetupView(
        track=address_of(meeting, agenda),
        tracks=_tracks(meeting, agenda, words, language),
        ways={item.id: places.ways(item) for item in agenda.items},
        missing=_missing(agenda),
        flags=_flagged(_cannot_hold(meeting, agenda), named, words, language),
        editable=meeting.state is not MeetingState.CLOSED,
        items=len(agenda.items),
        renumbering=tuple(
            Renumbered(titles[r.item], r.number, named[r.item].read(language)[0]) for r in renumbered(agenda)
        ),
        proposals=tuple(_proposal(proposal, words, language) for proposal in meeting.proposals),
        places=place_choices(agenda, words, language, under=False) if meeting.proposals else (),
        layouts=tuple(
            (layout.value, words.layouts[layout], layout is meeting.screens.wall) for layout in WallLayout
        ),
    )


def address_of(meeting: Meeting, agenda: Agenda) -> str:
    """How addresses call this agenda; nothing where a page shows it by itself."""
    if agenda.track:
        return agenda.track.id
    return "" if agenda is meeting.leading else PLENARY


def place_choices(
    agenda: Agenda, words: Words, language: str, *, under: bool, moving: frozenset[ItemId] = frozenset()
) -> tuple[PlaceChoice, ...]:
    """Where something may be put: first in a sitting, behind an item, and `under` it."""
    titles = {s.id: s.title.read(language)[0] for s in agenda.sittings}
    choices = [
        PlaceChoice(title, {"sitting": sitting}, words.say("first in “{title}”").format(title=title))
        for sitting, title in titles.items()
    ]
    for sitting, item in Places(agenda).ahead(without=moving):
        name, where = named_item(item, language), titles.get(sitting, "") if sitting else ""
        choices.append(PlaceChoice(where, {"after": item.id}, words.say("behind {item}").format(item=name)))
        if under and not item.outcome:
            below = words.say("under {item}").format(item=name)
            choices.append(PlaceChoice(where, {"parent": item.id}, below))
    order = list(titles.values())
    return tuple(sorted(choices, key=lambda c: order.index(c.sitting) if c.sitting in order else -1))


def named_item(item: AgendaItem, language: str) -> str:
    return f"{item.number} {item.title.read(language)[0]}".strip()


def untranslated(*texts: Text) -> str:
    """The languages in which one of these texts is missing although it is written in another."""
    lacking = [
        code
        for code in LANGUAGES
        if any(not getattr(t, code) and any(getattr(t, other) for other in LANGUAGES) for t in texts)
    ]
    return ", ".join(NAMES[code] for code in lacking)


def _missing(agenda: Agenda) -> Mapping[str, str]:
    every: dict[str, str] = {i.id: untranslated(i.title, i.draft_decision) for i in agenda.items}
    every |= {s.id: untranslated(s.title) for s in agenda.sittings}
    return {known: languages for known, languages in every.items() if languages}


def _tracks(meeting: Meeting, shown: Agenda, words: Words, language: str) -> tuple[TrackLine, ...]:
    """Every agenda, if there are several, whether something stands on it or not."""
    if not meeting.parallel:
        return ()
    return tuple(
        TrackLine(
            agenda.track.id if agenda.track else PLENARY,
            agenda.track.id if agenda.track else "",
            agenda.track.title.read(language)[0] if agenda.track else words.say("Plenary"),
            agenda is shown,
        )
        for agenda in meeting.agendas
    )


def _cannot_hold(meeting: Meeting, agenda: Agenda) -> Iterator[Flag]:
    """What cannot hold in this agenda's plan, and which of its sittings are in the place of another."""
    yield from flags(agenda)
    own = {sitting.id for sitting in agenda.sittings}
    spans = {known: span for one in meeting.agendas for known, span in sitting_spans(one).items()}
    every = [sitting for one in meeting.agendas for sitting in one.sittings]
    yield from (clash for clash in clashes(every, spans) if clash.sitting in own)


def _flagged(
    flags: Iterable[Flag], named: Mapping[str, Text], words: Words, language: str
) -> Mapping[str, tuple[str, ...]]:
    flagged: dict[str, tuple[str, ...]] = {}
    for flag in flags:
        about = flag.item or flag.sitting or ""
        other = named.get(flag.other or "", Text()).read(language)[0]
        sentence = words.flags[flag.reason].format(lasting=words.lasting(flag.minutes), other=other)
        flagged[about] = (*flagged.get(about, ()), sentence)
    return flagged


def _proposal(proposal: Proposal, words: Words, language: str) -> ProposalView:
    title, lang = proposal.item.title.read(language)
    return ProposalView(
        proposal.id,
        title,
        lang,
        proposal.title.read(language)[0],
        proposal.item.minutes,
        words.kinds[proposal.item.kind],
    )
