"""What is wrong with a ledger as a page; on a terminal it is shown as a compiler would instead."""

from collections.abc import Iterator, Sequence

from mss_gap.analysis.reports.validate import ValidateReport
from mss_gap.ledger.explain.problems import AND_MORE, Problem
from mss_gap.render.formats.csv import Rows, cells_of, columns_of
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import Align, Cell, Column, Page, Row, Table
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.harmless import counted
from mss_gap.render.view import View

COLUMNS = (
    Column("Line", Align.RIGHT),
    Column("Column", Align.RIGHT),
    Column("Severity"),
    Column("Code"),
    Column("What is wrong"),
    Column("What to write instead"),
)


class ValidateView(View[ValidateReport]):
    """Errors, then warnings, then the verdict."""

    def page(self) -> Page:
        """One table."""
        rows = [_row(severity, problem) for severity, problem in self._problems()]
        return headed_page(self.report, [Table("", COLUMNS, rows, [verdict(self.report)])], (), Footnotes({}))

    def rows(self) -> Rows:
        """A row a problem."""
        return Rows(
            ["severity", *columns_of(Problem)],
            ([severity, *cells_of(problem)] for severity, problem in self._problems()),
        )

    def text(self) -> str:
        """Each problem as a compiler would show it."""
        # Loaded here, because the excerpts end with this module's verdict.
        from mss_gap.render.excerpts import validation_text

        return validation_text(self.report, self.backdrop.text)

    def _problems(self) -> Iterator[tuple[str, Problem]]:
        for severity, problems in (("error", self.report.errors), ("warning", self.report.warnings)):
            for problem in problems:
                yield severity, problem


def verdict(report: ValidateReport) -> str:
    """The last word on a ledger: whether it is valid, and how much there is to look at."""
    counts = f"{number_of(report.errors, 'error')}, {number_of(report.warnings, 'warning')}"
    return f"{'Valid' if report.valid else 'Not valid'}: {counts}."


def number_of(problems: Sequence[Problem], noun: str) -> str:
    """How many problems there are; a lower bound where they are too many to tell."""
    if any(problem.code == AND_MORE for problem in problems):
        return f"more than {counted(len(problems) - 1, noun)}"
    return counted(len(problems), noun)


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
