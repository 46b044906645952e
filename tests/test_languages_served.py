"""Every page in every language, from a real server, in every state of a meeting."""

import html
import re
import uuid
from collections.abc import Iterator

import httpx2
import pytest

from models.text import LANGUAGES
from server.console import control
from server.demo.world_council import SLUG
from tests.provision_product import Product
from tests.test_languages import sentences

MEETING = f"/meetings/{SLUG}"
PLACEHOLDERS = re.compile(r"%\(\w+\)s|\{\w+\}")
TIME = re.compile(r"<time\b[^>]*>(.*?)</time>", re.DOTALL)
WITH_ZONE = re.compile(r"\d\d:\d\d <small>([A-Z]{2,5}|UTC[+−]\d+)</small>")
TELLING = 12  # a sentence longer than this is not found in another language by chance
TOURED = tuple(
    f"templates/{name}.html"
    for name in "panels/now panels/next panels/controls panels/agenda head meetings sign_in refused words".split()
)
"""The templates of the pages that are looked at here; those of the others have tests of their own."""
ELSEWHERE = {
    "No meeting has been convened yet.",
    "New meeting",
    "Convene the meeting",
    "from then on everybody can follow it",
    "Not open yet",
    "not yet translated",
    "Agendas that run side by side",
    "ends the speech of %(who)s",
    "does not take place",
    "Draft decision",
    "This link has expired",
    "Ask the secretariat for a new personal link.",
    "A link that is sent by mail is good for 15 minutes.",
    "This link was sent to your address. It works once: press only on the device you will use.",
    "Hand over",
    "Hand over to %(incoming)s",
    "The presidency passes from %(outgoing)s to %(incoming)s, in this meeting and in every other that is open.",
    "The presidency passes to %(incoming)s, in this meeting and in every other that is open.",
    "The presidency stays with %(incoming)s; the next term begins.",
    "Begin the next term",
    (
        "By the plan nobody presides after %(outgoing)s: the presidency passes to nobody, in this meeting "
        "and in every other that is open."
    ),
    "Hand over to nobody",
    "This item has a chair of its own, who stays: %(offices)s.",
    "This sitting has a chair of its own, who stays: %(offices)s.",
    "Take the handover back",
    "Whoever presided before presides again, in every meeting concerned.",
    "Reason, kept in the record",
}
"""What no meeting of the tour comes to: it has no body, so no presidency passes in it."""

ALONE = {"trust_env": False, "limits": httpx2.Limits(max_keepalive_connections=0)}

everywhere = pytest.mark.parametrize("language", LANGUAGES)
translated = pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])


class Reader:
    """Somebody with a browser that prefers one language."""

    def __init__(self, product: Product, language: str, role: str = "") -> None:
        self.product = product
        self.http = httpx2.Client(
            base_url=product.base_url,
            headers={"Accept-Language": f"{language}-XX,{language};q=0.9", "Origin": product.base_url},
            follow_redirects=True,
            **ALONE,
        )
        if role:
            self.link = ask(product, "link", role)
            self.greeting = self.http.get(self.link).text
            assert self.http.post(self.link).is_success

    def get(self, path: str) -> str:
        return self.http.get(path).text


class Program:
    """The chair's hand, as a program."""

    def __init__(self, product: Product, role: str = "chair", language: str = "en") -> None:
        self.http = httpx2.Client(
            base_url=f"{product.base_url}/api{MEETING}",
            headers={"Authorization": f"Bearer {ask(product, 'token', role)}", "Accept-Language": language},
            **ALONE,
        )

    def press(self, name: str, **data: str | None) -> dict:
        return self.http.post(f"commands/{name}", json={"id": str(uuid.uuid4()), "data": data}).json()

    def act(self, name: str, **data: str | None) -> None:
        assert self.press(name, **data)["ok"], (name, data)


def ask(product: Product, do: str, role: str) -> str:
    return control.ask(product.data, {"do": do, "role": role, "meeting": SLUG, "name": ""}) or ""


def course(chair: Program) -> Iterator[str]:
    """A meeting from its convocation to its end, by the names of what there is to see."""
    yield "convened"
    chair.act("open_meeting")
    yield "open"
    chair.act("open_next_item", closing=None)
    yield "first item"
    chair.act("open_item", item="item-5", closing="item-opening-1", outcome="noted")
    yield "an item with presenters"
    chair.act("suspend_meeting")
    yield "suspended"
    chair.act("resume_meeting")
    chair.act("suspend_meeting", until="2099-01-01T12:00:00Z", reason="Coffee")
    yield "suspended until"
    chair.act("resume_meeting")
    chair.act("conclude_item", item="item-5", outcome="deferred")
    yield "between two items"
    chair.act("suspend_meeting")
    yield "suspended between two items"
    chair.act("adjourn_meeting")
    yield "adjourned"
    chair.act("resume_meeting")
    chair.act("adjourn_meeting", to="2099-01-01T12:00:00Z")
    yield "adjourned to another day"
    chair.act("resume_meeting")
    chair.act("open_item", item="item-10", closing=None)
    yield "an item with sub-items"
    chair.act("open_item", item="item-10-5", closing="item-10")
    yield "the last sub-item"
    chair.act("open_item", item="item-closing-22", closing="item-10-5", outcome="withdrawn")
    yield "last item"
    chair.act("open_next_item", closing="item-closing-22")
    yield "concluded"
    chair.act("close_meeting")
    yield "closed"


@pytest.fixture(scope="module")
def pages(standing: Product) -> dict[str, dict[str, str]]:
    """The pages of each language, by what they show."""
    readers = {code: Reader(standing, code) for code in LANGUAGES}
    chairs = {code: Reader(standing, code, "chair") for code in LANGUAGES}
    delegates = {code: Reader(standing, code, "delegate") for code in LANGUAGES}
    seen: dict[str, dict[str, str]] = {code: {} for code in LANGUAGES}
    for state in course(Program(standing)):
        for code, shown in seen.items():
            shown[f"follow, {state}"] = readers[code].get(MEETING)
            shown[f"follow, signed in, {state}"] = delegates[code].get(MEETING)
            shown[f"chair, {state}"] = chairs[code].get(f"{MEETING}/chair")
            shown[f"wall, {state}"] = readers[code].get(f"{MEETING}/wall")
            shown[f"list, {state}"] = readers[code].get("/")
    for code, shown in seen.items():
        shown["a link"] = chairs[code].greeting
        shown["a used link"] = readers[code].get(chairs[code].link)
        shown["an unknown link"] = readers[code].get("/in/nobody-knows-it")
        shown["sign in first"] = readers[code].get(f"{MEETING}/chair")
        shown["not your page"] = delegates[code].get(f"{MEETING}/chair")
        shown["nothing here"] = readers[code].get("/nowhere")
        shown["a press in vain"] = chairs[code].http.post(f"{MEETING}/commands/open_meeting").text
    return seen


@everywhere
def test_a_page_says_which_language_it_is_in(pages: dict[str, dict[str, str]], language: str) -> None:
    other = [name for name, page in pages[language].items() if f'<html lang="{language}"' not in page]
    assert other == []


def test_the_pages_say_the_sentences_that_are_looked_for(pages: dict[str, dict[str, str]]) -> None:
    """What is looked for below, and not found in another language, is really there in English."""
    shown = html.unescape("".join(pages["en"].values()))
    templates = [
        message.id
        for message in sentences("fr")
        if any(path.endswith(TOURED) for path, _ in message.locations)
    ]
    unseen = {one for one in templates if any(part not in shown for part in PLACEHOLDERS.split(one))}
    assert len(templates) > 100
    assert unseen == ELSEWHERE


@translated
def test_no_page_falls_back_to_english(pages: dict[str, dict[str, str]], language: str) -> None:
    left = [
        (name, fragment)
        for name, page in pages[language].items()
        for message in sentences(language)
        if message.id != message.string
        for fragment in fragments(message.id)
        if fragment in html.unescape(page)
    ]
    assert left == []


def fragments(sentence: str) -> list[str]:
    """What stands between the facts of a sentence, where it is long enough to be known again."""
    return [part for part in PLACEHOLDERS.split(sentence) if len(part) > TELLING]


@everywhere
def test_every_time_carries_its_zone(pages: dict[str, dict[str, str]], language: str) -> None:
    bare = []
    for name, page in pages[language].items():
        times = TIME.findall(page)
        assert times or not name.startswith(("follow", "chair, convened", "list"))
        bare += [(name, time) for time in times if not WITH_ZONE.fullmatch(time)]
        words = html.unescape(re.sub(r"<[^>]*>", "", TIME.sub("", page)))
        bare += [(name, found) for found in re.findall(r"\d\d:\d\d(?![ \u00a0](?:CES?T|min)\b).{0,5}", words)]
    assert bare == []


# ------------------------------------------------------------------------------ the reader's choice


def test_a_chosen_language_is_kept(standing: Product) -> None:
    reader = Reader(standing, "fr")
    assert '<html lang="fr"' in reader.get("/")
    assert '<html lang="es"' in reader.get("/?lang=es")
    assert '<html lang="es"' in reader.get(MEETING)
    assert '<html lang="es"' in reader.get("/?lang=tlh")
    assert '<html lang="en"' in reader.get("/?lang=en")
    assert '<html lang="en"' in reader.get("/")


# ------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The meeting is closed. If that was a mistake, reopen it."),
        ("fr-CH, fr;q=0.9, en;q=0.8", "La réunion est close. Si c’est une erreur, vous pouvez la rouvrir."),
        ("es-419", "La reunión está clausurada. Si fue un error, puede reabrirla."),
    ],
)
@pytest.mark.usefixtures("pages")
def test_a_program_is_refused_in_the_readers_language(standing: Product, language: str, words: str) -> None:
    reply = Program(standing, "chair", language).press("suspend_meeting")
    assert reply["refusal"] == {"code": "closed", "rule": "conduct", "message": words}


def test_a_form_is_refused_in_the_readers_language(pages: dict[str, dict[str, str]]) -> None:
    assert "La réunion est close. Si c’est une erreur, vous pouvez la rouvrir." in html.unescape(
        pages["fr"]["a press in vain"]
    )


@pytest.mark.parametrize(("language", "words"), [("fr", "page qui n’est pas la nôtre"), ("es", "página")])
def test_a_foreign_form_is_refused_in_the_readers_language(
    standing: Product, language: str, words: str
) -> None:
    chair = Reader(standing, language, "chair")
    page = chair.http.post(f"{MEETING}/commands/open_meeting", headers={"Origin": "https://elsewhere.test"})
    assert page.status_code == 403
    assert "This request" not in page.text
    assert words in html.unescape(page.text)
