"""From the rows of a grid to entries, as a `[[tables]]` block says: column by column, each different cell once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mss_gap.ledger.check import shown
from mss_gap.ledger.entry import Entry
from mss_gap.ledger.table import Table, TableFindings
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.cells_read import CellsRead
from mss_gap.ledger.tables.currencies import currency_of_rows, other_currencies
from mss_gap.ledger.tables.entries import Column, added, first_of_each_ref, make_entries, without_unstated
from mss_gap.ledger.tables.faults import CellProblem, Faults, and_more_rows
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.headings import Headings
from mss_gap.ledger.tables.keys import DATES, NUMBERS
from mss_gap.ledger.tables.left_out import REPEATED, WHY_LEFT_OUT, choose_rows
from mss_gap.ledger.tables.meaning import Declarations, Meanings
from mss_gap.ledger.tables.merged import HINT_OF_MERGED, merged_figures

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEntries(TableFindings):
    """What a table adds to a ledger, or what is wrong with it."""

    entries: tuple[Entry, ...]
    problems: Sequence[CellProblem]
    kept: Sequence[int]
    """The indices of the rows that are not left out, whether or not they can be read."""


def entries_of(table: Table, grid: Grid, declared: Declarations) -> TableEntries:
    """The entries in a grid, or all that is wrong with it."""
    return _TableReader(table, grid, declared).read()


class _TableReader:
    def __init__(self, table: Table, grid: Grid, declared: Declarations) -> None:
        self._table, self._grid = table, grid
        self._faults = Faults(grid)
        self._headings = Headings(table, grid, self._faults)
        self._meanings = Meanings(table, declared, grid.altered)
        self._units = declared.units
        self._figures = {
            (key, index): CellsRead(key, self._meanings, self._headings.different(index))
            for key in NUMBERS
            for index in self._headings.of_key.get(key, ())
        }
        self._rounded = 0
        self._counted_otherwise = Counter[str]()
        self._other_currencies = Counter[tuple[str, str]]()

    def read(self) -> TableEntries:
        """All that the table adds, or all that is wrong with it."""
        grid, headings = self._grid, self._headings
        chosen = None if self._faults.problems else choose_rows(self._table, grid, headings, self._figures)
        rows = chosen.kept if chosen else ()
        self._refuse_more_cells(rows)
        self._refuse_merged_figures(rows)
        left_out = chosen.left_out if chosen else Counter[str]()
        columns = {key: self._column(key, indices, rows) for key, indices in headings.of_key.items()} if rows else {}
        entries: tuple[Entry, ...] = ()
        positions: Sequence[int] = ()
        if not self._faults.problems:
            self._check_currencies(columns, rows)
        if not self._faults.problems:
            columns = without_unstated(columns)
            positions = self._without_repeats(columns, rows, left_out)
            if len(positions) < len(rows):
                columns = {key: _at(column, positions) for key, column in columns.items()}
            entries = make_entries(self._table, columns, len(positions))
        return TableEntries(
            rows=max(0, len(grid.rows) - self._table.header),
            entries=entries,
            lines=list(_at(_at(grid.lines, rows), positions)),
            left_out={why: left_out[why] for why in WHY_LEFT_OUT if left_out[why]},
            bodies=tuple(self._meanings.bodies),
            rounded=self._rounded,
            hidden_rows=len(grid.hidden_rows.intersection(rows)) if grid.hidden_rows else 0,
            merged=len(headings.merged_rows.intersection(rows)) if rows and grid.merged else 0,
            not_found=tuple(chosen.not_found) if chosen else (),
            counted_otherwise=dict(self._counted_otherwise),
            other_currencies=self._other_currencies,
            problems=self._faults.problems,
            kept=rows,
        )

    def _column(self, key: str, indices: Sequence[int], rows: Sequence[int]) -> Column:
        """The value of a key in each row; figures of several columns are added, and the parts of a date make one text."""
        if key in DATES and len(indices) > 1:
            parts = [map(text_of, self._headings.cells(index, rows)) for index in indices]
            return self._values(
                key, indices[0], rows, [" ".join(filter(None, each)) for each in zip(*parts, strict=True)]
            )
        return added([self._values(key, index, rows, self._cells(key, index, rows)) for index in indices])

    def _cells(self, key: str, index: int, rows: Sequence[int]) -> Sequence[Cell]:
        return self._headings.cells(index, rows, filled_down=key not in NUMBERS)

    def _values(self, key: str, index: int, rows: Sequence[int], cells: Sequence[Cell]) -> Column:
        """The value of each cell of a column, each different cell read once."""
        read = self._figures[key, index] if key in NUMBERS else CellsRead(key, self._meanings, cells)
        values = list(map(read.__getitem__, cells))
        if read.wrong:
            self._faults.blame_cells(key, index, zip(rows, cells, strict=True), read.wrong)
        self._rounded += sum(map(read.rounded.__contains__, cells)) if read.rounded else 0
        if read.otherwise:
            self._counted_otherwise[key] += sum(map(read.otherwise.__contains__, cells))
        return values

    def _refuse_more_cells(self, rows: Sequence[int]) -> None:
        """Note the rows of a CSV file that have more cells than there are titles: a comma in a cell parts it in two."""
        every, width = self._grid.rows, len(self._headings.titles)
        if self._grid.sheet is not None:
            return
        if max(map(len, every), default=0) <= width:
            return
        longer = [row for row in rows if len(every[row]) > width and any(map(text_of, every[row][width:]))]
        if longer:
            self._faults.blame(
                "more-cells",
                longer[0],
                width,
                f"the row has more cells than there are titles{and_more_rows(len(longer))}",
                "put a cell that has the separator in it in quotes, or give each column a title in the file",
            )

    def _refuse_merged_figures(self, rows: Sequence[int]) -> None:
        """Note the figures that several rows of different contributors, days or the like have together."""
        for each in merged_figures(self._grid, self._headings, rows) if rows else ():
            self._faults.blame("merged-figure", each.row, each.column, each.message, HINT_OF_MERGED)

    def _check_currencies(self, columns: Mapping[str, Column], rows: Sequence[int]) -> None:
        """Note the figures that are shown with another currency: a mistake, unless the block names a currency."""
        named = self._table.currency is not None or "currency" in self._table.columns
        counted_in = currency_of_rows(self._table, columns, self._units)
        for other in other_currencies(self._grid, self._headings.of_key, rows, counted_in):
            if named:
                self._other_currencies[other.shown, other.counted] += len(other.rows)
            else:
                message = f"{other.message}{and_more_rows(len(other.rows))}"
                self._faults.blame("other-currency", other.rows[0], other.column, message, other.hint)

    def _without_repeats(
        self, columns: Mapping[str, Column], rows: Sequence[int], left_out: Counter[str]
    ) -> Sequence[int]:
        """The positions of the rows that are entries: of those with one `ref` that say the same, the first."""
        if "ref" not in columns:
            return range(len(rows))
        first = first_of_each_ref(columns)
        left_out[REPEATED] += first.repeated
        for position in first.differing:
            self._faults.blame(
                "two-refs",
                rows[position],
                self._headings.of_key["ref"][0],
                f"another row has the ref {shown(columns['ref'][position])}, too, and gives another entry",
                "correct the rows; or take columns.ref out, if every row is to count by itself",
            )
        return first.positions


def _at(values: Sequence[_Value], positions: Sequence[int]) -> Sequence[_Value]:
    """The values at some positions."""
    if isinstance(positions, range):
        return values[positions.start : positions.stop]
    return list(map(values.__getitem__, positions))
