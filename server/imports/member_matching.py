"""What a list of members would change in a body: row by row new, changed, the same or faulty; and who is gone.

Members are known by id, else by name and country; people by address, else by name; offices by title and city. Case
and accents make no difference. Nothing is kept of it: the plan is a command, tried on the body by its own rule.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from models.belonging.membership import Member, MemberId
from models.procedure import Refusal
from models.rules.bodies import ImportMembers
from models.text import LANGUAGES, Text
from server.imports import member_grounds
from server.imports.faults import Fault, Remark
from server.imports.identities import Identities
from server.imports.member_checks import MemberChecker, MemberSaid
from server.imports.member_lines import Known, row_of
from server.imports.member_persons import SeatActs
from server.imports.member_plan import Difference, Matched, MembersPlan, Standing, applied
from server.imports.member_rows import COLUMNS, NAMES, MemberRow, tidied
from server.imports.member_seats import Seats
from server.imports.spelling import folded


def plan_of_members(
    rows: Sequence[MemberRow],
    known: Known,
    language: str,
    *,
    given: Collection[str],
    removed: Collection[str] = (),
    entering_offices: bool = False,
) -> MembersPlan:
    """What these rows would change. `given` are the columns of the file; who is gone stays, but for `removed`.

    With `entering_offices`, offices that are not known are entered; else each is a fault.
    """
    matching = _Matching(known, given, Seats(known, language, entering=entering_offices))
    said = [matching.checker.member(number, row) for number, row in enumerate(rows, 1)]
    targets = matching.targets(said)
    entered, edited = [], []
    acts: dict[int, SeatActs] = {}
    members: dict[int, MemberId] = {}
    for one in said:
        there = targets.get(one.number)
        now = matching.member(one, there)
        if now is None:
            continue
        members[one.number] = now.id
        acts[one.number] = matching.seats.of(one, now.id)
        if there is None:
            entered.append((one.number, now))
        elif now != there:
            edited.append((one.number, now))
    faults = tuple(sorted([*matching.checker.faults, *matching.seats.faults], key=_place))
    faulty = {fault.row for fault in faults}
    matched = {there.id for there in targets.values()}
    gone = tuple(member for member in known.body.members if member not in matched)
    done = [act for number, act in acts.items() if number not in faulty]
    command = ImportMembers(
        seen=known.body.seq,
        entered=tuple(member for number, member in entered if number not in faulty),
        edited=tuple(member for number, member in edited if number not in faulty),
        removed=tuple(member for member in gone if member in removed),
        appointed=tuple(one for act in done for one in act.appointed),
        reappointed=tuple(one for act in done for one in act.reappointed),
        struck=tuple(one for act in done for one in act.struck),
    )
    fresh = {who: person for act in done for who, person in act.fresh.items()}
    corrected = {who: person for act in done for who, person in act.corrected.items()}
    offices = {id_: office for act in done for id_, office in act.offices.items()}
    plan = MembersPlan(
        (), gone, faults, command, fresh, corrected, tuple(offices.values()), matching.seats.unknown
    )
    after = known
    try:
        after = applied(plan, known)
    except Refusal as refusal:
        refused = Remark(refusal.code, refusal.message, refusal.facts)
        plan = replace(plan, faults=(Fault(0, "", refused), *faults))
    new = {number for number, _ in entered}
    return replace(
        plan,
        rows=tuple(
            _matched(one.number, members.get(one.number), known, after, language)
            if one.number not in faulty
            else Matched(one.number, Standing.FAULTY, None if one.number in new else members.get(one.number))
            for one in said
        ),
    )


def _matched(number: int, member: MemberId | None, known: Known, after: Known, language: str) -> Matched:
    """A sound row: what changes is what reads differently then."""
    now = after.body.members.get(member) if member else None
    was = known.body.members.get(member) if member else None
    if was is None or now is None:
        return Matched(number, Standing.NEW, member)
    before, then = row_of(was, known, language), row_of(now, after, language)
    differences = tuple(
        Difference(column, before.raw(column), then.raw(column))
        for column in COLUMNS
        if before.raw(column) != then.raw(column)
    )
    return Matched(number, Standing.CHANGED if differences else Standing.SAME, member, differences)


class _Matching:
    """One list of members beside one body."""

    def __init__(self, known: Known, given: Collection[str], seats: Seats) -> None:
        self.known = known
        self.checker = MemberChecker(given, known.sections)
        self.ids = Identities(known.body.members)
        self.seats = seats
        self.lines: dict[tuple[str, str], MemberSaid] = {}

    def targets(self, said: Sequence[MemberSaid]) -> Mapping[int, Member]:
        """Which member each row is about, by the row's number: by id first, so that nobody else takes it by name."""
        members = self.known.body.members
        by_id = {one.number: members[one.values["id"]] for one in said if one.values.get("id") in members}
        taken = {member.id for member in by_id.values()}
        by_name: dict[str, list[Member]] = {}
        for member in members.values():
            if member.id not in taken:
                for name in names_of(member.name):
                    by_name.setdefault(name, []).append(member)
        targets = dict(by_id)
        for one in said:
            if one.number not in by_id and (found := self._called(one, by_name)):
                targets[one.number] = found
        for one in said:
            self._only_once(one, targets.get(one.number))
        return targets

    def member(self, said: MemberSaid, there: Member | None) -> Member | None:
        """The member as the row says it; None where it cannot be one."""
        given = {column: value for column, value in said.values.items() if column not in NAMES}
        known = there or Member(MemberId(""), Text())
        name = replace(
            known.name, **{column[-2:]: said.values[column] for column in NAMES if column in said.values}
        )
        if name == Text():
            if not any(fault.row == said.number for fault in self.checker.faults):
                self.checker.number = said.number
                self.checker.fault("name_en", member_grounds.NO_NAME)
            return None
        known_as = there.id if there else given.get("id") or self.ids.member(said.row.name())
        now = replace(known, **{**given, "id": MemberId(known_as)}, name=name)
        return there if there and now != there and _same(now, there) else now

    def _called(self, said: MemberSaid, by_name: Mapping[str, Sequence[Member]]) -> Member | None:
        """The only member with one of the row's names, in its country if both have one."""
        names = {folded(said.values[name]) for name in NAMES if said.values.get(name)}
        country = folded(said.values.get("country", ""))
        found = {
            member.id: member
            for name in names
            for member in by_name.get(name, ())
            if not country or not member.country or folded(member.country.strip()) == country
        }
        exact = [one for one in found.values() if country and folded(one.country.strip()) == country]
        several = exact or list(found.values())
        if len(several) > 1:
            self.checker.number = said.number
            self.checker.fault("name_en", member_grounds.SEVERAL_MEMBERS)
        return several[0] if len(several) == 1 else None

    def _only_once(self, said: MemberSaid, there: Member | None) -> None:
        """No member stands in two rows, whether it is known or not."""
        keys: set[tuple[str, str]] = {("member", there.id)} if there else set()
        if there is None:
            country = folded(said.values.get("country", ""))
            keys = {(folded(said.values[name]), country) for name in NAMES if said.values.get(name)}
            keys |= {("id", said.values["id"])} if said.values.get("id") else set()
        first = next((self.lines[key] for key in sorted(keys) if key in self.lines), None)
        for key in keys:
            self.lines.setdefault(key, said)
        if first is None:
            return
        self.checker.number = said.number
        column = (
            "id" if said.values.get("id") and said.values.get("id") == first.values.get("id") else "name_en"
        )
        one, other = (said.seats.get("delegate"), first.seats.get("delegate"))
        apart = one and other and (folded(one.name), one.office) != (folded(other.name), other.office)
        ground = member_grounds.TWO_DELEGATES if apart else member_grounds.DOUBLE_MEMBER
        self.checker.fault(column, ground, line=str(first.row.line or first.number))


def names_of(name: Text) -> set[str]:
    """The names of a member as they are compared."""
    return {folded(tidied(getattr(name, code))) for code in LANGUAGES if getattr(name, code).strip()}


def _same(one: Member, other: Member) -> bool:
    """Whether two differ only in space that no file keeps."""
    texts = ("country", "suspended")
    return (
        all(tidied(getattr(one, text)) == tidied(getattr(other, text)) for text in texts)
        and all(tidied(getattr(one.name, code)) == tidied(getattr(other.name, code)) for code in LANGUAGES)
        and replace(one, name=other.name, **{text: getattr(other, text) for text in texts}) == other
    )


def _place(fault: Fault) -> tuple[int, int]:
    return fault.row, COLUMNS.index(fault.column) if fault.column in COLUMNS else len(COLUMNS)
