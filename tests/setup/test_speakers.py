"""Speakers as they are typed: what each line says, and that what is written is read back as the same.

Source: DOMAIN §1 and §2 (speakers by name, role, organisation); names are no part of the record.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.planning.sitting import Contributor
from models.procedure import PersonId
from server.languages import words_of
from server.setup_pages.setup_speakers import Line, as_contributors, read_lines, speaker_lines

ENGLISH, FRENCH = words_of("en"), words_of("fr")
LINES = {
    "keynote: Ana Ruiz, Mayor of Soria, City of Soria": Line(
        "keynote", "Ana Ruiz", "Mayor of Soria", "City of Soria"
    ),
    "Keynote : Mayor of Soria": Line("keynote", "", "Mayor of Soria", ""),
    "panellist: Ana Ruiz, Mayor of Soria": Line("panellist", "Ana Ruiz", "Mayor of Soria", ""),
    "x: , Mayor of Soria, City of Soria": Line("x", "", "Mayor of Soria", "City of Soria"),
    "x: Ana, Mayor of Soria, Co-President, UCLG": Line("x", "Ana", "Mayor of Soria, Co-President", "UCLG"),
    'x: "Ruiz, Ana", Mayor, "Cities, Inc."': Line("x", "Ruiz, Ana", "Mayor", "Cities, Inc."),
    "Mayor of Soria": Line("speaker", "", "Mayor of Soria", ""),
    "Opening words: Mayor of Soria": Line("opening", "", "Mayor of Soria", ""),
}
WORDS = st.text(
    st.characters(categories=["L", "Nd"], include_characters=" ,-’."), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()).strip(", "))
SPEAKERS = st.builds(
    Contributor,
    st.sampled_from(["keynote", "panellist", "chair of the session"]),
    WORDS.filter(bool),
    WORDS,
    WORDS.map(lambda name: PersonId(name) or None),
)


def name(person: PersonId | None) -> str:
    return person or ""


@pytest.mark.parametrize("line", LINES)
def test_a_line_says_part_name_office_and_organisation(line: str) -> None:
    assert read_lines(f"\n {line} \r\n", ENGLISH) == (LINES[line],)


@given(st.lists(SPEAKERS, max_size=4))
def test_what_is_written_is_read_back_as_the_same(speakers: list[Contributor]) -> None:
    for words in (ENGLISH, FRENCH):
        lines = read_lines(speaker_lines(speakers, name, words), words)
        known = {line.name: PersonId(line.name) for line in lines}
        assert as_contributors(lines, known, (), name) == tuple(speakers)


def test_a_part_is_known_by_its_word_in_the_readers_language() -> None:
    lines = read_lines("Modération : Mayor of Soria\nallocution d'ouverture: Mayor of Konya", FRENCH)
    assert [line.part for line in lines] == ["moderator", "opening"]


def test_whose_name_was_erased_keeps_the_id_unless_another_is_named() -> None:
    erased = Contributor("keynote", "Mayor of Soria", "", PersonId("gone"))
    text = speaker_lines([erased], lambda _: "", ENGLISH)
    assert as_contributors(read_lines(text, ENGLISH), {}, [erased], lambda _: "") == (erased,)
    named = read_lines("keynote: Ana, Mayor of Soria", ENGLISH)
    [speaker] = as_contributors(named, {"Ana": PersonId("ana")}, [erased], lambda _: "")
    assert speaker.person == "ana"
