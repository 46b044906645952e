"""A show of hands: whole numbers, counted in the room and typed in.

Source: DOMAIN §4. Present and voting is for or against; abstentions do not count as voting.
"""

from dataclasses import dataclass, field

from models.procedure import counted

HANDS = counted(most=100_000)


@dataclass(frozen=True)
class ShowOfHands:
    """How many hands went up."""

    in_favour: int = field(metadata=HANDS)
    against: int = field(metadata=HANDS)
    abstaining: int = field(default=0, metadata=HANDS)

    @property
    def anybody(self) -> bool:
        """Whether a single hand was counted."""
        return bool(self.in_favour or self.against or self.abstaining)

    @property
    def carried(self) -> bool:
        """Whether what was put to the vote has a simple majority; a tie is rejected."""
        return self.in_favour > self.against

    @property
    def overruled(self) -> bool:
        """Whether a majority is against the ruling it was about; a tie upholds it."""
        return self.against > self.in_favour
