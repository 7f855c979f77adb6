"""Collects what is wrong with the cells of a table: where, which row, and what to write into the ledger."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mss_gap.ledger.check import shown
from mss_gap.ledger.tables.cells import CellError, text_of
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.keys import BLANK, DATES, NUMBERS, SUMS
from mss_gap.ledger.tables.scales import scale_in, written_in_full


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something that is wrong with a cell, or with a table as a whole."""

    code: str
    place: str
    """The cell, such as `donors.xlsx:2025!C14`, or the file."""
    line: int
    column: int
    message: str
    hint: str
    row: Sequence[str] = ()
    """The texts of the row, for an excerpt."""


class Faults:
    """What is wrong with a table, in the order in which it was found."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self.problems: list[CellProblem] = []

    def blame(self, code: str, row: int, column: int, message: str, hint: str) -> None:
        """Note what is wrong with a cell, by the indices of its row and column; a row of -1 is the whole table."""
        grid = self._grid
        cells: Sequence[Cell] = grid.rows[row] if row >= 0 else ()
        place, line = (grid.place_of(row, column), grid.lines[row]) if row >= 0 else (grid.name, 1)
        texts = tuple(text_of(cell) for cell in cells)
        self.problems.append(CellProblem(code, place, line, column + 1, message, hint, texts))

    def blame_cells(
        self, key: str, column: int, cells: Iterable[tuple[int, Cell]], wrong: Mapping[Cell, CellError]
    ) -> None:
        """Note each different cell of a column that cannot be read, at the first of its rows."""
        first: dict[Cell, int] = {}
        times = Counter[Cell]()
        for row, cell in cells:
            if cell in wrong:
                first.setdefault(cell, row)
                times[cell] += 1
        for cell, error in wrong.items():
            message = f"{error.message}{and_more_rows(times[cell])}"
            self.blame(error.code, first[cell], column, message, error.hint or _hint(key, cell))


def and_more_rows(times: int) -> str:
    """What follows a message about the first of some rows.

    >>> and_more_rows(1), and_more_rows(2), and_more_rows(3)
    ('', ', here and in 1 more row', ', here and in 2 more rows')
    """
    if times == 1:
        return ""
    return ", here and in 1 more row" if times == 2 else f", here and in {times - 1:,} more rows"  # noqa: PLR2004 - both


def _hint(key: str, cell: Cell) -> str:
    """What to write into the block for a cell that its column cannot mean."""
    text = text_of(cell)
    if text.casefold() in BLANK:
        return f"otherwise.{key} = {_example(key)} counts it as that"
    if key in NUMBERS and (scaled := scale_in(text)) is not None:
        meaning = f"values.{key} = {{ {in_toml(text)} = {written_in_full(text) or '…'} }}"
        return f'{meaning} counts it in full; a unit such as "{scaled[1]} USD" counts in {scaled[1]}s'
    says = " says which day that is" if key in DATES else ""
    return f"values.{key} = {{ {in_toml(text)} = {_example(key)} }}{says}"


def _example(key: str) -> str:
    """What a cell may be read as."""
    return '"not-stated"' if key in SUMS else "0" if key in NUMBERS else '"…"'


_LONGEST_COPIED = 160
"""Characters of a text that a hint writes out."""
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')


def in_toml(text: str) -> str:
    r"""A text as a hint writes it into the ledger: whole, so that it can be copied, unless it is very long.

    >>> print(in_toml('The "Big" Fund'))
    "The \"Big\" Fund"
    """
    return shown(text) if len(text) > _LONGEST_COPIED else f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    return f"\\{letter}" if letter in '"\\' else f"\\u{ord(letter):04X}"
