"""What a document points to is there: its links, the files it names, the targets of make."""

import re

import pytest

from tests.docs.reading import LINK, PAGES, ROOT, chapters, every, page, source, spans, typed

OURS = re.compile(
    r"(?:models|server|web|migrations|tests|docs|scripts|bench)/[\w./*-]*|[\w-]+\.(?:md|toml|txt)|uv\.lock"
)
TARGETS = set(re.findall(r"^([a-z]+):.*## ", source("Makefile"), re.MULTILINE))

pages = pytest.mark.parametrize("name", PAGES)


@pages
def test_every_link_leads_somewhere(name: str) -> None:
    broken = [
        target for _, target in LINK.findall(source(name)) if "://" not in target and not leads(name, target)
    ]
    assert broken == []


def leads(name: str, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = (ROOT / name).parent / path if path else ROOT / name
    return found.exists() and (not anchor or anchor in anchors(found.resolve().relative_to(ROOT).as_posix()))


def anchors(name: str) -> set[str]:
    """The headings of a page, as a forge makes addresses of them."""
    return {re.sub(r"[^\w -]", "", one.title.lower()).replace(" ", "-") for one in every(page(name))}


@pages
def test_every_file_a_page_names_is_there(name: str) -> None:
    named = {span for section in every(page(name)) for span in spans(section.text) if OURS.fullmatch(span)}
    assert [
        path for path in named if not any([*top.glob(path)] for top in (ROOT, (ROOT / name).parent))
    ] == []


@pages
def test_no_page_names_a_target_that_does_not_exist(name: str) -> None:
    assert set(re.findall(r"^make ([a-z]+)", typed(name), re.MULTILINE)) <= TARGETS


def test_every_target_is_listed() -> None:
    rows = chapters("CONTRIBUTING.md")["Setting up"].rows("target")
    assert {spans(row["target"])[0].removeprefix("make ") for row in rows} == TARGETS
