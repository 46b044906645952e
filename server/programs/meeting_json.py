"""A meeting as programs read it: JSON values in one language. Keys may be added to it, never changed (DESIGN §3)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from models import wire
from models.audience import Audience
from models.convocation import Convocation
from models.meeting import Meeting
from models.planning.agenda import Agenda
from models.planning.forecast import Forecast, forecast
from models.planning.item import AgendaItem
from models.planning.sitting import Contributor, Sitting
from models.procedure import PersonId
from server.chamber import Chamber
from server.paper_pages.paper_views import papers_json
from server.programs.floor_json import floor_json
from server.programs.presiding_json import presiding_json

Name = Callable[[PersonId | None], str]


def meeting_json(
    chamber: Chamber, language: str, now: datetime, name: Name, audience: Audience
) -> dict[str, Any]:
    """A meeting for programs: what it is called to, its agendas, what is current and what is expected."""
    meeting = chamber.meeting
    convocation = meeting.convocation
    if convocation is None:
        raise ValueError("a meeting without a convocation is shown to nobody")
    foreseen = [(agenda, forecast(agenda, now, meeting.suspension)) for agenda in meeting.agendas]
    leading = meeting.leading
    papers = papers_json(meeting, audience, language)
    return {
        **_head(chamber, convocation, language, now),
        "state": meeting.state.value,
        "until": wire.to_wire(meeting.suspension.until) if meeting.suspension else None,
        "reason": meeting.suspension.reason if meeting.suspension else None,
        "current": leading.current,
        "presiding": presiding_json(meeting, leading, language),
        "announcement": _announcement(meeting, language),
        "rules": wire.to_wire(meeting.rules),
        "expected_end": wire.to_wire(next(f.end_of_agenda() for a, f in foreseen if a is leading)),
        "tracks": [
            {"id": a.track.id, "title": a.track.title.read(language)[0], "current": a.current}
            for a in meeting.agendas
            if a.track
        ],
        "sittings": [_sitting(s, language, name) for agenda in meeting.agendas for s in agenda.sittings],
        "items": [
            _item(item, agenda, f, language, name) | {"papers": papers.get(item.id, [])}
            for agenda, f in foreseen
            for item in agenda.items
        ],
        "floor": floor_json(meeting, language, now, name, audience),
    }


def _head(chamber: Chamber, convocation: Convocation, language: str, now: datetime) -> dict[str, Any]:
    return {
        "slug": convocation.slug,
        "title": convocation.title.read(language)[0],
        "theme": convocation.theme.read(language)[0],
        "body": convocation.body.read(language)[0],
        "body_id": convocation.of,
        "place": convocation.place,
        "format": convocation.format.value,
        "links": wire.to_wire(convocation.links),
        "epoch": chamber.epoch,
        "seq": chamber.state.seq,
        "now": wire.moment(now),
        "zone": convocation.zone,
    }


def _announcement(meeting: Meeting, language: str) -> dict[str, Any] | None:
    said = meeting.screens.announcement
    return {"text": said.text.read(language)[0], "until": wire.to_wire(said.until)} if said else None


def _sitting(sitting: Sitting, language: str, name: Name) -> dict[str, Any]:
    return {
        "id": sitting.id,
        "title": sitting.title.read(language)[0],
        "chair": sitting.chair,
        "chair_office": sitting.chair_office,
        "track": sitting.track,
        "place": sitting.place,
        "day": wire.to_wire(sitting.day),
        "starts": wire.to_wire(sitting.starts),
        "ends": wire.to_wire(sitting.ends),
        "contributors": _contributors(sitting.contributors, name),
        "links": wire.to_wire(sitting.links),
        "withdrawn": sitting.withdrawn,
    }


def _item(item: AgendaItem, agenda: Agenda, foreseen: Forecast, language: str, name: Name) -> dict[str, Any]:
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title.read(language)[0],
        "kind": item.kind.value,
        "purpose": item.purpose.value if item.purpose else None,
        "parent": item.parent,
        "sitting": item.sitting,
        "minutes": item.minutes,
        "fixed_start": wire.to_wire(item.fixed_start),
        "expected_start": wire.to_wire(foreseen.start_of(item.id)),
        "expected_end": wire.to_wire(foreseen.end_of(item.id)),
        "state": agenda.state(item).value,
        "under_way": item in agenda.under_way(),
        "outcome": item.outcome.value if item.outcome else None,
        "deferred_to": item.deferred_to or None,
        "started": wire.to_wire(item.started),
        "ended": wire.to_wire(item.ended),
        "time_limit": item.time_limit,
        "draft_decision": item.draft_decision.read(language)[0],
        "roles": _contributors(item.roles, name),
    }


def _contributors(who: Iterable[Contributor], name: Name) -> list[dict[str, Any]]:
    return [wire.to_wire(one) | {"name": name(one.person)} for one in who]
