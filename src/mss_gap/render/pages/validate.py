"""What is wrong with a ledger as a page; on a terminal it is shown as a compiler would instead."""

from mss_gap.analysis.review import ValidateReport
from mss_gap.ledger.problems import Problem
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import Align, Cell, Column, Page, Row, Table
from mss_gap.render.pages.heading import page

COLUMNS = (
    Column("Line", Align.RIGHT),
    Column("Column", Align.RIGHT),
    Column("Severity"),
    Column("Code"),
    Column("What is wrong"),
    Column("What to write instead"),
)


def validate_page(report: ValidateReport, footnotes: Footnotes) -> Page:
    """A table of errors and warnings."""
    rows = [_row("error", problem) for problem in report.errors]
    rows += [_row("warning", problem) for problem in report.warnings]
    return page(report, [Table("", COLUMNS, rows, [verdict(report)])], (), footnotes)


def verdict(report: ValidateReport) -> str:
    """The last word on a ledger: whether it is valid, and how much there is to look at."""
    counts = f"{_count(len(report.errors), 'error')}, {_count(len(report.warnings), 'warning')}"
    return f"{'Valid' if report.valid else 'Not valid'}: {counts}."


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _row(severity: str, problem: Problem) -> Row:
    return Row(
        (
            Cell(str(problem.line)),
            Cell(str(problem.column)),
            Cell(severity),
            Cell(problem.code),
            Cell(problem.message),
            Cell(problem.hint),
        )
    )
