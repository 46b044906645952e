"""Who waits, as pages show it: each row made when it is looked at, and the whole row in a few bytes.

Five hundred may wait while most pages show a dozen of them. So a panel carries the first rows, and of all the others
no more than their order and how long each is expected to speak; from these a browser tells its own reader's place and
wait (`web/static/js/asking.js`). Nothing personal is in it: which request is whose, each is told for themselves.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import overload

from models.speaking.place import Place
from models.speaking.request import RequestId
from server.floor_pages.request_views import RequestView

BY_NUMBER = "request-"
"""How the ids of requests begin whose number follows: in a row the number alone is said."""

Row = Callable[[Place, str, str], RequestView]
"""One row, from its place and what moves it one step up and down."""


class Queue(Sequence[RequestView]):
    """Those who wait, in order. A row is made once, when somebody looks at it."""

    def __init__(self, places: Sequence[Place], row: Row) -> None:
        self._places = places
        self._row = row
        self._made: dict[int, RequestView] = {}

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> RequestView: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[RequestView, ...]: ...

    def __getitem__(self, at: int | slice) -> RequestView | tuple[RequestView, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        number = range(len(self))[at]
        if number not in self._made:
            self._made[number] = self._row(self._places[number], *_steps(self._places, number))
        return self._made[number]


def _steps(places: Sequence[Place], at: int) -> tuple[str, str]:
    """What a press says that moves one place up and down: the request it then stands behind, null at the head."""
    request = places[at].request.id
    ahead = places[at - 2].request.id if at > 1 else None
    return (
        json.dumps({"request": request, "after": ahead}) if at else "",
        json.dumps({"request": request, "after": places[at + 1].request.id}) if at + 1 < len(places) else "",
    )


def order_in_short(requests: Iterable[RequestId]) -> str:
    """The requests in order, for `data-order`: `412-430 planned-1a2b3c4d 431`; numbers in a row by both ends."""
    return " ".join(_tokens(requests))


def _tokens(requests: Iterable[RequestId]) -> Iterator[str]:
    first = last = 0
    for request in requests:
        digits = request.removeprefix(BY_NUMBER)
        number = int(digits) if digits != request and digits.isdigit() else 0
        if number and number == last + 1:
            last = number
            continue
        yield from _run(first, last)
        first = last = number
        if not number:
            yield request
    yield from _run(first, last)


def _run(first: int, last: int) -> Iterator[str]:
    if first:
        yield f"{first}-{last}" if last > first else str(first)


def lengths_in_short(lengths: Iterable[int | None]) -> str:
    """The seconds each is expected to speak, for `data-lengths`: `180x412 60 180x3`; `?` where nothing says it."""
    runs = ((seconds, sum(1 for _ in alike)) for seconds, alike in groupby(lengths))
    return " ".join(
        f"{'?' if seconds is None else seconds}{f'x{many}' if many > 1 else ''}" for seconds, many in runs
    )
