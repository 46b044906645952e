"""The editors of the set-up page, each made when somebody opens it: of an item, a sitting, a track, the meeting.

An editor is for one person (the meetings it can defer to are those they may propose to), so it is no panel: a page
puts it in its place, or is made of it where there is no script. Source: DOMAIN §7 (nobody's text is lost).
"""

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from models import wire
from models.convocation import Convocation
from models.meeting import Meeting, MeetingState
from models.planning.agenda import Agenda
from models.planning.arrangement import branch
from models.planning.item import AgendaItem, ItemId, Kind
from models.planning.particulars import Particulars, particulars_of
from models.planning.programme import planned_starts
from models.planning.sitting import Contributor, Sitting, SittingId, Track, TrackId
from models.text import Text
from server.languages import words_of
from server.meeting_pages.views import looked_at
from server.setup_pages.setup_forms import Fields, item_fields, meeting_fields, sitting_fields, text_fields
from server.setup_pages.setup_places import Place, Places
from server.setup_pages.setup_speakers import Name, speaker_lines
from server.setup_pages.setup_views import PlaceChoice, address_of, named_item, place_choices

USUAL_MINUTES = 10


@dataclass(frozen=True)
class Editor:
    """One editor: its address below `setup/`, the page's name for it, and what its fields show by their names.

    `seen` is what its author sees, as JSON's values. After a refusal `fields` are what they had written,
    `conflicts` the other's words by path (`title.fr`), and `theirs` lays these over `now`; `faults` says by path what
    cannot be so.
    """

    part: str
    title: str
    track: str
    fields: Fields
    seen: Mapping[str, Any] = field(default_factory=dict)
    conflicts: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The name of the template that shows it: `item`, `new_item`, `sitting`."""
        place, _, what = self.part.partition("/")
        return f"new_{what}" if place == "new" else place.removesuffix("s")


class Editors:
    """Makes editors of one meeting for one reader, at one moment."""

    def __init__(self, meeting: Meeting, language: str, now: datetime, name: Name) -> None:
        if meeting.convocation is None:
            raise ValueError("a meeting without a convocation has no page")
        self._meeting = meeting
        self._convocation: Convocation = meeting.convocation
        self._language = language
        self._words = words_of(language)
        self._now = now
        self._name = name

    def editor(self, part: str, asked: Mapping[str, str]) -> Editor | None:
        """The editor at this address, with what its query asks; None where there is nothing of the kind."""
        place, _, what = part.partition("/")
        match place, what:
            case "new", "item":
                return self._new_item(asked)
            case "new", "sitting":
                return self._new_sitting(asked)
            case "new", "track":
                return Editor(part, self._words.say("New track"), "", text_fields("track.title", Text()))
            case "meeting", "particulars":
                return self._particulars()
            case "items", _:
                return self._item(ItemId(what))
            case "sittings", _:
                return self._sitting(SittingId(what))
            case "tracks", _:
                return self._track(TrackId(what))
        return None

    def _item(self, known: ItemId) -> Editor | None:
        agenda = self._meeting.agenda_of(known)
        item = agenda.find(known) if agenda else None
        if agenda is None or item is None:
            return None
        draft = self._meeting.state is MeetingState.DRAFT
        begun = bool(item.started)
        return Editor(
            f"items/{item.id}",
            named_item(item, self._language),
            address_of(self._meeting, agenda),
            item_fields(
                "now", particulars_of(item), self._convocation.zone, self._day(agenda, item, item.sitting)
            ),
            wire.to_wire(particulars_of(item)),
            more={
                "item": item,
                "ways": Places(agenda).ways(item),
                "places": self._places(agenda, item),
                "speakers": self._speakers(item.roles),
                "roles": wire.to_wire(item.roles),
                "splits": not item.outcome,
                "removes": draft,
                "withdraws": not draft and not item.outcome and not begun,
                "restores": item.outcome in {"withdrawn", "deferred"} and not begun,
                "kinds": self._words.kinds,
                "purposes": self._words.purposes,
            },
        )

    def _new_item(self, asked: Mapping[str, str]) -> Editor | None:
        """A new item: last of a sitting, or before, behind or under an item."""
        beside = next((ItemId(asked[way]) for way in ("before", "after", "under") if asked.get(way)), None)
        agenda = (
            self._meeting.agenda_of(beside) if beside else looked_at(self._meeting, asked.get("track", ""))
        )
        if agenda is None:
            return None
        sitting = SittingId(asked.get("sitting", "")) or None
        if sitting and not any(s.id == sitting for s in agenda.sittings):
            return None
        places, item = Places(agenda), agenda.find(beside)
        place: Place = places.end(sitting)
        if item:
            sitting = item.sitting
            behind: Place = {"after": item.id}
            place = places.before(item) if asked.get("before") else behind
            place = places.end_of(item) if asked.get("under") else place
        fresh = Particulars(Text(), Kind.REPORT, USUAL_MINUTES)
        return Editor(
            "new/item",
            self._words.say("New item"),
            address_of(self._meeting, agenda),
            item_fields("item", fresh, self._convocation.zone, self._day(agenda, item, sitting)),
            more={
                "place": place,
                "again": not asked.get("after"),
                "where": self._where(agenda, asked, item, sitting),
                "kinds": self._words.kinds,
                "purposes": self._words.purposes,
            },
        )

    def _where(
        self, agenda: Agenda, asked: Mapping[str, str], item: AgendaItem | None, sitting: SittingId | None
    ) -> str:
        say = self._words.say
        if item is None:
            title = next((s.title.read(self._language)[0] for s in agenda.sittings if s.id == sitting), "")
            return say("last in “{title}”").format(title=title) if title else say("last on the agenda")
        name = named_item(item, self._language)
        if asked.get("before"):
            return say("before {item}").format(item=name)
        if asked.get("under"):
            return say("under {item}").format(item=name)
        return say("behind {item}").format(item=name)

    def _sitting(self, known: SittingId) -> Editor | None:
        sitting = self._meeting.sitting(known)
        if sitting is None:
            return None
        agenda = next(a for a in self._meeting.agendas if sitting in a.sittings)
        items = [item for item in agenda.items if item.sitting == sitting.id]
        return Editor(
            f"sittings/{sitting.id}",
            sitting.title.read(self._language)[0],
            address_of(self._meeting, agenda),
            sitting_fields("now", sitting, self._convocation.zone),
            wire.to_wire(sitting),
            more={
                "sitting": sitting,
                "chair_hint": self._chair_hint(sitting),
                "speakers": self._speakers(sitting.contributors),
                "roles": wire.to_wire(sitting.contributors),
                "tracks": self._tracks(),
                "items": len(items),
                "removes": self._meeting.state is MeetingState.DRAFT,
                "withdraws": not sitting.withdrawn and not any(i.started and not i.outcome for i in items),
            },
        )

    def _chair_hint(self, sitting: Sitting) -> str:
        """What the chair that is written gives to whom."""
        if not sitting.chair or self._convocation.of is None:
            return self._words.say("the office, not the person")
        if sitting.chair_office is None:
            return self._words.say(
                "words alone: choose an office from the list, and whoever holds it chairs here too"
            )
        return self._words.say("whoever holds this office that day chairs the sitting here too")

    def _new_sitting(self, asked: Mapping[str, str]) -> Editor:
        agenda = looked_at(self._meeting, asked.get("track", ""))
        last = next((s for s in reversed(agenda.sittings) if s.starts or s.day), None)
        fresh = Sitting(SittingId(""), Text(), track=agenda.track.id if agenda.track else None)
        fields = sitting_fields("sitting", fresh, self._convocation.zone)
        day = (
            last.starts.astimezone(ZoneInfo(self._convocation.zone)).date() if last and last.starts else None
        )
        day = day or (last.day if last else None)
        return Editor(
            "new/sitting",
            self._words.say("New sitting"),
            address_of(self._meeting, agenda),
            {**fields, "sitting.day:day": day.isoformat() if day else ""},
            more={"tracks": self._tracks()},
        )

    def _track(self, known: TrackId) -> Editor | None:
        agenda = self._meeting.running(known)
        if agenda is None or agenda.track is None:
            return None
        title = agenda.track.title
        return Editor(
            f"tracks/{known}",
            title.read(self._language)[0],
            known,
            text_fields("now", title),
            wire.to_wire(title),
            more={"track": agenda.track},
        )

    def _particulars(self) -> Editor:
        return Editor(
            "meeting/particulars",
            self._words.say("The meeting"),
            "",
            meeting_fields(self._convocation),
            wire.to_wire(self._convocation),
            more={"zones": zones(), "formats": self._words.formats},
        )

    def _speakers(self, who: tuple[Contributor, ...]) -> str:
        return speaker_lines(who, self._name, self._words)

    def _tracks(self) -> tuple[tuple[str, str], ...]:
        tracks: list[Track] = [a.track for a in self._meeting.parallel if a.track]
        return tuple((track.id, track.title.read(self._language)[0]) for track in tracks)

    def _places(self, agenda: Agenda, item: AgendaItem) -> tuple[tuple[str, tuple[PlaceChoice, ...]], ...]:
        """Where the item may go, by sitting: on its own agenda, and first in a sitting of another."""
        moving = frozenset(i.id for i in branch(agenda.items, item.id))
        here = place_choices(agenda, self._words, self._language, under=True, moving=moving)
        elsewhere = (
            replace(choice, sitting=f"{self._called(other)} · {choice.sitting}")
            for other in self._meeting.agendas
            if other is not agenda
            for choice in place_choices(replace(other, items=()), self._words, self._language, under=False)
        )
        grouped = groupby((*here, *elsewhere), lambda choice: choice.sitting)
        return tuple((sitting, tuple(choices)) for sitting, choices in grouped)

    def _called(self, agenda: Agenda) -> str:
        return agenda.track.title.read(self._language)[0] if agenda.track else self._words.say("Plenary")

    def _day(self, agenda: Agenda, item: AgendaItem | None, sitting: SittingId | None) -> date:
        """The day on which a start is most likely to be fixed: the item's, the sitting's, the meeting's, today."""
        plan = planned_starts(agenda)
        held = next((s for s in agenda.sittings if s.id == sitting), None)
        at = (plan.get(item.id) if item else None) or (held.starts if held else None)
        if at is None and held and held.day:
            return held.day
        at = at or max(plan.values(), default=None) or self._now
        return at.astimezone(ZoneInfo(self._convocation.zone)).date()


@lru_cache
def zones() -> tuple[str, ...]:
    """Every time zone there is, by name."""
    return tuple(sorted(zoneinfo.available_timezones()))
