"""Every command has a shape at the edge; what is absent has the models' own default (DESIGN §2.3)."""

import msgspec
import pytest

from models.planning.item import ItemId, Kind
from models.planning.particulars import Particulars
from models.procedure import Refusal
from models.rules.editing import EditItem
from models.text import Text
from models.wire import COMMANDS
from server.shapes import command_of, shape_of

CALLED = {
    "slug": "council",
    "title": {"en": "Council"},
    "body": {},
    "place": "Kazan",
    "zone": "Europe/Moscow",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_shape(name: str) -> None:
    assert issubclass(shape_of(COMMANDS[name]), msgspec.Struct)


def test_what_is_absent_has_its_default() -> None:
    data = b"""{"item": "5", "was": {"title": {"en": "Budget"}, "kind": "decision"},
                "now": {"title": {"en": "Budget 2022"}, "kind": "decision"}}"""
    assert command_of("edit_item", data) == EditItem(
        ItemId("5"),
        Particulars(Text("Budget"), Kind.DECISION),
        Particulars(Text("Budget 2022"), Kind.DECISION),
    )


@pytest.mark.parametrize(
    "zone", ["Europe/Atlantis", "CEST", "", "Europe", "../Europe/Madrid", "/etc/passwd", "\0"]
)
def test_a_meeting_has_a_time_zone_that_there_is(zone: str) -> None:
    for command, data in (
        ("edit_meeting", {"was": CALLED, "now": CALLED | {"zone": zone}}),
        ("draft_meeting", {"convocation": CALLED | {"zone": zone}}),
    ):
        with pytest.raises(Refusal) as refused:
            command_of(command, data)
        assert refused.value.code == "unknown_zone"
