"""Meetings of several days and tracks for the tests: a Retreat of a week, an Executive Bureau of four dates.

`drafted(data, …)` puts them into a data folder before a server runs on it; `convened` as well convenes them.
"""

import asyncio
import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from models.convocation import Convocation
from models.organisation import ORGANISATION
from models.planning.item import AgendaItem, ItemId, Kind, Purpose
from models.planning.sitting import Contributor, Link, LinkKind, Sitting, SittingId, Track, TrackId
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting, DraftMeeting
from models.text import Text
from server.app import Parts
from server.settings import read_settings
from server.world import RealWorld

BUREAU_CSV = Path(__file__).parent / "executive-bureau-2022.csv"
MADRID = ZoneInfo("Europe/Madrid")
TRACKS = (
    Text("Policy Councils", "Conseils politiques", "Consejos políticos"),
    Text("Rotating presidency", "Présidence tournante", "Presidencia rotatoria"),
    Text("Learning", "Apprentissage"),
    Text(
        "Sections and the Forum of Regions", "Sections et Forum des régions", "Secciones y Foro de Regiones"
    ),
)
TITLES = (
    Text(
        "Opportunities for all, culture and city diplomacy",
        "Opportunités pour tous, culture et diplomatie des villes",
        "Oportunidades para todos, cultura y diplomacia de las ciudades",
    ),
    Text(
        "Territorial multilevel governance and sustainable financing",
        "Gouvernance territoriale à plusieurs niveaux et financement durable",
        "Gobernanza territorial multinivel y financiación sostenible",
    ),
    Text("Safer, resilient and sustainable cities, capable of facing crises"),
    Text("Right to the city and inclusive territories", "Droit à la ville et territoires inclusifs"),
    Text(
        "Implementation of the New Urban Agenda",
        "Mise en œuvre du Nouvel agenda urbain",
        "Aplicación de la Nueva Agenda Urbana",
    ),
    Text(
        "Outcomes of the day and the way to the World Congress",
        "Conclusions de la journée et feuille de route vers le Congrès mondial",
        "Conclusiones de la jornada y hoja de ruta hacia el Congreso Mundial",
    ),
)
STARTS = ((10, 0), (11, 0), (12, 0), (14, 30), (15, 30), (16, 30))
SPEAKERS = ("Berry Vrbanovic", "Jan van Zanen", "Ilsur Metshin", "Carolina Cosse")


def retreat(monday: date, slug: str = "retreat-2022", zone: str = "Europe/Madrid") -> DraftMeeting:
    """Five days from this Monday, a plenary each morning, then four tracks of six sittings with two items each."""
    tracks = tuple(Track(TrackId(f"track-{n}"), title) for n, title in enumerate(TRACKS, 1))
    sittings, items = [], []
    for day in (monday + timedelta(days=n) for n in range(5)):
        opening = _sitting(f"{day:%a}-opening".lower(), Text(f"Plenary, {day:%A}"), day, (9, 0), 45, zone)
        sittings.append(opening)
        items.extend(_items(opening, (Kind.OPENING, 15), (Kind.INFORMATION, 30)))
        for number, track in enumerate(tracks, 1):
            for part, (title, start) in enumerate(zip(TITLES, STARTS, strict=True), 1):
                name = f"{day:%a}-{number}-{part}".lower()
                sitting = _sitting(name, title, day, start, 50, zone)
                sitting = replace(sitting, track=track.id, **_staffed(number, part))
                sittings.append(sitting)
                items.extend(_items(sitting, (Kind.REPORT, 20), (Kind.DEBATE, 30)))
    convocation = Convocation(
        slug=slug,
        title=Text("Annual Retreat", "Retraite annuelle", "Retiro anual"),
        body=Text("World Organisation", "Organisation mondiale", "Organización mundial"),
        place="Barcelona" if zone == MADRID.key else "Ciudad de México",
        zone=zone,
        links=(Link(LinkKind.STREAM, "https://stream.example/retreat"),),
    )
    return DraftMeeting(convocation, tuple(sittings), tuple(items), tracks)


def _sitting(name: str, title: Text, day: date, start: tuple[int, int], minutes: int, zone: str) -> Sitting:
    starts = datetime(day.year, day.month, day.day, *start, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return Sitting(
        SittingId(f"sitting-{name}"), title, starts=starts, ends=starts + timedelta(minutes=minutes)
    )


def _staffed(track: int, part: int) -> dict[str, object]:
    name = SPEAKERS[(track + part) % len(SPEAKERS)]
    links = [Link(LinkKind.STREAM, f"https://stream.example/{track}")]
    links += [Link(LinkKind.INTERPRETATION, f"https://stream.example/{track}/{c}", c) for c in ("en", "zh")]
    return {
        "place": f"Conference Room {track}",
        "chair": "Mayor of Xi'an" if part % 2 else "",
        "withdrawn": track == 3 and part == 4,
        "links": tuple(links) if part in {1, 4} else (),
        "contributors": (
            Contributor("facilitator", "World Secretariat"),
            Contributor("moderator", "Mayor of Soria"),
            Contributor("speaker", "Mayor", "United Cities", PersonId(name)),
            Contributor("speaker", "Co-chair of the Policy Council", "Forum of Regions"),
        ),
    }


def _items(sitting: Sitting, *kinds: tuple[Kind, int]) -> Iterator[AgendaItem]:
    for number, (kind, minutes) in enumerate(kinds, 1):
        yield AgendaItem(
            id=ItemId(f"{sitting.id.replace('sitting', 'item')}-{number}"),
            number=str(number),
            title=Text(
                "Welcome" if kind is Kind.OPENING else f"{kind.value.capitalize()} of the section",
                "" if kind is Kind.DEBATE else "Rapport de la section",
            ),
            kind=kind,
            minutes=minutes,
            purpose=Purpose.INFORMATION if kind is Kind.REPORT else None,
            sitting=sitting.id,
        )


def executive_bureau() -> DraftMeeting:
    """The Executive Bureau of June 2022 in Seville as published: two tracks, some sittings with a day alone."""
    rows = list(csv.DictReader(BUREAU_CSV.read_text("utf-8").splitlines()))
    names = list(dict.fromkeys(row["track"] for row in rows))
    tracks = {name: Track(TrackId(f"track-{n}"), Text(name)) for n, name in enumerate(names, 1)}
    sittings = [_published(row, number, tracks[row["track"]].id) for number, row in enumerate(rows, 1)]
    items = tuple(
        AgendaItem(
            ItemId(s.id.replace("sitting", "item")), "", s.title, Kind.DEBATE, _minutes(s), sitting=s.id
        )
        for s in sittings
    )
    body = Text("Executive Bureau", "Bureau exécutif", "Buró Ejecutivo")
    convocation = Convocation("executive-bureau-2022", body, body, "Seville", MADRID.key)
    return DraftMeeting(convocation, tuple(sittings), items, tuple(tracks.values()))


def _published(row: dict[str, str], number: int, track: TrackId) -> Sitting:
    def at(clock: str) -> datetime | None:
        if not clock:
            return None
        return datetime.fromisoformat(f"{row['date']}T{clock}").replace(tzinfo=MADRID).astimezone(UTC)

    led = ((Contributor("organiser", row["led_by"]),) if row["led_by"] else ()) + (
        (Contributor("policy council", row["policy_council"]),) if row["policy_council"] else ()
    )
    return Sitting(
        SittingId(f"sitting-{number}"),
        Text(row["title"]),
        track=track,
        place=row["place"],
        day=date.fromisoformat(row["date"]),
        starts=at(row["start"]),
        ends=at(row["end"]),
        contributors=led,
    )


def _minutes(sitting: Sitting) -> int:
    if not sitting.starts or not sitting.ends:
        return 60
    return int((sitting.ends - sitting.starts).total_seconds() // 60)


def convened(data: Path, *drafts: DraftMeeting) -> None:
    """These meetings, convened, in this data folder; no server runs on it."""
    asyncio.run(_convene(data, drafts))


async def _convene(data: Path, drafts: tuple[DraftMeeting, ...]) -> None:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)

    def submission(command: Command) -> Submission:
        return Submission(CommandId(world.new_id()), OPERATOR, world.now(), command)

    known = await parts.directory.register(SPEAKERS)
    for draft in drafts:
        slug = draft.convocation.slug
        stream = StreamId(f"meeting-{slug}")
        named = replace(draft, sittings=tuple(_named(s, known) for s in draft.sittings))
        await parts.house.together(
            [(ORGANISATION, submission(EnterMeeting(stream, slug))), (stream, submission(named))]
        )
        await (await parts.house.chamber(stream)).submit(submission(ConveneMeeting()))
    await parts.house.close()
    await parts.database.close()


def _named(sitting: Sitting, known: dict[str, PersonId]) -> Sitting:
    """With the ids that these names were given."""
    return replace(
        sitting,
        contributors=tuple(
            replace(c, person=known[c.person]) if c.person else c for c in sitting.contributors
        ),
    )
