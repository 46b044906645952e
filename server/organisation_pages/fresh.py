"""Ids for what a form enters: readable from its name where there is one, never had before in its place."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from itertools import count
from typing import Any

from models.body import Body
from models.text import LANGUAGES
from server.organisation_pages.desk import Desk
from server.world import World

LONGEST = 50
NEW: Mapping[str, tuple[str, str]] = {
    "enter_member": ("member", "name"),
    "appoint": ("appointment", ""),
    "enter_section": ("section", "name"),
    "enter_office": ("office", "title"),
    "enter_mandate": ("mandate", ""),
    "found_body": ("charter", "name"),
    "enter_milestone": ("milestone", "name"),
    "set_term": ("now", ""),
    "hand_over": ("handover", ""),
    "make_override": ("override", ""),
}
"""What a command enters, and which of its texts its id is made of."""


class Fresh:
    """Gives ids at one desk."""

    def __init__(self, desk: Desk, world: World) -> None:
        self._desk = desk
        self._world = world

    def identify(self, name: str, data: dict[str, Any]) -> str:
        """The id of what this command enters, given to it where it has none; empty if it enters nothing."""
        if name == "begin_rotation":
            return self._rotation(data)
        kind, text = NEW.get(name, ("", ""))
        entered = data.get(kind)
        if not isinstance(entered, dict):
            return ""
        if not entered.get("id"):
            words = entered.get(text) if text else None
            wanted = slug(_written(words))
            taken = self._taken(kind)
            entered["id"] = _free(wanted, taken) if wanted else self._world.new_id()
        return str(entered["id"])

    def _rotation(self, data: dict[str, Any]) -> str:
        """A rotation's id is its place in every address: made of its name where nobody has written one."""
        about, body = data.get("about"), self._desk.chamber.state
        if not data.get("rotation") and isinstance(about, Mapping) and isinstance(body, Body):
            wanted = slug(_written(about.get("name")))
            data["rotation"] = _free(wanted, body.rotations.keys()) if wanted else self._world.new_id()
        return str(data.get("rotation", ""))

    def _taken(self, kind: str) -> Collection[str]:
        state = self._desk.chamber.state
        if isinstance(state, Body):
            return state.members.keys()
        offices = self._desk.offices
        match kind:
            case "section":
                return {section.id for section in offices.sections}
            case "office":
                return {office.id for office in offices.offices}
            case "milestone":
                return self._desk.organisation.milestones.keys()
        return ()  # a body's address is never another than its name says


def slug(words: str) -> str:
    """`Mayor of Xi'an` → `mayor-of-xi-an`; nothing where there is no Latin letter in it."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


def _free(wanted: str, taken: Collection[str]) -> str:
    if wanted not in taken:
        return wanted
    return next(new for n in count(2) if (new := f"{wanted}-{n}") not in taken)


def _written(words: Any) -> str:
    if not isinstance(words, Mapping):
        return ""
    return next((str(words[code]) for code in LANGUAGES if words.get(code)), "")
