"""Looks for sums among the rows, and for rows below the totals."""

from collections.abc import Sequence

from mss_gap.ledger.check import shown
from mss_gap.ledger.propose.survey import Survey, argument
from mss_gap.ledger.propose.words import Column
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind, kind_of

_LEAST = 3
"""The fewest rows of which the last may be the sum of the others."""


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
        *above, last = [survey.number(row, column) for row in rows]
        if last is not None and last == sum(each for each in above if each is not None):
            first = next(text for cell in survey.grid.rows[rows[-1]] if (text := text_of(cell)))
            row = survey.grid.lines[rows[-1]]
            message = f"row {row} names no contributor, and its {shown(column.title)} is the sum of the rows above"
            survey.ask("--stop", f"{message}: --stop {argument(first)} reads nothing from it on")
            return


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
