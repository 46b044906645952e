"""The pages on which the secretariat keeps milestones and rotations."""

from starlette.routing import Route

from server.doorkeeper import Doorkeeper
from server.following.plan_letters import PlanLetters
from server.house import House
from server.organisation_pages.form_door import FormDoor
from server.pages import Pages
from server.panels import Panels
from server.persons.directory import Directory
from server.persons.people import People
from server.rotation_pages.milestone_pages import MilestonePages
from server.rotation_pages.rotation_import_pages import RotationImportPages
from server.rotation_pages.rotation_pages import RotationPages
from server.world import World

MILESTONES, ROTATION = "/organisation/milestones", "/bodies/{body}/rotations/{rotation}"


class KeepingRotations:
    def __init__(
        self,
        pages: Pages,
        panels: Panels,
        house: House,
        doorkeeper: Doorkeeper,
        directory: Directory,
        people: People,
        door: FormDoor,
        letters: PlanLetters,
        world: World,
    ) -> None:
        organising = (pages, panels, house, doorkeeper, directory, people, door, letters, world)
        self.milestones = MilestonePages(*organising)
        self.rotations = RotationPages(*organising)
        self.imports = RotationImportPages(self.rotations)

    def routes(self) -> list[Route]:
        milestones, rotations, imports = self.milestones, self.rotations, self.imports
        return [
            Route(MILESTONES, milestones.setup),
            Route(f"{MILESTONES}/{{part}}/{{id}}", milestones.editor),
            Route(f"{MILESTONES}/commands/{{name}}", milestones.press, methods=["POST"]),
            Route(f"{ROTATION}/setup", rotations.setup),
            Route(f"{ROTATION}/setup/import", imports.page),
            Route(f"{ROTATION}/setup/import", imports.press, methods=["POST"]),
            Route(f"{ROTATION}/setup/{{part}}/{{id}}", rotations.editor),
            Route(f"{ROTATION}/check/{{part}}/{{id}}", rotations.check, methods=["POST"]),
            Route(f"{ROTATION}/commands/{{name}}", rotations.press, methods=["POST"]),
            Route(f"{ROTATION}/export.{{form}}", rotations.export),
        ]
