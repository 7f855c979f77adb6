"""Which rows of a table are entries, and why the others are not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from mss_gap.ledger.check import shown
from mss_gap.ledger.table import Table
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.cells_read import CellsRead
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.headings import Headings
from mss_gap.ledger.tables.keys import FIGURES, NUMBERS

NO_FIGURE, REPEATED = "without a figure", "repeats another row"
WHY_LEFT_OUT = ("blank", "HXL tags", "excluded by where", NO_FIGURE, REPEATED, "after the stop")
"""The reasons why rows are no entries, in the order in which `validate` lists them."""


@dataclass(frozen=True, slots=True)
class ChosenRows:
    """The rows that are entries."""

    kept: Sequence[int]
    """Their indices in the grid."""
    left_out: Counter[str]
    """How many of the others are no entries, by why."""
    not_found: Sequence[str]
    """What `where` and `stop` say, and no row has."""


Figures = Mapping[tuple[str, int], CellsRead]
"""What the cells of the columns of figures say, by key and column."""


def choose_rows(table: Table, grid: Grid, headings: Headings, figures: Figures) -> ChosenRows:
    """The rows below the titles that are entries: column by column, each different cell once."""
    rows, not_found = _until_stop(table, grid)
    left_out = Counter({"after the stop": len(grid.rows) - rows.stop})
    why: dict[int, str] = {}
    """Why a row is none, by its position in `rows`; of several reasons the first in the order of `WHY_LEFT_OUT`."""
    for position in _without_figure(table, headings, figures, rows):
        why[position] = NO_FIGURE
    for title, indices in headings.of_where.items():
        for index in indices:
            excluded, unused = _excluded(headings.cells(index, rows), table.where[title])
            why.update(dict.fromkeys(excluded, "excluded by where"))
            not_found += [f"{title} = {shown(text)}" for text in unused]
    for position in _blank(grid, headings, rows):
        why[position] = "blank"
    _tags(grid, rows, why)
    left_out.update(why.values())
    kept = [index for position, index in enumerate(rows) if position not in why] if why else rows
    return ChosenRows(kept, left_out, not_found)


def _until_stop(table: Table, grid: Grid) -> tuple[range, list[str]]:
    """The rows below the titles and above the one whose first filled cell says to stop, and what no row says of that."""
    rows, stop = range(table.header, len(grid.rows)), frozenset(table.stop)
    if not stop:
        return rows, []
    for index in rows:
        if next((text for cell in grid.rows[index] if (text := text_of(cell))), None) in stop:
            return range(rows.start, index), []
    return rows, [shown(text) for text in table.stop]


def _without_figure(table: Table, headings: Headings, figures: Figures, rows: range) -> Sequence[int]:
    """The positions of the rows all of whose figures are blank, where the block does not say what that means."""
    if not figures or any(key in table.otherwise or getattr(table, key) is not None for key in FIGURES):
        return ()
    positions: Sequence[int] = range(len(rows))
    for (_, index), read in figures.items():
        blank = read.blank(headings.different(index))
        if not blank:
            return ()
        cells = headings.cells(index, rows, filled_down=False)
        positions = [position for position in positions if cells[position] in blank]
    return positions


def _excluded(cells: Sequence[Cell], texts: Sequence[str]) -> tuple[Sequence[int], Sequence[str]]:
    """The positions of the cells of a column that say something else than a block wants, and what no cell says."""
    said = {cell: text_of(cell) for cell in set(cells)}
    other = {cell for cell, text in said.items() if text not in texts}
    found = frozenset(said.values())
    return [position for position, cell in enumerate(cells) if cell in other], [
        text for text in texts if text not in found
    ]


def _blank(grid: Grid, headings: Headings, rows: range) -> Sequence[int]:
    """The positions of the rows that say nothing, in a column that is read as in all others."""
    read = next((index for key in (*NUMBERS, *headings.of_key) for index in headings.of_key.get(key, ())), 0)
    different = headings.different(read)
    silent = different.difference(_filled(different))
    if not silent:
        return ()
    cells = headings.cells(read, rows, filled_down=False)
    begin = compress(range(len(rows)), map(silent.__contains__, cells))
    return [position for position in begin if not _filled(grid.rows[rows[position]])]


def _tags(grid: Grid, rows: range, why: dict[int, str]) -> None:
    """Note the rows of HXL tags above the first that is an entry."""
    for position, index in enumerate(rows):
        if why.get(position) == "blank":
            continue
        if is_tags(grid.rows[index]):
            why[position] = "HXL tags"
        elif position not in why:
            return


def _filled(cells: Iterable[Cell]) -> Sequence[Cell]:
    """Those of some cells that say something."""
    return [cell for cell in cells if not isinstance(cell, str) or cell.strip()]


def is_tags(row: Sequence[Cell]) -> bool:
    """Whether a row has HXL tags, such as #org and #value."""
    texts = [text for cell in row if (text := text_of(cell))]
    return bool(texts) and all(text.startswith("#") and text[1:2].isalpha() for text in texts)
