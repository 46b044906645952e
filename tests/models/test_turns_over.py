"""What a meeting copies from rotations: which of several counts, and who is known to hold the offices."""

from dataclasses import replace
from datetime import UTC, date, datetime

from models.belonging.dating import on
from models.belonging.offices import Ending, MandateEnded, MandateId, Offices
from models.body import Body, BodyId
from models.planning.item import ItemId
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.milestones import Milestones
from models.presidency.presided import Presided
from models.presidency.rotation import Rotation, RotationId
from models.presidency.terms import About, Plan, RotationPurpose, Switch, TermId
from models.presidency.turns_over import Asked, Known, presided_over
from models.text import Text
from tests.models.presidencies import calendar, milestone, published, term
from tests.models.rosters import the_offices

COUNCIL, PRESIDENCY = BodyId("world-council"), BodyId("presidency")
AT = datetime(2024, 2, 15, 9, tzinfo=UTC)
ASKED = Asked("council", COUNCIL, AT.date(), AT)
MONTHS = calendar(*(milestone(n, f"M{n}", date(2024, n, 1), date(2024, n, 1)) for n in range(1, 4)))
OFFICES = the_offices(
    konya="ugur 2019..", soria="carlos 2019..", paris="carlos 2020..", xian="gone 2010..2012"
)


def rotation(
    known: str, *cities: str, purpose: RotationPurpose = RotationPurpose.PRESIDENCY, over: BodyId = COUNCIL
) -> Rotation:
    """A month for each city, all of it known to have begun as planned."""
    turns = (term(n, f"mayor-of-{city}", switch=Switch.HISTORY) for n, city in enumerate(cities, 1))
    made = published(*turns)
    assert made.plan
    about = replace(made.plan.about, name=Text(known), purpose=purpose, over=(over,))
    return replace(made, id=RotationId(known), plan=replace(made.plan, about=about))


def asked(
    *rotations: Rotation, offices: Offices = OFFICES, milestones: Milestones = MONTHS, at: Asked = ASKED
) -> Presided | None:
    return beside(*rotations, offices=offices, milestones=milestones, at=at)[0]


def beside(
    *rotations: Rotation, offices: Offices = OFFICES, milestones: Milestones = MONTHS, at: Asked = ASKED
) -> tuple[Presided | None, Presided | None]:
    """Who counts, and who does by the rotation of the other purpose."""
    body = Body(rotations={one.id: one for one in rotations})
    return presided_over(at, Known(milestones, offices, {PRESIDENCY: body, COUNCIL: Body()}))


RESIGNED = MandateEnded(MandateId("konya-ugur"), on(date(2024, 1, 20)), Ending.RESIGNED)


def _with_a_gap(purpose: RotationPurpose = RotationPurpose.PRESIDENCY) -> Plan:
    turns = (term(1, "mayor-of-konya", switch=Switch.HISTORY), term(2, switch=Switch.HISTORY))
    return Plan(About(Text("governing"), purpose, (COUNCIL,)), {one.id: one for one in turns})


def who(presided: Presided | None) -> tuple[str, ...]:
    assert presided
    return tuple(title.en for title in presided.offices)


def test_only_a_rotation_over_the_body_counts() -> None:
    assert asked() is None
    assert asked(rotation("elsewhere", "konya", over=BodyId("bureau"))) is None
    assert asked(rotation("cities", "konya", purpose=RotationPurpose.HOSTS)) is None
    assert asked(replace(rotation("over", "konya"), withdrawn="adopted anew")) is None
    assert asked(replace(rotation("written", "konya"), plan=None)) is None


def test_by_the_one_by_which_it_is_somebodys_turn() -> None:
    empty, now = rotation("a-governing", "konya"), rotation("b-governing", "soria")
    assert empty.plan
    without = replace(empty, plan=replace(empty.plan, terms={}))
    assert who(asked(without, now)) == ("Mayor of Soria",)
    assert who(asked(without)) == ()


def test_who_chairs_the_body_in_turn_comes_before_who_presides() -> None:
    chairs = rotation("z-chairs", "paris", "paris", purpose=RotationPurpose.CHAIRS)
    assert who(asked(rotation("governing", "konya", "konya"), chairs)) == ("Mayor of Paris",)


def test_whose_presidency_it_is_is_known_while_others_chair_in_turn() -> None:
    """It can be handed over at the meeting though somebody else chairs there, and the other way round."""
    chairs = rotation("z-chairs", "paris", "paris", purpose=RotationPurpose.CHAIRS)
    presidency = rotation("governing", "konya", "konya", "soria")
    counts, other = beside(presidency, chairs)
    assert (who(counts), who(other)) == (("Mayor of Paris",), ("Mayor of Konya",))
    assert other
    assert other.next
    assert (other.term, other.next.term) == ("t2", "t3")
    assert counts
    assert set(other.persons) <= set(counts.others)
    nobody = replace(chairs, plan=_with_a_gap(RotationPurpose.CHAIRS))
    counts, other = beside(presidency, nobody)
    assert (who(counts), who(other)) == (("Mayor of Konya",), ())
    assert beside(presidency)[1] is None


def test_a_rotation_of_one_has_nobody_next() -> None:
    presided = asked(rotation("governing", "konya"))
    assert presided
    assert (presided.persons, presided.next, presided.others) == (("ugur",), None, ())


def test_a_term_without_anybody_left_is_in_force_all_the_same() -> None:
    """A gap that is planned, and a mandate that was given up: whoever hands over has to say which term it is."""
    gap = asked(replace(rotation("governing", "konya"), plan=_with_a_gap()))
    assert gap
    assert (gap.term, gap.offices, gap.persons) == (TermId("t2"), (), ())
    gone = asked(rotation("governing", "konya"), offices=the_offices(konya="ugur 2019..").after(RESIGNED))
    assert gone
    assert (gone.term, gone.offices, gone.persons) == (TermId("t1"), (), ())


def test_one_person_in_two_offices_has_both_turns() -> None:
    presided = asked(rotation("governing", "soria", "paris"))
    assert presided
    assert who(presided) == ("Mayor of Paris",)
    assert (presided.persons, presided.others) == (("carlos",), ())


def test_an_office_that_nobody_is_known_to_hold_presides_all_the_same() -> None:
    presided = asked(rotation("governing", "nowhere", "nowhere"))
    assert presided
    assert (who(presided), presided.persons) == (("mayor-of-nowhere",), ())


def test_what_is_ceded_concerns_the_meeting_it_is_ceded_in() -> None:
    ceding = Override(
        OverrideId("o"), Departure.CEDED, office=None, meeting="council", item=ItemId("5"), reason="host"
    )
    ceded = replace(ceding, office=term(1, "mayor-of-soria").holders[0])
    one = replace(rotation("governing", "konya"), overrides=(ceded, ceding))
    presided = asked(one)
    assert presided
    assert [(c.item, c.office.en, c.person) for c in presided.ceded] == [("5", "Mayor of Soria", "carlos")]
    elsewhere = asked(one, at=replace(ASKED, meeting="bureau"))
    assert elsewhere
    assert elsewhere.ceded == ()
