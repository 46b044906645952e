"""Random agendas, of everything that a plan can hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from models.planning.item import AgendaItem, ItemId, Kind, Purpose
from models.planning.sitting import Contributor, Link, LinkKind, Sitting, SittingId, Track, TrackId
from models.text import Text
from server.imports.plan import Drafted, Named

ZONES = ("Europe/Madrid", "America/Mexico_City", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "UTC")
HARD = (
    "=1+1",
    "'=1",
    "@x",
    "-5",
    "+33 1",
    "a;b|c\\d:e",
    "no\nwrap\tin “it”",
    "5.2",
    "11:00 am",
    "_x0041_",
    "<b>&amp;",
    "débat\u00a0: l’été",
    "Ana Ruiz",
    "Mayor of Soria",
    "Forum of Regions",
    "For adoption",
    "Break",
    "2021-11-17",
    "sitting",
    "none",
    "''",
    '"',
    "7",
    "stream",
)
"""What a reader could take for something else than the words that they are."""

any_words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
)
words = st.sampled_from(HARD) | any_words.map(str.strip).filter(bool)
moments = st.integers(0, 11 * 366 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes, seconds=minutes % 2)
)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
starts = st.none() | moments
gaps = st.none() | st.integers(-2000, 4000).map(lambda minutes: timedelta(minutes=minutes))
"""From a start to an end: the same day, the next, days later, or before it: a plan may be wrong and is still kept."""

minutes = st.sampled_from([0, 5, 20, 100_000])
limits = st.sampled_from([None, 0, 180])
kinds, purposes, coins = st.sampled_from(Kind), st.none() | st.sampled_from(Purpose), st.booleans()
few = st.integers(0, 2)
FOLLOWS = st.sampled_from([None, None, *(timedelta(minutes=later) for later in (0, 5, 20, 25))])
"""Fixed starts so long behind a sitting's: those that are hardest to tell from what follows from the plan."""


class Draws:
    """Draws from a few words of its own, so that random agendas are made quickly and shrink well."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        some = draw(st.lists(words, min_size=1, max_size=4))
        self.words = st.sampled_from(["", *some])
        self.title = st.sampled_from(some)

    def text(self) -> Text:
        return Text(*(self.draw(self.words) for _ in range(3)))

    def titles(self) -> Text:
        return replace(self.text(), **{self.draw(st.sampled_from(["en", "fr", "es"])): self.draw(self.title)})

    def contributors(self) -> tuple[Contributor, ...]:
        return tuple(
            Contributor(self.draw(self.words), self.draw(self.title), self.draw(self.words))
            for _ in range(self.draw(few))
        )

    def sitting(self, place: int, tracks: list[Track]) -> Sitting:
        """One that has a start, and perhaps an end, at any time; or only a day; or neither."""
        start, gap = self.draw(starts), self.draw(gaps)
        link = Link(
            self.draw(st.sampled_from(LinkKind)), "https://example.org/" + self.draw(self.title), "zh"
        )
        return Sitting(
            id=SittingId(f"s{place}"),
            title=self.titles(),
            chair=self.draw(self.words),
            track=self.draw(st.sampled_from([None, *(track.id for track in tracks)])),
            place=self.draw(self.words),
            day=None if start else self.draw(st.none() | days),
            starts=start,
            ends=start + gap if start and gap is not None else None,
            contributors=self.contributors(),
            links=(link,) if self.draw(coins) else (),
            withdrawn=self.draw(coins),
        )

    def item(self, place: int, sittings: list[Sitting], above: list[ItemId]) -> AgendaItem:
        del above[self.draw(st.integers(0, len(above))) :]
        sitting = self.draw(st.sampled_from([None, *sittings]))
        follows = self.draw(FOLLOWS)
        hangs = follows is not None and sitting is not None and sitting.starts is not None
        item = AgendaItem(
            id=ItemId(f"i{place}"),
            number=self.draw(self.words),
            title=self.titles(),
            kind=self.draw(kinds),
            minutes=self.draw(minutes),
            purpose=self.draw(purposes),
            parent=above[-1] if above else None,
            sitting=sitting.id if sitting else None,
            fixed_start=sitting.starts + follows if hangs else self.draw(starts),
            roles=self.contributors(),
            draft_decision=self.text(),
            time_limit=self.draw(limits),
        )
        above.append(item.id)
        return item


@st.composite
def plans(draw: st.DrawFn) -> Drafted:
    """An agenda of up to three sittings in two tracks, and up to six items at any depth, one thing at least."""
    draws = Draws(draw)
    heads = dict.fromkeys(draws.titles() for _ in range(draw(few)))
    tracks = [Track(TrackId(f"t{place}"), title) for place, title in enumerate(heads)]
    sittings = [draws.sitting(place, tracks) for place in range(draw(st.integers(0, 3)))]
    above: list[ItemId] = []
    items = [
        draws.item(place, sittings, above) for place in range(draw(st.integers(0 if sittings else 1, 6)))
    ]
    parts = [(one.id, len(one.contributors)) for one in sittings] + [
        (one.id, len(one.roles)) for one in items
    ]
    named = (Named(of, place, draw(draws.words)) for of, count in parts for place in range(count))
    used = {one.track for one in sittings}
    return Drafted(
        tuple(track for track in tracks if track.id in used),
        tuple(sittings),
        tuple(items),
        tuple(name for name in named if name.name),
    )


def alike(plan: Drafted) -> Drafted:
    """The plan with ids by order alone, as they are given anew in reading; tracks in the order of their use."""
    order = list(dict.fromkeys(one.track for one in plan.sittings if one.track))
    ids: dict[object, str] = {known_as: f"t{place}" for place, known_as in enumerate(order)}
    ids |= {one.id: f"s{place}" for place, one in enumerate(plan.sittings)}
    ids |= {one.id: f"i{place}" for place, one in enumerate(plan.items)}
    ids[None] = None  # type: ignore[assignment]
    tracks = sorted(plan.tracks, key=lambda track: order.index(track.id))
    return Drafted(
        tuple(replace(one, id=ids[one.id]) for one in tracks),
        tuple(replace(one, id=ids[one.id], track=ids[one.track]) for one in plan.sittings),
        tuple(
            replace(one, id=ids[one.id], parent=ids[one.parent], sitting=ids[one.sitting])
            for one in plan.items
        ),
        tuple(
            sorted((replace(one, of=ids[one.of]) for one in plan.names), key=lambda one: (one.of, one.place))
        ),
    )
