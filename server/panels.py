"""Panels: a part of a page, rendered once an audience, page and language, for pages and frames alike.

Source: DESIGN §2.8. Nothing personal is in a panel.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

import web
from models.audience import Audience
from models.meeting import Meeting
from models.organisation import code_of
from models.planning.item import ItemId
from models.planning.sitting import TrackId
from server.assets import Assets
from server.chamber import Chamber
from server.floor_pages.coming_views import list_lines, list_sheet
from server.floor_pages.desk_views import member_lines
from server.floor_pages.equity_views import shares_view
from server.floor_pages.floor_views import floor_at
from server.floor_pages.floor_words import floor_words
from server.floor_pages.help_views import help_view
from server.floor_pages.motion_views import motions_view
from server.floor_pages.points_views import points_view
from server.languages import NAMES, catalogue, words_of
from server.meeting_pages.advice_views import advice_views
from server.meeting_pages.programme_views import programme_view
from server.meeting_pages.views import MeetingView, Reader, looked_at, meeting_view
from server.meeting_pages.wall_views import board
from server.organisation_pages.organisation_words import choices
from server.paper_pages.paper_views import papers_by_item
from server.persons.directory import Directory
from server.setup_pages.checklist_views import checklist_view
from server.setup_pages.readiness import Readiness
from server.setup_pages.setup_views import setup_view
from server.watching.groups import NO_PANELS, GroupKey, Place
from server.world import World

PAGES: Mapping[str, tuple[str, ...]] = {
    "follow": ("announcement", "points", "motions", "now", "floor", "day", "next", "agenda"),
    "programme": ("announcement", "programme"),
    "chair": (
        "announcement",
        "points",
        "motions",
        "agenda",
        "now",
        "giving",
        "controls",
        "advice",
        "day",
        "speakers",
        "next",
    ),
    "setup": ("announcement", "checklist", "setup", "proposals", "screens"),
    "desk": ("announcement", "points", "motions", "members", "floor", "speakers"),
    "interpret": ("announcement", "interpret"),
    "overlay": ("overlay",),
    "wall": ("wall", "raised"),
    "walls": ("announcement", "walls"),
    "help": ("announcement", "help"),
    "speaking-times": ("announcement", "shares"),
    "lists": ("announcement", "coming"),
    NO_PANELS: (),
}
HELPING = {Audience.CHAIR: "/chair", Audience.SECRETARIAT: "/chair", Audience.DESK: "/desk"}
"""Who works on lists of speakers, and on which page of theirs."""

FRESH = timedelta(seconds=30)
TEMPLATES = Path(web.__path__[0]) / "templates"


@lru_cache
def environment(language: str) -> Environment:
    """The templates, speaking this language."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters["lasting"] = words_of(language).lasting
    made.globals["lang"] = language
    made.globals["language_names"] = NAMES
    return made


class Panels:
    """Renders; a view is made once a language and seq (and anew when it is old), a panel once for all who see it."""

    def __init__(
        self, base_url: str, assets: Assets, directory: Directory, readiness: Readiness, world: World
    ) -> None:
        self._base_url = base_url
        self._assets = assets
        self._directory = directory
        self._readiness = readiness
        self._world = world
        self._views: dict[tuple[str, str, str], tuple[Meeting, datetime, MeetingView]] = {}
        self._qr: dict[str, Markup] = {}

    def template(self, name: str, language: str) -> Template:
        return environment(language).get_template(name, globals={"asset": self._assets.url})

    def view(self, chamber: Chamber, language: str, track: str = "") -> MeetingView:
        """The meeting as it is now, in this language, on the agenda of this track."""
        meeting = chamber.meeting
        track = track if meeting.running(TrackId(track)) else ""
        key = (chamber.stream, language, track)
        now = self._world.now().replace(microsecond=0)
        known = self._views.get(key)
        if known and known[0] is meeting and now - known[1] < FRESH:
            return known[2]
        slug = meeting.convocation.slug if meeting.convocation else ""
        reader = Reader(
            language=language,
            track=track,
            now=now,
            name=self._directory.name,
            base_url=self._base_url,
            code=code_of(slug),
            qr=self._qr_of(slug, track),
        )
        made = meeting_view(meeting, reader)
        self._views[key] = (meeting, now, made)
        return made

    def seen_from(self, chamber: Chamber, place: Place, language: str) -> MeetingView:
        """The meeting as one page shows it: where that is an item's list, the floor is that item's."""
        shown = self.view(chamber, language, place.track)
        if place.page != "lists" and not (place.page == "list" and place.item):
            return shown
        item = next((one for one in chamber.meeting.items() if one.id == place.item), None)
        now = self._world.now()
        floor = floor_at(chamber.meeting, item, language, now, self._directory.name) if item else None
        return replace(shown, floor=floor)

    def forget(self) -> None:
        """Make every view anew: somebody's name is not to be shown any more."""
        self._views.clear()

    def render(self, chamber: Chamber, key: GroupKey) -> Mapping[str, str]:
        """The panels of a group's page by name, as HTML."""
        names = PAGES[key.page]
        if not names:
            return {}
        context: dict[str, Any] = {
            "meeting": self.seen_from(chamber, key.place, key.language),
            "audience": key.audience.value,
            "page": key.page,
            **self.placed(chamber, key.place, key.language, key.audience),
        }
        return {
            name: self.template(f"panels/{name}.html", key.language).render(context).strip() for name in names
        }

    def placed(self, chamber: Chamber, place: Place, language: str, audience: Audience) -> Mapping[str, Any]:
        """What one page shows beside the meeting: papers; advice, board, members, programme, set-up."""
        meeting, now = chamber.meeting, self._world.now()
        shown: dict[str, Any] = {
            "layout": place.layout,
            "papers": papers_by_item(meeting, audience, language),
            "back_to": back_to(meeting, place),
        }
        if place.page == "chair" and meeting.convocation:
            agenda = looked_at(meeting, place.track)
            shown["advice"] = advice_views(meeting, agenda, now, meeting.convocation.zone, language)
        if place.page in {"chair", "desk", "follow", "wall"}:
            agenda = looked_at(meeting, place.track)
            shown["points"] = points_view(meeting, agenda, language, self._directory.name)
            shown["motions"] = motions_view(meeting, agenda, language, self._directory.name)
        if place.page == "help":
            shown["calls"] = help_view(meeting, language, self._directory.name)
        if place.page == "wall":
            shown["board"] = board(self.view(chamber, language, place.track), place.layout, now)
        if place.page == "lists":
            shown |= self._listed(meeting, ItemId(place.item), language, audience, now)
        if place.page in {"desk", "lists"}:
            shown["members"] = member_lines(meeting, language, self._directory.name)
            shown["kinds"] = choices(floor_words(language).kinds)
        if place.page == "speaking-times":
            shown["shares"] = shares_view(meeting, ItemId(place.item), audience, language, now)
        if place.page == "programme":
            shown["programme"] = programme_view(chamber.meeting, language, now, self._directory.name)
        if place.page == "setup":
            shown["setup"] = setup_view(meeting, place.track, language)
            facts = self._readiness.facts(chamber)
            shown["checklist"] = checklist_view(meeting, now, facts, language)
        return shown

    def _listed(
        self, meeting: Meeting, item: ItemId, language: str, audience: Audience, now: datetime
    ) -> Mapping[str, Any]:
        """The lists of coming items, or the one that is looked at, as far as they are this audience's."""
        helps = audience in HELPING
        sheet = list_sheet(meeting, item, language, now)
        lines = list_lines(meeting, meeting.agendas, language, now)
        return {
            "helps": helps,
            "sheet": sheet,
            "list_item": item if sheet else "",
            "lines": tuple(one for one in lines if helps or one.takes),
            "own_page": HELPING.get(audience, ""),
        }

    def _qr_of(self, slug: str, track: str) -> Markup:
        address = f"{self._base_url}/meetings/{slug}" + (f"?{urlencode({'track': track})}" if track else "")
        if address not in self._qr:
            self._qr[address] = qr(address)
        return self._qr[address]


def back_to(meeting: Meeting, place: Place) -> str:
    """Where a press on this page leads back to."""
    slug = meeting.convocation.slug if meeting.convocation else ""
    here = f"/meetings/{slug}" + ("" if place.page == "follow" else f"/{place.page}")
    return f"{here}?{urlencode({'item': place.item})}" if place.item else here


def qr(text: str) -> Markup:
    """A QR code as an SVG drawn in the colour of its text, without any style attribute."""
    rows = [list(row) for row in segno.make(text, error="m").matrix]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return Markup(  # noqa: S704 - numbers alone go into it
        f'<svg class="qr" viewBox="-2 -2 {size + 4} {size + 4}" role="img" aria-label="QR" '
        f'shape-rendering="crispEdges"><path fill="currentColor" d="{path}"/></svg>'
    )
