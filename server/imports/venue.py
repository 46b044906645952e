"""Days and clocks at the venue as rows have them, and the moments in UTC that they are.

A clock is "09:30"; "02:30+01:00" where a night has two of them; "2021-11-18 00:30" on a day of its own.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from server.imports import grounds
from server.imports.clocks import settled, spans_in
from server.imports.days import date_in
from server.imports.faults import Remark, quote, remark

CLOCK = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)[ T])?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?P<offset>[+-]\d\d:\d\d(?::\d\d)?)?"
)


class Unclear(Exception):  # noqa: N818 - it is caught where the row is known, and becomes its fault
    """A cell says no day or no time; `remark` says why."""

    def __init__(self, why: Remark) -> None:
        super().__init__(why.code)
        self.remark = why


def day_in(cell: str) -> date | None:
    """The date of a cell; None if it is empty. Raises `Unclear`."""
    if not cell:
        return None
    dated = date_in(cell)
    if dated is None or dated.at != (0, len(cell)):
        raise Unclear(remark(grounds.NO_SUCH_DATE, said=quote(cell)))
    return dated.day


def has_day(cell: str) -> bool:
    """Whether a clock says its day itself."""
    found = CLOCK.fullmatch(cell)
    return bool(found and found["day"])


def moment_in(cell: str, day: date | None, zone: ZoneInfo) -> datetime | None:
    """The moment (UTC) at which the venue's clock shows this on that day; None if empty. Raises `Unclear`."""
    if not cell:
        return None
    found = CLOCK.fullmatch(cell) or CLOCK.fullmatch(_plainly(cell))
    if found is None or int(found["minute"]) > 59 or int(found["second"] or 0) > 59:  # noqa: PLR2004
        raise Unclear(remark(grounds.NO_SUCH_CLOCK, said=quote(cell)))
    on = day_in(found["day"] or "") or day
    if on is None:
        raise Unclear(remark(grounds.NO_DATE))
    since = timedelta(
        hours=int(found["hour"]), minutes=int(found["minute"]), seconds=int(found["second"] or 0)
    )
    if since > timedelta(days=1):
        raise Unclear(remark(grounds.NO_SUCH_CLOCK, said=quote(cell)))
    try:
        return _moment(datetime(on.year, on.month, on.day) + since, found["offset"], zone)  # noqa: DTZ001
    except OverflowError:
        raise Unclear(remark(grounds.NO_SUCH_DATE, said=on.isoformat())) from None


def clock_of(moment: datetime, zone: ZoneInfo) -> tuple[date, str]:
    """The day and the clock at the venue that `moment_in` reads as this moment, to the second."""
    there = moment.astimezone(zone)
    shown = there.strftime("%H:%M:%S" if there.second else "%H:%M")
    if there.fold:
        shown += _offset(there)
    return there.date(), shown


def _plainly(cell: str) -> str:
    """A clock in any of the spellings of a text ("9h30", "3:00 pm") as a row has it."""
    spans = spans_in(cell)
    if len(spans) != 1 or spans[0].end or cell[: spans[0].at[0]].strip() or cell[spans[0].at[1] :].strip():
        return ""
    minute, _ = settled(spans[0].start, None)
    return f"{minute // 60}:{minute % 60:02}"


def _moment(there: datetime, offset: str | None, zone: ZoneInfo) -> datetime:
    for fold in (0, 1):
        on = there.replace(tzinfo=zone, fold=fold)
        if offset is None or _offset(on) == offset:
            moment = on.astimezone(UTC)
            if moment.astimezone(zone).replace(tzinfo=None) != there:
                raise Unclear(
                    remark(
                        grounds.SKIPPED_HOUR,
                        clock=there.strftime("%H:%M"),
                        date=there.date().isoformat(),
                        zone=zone.key,
                    )
                )
            return moment
    raise Unclear(remark(grounds.NO_SUCH_CLOCK, said=f"{there:%H:%M}{offset}"))


def _offset(there: datetime) -> str:
    """The offset from UTC as it is written behind a clock: `+01:00`."""
    return there.isoformat()[len("2021-11-17T00:00:00") :] if not there.microsecond else ""
