"""A new meeting begins at the console: drafted with an empty agenda, for its secretariat to set up."""

import pytest

from tests.console.test_cli import LINK, SLUG, answered, hemicycle
from tests.provision_product import Product

MEXICO = ("--title", "Executive Bureau", "--place", "Mexico City", "--zone", "America/Mexico_City")


def test_a_drafted_meeting_is_its_secretariats_alone(served: Product) -> None:
    link = served.cli("draft", "bureau-2026", *MEXICO)
    assert LINK.fullmatch(link + "\n")
    assert answered(served, link.removeprefix(served.base_url)) == 200
    assert answered(served, "/api/meetings/bureau-2026") == 404
    token = served.cli("token", "--role", "secretariat", "--meeting", "bureau-2026").strip()
    assert answered(served, "/api/meetings/bureau-2026", token) == 200
    assert answered(served, "/meetings/bureau-2026/setup", token) == 200


@pytest.mark.parametrize(
    ("slug", "change", "words"),
    [
        ("Bureau 2026", (), "small letters"),
        ("bureau", ("--zone", "CEST of Mexico"), "no time zone"),
        ("bureau", ("--title", " "), "a title"),
        (SLUG, (), "already uses"),
    ],
)
def test_what_cannot_be_drafted_is_said_in_words(
    served: Product, slug: str, change: tuple[str, ...], words: str
) -> None:
    said = hemicycle("draft", slug, *MEXICO, *change, **settings(served))
    assert said.returncode == 1
    assert words in said.stderr
    assert said.stdout == ""


def settings(product: Product) -> dict[str, str]:
    return {name: value for name, value in product.environment.items() if name.startswith("HEMICYCLE_")}
