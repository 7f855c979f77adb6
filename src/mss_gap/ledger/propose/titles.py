"""Finds the row, or the two rows, that have the titles of a table's columns."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.propose.periods import is_year, month_of, number_of_month
from mss_gap.ledger.propose.words import KNOWN
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind, currency_of_title, is_total, kind_of, scale_of, words_of
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.headings import MOST_SEARCHED
from mss_gap.ledger.tables.keys import BLANK
from mss_gap.ledger.tables.left_out import is_tags
from mss_gap.ledger.tables.titles import titles_of

_MOST_BELOW = 200
"""Rows below the last row of titles that are looked at."""
_LEAST_BELOW = 20
_MOST_CELLS = 6000
"""Cells in these rows, where the rows are long."""
_MOST_COLUMNS = 500
"""Columns whose titles are looked at."""
_SHORTEST, _LONGEST = 3, 60
"""Characters that the name of a country has more of, and fewer of: words such as "No" are codes, too."""


@dataclass(frozen=True, slots=True, order=True)
class TitleRows:
    """Where the titles are, counted from 1."""

    header: int
    upper: int | None = None
    """The row above that has titles of several columns, where one is needed to tell the columns apart."""


def find_titles(grid: Grid, contributors: Contributors | None = None) -> TitleRows | None:
    """The row of titles; None where no row has columns of one kind below it.

    It has several texts and no number or date, except for a column a year, and of such rows the most columns of numbers
    or dates below it.
    """
    search = _Search(grid, contributors or Contributors({}))
    best: TitleRows | None = None
    for number, row in enumerate(grid.rows[:MOST_SEARCHED], start=1):
        if best is not None and is_total(next(filter(None, map(text_of, row)), "")):
            break
        if not search.may_have_titles(number) or search.has_data(number):
            continue
        if search.is_better(TitleRows(number), best):
            best = TitleRows(number)
        if search.needs_upper(number):
            best = TitleRows(number, number - 1)
    return best


def upper_of(grid: Grid, header: int, contributors: Contributors) -> TitleRows:
    """The titles in a row that is named, with the row above it where they need it."""
    search = _Search(grid, contributors)
    needs = search.may_have_titles(header) and search.needs_upper(header)
    return TitleRows(header, header - 1 if needs else None)


class _Search:
    def __init__(self, grid: Grid, contributors: Contributors) -> None:
        self._grid, self._contributors = grid, contributors
        self._named: dict[str, bool] = {}
        self._texts_of: dict[int, Sequence[str]] = {}
        self._kinds_of: dict[int, Sequence[Kind | None]] = {}

    def may_have_titles(self, number: int) -> bool:
        """Whether a row has several texts, and no number or date but years or months."""
        row = self._grid.rows[number - 1]
        filled = [cell for cell in row if text_of(cell)]
        if len(filled) < 2 or is_tags(row):  # noqa: PLR2004 - several
            return False
        years = [int(text_of(cell)) for cell in filled if is_year(text_of(cell))]
        months = [month for cell in filled if isinstance(cell, str) and (month := month_of(text_of(cell)))]
        others = [cell for cell in filled if not is_year(text_of(cell)) and not month_of(text_of(cell))]
        if any(not isinstance(cell, str) or kind_of(cell) is not Kind.TEXT for cell in others):
            return False
        return (not years or _are_columns(years)) and (not months or _are_columns(map(number_of_month, months)))

    def has_data(self, number: int) -> bool:
        """Whether a row names a contributor where most rows below it do: then it is one of them."""
        for column, cell in enumerate(self._grid.rows[number - 1]):
            if self._names_contributor(text_of(cell)):
                below = list(filter(None, self._texts(column)[number : self._end(number)]))
                named = sum(map(self._names_contributor, below))
                if below and 2 * named >= len(below):
                    return True
        return False

    def is_better(self, new: TitleRows, old: TitleRows | None) -> bool:
        """Whether more columns of one kind are below some titles than below others that are above them.

        Both are held to the rows below the lower of them: what is between may be a unit of each column.
        """
        mine = self._score(new, new.header)
        return mine[0] > 0 and (old is None or mine > self._score(old, new.header))

    def needs_upper(self, number: int) -> bool:
        """Whether the row above a row of titles has what tells its columns apart."""
        if number == 1 or not any(map(text_of, self._grid.rows[number - 2])) or not self._may_be_upper(number - 1):
            return False
        both = self._columns(TitleRows(number, number - 1), number)
        alone = [self._columns(TitleRows(each), number) for each in (number - 1, number)]
        if not any(self._evenness(column, number) for column in both):
            return False
        units = [text for cell in self._grid.rows[number - 1] if (text := text_of(cell))]
        if all(map(_is_unit, units)) and len(both) >= max(map(len, alone)):
            return True
        return len(both) > max(map(len, alone))

    def _may_be_upper(self, number: int) -> bool:
        """Whether a row may have titles of several columns: more than one text, and no number or date but years."""
        return self.may_have_titles(number) and not self.has_data(number)

    def _score(self, titles: TitleRows, below: int) -> tuple[int, int, int]:
        """How many columns of one kind have a title, the first cell counting twice; known words; columns with a title."""
        columns = self._columns(titles, below)
        known = sum(bool(words_of(text_of(cell)) & KNOWN) for cell in self._grid.rows[titles.header - 1])
        return sum(self._evenness(column, below) for column in columns), known, len(columns)

    def _columns(self, titles: TitleRows, below: int) -> list[int]:
        """The columns that have a title of their own, and cells below it."""
        named = titles_of(self._grid, titles.header, titles.upper)[:_MOST_COLUMNS]
        times = Counter(named)
        return [
            column
            for column, title in enumerate(named)
            if title and times[title] == 1 and any(self._texts(column)[below : self._end(below)])
        ]

    def _evenness(self, column: int, below: int) -> int:
        """2 where most cells of a column are numbers or dates, and the first of them is; 1 where only most are; else 0."""
        kinds = [kind for kind in self._kinds(column)[below : self._end(below)] if kind is not None]
        most = max((kinds.count(kind) for kind in (Kind.NUMBER, Kind.DATE)), default=0)
        if not most or 2 * most <= len(kinds):
            return 0
        return 2 if kinds[0] is not Kind.TEXT else 1

    def _kinds(self, column: int) -> Sequence[Kind | None]:
        """What each cell of a column is; None for one that says nothing, and in rows of tags."""
        if column not in self._kinds_of:
            self._kinds_of[column] = [
                None if text.casefold() in BLANK else kind_of(row[column])
                for row, text in zip(self._rows, self._texts(column), strict=True)
            ]
        return self._kinds_of[column]

    def _texts(self, column: int) -> Sequence[str]:
        """The text of each cell of a column; none in rows of tags."""
        if column not in self._texts_of:
            self._texts_of[column] = [
                text_of(row[column]) if column < len(row) and index not in self._tags else ""
                for index, row in enumerate(self._rows)
            ]
        return self._texts_of[column]

    @cached_property
    def _rows(self) -> Sequence[Sequence[Cell]]:
        """The rows that are looked at: fewer where they are long."""
        first = self._grid.rows[:MOST_SEARCHED]
        width = max(map(len, first), default=1) or 1
        return self._grid.rows[: MOST_SEARCHED + min(_MOST_BELOW, max(_LEAST_BELOW, _MOST_CELLS // width))]

    @cached_property
    def _totals(self) -> Sequence[int]:
        """The indices of the rows that have totals."""
        return [
            index
            for index, row in enumerate(self._rows)
            if is_total(next((text for cell in row if (text := text_of(cell))), ""))
        ]

    @cached_property
    def _tags(self) -> frozenset[int]:
        """The indices of the rows that have HXL tags."""
        return frozenset(index for index, row in enumerate(self._rows) if is_tags(row))

    def _end(self, below: int) -> int:
        """The index of the row at which the rows below a row of titles end: the totals, but not right below it."""
        return min((index for index in self._totals if index > below), default=len(self._rows))

    def _names_contributor(self, name: str) -> bool:
        if not _SHORTEST < len(name) < _LONGEST:
            return False
        if name not in self._named:
            self._named[name] = len(self._contributors.codes_of(name)) == 1
        return self._named[name]


def _are_columns(years: Iterable[int]) -> bool:
    """Whether years, or months, may be the titles of a column each: two that follow each other, or more.

    >>> _are_columns([2019, 2020]), _are_columns([2019, 2000]), _are_columns([2010, 2015, 2020]), _are_columns([2019])
    (True, False, True, False)
    """
    different = sorted(set(years))
    if len(different) == 2:  # noqa: PLR2004 - a year and a figure may look like two years
        return different[1] - different[0] == 1
    return len(different) > 2  # noqa: PLR2004


def _is_unit(text: str) -> bool:
    """Whether a text below a title may only say what the figures below it count."""
    return currency_of_title(text) is not None or scale_of(text) is not None
