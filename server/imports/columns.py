"""Which column of a table means what: headings in English, French and Spanish, as people write them.

The first word of each language is the heading that exports write.
"""

import re
from collections.abc import Mapping, Sequence

from server.imports.parts import SAID, part_said
from server.imports.rows import COLUMNS
from server.imports.spelling import folded
from server.imports.zones import LABEL

HEADINGS: Mapping[str, tuple[str, str, str]] = {
    "what": ("Row", "Ligne", "Fila"),
    "depth": ("Level", "Niveau", "Nivel"),
    "number": ("No.", "N°", "N.º"),
    "title_en": ("Title (en)", "Titre (en)", "Título (en)"),
    "title_fr": ("Title (fr)", "Titre (fr)", "Título (fr)"),
    "title_es": ("Title (es)", "Titre (es)", "Título (es)"),
    "kind": ("Kind", "Type", "Tipo"),
    "purpose": ("Label", "Mention", "Etiqueta"),
    "date": ("Date", "Jour", "Fecha"),
    "start": ("Start", "Début", "Inicio"),
    "end": ("End", "Fin", "Final"),
    "minutes": ("Minutes", "Durée", "Minutos"),
    "fixed": ("Fixed start", "Heure fixe", "Hora fija"),
    "sitting": ("Sitting", "Séance", "Sesión"),
    "track": ("Track", "Volet", "Línea"),
    "place": ("Place", "Lieu", "Lugar"),
    "chair": ("Chair", "Présidence", "Presidencia"),
    "contributors": ("Contributors", "Participation", "Participación"),
    "links": ("Links", "Liens", "Enlaces"),
    "decision_en": ("Draft decision (en)", "Projet de décision (en)", "Proyecto de decisión (en)"),
    "decision_fr": ("Draft decision (fr)", "Projet de décision (fr)", "Proyecto de decisión (fr)"),
    "decision_es": ("Draft decision (es)", "Projet de décision (es)", "Proyecto de decisión (es)"),
    "limit": ("Speaking limit (seconds)", "Temps de parole (secondes)", "Tiempo de palabra (segundos)"),
    "withdrawn": ("Withdrawn", "Retirée", "Retirada"),
}
_SYNONYMS: Mapping[str, str] = {
    "title": "title|agenda item|topic|subject|activity|event|item title|titre|intitule|objet|sujet|theme|denomination"
    "|titulo|tema|asunto|actividad|item|point|punto|name|nom|nombre|description|descripcion",
    "what": "row|row type|ligne|fila|what",
    "depth": "level|depth|niveau|nivel",
    "number": "no|no.|number|nr|nr.|num|num.|#|item no|item no.|item number|numero|nº|n°|n.º|n.o|no|ref|reference",
    "kind": "kind|type|item type|type of item|nature|tipo|category|categorie|categoria|clase",
    "purpose": "label|purpose|mention|objectif|etiqueta|proposito|finalidad|action|accion",
    "date": "date|day|jour|fecha|dia",
    "start": "start|starts|start time|begin|begins|from|debut|commence|heure de debut|de|inicio|comienzo|comienza"
    "|hora de inicio|desde",
    "end": "end|ends|end time|finish|until|till|to|fin|heure de fin|final|termina|hora de fin|hasta|a",
    "time": "time|times|hour|hours|schedule|timing|when|heure|heures|horaire|horaires|hora|horas|horario",
    "minutes": "minutes|min|mins|duration|timebox|time allotted|duree|minutos|duracion",
    "fixed": "fixed start|fixed|heure fixe|hora fija",
    "sitting": "sitting|session|block|segment|seance|bloc|sesion|bloque|reunion",
    "track": "track|strand|volet|filiere|axe|parcours|linea|eje|itinerario",
    "place": "place|room|venue|location|where|lieu|salle|endroit|lugar|sala|sede|donde",
    "chair": "chair|chair office|chaired by|chairperson|president|presidence|presidee par|presidencia|presidida por",
    "contributors": "contributors|roles|people|participants|with|who|participation|participacion|participantes",
    "organisation": "organisation|organization|institution|organisme|organizacion|institucion|organismo",
    "links": "links|link|liens|lien|enlaces|enlace|url",
    "decision": "draft decision|decision|proposed decision|recommendation|projet de decision|proyecto de decision"
    "|decision proposee|propuesta de decision",
    "limit": "speaking limit|time limit|temps de parole|tiempo de palabra",
    "withdrawn": "withdrawn|cancelled|canceled|retiree|annulee|retirada|cancelada",
}
_MEANS = {word: means for means, words in _SYNONYMS.items() for word in words.split("|")} | {
    folded(heading): means for means, headings in HEADINGS.items() for heading in headings
}
_OF_A_LANGUAGE = {"title", "decision", "sitting"}
_LANGUAGES = {
    "en": "en|eng|english|anglais|ingles",
    "fr": "fr|fra|fre|french|francais|frances",
    "es": "es|esp|spa|spanish|espagnol|espanol",
}
_CODES = {word: code for code, words in _LANGUAGES.items() for word in words.split("|")}
_ASIDE = re.compile(r"\s*\([^()]*\)|\b(?:assumed|planned|proposed|indicative|local time)\b|[:*]+$")
_OF_LANGUAGE = re.compile(r"(?P<stem>.+?)[\s(\[-]+(?:in |en )?(?P<language>\w+)[)\]]?")
LONGEST_HEADING = 60
ALSO_NUMBERS = {"item", "point", "punto", "agenda item"}

PARTS = tuple(part for part in SAID if part not in HEADINGS)
MEANINGS = (
    *COLUMNS,
    "title",
    "decision",
    "time",
    "organisation",
    "sitting_en",
    "sitting_fr",
    "sitting_es",
    *PARTS,
)
"""What a column of a table can be said to mean, in a mapping: the fields of a row; `title` and `decision` in the
language of the table; `time` for "09:30-10:00"; titles of sittings in a language; who has a part."""


def columns_of(header: Sequence[str]) -> tuple[str, ...]:
    """The meaning of each column by its heading, one of `MEANINGS`; "" where it is not understood.

    Of two that say the same the first counts, but for people: there may be several speakers.
    """
    guesses = [_meaning(heading) for heading in header]
    for place, heading in enumerate(header):
        if guesses[place] == "title" and guesses.count("title") > 1 and _plain(heading) in ALSO_NUMBERS:
            guesses[place] = "" if "number" in guesses else "number"
    if not any(guess.startswith("title") for guess in guesses) and "sitting" in guesses:
        guesses[guesses.index("sitting")] = "title"
    return tuple(
        "" if guess not in PARTS and guess in guesses[:place] else guess
        for place, guess in enumerate(guesses)
    )


def has_titles(meanings: Sequence[str]) -> bool:
    return any(meaning.startswith("title") for meaning in meanings)


def zone_in(header: Sequence[str]) -> str:
    """The zone that a heading names: "Start (Europe/Madrid)"."""
    found = (LABEL.search(part) for heading in header for part in re.findall(r"\(([^)]+)\)", heading))
    return next((label[0] for label in found if label), "")


def _meaning(heading: str) -> str:
    if len(heading) > LONGEST_HEADING:
        return ""
    if exact := _MEANS.get(folded(heading).strip()):
        return exact
    if (found := _OF_LANGUAGE.fullmatch(_spaced(heading))) and (code := _CODES.get(found["language"])):
        means = _MEANS.get(found["stem"].strip(), "")
        return f"{means}_{code}" if means in _OF_A_LANGUAGE else ""
    words = _plain(heading)
    return _MEANS.get(words) or part_said(words) or ""


def _spaced(heading: str) -> str:
    return " ".join(folded(heading).replace("_", " ").split())


def _plain(heading: str) -> str:
    return _ASIDE.sub("", _spaced(heading)).strip()
