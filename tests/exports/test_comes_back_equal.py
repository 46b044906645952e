"""What is exported imports back equal: random agendas through every format, in every language."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import LANGUAGES
from server.exports.export import FileFormat, export
from server.imports.flat import rows_of
from server.imports.plan import Drafted, plan_of
from server.imports.read import read
from server.imports.zones import zone_of
from tests.exports.agendas import ZONES, alike, plans

WHOLE = [form for form in FileFormat if form is not FileFormat.TCQ]

zones, languages = st.sampled_from(ZONES), st.sampled_from(LANGUAGES)


def back(content: bytes, zone: str) -> Drafted:
    plan = plan_of(read("agenda", content, zone=zone).rows, zone)
    assert isinstance(plan, Drafted), plan
    return plan


@given(plans(), zones)
def test_rows_say_all_that_a_plan_holds(plan: Drafted, zone: str) -> None:
    venue = zone_of(zone)
    assert venue
    again = plan_of(rows_of(plan, venue), zone)
    assert isinstance(again, Drafted), again
    assert alike(again) == alike(plan)


@pytest.mark.parametrize("form", WHOLE)
@given(plan=plans(), zone=zones, language=languages)
def test_an_agenda_comes_back_equal(form: FileFormat, plan: Drafted, zone: str, language: str) -> None:
    assert alike(back(export(plan, form, zone, language), zone)) == alike(plan)


@given(plans().filter(lambda plan: plan.items), zones, languages)
def test_a_flat_list_comes_back_equal_in_what_it_can_hold(plan: Drafted, zone: str, language: str) -> None:
    def flat(one: Drafted, spoken: str) -> list[dict[str, object]]:
        entries = msgspec.json.decode(export(one, FileFormat.TCQ, zone, spoken))
        return [{field: value for field, value in entry.items() if field != "id"} for entry in entries]

    again = back(export(plan, FileFormat.TCQ, zone, language), zone)
    assert flat(again, language) == flat(plan, language)
