"""What a title or a milestone is about, so that portfolios can be compared: its words, down to their stems.

A light stemmer for English, French and Spanish, after the S-stemmer of Harman (1991): it takes one ending off. There
is no list of portfolios to choose from, so words are all there is to go by.
"""

from collections.abc import Iterable

from models.presidency.in_order import alphabet_key
from models.text import Text

SHORTEST_WORD = 4
"""Shorter words say nothing of what somebody stands for."""

SHORTEST_STEM = 4

ENDINGS = sorted(
    """
    s es e ed er ers ing ings ly al als ally ity ities ment ments ation ations ance ence ant ants ent ents ive ives
    x aux ale ales el els elle elles ite ites ique iques ement ements eur eurs euse euses if ifs
    o a os as ico ica icos icas idad idades acion aciones amiento amientos antes mente ivo iva ivos ivas
    """.split(),
    key=lambda ending: (-len(ending), ending),
)
"""Of which the longest is taken off that leaves a stem; without accents, as the words are."""

SAYS_NOTHING = frozenset(
    """
    about agenda annual assembly bureau chair chairs committee conference congress council envoy event executive
    forum from general global governing government governments high into international level local mayor mayors
    meeting member members nations office organization over policy political presidency president regional
    retreat section session special summit their treasurer united vice week with world year
    annuel annuelle assemblee avec comite conference congres conseil dans envoye envoyee evenement executif
    gouvernement gouvernements haut internationale leur leurs locale locales locaux maire maires membre membres
    monde mondial mondiale niveau organisation politique politiques pour presidence presidente reunion semaine
    sommet sous speciale tresorier tresoriere unies
    alcalde alcaldes alcaldesa alto anual asamblea buro como comite congreso consejo cumbre ejecutivo entre
    enviada enviado especial foro gobierno gobiernos internacional miembro miembros mundial mundo nivel oficina
    organizacion para politica presidencia presidenta retiro reunion semana sesion sobre tesorera tesorero
    unidas
    """.split()
)
"""Words that stand in every other title and name no portfolio, in the three languages, without accents."""


def subjects(texts: Iterable[Text]) -> frozenset[str]:
    """The stems of what these texts are about, in any of the languages, whatever the case and the accents."""
    words = {word for text in texts for said in (text.en, text.fr, text.es) for word in alphabet_key(said)}
    return frozenset(_stem(word) for word in words - SAYS_NOTHING if len(word) >= SHORTEST_WORD)


def _stem(word: str) -> str:
    """`housing`, `houses` → `hous`; `climate`, `climatique`, `climático` → `climat`."""
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= SHORTEST_STEM), "")
    return word.removesuffix(ending)
