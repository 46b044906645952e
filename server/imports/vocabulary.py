"""The words of agendas in English, French and Spanish: kinds, labels, breaks, parts of the day.

The first word of a language is the one that is written; all are understood.
"""

import re
from collections.abc import Mapping
from typing import TypeVar

from models.convocation import Format
from models.planning.item import Kind, Purpose
from models.text import LANGUAGES, Text
from server.imports.rows import ITEM, NO, SITTING, YES
from server.imports.spelling import folded

Word = TypeVar("Word", bound=str)

KINDS: Mapping[Kind, tuple[str, str, str]] = {
    Kind.OPENING: ("opening", "ouverture", "apertura"),
    Kind.REPORT: ("report", "rapport", "informe"),
    Kind.DEBATE: ("debate", "débat", "debate"),
    Kind.DECISION: ("decision", "décision", "decisión"),
    Kind.ELECTION: ("election", "élection", "elección"),
    Kind.INFORMATION: ("information", "information", "información"),
    Kind.BREAK: ("break", "pause", "pausa"),
    Kind.CLOSING: ("closing", "clôture", "clausura"),
}
PURPOSES: Mapping[Purpose, tuple[str, str, str]] = {
    Purpose.ADOPTION: ("For adoption", "Pour adoption", "Para aprobación"),
    Purpose.DECISION: ("For decision", "Pour décision", "Para decisión"),
    Purpose.INFORMATION: ("For information", "Pour information", "Para información"),
}
ROWS: Mapping[str, tuple[str, str, str]] = {
    SITTING: ("sitting", "séance", "sesión"),
    ITEM: ("item", "point", "punto"),
}
ANSWERS: Mapping[str, tuple[str, str, str]] = {YES: ("yes", "oui", "sí"), NO: ("no", "non", "no")}
PARTS_OF_DAY = (
    (12 * 60, Text("Morning", "Matin", "Mañana")),
    (18 * 60, Text("Afternoon", "Après-midi", "Tarde")),
    (24 * 60, Text("Evening", "Soirée", "Noche")),
)

LONGEST_TITLE = 200
SAMPLE = 20_000
"""More letters tell no more about a kind or a language."""

# What follows is compared with `folded` words.
_KIND_SAID = {
    Kind.BREAK: r"(?:coffee|tea|lunch|health|short|comfort|dinner)[ -]?(?:/ ?)?break|break|pauses?|recess|lunch"
    r"|dinner|dejeuner|diner|almuerzo|comida|cena|cafe|coffee|descanso|receso|pausa|intermission|cocktail",
    Kind.OPENING: r"opening|welcome|welcoming|inaugurat\w+|ouverture|bienvenue|accueil|apertura|bienvenida"
    r"|inauguracion|constitution of the meeting",
    Kind.CLOSING: r"closing|closure|wrap[- ]?up|close of|cloture|clausura|cierre|conclusion of the meeting",
    Kind.ELECTION: r"elections?|elect|electing|election|elire|eleccion|elecciones|elegir|designation of"
    r"|appointment of",
    Kind.REPORT: r"reports?|rapports?|informes?|compte[- ]rendu|minutes of|proces[- ]verba\w+|acta de",
    Kind.DECISION: r"adoption|adopting|approval|approving|approbation|adopcion|aprobacion|decisions?|decision"
    r"|ratification|ratificacion|budget|presupuesto|amendments?|vote|votacion",
    Kind.DEBATE: r"debates?|discussions?|panel|dialogues?|round ?table|exchange|table ronde|echanges?|dialogo"
    r"|mesa redonda|discusion|intercambio",
    Kind.INFORMATION: r"information|updates?|briefing|aob|announcements?|any other business|other matters|state of"
    r"|informations|points? divers|questions diverses|actualites|annonces|informacion|novedades|varios|otros asuntos"
    r"|anuncios|actualizacion\w*",
}
_GUESSES = re.compile("|".join(rf"(?P<{kind}>\b(?:{said})\b)" for kind, said in _KIND_SAID.items()))
_BREAK = re.compile(
    rf"(?:(?:networking|health|buffet|pause) )?(?:{_KIND_SAID[Kind.BREAK]})"
    r"(?:[ -]+(?:break|dejeuner|cafe|comida|almuerzo|para el|hour|time|and|&|/|y|et|networking|pause|para|du|del?))*"
    r"(?:[ -]+(?:coffee|tea|cafe|the|lunch|almuerzo|midi|refreshments))?"
)
PURPOSE_SAID = {
    Purpose.ADOPTION: r"adoption|approval|approbation|aprobacion|adopcion",
    Purpose.DECISION: r"decision|action",
    Purpose.INFORMATION: r"information|informacion|noting|note|conocimiento",
}
FORMAT_SAID = {
    Format.HYBRID: r"hybrid\w*|hibrid\w+",
    Format.ONLINE: r"virtual\w*|online|en ligne|en linea|remote|a distance|visioconference|video ?conference\w*"
    r"|videoconferencia|webinar|zoom|microsoft teams",
    Format.IN_PERSON: r"in[- ]person|presentiel\w*|en presence|presencial",
}
_FORMATS = re.compile(
    rf"(?:\b(?:and|et|y|plus|via|by|par|por)\s+|[&/+]\s*)?\b(?:{'|'.join(FORMAT_SAID.values())})\b"
    r"|\b(?:meetings?|reunion|format|session|sesion)\b"
)
_USUAL = {
    "en": "the of and for to in on with by from at",
    "fr": "le les des du et pour sur dans aux au par une est avec",
    "es": "el los las del y para en con por una al se",
}
USUAL = {language: set(words.split()) for language, words in _USUAL.items()}
_AFTERNOON = re.compile(r"\b(?:afternoon|apres-midi|tarde|p\.m\.)")
_EVENING = re.compile(r"\b(?:evening|soir\w*|noche)\b")
_PART_OF_DAY = re.compile(
    r"(?:day \w+,? ?[-–:]? ?)?(?:the )?(?:morning|afternoon|evening|matin\w*|apres-midi|soiree|manana|tarde|noche"
    r"|(?:seance|session|sesion|reunion)e?s? (?:plenieres? )?(?:du matin|de l'apres-midi|du soir"
    r"|de la (?:manana|tarde|noche)))\b"
    r"(?: (?:sessions?|sittings?|meetings?|programmes?|plenary))?(?=\s*(?:$|[-–:,(\d]))"
)


def kind_of(title: str, purpose: str = "") -> Kind:
    """The kind that a title suggests, by the word of its kind that comes first; else what its label says."""
    words = folded(title[:LONGEST_TITLE])
    if is_break(title):
        return Kind.BREAK
    for found in _GUESSES.finditer(words):
        if (kind := Kind(str(found.lastgroup))) is not Kind.BREAK:
            return kind
    match purpose:
        case Purpose.ADOPTION | Purpose.DECISION:
            return Kind.DECISION
        case Purpose.INFORMATION:
            return Kind.INFORMATION
    return Kind.DEBATE


def is_break(title: str) -> bool:
    """Whether a title is nothing but a break: "Coffee break", "Lunch", "Pause déjeuner"."""
    return len(title) < LONGEST_TITLE and bool(_BREAK.fullmatch(folded(title).strip(" .-–")))


def kind_said(cell: str) -> Kind | None:
    """The kind that a cell of a column of kinds names."""
    return said_in(KINDS, cell)


def said_in(words: Mapping[Word, tuple[str, str, str]], cell: str) -> Word | None:
    """Which of these a cell names, in any of the three languages."""
    said = folded(cell).strip()
    return next((one for one, names in words.items() if said in {str(one), *map(folded, names)}), None)


def purpose_said(cell: str) -> Purpose | None:
    """The label that a cell names: "For adoption", "adoption", "Pour décision"."""
    words = re.sub(r"^(?:for|pour|para)\s+(?:la\s+|su\s+)?", "", folded(cell).strip(" .()[]"))
    return next((purpose for purpose, said in PURPOSE_SAID.items() if re.fullmatch(said, words)), None)


def format_said(words: str) -> Format | None:
    """How a meeting is held, where a line says so; both in person and online is hybrid."""
    line = folded(words)
    said = [one for one, words in FORMAT_SAID.items() if re.search(rf"\b(?:{words})\b", line)]
    return Format.HYBRID if len(said) > 1 else said[0] if said else None


def without_format(words: str) -> str:
    """What a line says beside how the meeting is held: "Barcelona" of "Barcelona and online"."""
    line = " ".join(re.sub(r"[()\[\]|]", " ", words).split())
    plain = folded(line)
    if len(plain) != len(line):
        return ""
    for found in reversed(list(_FORMATS.finditer(plain))):
        line = f"{line[: found.start()]} {line[found.end() :]}"
    return " ".join(line.split())


def part_of_day(words: str) -> int | None:
    """The earliest minute of the day that a heading like "Afternoon Sessions" speaks of; None if of none."""
    line = folded(words)
    if not _PART_OF_DAY.match(line):
        return None
    if _EVENING.search(line):
        return PARTS_OF_DAY[1][0]
    return PARTS_OF_DAY[0][0] if _AFTERNOON.search(line) else 0


def called_by_time(minute: int) -> Text:
    """What a sitting that has no title is called, by when it begins."""
    return next(text for until, text in PARTS_OF_DAY if minute < until or until == PARTS_OF_DAY[-1][0])


def language_of(words: str) -> str:
    """The language of a text, by its most usual words; English if it says nothing about it."""
    letters = re.findall(r"[^\W\d_]+", folded(words[:SAMPLE]))
    counted = {language: sum(word in usual for word in letters) for language, usual in USUAL.items()}
    return max(LANGUAGES, key=lambda language: counted[language])
