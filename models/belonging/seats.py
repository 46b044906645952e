"""The seats of a body: how many each section has by its rules, and how many of them are taken.

Source: DOMAIN §1. Nothing is refused for it: a section that is over or under its seats is shown as such.
"""

from dataclasses import dataclass

from models.belonging.membership import Category
from models.belonging.offices import SectionId
from models.body import Body


@dataclass(frozen=True)
class SeatsTaken:
    """One section's seats: how many there are (None: nobody has set it) and how many full members sit there.

    `section` None stands for full members of no section.
    """

    section: SectionId | None
    seats: int | None
    taken: int

    @property
    def over(self) -> int:
        """Members for whom there is no seat."""
        return max(0, self.taken - self.seats) if self.seats is not None else 0

    @property
    def under(self) -> int:
        """Seats that nobody has taken."""
        return max(0, self.seats - self.taken) if self.seats is not None else 0


def seats_taken(body: Body) -> tuple[SeatsTaken, ...]:
    """Every section with seats, in the charter's order, then those with members alone in the order of these.

    Associate and honorary members and observers sit beside: they take no seat.
    """
    given = {one.section: one.seats for one in body.charter.seats} if body.charter else {}
    taken: dict[SectionId | None, int] = dict.fromkeys(given, 0)
    for member in body.members.values():
        if member.category is Category.FULL:
            taken[member.section] = taken.get(member.section, 0) + 1
    return tuple(
        SeatsTaken(section, given.get(section) if section else None, number)
        for section, number in taken.items()
    )
