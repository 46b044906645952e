"""While it is nobody's turn, whoever is President presides, and the page says so."""

import httpx2

from tests.provision_product import Product


def test_before_the_first_handover_the_president_presides(served: Product) -> None:
    served.cli("demo", "--organisation")
    page = httpx2.get(f"{served.base_url}/presidency", params={"lang": "en"}).text
    assert "Mayor of Kazan" in page
    assert "Ilsur Metshin" in page
    assert "As President: it is nobody&#39;s turn." in page
