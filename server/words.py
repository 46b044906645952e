"""What the pages call the things of the models, in the reader's language."""

from enum import Enum

from babel.support import Translations

from models.item import Kind, Outcome, Purpose
from models.meeting import Format, MeetingState
from models.roles import Role


class Words:
    """The words of one language for kinds, purposes, outcomes, states, roles and parts."""

    def __init__(self, translations: Translations) -> None:
        _ = translations.gettext
        self.say = _
        self.kinds = {
            Kind.OPENING: _("Opening"),
            Kind.REPORT: _("Report"),
            Kind.DEBATE: _("Debate"),
            Kind.DECISION: _("Decision"),
            Kind.ELECTION: _("Election"),
            Kind.INFORMATION: _("Information"),
            Kind.BREAK: _("Break"),
            Kind.CLOSING: _("Closing"),
        }
        self.purposes = {
            Purpose.ADOPTION: _("For adoption"),
            Purpose.DECISION: _("For decision"),
            Purpose.INFORMATION: _("For information"),
        }
        self.outcomes = {
            Outcome.ADOPTED: _("Adopted"),
            Outcome.NOTED: _("Noted"),
            Outcome.DISCUSSED: _("Discussed"),
            Outcome.ENDED: _("Ended"),
            Outcome.DEFERRED: _("Deferred"),
            Outcome.WITHDRAWN: _("Withdrawn"),
        }
        self.states = {
            MeetingState.DRAFT: _("In preparation"),
            MeetingState.CONVENED: _("Convened"),
            MeetingState.OPEN: _("Open"),
            MeetingState.SUSPENDED: _("Suspended"),
            MeetingState.ADJOURNED: _("Adjourned"),
            MeetingState.CLOSED: _("Closed"),
        }
        self.formats = {
            Format.IN_PERSON: _("in person"),
            Format.HYBRID: _("hybrid"),
            Format.ONLINE: _("online"),
        }
        self.roles = {
            Role.CHAIR: _("Chair"),
            Role.SECRETARIAT: _("Secretariat"),
            Role.DESK: _("Desk"),
            Role.DELEGATE: _("Delegate"),
            Role.OBSERVER: _("Observer"),
            Role.INTERPRETER: _("Interpreter"),
        }
        self._called: dict[Enum, str] = dict([*self.roles.items(), *self.outcomes.items()])
        self.parts = {
            "opening": _("Opening words"),
            "keynote": _("Keynote"),
            "presenter": _("Presenter"),
            "moderator": _("Moderator"),
        }

    def of(self, thing: Enum) -> str:
        """What a role or an outcome is called."""
        return self._called[thing]

    def part(self, name: str) -> str:
        return self.parts.get(name, name.capitalize())
