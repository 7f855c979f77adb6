"""The titles of a table's columns: in one row, or in two whose upper one has titles of several columns."""

from collections.abc import Sequence

from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.grid import Grid


def normal(title: str) -> str:
    """A title without spaces around it and line breaks in it."""
    return " ".join(title.split())


def titles_of(grid: Grid, header: int, upper: int | None = None) -> Sequence[str]:
    """The title of each column, by the numbers of the row of titles and of the one above it, counted from 1.

    With an upper row, a title has both parts: the one above goes over the cells that it is merged with; in a row
    without merged cells, on to the next one.
    """
    own = [normal(text_of(cell)) for cell in grid.rows[header - 1]]
    if upper is None:
        return own
    above = _spread(grid, upper - 1, own)
    own += [""] * (len(above) - len(own))
    return [" ".join(filter(None, parts)) for parts in zip(above, own, strict=True)]


def _spread(grid: Grid, row: int, own: Sequence[str]) -> list[str]:
    """The part above of each title."""
    above = [normal(text_of(cell)) for cell in grid.rows[row]]
    above += [""] * (len(own) - len(above))
    wide = {
        first[1]: last[1]
        for first, last in grid.merged
        if first[0] <= row <= last[0] and last[1] > first[1] < len(above)
    }
    end, said = -1, ""
    for column, text in enumerate(above):
        if text:
            said, end = text, wide.get(column, column if wide else len(above) - 1)
        elif column <= end and column < len(own) and own[column]:
            above[column] = said
    return above
