"""Makes tables, and ledgers that read them."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
import xlsxwriter

from mss_gap.analysis.reports.validate import ValidateReport, validated
from mss_gap.ledger.explain.problems import LedgerInvalidError, Problem
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.load import parse_ledger

Book = Any
"""A workbook of XlsxWriter, which has no types."""
HEAD = '[contributors.EU]\nname = "European Union"\n[commitments.fund]\nunit = "USD"\n'
COLUMNS = 'columns = { country = "Donor", date = "Day", amount = "USD" }\n'


@dataclass(frozen=True)
class Row:
    """What a test looks at in an entry of a table, and the line that it is on."""

    line: int
    country: str | None
    date: str
    figure: Decimal | None
    qualifier: str | None = None


def block(file: str, more: str = COLUMNS, kind: str = "actuals") -> str:
    """A ledger that reads a table."""
    return f'{HEAD}[[tables]]\nfile = "{file}"\nkind = "{kind}"\ncommitment = "fund"\n{more}'


def ledger_of(folder: Path, file: str, more: str = COLUMNS, kind: str = "actuals") -> Ledger:
    """A ledger that reads a table in a folder."""
    return parse_ledger(block(file, more, kind).encode(), "l.toml", folder)


def rows_of(ledger: Ledger) -> list[Row]:
    """The entries of a ledger's only table."""
    (table,) = ledger.tables_read
    entries = (*ledger.pledges, *ledger.actuals)
    return [
        Row(line, entry.country, str(entry.date), entry.amount if entry.total is None else entry.total, entry.qualifier)
        for entry, line in zip(entries, table.lines, strict=True)
    ]


def read(folder: Path, file: str, more: str = COLUMNS, kind: str = "actuals") -> tuple[list[Row], dict[str, int]]:
    """The entries of a table, and how many rows are none, by why; every row is one or the other."""
    ledger = ledger_of(folder, file, more, kind)
    (table,) = ledger.tables_read
    assert table.rows == len(table.lines) + sum(table.left_out.values())
    return rows_of(ledger), dict(table.left_out)


def problems(folder: Path, file: str, more: str = COLUMNS, kind: str = "actuals") -> list[str]:
    """All that is wrong with a table: its place, code, message and hint."""
    with pytest.raises(LedgerInvalidError) as caught:
        ledger_of(folder, file, more, kind)
    return [_said(problem) for problem in caught.value.problems]


def _said(problem: Problem) -> str:
    own = problem.file == "l.toml"
    cell = problem.path if "!" in problem.path else f"{problem.line}:{problem.column}"
    place = problem.path if own else f"{problem.file}:{cell}"
    return f"{place}: [{problem.code}] {problem.message}; {problem.hint}"


def validate(folder: Path, file: str, more: str = COLUMNS, kind: str = "actuals") -> tuple[ValidateReport, list[str]]:
    """The report of `validate`, and its warnings about the block, but for that of rows without a source."""
    report, _ = validated(block(file, more, kind).encode(), "l.toml", folder=folder)
    return report, [
        _said(problem)
        for problem in report.warnings
        if problem.path.startswith("tables") and problem.code != "unsourced"
    ]


def csv_file(folder: Path, text: str | bytes, name: str = "t.csv") -> str:
    """Write a file and return its name."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def xlsx(write: Callable[[Any], None], **options: object) -> bytes:
    """A workbook that a function writes with XlsxWriter."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, **options})
    write(book)
    book.close()
    return content.getvalue()


def xlsx_of(rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet; dates in it are formatted as dates."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return xlsx(write, default_date_format="yyyy-mm-dd")


def with_parts(content: bytes, parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A workbook with some of its parts changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, parts[name](part) if name in parts else part)
    return changed.getvalue()


_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def ods(*sheets: tuple[str, str], before: str = "", manifest: str = "") -> bytes:
    """An ODS workbook of sheets, each with a name and the XML of its rows."""
    tables = "".join(f"<table:table table:name={quoteattr(name)}>{rows}</table:table>" for name, rows in sheets)
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>{manifest}</manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<?xml version='1.0'?>{before}<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return content.getvalue()


def ods_row(*cells: str, more: str = "") -> str:
    """The XML of a row of an ODS sheet."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods_cell(value: object, more: str = "") -> str:
    """The XML of a cell: of a text, a number or a date."""
    kind, stated = (
        ("string", "")
        if isinstance(value, str)
        else ("date", f'office:date-value="{value}"')
        if hasattr(value, "isoformat")
        else ("float", f'office:value="{value}"')
    )
    shown = escape(str(value))
    return f'<table:table-cell office:value-type="{kind}" {stated} {more}><text:p>{shown}</text:p></table:table-cell>'
