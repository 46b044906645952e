"""The organisation of the demonstration: its bodies, nine sections, and the offices of its Presidency of 2021.

Offices, sections, persons and the dates of posts are facts published by the organisers. That the cities of these
offices are members of the World Council, each with its office as delegate, and which office co-chairs the Policy
Council, is assumed; the French and Spanish names are ours.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from importlib.resources import files

from models.body import Body, BodyId, BodyKind, Charter
from models.dating import Dating, Period, dated
from models.membership import Member, MemberId
from models.offices import Mandate, MandateId, Office, OfficeId, Section, SectionId
from models.organisation import Organisation
from models.posts import Appointment, AppointmentId, Post
from models.procedure import Command, PersonId
from models.rules.bodies import ImportMembers
from models.rules.offices import ImportOffices
from models.text import Text

SECRETARY = "General Secretariat"

SECTIONS = (
    Text("Africa", "Afrique", "África"),
    Text("Asia-Pacific", "Asie-Pacifique", "Asia-Pacífico"),
    Text("Eurasia", "Eurasie", "Eurasia"),
    Text("Europe", "Europe", "Europa"),
    Text("Latin America", "Amérique latine", "América Latina"),
    Text("Middle East and West Asia", "Moyen-Orient et Asie de l’Ouest", "Oriente Medio y Asia Occidental"),
    Text("North America", "Amérique du Nord", "América del Norte"),
    Text("Metropolitan", "Section métropolitaine", "Sección Metropolitana"),
    Text("Forum of Regions", "Forum des régions", "Foro de Regiones"),
)

GENERAL_ASSEMBLY = BodyId("general-assembly")
WORLD_COUNCIL = BodyId("world-council")
EXECUTIVE_BUREAU = BodyId("executive-bureau")
PRESIDENCY = BodyId("presidency")
POLICY_COUNCIL = BodyId("policy-council-right-to-the-city")

BODIES = (
    Charter(
        GENERAL_ASSEMBLY,
        Text("General Assembly", "Assemblée générale", "Asamblea General"),
        BodyKind.ASSEMBLY,
    ),
    Charter(WORLD_COUNCIL, Text("World Council", "Conseil mondial", "Consejo Mundial"), BodyKind.COUNCIL),
    Charter(EXECUTIVE_BUREAU, Text("Executive Bureau", "Bureau exécutif", "Buró Ejecutivo"), BodyKind.BUREAU),
    Charter(PRESIDENCY, Text("Presidency", "Présidence", "Presidencia"), BodyKind.PRESIDENCY),
    Charter(
        BodyId("statutory-affairs"),
        Text("Statutory Affairs", "Affaires statutaires", "Asuntos Estatutarios"),
        BodyKind.COMMITTEE,
    ),
    Charter(
        BodyId("financial-management"),
        Text("Financial Management", "Gestion financière", "Gestión Financiera"),
        BodyKind.COMMITTEE,
    ),
    Charter(
        POLICY_COUNCIL,
        Text(
            "Policy Council on the Right to the City",
            "Conseil politique pour le droit à la ville",
            "Consejo Político sobre el Derecho a la Ciudad",
        ),
        BodyKind.POLICY_COUNCIL,
        reports_to=EXECUTIVE_BUREAU,
    ),
)
POSTS = {
    "President": Post.PRESIDENT,
    "Co-President": Post.CO_PRESIDENT,
    "Treasurer": Post.TREASURER,
    "Special Envoy": Post.ENVOY,
}
CO_CHAIR = "Mayor of Lampedusa"  # assumed


def is_missing(organisation: Organisation) -> bool:
    """Whether nobody has entered any office yet."""
    return not organisation.offices.offices


def names() -> tuple[str, ...]:
    """The people who hold these offices: they are entered beside the record, which knows their ids alone."""
    return tuple(row["person"] for row in ROWS)


def offices(people: Mapping[str, PersonId]) -> ImportOffices:
    """The sections, the offices, and who holds them as far as that is published; `people` are ids by name."""
    return ImportOffices(
        tuple(Section(_section(name.en), name) for name in SECTIONS),
        tuple(
            Office(
                OfficeId(_known_as(row["office"])),
                Text(row["office"]),
                row["city"],
                row["country"],
                _section(row["section"]),
                row["timezone"],
            )
            for row in ROWS
        ),
        tuple(
            Mandate(
                MandateId(f"mandate-{_known_as(row['office'])}"),
                OfficeId(_known_as(row["office"])),
                people[row["person"]],
                Period(_began(row), _period("", row["mandate_to"]).until),
            )
            for row in ROWS
        ),
    )


def seated(body: Body, organisation: Organisation) -> Command | None:
    """Who sits in a body of the demonstration that is empty so far; None where nobody is to."""
    if body.charter is None or body.members or body.appointments:
        return None
    seen = body.seq
    match body.charter.id:
        case "world-council":
            return ImportMembers(seen, tuple(map(_member, ROWS)), appointed=tuple(map(_delegate, ROWS)))
        case "presidency":
            return ImportMembers(seen, appointed=tuple(_presidency(organisation)))
        case "policy-council-right-to-the-city":
            known, waiting = (AppointmentId(f"co-chair-{n}") for n in (1, 2))
            chairing = Appointment(known, Post.CO_CHAIR, OfficeId(_known_as(CO_CHAIR)))
            return ImportMembers(seen, appointed=(chairing, Appointment(waiting, Post.CO_CHAIR)))
    return None


def _member(row: Mapping[str, str]) -> Member:
    city = Text(row["city"])
    known_as = MemberId(_known_as(row["city"]))
    return Member(known_as, city, country=row["country"], section=_section(row["section"]))


def _delegate(row: Mapping[str, str]) -> Appointment:
    city, office = _known_as(row["city"]), OfficeId(_known_as(row["office"]))
    return Appointment(AppointmentId(f"delegate-{city}"), Post.DELEGATE, office, member=MemberId(city))


def _presidency(organisation: Organisation) -> Iterator[Appointment]:
    """A post goes to the office; where the days of a post are published with a name, that person has it."""
    for row in ROWS:
        if not row["post"]:
            continue
        office = OfficeId(_known_as(row["office"]))
        mandate = next(iter(organisation.offices.mandates_of(office)), None)
        yield Appointment(
            AppointmentId(f"{POSTS[row['post']].value.replace('_', '-')}-{_known_as(row['city'])}"),
            POSTS[row["post"]],
            office,
            mandate.person if mandate and row["post_from"] else None,
            period=_period(row["post_from"], row["post_to"]),
            title=Text("Special Envoy") if row["post"] == "Special Envoy" else Text(),
        )


def _began(row: Mapping[str, str]) -> Dating:
    """No beginning of a mandate is published: it had begun when the post that went with it did."""
    return Dating(None, dated(row["post_from"]).latest)


def _period(since: str, until: str) -> Period:
    return Period(dated(since), dated(until) if until else None)


def _section(name: str) -> SectionId:
    return SectionId(_known_as(name))


def _known_as(name: str) -> str:
    """A name as an id: small letters without accents, hyphens between words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


ROWS: tuple[dict[str, str], ...] = tuple(
    csv.DictReader((files("server.demo") / "offices.csv").read_text("utf-8").splitlines())
)
