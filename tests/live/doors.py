"""The three doors a command can be brought to, by somebody with a role: program interface, form, socket.

With `visiting`, whoever has the role in `meeting` brings it to another meeting.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from html import unescape
from typing import Any, NamedTuple

import httpx2
from websockets.sync.client import ClientConnection, connect

from tests.live.clients import bearer, credential, token
from tests.provision_product import Product

PUBLIC = "public"
PATIENCE = 20
PAPER_BYTES = b"The report."
PAPER = {
    "name": "report.txt",
    "media": "text/plain",
    "size": len(PAPER_BYTES),
    "digest": hashlib.sha256(PAPER_BYTES).hexdigest(),
}
"""What a command says of this file; a form brings the file itself."""


class Answer(NamedTuple):
    """What came back. The socket has no `status`, a page no `code`; `words` are the refusal's, or the page's."""

    accepted: bool
    status: int | None
    code: str | None
    words: str


class Programs:
    """`POST /api/meetings/{slug}/commands/{name}` with a bearer token."""

    def __init__(self, product: Product, role: str, meeting: str, visiting: str = "") -> None:
        secret = "" if role == PUBLIC else token(product, role, meeting=meeting)
        self._meeting = f"/{visiting or meeting}"
        self._http = httpx2.Client(
            base_url=f"{product.base_url}/api/meetings",
            headers=bearer(secret),
            timeout=PATIENCE,
            trust_env=False,
        )

    def press(self, name: str, data: Mapping[str, Any]) -> Answer:
        answer = self._http.post(
            f"{self._meeting}/commands/{name}", json={"id": str(uuid.uuid4()), "data": data}
        )
        reply = answer.json()
        refusal = reply.get("refusal", {"code": None, "message": ""})
        return Answer(reply["ok"], answer.status_code, refusal["code"], refusal["message"])

    def head(self) -> int:
        seq: int = self._http.get(self._meeting).json()["seq"]
        return seq

    def paper(self, item: str) -> str:
        """The id of the last paper of this item."""
        items = self._http.get(self._meeting).json()["items"]
        [papers] = (one["papers"] for one in items if one["id"] == item)
        return str(papers[-1]["id"])

    def handover(self) -> str:
        """The id of the handover by which whoever presides does so."""
        return str(self._http.get(self._meeting).json()["presiding"]["handover"])

    def close(self) -> None:
        self._http.close()


class Forms:
    """`POST /meetings/{slug}/commands/{name}` from a page, with a cookie and its Origin; a paper with its file."""

    def __init__(self, product: Product, role: str, meeting: str, visiting: str = "") -> None:
        self._http = httpx2.Client(base_url=product.base_url, timeout=PATIENCE, trust_env=False)
        self._meeting = f"/meetings/{visiting or meeting}"
        self._origin = {"Origin": product.base_url}
        if role != PUBLIC:
            link = credential(product, "link", role, meeting=meeting)
            assert self._http.post(link, headers=self._origin).status_code == 303

    def press(self, name: str, data: Mapping[str, Any]) -> Answer:
        fields = {key: "" if value is None else json_text(value) for key, value in data.items()}
        if name == "attach_paper":
            address, files = "papers", {"file": ("report.txt", PAPER_BYTES)}
            fields = {key: value for key, value in fields.items() if key not in {*PAPER, "title"}}
        else:
            address, files = f"commands/{name}", None
        answer = self._http.post(
            f"{self._meeting}/{address}",
            data={"id": "", **fields},
            files=files,
            headers=self._origin,
            follow_redirects=False,
        )
        shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
        return Answer(answer.status_code == 303, answer.status_code, None, shown)

    def close(self) -> None:
        self._http.close()


def json_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


class Sockets:
    """A command frame on the socket of the meeting."""

    def __init__(self, product: Product, role: str, meeting: str, visiting: str = "") -> None:
        secret = "" if role == PUBLIC else token(product, role, meeting=meeting)
        self._open = ExitStack()
        asked = connect(
            f"ws://127.0.0.1:{product.port}/meetings/{visiting or meeting}/live?panels=none",
            additional_headers=bearer(secret),
            proxy=None,
            compression=None,
            ping_interval=None,
        )
        self._line: ClientConnection = self._open.enter_context(asked)

    def press(self, name: str, data: Mapping[str, Any]) -> Answer:
        press = str(uuid.uuid4())
        self._line.send(json.dumps({"type": "command", "id": press, "name": name, "data": data}))
        while (reply := json.loads(self._line.recv(PATIENCE)))["type"] != "reply":
            pass
        assert reply["id"] == press
        refusal = reply.get("refusal", {"code": None, "message": ""})
        return Answer(reply["ok"], None, refusal["code"], refusal["message"])

    def close(self) -> None:
        self._open.close()


DOORS = {"program": Programs, "form": Forms, "socket": Sockets}
