"""Somebody at the set-up of a body or of the organisation: with what else is known, and on which day."""

from dataclasses import dataclass
from datetime import date

from models.belonging.offices import Offices
from models.organisation import Organisation
from server.chamber_visit import ChamberVisit


@dataclass(frozen=True)
class Keeping:
    """The addresses of one set-up: where its forms post, and the page it comes back to."""

    home: str
    commands: str


@dataclass(frozen=True)
class Desk(ChamberVisit):
    """`today` is the day on which holders are looked up (UTC)."""

    organisation: Organisation
    today: date
    keeping: Keeping

    @property
    def offices(self) -> Offices:
        return self.organisation.offices
