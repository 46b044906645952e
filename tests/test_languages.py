"""The words of the pages in French and Spanish: all of them, none left over, typeset as those languages are."""

import ast
import re
from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from jinja2 import Environment

from models.planning.item import Outcome
from models.procedure import Actor, PersonId, Refusal
from models.rules import grounds
from models.rules.conduct import OpenMeeting
from models.rules.permission import permit
from models.text import LANGUAGES, Text
from scripts import messages
from server.languages import day, preferred, refusal_in_words

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "web" / "templates").rglob("*.html"))
SAID_IN_WORDS = {"_", "say", "gettext", "pgettext", "ngettext"}
SAME = {
    "Hemicycle",
    "PDF",
    "A",
    "E",
    "N",
    "P",
    "U",
    "S",
}  # the house, a format, and keys: alike in every language
SHAPES = set(
    (
        "alone asks chair choose dark desk floor follow help hidden interpreting light m overlay page plain "
        "presidency printed programme proposing setup wall walls"
    ).split()
)  # blocks that stand in an attribute
PLACEHOLDERS = re.compile(r"%\(\w+\)s|\{\w+\}")
NO_BREAK = "\u00a0\u202f"

translated = pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])


def sentences(language: str) -> list[Message]:
    """Every sentence; what is counted, form by form."""
    return [form for message in messages.read(language) if message.id for form in forms(message)]


def forms(message: Message) -> list[Message]:
    """A message for one and one for many, where it has both."""
    if not message.pluralizable:
        return [message]
    ids = (message.id[0], *message.id[1:] * (len(message.string) - 1))
    return [Message(*pair, flags=message.flags) for pair in zip(ids, message.string, strict=True)]


# ------------------------------------------------------------------------------------------ catalogues


def test_every_language_of_the_pages_but_english_has_a_catalogue() -> None:
    assert ("en", *messages.LANGUAGES) == LANGUAGES


@translated
def test_a_catalogue_holds_what_the_pages_say_and_nothing_else(language: str) -> None:
    """A new sentence, a changed one, one that is gone: `make messages`, then translate."""
    assert messages.place(language).read_text(encoding="utf-8") == messages.updated(language)
    assert not messages.read(language).obsolete


@translated
def test_every_sentence_is_translated(language: str) -> None:
    known = sentences(language)
    assert len(known) > 100
    assert [one.id for one in known if one.fuzzy or not one.string] == []


@translated
def test_a_translation_keeps_the_facts_of_the_sentence(language: str) -> None:
    def facts(words: str) -> Counter[str]:
        return Counter(PLACEHOLDERS.findall(words))

    assert [one.id for one in sentences(language) if facts(one.id) != facts(one.string)] == []


def test_sentences_are_found_wherever_they_are_said() -> None:
    found = {sentence.words for sentence in messages.said()}
    assert {ground.message for ground in grounds.GROUNDS} < found
    assert {"Deferred", "Nothing here", "{place} time ({zone})", "Skip to the content", "Open"} < found


def test_what_english_says_alike_is_told_apart() -> None:
    """A meeting is open; an item may be opened."""
    french = messages.read("fr")
    assert french.get("Open").string != french.get("Open", context="press").string


def test_only_written_sentences_are_handed_to_the_translation() -> None:
    """`_(f"…")` and `_(name)` would be asked for at run time and found in no catalogue."""
    computed = []
    for path in sorted((ROOT / "server").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if (
                    name in SAID_IN_WORDS and not isinstance(first, ast.Constant)
                ):
                    computed.append((path.name, node.lineno))
    assert [place for place in computed if place[0] != "languages.py"] == []  # there: a refusal's own message


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_template_speaks_english_by_itself(path: Path) -> None:
    tokens = Environment(autoescape=True).lex(path.read_text(encoding="utf-8"))
    html = Words()
    html.feed(" ".join(value for _, kind, value in tokens if kind == "data"))
    # Attributes may be made by a macro or a block: then they look like text.
    texts = (re.sub(r'[\w-]+="[^"]*"', "", text) for text in html.texts)
    assert set(chain.from_iterable(re.findall(r"[^\W\d_]+", text) for text in texts)) <= SAME | SHAPES


class Words(HTMLParser):
    """What a page says: its text, and the labels that are read out or pop up."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        labels = {"aria-label", "title", "placeholder", "alt"}
        self.texts += [value or "" for name, value in attrs if name in labels]


# ---------------------------------------------------------------------------------------- typography


def test_french_keeps_its_double_punctuation_on_the_line() -> None:
    loose = re.compile(rf"(?<![{NO_BREAK}])[;?!»]|(?<![{NO_BREAK}\d]):|«(?![{NO_BREAK}])|'|[“”]")
    assert all(map(loose.search, ("Ici:", "Ici ?", "« ici", "l'ici")))
    assert not loose.search("à 15:00\u00a0: «\u00a0ici\u00a0»")
    assert [one.string for one in sentences("fr") if loose.search(one.string)] == []


def test_spanish_opens_what_it_closes() -> None:
    def unopened(words: str) -> bool:
        return words.count("?") != words.count("¿") or words.count("!") != words.count("¡")

    assert (unopened("Por error?"), unopened("¿Por error?")) == (True, False)
    assert [one.string for one in sentences("es") if unopened(one.string) or "'" in one.string] == []


@translated
def test_a_number_stays_with_its_unit(language: str) -> None:
    assert [one.string for one in sentences(language) if re.search(r"[)}] (min|h)\b", one.string)] == []


# -------------------------------------------------------------------------------- language, day, refusal


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        ("es", "fr", "en", "es"),  # this request says it
        (None, "fr", "es", "fr"),  # it was chosen before
        (None, None, "es", "es"),  # the browser prefers it
        (None, None, "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        (None, None, "de-DE,de;q=0.9,es-419;q=0.8,en;q=0.7", "es"),
        (None, None, "ES", "es"),
        (None, None, "", "en"),
        (None, None, "tr,ru;q=0.9,*;q=0.5", "en"),
        ("tlh", "../fr", "fr", "fr"),  # what we do not speak is passed over
        ("", "", ",;q=,", "en"),
    ],
)
def test_the_readers_language(asked: str | None, kept: str | None, accepted: str, language: str) -> None:
    assert preferred(asked, kept, accepted) == language


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Wednesday 17 November 2021"),
        ("fr", "Mercredi 17 novembre 2021"),
        ("es", "Miércoles 17 de noviembre de 2021"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, words: str) -> None:
    assert day(datetime(2021, 11, 17, 8, 30, tzinfo=UTC), "Europe/Madrid", language) == words


@translated
def test_every_refusal_is_said_in_the_readers_language(language: str) -> None:
    for ground in grounds.GROUNDS:
        facts = {fact.strip("{}"): f"<{fact}>" for fact in PLACEHOLDERS.findall(ground.message)}
        refusal = ground.refusal(**facts)
        english, said = refusal_in_words(refusal, "en"), refusal_in_words(refusal, language)
        assert said["message"] != english["message"]
        assert (said["code"], said["rule"]) == (english["code"], english["rule"])
        assert all(fact in said["message"] for fact in facts.values())


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "présidence, secrétariat"), ("es", "presidencia, secretaría")]
)
def test_a_refusal_names_the_roles_in_the_readers_language(language: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        permit(Actor(PersonId("somebody")), OpenMeeting)
    assert words in refusal_in_words(refusal.value, language)["message"]


@pytest.mark.parametrize(("language", "word"), [("fr", "Terminé"), ("es", "Finalizado")])
def test_a_refusal_names_the_outcome_in_the_readers_language(language: str, word: str) -> None:
    item = Text("item 4", "point 4", "punto 4")
    refusal = grounds.WRONG_OUTCOME.refusal(item=item, outcome=Outcome.ENDED)
    assert word in refusal_in_words(refusal, language)["message"]


def test_a_refusal_says_a_moment_with_its_zone() -> None:
    noon = datetime(2021, 11, 17, 11, tzinfo=UTC)
    said = refusal_in_words(grounds.UNTIL_PAST.refusal(until=noon), "fr", "Europe/Madrid")
    assert said["message"].startswith("12:00 CET ")
