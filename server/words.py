"""What the pages call the things of the models, in the reader's language."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from babel.support import Translations

from models.belonging.membership import Category
from models.belonging.offices import Ending
from models.belonging.posts import Post
from models.belonging.roles import Role
from models.belonging.voting_right import VotingReason
from models.body import BodyKind
from models.convocation import Format
from models.meeting import MeetingState
from models.planning.flags import Reason
from models.planning.item import Kind, Outcome, Purpose
from models.planning.sitting import LinkKind
from models.presidency.milestones import Precision
from models.screens import WallLayout
from models.speaking.motions import MotionKind

HOUR, DAY = 60, 24 * 60  # minutes


class Words:
    """The words of one language for kinds, purposes, outcomes, states, roles and parts."""

    def __init__(self, translations: Translations) -> None:
        _ = translations.gettext
        self.say = _
        self.ngettext = translations.ngettext
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
        self.link_kinds = {
            LinkKind.STREAM: _("Watch"),
            LinkKind.INTERPRETATION: _("Interpretation"),
        }
        self.layouts = {
            WallLayout.NOW: _("What is now"),
            WallLayout.AGENDA: _("The agenda"),
            WallLayout.ANNOUNCEMENT: _("The announcement"),
            WallLayout.COUNTDOWN: _("The countdown"),
        }
        self.flags = {
            Reason.FIXED_START: _("What precedes it ends {lasting} after its fixed start."),
            Reason.SUB_ITEMS: _("Its sub-items need {lasting} more than it has."),
            Reason.SITTING_ENDS: _("Its items need {lasting} more than it has."),
            Reason.SITTING_STARTS: _("It starts {lasting} before “{other}” ends."),
            Reason.PLACE: _("It is in the same place as “{other}” at that time."),
        }
        self.roles = {
            Role.CHAIR: _("Chair"),
            Role.SECRETARIAT: _("Secretariat"),
            Role.DESK: _("Desk"),
            Role.DELEGATE: _("Delegate"),
            Role.OBSERVER: _("Observer"),
            Role.INTERPRETER: _("Interpreter"),
        }
        self.body_kinds = {
            BodyKind.ASSEMBLY: _("Assembly"),
            BodyKind.COUNCIL: _("Council"),
            BodyKind.BUREAU: _("Bureau"),
            BodyKind.PRESIDENCY: _("Presidency"),
            BodyKind.COMMITTEE: _("Committee"),
            BodyKind.POLICY_COUNCIL: _("Policy Council"),
        }
        self.categories = {
            Category.FULL: _("Full member"),
            Category.ASSOCIATE: _("Associate member"),
            Category.HONORARY: _("Honorary member"),
            Category.OBSERVER: _("Observer"),
        }
        self.posts = {
            Post.PRESIDENT: _("President"),
            Post.CO_PRESIDENT: _("Co-President"),
            Post.TREASURER: _("Treasurer"),
            Post.ENVOY: _("Envoy"),
            Post.CHAIR: _("Chair"),
            Post.CO_CHAIR: _("Co-chair"),
            Post.DELEGATE: _("Delegate"),
            Post.SUBSTITUTE: _("Substitute"),
            Post.OBSERVER: _("Observer"),
            Post.STAFF: _("Staff"),
            Post.INTERPRETER: _("Interpreter"),
        }
        self.voting_reasons = {
            VotingReason.VOTES: _("Votes"),
            VotingReason.VOTES_FOR_DELEGATE: _("Votes: the delegate is absent"),
            VotingReason.ASSOCIATE: _("Does not vote: associate member"),
            VotingReason.HONORARY: _("Does not vote: honorary member"),
            VotingReason.OBSERVER: _("Does not vote: observer"),
            VotingReason.SUSPENDED: _("Does not vote: suspended"),
            VotingReason.FEES_NOT_KNOWN: _("Does not vote: whether the fees are paid is not known"),
            VotingReason.FEES_UNPAID: _("Does not vote: the fees up to last year are not paid"),
            VotingReason.NO_WEIGHT: _("Does not vote: its votes have no weight here"),
            VotingReason.DELEGATE_NOT_ABSENT: _("Does not vote: the delegate is not absent"),
            VotingReason.AWAY: _("Does not vote: absent"),
            VotingReason.IN_PERSON_ONLY: _("Does not vote: votes are cast in the room only"),
        }
        self.endings = {
            Ending.COMPLETED: _("term completed"),
            Ending.LOST: _("mandate lost"),
            Ending.RESIGNED: _("resigned"),
            Ending.REPLACED: _("replaced"),
            Ending.DIED: _("holder died"),
        }
        self.precisions = {
            Precision.EXACT: _("known to the day"),
            Precision.RANGE: _("within some days"),
            Precision.WEEK: _("within a week"),
            Precision.MONTH: _("within a month"),
            Precision.MONTHS: _("within several months"),
            Precision.UNKNOWN: _("no date known"),
        }
        self.motions = {
            MotionKind.SUSPEND_MEETING: _("Suspend the meeting"),
            MotionKind.ADJOURN_MEETING: _("Adjourn the meeting"),
            MotionKind.ADJOURN_DEBATE: _("Adjourn the debate"),
            MotionKind.CLOSE_DEBATE: _("Close the debate"),
        }
        self._called: dict[type[Enum], Mapping[Any, str]] = {
            MotionKind: self.motions,
            BodyKind: self.body_kinds,
            Category: self.categories,
            Post: self.posts,
            VotingReason: self.voting_reasons,
            Kind: self.kinds,
            Purpose: self.purposes,
            Outcome: self.outcomes,
            MeetingState: self.states,
            Format: self.formats,
            Role: self.roles,
            Ending: self.endings,
            Precision: self.precisions,
        }
        self.parts = {
            "opening": _("Opening words"),
            "keynote": _("Keynote"),
            "presenter": _("Presenter"),
            "moderator": _("Moderator"),
            "facilitator": _("Facilitator"),
            "panellist": _("Panellist"),
            "speaker": _("Speaker"),
            "rapporteur": _("Rapporteur"),
            "organiser": _("Organised by"),
        }

    def of(self, thing: Enum) -> str:
        """What a role, an outcome, a kind is called; what has no other name, as programs call it."""
        return self._called.get(type(thing), {}).get(thing, str(thing.value))

    def lasting(self, minutes: int) -> str:
        """A stretch of time as people say it: 45 min, 3 h 20 min, 12 days. `web/static/js/words.js` says the same."""
        if minutes < 2 * HOUR:
            return self.say("{minutes} min").format(minutes=minutes)
        if minutes < 2 * DAY:
            hours, minutes = divmod(minutes, HOUR)
            said = self.say("{hours} h {minutes} min") if minutes else self.say("{hours} h")
            return said.format(hours=hours, minutes=minutes)
        return self.say("{days} days").format(days=minutes // DAY)

    def part(self, name: str) -> str:
        return self.parts.get(name, name.capitalize())
