"""What a `[[tables]]` block would read: how many rows, which names are not known, and whether sums equal the totals."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.entry import Entry
from mss_gap.ledger.propose.proposal import Total
from mss_gap.ledger.propose.words import looks_like_a_sum
from mss_gap.ledger.table import Table
from mss_gap.ledger.tables.cell_numbers import number_in
from mss_gap.ledger.tables.cells import CellError, text_of
from mss_gap.ledger.tables.faults import CellProblem
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.keys import BLANK, FIGURES
from mss_gap.ledger.tables.left_out import REPEATED, WHY_LEFT_OUT
from mss_gap.ledger.tables.meaning import Declarations, without_ending
from mss_gap.ledger.tables.rows import TableEntries, entries_of
from mss_gap.ledger.tables.titles import normal, titles_of

MOST_SHOWN = 3
"""How many entries a preview shows."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that is neither a country's nor a declared contributor's."""

    name: str
    rows: int
    guess: str | None
    """What was probably meant; None if no name is near."""


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The sum of a column of figures."""

    title: str
    total: Decimal
    currencies: tuple[str, ...]
    """The currencies of its rows, if there are several; they have no sum."""
    unstated: int
    """How many of its figures are not stated or cannot be read."""
    stated_total: Decimal | None
    """What the row of totals says; None if there is no such row, or if it has no total of this column."""
    total_row: int | None
    """The number of that row."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a block would read."""

    rows: int
    """The rows below the titles."""
    entries: int
    """How many of them become entries."""
    left_out: Mapping[str, int]
    """How many rows do not, by the reason."""
    unknown: tuple[UnknownName, ...]
    as_named: bool
    """True if each of those names counts as a contributor."""
    otherwise: str | None
    """The contributor that all of those names count as; None if they are errors."""
    sums: tuple[ColumnSum, ...]
    first: tuple[Entry, ...]
    """The first entries; none if a cell cannot be read."""
    rounded: int
    hidden_rows: int
    problems: Sequence[CellProblem]
    """What cannot be read."""

    @property
    def sums_among_names(self) -> tuple[str, ...]:
        """The names that look like labels of sums."""
        return tuple(each.name for each in self.unknown if looks_like_a_sum(each.name))


def preview(table: Table, grid: Grid, declared: Declarations, total: Total | None) -> Preview:
    """What a block would read of a grid."""
    read = entries_of(table, grid, declared)
    counted = _rows_of(table, grid, read)
    left_out = Counter(read.left_out)
    if read.problems:
        left_out[REPEATED] += len(read.kept) - len(counted)
    return Preview(
        rows=read.rows,
        entries=len(counted),
        left_out={why: left_out[why] for why in WHY_LEFT_OUT if left_out[why]},
        unknown=tuple(_unknown(_Columns(table, grid, read.kept), declared)),
        as_named=table.others is not None,
        otherwise=None if "country" not in table.otherwise else str(table.otherwise["country"]),
        sums=tuple(_sums(_Columns(table, grid, counted), declared, total)),
        first=read.entries[:MOST_SHOWN],
        rounded=read.rounded,
        hidden_rows=read.hidden_rows,
        problems=read.problems,
    )


def _rows_of(table: Table, grid: Grid, read: TableEntries) -> Sequence[int]:
    """The indices of the rows that become entries, or would without problems. Of equal rows with one `ref`, only the first."""
    if not read.problems:
        lines = set(read.lines)
        return [index for index in read.kept if grid.lines[index] in lines]
    if "ref" not in table.columns or not read.kept:
        return read.kept
    columns = _Columns(table, grid, read.kept)
    refs, *others = (
        [text_of(cell) for cell in columns.cells(title)]
        for key in sorted(table.columns, key=lambda key: key != "ref")
        for title in table.columns[key]
    )
    first: dict[tuple[str, ...], int] = {}
    for row, ref, *said in zip(read.kept, refs, *others, strict=True):
        first.setdefault((ref, *said) if ref.casefold() not in BLANK else (str(row),), row)
    return list(first.values())


class _Columns:
    """The cells of some rows, by the title of their column."""

    def __init__(self, table: Table, grid: Grid, rows: Sequence[int]) -> None:
        self.table, self.grid, self.rows = table, grid, rows
        self._titles = titles_of(grid, table.header, table.upper_header)

    def cells(self, title: str) -> list[Cell]:
        """The cells of a column in the rows."""
        return [self.cell(row, title) for row in self.rows]

    def cell(self, row: int, title: str) -> Cell:
        """The cell of a column in a row; empty where the row ends before it."""
        cells, column = self.grid.rows[row], self._titles.index(normal(title))
        return cells[column] if column < len(cells) else ""


def _unknown(columns: _Columns, declared: Declarations) -> Iterator[UnknownName]:
    """The names that are neither countries nor declared; the names on the most rows come first."""
    contributors = Contributors(declared.bodies)
    for title in columns.table.columns.get("country", ()):
        told = columns.table.values.get("country", {})
        names = Counter(normal(text) for cell in columns.cells(title) if (text := text_of(cell)) not in told)
        for name, rows in names.most_common():
            codes = contributors.codes_of(name) or contributors.codes_of(without_ending(name))
            if name and len(codes) != 1:
                yield UnknownName(name, rows, contributors.guess(without_ending(name)))


def _sums(columns: _Columns, declared: Declarations, total: Total | None) -> Iterator[ColumnSum]:
    table = columns.table
    currency = table.currency or declared.units.get(table.commitment or "")
    of_rows = [text_of(cell).upper() for title in table.columns.get("currency", ()) for cell in columns.cells(title)]
    currencies = tuple(sorted(set(filter(None, of_rows)))) if len(set(of_rows)) > 1 else ()
    for title in table.columns.get("value", ()) if currencies else ():
        worth = [
            number for cell in columns.cells(title) if (number := _number(cell, table.numbers, currency)) is not None
        ]
        yield ColumnSum(title, sum(worth, Decimal(0)), (), 0, None, None)
    altered = columns.grid.altered
    figures = [key for key in FIGURES if key != "total" or total is not None]  # levels of several days have no sum
    blank = {text for key in figures for text, meaning in table.values.get(key, {}).items() if meaning == ""}
    for title in (title for key in figures for title in table.columns.get(key, ())):
        numbers = [
            None if text in altered else _number(cell, table.numbers, code or currency)
            for cell, code in zip(columns.cells(title), of_rows or [""] * len(columns.rows), strict=True)
            if (text := text_of(cell)).casefold() not in BLANK and text not in blank
        ]
        known = [number for number in numbers if number is not None]
        stated = None if total is None else _number(columns.cell(total.row, title), table.numbers, currency)
        yield ColumnSum(
            title=title,
            total=sum(known, Decimal(0)),
            currencies=currencies,
            unstated=len(numbers) - len(known),
            stated_total=stated,
            total_row=None if total is None else columns.grid.lines[total.row],
        )


def _number(cell: Cell, style: str | None, currency: str | None) -> Decimal | None:
    """The number in a cell; None where it is not one."""
    try:
        return number_in(cell, style, currency)[0]
    except CellError:
        return None
