"""Rows as CSV: the columns are the keys of the JSON document's rows."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from mss_gap.render.text import defused


def csv_rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A heading and rows, a line feed after each; an empty cell stands for null, lists are joined by "; "."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return str(int(value)) if value == value.to_integral_value() else f"{value:f}"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return defused("; ".join(str(item) for item in value))
        case _:
            return defused(str(value))
