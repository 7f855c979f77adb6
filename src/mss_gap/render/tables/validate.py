"""The tables of `validate`: all that is wrong with a ledger. A terminal shows it as a compiler would instead."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from mss_gap.analysis.reports.validate import ValidateReport
from mss_gap.ledger.explain.problems import AND_MORE, Problem
from mss_gap.render.columns import Align, Column, Page, Records, Table, Words, keys_of
from mss_gap.render.excerpts import problems_text
from mss_gap.render.harmless import counted, plain
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.tables.sources import digest, files_table


class _Rated(NamedTuple):
    """A problem, and whether it is an error or a warning."""

    severity: str
    problem: Problem


COLUMNS: tuple[Column[_Rated], ...] = (
    Column("File", lambda it: Words(it.problem.file)),
    Column("Line", lambda it: Words(str(it.problem.line)), Align.RIGHT),
    Column("Column", lambda it: Words(str(it.problem.column)), Align.RIGHT),
    Column("Severity", lambda it: Words(it.severity)),
    Column("Code", lambda it: Words(it.problem.code)),
    Column("What is wrong", lambda it: Words(it.problem.message)),
    Column("What to write instead", lambda it: Words(it.problem.hint)),
)


def page(report: ValidateReport) -> Page:
    """A table of errors, then warnings, with the verdict below it; and one of the files that were read."""
    table = Table.of("", COLUMNS, _rated(report), [verdict(report)])
    return replace(
        headed_page(report, [table, files_table(report.files)], ()), terminal_text=lambda: _terminal_text(report)
    )


def records(report: ValidateReport) -> Records:
    """A record for each problem."""
    return Records.of({"severity": lambda it: it.severity, **keys_of(Problem, lambda it: it.problem)}, _rated(report))


def _rated(report: ValidateReport) -> Iterator[_Rated]:
    for severity, problems in (("error", report.errors), ("warning", report.warnings)):
        for problem in problems:
            yield _Rated(severity, problem)


def _terminal_text(report: ValidateReport) -> str:
    """Errors, then warnings, each with its line of the ledger; then the verdict, and the digest of each file."""
    files = "".join(f"{plain(file.file)}: {digest(file)}\n" for file in report.files)
    parts = [
        problems_text("error", report.errors, report.ledger, report.ledger_text, report.cells),
        problems_text("warning", report.warnings, report.ledger, report.ledger_text),
        f"{plain(report.ledger)}: {verdict(report)}\n{files}",
    ]
    return "\n".join(part for part in parts if part)


def verdict(report: ValidateReport) -> str:
    """Whether a ledger is valid, and how many errors and warnings there are."""
    counts = f"{number_of(report.errors, 'error')}, {number_of(report.warnings, 'warning')}"
    return f"{'Valid' if report.valid else 'Not valid'}: {counts}."


def number_of(problems: Sequence[Problem], noun: str) -> str:
    """How many problems there are; a lower bound where they are too many to list."""
    if any(problem.code == AND_MORE for problem in problems):
        return f"more than {counted(len(problems) - 1, noun)}"
    return counted(len(problems), noun)
