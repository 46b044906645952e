"""Instants as pages show them: the venue's clock with its zone; expected ones with what moves them.

Source: DOMAIN §5. A browser moves expected instants between frames by `floor` and `lead` (models.expected).
"""

from dataclasses import dataclass
from datetime import datetime

from models.planning.expected import Expected, behind, to_the_minute
from models.planning.forecast import Forecast
from server import languages
from server.languages import utc


@dataclass(frozen=True)
class Moment:
    iso: str
    clock: str
    zone: str


@dataclass(frozen=True)
class ExpectedMoment:
    """`planned` is the plan's instant, `behind` the minutes by which it is missed (negative: earlier)."""

    moment: Moment
    floor: str
    lead: str
    planned: str
    behind: int


def moment_of(at: datetime, zone: str) -> Moment:
    return Moment(utc(at), languages.clock(at, zone), languages.zone_label(at, zone))


def expected_moment(
    expected: Expected | None, planned: datetime | None, forecast: Forecast, zone: str
) -> ExpectedMoment | None:
    """An expected instant at the moment of the forecast, beside the plan's."""
    if expected is None:
        return None
    at = expected.at(forecast.over)
    return ExpectedMoment(
        moment=moment_of(to_the_minute(at), zone),
        floor=utc(expected.floor) if expected.floor else "",
        lead="" if expected.lead is None else str(expected.lead),
        planned=utc(planned) if planned else "",
        behind=behind(at, planned) if planned else 0,
    )
