"""Which column of a list of members means what: headings in English, French and Spanish, as people write them.

The first of each language is the heading that exports write.
"""

import re
from collections.abc import Mapping, Sequence

from models.text import LANGUAGES
from server.imports.member_rows import COLUMNS, NAMES, SEATS
from server.imports.spelling import folded

HEADINGS: Mapping[str, tuple[str, str, str]] = {
    "id": ("Id", "Identifiant", "Identificador"),
    "name_en": ("Name (en)", "Nom (en)", "Nombre (en)"),
    "name_fr": ("Name (fr)", "Nom (fr)", "Nombre (fr)"),
    "name_es": ("Name (es)", "Nom (es)", "Nombre (es)"),
    "kind": ("Kind", "Type", "Tipo"),
    "country": ("Country", "Pays", "País"),
    "section": ("Section", "Section", "Sección"),
    "category": ("Category", "Catégorie", "Categoría"),
    "fees_paid_to": ("Fees paid to", "Cotisation payée jusqu’en", "Cuota pagada hasta"),
    "suspended": ("Suspended", "Suspension", "Suspensión"),
    "weight": ("Weight", "Poids", "Peso"),
    "delegate_office": ("Delegate: office", "Délégué\u00a0: fonction", "Delegado: cargo"),
    "delegate_name": ("Delegate: name", "Délégué\u00a0: nom", "Delegado: nombre"),
    "delegate_address": ("Delegate: address", "Délégué\u00a0: adresse", "Delegado: dirección"),
    "delegate_from": ("Delegate: from", "Délégué\u00a0: du", "Delegado: desde"),
    "delegate_to": ("Delegate: to", "Délégué\u00a0: au", "Delegado: hasta"),
    "substitute_office": ("Substitute: office", "Suppléant\u00a0: fonction", "Suplente: cargo"),
    "substitute_name": ("Substitute: name", "Suppléant\u00a0: nom", "Suplente: nombre"),
    "substitute_address": ("Substitute: address", "Suppléant\u00a0: adresse", "Suplente: dirección"),
    "substitute_from": ("Substitute: from", "Suppléant\u00a0: du", "Suplente: desde"),
    "substitute_to": ("Substitute: to", "Suppléant\u00a0: au", "Suplente: hasta"),
}
MEANINGS = COLUMNS
"""What a column can be said to mean."""

_SYNONYMS: Mapping[str, str] = {
    "id": "id|member id|identifier|code|identifiant|identificador|codigo",
    "name_en": "name|member|member name|city|local government|organisation|organization|name en|english name",
    "name_fr": "nom|membre|nom du membre|ville|collectivite|organisme|nom fr|name fr|nombre fr|french name",
    "name_es": "nombre|miembro|nombre del miembro|ciudad|gobierno local|organizacion|nombre es|name es|nom es"
    "|spanish name",
    "kind": "kind|type|kind of member|member type|type de membre|nature|tipo|tipo de miembro",
    "country": "country|state|nation|pays|pais",
    "section": "section|regional section|region|seccion",
    "category": "category|membership|member category|categorie|adhesion|categoria|membresia",
    "fees_paid_to": "fees paid to|fees paid up to|fees paid until|fees|paid to|paid up to|dues paid to|cotisation"
    "|cotisations|cotisation payee jusqu en|cotisations payees jusqu en|cuota|cuotas|cuota pagada hasta"
    "|cuotas pagadas hasta",
    "suspended": "suspended|suspension|rights suspended|suspendu|suspendido|suspendida",
    "weight": "weight|votes|number of votes|poids|voix|nombre de voix|peso|votos|numero de votos",
}
_OF_A_SEAT: Mapping[str, str] = {
    "office": "office|position|function|post|mandate|fonction|charge|mandat|poste|cargo|puesto|mandato",
    "name": "|name|full name|person|nom|nom complet|personne|nombre|nombre completo|persona",
    "address": "address|e mail|email|mail|e mail address|email address|adresse|courriel|adresse electronique"
    "|adresse e mail|direccion|correo|correo electronico|direccion de correo",
    "from": "from|since|start|begin|begins|start date|du|depuis|debut|date de debut|desde|inicio|fecha de inicio",
    "to": "to|until|till|end|ends|end date|au|jusqu au|jusqu|fin|date de fin|hasta|final|fecha de fin",
}
_SEATED = {
    "delegate": "delegate|delegates|delegue|deleguee|titulaire|delegado|delegada|titular|representative|representant",
    "substitute": "substitute|alternate|deputy|suppleant|suppleante|remplacant|suplente|sustituto|sustituta",
}
_FILLERS = {"of", "the", "s", "de", "du", "des", "la", "le", "l", "del", "el", "d"}
_MEANS = {word: means for means, words in _SYNONYMS.items() for word in words.split("|")} | {
    " ".join(re.findall(r"[^\W_]+", folded(words))): means
    for means, headings in HEADINGS.items()
    for words in headings
}
_PARTS = {word: part for part, words in _OF_A_SEAT.items() for word in words.split("|")}
_SEATS = {word: seat for seat, words in _SEATED.items() for word in words.split("|")}
LONGEST_HEADING = 80


def columns_of(header: Sequence[str]) -> tuple[str, ...]:
    """The meaning of each column by its heading, one of `MEANINGS`; "" where it is not understood.

    Of two that say the same the first counts.
    """
    guesses = [meaning_of(heading) for heading in header]
    return tuple("" if guess and guess in guesses[:place] else guess for place, guess in enumerate(guesses))


def has_names(meanings: Sequence[str]) -> bool:
    """Whether one can tell from these columns which member a row is about."""
    return any(meaning == "id" or meaning in NAMES for meaning in meanings)


def known_headings(cells: Sequence[str]) -> int:
    """How many of these cells are headings that are known, if they can be those of a list of members."""
    meanings = columns_of(cells)
    return sum(1 for meaning in meanings if meaning) if has_names(meanings) else 0


def heading(column: str, language: str) -> str:
    """What a column is called in an export, and on a page."""
    return HEADINGS[column][LANGUAGES.index(language)]


def meaning_of(heading: str) -> str:
    """The meaning of one heading; "" where it is not understood."""
    if len(heading) > LONGEST_HEADING:
        return ""
    words = re.findall(r"[^\W_]+", folded(heading))
    seats = {_SEATS[word] for word in words if word in _SEATS}
    if len(seats) == 1:
        [seat] = seats
        rest = [word for word in words if word not in _SEATS]
        part = _PARTS.get(" ".join(rest)) or _PARTS.get(" ".join(w for w in rest if w not in _FILLERS))
        return f"{seat}_{part}" if part else ""
    return _MEANS.get(" ".join(words), "")


assert {f"{seat}_{part}" for seat in SEATS for part in _OF_A_SEAT} <= set(COLUMNS)
