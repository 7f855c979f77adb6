"""Reads a file as a ledger, or reports all that is wrong with it."""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from mss_gap.ledger.explain.problems import AND_MORE, NO_CELLS, Finding, LedgerInvalidError, Problem
from mss_gap.ledger.explain.problems import Path as LedgerPath
from mss_gap.ledger.find import FileRead, Location, find_ledger
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.read.bytes import read_bytes
from mss_gap.ledger.read.references import Declared
from mss_gap.ledger.read.rules import broken_rules
from mss_gap.ledger.read.terms import broken_terms, hint_of_row
from mss_gap.ledger.read.toml import SyntaxProblemError, decode, parse, readable
from mss_gap.ledger.read.validate import MORE, MOST_REPORTED, faults, first_findings, validate

if TYPE_CHECKING:
    from mss_gap.ledger.read.tables import TablesRead
    from mss_gap.ledger.table import TableRows

LARGE = 2**22
"""Characters of a text from which on a part of it is validated first."""
BY_LINES = 2**19
"""Characters of a text from which on its entries are read line by line.

A text of half a million is read as quickly as a whole: the ledger of 5,000 entries that benchmarks/generate.py makes.
"""


def load(path: str | Path | None = None) -> Ledger:
    """Read a ledger from a file; without a path, the one that the command would read.

    That is `$MSS_GAP_LEDGER`, else the current folder's `data/commitments.toml` or `commitments.toml`, else the
    ledger that ships with the program. Raises `LedgerUnreadableError` where there is no such file, and
    `LedgerInvalidError`, which has every problem with its line and column, where the file is not a valid ledger.
    """
    return read_ledger(find_ledger(None if path is None else str(path), os.environ, Path()))


def read_ledger(location: Location) -> Ledger:
    """Read the ledger at a location; raises as `load` does."""
    return parse_ledger(read_bytes(location), location.origin, location.folder)


def parse_ledger(content: bytes, origin: str, folder: Path | None = None) -> Ledger:
    """The ledger in some bytes; raises `LedgerInvalidError` with all that is wrong.

    Its tables are below `folder`; without one, none can be read.
    """
    return inspect(content, origin, folder).ledger


@dataclass(frozen=True, slots=True)
class Inspected:
    """A valid ledger, and what it was read from."""

    ledger: Ledger
    text: str
    """For what refers to its lines."""
    document: Mapping[str, object]
    """What the text states; for the entries of a large ledger, what their different lines state."""


def inspect(content: bytes, origin: str, folder: Path | None = None) -> Inspected:
    """The ledger in some bytes, with its text; raises as `parse_ledger` does."""
    try:
        text = decode(content)
    except SyntaxProblemError as error:
        raise LedgerInvalidError(origin, [error.problem_in(origin)], readable(content)) from error
    read = _read_plainly(text, origin) or _read_as_a_whole(text, origin, folder)
    own = FileRead.of(origin, content)
    if not read.ledger.tables:
        return replace(read, ledger=read.ledger.read_from(own))
    return replace(read, ledger=_with_tables(read.ledger, own, text, folder))


def _with_tables(ledger: Ledger, own: FileRead, text: str, folder: Path | None) -> Ledger:
    """A ledger with the rows of its tables; raises `LedgerInvalidError` with all that is wrong."""
    from mss_gap.ledger.read.tables import read_tables

    more = read_tables(ledger, folder)
    problems = _problems_of(more, text, own.file)
    after = more.ledger.read_from(own, *more.files, tables=more.tables)
    if not problems:
        problems = locate_first(chain(broken_rules(after), broken_terms(after)), text, own.file, after)
    if problems:
        raise LedgerInvalidError(own.file, problems, text, more.cells, more.files)
    return after


def _problems_of(more: "TablesRead", text: str, file: str) -> list[Problem]:
    """What is wrong with tables: in the ledger's blocks, then in their cells; as many as are reported."""
    return _first_problems([*locate(more.findings, text, file), *more.problems])


def _read_as_a_whole(text: str, origin: str, folder: Path | None) -> Inspected:
    """The ledger in a text; raises `LedgerInvalidError` with all that is wrong."""
    try:
        document = parse(text)
    except SyntaxProblemError as error:
        raise LedgerInvalidError(origin, [error.problem_in(origin)], text) from error
    ledger, findings = validate(document, origin, large=len(text) > LARGE)
    if ledger is None or findings:
        problems, cells = locate(findings, text, origin), NO_CELLS
        files: tuple[FileRead, ...] = ()
        if ledger is not None and ledger.tables:
            from mss_gap.ledger.read.tables import read_tables

            more = read_tables(ledger, folder)
            problems, cells = [*problems, *_problems_of(more, text, origin)], more.cells
            files = more.files
        raise LedgerInvalidError(origin, problems, text, cells, files)
    return Inspected(ledger, text, document)


def _read_plainly(text: str, origin: str) -> Inspected | None:
    """The ledger in a text, if it is large, plain and valid; None if the text must be read as a whole."""
    if len(text) < BY_LINES:
        return None
    from mss_gap.ledger.read.fast import read_plainly

    plain = read_plainly(text)
    if plain is None:
        return None
    try:
        rest = Ledger.from_document(plain.rest, origin)
    except ValidationError:
        return None
    entries = {"pledges": plain.pledges, "actuals": plain.actuals}
    ledger = rest.with_more(entries)
    document = {**plain.rest, **{section: plain.stated for section, some in entries.items() if some}}
    fault = next(faults(document, Declared.in_document(document), ledger), None)
    return Inspected(ledger, text, document) if fault is None else None


def extend(before: Inspected, more: Mapping[str, object]) -> Ledger | None:
    """A ledger with the entries of another document after its own, without reading its text again.

    None where anything is wrong then: the text must be read as a whole to say what.
    """
    try:
        added = Ledger.from_document({"commitments": before.document["commitments"], **more}, "")
    except ValidationError:
        return None
    after = before.ledger.with_more({section: getattr(added, section) for section in more})
    fault = next(faults(more, Declared.in_document(before.document), after), None)
    return after if fault is None else None


def locate(findings: Iterable[Finding], text: str, file: str, ledger: Ledger | None = None) -> list[Problem]:
    """Findings about a file with their lines and columns, in the order of its text.

    Those about rows of the tables of a `ledger` follow, in the order of the tables.
    """
    findings, of_rows = _parted(findings, ledger)
    return [*_in_text(findings, text, file), *of_rows]


def locate_first(findings: Iterable[Finding], text: str, file: str, ledger: Ledger) -> list[Problem]:
    """As many of the findings as are reported, as `locate` has them, and that there are more.

    What is wrong with many rows of a table is one problem, which says how many.
    """
    own, of_rows = _parted(findings, ledger)
    return _first_problems([*_in_text(first_findings(own), text, file), *of_rows])


def _first_problems(problems: list[Problem]) -> list[Problem]:
    """As many problems as are reported, and one that says that there are more."""
    if len(problems) <= MOST_REPORTED or any(problem.code == AND_MORE for problem in problems[: MOST_REPORTED + 1]):
        return problems[: MOST_REPORTED + 1]
    last = replace(problems[MOST_REPORTED], code=MORE.code, message=MORE.message, hint=MORE.hint)
    return [*problems[:MOST_REPORTED], last]


def _parted(findings: Iterable[Finding], ledger: Ledger | None) -> tuple[list[Finding], list[Problem]]:
    """The findings about a ledger's own text, and the problems of rows of its tables."""
    if ledger is None or not ledger.tables_read:
        return list(findings), []
    own: list[Finding] = []
    of_rows: dict[tuple[int, str, str, str], list[tuple[Finding, TableRows, int]]] = {}
    for finding in findings:
        row = _row_of(finding.path, ledger)
        if row:
            table, line = row
            # What has no message says only where something is: each row is named.
            same = (table.index, finding.code, finding.message or str(finding.path), finding.hint)
            of_rows.setdefault(same, []).append((finding, table, line))
        else:
            other = _row_of(finding.other, ledger) if finding.other else None
            own.append(
                replace(
                    finding,
                    path=_own_path(finding.path, ledger),
                    message=f"{finding.message}{_other_row(other)}",
                    other=None if other or not finding.other else _own_path(finding.other, ledger),
                )
            )
    in_order = sorted(of_rows.values(), key=lambda same: (same[0][1].index, same[0][2], same[0][0].code))
    return own, [_problem_of_row(*same[0], len(same) - 1, ledger) for same in in_order]


def _other_row(row: "tuple[TableRows, int] | None") -> str:
    """What follows a message about an entry and a row of a table."""
    return f"; the other is {row[0].place(row[1])}" if row else ""


def _problem_of_row(finding: Finding, table: "TableRows", line: int, more: int, ledger: Ledger) -> Problem:
    """A finding about a row of a table, and about so many more rows that the same is wrong with."""
    rows = so_many(more, "more row", "more rows")
    other = _other_row(_row_of(finding.other, ledger)) if finding.other else ""
    further = "" if not more else f"; so it is in {rows}" if other else f", here and in {rows}"
    return Problem(
        code=finding.code,
        file=table.file,
        line=line,
        column=1,
        path=table.path(line),
        message=f"{finding.message}{other}{further}",
        hint=hint_of_row(finding, ledger),
    )


def _row_of(path: LedgerPath, ledger: Ledger) -> "tuple[TableRows, int] | None":
    match path:
        case (str(section), int(index), *_):
            return ledger.row_of(section, index)
        case _:
            return None


def _own_path(path: LedgerPath, ledger: Ledger) -> LedgerPath:
    """A path as the ledger's own text has it: the rows of tables are not among its entries."""
    match path:
        case (str(section), int(index), *rest):
            return (section, ledger.own_index(section, index), *rest)
        case _:
            return path


def _in_text(findings: Sequence[Finding], text: str, file: str) -> list[Problem]:
    if not findings:
        return []
    # The syntax tree is loaded only here: a ledger without fault never needs it.
    from mss_gap.ledger.explain.positions import Locator

    others = {finding.other for finding in findings if finding.other is not None}
    locator = Locator(text, {finding.path for finding in findings} | others)
    problems = []
    for finding in findings:
        place = locator.place(finding.path, at_key=finding.at_key)
        other = f"; the other is on line {locator.place(finding.other).line}" if finding.other else ""
        problems.append(
            Problem(
                code=finding.code,
                file=file,
                line=place.line,
                column=place.column,
                path=path_text(finding.path),
                message=f"{finding.message}{other}",
                hint=finding.hint,
            )
        )
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.code))


def line_of(path: LedgerPath, text: str) -> int:
    """The line of the key at a path, or of the heading of the table there."""
    from mss_gap.ledger.explain.positions import Locator

    return Locator(text, {path}).place(path, at_key=True).line


def lines_of(paths: Collection[LedgerPath], text: str, ledger: Ledger) -> Mapping[LedgerPath, int | None]:
    """The line of each path, counted from 1, in one walk over the text; None where it is not found.

    That of a row of a table is its line in the table's file, or its number in the sheet.
    """
    rows = {path: row[1] for path in paths if (row := _row_of(path, ledger))} if ledger.tables_read else {}
    own = (
        {path: _own_path(path, ledger) for path in paths if path not in rows}
        if rows
        else {path: path for path in paths}
    )
    if not own:
        return rows
    from mss_gap.ledger.explain.positions import Locator

    locator = Locator(text, set(own.values()))
    return {**rows, **{path: locator.line(at) for path, at in own.items()}}


def path_text(path: LedgerPath) -> str:
    """A path as text, list positions counted from 0.

    >>> path_text(("pledges", 3, "date"))
    'pledges[3].date'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
