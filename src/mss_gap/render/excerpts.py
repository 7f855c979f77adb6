"""Problems of a ledger as a compiler would show them: the place, the line, a caret and a hint."""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import islice
from unicodedata import combining, east_asian_width

from mss_gap.ledger.explain.problems import NO_CELLS, Problem
from mss_gap.render.harmless import plain

WIDEST_CELL = 24
"""Characters of a cell of a table that are shown."""
CELLS_BEFORE, CELLS_AFTER = 2, 3
"""Cells of a row that are shown: before the one that is wrong, and from it on."""
WIDEST_EXCERPT = 100
"""Characters of a line that are shown; of a longer one, the part around the problem."""


def problems_text(
    severity: str,
    problems: Iterable[Problem],
    origin: str,
    text: str,
    cells: Mapping[Problem, Sequence[str]] = NO_CELLS,
) -> str:
    """Each problem as `FILE:LINE:COLUMN: error[code]: what is wrong`, its line below, and what to write instead.

    `text` is that of the file `origin`. A problem of a cell of a workbook has `FILE:SHEET!CELL`, and `cells` the row that
    it is in.
    """
    problems = list(problems)
    lines = _lines(text, {problem.line for problem in problems if problem.file == origin})
    return "\n".join(
        _problem_text(severity, problem, _in_line(lines.get(problem.line, ""), problem.column - 1), _place(problem))
        if problem.file == origin
        else _problem_text(severity, problem, _in_row(cells.get(problem, ()), problem.column - 1), _place(problem))
        for problem in problems
    )


def _place(problem: Problem) -> str:
    file = plain(problem.file)
    return f"{file}:{plain(problem.path)}" if _CELL.search(problem.path) else f"{file}:{problem.line}:{problem.column}"


_CELL = re.compile(r"![A-Z]{1,3}\d+$")
"""How the path of a problem ends that is in a workbook."""


def _in_row(cells: Sequence[str], column: int) -> tuple[str, str]:
    """The cells of a row, with bars between them, and a caret under one of them."""
    shortened = [plain(cell) if len(cell) <= WIDEST_CELL else f"{plain(cell[: WIDEST_CELL - 1])}…" for cell in cells]
    first = max(0, column - CELLS_BEFORE)
    before = "".join(f"{cell} | " for cell in shortened[first:column])
    row = before + " | ".join(shortened[column : column + CELLS_AFTER])
    wrong = shortened[column] if column < len(shortened) else ""
    return row.rstrip(" |"), " " * _columns(before) + "^" * max(1, _columns(wrong))


def _lines(text: str, wanted: set[int]) -> dict[int, str]:
    """The lines with these numbers only: a text may have tens of millions."""
    numbered = enumerate(StringIO(text, newline="\n"), 1)
    return {
        number: line.removesuffix("\n") for number, line in islice(numbered, max(wanted, default=0)) if number in wanted
    }


def _problem_text(severity: str, problem: Problem, shown_at: tuple[str, str], place: str) -> str:
    head = f"{place}: {severity}[{problem.code}]: {plain(problem.message)}"
    excerpt, caret = shown_at
    number = str(problem.line)
    margin = " " * len(number)
    shown = [f"  {number} | {excerpt}", f"  {margin} | {caret}"] if excerpt.strip() else []
    return "\n".join([head, *shown, f"  {margin} = hint: {plain(problem.hint)}", ""])


def _in_line(line: str, position: int) -> tuple[str, str]:
    """The line, or the part of it around a position, and a caret under what is wrong."""
    start = max(0, position - WIDEST_EXCERPT // 2) if len(line) > WIDEST_EXCERPT else 0
    window = line[start : start + WIDEST_EXCERPT]
    lead, trail = "…" if start else "", "…" if start + WIDEST_EXCERPT < len(line) else ""
    before, rest = line[start:position], line[position : start + WIDEST_EXCERPT]
    wrong = re.match(r"\"[^\"]*\"?|'[^']*'?|(?:[^\s,\]}=.]|[.,](?=\d))+", rest)
    caret = "^" * max(1, _columns(wrong[0] if wrong else ""))
    return lead + plain_keeping_width(window) + trail, " " * (len(lead) + _columns(before)) + caret


def _columns(text: str) -> int:
    """How many columns a terminal gives to a text: two to a wide character, none to one that joins another."""
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in ("W", "F") else 1
        for character in plain_keeping_width(text)
    )


def plain_keeping_width(text: str) -> str:
    """Text that cannot act, a character for a character, so that carets stay where they belong."""
    return "".join(plain(character) if character.isprintable() or character == "\t" else "?" for character in text)
