"""Who has which part in an item or sitting, where a line says so: "Moderator: Mayor of Soria"."""

import re

from server.imports.spelling import folded

CHAIR = "chair"
SAID = {
    CHAIR: r"(?:co-?)?chairs?|(?:co-?)?chair(?:man|woman|person)s?|chaired by|president[es]?|presided by"
    r"|presidence|presidee? par|presidencia|presid\w+ por",
    "moderator": r"moderat(?:ors?|ed by|ion)|moderateur\w*|moderatrice\w*|moderee? par|modera|moderador\w*"
    r"|moderacion|moderad\w+ por",
    "facilitator": r"facilitat(?:ors?|ed by|ion)|facilitateur\w*|facilitatrice\w*|facilitador\w*",
    "keynote": r"keynotes?(?: (?:speakers?|speech|address))?|discours principal|conferencia magistral",
    "opening": r"opening (?:speakers?|remarks|words|speech)|mots? d'ouverture|allocution\w* d'ouverture"
    r"|palabras de apertura",
    "speaker": r"speakers?|interventions?(?: by)?|intervenant\w*|orateur\w*|orador\w*|ponentes?|intervienen?",
    "panellist": r"panell?ists?|panelistes?|panelistas?",
    "presenter": r"present(?:ers?|ed by)|presentation by|presentee? par|presentad\w por|presenta",
    "rapporteur": r"rapporteurs?|relator\w*",
    "discussant": r"discussants?|respondents?",
    "lead": r"led by|leads?|organi[sz]ed by|organisee? par|organizad\w por|pilotee? par|host(?:ed by|s)?"
    r"|liderad\w por",
    "closing": r"closing (?:speakers?|remarks|words)|mots? de cloture|palabras de clausura",
    "policy council": r"policy council|conseil de politiques|conseil politique|consejo politico|consejo de politicas",
    "interpreter": r"interpreters?|interpretes?",
}
_LED = re.compile(
    rf"(?:{'|'.join(rf'(?P<p{n}>{said})' for n, said in enumerate(SAID.values()))})\s*(?P<colon>:)?"
)
_NAMES = tuple(SAID)


def part_in(words: str) -> tuple[str, str] | None:
    """The part that a line begins with, and who it says has it; None for any other line.

    "Moderated by" needs no colon, "Speaker" does: else it is a title that begins with the word.
    """
    found = _LED.match(folded(words))
    if found is None:
        return None
    said = found[0].rstrip(" :")
    if not found["colon"] and not said.endswith((" by", " par", " por")):
        return None
    part = next(
        _NAMES[int(name[1:])] for name, value in found.groupdict().items() if name != "colon" and value
    )
    rest = words.partition(":")[2] if found["colon"] else " ".join(words.split()[len(said.split()) :])
    return part, rest.strip()


def part_said(words: str) -> str | None:
    """The part that a column's heading names."""
    line = folded(words).replace("_", " ").strip()
    return next((part for part, said in SAID.items() if re.fullmatch(said, line)), None)
