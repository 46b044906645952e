"""What follows "The Committee … is invited to:" is the draft decision of the item above."""

import pytest

from tests.imports.reading import text


def decisions(words: str, field: str = "decision_en") -> list[str]:
    return [getattr(row, field) for row in text(words).rows if row.what == "item"]


def test_numbered_lines_keep_their_numbers() -> None:
    words = (
        "1. Report\n   The Bureau is invited to:\n   1. Adopt the report.\n   2. Thank the authors.\n2. Next"
    )
    assert decisions(words) == [
        "The Bureau is invited to:\n1. Adopt the report.\n2. Thank the authors.",
        "",
    ]


def test_a_decision_in_one_sentence_is_whole() -> None:
    words = "1. Report\nThe Council is invited to take note of the report.\n2. Next"
    assert decisions(words) == ["The Council is invited to take note of the report.", ""]


def test_where_indents_are_lost_the_count_and_the_verb_tell() -> None:
    words = "1. Report\nThe Bureau is invited to:\n1. Adopt the report.\n2. Membership issues\n3. Other"
    assert decisions(words) == ["The Bureau is invited to:\n1. Adopt the report.", "", ""]
    longer = "4. Report\nThe Bureau is invited to:\n1. Adopt it.\n2. Publish it.\n5. Other"
    assert decisions(longer) == ["The Bureau is invited to:\n1. Adopt it.\n2. Publish it.", ""]


def test_letters_and_bullets_belong_to_it_too() -> None:
    words = "1. Report\n  The Bureau is invited to:\n  a) Adopt the report\n  - Note the annex\n2. Next"
    assert decisions(words)[0] == "The Bureau is invited to:\na) Adopt the report\n- Note the annex"


def test_a_line_that_was_broken_is_joined() -> None:
    words = "1. Report\n   The Bureau is invited to:\n   1. Adopt the report of the\n   meeting in Durban.\n2. Next"
    assert decisions(words)[0] == "The Bureau is invited to:\n1. Adopt the report of the meeting in Durban."


@pytest.mark.parametrize(
    ("intro", "language"),
    [
        ("Le Comité des affaires statutaires est invité à :\n   1. Adopter le rapport de la réunion.", "fr"),
        ("Les membres sont invités à :\n   1. Prendre note du rapport pour la suite.", "fr"),
        ("Se invita al Comité a:\n   1. Aprobar el informe de la reunión.", "es"),
    ],
)
def test_it_is_known_in_french_and_spanish(intro: str, language: str) -> None:
    first = {"fr": "Rapport de la réunion et du comité", "es": "Informe de la reunión y del comité"}[language]
    words = f"1. {first}\n   {intro}\n2. {first}"
    assert decisions(words, f"decision_{language}") == [intro.replace("\n   ", "\n"), ""]


@pytest.mark.parametrize(
    "line", ["Participants are invited to a reception.", "Members are invited to the dinner at 20:00."]
)
def test_an_invitation_to_dinner_decides_nothing(line: str) -> None:
    assert decisions(f"1. Report\n   {line}\n2. Next")[0] == ""
