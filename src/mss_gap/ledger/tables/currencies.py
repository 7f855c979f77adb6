"""Finds figures that a spreadsheet shows with another currency than the one that they count in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from mss_gap.ledger.names import is_currency
from mss_gap.ledger.table import Table
from mss_gap.ledger.tables.entries import Column
from mss_gap.ledger.tables.grid import Grid
from mss_gap.ledger.tables.keys import NUMBERS
from mss_gap.ledger.tables.reading.number_formats import currencies_of


@dataclass(frozen=True, slots=True)
class OtherCurrency:
    """The figures of a column that are shown with one currency and count in another."""

    column: int
    shown: str
    """The sign or code that the cells show."""
    counted: str
    """The code of the currency that they count in."""
    rows: list[int] = field(default_factory=list)
    """The indices of their rows in the grid."""

    @property
    def message(self) -> str:
        """What is wrong with the first of them."""
        return f'the number is shown with "{self.shown}", and counts in {self.counted}'

    @property
    def hint(self) -> str:
        """What to write into the block."""
        codes = currencies_of(self.shown)
        other = next(iter(codes)) if len(codes) == 1 else "…"
        return (
            f'write currency = "{other}" if that is so; or currency = "{self.counted}" if it counts in '
            f"{self.counted} whatever the cell shows"
        )


CountedIn = Callable[[str, int], str]
"""What a figure counts in, by its key and the position of its row: the code of a currency, or a noun."""


def other_currencies(
    grid: Grid, indices: Mapping[str, Sequence[int]], rows: Sequence[int], counted_in: CountedIn
) -> Iterator[OtherCurrency]:
    """The figures of some rows that are shown with another currency than they count in, by column and currency.

    `indices` has the columns of each key.
    """
    if not grid.currencies:
        return
    for key in NUMBERS:
        for index in indices.get(key, ()):
            shown = grid.currencies.get(index, {})
            found: dict[tuple[str, str], OtherCurrency] = {}
            for position, row in enumerate(rows if shown else ()):
                sign, counted = shown.get(row), counted_in(key, position)
                if sign is not None and _differ(sign, counted):
                    found.setdefault((sign, counted), OtherCurrency(index, sign, counted)).rows.append(row)
            yield from found.values()


def currency_of_rows(table: Table, columns: Mapping[str, Column], units: Mapping[str, str]) -> CountedIn:
    """What the figures of a table count in: the currency of their row, or the unit, as a value always does.

    `columns` has the values of the rows, and `units` the unit of each commitment.
    """

    def counted_in(key: str, position: int) -> str:
        commitment = columns["commitment"][position] if "commitment" in columns else table.commitment
        currency = columns["currency"][position] if "currency" in columns else table.currency
        return str(currency) if currency is not None and key != "value" else units.get(str(commitment), "")

    return counted_in


@cache
def _differ(shown: str, counted: str) -> bool:
    return is_currency(counted) and counted not in currencies_of(shown)
