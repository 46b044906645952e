"""The doors of the set-up page: whose they are, what they refuse, and that speakers' names stay out of the record.

Source: DESIGN §5.1 and §5.3; issue "The agenda" (roles, editing).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest

from tests.live.clients import SLUG, credential
from tests.provision_product import Product

HERE = f"/meetings/{SLUG}/setup"
SPEAKERS = f"/meetings/{SLUG}/contributors"
HOSTILE: dict[str, dict[str, str]] = {
    "a name that is two things": {"now": "x", "now.title.en:text": "y"},
    "a reading there is not": {"item:magic": "x"},
    "broken JSON": {"was:seen": '{"title":'},
    "JSON of another shape": {"was:seen": "[1,2]", "now.title.en:text": "x"},
    "nesting without end": {"was:seen": '{"a":' * 2000 + "1" + "}" * 2000},
    "a field nobody knows": {"item": "item-5", "by": "chair", "was:seen": "{}"},
    "a number that is none": {"now.minutes:count": "-1"},
    "a number without end": {"now.minutes:count": "9" * 5000},
    "a clock that is none": {":day": "2026-04-13", "now.fixed_start:time": "25:00"},
    "a day that is none": {":day": "2026-02-30", "now.fixed_start:time": "10:00"},
}


@contextmanager
def visitor(product: Product, role: str) -> Iterator[httpx2.Client]:
    """Somebody with this role in a browser without script; without one, the public."""
    origin = {"Origin": product.base_url}
    with httpx2.Client(base_url=product.base_url, headers=origin, trust_env=False) as made:
        if role:
            assert made.post(credential(product, "link", role)).status_code == 303
        yield made


@pytest.fixture(scope="module")
def desk(standing: Product) -> Iterator[httpx2.Client]:
    with visitor(standing, "secretariat") as made:
        yield made


@pytest.mark.parametrize(
    ("role", "status"), [("chair", 403), ("delegate", 403), ("observer", 403), ("", 401)]
)
def test_the_page_and_its_editors_are_the_secretariats_alone(
    standing: Product, role: str, status: int
) -> None:
    with visitor(standing, role) as somebody:
        for address in (
            HERE,
            f"{HERE}/items/item-5",
            f"{HERE}/items/item-5?alone",
            f"{HERE}/meeting/particulars",
        ):
            assert somebody.get(address).status_code == status, address
        pressed = somebody.post(f"{HERE}/commands/restore_item", data={"item": "item-5"})
        assert pressed.status_code == status
        written = somebody.post(SPEAKERS, data={"item": "item-5", "lines": "keynote: Eve, Mayor"})
        assert written.status_code == status


def test_nobody_presses_from_another_house(desk: httpx2.Client) -> None:
    for address in (f"{HERE}/commands/restore_item", SPEAKERS):
        answer = desk.post(address, data={"item": "item-5"}, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "part", ["items/nobody", "sittings/x", "tracks/x", "new/moon", "meeting/x", "nothing/x"]
)
def test_an_editor_of_what_is_not_there_is_not_found(desk: httpx2.Client, part: str) -> None:
    assert desk.get(f"{HERE}/{part}").status_code == 404


@pytest.mark.parametrize("fault", HOSTILE)
def test_fields_that_say_nothing_are_refused_in_words(desk: httpx2.Client, fault: str) -> None:
    before = head(desk)
    answer = desk.post(f"{HERE}/commands/edit_item?from=items/item-5", data=HOSTILE[fault])
    assert answer.status_code == 422, answer.text
    assert "This command was not understood" in answer.text
    assert "item-5" in answer.text  # on the page from which it came
    assert head(desk) == before


def test_a_refusal_without_a_page_of_its_own_stands_on_the_agenda(desk: httpx2.Client) -> None:
    answer = desk.post(f"{HERE}/commands/edit_item?from=//evil.example", data={"item": "x"})
    assert answer.status_code == 422
    assert "panel-setup" in answer.text


def test_the_way_back_is_always_to_the_set_up_page(desk: httpx2.Client) -> None:
    renumber = {"item": "item-12", "was:text": "12", "now:text": "13"}
    answer = desk.post(f"{HERE}/commands/renumber_item?track=//evil&from=//evil.example/x", data=renumber)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{HERE}?track=%2F%2Fevil"


def test_a_speakers_name_is_shown_and_stays_out_of_the_record(desk: httpx2.Client, standing: Product) -> None:
    accept = {"Accept": "application/json"}
    form = {
        "item": "item-7",
        "lines": 'keynote: "Ruiz, Ana", Mayor of Soria, City of Soria\npanellist: Mayor of Kazan',
    }
    reply = desk.post(SPEAKERS, data=form, headers=accept).json()
    assert reply["ok"]
    assert "Ruiz, Ana" in desk.get(f"{HERE}/items/item-7").text
    record = desk.get(f"/api/meetings/{SLUG}/entries?limit=500").text
    assert "Mayor of Soria" in record
    assert "Ruiz" not in record
    again = desk.post(SPEAKERS, data=form, headers=accept)  # the same person, and nothing new
    assert (again.status_code, again.json()["refusal"]["code"]) == (409, "nothing_changed")


def test_speakers_seen_otherwise_meanwhile_are_refused(desk: httpx2.Client) -> None:
    seen = json.dumps(
        {"roles": [{"part": "keynote", "holder": "Nobody", "organisation": "", "person": None}]}
    )
    form = {"item": "item-6", "lines": "keynote: Mayor of Paris", "was:seen": seen}
    desk.post(SPEAKERS, data={"item": "item-6", "lines": "keynote: Mayor of Soria"})
    answer = desk.post(f"{SPEAKERS}?from=items/item-6", data=form)
    assert answer.status_code == 409
    assert "keynote: Mayor of Paris</textarea>" in answer.text  # what was written is still there
    assert "<q>keynote: Mayor of Soria</q>" in answer.text


@pytest.mark.parametrize("lines", ["x: " + "n" * 201 + ", Mayor", "x: A, " + "h" * 501, "x: A, B\n" * 101])
def test_more_than_a_programme_could_hold_is_refused(desk: httpx2.Client, lines: str) -> None:
    answer = desk.post(
        SPEAKERS, data={"item": "item-5", "lines": lines}, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["refusal"]["code"]) == (422, "bad_shape")


def head(desk: httpx2.Client) -> int:
    seq: int = desk.get(f"/api/meetings/{SLUG}").json()["seq"]
    return seq
