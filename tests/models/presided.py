"""Whose turn it is to preside over the World Council, for tests: persons are called as their city's mayor."""

from datetime import timedelta

from models.body import BodyId
from models.planning.item import ItemId
from models.presidency.presided import Ceded, NextTerm, Presided
from models.presidency.rotation import HandoverId, RotationId
from models.presidency.terms import TermId
from models.procedure import PersonId
from models.text import Text
from tests.models.story import NINE

PRESIDENCY = BodyId("presidency")
GOVERNING = RotationId("governing-presidency")
SINCE = NINE - timedelta(days=30)


def mayor(city: str) -> Text:
    return Text(f"Mayor of {city.title()}", f"Maire de {city.title()}")


def turn(
    *cities: str, ceded: tuple[Ceded, ...] = (), coming: NextTerm | None = None, others: str = ""
) -> Presided:
    """`turn("konya", "kitchener")`: it is theirs; `turn()`: it is nobody's."""
    return Presided(
        GOVERNING,
        PRESIDENCY,
        Text("Governing Presidency"),
        TermId("-".join(cities)) if cities else None,
        tuple(map(mayor, cities)),
        tuple(PersonId(city) for city in cities),
        SINCE if cities else None,
        HandoverId("to-" + "-".join(cities)) if cities else None,
        coming,
        ceded,
        tuple(PersonId(city) for city in others.split()),
    )


def ceded(item: str, city: str) -> Ceded:
    return Ceded(ItemId(item), mayor(city), PersonId(city))


def coming(*cities: str, due: bool = True) -> NextTerm:
    return NextTerm(TermId("-".join(cities)), tuple(map(mayor, cities)), NINE, due)
