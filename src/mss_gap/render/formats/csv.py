"""Records as CSV. The columns are the keys of the JSON document's rows, then the mission and the report date."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from mss_gap.analysis.reports.base import Report
from mss_gap.render.columns import Records
from mss_gap.render.harmless import defused
from mss_gap.render.numbers import is_quotient, number

OF_EVERY_ROW = ("mission", "report_date")
"""The last columns of every row. A claim has an `as_of` of its own."""
EXCEL_MARK, EXCEL_LINE_END = "\ufeff", "\r\n"
"""What tells Excel that a file is UTF-8, and its own line end."""
_PARTING = re.compile('[",;|]')
"""What separates cells here or in another program, and the quote; no text has a tab or a line break."""


def csv_text(records: Records, report: Report, line_end: str = "\n") -> str:
    """A heading and rows, a line end after each; null is an empty cell, lists are joined by "; "."""
    of_every_row = [_cell(report.mission), _cell(report.as_of)]
    heading = [*map(_cell, records.columns), *OF_EVERY_ROW]
    lines = chain([heading], ([*row, *of_every_row] for row in _rows(records)))
    return "".join(",".join(line) + line_end for line in lines)


def csv_for_excel(records: Records, report: Report) -> str:
    """The same, as Excel opens it on a double click."""
    return EXCEL_MARK + csv_text(records, report, EXCEL_LINE_END)


def _rows(records: Records) -> Iterator[list[str]]:
    """The cells of each record. Whether a column holds quotients is asked once, where no measure decides it."""
    columns = records.columns
    measured = columns.index("measure") if "measure" in columns else None
    quotients = [is_quotient(column) for column in columns]
    for values in records.values:
        if measured is not None:
            quotients = [is_quotient(column, values[measured]) for column in columns]
        yield [
            number(value, quotient=quotient) if isinstance(value, Decimal) else _cell(value)
            for quotient, value in zip(quotients, values, strict=True)
        ]


def _cell(value: object) -> str:
    if value is None:
        return ""
    match value:
        case str():
            return _quoted(defused(value))
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return _list(value)
        case list():
            return _list(tuple(value))
        case _:
            return _quoted(defused(str(value)))


@lru_cache(maxsize=256)
def _list(items: tuple[object, ...]) -> str:
    """The items of a list in one cell: rows that have the same long list have it written once."""
    return _quoted(defused("; ".join(str(item) for item in items)))


def _quoted(text: str) -> str:
    """A text in quotes, where some program would split it otherwise."""
    return '"' + text.replace('"', '""') + '"' if _PARTING.search(text) else text
