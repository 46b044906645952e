"""In the night that clocks are put back, an hour comes twice: an export says which of the two is meant."""

from datetime import UTC, datetime

import pytest

from models.planning.sitting import Sitting, SittingId
from models.text import Text
from server.exports.export import FileFormat, export
from server.imports.flat import rows_of
from server.imports.plan import Drafted, plan_of
from server.imports.read import read
from server.imports.zones import zone_of

MADRID = "Europe/Madrid"
FIRST = datetime(2021, 10, 31, 0, 30, tzinfo=UTC)
SECOND = datetime(2021, 10, 31, 1, 30, tzinfo=UTC)
NIGHT = Drafted(sittings=(Sitting(SittingId("sitting-1"), Text("Night"), starts=FIRST, ends=SECOND),))


def test_both_show_half_past_two_and_the_second_its_offset() -> None:
    venue = zone_of(MADRID)
    assert venue
    assert [(row.start, row.end) for row in rows_of(NIGHT, venue)] == [("02:30", "02:30+01:00")]


@pytest.mark.parametrize("form", [FileFormat.CSV, FileFormat.XLSX, FileFormat.DOCX, FileFormat.JSON])
def test_both_come_back(form: FileFormat) -> None:
    content = export(NIGHT, form, MADRID, "en")
    assert plan_of(read("night", content, zone=MADRID).rows, MADRID) == NIGHT
