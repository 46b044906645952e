"""The list of meetings, as its page and the interface show it."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from models import wire
from models.convocation import Convocation
from models.meeting import MeetingState
from models.procedure import PersonId
from models.rules.permission import may_follow
from server import languages
from server.house import House
from server.meeting_pages.moments import Moment, moment_of
from server.projections import rows


@dataclass(frozen=True)
class MeetingLine:
    slug: str
    title: str
    lang: str
    body: str
    of: str
    place: str
    day: str
    start: Moment | None
    state: str
    state_words: str
    url: str


async def meeting_lines(house: House, person: PersonId | None, language: str) -> tuple[MeetingLine, ...]:
    """The meetings this person may follow, the latest first."""
    async with house.database.reading() as connection:
        found = await rows(connection)
    lines = []
    for row in found:
        if not row["public"] or row["state"] == MeetingState.DRAFT:
            meeting = (await house.chamber(row["stream"])).meeting  # type: ignore[arg-type]
            if not may_follow(meeting, meeting.actor(person)):
                continue
        lines.append(_line(row, language))
    return tuple(lines)


def _line(row: dict[str, object], language: str) -> MeetingLine:
    convocation: Convocation = wire.from_wire(Convocation, msgspec.json.decode(str(row["data"])))
    starts, zone = row["starts"], convocation.zone
    title, lang = convocation.title.read(language)
    start = moment_of(starts, zone) if isinstance(starts, datetime) else None
    state = MeetingState(str(row["state"]))
    return MeetingLine(
        slug=convocation.slug,
        title=title,
        lang=lang,
        body=convocation.body.read(language)[0],
        of=convocation.of or "",
        place=convocation.place,
        day=languages.day(starts, zone, language) if isinstance(starts, datetime) else "",
        start=start,
        state=state.value,
        state_words=languages.words_of(language).states[state],
        url=f"/meetings/{convocation.slug}",
    )
