"""No page of the door, and no letter, falls back to English."""

import html
import re

import pytest

from scripts.messages import read
from tests.doors.conftest import ADA
from tests.doors.town import Town, code_in, link_in, text_of

OURS = (
    "ask.html",
    "code.html",
    "password.html",
    "doors/parts.html",
    "me.html",
    "captured.html",
    "letters.py",
    "sign_in_pages.py",
    "sign_in.html",
)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def english(language: str) -> dict[str, str]:
    """What our pages say, and how it is said in this language."""
    return {
        message.id: str(message.string)
        for message in read(language)
        if message.id and message.id != message.string and any(p.endswith(OURS) for p, _ in message.locations)
    }


@pytest.mark.parametrize("language", ["fr", "es"])
async def test_no_page_of_the_door_falls_back_to_english(town: Town, language: str) -> None:
    async with town.browser(**{"Accept-Language": language}) as browser:
        pages = [await browser.http.get(path) for path in ("/sign-in", "/sign-in/password")]
        await browser.asked(ADA)
        mail = await town.post.next()
        pages += [await browser.http.get(path) for path in ("/sign-in/code", link_in(mail))]
        pages += [
            await browser.type(code) for code in ("12", "000000", "000000", "000000", "000000", "000000")
        ]
        pages += [await browser.type("000000")]
        pages += [await browser.http.post("/sign-in/password", data={"name": "a", "password": "b"})]
        pages += [await browser.ask("nonsense"), await browser.http.post(link_in(mail))]
        pages += [
            await browser.http.get("/me"),
            await browser.http.get("/sign-in"),
            *[await browser.ask(ADA) for _ in range(10)],
        ]
    assert code_in(mail)
    shown = html.unescape("\n".join([text_of(mail), text_of(mail, "html"), *(page.text for page in pages)]))
    said = english(language)
    parts = {one: max(PLACEHOLDER.split(one), key=len).strip() for one in said}
    assert [one for one, part in parts.items() if len(part) > 12 and part in shown] == []
    translated = {one: max(PLACEHOLDER.split(words), key=len).strip() for one, words in said.items()}
    assert sum(part in shown for part in translated.values()) > 40
