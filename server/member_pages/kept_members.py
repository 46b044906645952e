"""An imported list of members, as the commands that keep it and that undo it.

Undoing is an import too: back to what the record told before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.belonging.membership import MemberEdited, MemberEntered, MemberRemoved
from models.belonging.posts import Appointment, AppointmentEdited, AppointmentMade
from models.body import Body, replay
from models.procedure import Entry, PersonId
from models.rules.bodies import ImportMembers
from models.wire import COMMANDS
from server.chamber import Chamber

UNDO = "undo."
"""What the id of a press begins with that undoes an import."""
NAME = next(name for name, kind in COMMANDS.items() if kind is ImportMembers)


@dataclass(frozen=True)
class LastImport:
    """The import after which nothing has changed: its entries, who pressed, and whom they have `named`."""

    first: int
    last: Entry
    entered: int
    edited: int
    removed: int
    undoing: bool
    named: frozenset[PersonId] = frozenset()


def with_persons(command: ImportMembers, ids: Mapping[PersonId, PersonId]) -> ImportMembers:
    """The same, with the ids that people have got."""

    def known(appointments: Sequence[Appointment]) -> tuple[Appointment, ...]:
        return tuple(
            replace(one, person=ids.get(one.person, one.person)) if one.person else one
            for one in appointments
        )

    return replace(command, appointed=known(command.appointed), reappointed=known(command.reappointed))


def last_import(chamber: Chamber) -> LastImport | None:
    """The import that was the last thing that happened to this body; None if it was something else."""
    seq = chamber.state.seq
    ends = {ended: (id_, asked) for (_, id_), (asked, ended) in chamber.receipts.items()}
    if seq not in ends or not ends[seq][1].startswith(NAME):
        return None
    first = max((ended for ended in ends if ended < seq), default=0) + 1
    entries = chamber.entries[first - 1 :]
    entered, edited, removed = (
        sum(1 for entry in entries if isinstance(entry.event, kind))
        for kind in (MemberEntered, MemberEdited, MemberRemoved)
    )
    undoing = ends[seq][0].startswith(UNDO)
    appointments = (
        e.event.appointment for e in entries if isinstance(e.event, AppointmentMade | AppointmentEdited)
    )
    named = frozenset(one.person for one in appointments if one.person)
    return LastImport(first, entries[-1], entered, edited, removed, undoing=undoing, named=named)


def undone(chamber: Chamber, of: LastImport) -> ImportMembers:
    """What brings the members and their delegates back to what they were before this import."""
    return difference(chamber.body, replay(chamber.entries[: of.first - 1]))


def difference(now: Body, then: Body) -> ImportMembers:
    """What makes the members and appointments of a body as they are in another state of it."""
    members = now.members, then.members
    appointments = now.appointments, then.appointments
    return ImportMembers(
        seen=now.seq,
        entered=tuple(one for id_, one in members[1].items() if id_ not in members[0]),
        edited=tuple(one for id_, one in members[1].items() if members[0].get(id_, one) != one),
        removed=tuple(id_ for id_ in members[0] if id_ not in members[1]),
        appointed=tuple(one for id_, one in appointments[1].items() if id_ not in appointments[0]),
        reappointed=tuple(
            one for id_, one in appointments[1].items() if appointments[0].get(id_, one) != one
        ),
        struck=tuple(id_ for id_ in appointments[0] if id_ not in appointments[1]),
    )
