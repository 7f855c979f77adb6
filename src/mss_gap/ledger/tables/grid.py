"""What a spreadsheet or a CSV file has in it: rows of cells, each with the place that an error names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from mss_gap.ledger.explain.problems import LedgerError


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell of a workbook that shows an error, or a formula without a stored value."""

    shown: str
    """What the cell shows, such as #REF!; empty where nothing is stored."""


Cell: TypeAlias = str | float | date | datetime | time | timedelta | Unreadable
"""A blank cell is an empty text; a truth value is the text TRUE or FALSE."""


class TableUnreadableError(LedgerError):
    """A file that a table names cannot be read: what is wrong with it, and what to do."""

    def __init__(self, origin: str, reason: str, hint: str, key: str = "file") -> None:
        super().__init__(origin, reason, hint)
        self.key = key
        """The key of the table's block that is wrong, or that names what is."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet or file."""

    name: str
    """The file, as the ledger names it."""
    rows: Sequence[Sequence[Cell]]
    """From the first row of the file on; a row may be shorter than others."""
    lines: Sequence[int]
    """The line of the file that each row begins on, or its number in the sheet, counted from 1."""
    sheet: str | None = None
    """The name of the sheet; None for a file that has no sheets."""
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    """The first and the last cell of each range of merged cells, as row and column."""
    hidden_rows: frozenset[int] = frozenset()
    """The indices of the rows that the spreadsheet hides. They are read."""
    currencies: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    """The sign or code of the currency that a number is shown with, by the indices of its column and row."""
    altered: frozenset[str] = frozenset()
    """The texts that have a part in superscript or subscript, or struck out: 12 with a small 3 is 123 here."""

    def place_of(self, row: int, column: int) -> str:
        """The place of a cell as an error names it, by the indices of its row and column."""
        if self.sheet is None:
            return f"{self.name}:{self.lines[row]}:{column + 1}"
        return f"{self.name}:{self.sheet}!{column_name(column)}{self.lines[row]}"


def column_name(index: int) -> str:
    """The letters of a column of a spreadsheet.

    >>> column_name(0), column_name(25), column_name(26), column_name(701), column_name(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
