"""A debate that has happened in a drafted house: who spoke for how long, and who waits still."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from models.belonging.membership import MemberId
from models.belonging.roster import Roster, RosterTaken, Seat
from models.body import BodyId, Rules
from models.planning.item import ItemId
from models.procedure import OPERATOR, CommandId, Entry, Event
from models.speaking.attendance import Attendance
from models.speaking.request import Gender, Request, RequestId, RequestKind, RequestMade, Speaker
from models.speaking.speech import SpeechBegun, SpeechEnded
from models.text import Text
from server.chamber import Chamber
from server.record import Kept, Tail
from tests.live.drafted import Drafted, convocation, item

AFRICA = Text("Africa", "Afrique", "África")
EUROPE = Text("Europe", "Europe", "Europa")
ASIA = Text("Asia-Pacific", "Asie-Pacifique", "Asia-Pacífico")
ITEM, OTHER = ItemId("1"), ItemId("2")
ROOM, REMOTE = Attendance.IN_THE_ROOM, Attendance.REMOTE
DEBATE = (
    ("Mayor of Dakar", AFRICA, ROOM, Gender.WOMAN, ITEM, 150),
    ("Mayor of Soria", EUROPE, ROOM, Gender.MAN, ITEM, 210),
    ("Mayor of Paris", EUROPE, REMOTE, Gender.WOMAN, ITEM, 90),
    ("Mayor of Soria", EUROPE, ROOM, Gender.MAN, OTHER, 30),
    ("Mayor of Rabat", Text(), REMOTE, None, OTHER, 45),
)
WAITING = (
    ("Mayor of Lyon", EUROPE, REMOTE),
    ("Mayor of Paris", EUROPE, REMOTE),
    ("Mayor of Accra", AFRICA, ROOM),
    ("Mayor of Dakar", AFRICA, ROOM),
    ("Mayor of Suva", ASIA, REMOTE),
)
"""Nobody has set a policy: they stand as they came."""


async def debate(drafted: Drafted, *more: Event) -> Chamber:
    """Five have spoken, five wait at item 1; a section has seats and has not spoken."""
    items = [item("1", Text("Climate", "Climat", "Clima")), item("2", "Budget")]
    chamber = await drafted.convene(convocation(), items=items)
    seats = tuple(
        Seat(MemberId(f"m{n}"), Text(f"City {n}"), section=s)
        for n, s in enumerate((AFRICA, EUROPE, EUROPE, ASIA))
    )
    happening(
        chamber,
        [(0, RosterTaken(Roster(BodyId("bureau"), Text("Bureau"), Rules(speaking_limit=120), seats)))],
    )
    happening(chamber, _debated())
    waiting = enumerate(WAITING)
    happening(chamber, [(0, RequestMade(ITEM, _request(f"w{n}", *one))) for n, one in waiting])
    if more:
        happening(chamber, [(0, event) for event in more])
    return chamber


def _request(
    known_as: str, office: str, section: Text, attendance: Attendance, gender: Gender | None = None
) -> Request:
    speaker = Speaker(office=Text(office), section=section, gender=gender)
    return Request(RequestId(known_as), RequestKind.STATEMENT, speaker, attendance)


def _debated() -> Iterator[tuple[int, Event]]:
    for n, (office, section, attendance, gender, at, seconds) in enumerate(DEBATE):
        known_as = RequestId(f"s{n}")
        yield 0, RequestMade(at, _request(known_as, office, section, attendance, gender))
        yield 0, SpeechBegun(at, known_as, None)
        yield seconds, SpeechEnded(at, known_as)


def happening(chamber: Chamber, events: Iterable[tuple[int, Event]]) -> None:
    """These have happened one after another, each so many seconds after the one before."""
    at = chamber.state.at or datetime.now(UTC)
    entries = []
    for seq, (seconds, event) in enumerate(events, chamber.state.seq + 1):
        at += timedelta(seconds=seconds)
        entries.append(Entry(seq, at, OPERATOR, event))
    kept = Kept(at, OPERATOR, CommandId(str(uuid.uuid4())), "", entries[-1].seq)
    chamber.learn(Tail(None, tuple(entries), (kept,)))
