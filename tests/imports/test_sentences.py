"""Every sentence about an import is used, has its facts, and every field and line has words."""

import ast
import re
from pathlib import Path

import pytest

from models.procedure import Ground
from models.text import LANGUAGES
from server.import_pages.import_words import labels, meanings
from server.imports import grounds, member_grounds
from server.imports.columns import MEANINGS
from server.imports.faults import Remark
from server.imports.rows import COLUMNS

SOURCES = Path(grounds.__file__).parent
NAMED = {
    name: ground
    for module in (grounds, member_grounds)
    for name, ground in vars(module).items()
    if isinstance(ground, Ground)
}


def uses() -> list[tuple[str, set[str]]]:
    """Each use of a sentence, with the facts it is given."""
    found = []
    for path in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=how) | ast.Attribute(attr=how),
                    args=[*_, ast.Attribute(value=ast.Name(id="grounds" | "member_grounds"), attr=name)],
                    keywords=facts,
                ) if how in {"remark", "because", "fault"}:
                    found.append((name, {str(fact.arg) for fact in facts} - {"columns"}))
    return found


def test_every_sentence_is_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES.parent.rglob("*.py"))
    assert [n for n in NAMED if not re.search(rf"(grounds\.|import .*\b){n}\b", text)] == []


def test_every_sentence_gets_the_facts_it_names() -> None:
    known = uses()
    assert len(known) > 30
    for name, facts in known:
        assert facts == set(re.findall(r"\{(\w+)\}", NAMED[name].message)), name


def test_codes_are_nobody_elses() -> None:
    codes = [ground.code for ground in NAMED.values()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_meaning_has_words(language: str) -> None:
    assert labels(language).keys() >= set(COLUMNS)
    assert meanings(language).keys() >= set(MEANINGS) - {""}
    assert all((*labels(language).values(), *meanings(language).values()))


def test_a_brace_in_a_quotation_is_no_place_for_a_fact() -> None:
    assert Remark("a", "“{said}” is odd.", {"said": "{x} {0}"}).in_words("en") == "“{x} {0}” is odd."
