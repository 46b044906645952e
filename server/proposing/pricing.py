"""What the wishes cost, as CP-SAT sees it: as `models.presidency.wishes` says of any plan, in the same units."""

from collections.abc import Callable, Mapping

from ortools.sat.python.cp_model import IntVar, LinearExpr

from models.presidency.proposing import Rule, Slot, Wish, candidates
from models.presidency.wishes import Share, points_a_unit, share_of_days, share_of_turns, sharing
from models.speaking.request import Gender
from server.proposing.model import Model

Amount = LinearExpr | int


class Prices:
    """What a plan costs in points, wish by wish; what does not matter is not there."""

    def __init__(self, model: Model) -> None:
        self._points: dict[Wish, Amount] = {}
        for wish, units in UNITS.items():
            if a_unit := points_a_unit(model.problem, wish):
                self._points[wish] = a_unit * units(model)

    @property
    def cost(self) -> Amount:
        return sum(self._points.values())

    def emphasising(self, factors: Mapping[Wish, int]) -> Amount:
        """The cost as if these wishes counted so many times as much."""
        return self.cost + sum((by - 1) * self._points.get(wish, 0) for wish, by in factors.items())


def _beyond(model: Model, amount: Amount, share: Share, most: int) -> Amount:
    """How far an amount, which is at most `most`, is outside its share."""
    units: Amount = 0
    if most > share.most:
        above = model.cp.new_int_var(0, most - share.most, "")
        model.cp.add(above >= amount - share.most)
        units += above
    if share.least > 0:
        below = model.cp.new_int_var(0, share.least, "")
        model.cp.add(below >= share.least - amount)
        units += below
    return units


def _equal_turns(model: Model) -> Amount:
    share = share_of_turns(model.problem)
    most = len(model.problem.slots)
    return sum(_beyond(model, sum(model.of_office(office)), share, most) for office in sharing(model.problem))


def _equal_days(model: Model) -> Amount:
    share = share_of_days(model.problem)
    lengths = [(slot.id, slot.days) for slot in model.problem.slots if slot.days]
    most = sum(days for _, days in lengths)
    return sum(
        _beyond(model, sum(days * model.has[term, office] for term, days in lengths), share, most)
        for office in sharing(model.problem)
    )


def _section_in_turn(model: Model) -> Amount:
    times: list[IntVar] = []
    sections = sorted({c.section for c in candidates(model.problem).values() if c.section is not None})
    present = {
        (slot.id, section): _presence(model, slot, section)
        for pair in model.problem.neighbours
        for slot in pair
        for section in sections
    }
    for before, later in model.problem.neighbours:
        for section in sections:
            time = model.cp.new_bool_var("")
            model.cp.add(present[before.id, section] + present[later.id, section] - 1 <= time)
            times.append(time)
    return sum(times)


def _presence(model: Model, slot: Slot, section: str) -> Amount:
    """1 where a holder of the term is of this section, else 0."""
    known = candidates(model.problem)
    those = [model.has[slot.id, office] for office, c in known.items() if c.section == section]
    if slot.fixed is not None:
        return int(any(known[office].section == section for office in slot.fixed))
    if Rule.SECTIONS in model.problem.rules:
        return sum(those)
    there = model.cp.new_bool_var("")
    for has in those:
        model.cp.add_implication(has, there)
    return there


def _gender_balance(model: Model) -> Amount:
    def turns(gender: Gender) -> Amount:
        known = candidates(model.problem)
        return sum(sum(model.of_office(o)) for o, c in known.items() if c.gender is gender)

    apart = model.cp.new_int_var(0, len(model.has), "")
    women, men = turns(Gender.WOMAN), turns(Gender.MAN)
    model.cp.add(apart >= women - men)
    model.cp.add(apart >= men - women)
    return apart


def _portfolio(model: Model) -> Amount:
    misfits = []
    for slot in model.problem.planned:
        if slot.about:
            misfit = model.cp.new_bool_var("")
            fitting = [
                model.has[slot.id, office]
                for office, candidate in candidates(model.problem).items()
                if not {*candidate.stands_for}.isdisjoint(slot.about)
            ]
            model.cp.add_bool_or([*fitting, misfit])
            misfits.append(misfit)
    return sum(misfits)


def _few_changes(model: Model) -> Amount:
    changes: Amount = 0
    offices = candidates(model.problem)
    for slot in model.problem.planned:
        if slot.adopted is not None:
            kept = sum(model.has[slot.id, office] for office in offices if office in slot.adopted)
            came = sum(model.has[slot.id, office] for office in offices if office not in slot.adopted)
            changed = model.cp.new_int_var(0, len(offices), "")
            model.cp.add(changed >= len({*slot.adopted}) - kept)
            model.cp.add(changed >= came)
            changes += changed
    return changes


def _number(model: Model) -> Amount:
    if Rule.NUMBER in model.problem.rules:
        return 0
    return sum(
        _beyond(model, sum(model.in_term(slot.id)), Share(slot.fewest, slot.most), len(model.has))
        for slot in model.problem.planned
    )


UNITS: Mapping[Wish, Callable[[Model], Amount]] = {
    Wish.EQUAL_TURNS: _equal_turns,
    Wish.EQUAL_DAYS: _equal_days,
    Wish.SECTION_IN_TURN: _section_in_turn,
    Wish.GENDER_BALANCE: _gender_balance,
    Wish.PORTFOLIO: _portfolio,
    Wish.FEW_CHANGES: _few_changes,
    Wish.NUMBER: _number,
}
