"""Finds the columns of a table by their titles, and the cells below them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from mss_gap.ledger.check import shown
from mss_gap.ledger.near import did_you_mean, list_names
from mss_gap.ledger.table import Table
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.faults import Faults
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.keys import NUMBERS
from mss_gap.ledger.tables.titles import normal, titles_of

MOST_SEARCHED = 50
"""Rows that are searched for a title that is missing."""


class Headings:
    """The columns that a block names, in the grid of its table."""

    def __init__(self, table: Table, grid: Grid, faults: Faults) -> None:
        self._table, self._grid, self._faults = table, grid, faults
        self.of_key: Mapping[str, Sequence[int]] = {key: self.indices(titles) for key, titles in table.columns.items()}
        """The columns of each key."""
        self.of_where: Mapping[str, Sequence[int]] = {title: self.indices([title]) for title in table.where}
        """The column of each title that rows are chosen by; none where it is missing."""
        self._columns: dict[int, list[Cell]] = {}
        """The cells of the columns that were asked for before, of all rows below the titles."""
        self._different: dict[int, frozenset[Cell]] = {}
        """The different ones, where these were asked for."""

    @cached_property
    def titles(self) -> Sequence[str]:
        """The titles, each without spaces around it and line breaks in it; none where the row of titles is missing."""
        if self._table.header > len(self._grid.rows):
            return ()
        return titles_of(self._grid, self._table.header, self._table.upper_header)

    def indices(self, titles: Sequence[str]) -> Sequence[int]:
        """The columns with some titles; notes which there are not."""
        if not self.titles and self._table.header > len(self._grid.rows):
            self._without_titles()
            return []
        found: list[int] = []
        for title in titles:
            wanted = normal(title)
            at = [index for index, each in enumerate(self.titles) if each == wanted]
            if len(at) == 1:
                found += at
            elif at:
                self._faults.blame(
                    "two-columns",
                    self._table.header - 1,
                    at[1],
                    f"two columns have the title {shown(wanted)}",
                    "give one of them another title in the file",
                )
            else:
                self._missing(wanted)
        return found

    def _without_titles(self) -> None:
        """Note once that the table has no such row."""
        if self._faults.problems:
            return
        rows = len(self._grid.rows)
        self._faults.blame(
            "unknown-column",
            -1,
            0,
            f"there is no row {self._table.header:,}, which has the titles: "
            f"{f'it has {rows:,}' if rows else 'it is empty'}",
            "correct `header`, the number of the row of titles" if rows else "check the file",
        )

    def _missing(self, title: str) -> None:
        row = self._table.header - 1
        elsewhere = next(
            (
                number
                for number, cells in enumerate(self._grid.rows[:MOST_SEARCHED], start=1)
                if number != self._table.header and any(normal(text_of(cell)) == title for cell in cells)
            ),
            None,
        )
        if elsewhere is not None:
            hint = f"row {elsewhere} has it: write header = {elsewhere}"
        else:
            known = frozenset(filter(None, self.titles))
            hint = did_you_mean(title, known, f"the titles are {list_names(known)}" if known else "the row is empty")
        self._faults.blame("unknown-column", row, 0, f"no column has the title {shown(title)}", hint)

    def cells(self, column: int, rows: Sequence[int], *, filled_down: bool = True) -> list[Cell]:
        """The cells of a column in some rows.

        What a merged cell says counts for each of its rows, where it is to be filled down: a figure counts once, in the
        first of them.
        """
        header, whole = self._table.header, self._column(column)
        if isinstance(rows, range):
            cells = whole[rows.start - header : rows.stop - header]
        else:
            cells = [whole[index - header] for index in rows]
        source = self._merged.get(column) if filled_down else None
        if source:
            every = self._grid.rows
            for position, index in enumerate(rows):
                row, at = source.get(index, (index, column))
                cells[position] = every[row][at] if at < len(every[row]) else ""
        return cells

    def _column(self, column: int) -> list[Cell]:
        """The cells of a column in all rows below the titles."""
        if column not in self._columns:
            below = self._grid.rows[self._table.header :]
            try:
                self._columns[column] = list(map(itemgetter(column), below))
            except IndexError:  # some rows are shorter
                self._columns[column] = [row[column] if column < len(row) else "" for row in below]
        return self._columns[column]

    def different(self, column: int) -> frozenset[Cell]:
        """The different cells of a column, of all rows below the titles."""
        if column not in self._different:
            self._different[column] = frozenset(self._column(column))
        return self._different[column]

    @cached_property
    def _merged(self) -> Mapping[int, Mapping[int, tuple[int, int]]]:
        """By column and row, the cell that says what a merged one does; without the columns of figures and others."""
        if not self._grid.merged:
            return {}
        numbers = {index for key in NUMBERS for index in self.of_key.get(key, ())}
        read = {index for at in (*self.of_key.values(), *self.of_where.values()) for index in at}
        source: dict[int, dict[int, tuple[int, int]]] = {}
        for first, last in self._grid.merged:
            for column in sorted(read - numbers):
                if first[1] <= column <= last[1]:
                    rows = range(first[0], min(last[0] + 1, len(self._grid.rows)))
                    source.setdefault(column, {}).update(dict.fromkeys(rows, first))
        return source

    @cached_property
    def merged_rows(self) -> frozenset[int]:
        """The rows that have a text of a merged cell that begins in a row above."""
        return frozenset(row for rows in self._merged.values() for row, (first, _) in rows.items() if row != first)
