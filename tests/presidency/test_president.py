"""In the demo somebody presides today; while it is nobody's turn, whoever is President does, and the page says so."""

import shutil
from datetime import date
from pathlib import Path

import httpx2

from tests.presidency.rotating import rotating
from tests.provision_product import Product


def test_in_the_demo_somebody_presides_today(served: Product) -> None:
    served.cli("demo", "--organisation")
    page = httpx2.get(f"{served.base_url}/presidency", params={"lang": "en"}).text
    assert "Ilsur Metshin" in page
    assert "in the place of Mayor of Al Hoceima." in page
    assert "In the next term too" in page
    rotation = httpx2.get(f"{served.base_url}/presidency/presidency/governing-presidency?lang=en").text
    assert 'href="?zoom=all#timeline"' in rotation, "history is left out of the picture at first"


def test_before_the_first_handover_the_president_presides(tmp_path: Path, demo_folder: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(demo_folder, data)
    rotating(data, date(2021, 11, 12))
    product = Product(data, {})
    product.start()
    page = httpx2.get(f"{product.base_url}/presidency", params={"lang": "en"}).text
    product.stop()
    assert "Ilsur Metshin" in page
    assert "As President: it is nobody&#39;s turn." in page
