"""An export as a workbook of XLSX: a sheet for each list, one that says what this is, and one that explains the columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Self, assert_never

from xlsxwriter import Workbook

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.base import Glossary
from mss_gap.analysis.reports.export import ExportReport
from mss_gap.ledger.model import CountedIn, Measure
from mss_gap.ledger.names import currency_sign, is_currency
from mss_gap.render.figures import in_full, percent, points, sign_of
from mss_gap.render.formats.about import Statement, cautions, marks, origin_of
from mss_gap.render.formats.fields import fields_of
from mss_gap.render.formats.html.links import href
from mss_gap.render.formats.provenance import Edition
from mss_gap.render.harmless import defused, plain
from mss_gap.render.numbers import is_quotient, number
from mss_gap.render.sentences import NONE_RECORDED
from mss_gap.render.tables.listings import Listing, listings

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""Rows of a sheet, the heading among them."""
MOST_CHARACTERS = 32_767
"""Characters of a cell, counted as Excel counts them: in UTF-16."""
MOST_LINKS, LONGEST_LINK = 65_530, 2_079
"""Links of a sheet, and characters of one."""
FIRST_DAY = date(1900, 3, 1)
"""The first day that Excel counts right: it takes 1900 for a leap year."""
UNDATED = date(2000, 1, 1)
"""When a workbook of a ledger without any date says that it was made: the same bytes come of the same ledger."""
NARROWEST, WIDEST = 8, 60
"""Columns are as wide as their longest text, within these numbers of characters."""
HEIGHT, HIGHEST = 15, 409
"""Points of a line, and of the highest row that Excel knows."""
COLOUR_OF_LINK = "#0563C1"
TRUE_OR_FALSE = '"TRUE";"TRUE";"FALSE"'
"""Excel shows a truth as a word whatever its number format; LibreOffice does not."""
READ_ME, COLUMNS = "Read me", "Columns"
WIDTH_OF_TEXT = 90
"""Of the column of the first sheet that says what this is."""
A4 = 9
"""What XlsxWriter calls the size of paper."""
_ROOM_OF_FILTER = 3
"""What the button of a filter takes of a heading, in characters."""
_FEWEST_DIGITS = 2
"""Digits of a pace after its first that is not 0."""
_UNITLESS = frozenset({"rate", "scale_value", "fair_ratio"})
"""Figures that are not counted in the commitment's unit."""


class SheetFullError(ValueError):
    """A list has more records than a sheet has rows; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number or a day in a cell: what the cell holds, and how it shows it."""

    value: float | date
    form: str
    """A number format of Excel."""
    text: str
    """About what is seen, for the width of its column."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text in a cell."""

    text: str
    like_formula: bool
    """Whether a spreadsheet would take it for a formula if somebody typed it."""
    link: str | None
    """Where it leads; None if it is no address, or one that is too long."""

    @classmethod
    def of(cls, text: str) -> Self:
        """A text as a cell can hold it."""
        link = href(text) if text.startswith("http") and " " not in text else None
        fitted = fitting(text)
        return cls(fitted, is_like_formula(fitted), link if link and len(link) <= LONGEST_LINK else None)


def workbook(report: ExportReport, edition: Edition) -> bytes:
    """The workbook of an export; the same bytes for the same ledger, date and version.

    Raises `SheetFullError` where a list has more records than a sheet can hold.
    """
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties(
        {
            "title": plain(report.cite.title),
            "author": f"mss-gap {edition.version}",
            "comments": plain(report.cite.citation),
            "created": datetime.combine(edition.as_of or UNDATED, time(), UTC).replace(tzinfo=None),
        }
    )
    writer = _Writer(book)
    lists = listings(report)
    writer.read_me(list(_read_me(report, edition, lists)))
    for listing in lists:
        writer.listing(listing)
    writer.columns(lists)
    book.close()
    return file.getvalue()


def _read_me(report: ExportReport, edition: Edition, lists: Sequence[Listing]) -> Iterator[Statement]:
    yield Statement(report.cite.title, "")
    yield from origin_of(report, edition, edition.command("export", "workbook.xlsx"))
    yield from cautions(report)
    yield Statement("Sheets", "")
    for listing in lists:
        yield Statement(listing.title, listing.about)
    yield Statement(COLUMNS, "What each column means, and what it is called in the JSON documents and CSV files.")
    yield Statement("How to read it", "")
    yield from marks()
    yield Statement("> and <", "The percentage is only nearly 0.0% or 100.0%, or the amount is only nearly nothing.")
    yield Statement("An empty cell", "The figure is not known, or cannot be computed. It is not 0.")
    yield Statement(
        "Numbers",
        "Every figure is a number that can be computed with; a sign before it is part of its format. A column of bounds "
        "beside it says the same in words. Excel keeps 15 digits of a number; mss-gap export FOLDER writes all.",
    )
    yield Statement("Hidden columns", "A column in which no cell has a value is hidden.")
    yield Statement("Dates", "A date of which only the month or the year is known is a text, such as 2024-09.")


class _Writer:
    """A workbook, and the formats that its cells have had so far."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[str, bool, bool, bool], Format] = {}
        self._texts: dict[str, Written] = {}
        self._heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._section = book.add_format({"bold": True, "valign": "bottom"})
        self._strong = book.add_format({"bold": True, "valign": "top"})

    def read_me(self, statements: Sequence[Statement]) -> None:
        """The first sheet: what this is, in two columns."""
        sheet = self._book.add_worksheet(READ_ME)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, max(NARROWEST, *(len(it.about) for it in statements[1:])) + 1)
        sheet.set_column(1, 1, WIDTH_OF_TEXT)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        for row, it in enumerate(statements):
            sheet.set_row(row, HEIGHT * (2 if not it.text else lines_of(it.text, WIDTH_OF_TEXT)))
            style = self._title if row == 0 else self._section if not it.text else self._strong
            sheet.write_string(row, 0, fitting(it.about), style)
            sheet.write_string(row, 1, fitting(it.text), self._format(wrapped=True, quoted=is_like_formula(it.text)))

    def listing(self, listing: Listing) -> None:
        """A sheet for a list."""
        records = listing.for_readers()
        sheet = _Sheet(self._book.add_worksheet(listing.title), [label(column) for column in records.columns])
        for row, values in enumerate(records.values, 1):
            if row >= MOST_ROWS:
                message = (
                    f"a sheet holds {MOST_ROWS - 1:,} rows, and {listing.name} has more: "
                    "name a folder, for a data package, which holds any number"
                )
                raise SheetFullError(message)
            sheet.rows = row
            record = dict(zip(records.columns, values, strict=True))
            for at, (column, value) in enumerate(record.items()):
                self._write(sheet, row, at, _cell(column, value, record, listing))
        self._finish(sheet)

    def columns(self, lists: Sequence[Listing]) -> None:
        """The last sheet: what each column means."""
        sheet = _Sheet(self._book.add_worksheet(COLUMNS), ["Sheet", "Column", "Key", "Meaning"])
        fields = (
            (listing.title, label(field.name), field.name, field.description)
            for listing in lists
            for field in fields_of(listing, listing.for_readers().columns)
        )
        for row, texts in enumerate(fields, 1):
            sheet.rows = row
            for at, text in enumerate(texts):
                self._write(sheet, row, at, text)
        self._finish(sheet)

    def _write(self, sheet: "_Sheet", row: int, at: int, cell: "Shown | bool | str | None") -> None:
        """Fill a cell; a text is never a formula, and an address is a link."""
        if cell is None or cell == "":
            return
        sheet.filled.add(at)
        match cell:
            case Shown():
                form = self._format(cell.form)
                if isinstance(cell.value, date):
                    sheet.sheet.write_datetime(row, at, datetime.combine(cell.value, time()), form)
                else:
                    sheet.sheet.write_number(row, at, cell.value, form)
                sheet.widen(row, at, cell.text)
            case bool():
                sheet.sheet.write_boolean(row, at, cell, self._format(TRUE_OR_FALSE))
            case str():
                self._write_text(sheet, row, at, cell)
            case _:
                assert_never(cell)

    def _write_text(self, sheet: "_Sheet", row: int, at: int, text: str) -> None:
        """Fill a cell with a text, which is a link if it is an address and there is room for one."""
        if text not in self._texts:
            self._texts[text] = Written.of(text)
        written = self._texts[text]
        sheet.widen(row, at, written.text)
        wrapped = len(written.text) > WIDEST
        if written.link and sheet.links < MOST_LINKS:
            sheet.links += 1
            style = self._format(wrapped=wrapped, linked=True)
            sheet.sheet.write_url(row, at, written.link, style, written.text)
            return
        style = self._format(wrapped=wrapped, quoted=written.like_formula)
        sheet.sheet.write_string(row, at, written.text, style)

    def _finish(self, sheet: "_Sheet") -> None:
        """Write the heading, set widths and heights, and set up the filter and the print."""
        for at, title in enumerate(sheet.titles):
            sheet.sheet.write_string(0, at, title, self._heading)
            # A column without any value keeps its place, so that formulas that refer to the sheet stay right.
            hidden = {"hidden": True} if sheet.rows and at not in sheet.filled else {}
            sheet.sheet.set_column(at, at, min(sheet.widths[at], WIDEST) + 1, None, hidden)
        # Not every program makes rows as high as their texts by itself.
        sheet.sheet.set_row(0, HEIGHT * max(len(title.split()) for title in sheet.titles))
        for row, lines in sheet.lines.items():
            sheet.sheet.set_row(row, min(HEIGHT * lines, HIGHEST))
        sheet.sheet.freeze_panes(1, 0)
        sheet.sheet.autofilter(0, 0, max(sheet.rows, 1), len(sheet.titles) - 1)
        sheet.sheet.set_landscape()
        sheet.sheet.set_paper(A4)
        sheet.sheet.repeat_rows(0)

    def _format(self, form: str = "", *, wrapped: bool = False, quoted: bool = False, linked: bool = False) -> "Format":
        """The format of some cells. A quoted text stays a text when somebody edits its cell."""
        key = (form, wrapped, quoted, linked)
        if key not in self._formats:
            properties: dict[str, object] = {
                "valign": "top",
                "text_wrap": wrapped,
                "quote_prefix": quoted,
                "indent": int(not form),
            }
            # A text is often beside a number, which ends where its own column does.
            properties |= {"num_format": form} if form else {"align": "left", "indent": 1}
            properties |= {"font_color": COLOUR_OF_LINK, "underline": 1} if linked else {}
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


class _Sheet:
    """A sheet while it is written."""

    def __init__(self, sheet: "Worksheet", titles: Sequence[str]) -> None:
        self.sheet = sheet
        self.titles = titles
        self.links = 0
        self.rows = 0
        self.filled: set[int] = set()
        self.lines: dict[int, int] = {}
        self.widths = [max(NARROWEST, *(len(word) for word in title.split())) + _ROOM_OF_FILTER for title in titles]

    def widen(self, row: int, column: int, text: str) -> None:
        """Make room for a text in a column; what is too long for one line is broken."""
        self.widths[column] = max(self.widths[column], len(text))
        if len(text) > WIDEST:
            self.lines[row] = max(lines_of(text, WIDEST), self.lines.get(row, 1))


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a column of some width; a few letters may be wider than most."""
    return -(-len(text) * 11 // (width * 10))


def label(key: str) -> str:
    """What the column of a key is called.

    >>> label("delivered_pct"), label("pct_of_pledge"), label("pledged_bound"), label("id")
    ('Delivered %', '% of pledge', 'Pledged bound', 'Id')
    """
    words = key.replace("_pct", " %").replace("pct_", "% ").replace("_", " ")
    return words[:1].upper() + words[1:]


def fitting(text: str) -> str:
    r"""A text in one line that cannot act, shortened to what a cell holds; then it says so at its end.

    >>> fitting("one\ttwo"), len(fitting("x" * 40_000)), fitting("x" * 40_000).lstrip("x")
    ('one two', 32767, ' … (shortened from 40,000 characters)')
    """
    text = plain(text)
    if _length(text) <= MOST_CHARACTERS:
        return text
    end = f" … (shortened from {len(text):,} characters)"
    kept = text[: MOST_CHARACTERS - len(end)]
    while _length(kept) + len(end) > MOST_CHARACTERS:
        kept = kept[: -max((_length(kept) + len(end) - MOST_CHARACTERS) // 2, 1)]
    return kept + end


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula if somebody typed it."""
    return defused(text) != text


def _cell(column: str, value: object, record: Mapping[str, object], listing: Listing) -> Shown | bool | str | None:
    """What is in the cell of a column: a number with its format, a date, a text, or nothing where nothing is known."""
    match value:
        case None:
            return None
        case bool():
            return value
        case Decimal():
            if column == "actual" and record.get("actual_basis") is ActualBasis.NONE_RECORDED:
                return NONE_RECORDED
            return _number(column, value, record, listing)
        case int():
            sign = sign_of(_bound(column, record))
            return Shown(value, _signed(sign, "0" if column == "line" else "#,##0"), f"{sign}{value:,}")
        case date():
            return _day(value, sign_of(_bound(column, record)))
        case tuple() | list():
            return "; ".join(str(item) for item in value)
        case _:
            return str(value)


def _day(value: date, sign: str) -> Shown | str:
    """A day, with the sign of its bound; a month or a year, which is a date of a type of its own, as it is known."""
    if type(value) is not date or value < FIRST_DAY:
        return f"{sign}{value}"
    return Shown(value, f'"{sign}"yyyy-mm-dd' if sign else "yyyy-mm-dd", f"{sign}{value.isoformat()}")


def _number(column: str, value: Decimal, record: Mapping[str, object], listing: Listing) -> Shown:
    bound = _bound(column, record)
    measure = record.get("measure")
    exact = float(number(value, quotient=is_quotient(column, measure)))
    if isinstance(measure, Measure) and measure.counted_in is CountedIn.PERCENT:
        match column:
            case "difference" | "within":
                return _points(exact, value)
            case "value":
                return _percentage(exact, f"{value:,f}%")
            case _:
                return _percentage(exact, percent(value, bound))
    if "pct" in column:
        return _percentage(exact, percent(value, bound))
    if column in _UNITLESS:
        return Shown(exact, "General", f"{exact:.10g}")
    unit = _unit(column, record, listing)
    if "per_day" in column:
        return _amount(exact, _rounded(value), unit, bound)
    return _amount(exact, value, unit, bound)


def _bound(column: str, record: Mapping[str, object]) -> Bound | None:
    """How the figure in a column is known; None where no column says it."""
    bound = record.get(bound_of(column))
    return bound if isinstance(bound, Bound) else None


def bound_of(column: str) -> str:
    """The column that says how a figure is known.

    >>> bound_of("pledged"), bound_of("delivered_pct"), bound_of("pct_of_pledge")
    ('pledged_bound', 'delivered_bound', 'of_pledge_bound')
    """
    return f"{column.removeprefix('pct_').removesuffix('_pct')}_bound"


def _unit(column: str, record: Mapping[str, object], listing: Listing) -> str:
    """What a figure is counted in: the currency that its record names, else the commitment's unit; else nothing."""
    stated = record.get(listing.currencies.get(column, ""))
    if isinstance(stated, str):
        return stated
    measure = record.get("measure")
    if isinstance(measure, Measure) and measure.counted_in is not CountedIn.UNIT:
        return ""
    unit, commitment = record.get("unit"), record.get("commitment")
    if isinstance(unit, str):
        return unit
    glossary: Glossary = listing.report.glossary
    return glossary.unit(commitment) if isinstance(commitment, str) else ""


def _rounded(value: Decimal) -> Decimal:
    """A pace with as many decimals as say something."""
    places = max(_FEWEST_DIGITS, _FEWEST_DIGITS - 1 - value.adjusted()) if value else 0
    return round(value, places)


def _amount(exact: float, value: Decimal, unit: str, bound: Bound | None) -> Shown:
    """An amount with the decimals that a table in full gives it; money with its currency."""
    text = in_full(value, unit)
    if text[:1] in {"<", ">"}:  # nearly nothing
        return Shown(exact, _literally(text), text)
    currency = f"{unit} " if is_currency(unit) else ""
    figure = text.removeprefix("-").removeprefix(currency_sign(unit)) if currency else text
    places = len(figure.partition(".")[2])
    form = f"{f'[${unit}] ' if currency else ''}#,##0{_decimals(places)}"
    sign = sign_of(bound)
    return Shown(exact, _signed(sign, form), f"{sign}{currency}{value:,.{places}f}")


def _percentage(exact: float, text: str) -> Shown:
    """A percentage that is shown as a table shows it, sign and all; the cell has it as a share of 1."""
    value = exact / 100
    if text[:1] in {"<", ">"} or text[1:2] in {"<", ">"}:  # nearly nothing, or nearly all
        return Shown(value, _literally(text), text)
    known = re.match(r"[^\d.-]*", text)
    places = len(text.rstrip("%").partition(".")[2])
    return Shown(value, _signed(known[0] if known else "", f"#,##0{_decimals(places)}%"), text)


def _points(exact: float, value: Decimal) -> Shown:
    """A difference of percentages, in percentage points, as a table writes it."""
    text = points(value)
    places = len(text.removesuffix(" points").partition(".")[2])
    return Shown(exact, f'+#,##0{_decimals(places)}" points";-#,##0{_decimals(places)}" points";0" points"', text)


def _decimals(places: int) -> str:
    return f".{'0' * places}" if places else ""


def _signed(sign: str, form: str) -> str:
    """A number format with a sign before it, for negative numbers, too."""
    return f'"{sign}"{form};"{sign}"-{form}' if sign else form


def _literally(text: str) -> str:
    """A number format that shows a text, whatever the number."""
    return ";".join([f'"{text}"'] * 3)
