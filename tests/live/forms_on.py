"""A page as it came, with every form on it and what a press of it would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx2

WRITTEN = {"hidden", "text", "date", "datetime-local"}


@dataclass
class Form:
    """`fields` by name; of several of one name the last, as these pages have none but boxes to tick."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """Its status, where it leads, its words, its forms by the command they send, and the faults at its fields."""

    def __init__(self, answer: httpx2.Response) -> None:
        super().__init__()
        self.status = answer.status_code
        self.to = answer.headers.get("location", "")
        self.html = answer.text
        self.forms: dict[str, Form] = {}
        self.faults: dict[str, str] = {}
        self.theirs: list[str] = []
        self.invalid: list[str] = []
        self.links: list[str] = []
        self._form = Form("")
        self._said: list[str] = []
        self._area = self._select = self._fault = ""
        self._quoting = False
        self.feed(answer.text)
        self.words = " ".join(" ".join(self._said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, fields = given.get("name", ""), self._form.fields
        if "aria-invalid" in given:
            self.invalid.append(name)
        match tag:
            case "a":
                self.links.append(given.get("href", ""))
            case "form":
                self._form = Form(given.get("action", ""))
                command = self._form.action.partition("?")[0].rpartition("/")[2]
                self.forms[command] = self._form
            case "input" if given["type"] in WRITTEN or "checked" in given:
                fields[name] = given.get("value", "")
            case "textarea":
                self._area, fields[name] = name, ""
            case "select":
                self._select = name
            case "option" if "selected" in given or self._select not in fields:
                fields[self._select] = given["value"]
            case "p" if given.get("class") == "fault":
                self._fault = given["id"]
            case "q":
                self._quoting = True

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "textarea":
                self._form.fields[self._area] = self._form.fields[self._area].removeprefix("\n")
                self._area = ""
            case "form":
                self._form, self._select = Form(""), ""
            case "p":
                self._fault = ""
            case "q":
                self._quoting = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self._form.fields[self._area] += data
        if self._fault:
            self.faults[self._fault] = data
        if self._quoting:
            self.theirs.append(data)
        self._said.append(data)
