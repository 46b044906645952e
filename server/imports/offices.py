"""Offices, who holds them and the posts they have, from a CSV: every fault line by line, and nothing invented.

A blank end means that nothing has ended it; a blank beginning is not known. A post that goes to an office is held
under its mandate, so a mandate of which no beginning is written began at the latest when its post did.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.belonging.dating import UNKNOWN, Dating, Period, dated
from models.belonging.offices import Office, OfficeId, Section, SectionId
from models.belonging.posts import Post
from models.procedure import Ground
from models.text import LONGEST_TEXT, Text
from server.imports import grounds
from server.imports.delimited import grid_of
from server.imports.encodings import text_in
from server.imports.faults import Fault, Unreadable, quote, remark
from server.imports.grids import GridRow
from server.imports.offices_agree import disagreements
from server.imports.spelling import folded, slug, tidy
from server.shapes import YEARS, is_zone

HEADINGS: Mapping[str, str] = {
    "office": "office|fonction|mandat local|cargo",
    "city": "city|ville|ciudad",
    "country": "country|pays|pais",
    "section": "section|seccion",
    "person": "person|name|holder|personne|nom|titulaire|persona|nombre|titular",
    "post": "post|role|poste|puesto",
    "timezone": "timezone|time zone|zone|fuseau horaire|fuseau|huso horario|huso",
    "mandate_from": "mandate from|mandate since|mandat depuis|mandato desde",
    "mandate_to": "mandate to|mandate until|fin du mandat|fin del mandato",
    "post_from": "post from|post since|poste depuis|puesto desde",
    "post_to": "post to|post until|fin du poste|fin del puesto",
}
_MEANS = {word: column for column, words in HEADINGS.items() for word in words.split("|")}
POSTS: Mapping[str, Post] = {
    "president": Post.PRESIDENT,
    "presidente": Post.PRESIDENT,
    "presidenta": Post.PRESIDENT,
    "co-president": Post.CO_PRESIDENT,
    "copresident": Post.CO_PRESIDENT,
    "copresidente": Post.CO_PRESIDENT,
    "copresidenta": Post.CO_PRESIDENT,
    "treasurer": Post.TREASURER,
    "tresorier": Post.TREASURER,
    "tresoriere": Post.TREASURER,
    "tesorero": Post.TREASURER,
    "tesorera": Post.TREASURER,
    "envoy": Post.ENVOY,
    "special envoy": Post.ENVOY,
    "envoye": Post.ENVOY,
    "envoyee": Post.ENVOY,
    "envoye special": Post.ENVOY,
    "envoyee speciale": Post.ENVOY,
    "enviado especial": Post.ENVOY,
    "enviada especial": Post.ENVOY,
    "chair": Post.CHAIR,
    "co-chair": Post.CO_CHAIR,
}
"""Posts as people write them, in small letters without accents."""
MORE_THAN_THE_POST = frozenset({Post.ENVOY})
"""Posts whose written name is kept: "Special Envoy" says more than "envoy"."""
LONGEST_PLACE = 200


@dataclass(frozen=True)
class OfficeRow:
    """One line of the file: an office, who holds it (a name, or nothing), and the post it has, if any."""

    line: int
    office: Office
    section: Section | None = None
    person: str = ""
    mandate: Period = Period()
    post: Post | None = None
    title: Text = Text()
    period: Period = Period()

    @property
    def kept(self) -> bool:
        """Whether the post outlasted the mandate: it was the person's, no longer the office's."""
        ended, lasted = self.mandate.until, self.period.until
        if not self.post or not ended or not lasted or ended.latest is None or lasted.earliest is None:
            return False
        return ended.latest <= lasted.earliest


@dataclass(frozen=True)
class OfficesRead:
    """What was understood of a file. With faults nothing of it is kept; `left_out` are headings not understood."""

    rows: tuple[OfficeRow, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()


def read_offices(content: bytes) -> OfficesRead:
    """The offices of this CSV. A fault's `row` is its line. Raises `Unreadable` where nothing is."""
    text = text_in(content)
    if not text.strip():
        raise Unreadable.because(grounds.EMPTY)
    head, *lines = [row for row in grid_of(text) if row.filled]
    columns = [_MEANS.get(folded(cell).replace("_", " ").strip(), "") for cell in head.cells]
    if "office" not in columns:
        raise Unreadable.because(grounds.NO_OFFICES, columns=head.cells)
    reader = _Reader()
    rows = tuple(reader.row(line, columns) for line in lines)
    faults = [*reader.faults, *disagreements(rows)]
    left_out = tuple(c for c, means in zip(head.cells, columns, strict=True) if c.strip() and not means)
    return OfficesRead(rows, tuple(sorted(faults, key=lambda fault: fault.row)), left_out)


class _Reader:
    """Reads one row after another and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.line = 0
        self.cells: Mapping[str, str] = {}

    def row(self, row: GridRow, columns: list[str]) -> OfficeRow:
        pairs = zip(columns, row.cells, strict=True)
        self.line, self.cells = row.number, {means: tidy(cell) for means, cell in pairs if means}
        section = self._words("section", LONGEST_PLACE)
        named = Section(SectionId(slug(section)), Text(section)) if section else None
        post = self._post()
        return OfficeRow(
            self.line,
            self._office(named),
            named,
            self._words("person", LONGEST_PLACE),
            self._mandate(),
            post,
            Text(self.cells["post"]) if post in MORE_THAN_THE_POST else Text(),
            self._period("post_from", "post_to"),
        )

    def _office(self, section: Section | None) -> Office:
        title = self._words("office", LONGEST_TEXT)
        if not title:
            self._fault("office", grounds.NO_OFFICE)
        zone = self.cells.get("timezone", "")
        if zone and not is_zone(zone):
            self._fault("timezone", grounds.NO_SUCH_ZONE, said=quote(zone))
        return Office(
            OfficeId(slug(title)),
            Text(title),
            self._words("city", LONGEST_PLACE),
            self._words("country", LONGEST_PLACE),
            section.id if section else None,
            zone,
        )

    def _mandate(self) -> Period:
        """When the mandate was, as far as the file says; it began at the latest when the post did."""
        period = self._period("mandate_from", "mandate_to")
        if not self.cells.get("person") and (period.until or period.since.known):
            self._fault("person", grounds.NOBODY_NAMED)
        began = self._dating("post_from", heard=True)
        if not period.since.known and began.latest:
            period = Period(Dating(None, began.latest), period.until)
            if period.until and period.until.latest and period.until.latest < began.latest:
                self._fault("mandate_to", grounds.ENDS_FIRST)
        return period

    def _post(self) -> Post | None:
        said = self.cells.get("post", "")
        post = POSTS.get(folded(said))
        if said and post is None:
            self._fault("post", grounds.NO_SUCH_POST, said=quote(said))
        if not said and (self.cells.get("post_from") or self.cells.get("post_to")):
            self._fault("post", grounds.NO_POST_NAMED)
        return post

    def _period(self, since: str, until: str) -> Period:
        ended = self._dating(until)
        period = Period(self._dating(since), ended if ended.known else None)
        if period.backwards:
            self._fault(until, grounds.ENDS_FIRST)
        return period

    def _dating(self, column: str, *, heard: bool = False) -> Dating:
        """The date of a cell; `heard`: what is wrong with it has been said already."""
        said = self.cells.get(column, "")
        try:
            found = dated(said)
        except ValueError:
            found = None
        if found and all(day.year in YEARS for day in (found.earliest, found.latest) if day):
            return found
        if not heard:
            self._fault(column, grounds.NO_SUCH_DATING, said=quote(said))
        return UNKNOWN

    def _words(self, column: str, most: int) -> str:
        words = self.cells.get(column, "")
        if len(words) > most:
            self._fault(column, grounds.TOO_LONG, most=str(most))
        return words

    def _fault(self, column: str, ground: Ground, **facts: str) -> None:
        self.faults.append(Fault(self.line, column, remark(ground, **facts)))
