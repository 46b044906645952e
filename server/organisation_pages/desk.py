"""Somebody at the pages of a body or of the organisation: who they are, in which language, on which day."""

from dataclasses import dataclass
from datetime import date

from models.belonging.offices import Offices
from models.body import Body
from models.organisation import Organisation
from models.procedure import Actor, StreamId
from models.rules.permission import may_set_up
from server.chamber import Chamber
from server.doorkeeper import Visitor


@dataclass(frozen=True)
class Keeping:
    """The addresses of one set-up: where its forms post, and the page it comes back to."""

    home: str
    commands: str


@dataclass(frozen=True)
class Desk:
    """`chamber` is the body's or the organisation's; `today` the day on which holders are looked up (UTC)."""

    chamber: Chamber
    organisation: Organisation
    visitor: Visitor
    language: str
    today: date
    keeping: Keeping

    @property
    def body(self) -> Body:
        return self.chamber.body

    @property
    def offices(self) -> Offices:
        return self.organisation.offices

    @property
    def actor(self) -> Actor:
        return self.chamber.state.actor(self.visitor.person)

    @property
    def may_set_up(self) -> bool:
        return may_set_up(self.actor)

    @property
    def stream(self) -> StreamId:
        return self.chamber.stream
