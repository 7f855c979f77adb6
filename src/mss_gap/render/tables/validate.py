"""The tables of `validate`: all that is wrong with a ledger. A terminal shows it as a compiler would instead."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from mss_gap.analysis.reports.validate import TableRead, ValidateReport
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


TABLES: tuple[Column[TableRead], ...] = (
    Column("File", lambda it: Words(_table_name(it))),
    Column("Rows", lambda it: Words(f"{it.rows:,}"), Align.RIGHT),
    Column("Entries", lambda it: Words(f"{it.entries:,}"), Align.RIGHT),
    Column("Left out", lambda it: Words(_left_out(it))),
)


def page(report: ValidateReport) -> Page:
    """A table of errors, then warnings, with the verdict below it; and one of the files that were read."""
    table = Table.of("", COLUMNS, _rated(report), [verdict(report)])
    tables = [table, *([Table.of("", TABLES, report.tables)] if report.tables else []), files_table(report.files)]
    return replace(headed_page(report, tables, ()), terminal_text=lambda: _terminal_text(report))


def records(report: ValidateReport) -> Records:
    """A record for each problem."""
    return Records.of({"severity": lambda it: it.severity, **keys_of(Problem, lambda it: it.problem)}, _rated(report))


def _rated(report: ValidateReport) -> Iterator[_Rated]:
    for severity, problems in (("error", report.errors), ("warning", report.warnings)):
        for problem in problems:
            yield _Rated(severity, problem)


def _terminal_text(report: ValidateReport) -> str:
    """Errors, then warnings, each with its line of the ledger; then the verdict, what was read, and each file's digest."""
    files = "".join(f"{plain(file.file)}: {digest(file)}\n" for file in report.files)
    tables = "".join(f"{plain(_table_name(table))}: {_rows_read(table)}\n" for table in report.tables)
    parts = [
        problems_text("error", report.errors, report.ledger, report.ledger_text, report.cells),
        problems_text("warning", report.warnings, report.ledger, report.ledger_text),
        f"{plain(report.ledger)}: {verdict(report)}\n{tables}{files}",
    ]
    return "\n".join(part for part in parts if part)


def _table_name(table: TableRead) -> str:
    return table.file if table.sheet is None else f"{table.file}:{table.sheet}"


def _rows_read(table: TableRead) -> str:
    """How many rows of a table became entries, and why the others did not."""
    left_out = f" ({_left_out(table)})" if table.left_out else ""
    return f"rows read as entries: {table.entries:,} of {table.rows:,}{left_out}"


def _left_out(table: TableRead) -> str:
    return ", ".join(f"{number:,} {why}" for why, number in table.left_out.items())


def verdict(report: ValidateReport) -> str:
    """Whether a ledger is valid, and how many errors and warnings there are."""
    counts = f"{number_of(report.errors, 'error')}, {number_of(report.warnings, 'warning')}"
    return f"{'Valid' if report.valid else 'Not valid'}: {counts}."


def number_of(problems: Sequence[Problem], noun: str) -> str:
    """How many problems there are; a lower bound where they are too many to list."""
    if any(problem.code == AND_MORE for problem in problems):
        return f"more than {counted(len(problems) - 1, noun)}"
    return counted(len(problems), noun)
