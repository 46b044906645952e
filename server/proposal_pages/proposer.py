"""Somebody of the secretariat at the proposals for one rotation, and what they are answered."""

from dataclasses import dataclass

from models.belonging.offices import OfficeId
from models.organisation import Organisation
from models.presidency.rotation import Rotation
from models.presidency.rotation_problem import Kept
from server.member_pages.member_visits import BodyVisit
from server.proposal_pages.form import Written
from server.proposal_pages.under_way import Place, Search


@dataclass(frozen=True)
class Proposer:
    """Somebody of the secretariat at the proposals for one rotation."""

    visit: BodyVisit
    organisation: Organisation
    rotation: Rotation

    @property
    def place(self) -> Place:
        assert self.visit.person is not None
        return Place(self.visit.id, self.rotation.id, self.visit.person)

    @property
    def here(self) -> str:
        return f"rotations/{self.rotation.id}/propose"

    @property
    def kept(self) -> Kept:
        """What is on record. Of nobody is it known which gender they are of: nobody is asked for this purpose yet."""
        appointments = tuple(self.visit.body.appointments.values())
        return Kept(self.rotation, self.organisation.milestones, self.organisation.offices, appointments)

    @property
    def offices(self) -> tuple[OfficeId, ...]:
        """Offices with a post in this body, in the order in which they are known."""
        appointed = {one.office for one in self.visit.body.appointments.values()}
        return tuple(one.id for one in self.organisation.offices.offices if one.id in appointed)


@dataclass(frozen=True)
class Answer:
    """What is shown beside the form: an answer to a press, in words."""

    notice: str = ""
    status: int = 200
    written: Written | None = None
    search: Search | None = None
