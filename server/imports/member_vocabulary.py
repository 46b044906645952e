"""The words of lists of members in English, French and Spanish. The first is written; all are understood."""

from collections.abc import Mapping

from models.belonging.membership import Category, MemberKind
from models.text import LANGUAGES
from server.imports.spelling import folded
from server.imports.vocabulary import ANSWERS, Word, said_in

KINDS: Mapping[MemberKind, tuple[str, str, str]] = {
    MemberKind.LOCAL_GOVERNMENT: ("local government", "collectivité locale", "gobierno local"),
    MemberKind.ASSOCIATION: ("association", "association", "asociación"),
}
CATEGORIES: Mapping[Category, tuple[str, str, str]] = {
    Category.FULL: ("full", "de plein droit", "de pleno derecho"),
    Category.ASSOCIATE: ("associate", "associé", "asociado"),
    Category.HONORARY: ("honorary", "honoraire", "honorario"),
    Category.OBSERVER: ("observer", "observateur", "observador"),
}
TO_BE_CONFIRMED = ("to be confirmed", "à confirmer", "por confirmar")

_MORE_KINDS = {
    MemberKind.LOCAL_GOVERNMENT: "city|municipality|local authority|region|ville|commune|collectivite|ciudad"
    "|municipio|gobierno regional",
    MemberKind.ASSOCIATION: "network|association of cities|reseau|red|asociacion de ciudades",
}
_MORE_CATEGORIES = {
    Category.FULL: "full member|ordinary|effectif|titulaire|membre de plein droit|pleno|ordinario"
    "|miembro de pleno derecho",
    Category.ASSOCIATE: "associate member|associated|associee|membre associe|asociada|miembro asociado",
    Category.HONORARY: "honorary member|membre honoraire|d'honneur|honoraria|miembro honorario",
    Category.OBSERVER: "observatrice|observadora",
}


def member_kind_said(cell: str) -> MemberKind | None:
    """The kind of member that a cell names, in any of the three languages."""
    return said_in(KINDS, cell) or _said(_MORE_KINDS, cell)


def category_said(cell: str) -> Category | None:
    """The category that a cell names."""
    return said_in(CATEGORIES, cell) or _said(_MORE_CATEGORIES, cell)


def to_be_confirmed(cell: str) -> bool:
    """Whether a name is that of nobody yet."""
    return folded(cell) in {"tbc", "tba", *map(folded, TO_BE_CONFIRMED)}


def denied(cell: str) -> bool:
    """Whether a cell says no."""
    return said_in(ANSWERS, cell) == "no"


def kind_in_words(kind: MemberKind, language: str) -> str:
    return KINDS[kind][LANGUAGES.index(language)]


def category_in_words(category: Category, language: str) -> str:
    return CATEGORIES[category][LANGUAGES.index(language)]


def to_be_confirmed_in_words(language: str) -> str:
    return TO_BE_CONFIRMED[LANGUAGES.index(language)]


def _said(more: Mapping[Word, str], cell: str) -> Word | None:
    said = folded(cell).strip()
    return next((one for one, words in more.items() if said in words.split("|")), None)
