"""Looks for sums among the rows, and for rows below the totals."""

from collections.abc import Sequence
from decimal import Decimal

from mss_gap.ledger.check import shown
from mss_gap.ledger.propose.survey import Survey, argument, quoted
from mss_gap.ledger.propose.words import Column
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind, kind_of

_LEAST = 3
"""From so many rows on, the last may be the sum of the others."""


def ask_for_rows(survey: Survey) -> None:
    """Ask about a table without rows below its titles, or with the totals above them."""
    if survey.total:
        row = survey.grid.lines[survey.total.row]
        message = f"row {row} has totals and is above all others: move it below them, or take it out of the file"
        survey.ask("--stop", message)
    else:
        survey.ask("--header", f"no row is below the titles in row {survey.header}")


def ask_for_sum(survey: Survey, country: Column | None, figures: Sequence[Column]) -> None:
    """Ask about a last row that names no contributor and is the sum of the rows above it."""
    rows = survey.rows
    if country is None or len(rows) < _LEAST or survey.text(rows[-1], country):
        return
    for column in figures:
        last = survey.number(rows[-1], column)
        if last is not None and last == _sum(survey, rows[:-1], column):
            first = _first_text(survey, rows[-1])
            row = survey.grid.lines[rows[-1]]
            message = f"row {row} names no contributor, and its {shown(column.title)} is the sum of the rows above"
            survey.ask("--stop", f"{message}: --stop {argument(first)} reads nothing from it on")
            return


def ask_for_named_sum(survey: Survey, country: Column | None, figures: Sequence[Column]) -> None:
    """Ask about a last row with figures that has a name of its own, and is the sum of all rows above it.

    It is asked where names that are not known count as contributors, whatever the name: World, Gesamt, All donors.
    """
    rows = survey.rows
    while rows and all(survey.number(rows[-1], column) is None for column in figures):
        rows = rows[:-1]  # a note below the table
    name = survey.text(rows[-1], country) if country is not None and len(rows) >= _LEAST else ""
    if not name or len(survey.codes(name)) == 1 or name in survey.wishes.values.get("country", {}):
        return
    *above, last = rows
    stated = [column for column in figures if survey.number(last, column) is not None]
    if not any(survey.number(last, column) for column in stated):
        return  # nothing is no sum
    if all(_sum(survey, above, column) == survey.number(last, column) for column in stated):
        survey.ask("--stop", _of_named_sum(survey, above, last, name, stated))


def _of_named_sum(survey: Survey, above: Sequence[int], last: int, name: str, figures: Sequence[Column]) -> str:
    """What to ask about such a row."""
    first = _first_text(survey, last)
    row = survey.grid.lines[last]
    is_one = f"--values {argument(f'country:{name}={name}')} says that it is a contributor"
    message = f"in row {row}, {shown(name)} has the sum of all rows above in {quoted([each.title for each in figures])}"
    if any(_first_text(survey, each) == first for each in above):
        return f"{message}: take the row out of the file, or {is_one}"
    return f"{message}: --stop {argument(first)} reads nothing from it on, and {is_one}"


def _sum(survey: Survey, rows: Sequence[int], column: Column) -> Decimal:
    numbers = (survey.number(row, column) for row in rows)
    return sum((each for each in numbers if each is not None), Decimal(0))


def _first_text(survey: Survey, row: int) -> str:
    """What the first filled cell of a row says."""
    return next((text for cell in survey.grid.rows[row] if (text := text_of(cell))), "")


def look_below(survey: Survey, country: Column | None, figures: Sequence[Column]) -> None:
    """Remark that rows below the totals look like entries, which are not read."""
    if survey.total is None or country is None:
        return
    below = [
        row
        for row in range(survey.total.row + 1, len(survey.grid.rows))
        if len(survey.codes(survey.text(row, country))) == 1
        and any(kind_of(survey.cell(row, column)) is Kind.NUMBER for column in figures)
    ]
    if below:
        place = f"below {shown(survey.total.text)} (row {survey.grid.lines[survey.total.row]})"
        first = survey.grid.lines[below[0]]
        if len(below) == 1:
            remark = f"1 row {place} looks like an entry, and is not read: row {first}"
        else:
            remark = f"{len(below):,} rows {place} look like entries, and are not read: the first is row {first}"
        survey.remarks.append(remark)
