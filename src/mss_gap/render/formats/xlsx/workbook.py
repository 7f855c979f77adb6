"""An export as a workbook of XLSX: a sheet for each list, one that says what this is, and one that explains the columns."""

import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from xlsxwriter import Workbook

from mss_gap.analysis.reports.export import ExportReport
from mss_gap.render.formats.about import Statement, cautions, marks, origin_of
from mss_gap.render.formats.fields import fields_of
from mss_gap.render.formats.provenance import Edition
from mss_gap.render.formats.xlsx.cells import MOST_DIGITS, column_cells
from mss_gap.render.formats.xlsx.sheets import Book, label
from mss_gap.render.harmless import plain
from mss_gap.render.tables.listings import Listing, listings

UNDATED = date(2000, 1, 1)
"""When a workbook of a ledger without any date says that it was made: the same bytes come of the same ledger."""
READ_ME, COLUMNS = "Read me", "Columns"
_AUTHOR = "mss-gap "
"""How the author and the last editor of a workbook begin; a spreadsheet program that saves it writes another."""
_LONGEST_PROPERTIES = 2**20


def workbook(report: ExportReport, edition: Edition) -> bytes:
    """The workbook of an export; the same bytes for the same ledger, date and version.

    Raises `SheetFullError` where a list has more records than a sheet can hold.
    """
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties(
        {
            "title": plain(report.cite.title),
            "author": f"{_AUTHOR}{edition.version}",
            "comments": plain(report.cite.citation),
            "created": datetime.combine(edition.as_of or UNDATED, time(), UTC).replace(tzinfo=None),
        }
    )
    lists = listings(report)
    written = Book(book, f"As of {edition.as_of.isoformat()}" if edition.as_of else "")
    written.statements(READ_ME, list(_read_me(report, edition, lists)))
    for listing in lists:
        _write_listing(written, listing)
    _explain_columns(written, lists)
    book.close()
    return file.getvalue()


def is_workbook_of_ours(content: bytes) -> bool:
    """Whether a file is a workbook of an export as it was written: not one of another program, or that one has changed."""
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open("docProps/core.xml") as part:
            properties = part.read(_LONGEST_PROPERTIES)
    except (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
        return False
    return f"<cp:lastModifiedBy>{_AUTHOR}".encode() in properties


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
        "not converted", "The figure is stated in another currency, and no rate converts it: see the columns as stated."
    )
    yield Statement(
        "Numbers",
        "Every figure is a number that can be computed with; a sign before it is part of its format. A column of bounds "
        f"beside it says the same in words. Excel keeps {MOST_DIGITS} digits of a number: "
        "a cell with more says so in a note, and mss-gap export FOLDER writes all.",
    )
    yield Statement(
        "Hidden columns", "A column in which no cell has a value is hidden, and a column of bounds if all are exact."
    )
    yield Statement("Dates", "A date that is known only to the month or the year is a text, such as 2024-09.")


def _write_listing(book: Book, listing: Listing) -> None:
    """Write a list to a sheet of its own."""
    records = listing.for_readers()
    rows = list(records.values)
    columns = dict(zip(records.columns, zip(*rows, strict=True), strict=bool(rows)))
    with book.sheet(listing.title, records.columns, len(rows), listing.name) as sheet:
        for at, column in enumerate(columns):
            sheet.fill(at, *column_cells(column, columns, listing))


def _explain_columns(book: Book, lists: Sequence[Listing]) -> None:
    """Write to the last sheet what each column means."""
    rows = [
        (listing.title, label(field.name), field.name, field.description)
        for listing in lists
        for field in fields_of(listing, listing.for_readers().columns)
    ]
    with book.sheet(COLUMNS, ["sheet", "column", "key", "meaning"], len(rows), COLUMNS) as sheet:
        for at, texts in enumerate(zip(*rows, strict=True)):
            sheet.fill(at, texts, {text: text for text in texts})
