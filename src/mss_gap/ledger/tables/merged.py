"""Finds figures that are merged over rows of different contributors, days or the like: what they come to together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mss_gap.ledger.check import shown
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.grid import Grid
from mss_gap.ledger.tables.headings import Headings
from mss_gap.ledger.tables.keys import BLANK, NUMBERS, TEXTS

HINT_OF_MERGED = (
    "write the figure of each row into a cell of its own; or take these rows out, and add what they say to the ledger"
)


@dataclass(frozen=True, slots=True)
class MergedFigure:
    """A figure that is merged over rows that differ."""

    row: int
    column: int
    rows: int
    """How many rows it is merged over."""
    one: str
    other: str
    """What two of the rows say of the same key."""

    @property
    def message(self) -> str:
        """What is wrong with it."""
        return f"the figure is merged over {self.rows:,} rows, of {shown(self.one)} and {shown(self.other)}"


def merged_figures(grid: Grid, headings: Headings, rows: Sequence[int]) -> Iterator[MergedFigure]:
    """The figures in some rows that are merged over others of another contributor, day, currency or the like."""
    if not grid.merged:
        return
    figures = {index for key in NUMBERS for index in headings.of_key.get(key, ())}
    telling = [index for key, at in headings.of_key.items() if key not in NUMBERS and key not in TEXTS for index in at]
    read = frozenset(rows)
    for (row, column), (last, _) in grid.merged:
        if last == row or column not in figures or row not in read or not _text(grid, row, column):
            continue
        over = range(row, min(last + 1, len(grid.rows)))
        for index in telling:
            said = dict.fromkeys(filter(None, map(text_of, headings.cells(index, over))))
            one, *others = [text for text in said if text.casefold() not in BLANK] or [""]
            if others:
                yield MergedFigure(row, column, last + 1 - row, one, others[0])
                break


def _text(grid: Grid, row: int, column: int) -> str:
    return text_of(grid.rows[row][column]) if column < len(grid.rows[row]) else ""
