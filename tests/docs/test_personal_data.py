"""docs/personal-data.md names every column of every table that is not the record's, and every setting of how long."""

import re

import pytest

from models.tables import metadata
from server.settings import read_settings
from tests.docs.reading import chapters, source, spans

PERSONAL = chapters("docs/personal-data.md")
REGISTER = PERSONAL["The register"].below
RECORD = {"streams", "entries", "submissions", "meetings"}


def test_every_table_is_in_the_register_or_of_the_record() -> None:
    assert set(REGISTER) | RECORD == {table.name for table in metadata.sorted_tables}
    assert not set(REGISTER) & RECORD
    said = spans(PERSONAL["The record and what stands beside it"].text)
    assert set(said) >= RECORD


@pytest.mark.parametrize("name", REGISTER)
def test_every_column_is_there_and_says_what_how_long_and_for_whom(name: str) -> None:
    rows = REGISTER[name].rows("column")
    assert [spans(row["column"]) for row in rows] == [
        [column.name] for column in metadata.tables[name].columns
    ]
    assert all(row["what"] and row["how long"] and row["who sees it"] for row in rows)


def test_the_days_are_those_of_the_settings() -> None:
    keeping = read_settings({}).keeping
    rows = {word: row["goes"] for row in PERSONAL["How long"].rows("what") for word in spans(row["setting"])}
    assert set(rows) == set(re.findall(r"HEMICYCLE_KEEP_\w+", source("server/settings.py")))
    assert f"{keeping.sign_ins} if nothing is set" in rows["HEMICYCLE_KEEP_SIGN_INS_DAYS"]
    assert f"{keeping.links} if nothing is set" in rows["HEMICYCLE_KEEP_LINKS_DAYS"]
    assert keeping.notes is None
    assert "never by itself if nothing is set" in rows["HEMICYCLE_KEEP_NOTES_DAYS"]
