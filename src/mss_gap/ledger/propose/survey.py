"""The parts of a table: its titles, its columns, and the rows between the titles and the totals."""

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from mss_gap.ledger.check import shown
from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.near import did_you_mean
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.propose.proposal import Question, Total, Wishes
from mss_gap.ledger.propose.titles import TitleRows, find_titles, upper_of
from mss_gap.ledger.propose.words import YEAR, Column, says_nothing, says_unstated
from mss_gap.ledger.tables.cell_dates import date_in
from mss_gap.ledger.tables.cell_numbers import number_in
from mss_gap.ledger.tables.cells import CellError, Reader, text_of
from mss_gap.ledger.tables.columns import Kind, currency_of_cells, is_total, kind_of, words_of
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.keys import BLANK
from mss_gap.ledger.tables.left_out import is_tags
from mss_gap.ledger.tables.meaning import without_ending
from mss_gap.ledger.tables.titles import normal, titles_of

MOST_LOOKED_AT = 1000
"""How many rows decide what kind of column it is."""
_MOST_NAMED = 8
"""How many titles a question names."""
_LONGEST_HEADING = 100
"""How many characters of a text above the titles a question quotes."""
_SPECIAL = re.compile(r'["$`\\!]')
"""Characters that have a meaning for a shell within double quotes."""


class Survey:
    """A table, and the questions and remarks about it so far."""

    def __init__(self, grid: Grid, wishes: Wishes, contributors: Contributors) -> None:
        self.grid, self.wishes, self.contributors = grid, wishes, contributors
        self.questions: list[Question] = []
        self.remarks: list[str] = []
        self._texts: dict[int, list[str]] = {}
        self.rows: Sequence[int] = self.data
        """The indices of the rows that are read."""

    def ask(self, option: str, message: str) -> None:
        """Note a question, with the option that answers it."""
        self.questions.append(Question(option, message))

    # Rows

    @cached_property
    def titles(self) -> TitleRows | None:
        """The rows of the titles."""
        wished = self.wishes.header
        if wished is not None:
            return upper_of(self.grid, wished, self.contributors) if wished <= len(self.grid.rows) else None
        return find_titles(self.grid, self.contributors)

    @property
    def header(self) -> int:
        """The number of the last row of titles; 0 where there is none."""
        return self.titles.header if self.titles else 0

    @cached_property
    def total(self) -> Total | None:
        """The first row of totals below the titles, or the first row that a wish stops at."""
        for index, row in enumerate(self.grid.rows[self.header :], start=self.header):
            text = next((text for cell in row if (text := text_of(cell))), "")
            if text and (text in self.wishes.stop if self.wishes.stop else is_total(text)):
                return Total(index, text)
        return None

    @cached_property
    def data(self) -> Sequence[int]:
        """The indices of the filled rows between the titles and the totals."""
        end = self.total.row if self.total else len(self.grid.rows)
        filled = [index for index in range(self.header, end) if any(map(text_of, self.grid.rows[index]))]
        return filled[1:] if filled and is_tags(self.grid.rows[filled[0]]) else filled

    def cell(self, row: int, column: Column) -> Cell:
        """The cell of a column in a row; empty where the row ends before it."""
        cells = self.grid.rows[row]
        return cells[column.index] if column.index < len(cells) else ""

    def text(self, row: int, column: Column) -> str:
        """The text of a cell."""
        if column.index not in self._texts:
            self._texts[column.index] = [
                text_of(cells[column.index]) if column.index < len(cells) else "" for cells in self.grid.rows
            ]
        return self._texts[column.index][row]

    def cells(self, column: Column) -> list[Cell]:
        """The filled cells of a column in the rows that are read."""
        return [cell for row in self.rows if text_of(cell := self.cell(row, column))]

    def number(self, row: int, column: Column) -> Decimal | None:
        """The number in a cell; None if it is no number, or can be read as two."""
        cell = self.cell(row, column)
        try:
            return number_in(cell, self.wishes.numbers, currency_of_cells([cell]) or self.wishes.unit)[0]
        except CellError:
            return None

    # Columns

    @cached_property
    def _every_title(self) -> Sequence[str]:
        return titles_of(self.grid, self.titles.header, self.titles.upper) if self.titles else ()

    @cached_property
    def columns(self) -> Sequence[Column]:
        """The columns with a title of their own."""
        titles, tags = self._every_title, self._tags
        times = Counter(titles)
        return [
            Column(index, title, tags[index] if index < len(tags) else "")
            for index, title in enumerate(titles)
            if title and times[title] == 1
        ]

    @cached_property
    def _tags(self) -> Sequence[str]:
        """The HXL tags below the titles, if there are any."""
        for row in self.grid.rows[self.header :]:
            if any(map(text_of, row)):
                return [text_of(cell).lower() for cell in row] if is_tags(row) else ()
        return ()

    @cached_property
    def kinds(self) -> Mapping[Column, Kind]:
        """The kind of most filled cells of each column."""
        return {column: self._kind(column) for column in self.columns}

    def _kind(self, column: Column) -> Kind:
        seen = Counter(
            kind_of(cell)
            for row in self.rows[:MOST_LOOKED_AT]
            if (text := text_of(cell := self.cell(row, column))).casefold() not in BLANK
            and not says_unstated(text)
            and not says_nothing(text)
        )
        kind, times = seen.most_common(1)[0] if seen else (Kind.TEXT, 0)
        if kind is Kind.NUMBER and words_of(column.title) & YEAR and self._has_years(column):
            return Kind.DATE
        return kind if 2 * times > sum(seen.values()) else Kind.TEXT

    def _has_years(self, column: Column) -> bool:
        return all(reads(lambda cell: date_in(cell, None), cell) for cell in self.cells(column)[:MOST_LOOKED_AT])

    def of_kind(self, kind: Kind) -> list[Column]:
        """The columns of a kind."""
        return [column for column in self.columns if self.kinds[column] is kind]

    def named(self, option: str, title: str) -> Column | None:
        """The column that an option names; asks if no column, or more than one, has the title."""
        wanted = normal(title)
        found = [column for column in self.columns if column.title == wanted]
        found = found or [column for column in self.columns if column.title.casefold() == wanted.casefold()]
        if len(found) == 1:
            return found[0]
        titles = [column.title for column in self.columns]
        if wanted in self._every_title:
            self.ask(option, f"two columns have the title {shown(wanted)}: give one of them another title in the file")
        else:
            hint = did_you_mean(wanted, titles, f"the titles are {quoted(titles)}")
            self.ask(option, f"no column has the title {shown(wanted)}: {hint}")
        return None

    def has_title(self, title: str | None) -> bool:
        """Whether a column has a title."""
        return any(column.title == title for column in self.columns)

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of the contributors that a name may mean."""
        return self.contributors.codes_of(name) or self.contributors.codes_of(without_ending(name))

    @property
    def above(self) -> Iterable[tuple[int, str]]:
        """The texts above the titles, each with the number of its row."""
        last = (self.titles.upper or self.titles.header) - 1 if self.titles else 0
        return (
            (self.grid.lines[index], text)
            for index, row in enumerate(self.grid.rows[:last])
            for cell in row
            if (text := text_of(cell))
        )


def reads(read: Reader, cell: Cell) -> bool:
    """Whether a cell can be read."""
    try:
        read(cell)
    except CellError:
        return False
    return True


def quoted(texts: Sequence[str]) -> str:
    """Texts in quotes, with "and" before the last. A long list ends with "…"."""
    each = [shown(text) for text in texts[:_MOST_NAMED]]
    more = ", …" if len(texts) > _MOST_NAMED else ""
    return f"{', '.join(each[:-1])} and {each[-1]}" if len(each) > 1 and not more else ", ".join(each) + more


def argument(text: str) -> str:
    """A text as an argument on a command line, in quotes.

    >>> argument("Paid (USD)"), argument("a $5 note")
    ('"Paid (USD)"', "'a $5 note'")
    """
    return shlex.quote(text) if _SPECIAL.search(text) else f'"{text}"'


def heading(text: str) -> str:
    """A text above the titles, in quotes; a long one is cut."""
    text = normal(text)
    return f'"{text}"' if len(text) <= _LONGEST_HEADING else f'"{text[:_LONGEST_HEADING]}…"'


def number_of_rows(number: int) -> str:
    """A number of rows, in words of a sentence."""
    return so_many(number, "row", "rows")


def one_or_more(texts: Sequence[str]) -> object:
    """Texts as a block states them: one as text, several as a list; None if there is none."""
    return None if not texts else texts[0] if len(texts) == 1 else list(texts)
