"""The tables of `validate`: all that is wrong with a ledger. A terminal shows it as a compiler would instead."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from mss_gap.analysis.reports.validate import TableRead, ValidateReport
from mss_gap.ledger.explain.problems import AND_MORE, Problem
from mss_gap.ledger.find import FileRead
from mss_gap.render.columns import Align, Column, Keys, Page, Records, Table, Words, keys_of
from mss_gap.render.excerpts import problems_text
from mss_gap.render.harmless import counted, plain
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.tables.sources import digest, files_table

ERROR, WARNING = "error", "warning"


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
    Column("Table", lambda it: Words(_name(it))),
    Column("Rows", lambda it: Words(f"{it.rows:,}"), Align.RIGHT),
    Column("Entries", lambda it: Words(_entries(it)), Align.RIGHT),
    Column("Rows left out", lambda it: Words("; ".join(_left_out(it)))),
    Column("Names that are bodies", lambda it: Words(f"{it.bodies:,}" if it.bodies else ""), Align.RIGHT),
)


def page(report: ValidateReport) -> Page:
    """Errors, then warnings, with the verdict below them; the tables whose rows are entries; the files that were read."""
    problems = Table.of("", COLUMNS, _rated(report), [verdict(report)])
    tables = [Table.of("", TABLES, report.tables)] if report.tables else []
    return replace(
        headed_page(report, [problems, *tables, files_table(report.files)], ()),
        terminal_text=lambda: _terminal_text(report),
    )


def records(report: ValidateReport) -> Records:
    """A record for each table, each file and each problem."""
    read: Keys[TableRead] = {**keys_of(TableRead), "left_out": _left_out}
    problem: Keys[_Rated] = {"severity": lambda it: it.severity, **keys_of(Problem, lambda it: it.problem)}
    rated = list(_rated(report))
    return Records.in_sections(
        {
            "tables": Records.of(read, report.tables),
            "files": Records.of(keys_of(FileRead), report.files),
            "errors": Records.of(problem, (each for each in rated if each.severity == ERROR)),
            "warnings": Records.of(problem, (each for each in rated if each.severity == WARNING)),
        }
    )


def _name(table: TableRead) -> str:
    return table.file if table.sheet is None else f"{table.file}:{table.sheet}"


def _entries(table: TableRead) -> str:
    return counted(table.entries, table.section.removesuffix("s"))


def _left_out(table: TableRead) -> Sequence[str]:
    """How many rows were left out, by the reason, each in words."""
    return [f"{number:,} {reason}" for reason, number in table.left_out.items()]


def _table_said(table: TableRead) -> str:
    """What was read of a table, such as `donors.csv: 328 rows, 183 actuals; 145 excluded by where`."""
    said = [f"{counted(table.rows, 'row')}, {_entries(table)}", *_left_out(table)]
    if table.bodies:
        said.append(f"{counted(table.bodies, 'name')} counted as {'a body' if table.bodies == 1 else 'bodies'}")
    return f"{plain(_name(table))}: {plain('; '.join(said))}\n"


def _rated(report: ValidateReport) -> Iterator[_Rated]:
    for severity, problems in ((ERROR, report.errors), (WARNING, report.warnings)):
        for problem in problems:
            yield _Rated(severity, problem)


def _terminal_text(report: ValidateReport) -> str:
    """Errors, then warnings, each with its line; then the verdict, what was read of each table, and the digest of each file."""
    tables = "".join(map(_table_said, report.tables))
    files = "".join(f"{plain(file.file)}: {digest(file)}\n" for file in report.files)
    parts = [
        problems_text(ERROR, report.errors, report.ledger, report.ledger_text, report.cells),
        problems_text(WARNING, report.warnings, report.ledger, report.ledger_text),
        f"{plain(report.ledger)}: {verdict(report)}\n{tables}{files}",
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
