"""A day of the programme as a table: every sitting once, parallel ones side by side, no cell over another."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.meeting_pages.programme_grid import Column, DayGrid, Period, Timed, grid_of

NINE = datetime(2022, 2, 21, 9, tzinfo=UTC)
COLUMNS = [Column("", "Plenary", "en"), Column("a", "A", "en"), Column("b", "B", "en")]


def timed(what: str, column: str, start: int, end: int) -> Timed[str]:
    """From and to minutes after nine."""
    return Timed(what, column, Period(NINE + timedelta(minutes=start), NINE + timedelta(minutes=end)))


def table(*entries: Timed[str]) -> list[list[tuple[str | None, int, int]]]:
    return [[tuple(cell) for cell in row] for row in grid_of(entries, COLUMNS).rows]


def test_what_starts_at_the_same_time_stands_in_one_row() -> None:
    assert table(timed("A1", "a", 0, 60), timed("B1", "b", 0, 60), timed("B2", "b", 60, 90)) == [
        [("A1", 1, 1), ("B1", 1, 1)],
        [(None, 1, 1), ("B2", 1, 1)],
    ]


def test_a_longer_one_spans_the_rows_of_those_beside_it() -> None:
    assert table(timed("A1", "a", 0, 120), timed("B1", "b", 0, 60), timed("B2", "b", 60, 120)) == [
        [("A1", 2, 1), ("B1", 1, 1)],
        [("B2", 1, 1)],
    ]


def test_a_plenary_alone_takes_the_whole_width_and_needs_no_column() -> None:
    grid = grid_of([timed("P", "", 0, 60), timed("A1", "a", 60, 120), timed("B1", "b", 60, 90)], COLUMNS)
    assert [head.id for head, _ in grid.heads] == ["a", "b"]
    assert grid.rows[0] == (("P", 1, 2),)


def test_a_plenary_beside_something_has_a_column_of_its_own() -> None:
    grid = grid_of([timed("P", "", 0, 60), timed("A1", "a", 30, 90)], COLUMNS)
    assert [head.id for head, _ in grid.heads] == ["", "a"]


def test_parallel_sittings_of_one_track_stand_side_by_side_in_it() -> None:
    grid = grid_of([timed("A1", "a", 0, 60), timed("A2", "a", 30, 60), timed("A3", "a", 60, 90)], COLUMNS)
    assert [(head.id, lanes) for head, lanes in grid.heads] == [("a", 2)]
    assert grid.rows == (
        (("A1", 2, 1), (None, 1, 1)),
        (("A2", 1, 1),),
        (("A3", 1, 1), (None, 1, 1)),
    )


def test_one_without_a_known_end_takes_its_row() -> None:
    assert table(timed("A1", "a", 0, 0), timed("A2", "a", 30, 30)) == [[("A1", 1, 1)], [("A2", 1, 1)]]


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "a", "b"]), st.integers(0, 12), st.integers(0, 6)),
        min_size=1,
        max_size=12,
    )
)
def test_every_sitting_has_one_cell_and_every_place_one_owner(drawn: list[tuple[str, int, int]]) -> None:
    entries = [
        timed(str(n), column, start, start + length) for n, (column, start, length) in enumerate(drawn)
    ]
    grid = grid_of(entries, COLUMNS)
    assert sorted(cell.what for row in grid.rows for cell in row if cell.what) == sorted(
        e.what for e in entries
    )
    width = max(1, sum(lanes for _, lanes in grid.heads))
    assert owners(grid, width) == {(row, lane): 1 for row in range(len(grid.rows)) for lane in range(width)}


def owners(grid: DayGrid[str], width: int) -> dict[tuple[int, int], int]:
    """How many cells lie on each place, laid out as a browser does it: a cell goes to the next free one."""
    taken: dict[tuple[int, int], int] = {}
    for top, row in enumerate(grid.rows):
        for cell in row:
            lane = next(lane for lane in range(width) if (top, lane) not in taken)
            for place in ((top + n, lane + m) for n in range(cell.rows) for m in range(cell.columns)):
                taken[place] = taken.get(place, 0) + 1
    return taken
