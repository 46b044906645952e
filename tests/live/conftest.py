"""What the fault tests share: one server for a whole file, where no test breaks it or waits for its end."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.provision_product import Product


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    """One server, with the demo in it, for all the tests of a file."""
    data = tmp_path_factory.mktemp("standing") / "data"
    shutil.copytree(demo_folder, data)
    product = Product(data, {})
    product.start()
    yield product
    assert product.running, f"The server ended:\n{product.log.read_text()}"
    product.stop()
    assert "Traceback (most" not in product.log.read_text()
