"""Ids for what is imported: readable, the same for the same rows, and never one that is taken."""

import re
from collections.abc import Iterable
from string import ascii_lowercase

from models.belonging.membership import MemberId
from models.belonging.offices import OfficeId
from models.belonging.posts import AppointmentId
from models.planning.item import ItemId, Kind
from models.planning.sitting import SittingId, TrackId
from server.imports.spelling import folded

LONGEST = 60


class Identities:
    """Gives each thing an id of its own: "item-10-2", "item-opening", "sitting-2", "soria-delegate"."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._kinds: dict[Kind, int] = {}
        self._children: dict[str, int] = {}

    def item(self, number: str, kind: Kind, parent: ItemId | None) -> ItemId:
        """By its number; else by its place under its parent, or among those of its kind."""
        if words := _slug(number):
            return ItemId(self._own(f"item-{words}"))
        if parent:
            self._children[parent] = place = self._children.get(parent, 0) + 1
            return ItemId(self._own(f"{parent[:LONGEST]}-{_letter(place)}"))
        self._kinds[kind] = place = self._kinds.get(kind, 0) + 1
        return ItemId(self._own(f"item-{kind}" if place == 1 else f"item-{kind}-{place}"))

    def sitting(self, place: int) -> SittingId:
        return SittingId(self._own(f"sitting-{place}"))

    def track(self, title: str, place: int) -> TrackId:
        return TrackId(self._own(f"track-{_slug(title) or place}"))

    def member(self, name: str) -> MemberId:
        """By its name."""
        return MemberId(self._own(_slug(name) or "member"))

    def office(self, title: str) -> OfficeId:
        """By its title."""
        return OfficeId(self._own(_slug(title) or "office"))

    def appointment(self, member: str, seat: str) -> AppointmentId:
        return AppointmentId(self._own(f"{member[:LONGEST]}-{seat}"))

    def _own(self, wanted: str) -> str:
        """This id, or with the first letter that makes it nobody else's: "item-10b" is no 10.2."""
        name, more = wanted, 1
        while name in self._taken:
            more += 1
            name = f"{wanted}{_letter(more)}"
        self._taken.add(name)
        return name


def _letter(place: int) -> str:
    """Letters, so that what stands under "item-debate" is not taken for the second debate."""
    return ascii_lowercase[place - 1] if place <= len(ascii_lowercase) else str(place)


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folded(words))[:LONGEST].strip("-")
