"""Rotations in stories: two terms between three milestones, and what is told of them."""

from datetime import date

from models.belonging.dating import Dating
from models.belonging.offices import OfficeId
from models.presidency.milestones import Milestone, MilestoneId, Precision
from models.presidency.rotation import RotationBegun, RotationId, RotationPublished, TermSet
from models.presidency.terms import About, Switch, Term, TermId
from models.procedure import Event
from models.text import Text
from tests.models.bodies import BodyStory, a_body

ROTATION = RotationId("presidency-2021")
ABOUT = About(Text("Governing Presidency"), over=("world-council",))
KAZAN, IRIGA, SORIA = (OfficeId(f"mayor-of-{city}") for city in ("kazan", "iriga", "soria"))


def milestone(known_as: str, sequence: int, **more: object) -> Milestone:
    """One that lasts from the first to the third day of the month that its number says, unless told otherwise."""
    days = Dating(date(2022, sequence, 1), date(2022, sequence, 3))
    known = {
        "name": Text(known_as.title()),
        "dating": days,
        "precision": Precision.EXACT,
        "zone": "Europe/Madrid",
    }
    return Milestone(MilestoneId(known_as), sequence=sequence, **known | more)  # type: ignore[arg-type]


def term(known_as: str, begins: str, *holders: OfficeId, **more: object) -> Term:
    return Term(TermId(known_as), MilestoneId(begins), holders, **more)  # type: ignore[arg-type]


FIRST, SECOND = term("first", "council", KAZAN), term("second", "retreat", IRIGA, SORIA)
THIRD = term("third", "bureau", SORIA, switch=Switch.CLOCK)


def a_draft(*terms: Term) -> BodyStory:
    """A body with a rotation that is not published yet; it has two terms unless told otherwise."""
    return a_body(*begun(terms or (FIRST, SECOND)))


def a_rotation(*terms: Term) -> BodyStory:
    """A body with a published rotation of three terms, unless told otherwise."""
    return a_body(*begun(terms or (FIRST, SECOND, THIRD)), RotationPublished(ROTATION))


def begun(terms: tuple[Term, ...]) -> tuple[Event, ...]:
    return (RotationBegun(ROTATION, ABOUT), *(TermSet(ROTATION, one) for one in terms))
