"""Who needs help is told to the help desk and to themselves, at once, and to nobody else."""

import re

import httpx2
import pytest

from tests.live.clients import SLUG, Follower, credential, token
from tests.live.forms_on import Page
from tests.provision_product import Product

HERE = f"/meetings/{SLUG}"


async def test_the_desk_sees_a_call_and_whoever_has_asked_sees_that_somebody_is_on_it(
    served: Product,
) -> None:
    async with (
        Follower(served, token(served, "delegate", "Ana"), panels="follow") as ana,
        Follower(served, token(served, "desk"), panels="help") as desk,
        Follower(served, token(served, "chair"), panels="chair") as chair,
    ):
        assert ana.you["help"] == []
        asked = await ana.press("ask_for_help", {"need": "sound"})
        await told(ana, "asked")
        [call] = ana.you["help"]
        assert call == {"id": call["id"], "need": "sound", "state": "asked"}
        await desk.until(asked["seq"])
        assert "Ana" in desk.shown["help"]
        assert "Sound" in desk.shown["help"]

        answered = await desk.press("answer_help", {"call": call["id"]})
        await told(ana, "answered")
        ended = await ana.press("end_help", {"call": call["id"]})
        await told(ana)
        await desk.until(ended["seq"])
        assert "Ana" not in desk.shown["help"]

        numbers = [asked["seq"], answered["seq"], ended["seq"]]
        for line in (ana, chair):
            await line.until(ended["seq"])
            of_help = [event for event in line.events if event["seq"] in numbers]
            assert of_help == [{"seq": seq, "sealed": True} for seq in numbers]
            assert "help" not in line.shown


async def told(line: Follower, *states: str) -> None:
    """Whoever follows here has been told that their calls stand so."""
    while [call["state"] for call in line.you["help"]] != list(states):
        await line.take()


async def test_who_returns_finds_their_call_and_nobody_elses(served: Product) -> None:
    secret = token(served, "observer", "Bo")
    async with Follower(served, secret) as bo:
        await bo.press("ask_for_help", {"need": "voting"})
    async with Follower(served, secret) as again:
        assert [call["need"] for call in again.you["help"]] == ["voting"]
    async with Follower(served, token(served, "observer", "Cy")) as another:
        assert another.you["help"] == []


def test_without_script_the_page_says_how_ones_call_stands(served: Product) -> None:
    with httpx2.Client(base_url=served.base_url, trust_env=False, follow_redirects=True) as browser:
        origin = {"Origin": served.base_url}
        browser.post(credential(served, "link", "delegate", "Eve"), headers=origin)
        page = Page(browser.get(HERE))
        form = page.forms["ask_for_help"]
        assert 'data-need="sound" data-state=""' in page.html
        pressed = browser.post(form.action, data=form.fields | {"need": "sound"}, headers=origin)
        assert pressed.url.path == HERE
        assert 'data-need="sound" data-state="asked"' in pressed.text


def test_whoever_only_follows_is_offered_no_help(served: Product) -> None:
    with httpx2.Client(base_url=served.base_url, trust_env=False) as public:
        assert "ask_for_help" not in Page(public.get(HERE)).forms


@pytest.mark.parametrize("page", ["", "/papers", "/notes", "/speaking-times"])
def test_help_is_one_press_away_on_every_page_of_the_meeting(standing: Product, page: str) -> None:
    with httpx2.Client(base_url=standing.base_url, trust_env=False, follow_redirects=True) as browser:
        origin = {"Origin": standing.base_url}
        browser.post(credential(standing, "link", "delegate", "Fay"), headers=origin)
        shown = browser.get(HERE + page)
        now = re.search(r'<form class="help-now".*?</form>', shown.text, re.DOTALL)
        assert now
        back = re.search(r'name="back" value="([^"]+)"', now[0])
        assert back
        assert 'name="need" value="other"' in now[0]
        pressed = browser.post(
            f"{HERE}/commands/ask_for_help",
            data={"id": "", "back": back[1], "need": "other"},
            headers=origin,
        )
        assert pressed.url.path == HERE + page
        assert 'data-need="other" data-state="asked"' in pressed.text
        call = re.search(r'name="call" value="(help-\d+)"', pressed.text)
        assert call
        browser.post(f"{HERE}/commands/end_help", data={"id": "", "call": call[1]}, headers=origin)
