"""What a line of a pasted text is understood as."""

import pytest

from server.imports.reading import Found, Understood
from tests.imports.reading import drafted, filled, text

HEAD = "Executive Bureau\n13 June 2022, 10:00-13:00\n\n"


def understood(words: str) -> list[str]:
    return [line.understood.value for line in text(words).lines]


def titles(words: str) -> list[tuple[str, str, str]]:
    """Level, number and title of each item."""
    return [(row.depth, row.number, row.title()) for row in text(words).rows if row.what == "item"]


def test_levels_are_told_by_spaces_and_tabs() -> None:
    assert titles("1. A\n   - B\n\t\t- C\n   - D\n2. E") == [
        ("0", "1", "A"),
        ("1", "", "B"),
        ("2", "", "C"),
        ("1", "", "D"),
        ("0", "2", "E"),
    ]


@pytest.mark.parametrize("bullet", ["-", "–", "o", "•", "*", "·", "▪", "\uf0b7"])
def test_bullets_of_every_kind_mark_items(bullet: str) -> None:
    assert titles(f"{bullet} One\n{bullet}\tTwo") == [("0", "", "One"), ("0", "", "Two")]


def test_a_careless_mix_of_bullets_is_one_level() -> None:
    assert [depth for depth, _, _ in titles("- A\n   - B\n   o C\n   - D")] == ["0", "1", "1", "1"]


def test_bullets_alone_tell_levels_where_indents_are_lost() -> None:
    assert [depth for depth, _, _ in titles("• A\no B\n▪ C\n• D\no E")] == ["0", "1", "2", "0", "1"]


@pytest.mark.parametrize(
    "marks", ["1. 2. 3.", "1) 2) 3)", "(1) (2) (3)", "I. II. III.", "a) b) c)", "5.2 5.3 5.4"]
)
def test_numbers_of_every_kind_mark_items(marks: str) -> None:
    found = titles("\n".join(f"{mark} Title" for mark in marks.split()))
    assert [number for _, number, _ in found] == [mark.strip("().") for mark in marks.split()]


def test_numbers_with_points_stand_under_their_parent() -> None:
    assert titles("10. Outcomes\n10.1 Right\n10.1.1 Left\n10.2. Other\n11. Next") == [
        ("0", "10", "Outcomes"),
        ("1", "10.1", "Right"),
        ("2", "10.1.1", "Left"),
        ("1", "10.2", "Other"),
        ("0", "11", "Next"),
    ]


def test_bullets_under_numbers_at_the_same_indent_stand_below_them() -> None:
    assert [depth for depth, _, _ in titles("1. A\n- B\n- C\n2. D")] == ["0", "1", "1", "0"]


def test_a_figure_that_begins_a_title_is_no_number() -> None:
    assert titles("- 10 years of Agenda 21\n- 2022 work plan") == [
        ("0", "", "10 years of Agenda 21"),
        ("0", "", "2022 work plan"),
    ]


def test_a_point_between_figures_is_a_time_unless_there_is_such_an_item() -> None:
    assert titles("9.30 Opening\n10.15 Debate") == [("0", "", "Opening"), ("0", "", "Debate")]
    assert titles("9. A\n9.10 B\n9.11 C")[1:] == [("1", "9.10", "B"), ("1", "9.11", "C")]


@pytest.mark.parametrize(
    ("label", "purpose"),
    [
        ("\tFor adoption", "adoption"),
        ("   For decision", "decision"),
        (" (for information)", "information"),
        (" For adoption", "adoption"),
        ("\tPour adoption", "adoption"),
        ("\tPour décision", "decision"),
        (" – Pour information", "information"),
        ("\tPara aprobación", "adoption"),
        ("\tPara adopción", "adoption"),
        ("\tPara decisión", "decision"),
        ("\tPara información", "information"),
        ("\nFor decision", "decision"),
    ],
)
def test_a_label_is_set_apart(label: str, purpose: str) -> None:
    row = text(f"1. Budget 2022{label}\n2. Other").rows[0]
    assert (row.title(), row.purpose) == ("Budget 2022", purpose)


def test_for_in_a_title_is_no_label() -> None:
    assert text("1. Documents for adoption\n2. Other").rows[0].title() == "Documents for adoption"


def test_for_discussion_says_what_kind_of_item_it_is() -> None:
    row = text("1. Budget\tFor discussion\n2. Other").rows[0]
    assert (row.title(), row.kind, row.purpose) == ("Budget", "debate", "")


def test_minutes_are_read() -> None:
    assert [row.minutes for row in text("1. A (20 min)\n2. B, 15 minutes\n3. C 5'").rows] == ["20", "15", "5"]


@pytest.mark.parametrize(
    "line",
    ["Coffee break", "Lunch", "Pause", "Pause café", "Almuerzo", "Pausa para el café", "10:30 Tea break"],
)
def test_a_break_is_one_with_and_without_a_mark(line: str) -> None:
    assert understood(f"{HEAD}1. A\n{line}\n2. B")[-2] == "break"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Opening of the World Council", "opening"),
        ("Mot de bienvenue", "opening"),
        ("High-Level Closing", "closing"),
        ("Clausura", "closing"),
        ("Report of the Committee", "report"),
        ("Rapport du Bureau", "report"),
        ("Informe financiero", "report"),
        ("Adoption of the report of the previous meeting", "decision"),
        ("Approbation de l’ordre du jour", "decision"),
        ("Élection du Président", "election"),
        ("Any other business", "information"),
        ("Panel discussion", "debate"),
        ("Breaking barriers", "debate"),
        ("Working lunch on finance", "debate"),
    ],
)
def test_a_kind_is_guessed_from_the_title(title: str, kind: str) -> None:
    assert text(f"1. {title}\n2. Other").rows[0].kind == kind


def test_a_title_that_was_broken_is_joined() -> None:
    reading = text("1. Policy Councils and Consultation Mechanisms: Towards\nrenewal for 2020-2022\n2. Next")
    assert (
        reading.rows[0].title()
        == "Policy Councils and Consultation Mechanisms: Towards renewal for 2020-2022"
    )
    assert [line.understood.value for line in reading.lines] == ["item", "continued", "item"]


def test_what_is_nothing_is_said_to_be_and_left_out() -> None:
    reading = text(
        "1. A\n\nPlease bring your badges, and see the note on hotels that was sent last week.\n2. B"
    )
    assert [line.understood for line in reading.lines if line.row is None][-1] is Understood.NOTHING
    assert [one.code for line in reading.lines for one in line.warnings] == ["not_understood"]
    assert len(reading.rows) == 2


def test_plain_lines_are_items_where_none_is_marked() -> None:
    assert titles("World Council\n\nOpening\nDebate on the budget\nClosing") == [
        ("0", "", "Opening"),
        ("0", "", "Debate on the budget"),
        ("0", "", "Closing"),
    ]


def test_a_time_above_its_title_belongs_to_it() -> None:
    reading = text(f"{HEAD}10:00 – 10:30\nOpening\n10:30 – 11:00\nDebate")
    items = [(row.title(), row.start, row.end) for row in reading.rows if row.what == "item"]
    assert items == [("Opening", "10:00", "10:30"), ("Debate", "10:30", "11:00")]


def test_who_has_a_part_is_read_without_taking_names_into_the_record() -> None:
    reading = text(
        f"{HEAD}Chair: Mayor of Kazan\n\n1. Debate\nModerator: Ana Ruiz, Mayor of Soria, United Cities\n"
        "Speakers:\n- Li Mingyuan, Mayor of Xi'an\n- Forum of Regions\n2. Closing"
    )
    plan = drafted(reading)
    assert plan.sittings[0].chair == "Mayor of Kazan"
    assert [(one.part, one.holder, one.organisation, one.person) for one in plan.items[0].roles] == [
        ("moderator", "Mayor of Soria", "United Cities", None),
        ("speaker", "Mayor of Xi'an", "", None),
        ("speaker", "", "Forum of Regions", None),
    ]
    assert [(one.of, one.place, one.name) for one in plan.names] == [
        ("item-1", 0, "Ana Ruiz"),
        ("item-1", 1, "Li Mingyuan"),
    ]


def test_a_person_in_the_chair_is_asked_for_their_office() -> None:
    reading = text(f"{HEAD}1. A\n\nAfternoon session\nChair: Ana Ruiz\n2. B")
    plan = drafted(reading)
    assert [sitting.chair for sitting in plan.sittings] == ["", ""]
    assert [named.name for named in plan.names] == ["Ana Ruiz"]
    assert "chair_named" in [one.code for line in reading.lines for one in line.warnings]


def test_what_word_pdf_and_mail_put_in_makes_no_difference() -> None:
    plain = "World Council\n17 November 2021, 9:30-13:00\n\n1. Opening\tFor information\n2. Debate 10:00"
    pasted = (
        "\ufeffWorld Council\r\n17\u00a0November\u00a02021, 9:30\u200b-13:00\r\n\r\n"
        "1.\u00a0Opening\tFor information\r\n2.\u202fDebate\u00a010:00\u200b"
    )
    assert text(pasted).rows == text(plain).rows


def test_smart_quotes_stay_as_they_are() -> None:
    assert text("1. The “right” to l’eau\n2. B").rows[0].title() == "The “right” to l’eau"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("1. Rapport du Comité des affaires statutaires\n2. Élection de la présidence", "fr"),
        ("1. Informe del Comité de los asuntos\n2. Elección de la presidencia y del tesorero", "es"),
        ("1. Report of the Committee\n2. Election", "en"),
    ],
)
def test_titles_are_put_in_the_language_they_are_in(words: str, language: str) -> None:
    reading = text(words)
    assert reading.language == language
    assert f"title_{language}" in filled(reading.rows[0])


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        (
            "World Council\nVenue: City Hall, Durban\nDate: 13 November 2019",
            ("City Hall, Durban", "2019-11-13", ""),
        ),
        ("Conseil mondial\nle 13 novembre 2019, 9h30-18h, Durban", ("Durban", "2019-11-13", "")),
        ("Consejo Mundial\n13 de noviembre de 2019\nReunión virtual", ("", "2019-11-13", "online")),
        ("Council\nNovember 13, 2019\nHybrid meeting", ("", "2019-11-13", "hybrid")),
    ],
)
def test_the_heading_says_when_where_and_how(heading: str, found: tuple[str, str, str]) -> None:
    place, date, form = found
    reading = text(f"{heading}\n\nAGENDA\n1. A\n2. B")
    title = heading.partition("\n")[0]
    assert reading.found == Found(title=title, date=date, place=place, format=form)


@pytest.mark.parametrize(
    "word", ["AGENDA", "Provisional agenda", "Ordre du jour provisoire", "Orden del día", "Programme:"]
)
def test_the_word_agenda_is_no_item(word: str) -> None:
    assert [row.title() for row in text(f"Council\n{word}\n\n1. A\n2. B").rows] == ["A", "B"]
