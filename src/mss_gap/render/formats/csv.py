"""Rows as CSV: the columns are the keys of the JSON document's rows."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mss_gap.render.harmless import defused

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Rows:
    """A report's rows, and what their columns are called."""

    columns: Sequence[str]
    cells: Iterable[Sequence[object]]


def columns_of(kind: type["DataclassInstance"]) -> list[str]:
    """The names of a row's fields, which are its keys in JSON and its columns in CSV."""
    return [field.name for field in fields(kind)]


def cells_of(row: "DataclassInstance") -> list[object]:
    """A row's values, in the order of its columns."""
    return [getattr(row, field.name) for field in fields(row)]


def csv_text(rows: Rows) -> str:
    """A heading and rows, a line feed after each; an empty cell stands for null, lists are joined by "; "."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_cell(value) for value in row] for row in rows.cells)
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
