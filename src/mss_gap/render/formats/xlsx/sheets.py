"""The sheets of a workbook: how wide their columns are, what is a link, how they look on paper."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, TypeVar, assert_never

from mss_gap.analysis.bounds import Bound
from mss_gap.render.formats.about import Statement
from mss_gap.render.formats.xlsx.cells import InCell, InFilledCell, Shown
from mss_gap.render.formats.xlsx.texts import Written, fitting, is_like_formula, lines_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_Key = TypeVar("_Key", bound=Hashable)
MOST_ROWS = 1_048_576
"""Rows of a sheet, the heading among them."""
MOST_LINKS = 65_530
"""Links of a sheet."""
NARROWEST, WIDEST = 8, 60
"""Columns are as wide as their longest text, within these numbers of characters."""
WIDEST_ON_PAPER = 220
"""Characters of the columns on one printed page, where letters can still be read; wider sheets take more pages."""
WIDEST_FROZEN = 70
"""Characters of the columns that stay in view beside all others."""
NAMING = ("title", "name")
"""The columns that say what a row is about: they and those before them stay in view."""
HEIGHT, HIGHEST = 15, 409
"""Points of a line, and of the highest row that Excel knows."""
COLOUR_OF_LINK, COLOUR_OF_HEADING = "#0563C1", "#F2F2F2"
TRUE_OR_FALSE = '"TRUE";"TRUE";"FALSE"'
"""Excel shows a truth as a word whatever its number format; LibreOffice does not."""
WIDTH_OF_TEXT = 90
"""Of the column of the first sheet that says what this is."""
A4 = 9
"""What XlsxWriter calls the size of paper."""
_ROOM_OF_FILTER = 3
"""What the button of a filter takes of a heading, in characters."""


class SheetFullError(ValueError):
    """A list has more records than a sheet has rows; the message says which, and what to do."""


class Book:
    """A workbook, and the formats that its cells have had so far."""

    def __init__(self, book: "Workbook", footer: str) -> None:
        """`footer` is on each printed page, beside the name of the sheet and the number of the page."""
        self._book = book
        self._footer = f"&L{footer.replace('&', '&&')}&C&A&RPage &P of &N"
        self._formats: dict[tuple[str, bool, bool, bool], Format] = {}
        self._texts: dict[str, Written] = {}
        heading = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": COLOUR_OF_HEADING}
        self.heading = book.add_format({**heading, "align": "left", "indent": 1})
        self.heading_of_figures = book.add_format({**heading, "align": "right"})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._section = book.add_format({"bold": True, "valign": "bottom"})
        self._strong = book.add_format({"bold": True, "valign": "top"})

    def statements(self, title: str, statements: Sequence[Statement]) -> None:
        """Write a sheet of sentences, in two columns; the first is its heading, and one without a text that of a section."""
        sheet = self._add(title)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, max(NARROWEST, *(len(it.about) for it in statements[1:])) + 1)
        sheet.set_column(1, 1, WIDTH_OF_TEXT)
        for row, it in enumerate(statements):
            sheet.set_row(row, HEIGHT * (2 if not it.text else lines_of(it.text, WIDTH_OF_TEXT)))
            style = self._title if row == 0 else self._section if not it.text else self._strong
            sheet.write_string(row, 0, fitting(it.about), style)
            sheet.write_string(row, 1, fitting(it.text), self.format(wrapped=True, quoted=is_like_formula(it.text)))

    @contextmanager
    def sheet(self, title: str, columns: Sequence[str], rows: int, listed: str) -> "Iterator[Sheet]":
        """A sheet with some columns to fill, of so many rows; `listed` is what an error calls it.

        Raises `SheetFullError` where there is no room for the rows.
        """
        if rows >= MOST_ROWS:
            message = (
                f"a sheet holds {MOST_ROWS - 1:,} rows, and {listed} has more: "
                "name a folder, for a data package, which holds any number"
            )
            raise SheetFullError(message)
        sheet = Sheet(self, self._add(title), columns, rows)
        yield sheet
        sheet.finish()

    def _add(self, title: str) -> "Worksheet":
        sheet = self._book.add_worksheet(title)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(self._footer)
        return sheet

    def text(self, text: str) -> Written:
        """A text as a cell can hold it, worked out once."""
        if text not in self._texts:
            self._texts[text] = Written.of(text)
        return self._texts[text]

    def format(self, form: str = "", *, wrapped: bool = False, quoted: bool = False, linked: bool = False) -> "Format":
        """The format of some cells. A quoted text stays a text when somebody edits its cell."""
        key = (form, wrapped, quoted, linked)
        if key not in self._formats:
            properties: dict[str, object] = {"valign": "top", "text_wrap": wrapped, "quote_prefix": quoted}
            # A text is often beside a number, which ends where its own column does.
            properties |= {"num_format": form} if form else {"align": "left", "indent": 1}
            properties |= {"font_color": COLOUR_OF_LINK, "underline": 1} if linked else {}
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


class Sheet:
    """A sheet while it is written, column by column."""

    def __init__(self, book: Book, sheet: "Worksheet", columns: Sequence[str], rows: int) -> None:
        self._book, self._sheet, self._rows = book, sheet, rows
        self._columns, self._titles = columns, [label(column) for column in columns]
        self._links = 0
        self._filled: set[int] = set()
        self._figures: set[int] = set()
        self._lines: dict[int, int] = {}
        self._widths = [
            max(NARROWEST, *(len(word) for word in title.split())) + _ROOM_OF_FILTER for title in self._titles
        ]

    def fill(self, at: int, rows: Sequence[_Key], cells: Mapping[_Key, InCell]) -> None:
        """Fill a column: `rows` says which of some different cells each row has."""
        writers = {key: self._writer(at, cell) for key, cell in cells.items() if cell is not None and cell != ""}
        for row, key in enumerate(rows, start=1):
            if key in writers:
                writers[key](row)

    def _writer(self, at: int, cell: InFilledCell) -> Callable[[int], None]:
        """What writes a cell of a column into the row that it is called with. A text is never a formula."""
        if cell != Bound.EXACT or not self._columns[at].endswith("_bound"):
            self._filled.add(at)
        match cell:
            case Shown():
                self._figures.add(at)
                self._widths[at] = max(self._widths[at], len(cell.text))
                return partial(self._write_shown, at, cell, self._book.format(cell.form))
            case bool():
                form = self._book.format(TRUE_OR_FALSE)
                return lambda row: self._sheet.write_boolean(row, at, cell, form)
            case str():
                written = self._book.text(cell)
                self._widths[at] = max(self._widths[at], len(written.text))
                return partial(self._write_text, at, written)
            case _:
                assert_never(cell)

    def _write_shown(self, at: int, cell: Shown, form: "Format", row: int) -> None:
        if isinstance(cell.value, date):
            self._sheet.write_datetime(row, at, datetime.combine(cell.value, time()), form)
        else:
            self._sheet.write_number(row, at, cell.value, form)
        if cell.note:
            self._sheet.write_comment(row, at, cell.note)
        self._make_high(row, cell.text)

    def _write_text(self, at: int, written: Written, row: int) -> None:
        """Fill a cell with a text, which is a link if it is an address and there is room for one."""
        wrapped = len(written.text) > WIDEST
        if written.link and self._links < MOST_LINKS:
            self._links += 1
            style = self._book.format(wrapped=wrapped, linked=True)
            self._sheet.write_url(row, at, written.link, style, written.text)
        else:
            style = self._book.format(wrapped=wrapped, quoted=written.like_formula)
            self._sheet.write_string(row, at, written.text, style)
        self._make_high(row, written.text)

    def _make_high(self, row: int, text: str) -> None:
        """Make room for what is too long for one line."""
        if len(text) > WIDEST:
            self._lines[row] = max(lines_of(text, WIDEST), self._lines.get(row, 1))

    def finish(self) -> None:
        """Write the heading, set widths and heights, and set up the filter and the print."""
        sheet = self._sheet
        for at, title in enumerate(self._titles):
            style = self._book.heading_of_figures if at in self._figures else self._book.heading
            sheet.write_string(0, at, title, style)
            # A column without any value keeps its place, so that formulas that refer to the sheet stay right.
            hidden = {"hidden": True} if self._is_hidden(at) else {}
            sheet.set_column(at, at, self._width(at), None, hidden)
        # Not every program makes rows as high as their texts by itself; the button of the filter is below the title.
        shown = [title for at, title in enumerate(self._titles) if not self._is_hidden(at)]
        self._lines[0] = max(2, *(len(title.split()) for title in shown))
        for row, lines in self._lines.items():
            sheet.set_row(row, min(HEIGHT * lines, HIGHEST))
        frozen = self._frozen()
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, max(self._rows, 1), len(self._titles) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        if frozen:
            sheet.repeat_columns(0, frozen - 1)
        width = sum(self._width(at) for at in range(len(self._titles)) if not self._is_hidden(at))
        sheet.fit_to_pages(-(-width // WIDEST_ON_PAPER), 0)

    def _is_hidden(self, at: int) -> bool:
        return bool(self._rows) and at not in self._filled

    def _width(self, at: int) -> int:
        return min(self._widths[at], WIDEST) + 1

    def _frozen(self) -> int:
        """How many columns stay in view: up to what names a row, unless they would take the view from the others."""
        named = next((at + 1 for at, column in enumerate(self._columns) if column in NAMING), 0)
        width = sum(self._width(at) for at in range(named) if not self._is_hidden(at))
        return named if width <= WIDEST_FROZEN else 0


def label(key: str) -> str:
    """What the column of a key is called.

    >>> label("delivered_pct"), label("pct_of_pledge"), label("pledged_bound"), label("id"), label("sha256")
    ('Delivered %', '% of pledge', 'Pledged bound', 'Id', 'SHA-256')
    """
    words = key.replace("_pct", " %").replace("pct_", "% ").replace("_", " ").replace("sha256", "SHA-256")
    return words[:1].upper() + words[1:]
