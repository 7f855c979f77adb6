"""What is in a cell of a workbook: a number with its format, a day, a truth, a text, or nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.exact import of_conversion
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.base import Glossary
from mss_gap.ledger.measures import CountedIn, Measure
from mss_gap.ledger.names import currency_sign, is_currency
from mss_gap.render.columns import UNDEFINED
from mss_gap.render.figures import in_full, percent, points, sign_of
from mss_gap.render.numbers import is_quotient, number
from mss_gap.render.sentences import NONE_RECORDED
from mss_gap.render.tables.listings import Listing

FIRST_DAY = date(1900, 3, 1)
"""The first day that Excel counts right: it takes 1900 for a leap year."""
MOST_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""
_FEWEST_DIGITS = 2
"""Digits of a pace after its first that is not 0."""
_UNITLESS = frozenset({"rate", "scale_value", "fair_ratio"})
"""Figures that are not counted in the commitment's unit."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number or a day in a cell: what the cell holds, and how it shows it."""

    value: float | date
    form: str
    """A number format of Excel."""
    text: str
    """About what is seen, for the width of its column."""
    note: str = ""
    """What a reader of it must know; empty for most."""


InFilledCell: TypeAlias = Shown | bool | str
InCell: TypeAlias = InFilledCell | None


def column_cells(
    column: str, columns: Mapping[str, Sequence[object]], listing: Listing
) -> tuple[Sequence[object], Mapping[object, InCell]]:
    """What is in the cells of a column: which of some different cells each row has, and these.

    Figures and days are told apart by what they are, not by what they equal: 1, 1.0 and 1.000000 are shown otherwise.
    """
    values = columns[column]
    if all(issubclass(kind, _SHOWN_ALONE) for kind in set(map(type, values))):
        return values, {value: in_cell(column, value, {}, listing) for value in dict.fromkeys(values)}
    others = (*_BEARING, f"{column}_bound", bound_of(column), listing.currencies.get(column))
    bearing = [column, *(name for name in columns if name in others)]
    rows = list(zip(*(map(id, columns[name]) for name in bearing), strict=True))
    places = {key: row for row, key in enumerate(rows)}
    return rows, {
        key: in_cell(column, values[row], {name: columns[name][row] for name in bearing}, listing)
        for key, row in places.items()
    }


_SHOWN_ALONE = (type(None), str, bool, tuple)
"""The types of values that are shown in one way, whatever other columns say."""
_WITHOUT_RECORD = {"actual": NONE_RECORDED, **dict.fromkeys(("delivered_pct", "shortfall_pct", "share_pct"), UNDEFINED)}
"""What tables say where no delivery of a contributor is recorded, and documents have 0 (R6)."""
_BEARING = ("actual_basis", "measure", "unit", "commitment")
"""The columns that bear on how figures in others are shown."""


def in_cell(column: str, value: object, record: Mapping[str, object], listing: Listing) -> InCell:
    """What is in the cell of a column: a number with its format, a date, a text, or nothing where nothing is known."""
    match value:
        case None:
            return None
        case bool():
            return value
        case Decimal():
            if column in _WITHOUT_RECORD and record.get("actual_basis") is ActualBasis.NONE_RECORDED:
                return _WITHOUT_RECORD[column]
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
    digits = number(value, quotient=is_quotient(column, measure))
    exact = float(digits)
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
    return _amount(exact, value, unit, bound, _rounding(value, digits))


def _rounding(value: Decimal, digits: str) -> str:
    """That a spreadsheet rounds a figure, and what it is; empty where it keeps all digits, or a conversion rounded it."""
    if of_conversion(value) or len(digits.lstrip("-0.").replace(".", "")) <= MOST_DIGITS:
        return ""
    return f"Exactly {value:,f}. A spreadsheet keeps {MOST_DIGITS} digits."


def _bound(column: str, record: Mapping[str, object]) -> Bound | None:
    """How the figure in a column is known; None where no column says it."""
    bound = record.get(f"{column}_bound", record.get(bound_of(column)))
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


def _amount(exact: float, value: Decimal, unit: str, bound: Bound | None, note: str = "") -> Shown:
    """An amount with the decimals that a table in full gives it; money with its currency."""
    text = in_full(value, unit)
    if text[:1] in {"<", ">"}:  # nearly nothing
        return Shown(exact, _literally(text), text, note)
    currency = f"{unit} " if is_currency(unit) else ""
    figure = text.removeprefix("-").removeprefix(currency_sign(unit)) if currency else text
    places = len(figure.partition(".")[2])
    form = f"{f'[${unit}] ' if currency else ''}#,##0{_decimals(places)}"
    sign = sign_of(bound)
    return Shown(exact, _signed(sign, form), f"{sign}{currency}{value:,.{places}f}", note)


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
