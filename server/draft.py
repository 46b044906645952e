"""A draft of what comes next: submissions decided one after another on a state folded ahead.

Nothing here is true until the record has kept it; if the commit fails the draft is dropped (DESIGN §2.5-6).
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from models.procedure import Entry, Receipt, Refusal, Submission
from models.rules import grounds
from models.rules.decide import decide
from models.rules.permission import behalf_of
from server.record import Accepted, Growth, asked

if TYPE_CHECKING:
    from server.chamber import Chamber

LONGEST_ID = 80
Answer = Receipt | Refusal
Key = tuple[str | None, str]


class Draft:
    """One chamber's next state, not yet kept."""

    def __init__(self, chamber: "Chamber") -> None:
        self.chamber = chamber
        self.state = chamber.state
        self.accepted: list[Accepted] = []
        self.receipts: dict[Key, tuple[str, int]] = {}

    def hear(self, submission: Submission, *, follows: bool = False) -> Answer:
        """Decide one submission: the receipt it will have, or the refusal. A refusal leaves no trace.

        What `follows` from another stream's act takes no role here.
        """
        if not 0 < len(submission.id) <= LONGEST_ID or "\0" in submission.id:
            return grounds.BAD_SHAPE.refusal(fault=f"an id has 1 to {LONGEST_ID} characters")
        key = (submission.by, submission.id)
        known = self.chamber.receipts.get(key) or self.receipts.get(key)
        body = "".join(asked(submission))
        if known:
            same = known[0] == body
            return Receipt(submission.id, known[1]) if same else grounds.ID_REUSED.refusal()
        submission = replace(submission, at=self._not_before(submission.at))
        behalf = None if follows else behalf_of(self.state.actor(submission.by), type(submission.command))
        try:
            events = decide(self.state, submission, follows=follows)
        except Refusal as refusal:
            return refusal
        first = self.state.seq + 1
        entries = tuple(
            Entry(seq, submission.at, submission.by, event, behalf) for seq, event in enumerate(events, first)
        )
        for entry in entries:
            self.state = self.state.after(entry)
        accepted = Accepted(submission, entries)
        self.accepted.append(accepted)
        self.receipts[key] = (body, accepted.receipt.seq)
        return accepted.receipt

    def growth(self) -> Growth:
        """What the record is asked to keep."""
        chamber = self.chamber
        return Growth(
            chamber.stream,
            chamber.kind,
            chamber.epoch,
            chamber.state.seq == 0,
            tuple(self.accepted),
            self.state,
        )

    def _not_before(self, at: datetime) -> datetime:
        """Wall clocks step back, records do not."""
        return max(at, self.state.at) if self.state.at else at
