"""The Governing Presidency of 2021-22 in the demonstration: milestones and terms as published, moved as it is.

What is published of a date is a day, some days, a week, a month or two; it moves as it is (`moving.py`). The World
Council is the demonstration's meeting itself: the first term of the plan begins where that ends, by a handover there.
Before it goes the term of whoever was President from the World Congress of 2019 on (`presidency-2019-2021.csv`, with
the days of that post in `offices.csv`), known from history: who was named President after them has the rest of it.
"""

import csv
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import product

from models.belonging.dating import Dating
from models.belonging.posts import Post
from models.body import Body, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.milestones import Milestone, MilestoneId, Precision
from models.presidency.rotation import RotationId
from models.presidency.terms import About, HandoverAt, Switch, Term, TermId
from models.presidency.zoned_days import begin_of
from models.procedure import Command, StreamId
from models.rules.departures import MakeOverride
from models.rules.milestones import ImportMilestones
from models.rules.rotations import BeginRotation, PublishRotation, SetTerms
from models.text import Text
from server.demo.moving import Moved
from server.demo.organisation import EXECUTIVE_BUREAU, PRESIDENCY, WORLD_COUNCIL
from server.demo.world_council import SLUG
from server.setup_pages.sitting_chairs import office_called

ROTATION = RotationId("governing-presidency")
NAME = Text("Governing Presidency", "Présidence gouvernante", "Presidencia de Gobierno")
ADOPTED = Text(
    "adopted by the World Council", "adoptée par le Conseil mondial", "aprobada por el Consejo Mundial"
)
NAMES = {
    "World Council": Text("World Council", "Conseil mondial", "Consejo Mundial"),
    "Annual Retreat": Text("Annual Retreat", "Retraite annuelle", "Retiro Anual"),
    "High-level meeting on the review of the New Urban Agenda": Text(
        "High-level meeting on the review of the New Urban Agenda",
        "Réunion de haut niveau sur l’examen du Nouveau Programme pour les villes",
        "Reunión de alto nivel sobre el examen de la Nueva Agenda Urbana",
    ),
    "Executive Bureau": Text("Executive Bureau", "Bureau exécutif", "Buró Ejecutivo"),
    "High-Level Political Forum": Text(
        "High-Level Political Forum", "Forum politique de haut niveau", "Foro político de alto nivel"
    ),
    "Urban 20": Text("Urban 20", "Urban 20", "Urban 20"),
    "World Congress": Text("World Congress", "Congrès mondial", "Congreso Mundial"),
}
PRECISIONS = {"day": Precision.EXACT, "range": Precision.MONTHS}
"""What the file calls otherwise: its one range is of two whole months."""
WHOLE_MONTHS = {Precision.MONTH, Precision.MONTHS}


def turns(organisation: Organisation, body: Body, moved: Moved) -> Iterator[tuple[StreamId, Command]]:
    """The milestones and the published rotation, once the meeting is there; nothing where one is kept already."""
    if body.rotations or not organisation.offices.offices:
        return
    before, planned = _rows("presidency-2019-2021.csv"), _rows("presidency-2021-2022.csv")
    milestones = tuple(_milestone(row, moved) for row in (*before, *planned))
    terms = (
        *(_term(row, organisation, Switch.HISTORY) for row in before),
        *(_term(row, organisation) for row in planned if row["holders_from_here"]),
    )
    about = About(NAME, over=(WORLD_COUNCIL, EXECUTIVE_BUREAU), ends=milestones[-1].id)
    keeps = stream_of(PRESIDENCY)
    yield ORGANISATION, ImportMilestones(milestones)
    yield keeps, BeginRotation(ROTATION, about)
    yield keeps, SetTerms(ROTATION, (), terms)
    yield keeps, PublishRotation(ROTATION, 0, ADOPTED)
    for replaced in _replaced(body, terms[0]):
        yield keeps, MakeOverride(ROTATION, replaced)


def _replaced(body: Body, term: Term) -> Iterator[Override]:
    """Who was named President during that term has the rest of it, from the beginning of that day (UTC) on."""
    came = [one for one in body.appointed(Post.PRESIDENT) if one.office not in term.holders]
    for holder, one in product(term.holders, came):
        if named := one.period.since.earliest:
            since = begin_of(named, "UTC")
            known_as = OverrideId(f"{one.id}-replaces")
            yield Override(known_as, Departure.REPLACED, one.office, holder, term.id, since=since)


def _milestone(row: Mapping[str, str], moved: Moved) -> Milestone:
    precision = PRECISIONS.get(row["precision"]) or Precision(row["precision"])
    return Milestone(
        _known_as(row),
        NAMES[row["milestone"]],
        int(row["sequence"]),
        _days(row, precision, moved),
        precision,
        row["timezone"],
        row.get("place", ""),
        meeting=SLUG if row["sequence"] == "1" else "",
    )


def _days(row: Mapping[str, str], precision: Precision, moved: Moved) -> Dating:
    """Whole months stay whole: they move by months, weeks by weeks, all others by days."""
    if precision is Precision.WEEK:
        return Dating(moved.week(row["earliest"]).earliest, moved.week(row["latest"]).latest)
    length = len("2021-11") if precision in WHOLE_MONTHS else len("2021-11-17")
    first, last = (moved.dating(row[bound][:length]) for bound in ("earliest", "latest"))
    return Dating(first.earliest, last.latest)


def _term(row: Mapping[str, str], organisation: Organisation, switch: Switch = Switch.ACT) -> Term:
    titles = (title.strip() for title in row["holders_from_here"].split(";"))
    holders = (office_called(title, organisation.offices) for title in titles)
    known_as = TermId(f"term-{row['sequence']}")
    begins, handover = _known_as(row), HandoverAt(row["handover"])
    return Term(known_as, begins, tuple(filter(None, holders)), handover, switch=switch)


def _known_as(row: Mapping[str, str]) -> MilestoneId:
    return MilestoneId(f"milestone-{row['sequence']}")


def _rows(file: str) -> tuple[dict[str, str], ...]:
    text = (files("server.demo") / file).read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
