"""Adds the rows of a ledger's tables to it, or finds all that is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from types import MappingProxyType

from mss_gap.ledger.check import shown
from mss_gap.ledger.explain.problems import Finding, Path, Problem
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.model import Body, Ledger, keys_of
from mss_gap.ledger.near import did_you_mean, list_names
from mss_gap.ledger.read.terms import unknown_stage
from mss_gap.ledger.table import Section, Table, TableRows
from mss_gap.ledger.tables.cell_dates import precision_of_form
from mss_gap.ledger.tables.faults import CellProblem
from mss_gap.ledger.tables.grid import Grid, TableUnreadableError
from mss_gap.ledger.tables.keys import CHOICES, DATES, KINDS, NUMBERS
from mss_gap.ledger.tables.meaning import Declarations
from mss_gap.ledger.tables.reading.files import DELIMITED, bytes_of, grid_of
from mss_gap.ledger.tables.rows import TableEntries, entries_of


@dataclass(frozen=True, slots=True)
class TablesRead:
    """A ledger with the rows of its tables, and all that is wrong with these."""

    ledger: Ledger
    files: tuple[FileRead, ...]
    """Each file once, in the order of the tables."""
    tables: tuple[TableRows, ...]
    findings: Sequence[Finding]
    """What is wrong in the ledger's blocks, by their paths."""
    problems: Sequence[Problem]
    """What is wrong in cells."""
    cells: Mapping[Problem, Sequence[str]]
    """The row that each of those is in."""


def read_tables(ledger: Ledger, folder: FilePath | None) -> TablesRead:
    """Read every table of a ledger below a folder."""
    reader = _Reader(ledger, folder)
    for index, table in enumerate(ledger.tables):
        reader.read(index, table)
    return TablesRead(
        reader.ledger,
        tuple(FileRead.of(name, content) for name, content in reader.contents.items()),
        tuple(reader.tables),
        reader.findings,
        list(reader.cells),
        reader.cells,
    )


class _Reader:
    def __init__(self, ledger: Ledger, folder: FilePath | None) -> None:
        self.ledger, self._folder = ledger, folder
        self.contents: dict[str, bytes] = {}
        self.tables: list[TableRows] = []
        self.findings: list[Finding] = []
        self.cells: dict[Problem, Sequence[str]] = {}
        self._declared = Declarations(
            bodies={code: body.name for code, body in ledger.contributors.items()},
            units={key: commitment.unit for key, commitment in ledger.commitments.items()},
            sources=frozenset(ledger.sources),
        )

    def read(self, index: int, table: Table) -> None:
        """Add a table's entries to the ledger, or note what is wrong with it."""
        faults = [*_faults_of_block(("tables", index), table), *self._stage_faults(("tables", index), table)]
        self.findings += faults
        try:
            if table.file not in self.contents:
                self.contents[table.file] = bytes_of(table.file, self._folder)
            grid = grid_of(table, self.contents[table.file])
        except TableUnreadableError as error:
            path = ("tables", index, error.key)
            self.findings.append(Finding("unreadable-table", path, f"{error.origin}: {error.reason}", error.hint))
            return
        if faults:
            return
        read = entries_of(table, grid, self._declared)
        for problem in read.problems:
            self.cells[_problem(problem, table, grid)] = problem.row
        if not read.problems:
            self._add(index, table, grid, read)

    def _stage_faults(self, path: Path, table: Table) -> Iterator[Finding]:
        """A stage that is the same for all rows, and that their commitment does not have."""
        commitment = self.ledger.commitments.get(table.commitment or "")
        stated = table.stage if table.kind is Section.ACTUALS and table.outside is None else None
        if commitment and stated is not None and stated not in commitment.stages:
            yield unknown_stage((*path, "stage"), stated, str(table.commitment), commitment)

    def _add(self, index: int, table: Table, grid: Grid, read: TableEntries) -> None:
        section = str(table.kind)
        first = len(getattr(self.ledger, section))
        bodies = {name: Body(name=name) for name in read.bodies if name not in self.ledger.contributors}
        self.ledger = self.ledger.with_more({section: read.entries, "contributors": bodies})
        self.tables.append(
            TableRows(
                index=index,
                file=table.file,
                sheet=grid.sheet,
                section=table.kind,
                first=first,
                **read.findings(),
            )
        )


def _problem(problem: CellProblem, table: Table, grid: Grid) -> Problem:
    return Problem(
        code=problem.code,
        file=table.file,
        line=problem.line,
        column=problem.column,
        path="" if grid.sheet is None else problem.place.removeprefix(f"{table.file}:"),
        message=problem.message,
        hint=problem.hint,
    )


def _faults_of_block(path: Path, table: Table) -> Iterator[Finding]:
    """What is wrong with a block by itself."""
    keys = frozenset(keys_of(KINDS[table.kind]))
    columns, stated = set(table.columns), {key for key in keys if getattr(table, key, None) not in (None, ())}
    yield from _unknown_keys(path, table, keys)
    for key in sorted(stated & columns):
        message = f"`{key}` is the same for all rows here, and is in a column"
        yield Finding("stated-twice", (*path, key), message, "take one of the two out", other=(*path, "columns", key))
    for key, example in _NEEDED.items():
        if key not in stated | columns:
            yield Finding("missing-key", path, f"this table does not say the {key} of its rows", f"add {example}")
    for name in ("values", "otherwise", "strip"):
        for key in sorted(set(getattr(table, name)) & keys - columns):
            message, hint = f"no column is read for `{key}`", f'add columns.{key} = "…", the title of the column'
            yield Finding("without-column", (*path, name, key), message, hint, at_key=True)
    yield from _faults_of_form(path, table)
    for key, titles in table.columns.items():
        if key in keys and key not in (*NUMBERS, *DATES) and len(titles) > 1:
            message = f"`{key}` is not a number: only numbers of several columns are added"
            yield Finding("several-columns", (*path, "columns", key), message, "name one column")
    yield from _unknown_words(path, table, keys)


def _faults_of_form(path: Path, table: Table) -> Iterator[Finding]:
    """What is wrong with how a block says that its file is written."""
    if table.encoding is not None and not table.file.lower().endswith(DELIMITED):
        yield Finding("encoding", (*path, "encoding"), "only a CSV file has an encoding", "take it out")
    if table.dates is not None and precision_of_form(table.dates) is None:
        message = f"{shown(table.dates)} is not the form of a date"
        yield Finding("not-a-form", (*path, "dates"), message, 'write dates = "%d/%m/%Y", "%m/%Y" or "%Y"')
    if table.upper_header is not None and table.upper_header >= table.header:
        message = f"row {table.upper_header} is not above the titles, which are in row {table.header}"
        yield Finding(
            "not-a-row", (*path, "upper_header"), message, f"write header = {table.upper_header + 1}, or correct it"
        )


def _unknown_words(path: Path, table: Table, keys: frozenset[str]) -> Iterator[Finding]:
    """The words that are the same for all rows, and not among those that their keys may have."""
    for key, choices in CHOICES.items():
        word = getattr(table, key)
        if key in keys and word is not None and word not in list(choices):
            known = frozenset(str(each) for each in choices)
            hint = did_you_mean(word, known, f"write {list_names(known)}")
            yield Finding("not-a-choice", (*path, key), f"{shown(word)} is not a {key}", hint)


_NEEDED = MappingProxyType(
    {
        "commitment": 'commitment = "…", or columns.commitment = "…" with the title of a column',
        "date": 'columns.date = "…" with the title of a column, or date = 2025-06-27 for all rows',
    }
)
"""What to write for a key that each row needs."""


def _unknown_keys(path: Path, table: Table, keys: frozenset[str]) -> Iterator[Finding]:
    """The keys that an entry of the table's kind does not have."""
    for name in ("columns", "strip", "values", "otherwise"):
        for key in getattr(table, name):
            if key not in keys:
                hint = did_you_mean(key, keys, f"write {list_names(keys)}")
                yield Finding(
                    "unknown-key", (*path, name, key), f"{shown(key)} is not a key of an entry", hint, at_key=True
                )
    for key in ("status", "part", "due", "stage"):
        if key not in keys and getattr(table, key) is not None:
            what = "a pledge" if table.kind is Section.PLEDGES else "an actual"
            yield Finding("unknown-key", (*path, key), f"{what} has no {key}", "take it out", at_key=True)
