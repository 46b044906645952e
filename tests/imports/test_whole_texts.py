"""Whole agendas as they come, in three languages: read from heading to end, and planned."""

from server.imports.reading import Found, Understood
from tests.imports.expected import Item, Sitting
from tests.imports.reading import drafted, in_words, text

MADRID = "Europe/Madrid"

FRENCH = """\
Bureau exécutif
Mardi 14 juin 2022, 9 h 30 – 12 h 30 / 14 h 00 – 17 h 00 (heure de Madrid)
Palais des Congrès, Séville

Ordre du jour provisoire

Séance du matin
Présidence : Maire de Konya
1.\tOuverture de la séance\t9 h 30
2.\tRapport du Comité des affaires statutaires\tPour information
\tLe Bureau exécutif est invité à :
\t1.\tPrendre note du rapport.
\t2.\tApprouver les recommandations.
Pause café\t11 h 00
3.\tBudget 2023 (30 min)\tPour décision
\ta)\tRecettes
\tb)\tDépenses

Séance de l’après-midi
4.\tÉlection de la présidence\t14 h 00
\tModératrice : Ada Colau, Maire de Barcelone
5.\tClôture\t16 h 45
"""

SPANISH = """\
CONSEJO MUNDIAL
Miércoles, 17 de noviembre de 2021
Barcelona, España (en línea y presencial)

ORDEN DEL DÍA

09:30 – 10:00   Apertura
10:00 – 11:30   Debate político: ciudades inteligentes
                Intervienen:
                • Michelle Bachelet, Alta Comisionada para los Derechos Humanos
                • Foro de Regiones
11:30 – 11:45   Pausa café
11:45 – 13:00   Sesión estatutaria
                - Aprobación del orden del día
                - Informe del Consejo Mundial
                Se invita al Consejo a:
                1. Aprobar el informe.
13:00           Almuerzo
"""

RETREAT = """\
UCLG Annual Retreat 2022
21-25 February 2022 | Barcelona and online

Day 1: Monday, 21 February

10:00 - 11:30 CET  Opening plenary
Moderator: Emilia Saiz, Secretary General
11:45 - 13:00  Session 1A: Care

Day 2: Tuesday, 22 February

9.30 - 11.00 Session 2: Towards Daejeon
    Facilitated by: Africa section
    - Consultation on the Pact
11.00 – 11.30 Coffee
"""

MAIL = """\
Dear colleagues,

Please find below the agenda of our call on Thursday 3 March 2022 at 3pm CET:

* Welcome (5')
* Update on finances (15')
* AOB

Best,
Ana
"""


def test_an_agenda_in_french() -> None:
    reading = text(FRENCH)
    assert reading.found == Found(
        title="Bureau exécutif",
        date="2022-06-14",
        zone="heure de Madrid",
        place="Palais des Congrès, Séville",
    )
    assert [line.text for line in reading.lines if line.understood is Understood.NOTHING] == []
    plan = drafted(reading)
    assert [(one.title.fr, one.chair) for one in plan.sittings] == [
        ("Séance du matin", "Maire de Konya"),
        ("Séance de l’après-midi", ""),
    ]
    assert [(one.number, one.title.fr, one.kind.value, one.minutes) for one in plan.items] == [
        ("1", "Ouverture de la séance", "opening", 0),
        ("2", "Rapport du Comité des affaires statutaires", "report", 0),
        ("", "Pause café", "break", 0),
        ("3", "Budget 2023", "decision", 30),
        ("a", "Recettes", "debate", 0),
        ("b", "Dépenses", "debate", 0),
        ("4", "Élection de la présidence", "election", 165),
        ("5", "Clôture", "closing", 15),
    ]
    assert plan.items[1].draft_decision.fr == (
        "Le Bureau exécutif est invité à :\n1. Prendre note du rapport.\n2. Approuver les recommandations."
    )
    assert [named.name for named in plan.names] == ["Ada Colau"]


def test_an_agenda_in_spanish() -> None:
    reading = text(SPANISH)
    assert reading.found == Found(
        title="Consejo Mundial", date="2021-11-17", place="Barcelona, España", format="hybrid"
    )
    plan = drafted(reading)
    assert [(one.title.es, one.minutes, one.kind.value) for one in plan.items] == [
        ("Apertura", 30, "opening"),
        ("Debate político: ciudades inteligentes", 90, "debate"),
        ("Pausa café", 15, "break"),
        ("Sesión estatutaria", 75, "debate"),
        ("Aprobación del orden del día", 0, "decision"),
        ("Informe del Consejo Mundial", 0, "report"),
        ("Almuerzo", 0, "break"),
    ]
    assert plan.items[5].draft_decision.es == "Se invita al Consejo a:\n1. Aprobar el informe."
    assert [(one.holder, one.organisation) for one in plan.items[1].roles] == [
        ("Alta Comisionada para los Derechos Humanos", ""),
        ("", "Foro de Regiones"),
    ]


def test_a_programme_of_several_days() -> None:
    reading = text(RETREAT)
    assert (reading.found.place, reading.found.format) == ("Barcelona", "hybrid")
    sittings, items = in_words(drafted(reading), MADRID)
    assert sittings == (
        Sitting("UCLG Annual Retreat 2022", day="2022-02-21", start="10:00"),
        Sitting("Day 2", day="2022-02-22", start="09:30"),
    )
    assert items == (
        Item(
            1,
            0,
            "",
            "Opening plenary",
            "opening",
            minutes=90,
            fixed="2022-02-21 10:00",
            contributors=(("moderator", "Secretary General", ""),),
        ),
        Item(1, 0, "", "Session 1A: Care", "debate", minutes=75, fixed="2022-02-21 11:45"),
        Item(
            2,
            0,
            "",
            "Session 2: Towards Daejeon",
            "debate",
            minutes=90,
            fixed="2022-02-22 09:30",
            contributors=(("facilitator", "", "Africa section"),),
        ),
        Item(2, 1, "", "Consultation on the Pact", "debate"),
        Item(2, 0, "", "Coffee", "break", minutes=30),
    )


def test_a_mail_with_greetings() -> None:
    reading = text(MAIL)
    assert reading.found == Found(date="2022-03-03", zone="CET")
    assert [(row.what, row.title(), row.start, row.end, row.minutes) for row in reading.rows] == [
        ("sitting", "Day 1", "15:00", "", ""),
        ("item", "Welcome", "", "", "5"),
        ("item", "Update on finances", "", "", "15"),
        ("item", "AOB", "", "", ""),
    ]
    assert [line.number for line in reading.lines if line.understood is Understood.NOTHING] == [1, 9, 10]
