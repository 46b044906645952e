"""Who somebody is, by the look of the words: a person's name, an office, an organisation.

Names of natural persons never enter the record (DESIGN §5.3), so what looks like one is kept apart; the
preview shows it and lets it be put right.
"""

import re

from server.imports.spelling import folded

OFFICES = set(
    "mayor vicemayor deputy president vice copresident chair chairman chairwoman chairperson cochair secretary"
    " general director head minister governor councillor councilor treasurer envoy ambassador commissioner"
    " representative rapporteur curator coordinator officer executive delegate member professor high under"
    " assistant special maire adjoint presidente vicepresidente secretaire directeur directrice ministre"
    " gouverneur conseiller conseillere tresorier tresoriere envoye envoyee ambassadeur ambassadrice commissaire"
    " representant representante alcalde alcaldesa teniente secretario secretaria director directora ministro"
    " ministra gobernador gobernadora concejal concejala tesorero tesorera enviado enviada embajador embajadora"
    " comisario comisaria consejero consejera chef jefe jefa founder ceo dean".split()
)
ORGANISATIONS = set(
    "council committee forum office ministry city cities association un uclg united nations secretariat"
    " federation university network union commission agency bank group institute government organization"
    " organisation observatory foundation alliance regions municipality parliament programme fund centre center"
    " coalition assembly bureau section sections"
    " conseil comite ville villes ministere universite reseau agence banque groupe"
    " institut gouvernement observatoire fondation consejo comision ciudad ciudades ayuntamiento ministerio"
    " universidad red agencia banco grupo instituto gobierno organizacion observatorio fundacion foro".split()
)
HONORIFICS = set("mr mrs ms dr prof sr sra m mme mlle don dona h.e. he hon".split())
PARTICLES = set("de del da dos das di du van von der den la le al el bin ibn y i ben".split())
WORDS_OF_A_NAME = range(2, 6)


def is_name(words: str) -> bool:
    """Whether this looks like a natural person's name: a few capitalised words, none of an office or body."""
    parts = words.split()
    bare = [folded(part).strip(".,") for part in parts]
    if parts and bare[0] in HONORIFICS:
        return len(parts) > 1
    if len(parts) not in WORDS_OF_A_NAME or set(bare) & (OFFICES | ORGANISATIONS):
        return False
    return all(
        part[:1].isupper() or letters in PARTICLES for part, letters in zip(parts, bare, strict=True)
    ) and not re.search(r"\d|[:;/&()“”]", words)


def is_organisation(words: str) -> bool:
    """Whether this looks like an organisation and not like somebody's office in one."""
    bare = {folded(part).strip(".,") for part in re.split(r"[\s,;/()’'-]+", words)}
    return bool(bare & ORGANISATIONS) and not bare & OFFICES
