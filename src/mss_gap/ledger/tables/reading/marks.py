"""What a workbook's own XML says of a sheet that the library does not: errors, percentages, currencies, what is hidden."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from mss_gap.ledger.numbers import MOST_PLACES
from mss_gap.ledger.tables.grid import Cell

Merge = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a range of merged cells, as row and column."""


@dataclass
class SheetMarks:
    """What is known of one sheet."""

    instead: dict[tuple[int, int], Cell] = field(default_factory=dict)
    """What is read in place of some cells, by row and column: errors, formulas without a value, percentages, millions,
    and numbers that are shown as inexact or not at all."""
    currencies: dict[int, dict[int, str]] = field(default_factory=dict)
    """The sign or code of the currency that a number is shown with, by column and row."""
    hidden_rows: set[int] = field(default_factory=set)
    """The rows with cells that the sheet hides."""
    altered: set[str] = field(default_factory=set)
    """The texts that have a part raised, lowered or struck out."""
    altered_cells: set[tuple[int, int]] = field(default_factory=set)
    """The cells with such a text, by row and column, where their texts are not known."""
    copies: tuple[int, int] | None = None
    """The first row with a number that the file says is repeated very often, from 1, and how often; None if there is none."""
    merged: list[Merge] = field(default_factory=list)
    rows: int = 0
    """The last row with something in it, from 1."""
    columns: int = 0
    """The last column with something in it, from 1."""

    def reach(self, row: int, column: int) -> None:
        """Note that a cell has something in it."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


@lru_cache(maxsize=2**12)
def percentage(value: str) -> str:
    """A share as a cell shows it that is formatted in percent.

    >>> percentage("0.125")
    '12.5%'
    """
    try:
        return f"{(Decimal(value) * 100).normalize():f}%"
    except InvalidOperation:
        return f"{value}%"


@lru_cache(maxsize=2**12)
def scaled(value: str, scale: str) -> str:
    """A number as a cell shows it that is formatted with a scale beside it; 0 is 0 in every scale.

    >>> scaled("12.5", "million"), scaled("0", "million")
    ('12.5 million', '0')
    """
    try:
        number = round(Decimal(value), MOST_PLACES).normalize()
    except InvalidOperation:
        return value
    return f"{number:f} {scale}" if number else "0"
