"""A cell as text, and what is wrong with one that does not say what its column is for."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import assert_never

from mss_gap.ledger.tables.grid import Cell, Unreadable

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Marks that no one sees, which come along where a cell was copied from a page or another program."""
LONGEST_READ = 60
"""Characters of a text that is searched for a number or a date."""


class CellError(ValueError):
    """A cell does not say what its column is for."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        """What to write into the table's block; empty where its `values` are what helps."""


def text_of(cell: Cell) -> str:
    """A cell as text, without the spaces around it; a whole number without a decimal point."""
    match cell:
        case str():
            text = cell.strip()
            return text if text.isascii() else text.strip(_UNSEEN).strip()
        case float() | int():
            return f"{Decimal(repr(cell)).normalize():f}"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case Unreadable():
            return cell.shown
        case _:
            assert_never(cell)


def unreadable(cell: Unreadable) -> CellError:
    """What is wrong with a cell that has no value."""
    if cell.shown:
        return CellError(
            "error-in-cell", f"the cell shows the error {cell.shown}", "correct the formula in the spreadsheet"
        )
    return CellError(
        "no-stored-value",
        "the cell has a formula, and the file does not say what it comes to",
        "open the file in a spreadsheet and save it again",
    )


Reader = Callable[[Cell], object]
"""What makes a value of a cell; raises `CellError`."""
