"""Every place that the set-up page offers is one that the rules take, and that changes something.

Source: DOMAIN §2 (moves are by id; what has begun stays where it is).
"""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from models.convocation import Convocation
from models.meeting import Meeting
from models.planning.agenda import Agenda, Step
from models.planning.item import AgendaItem, ItemId, Kind, Outcome
from models.planning.sitting import Sitting, SittingId
from models.procedure import CommandId, Submission
from models.rules.placing import MoveItem, move_item
from models.rules.preconditions import told
from models.text import Text
from server.setup_pages.setup_places import Places

AT = datetime(2026, 4, 13, 8, tzinfo=UTC)
PRESS = Submission(CommandId("1"), None, AT, MoveItem(ItemId("")))
SITTINGS = tuple(Sitting(SittingId(f"s{n}"), Text(f"Sitting {n}")) for n in range(3))
STATES = ("planned", "planned", "planned", "concluded", "withdrawn")


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Sittings with items and sub-items; some dealt with, one perhaps open."""
    items: list[AgendaItem] = []
    for place in sorted(draw(st.lists(st.integers(0, 2), max_size=7))):
        number = len(items)
        state = draw(st.sampled_from(STATES))
        above = [i for i in items if i.sitting == SITTINGS[place].id and i.parent is None][-1:]
        hosts = [i.id for i in above if not i.outcome]
        under = hosts[0] if hosts and draw(st.booleans()) else None
        items.append(
            AgendaItem(
                ItemId(f"i{number}"),
                "",
                Text(f"Item {number}"),
                Kind.REPORT,
                5,
                parent=under,
                sitting=SITTINGS[place].id,
                started=AT if state == "concluded" else None,
                ended=AT if state != "planned" else None,
                outcome={"concluded": Outcome.NOTED, "withdrawn": Outcome.WITHDRAWN}.get(state),
            )
        )
    begun = [n for n, item in enumerate(items) if item.started]
    if not begun:
        return Agenda(sittings=SITTINGS, items=tuple(items))
    trail = (Step(items[begun[-1]].id),)
    return Agenda(sittings=SITTINGS, items=tuple(items), trail=trail)


def moved(agenda: Agenda, item: AgendaItem, place: dict[str, str]) -> tuple[AgendaItem, ...]:
    """The items once the rules have taken this place; they refuse what changes nothing."""
    convocation = Convocation("m", Text("Meeting"), Text(), "", "UTC")
    meeting = Meeting(convocation=convocation, agenda=agenda)
    return told(agenda, move_item(MoveItem(item.id, **place), meeting, PRESS), PRESS).items


@given(agendas())
def test_what_is_offered_is_taken_and_changes_something(agenda: Agenda) -> None:
    places = Places(agenda)
    for item in agenda.items:
        ways = places.ways(item)
        for way in (ways.up, ways.down, ways.into, ways.out):
            if way is not None:
                assert moved(agenda, item, dict(way)) != agenda.items


@given(agendas())
def test_up_and_down_again_is_where_it_was(agenda: Agenda) -> None:
    unopened = replace(
        agenda, trail=(), items=tuple(replace(i, started=None, outcome=None) for i in agenda.items)
    )
    for item in unopened.items:
        up = Places(unopened).ways(item).up
        if up is None:
            continue
        higher = replace(unopened, items=moved(unopened, item, dict(up)))
        back = Places(higher).ways(next(i for i in higher.items if i.id == item.id)).down
        assert back is not None
        assert moved(higher, item, dict(back)) == unopened.items


@given(agendas())
def test_what_has_begun_is_offered_no_place(agenda: Agenda) -> None:
    for item in agenda.items:
        if item.started or item.outcome:
            assert not Places(agenda).ways(item).movable


@given(agendas(), st.sampled_from(SITTINGS))
def test_the_end_of_a_sitting_is_behind_its_last_item(agenda: Agenda, sitting: Sitting) -> None:
    place = Places(agenda).end(sitting.id)
    standing = [i for i in agenda.items if i.sitting == sitting.id and i.parent is None]
    assert place == ({"after": standing[-1].id} if standing else {"sitting": sitting.id})
