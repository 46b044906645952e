"""A World Council made up with a fixed seed: 342 members in nine sections and 70 countries, names in many scripts."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.belonging.offices import Office, OfficeId, Offices, Section, SectionId
from models.body import Body, BodyFounded, BodyId, BodyKind, Charter
from models.procedure import Event
from models.text import Text
from server.exports.members import csv_of_members
from server.imports.member_rows import MemberRow

SEATS = 342
SECTIONS = (
    Text("Africa", "Afrique", "África"),
    Text("Asia-Pacific", "Asie-Pacifique", "Asia-Pacífico"),
    Text("Eurasia", "Eurasie", "Eurasia"),
    Text("Europe", "Europe", "Europa"),
    Text("Latin America", "Amérique latine", "América Latina"),
    Text("Middle East and West Asia", "Moyen-Orient et Asie occidentale", "Oriente Medio y Asia Occidental"),
    Text("North America", "Amérique du Nord", "América del Norte"),
    Text("Metropolitan", "Metropolis", "Metropolis"),
    Text("Forum of Regions", "Forum des régions", "Foro de Regiones"),
)
STEMS = (
    "Córdoba|São Luís|Mérida|Łódź|Århus|Malmö|Plzeň|Győr|İzmir|Şişli|Xi’an|西安|広島|전주|Казань|Сочи|Θεσσαλονίκη"
    "|القاهرة|تونس|Cotonou|N’Djamena|Kisumu|Bogotá|Quito|Nouméa|Montréal|Sant Cugat|Đà Nẵng|ירושלים|กรุงเทพ"
).split("|")
GIVEN = "Ana|José|Zoë|Ségolène|Øystein|Željka|Nguyễn|李|ムハンマド|Мария|Ελένη|فاطمة|Björk|Ñusta|Aïcha|O’Neil".split(
    "|"
)
FAMILY = (
    "Ruiz|Müller|García-Márquez|Ng|Håkansson|Škoda|伟|Иванова|Παπαδόπουλος|حسن|d’Estaing|Okonkwo|Peña".split(
        "|"
    )
)
COUNTRIES = tuple(
    f"{name} {number}" for number in range(1, 8) for name in "Áland Côte Perú 中国 مصر Россия Oz".split()
)[:49] + tuple(f"Country {number}" for number in range(1, 22))
DAYS = ("2019-05-26", "2020-06", "2021", "2020-01/2020-03", "../2019-11", "")


def generated(seats: int = SEATS, seed: int = 1) -> list[MemberRow]:
    """The rows of a list of members, every field of it used somewhere."""
    dice = random.Random(seed)
    return [_row(number, dice) for number in range(seats)]


def sections() -> Offices:
    """The nine sections, with an office for every third member."""
    made = tuple(Section(SectionId(f"s{n}"), name) for n, name in enumerate(SECTIONS, 1))
    offices = tuple(
        Office(OfficeId(f"o{n}"), Text(_office(n)), f"{_stem(n)} {n}", COUNTRIES[n % 70])
        for n in range(0, SEATS, 3)
    )
    return Offices(made, offices)


def founded(*events: Event) -> Body:
    """An empty council, or one to which this has happened."""
    body = Body().told(BodyFounded(Charter(BodyId("world-council"), Text("World Council"), BodyKind.COUNCIL)))
    for event in events:
        body = body.told(event)
    return replace(body, seq=1)


def csv(rows: Iterable[MemberRow], language: str = "en") -> bytes:
    return csv_of_members(tuple(rows), language)


def with_line(rows: Sequence[MemberRow], number: int, **changed: str) -> list[MemberRow]:
    """The same rows, one (from 1) changed."""
    return [replace(row, **changed) if n == number else row for n, row in enumerate(rows, 1)]  # type: ignore[arg-type]


def _row(n: int, dice: random.Random) -> MemberRow:
    name = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)} {n}"
    has_office = n % 3 == 0
    return MemberRow(
        name_en=f"{_stem(n)} {n}",
        name_fr=f"Ville de {_stem(n)} {n}" if n % 4 == 0 else "",
        name_es=f"Ciudad de {_stem(n)} {n}" if n % 5 == 0 else "",
        kind="association" if n % 17 == 0 else "local government",
        country=COUNTRIES[n % len(COUNTRIES)],
        section=SECTIONS[n % len(SECTIONS)].en,
        category=dice.choice(("full", "full", "full", "associate", "honorary", "observer")),
        fees_paid_to=dice.choice(("2019", "2020", "2021", "")),
        suspended='Article 12; "rests"' if n % 50 == 7 else "",
        weight=str(dice.choice((1, 1, 1, 2, 5))),
        delegate_office=_office(n) if has_office else "",
        delegate_name="to be confirmed" if n % 40 == 1 else "" if n % 6 == 0 else name,
        delegate_address="" if n % 6 == 0 or n % 40 == 1 or n % 7 == 0 else f"delegate-{n}@city-{n}.example",
        delegate_from=dice.choice(DAYS) if n % 6 else "2019-05-26",
        delegate_to=dice.choice(("", "", "2024-06-30", "2025")),
        substitute_name=f"{dice.choice(GIVEN)} {dice.choice(FAMILY)} {n} bis" if n % 2 else "",
        substitute_address=f"substitute-{n}@city-{n}.example" if n % 2 and n % 3 else "",
        substitute_from="2020-02" if n % 2 and n % 9 == 0 else "",
    )


def _stem(n: int) -> str:
    return STEMS[n % len(STEMS)]


def _office(n: int) -> str:
    return f"Mayor of {_stem(n)} {n}"
