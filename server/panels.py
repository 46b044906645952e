"""Panels: a part of a page, rendered once an audience, page and language, for pages and frames alike.

Source: DESIGN §2.8. Nothing personal is in a panel.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

import web
from models.meeting import Meeting
from server.assets import Assets
from server.chamber import Chamber
from server.groups import NO_PANELS, GroupKey
from server.languages import NAMES, catalogue
from server.views import MeetingView, Reader, meeting_view

PAGES: Mapping[str, tuple[str, ...]] = {
    "follow": ("now", "next", "agenda"),
    "chair": ("agenda", "now", "controls", "next"),
    "wall": ("wall",),
    NO_PANELS: (),
}
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
    made.globals["lang"] = language
    made.globals["language_names"] = NAMES
    return made


class Panels:
    """Renders; the view of a meeting is made once a language and seq, a panel once for all who see the same."""

    def __init__(self, base_url: str, assets: Assets) -> None:
        self._base_url = base_url
        self._assets = assets
        self._views: dict[tuple[str, str], tuple[Meeting, MeetingView]] = {}
        self._qr: dict[str, Markup] = {}

    def template(self, name: str, language: str) -> Template:
        return environment(language).get_template(name, globals={"asset": self._assets.url})

    def view(self, chamber: Chamber, language: str) -> MeetingView:
        """The meeting as it is now, in this language."""
        meeting, key = chamber.meeting, (chamber.stream, language)
        known = self._views.get(key)
        if known and known[0] is meeting:
            return known[1]
        slug = meeting.convocation.slug if meeting.convocation else ""
        made = meeting_view(meeting, Reader(language, self._base_url, self._code(slug)))
        self._views[key] = (meeting, made)
        return made

    def render(self, chamber: Chamber, key: GroupKey) -> Mapping[str, str]:
        """The panels of a group's page by name, as HTML."""
        names = PAGES[key.page]
        if not names:
            return {}
        context: dict[str, Any] = {
            "meeting": self.view(chamber, key.language),
            "audience": key.audience.value,
            "page": key.page,
        }
        return {
            name: self.template(f"panels/{name}.html", key.language).render(context).strip() for name in names
        }

    def _code(self, slug: str) -> Markup:
        if slug not in self._qr:
            self._qr[slug] = qr(f"{self._base_url}/meetings/{slug}")
        return self._qr[slug]


def qr(text: str) -> Markup:
    """A QR code as an SVG drawn in the colour of its text, without any style attribute."""
    rows = [list(row) for row in segno.make(text, error="m").matrix]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return Markup(  # noqa: S704 - numbers alone go into it
        f'<svg class="qr" viewBox="-2 -2 {size + 4} {size + 4}" role="img" aria-label="QR" '
        f'shape-rendering="crispEdges"><path fill="currentColor" d="{path}"/></svg>'
    )
