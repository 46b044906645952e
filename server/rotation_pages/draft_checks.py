"""The checks of a draft, each beside the field it concerns; of a form that nobody has saved yet, likewise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.body import Body
from models.organisation import Organisation
from models.presidency.checked import Check, CheckKind, Field
from models.presidency.rotation import Rotation
from models.presidency.rotation_checks import checks
from models.presidency.terms import Plan, Term, TermId
from server.presidency.check_lines import CheckLine, CheckLines

UNSAVED = TermId("(unsaved)")
"""Under which id a new term is checked before it has one."""


ByField = Mapping[str, tuple[CheckLine, ...]]


@dataclass(frozen=True)
class DraftChecks:
    """Checks of one plan of a rotation for one reader."""

    body: Body
    rotation: Rotation
    organisation: Organisation
    language: str
    several: tuple[str, ...] = ()
    """Which other rotations are over the same bodies at the same time, in sentences."""

    def of(self, plan: Plan) -> tuple[Check, ...]:
        """What is found, the worst first."""
        known = self.organisation
        posts = tuple(self.body.appointments.values())
        found = checks(plan, known.milestones, known.offices, posts, self.rotation.overrides)
        return tuple(sorted(found, key=lambda check: not check.serious))

    def every(self, plan: Plan) -> tuple[CheckLine, ...]:
        """All of it, what is well first."""
        return self._lines.every(self.of(plan))

    def in_general(self, plan: Plan) -> tuple[CheckLine, ...]:
        """What stands beside no term; before it what is well, after it the mandates of which nobody knows."""
        found = self.of(plan)
        told = (self._line(one) for one in found if one.term is None)
        lines = self._lines
        return (*lines.well(found), *lines.beside(), *told, *lines.unknown(found))

    def of_terms(self, plan: Plan) -> Mapping[TermId, tuple[CheckLine, ...]]:
        """By the term they stand beside, but for unknown mandates."""
        lines: dict[TermId, list[CheckLine]] = {}
        for check in self.of(plan):
            if check.term is not None and check.kind is not CheckKind.MANDATE_NOT_KNOWN:
                lines.setdefault(check.term, []).append(replace(self._line(check), mends=()))
        return {term: tuple(found) for term, found in lines.items()}

    def beside(self, term: Term) -> ByField:
        """By the field of this term, as it would be in the draft."""
        term = replace(term, id=term.id or UNSAVED)
        draft = self.rotation.draft
        plan = replace(draft, terms={**draft.terms, term.id: term})
        found = [one for one in self.of(plan) if _touches(one, term)]
        return _by_field(found, self._line)

    def beside_about(self, plan: Plan) -> ByField:
        """Of what the rotation is: where it ends, and its terms as a whole."""
        return _by_field([one for one in self.of(plan) if one.term is None], self._line)

    def _line(self, check: Check) -> CheckLine:
        return self._lines.line(check)

    @property
    def _lines(self) -> CheckLines:
        setup = setup_of(self.body, self.rotation)
        return CheckLines(self.organisation, self.language, setup, self.several)


def setup_of(body: Body, rotation: Rotation) -> str:
    """The address at which this rotation is set up."""
    return f"/bodies/{body.charter.id if body.charter else ''}/rotations/{rotation.id}/setup"


def _touches(check: Check, term: Term) -> bool:
    """Whether it is of this term, or of the milestone it begins at."""
    at_milestone = check.term is None and check.milestone == term.begins
    return term.id in {check.term, check.other} or at_milestone


def _by_field(found: Sequence[Check], line: Callable[[Check], CheckLine]) -> ByField:
    fields: dict[str, list[CheckLine]] = {}
    for check in found:
        name = check.field.value if check.field in {Field.HOLDERS, Field.ENDS} else Field.BEGINS.value
        fields.setdefault(name, []).append(line(check))
    return {name: tuple(dict.fromkeys(lines)) for name, lines in fields.items()}
