"""What the pages call the things of bodies and offices, in the reader's language."""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Any

from models.belonging.membership import MemberKind
from models.body import OrderPolicy, RemoteVoting
from server.languages import catalogue


class OrganisationWords:
    """The words of one language that the set-up pages alone say: kinds of members, policies."""

    def __init__(self, language: str) -> None:
        _ = catalogue(language).gettext
        self.members: Mapping[MemberKind, str] = {
            MemberKind.LOCAL_GOVERNMENT: _("Local government"),
            MemberKind.ASSOCIATION: _("Association"),
        }
        self.orders: Mapping[OrderPolicy, str] = {
            OrderPolicy.FIRST_COME: _("in the order of the requests"),
            OrderPolicy.FIRST_TIME_FIRST: _("who speaks for the first time comes first"),
            OrderPolicy.ALTERNATE_ROOM_AND_REMOTE: _("room and remote in turn"),
            OrderPolicy.ALTERNATE_GENDER: _("women and men in turn"),
            OrderPolicy.SECTIONS_IN_TURN: _("sections in turn"),
            OrderPolicy.LEAST_SPOKEN_FIRST: _("who has spoken least comes first"),
            OrderPolicy.LEAST_SPOKEN_IN_ITEM: _("who has spoken least on the item comes first"),
        }
        self.remote: Mapping[RemoteVoting, str] = {
            RemoteVoting.ALLOWED: _("remote members vote too"),
            RemoteVoting.IN_PERSON_ONLY: _("in person only, with named exceptions"),
        }


def choices(words: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    """Values and words, as a select shows them."""
    return tuple((thing.value if isinstance(thing, Enum) else thing, said) for thing, said in words.items())


@lru_cache
def organisation_words(language: str) -> OrganisationWords:
    return OrganisationWords(language)
