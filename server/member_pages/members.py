"""A body's members in and out, in one place: the pages that import them, the files that hand them out."""

from typing import TYPE_CHECKING

from starlette.routing import Route

from server.member_pages.member_exports import MemberExports
from server.member_pages.member_keeping import MemberKeeping
from server.member_pages.member_pages import MemberPages
from server.member_pages.member_visits import BodyVisits

if TYPE_CHECKING:
    from server.app import Parts

IMPORT = "/bodies/{body}/setup/import"


class Members:
    def __init__(self, parts: "Parts") -> None:
        bodies = BodyVisits(parts.pages, parts.house, parts.doorkeeper, parts.people)
        keeping = MemberKeeping(bodies, parts.house, parts.people, parts.unnamed, parts.world)
        self.pages = MemberPages(bodies, keeping, parts.directory, parts.world)
        self.exports = MemberExports(bodies, parts.world)

    def routes(self) -> list[Route]:
        return [
            Route(IMPORT, self.pages.page),
            Route(IMPORT, self.pages.press, methods=["POST"]),
            Route("/bodies/{body}/members.{form}", self.exports.table),
            Route("/bodies/{body}/popolo.json", self.exports.popolo),
        ]
