"""Says where a finding is: by its line and column in a ledger's text, or by its row in a file of one of its tables."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mss_gap.ledger.explain.problems import AND_MORE, Finding, Path, Problem
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.read.terms import hint_of_row
from mss_gap.ledger.read.validate import MORE, MOST_REPORTED, first_findings

if TYPE_CHECKING:
    from mss_gap.ledger.table import TableRows


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
    return first_problems([*_in_text(first_findings(own), text, file), *of_rows])


def first_problems(problems: list[Problem]) -> list[Problem]:
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


def _row_of(path: Path, ledger: Ledger) -> "tuple[TableRows, int] | None":
    match path:
        case (str(section), int(index), *_):
            return ledger.row_of(section, index)
        case _:
            return None


def _own_path(path: Path, ledger: Ledger) -> Path:
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


def line_of(path: Path, text: str) -> int:
    """The line of the key at a path, or of the heading of the table there."""
    from mss_gap.ledger.explain.positions import Locator

    return Locator(text, {path}).place(path, at_key=True).line


def lines_of(paths: Collection[Path], text: str, ledger: Ledger) -> Mapping[Path, int | None]:
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


def path_text(path: Path) -> str:
    """A path as text, list positions counted from 0.

    >>> path_text(("pledges", 3, "date"))
    'pledges[3].date'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
