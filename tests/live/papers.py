"""Papers over HTTP, as the tests send and read them."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from tests.live.clients import SLUG, bearer, credential, token
from tests.provision_product import Product

HERE = f"/meetings/{SLUG}/papers"
API = f"/api/meetings/{SLUG}"
PDF = b"%PDF-1.7\nThe report."
PUBLIC = "public"
PATIENCE = 30  # seconds

_numbers = itertools.count(1)


def client(product: Product, role: str) -> httpx2.Client:
    """A program of somebody with this role; of nobody, for the public."""
    secret = "" if role == PUBLIC else token(product, role)
    return httpx2.Client(base_url=product.base_url, headers=bearer(secret), timeout=PATIENCE, trust_env=False)


@contextmanager
def browser_of(product: Product, role: str, name: str = "") -> Iterator[httpx2.Client]:
    """Their browser, without script: a cookie, and the Origin of our pages."""
    origin = {"Origin": product.base_url}
    with httpx2.Client(base_url=product.base_url, headers=origin, timeout=PATIENCE, trust_env=False) as made:
        assert made.post(credential(product, "link", role, name)).status_code == 303
        yield made


def send(sender: httpx2.Client, content: bytes = PDF, name: str = "report.pdf", **fields: str) -> Any:
    data = {"item": "item-2"} | fields
    return sender.post(HERE, data=data, files={"file": (name, content)})


def attached(desk: httpx2.Client, content: bytes = b"", name: str = "report.pdf", **fields: str) -> str:
    """The id of a new paper; unless told otherwise its bytes are its own."""
    reply = send(desk, content or PDF + str(next(_numbers)).encode(), name, **fields)
    assert reply.json()["ok"], reply.text
    return str(reply.json()["paper"])


def listed(reader: httpx2.Client) -> dict[str, dict[str, Any]]:
    """Every paper that this reader is told of, by id."""
    items = reader.get(API).json()["items"]
    return {paper["id"]: paper for item in items for paper in item["papers"]}


def withdraw(desk: httpx2.Client, paper: str) -> None:
    press = {"id": f"withdraw-{paper}", "data": {"paper": paper}}
    assert desk.post(f"{API}/commands/withdraw_paper", json=press).json()["ok"]
