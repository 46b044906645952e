"""Every address of the house, and which part answers there. Each is listed in docs/protocol.md."""

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute, Route, WebSocketRoute

if TYPE_CHECKING:
    from server.app import Parts


def addresses(parts: "Parts") -> list[BaseRoute]:
    """The routes of people's pages, programs and sockets, in the order in which they are tried."""
    pages, interface = parts.pages, parts.interface
    return [
        WebSocketRoute("/meetings/{slug}/live", parts.live.socket),
        Route("/", pages.meetings),
        Route("/meetings/new", parts.new_meetings.page),
        Route("/meetings/new", parts.new_meetings.press, methods=["POST"]),
        Route("/meetings/{slug}", pages.follow),
        Route("/meetings/{slug}/chair", pages.shows("chair")),
        Route("/meetings/{slug}/chair/order", parts.simulation_pages.page),
        Route("/meetings/{slug}/wall", pages.shows("wall")),
        Route("/meetings/{slug}/walls", pages.shows("walls")),
        Route("/meetings/{slug}/programme", pages.shows("programme")),
        Route("/meetings/{slug}/desk", pages.shows("desk")),
        Route("/meetings/{slug}/interpret", pages.shows("interpret")),
        Route("/meetings/{slug}/overlay", pages.shows("overlay")),
        Route("/meetings/{slug}/help", pages.shows("help")),
        Route("/meetings/{slug}/setup", parts.setup.page),
        Route("/meetings/{slug}/setup/commands/{name}", parts.setup.press, methods=["POST"]),
        Route("/meetings/{slug}/setup/report", parts.reports.lay_before, methods=["POST"]),
        Route("/meetings/{slug}/setup/{part}/{id}", parts.setup.editor),
        Route("/meetings/{slug}/preview/{as}", parts.previews.page),
        Route("/meetings/{slug}/contributors", parts.speakers.write, methods=["POST"]),
        Route("/meetings/{slug}/setup/import", parts.import_pages.page),
        Route("/meetings/{slug}/setup/import", parts.import_pages.press, methods=["POST"]),
        Route("/m/{code}", pages.by_code),
        Route("/m", pages.by_code),
        Route("/meetings/{slug}/agenda", parts.agenda_pages.page),
        Route("/meetings/{slug}/agenda.pdf", parts.agenda_pages.pdf),
        Route("/meetings/{slug}/export.{form}", parts.export_pages.download),
        Route("/meetings/{slug}/speaking-times", parts.equity_pages.page),
        Route("/meetings/{slug}/speaking-times.csv", parts.equity_pages.table),
        Route("/meetings/{slug}/calendar.ics", parts.feeds.calendar),
        Route("/meetings/{slug}/commands/{name}", pages.command, methods=["POST"]),
        Route("/meetings/{slug}/papers", parts.papers.page),
        Route("/meetings/{slug}/papers", parts.papers.upload, methods=["POST"]),
        Route("/meetings/{slug}/papers/{paper}", parts.papers.download),
        Route("/meetings/{slug}/notes", parts.notes.page),
        Route("/meetings/{slug}/notes/{item}", parts.notes.write, methods=["POST"]),
        *parts.doors.routes(),
        *parts.persons.routes(),
        Route("/bodies/{body}/setup/import", parts.member_pages.page),
        Route("/bodies/{body}/setup/import", parts.member_pages.press, methods=["POST"]),
        Route("/bodies/{body}/members.{form}", parts.member_exports.table),
        Route("/bodies/{body}/popolo.json", parts.member_exports.popolo),
        Route("/bodies", parts.body_pages.bodies),
        Route("/bodies/{body}", parts.body_pages.body),
        Route("/bodies/{body}/setup", parts.body_pages.setup),
        Route("/bodies/{body}/setup/{part}/{id}", parts.body_pages.editor),
        Route("/bodies/{body}/commands/{name}", parts.body_pages.press, methods=["POST"]),
        Route("/organisation/setup", parts.organisation_pages.setup),
        Route("/organisation/setup/import", parts.offices_import.page),
        Route("/organisation/setup/import", parts.offices_import.press, methods=["POST"]),
        Route("/organisation/setup/{part}/{id}", parts.organisation_pages.editor),
        Route("/organisation/commands/{name}", parts.organisation_pages.press, methods=["POST"]),
        Route("/api/meetings/{slug}", interface.meeting),
        Route("/api/meetings/{slug}/entries", interface.entries),
        Route("/api/meetings/{slug}/commands/{name}", interface.command, methods=["POST"]),
        Route("/api/bodies", parts.body_door.bodies),
        Route("/api/bodies/{body}", parts.body_door.body),
        Route("/api/bodies/{body}/entries", parts.body_door.entries),
        Route("/api/bodies/{body}/commands/{name}", parts.body_door.command, methods=["POST"]),
        Route("/api/organisation/commands/{name}", parts.organisation_door.command, methods=["POST"]),
        Route("/offices", parts.offices.page),
        Route("/offices/{office}", parts.offices.office),
        Route("/api/offices", parts.offices.as_json),
        Route("/api/popolo", parts.offices.as_popolo),
    ]
