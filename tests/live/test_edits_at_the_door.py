"""Edits of an agenda over the interface: what is refused is refused in words, for a reader, and changes nothing."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2
import pytest

from tests.live.clients import SLUG, bearer, token
from tests.provision_product import Product

CALLED = {"slug": "x", "title": {}, "body": {}, "place": "Barcelona", "zone": "Europe/Madrid"}
WRITTEN = {"title": {}, "kind": "report"}
MORNING = {"id": "", "title": {}}


class Desk:
    """A secretary at the interface."""

    def __init__(self, http: httpx2.Client) -> None:
        self._http = http

    def head(self) -> int:
        seq: int = self._http.get(f"/api/meetings/{SLUG}").json()["seq"]
        return seq

    def press(self, name: str, data: Mapping[str, Any], language: str = "en") -> tuple[int, dict[str, str]]:
        """The status, and the refusal where there is one."""
        asked = {"id": str(uuid.uuid4()), "data": data}
        answer = self._http.post(f"/api/meetings/{SLUG}/commands/{name}?lang={language}", json=asked)
        return answer.status_code, answer.json().get("refusal", {})


@pytest.fixture
def desk(standing: Product) -> Iterator[Desk]:
    headers = bearer(token(standing, "secretariat"))
    with httpx2.Client(base_url=standing.base_url, headers=headers, trust_env=False) as http:
        yield Desk(http)


def edit(item: str = "item-5", **changes: object) -> dict[str, Any]:
    return {"item": item, "was": WRITTEN, "now": WRITTEN | changes}


def called(**changes: object) -> dict[str, Any]:
    return {"was": CALLED, "now": CALLED | changes}


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "CEST", "", "../../etc/passwd", "Europe/Madrid\0"])
def test_a_time_zone_that_does_not_exist_is_refused_in_words(desk: Desk, zone: str) -> None:
    head = desk.head()
    status, refusal = desk.press("edit_meeting", called(zone=zone))
    assert (status, refusal["code"]) == (409, "unknown_zone")
    assert refusal["message"] == f"There is no time zone {zone}; one is named like Europe/Madrid."
    assert desk.head() == head


@pytest.mark.parametrize(
    "url", ["javascript:alert(document.cookie)", "JaVaScRiPt:x", "data:text/html,x", "/x", ""]
)
def test_a_link_that_does_not_lead_to_the_web_is_refused_in_words(desk: Desk, url: str) -> None:
    link = {"kind": "stream", "url": url}
    head = desk.head()
    for command, data in (
        ("edit_meeting", called(links=[link])),
        ("add_sitting", {"sitting": MORNING | {"title": {"en": "x"}, "links": [link]}}),
        ("import_agenda", {"sittings": [MORNING | {"title": {"en": "x"}, "links": [link]}]}),
    ):
        status, refusal = desk.press(command, data)
        assert (status, refusal["code"]) == (409, "bad_link")
        assert refusal["message"] == f"“{url}” is no link: one begins with https:// or http://."
    assert desk.head() == head


@pytest.mark.parametrize(
    ("command", "data"),
    [
        ("add_item", {"item": WRITTEN | {"minutes": -1}}),
        ("add_item", {"item": WRITTEN | {"minutes": 1.5}}),
        ("add_item", {"item": WRITTEN | {"fixed_start": "2026-04-14T10:00:00"}}),
        ("add_item", {"item": WRITTEN | {"kind": "party"}}),
        ("add_item", {"item": WRITTEN | {"number": "5"}}),
        ("add_item", {"item": WRITTEN, "number": "5" * 21}),
        ("edit_item", {"item": "item-5", "now": WRITTEN}),
        ("edit_item", edit(title={"en": "x" * 4001})),
        ("edit_item", edit(title={"de": "x"})),
        ("move_item", {"item": "item-5", "after": "x" * 81}),
        ("move_item", {"item": None}),
        ("import_agenda", {"items": [{"id": "1", "number": "", "kind": "report", "minutes": 1}]}),
        ("split_item", {"item": "item-5", "titles": [{}] * 2001}),
        ("import_agenda", {"sittings": [MORNING | {"day": "17 November"}]}),
        ("split_item", {"item": "item-5", "titles": "two"}),
        ("announce", {"text": "Coffee"}),
        ("lay_out_wall", {"layout": "disco"}),
    ],
)
def test_an_edit_of_a_bad_shape_is_refused_in_words(desk: Desk, command: str, data: dict[str, Any]) -> None:
    head = desk.head()
    status, refusal = desk.press(command, data)
    assert (status, refusal["code"]) == (422, "bad_shape")
    assert refusal["message"].startswith("This command was not understood: ")
    assert desk.head() == head


# ------------------------------------------------------------------------------ two at once

CONFLICTS = {
    "a kind": ("edit_item", edit(kind="debate"), edit(kind="election"), "“debate”. You wrote: “election”"),
    "a purpose": (
        "edit_item",
        edit("item-opening-1", purpose="adoption"),
        edit("item-opening-1", purpose="information"),
        "“for adoption”. You wrote: “for information”",
    ),
    "a start": (
        "edit_item",
        edit(fixed_start="2026-04-14T10:00:00-06:00"),
        edit(fixed_start="2026-04-14T17:00:00Z"),
        "“18:00 CEST”. You wrote: “19:00 CEST”",
    ),
    "speakers": (
        "edit_item",
        edit("item-12", roles=[{"part": "keynote", "holder": "Mayor of Kazan"}]),
        edit("item-12", roles=[{"part": "keynote", "holder": "Mayor of Soria"}]),
        "“keynote: Mayor of Kazan”. You wrote: “keynote: Mayor of Soria”",
    ),
    "a format": ("edit_meeting", called(format="online"), called(format="in_person"), "“online”"),
    "links": (
        "edit_meeting",
        called(links=[{"kind": "stream", "url": "https://a.example"}]),
        called(links=[{"kind": "interpretation", "url": "https://b.example", "language": "zh"}]),
        "“stream: https://a.example”. You wrote: “interpretation zh: https://b.example”",
    ),
}


@pytest.mark.parametrize("what", CONFLICTS)
def test_both_values_are_shown_to_the_second_of_two_who_edit(desk: Desk, what: str) -> None:
    command, one, other, words = CONFLICTS[what]
    assert desk.press(command, one)[0] == 200
    head, said = desk.head(), []
    for language in ("en", "fr", "es"):
        status, refusal = desk.press(command, other, language)
        assert (status, refusal["code"]) == (409, "edited_meanwhile")
        said.append(refusal["message"])
    assert words in said[0]
    assert desk.head() == head
