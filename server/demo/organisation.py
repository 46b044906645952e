"""The organisation of the demonstration: its bodies, nine sections, and the offices of its Presidency of 2021.

Offices, sections, persons and the dates of posts (`offices.csv`) are facts published by the organisers; the dates are
moved as the meeting is (`moving.py`). Assumed is who is a member of the World Council and the Executive Bureau, each
with an office as delegate (`members.csv`: real places, nobody named), and which office co-chairs the Policy Council;
the French and Spanish names are ours.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files

from models.belonging.dating import Dating, Period
from models.belonging.membership import Member, MemberId, MemberKind
from models.belonging.offices import Mandate, MandateId, Office, OfficeId, Section, SectionId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.body import Body, BodyId, BodyKind, Charter
from models.organisation import Organisation
from models.procedure import Command, PersonId
from models.rules.bodies import ImportMembers
from models.rules.conduct import DraftMeeting
from models.rules.offices import ImportOffices
from models.text import Text
from server.demo.moving import Moved
from server.demo.world_council import CAST, address_of
from server.setup_pages.sitting_chairs import chaired, office_called

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


def people() -> tuple[tuple[str, str], ...]:
    """Names and addresses of those who hold these offices: beside the record, which knows their ids alone."""
    return tuple((row["person"], _addresses.get(row["office"], "")) for row in ROWS)


def offices(known: Mapping[str, PersonId], moved: Moved) -> ImportOffices:
    """The sections, the offices, and who holds them as far as that is published; `known` are ids by name."""
    return ImportOffices(
        tuple(Section(_section(name.en), name) for name in SECTIONS),
        tuple({row["office"]: _office(row) for row in (*MEMBERS, *ROWS)}.values()),
        tuple(
            Mandate(
                MandateId(f"mandate-{_known_as(row['office'])}"),
                OfficeId(_known_as(row["office"])),
                known[row["person"]],
                Period(_began(row, moved), moved.period("", row["mandate_to"]).until),
            )
            for row in ROWS
        ),
    )


def seated(body: Body, organisation: Organisation, moved: Moved) -> Command | None:
    """Who sits in a body of the demonstration that is empty so far; None where nobody is to."""
    if body.charter is None or body.members or body.appointments:
        return None
    match body.charter.id:
        case "world-council":
            return _council(body, (*ROWS, *MEMBERS))
        case "executive-bureau":
            return _council(body, tuple(row for row in ROWS if row["post"]))
        case "presidency":
            return ImportMembers(body.seq, appointed=tuple(_presidency(organisation, moved)))
        case "policy-council-right-to-the-city":
            first, waiting = (AppointmentId(f"co-chair-{n}") for n in (1, 2))
            chairing = Appointment(first, Post.CO_CHAIR, OfficeId(_known_as(CO_CHAIR)))
            return ImportMembers(body.seq, appointed=(chairing, Appointment(waiting, Post.CO_CHAIR)))
    return None


def called(draft: DraftMeeting, organisation: Organisation) -> DraftMeeting:
    """The draft as a meeting of this World Council, its sittings chaired by office; as it is, where there is none."""
    if WORLD_COUNCIL not in organisation.bodies:
        return draft
    sittings = tuple(chaired(sitting, organisation.offices) for sitting in draft.sittings)
    return replace(draft, convocation=replace(draft.convocation, of=WORLD_COUNCIL), sittings=sittings)


def holder_of(title: str, organisation: Organisation) -> PersonId | None:
    """Whoever holds the office of this title in the demonstration, if the organisation knows it."""
    office = office_called(title, organisation.offices)
    mandates = organisation.offices.mandates_of(office) if office else ()
    return mandates[-1].person if mandates else None


def _office(row: Mapping[str, str]) -> Office:
    known_as = OfficeId(_known_as(row["office"]))
    title = Text(row["office"], row["office_fr"], row["office_es"])
    return Office(known_as, title, row["city"], row["country"], _section(row["section"]), row["timezone"])


def _council(body: Body, rows: Sequence[Mapping[str, str]]) -> ImportMembers:
    return ImportMembers(body.seq, tuple(map(_member, rows)), appointed=tuple(map(_delegate, rows)))


def _member(row: Mapping[str, str]) -> Member:
    """A place or an association as a member; of the offices that are published, their cities."""
    name = row.get("member") or row["city"]
    kind = MemberKind(row.get("kind") or MemberKind.LOCAL_GOVERNMENT)
    known_as = MemberId(_known_as(name))
    return Member(known_as, Text(name), kind, country=row["country"], section=_section(row["section"]))


def _delegate(row: Mapping[str, str]) -> Appointment:
    member, office = _member(row).id, OfficeId(_known_as(row["office"]))
    return Appointment(AppointmentId(f"delegate-{member}"), Post.DELEGATE, office, member=member)


def _presidency(organisation: Organisation, moved: Moved) -> Iterator[Appointment]:
    """A post goes to the office; where the days of a post are published with a name, that person has it.

    What else the Presidency comes to have in the demonstration is made here: by offices, its dates through `moved`.
    """
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
            period=moved.period(row["post_from"], row["post_to"]),
            title=Text("Special Envoy") if row["post"] == "Special Envoy" else Text(),
        )


def _began(row: Mapping[str, str], moved: Moved) -> Dating:
    """No beginning of a mandate is published: it had begun when the post that went with it did."""
    return Dating(None, moved.dating(row["post_from"]).latest)


def _section(name: str) -> SectionId:
    return SectionId(_known_as(name))


def _known_as(name: str) -> str:
    """A name as an id: small letters without accents, hyphens between words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def _rows(file: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((files("server.demo") / file).read_text("utf-8").splitlines()))


ROWS, MEMBERS = _rows("offices.csv"), _rows("members.csv")
_addresses = {office: address_of(role) for role, office in CAST}
