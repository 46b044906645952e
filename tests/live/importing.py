"""The pages of the import over HTTP, pressed as a browser without script presses them: every field of the form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx2

from models.meeting import Meeting
from server.chamber import Chamber
from tests.live.drafted import SLUG, STREAM, Drafted

HERE = f"/meetings/{SLUG}/setup/import"
SETUP = f"/meetings/{SLUG}/setup"


class Page(HTMLParser):
    """A page as it came: its status, its words, and the fields of its form that a press would send."""

    def __init__(self, answer: httpx2.Response) -> None:
        super().__init__()
        self.status = answer.status_code
        self.to = answer.headers.get("location", "")
        self.fields: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self._said: list[str] = []
        self._area = self._select = ""
        self.feed(answer.text)
        self.words = " ".join(" ".join(self._said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        match tag:
            case "input" if given["type"] in {"hidden", "text"} or "checked" in given:
                self.fields[name] = given.get("value", "")
            case "textarea":
                self._area, self.fields[name] = name, ""
            case "select":
                self._select = name
            case "option":
                self.options.setdefault(self._select, []).append(given["value"])
                if "selected" in given or self._select not in self.fields:
                    self.fields[self._select] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data
        self._said.append(data)

    def rows(self) -> list[dict[str, str]]:
        """What stands in the rows, without what is empty."""
        found: dict[int, dict[str, str]] = {}
        for name, value in self.fields.items():
            if (at := re.fullmatch(r"(\w+)\.(\d+)", name)) and at[1] != "column" and value:
                found.setdefault(int(at[2]), {})[at[1]] = value
        return [found[number] for number in sorted(found)]


@dataclass
class Desk:
    """Somebody at the import of the drafted meeting: who they are, say the headers."""

    drafted: Drafted
    headers: Mapping[str, str] = field(default_factory=dict)

    async def come(self, **asked: str) -> Page:
        return Page(await self.drafted.http.get(HERE, headers=self.headers, params=asked))

    async def choose(self, content: bytes, name: str = "agenda.txt", **asked: str) -> Page:
        """Bring a file."""
        return await self._post(files={"file": (name, content)}, params=asked)

    async def paste(self, text: str, **asked: str) -> Page:
        return await self._post(files={"text": (None, text)}, params=asked)

    async def press(self, page: Page, do: str, changed: Mapping[str, str] | None = None) -> Page:
        """Press a button of this page, with some fields changed."""
        return await self._post(data={**page.fields, **(changed or {}), "do": do})

    async def keep(self, page: Page, changed: Mapping[str, str] | None = None) -> Page:
        return await self.press(page, "keep", changed)

    async def export(self, form: str, **asked: str) -> httpx2.Response:
        return await self.drafted.get(f"export.{form}", headers=self.headers, params=asked)

    async def _post(self, **more: Any) -> Page:
        return Page(await self.drafted.http.post(HERE, headers=self.headers, **more))

    @property
    def chamber(self) -> Chamber:
        return self.drafted.parts.house.chambers[STREAM]

    @property
    def meeting(self) -> Meeting:
        return self.chamber.meeting
