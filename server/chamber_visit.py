"""Somebody at a chamber: a meeting's, a body's or the organisation's."""

from dataclasses import dataclass

from models.body import Body
from models.meeting import Meeting
from models.procedure import Actor, PersonId, StreamId
from models.rules.permission import may_set_up
from server.chamber import Chamber
from server.doorkeeper import Visitor


@dataclass(frozen=True)
class ChamberVisit:
    """Who they are, and in which language they read; what is known is asked of the chamber each time."""

    chamber: Chamber
    visitor: Visitor
    language: str

    @property
    def person(self) -> PersonId | None:
        """None: nobody is signed in."""
        return self.visitor.person

    @property
    def meeting(self) -> Meeting:
        return self.chamber.meeting

    @property
    def body(self) -> Body:
        return self.chamber.body

    @property
    def stream(self) -> StreamId:
        return self.chamber.stream

    @property
    def actor(self) -> Actor:
        return self.chamber.state.actor(self.person)

    @property
    def may_set_up(self) -> bool:
        """Whether they are of its secretariat."""
        return may_set_up(self.actor)
