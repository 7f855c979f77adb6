"""Problems of a ledger as a compiler would show them: the place, the line, a caret and a hint."""

import re
from collections.abc import Iterable
from io import StringIO
from itertools import islice
from unicodedata import combining, east_asian_width

from mss_gap.ledger.explain.problems import Problem
from mss_gap.render.harmless import plain

WIDEST_EXCERPT = 100
"""Characters of a line that are shown; of a longer one, the part around the problem."""


def problems_text(origin: str, severity: str, problems: Iterable[Problem], text: str) -> str:
    """Each problem as `FILE:LINE:COLUMN: error[code]: what is wrong`, its line below, and what to write instead."""
    problems = list(problems)
    lines = _lines(text, {problem.line for problem in problems})
    return "\n".join(_problem_text(origin, severity, problem, lines) for problem in problems)


def _lines(text: str, wanted: set[int]) -> dict[int, str]:
    """The lines with these numbers only: a text may have tens of millions."""
    numbered = enumerate(StringIO(text, newline="\n"), 1)
    return {
        number: line.removesuffix("\n") for number, line in islice(numbered, max(wanted, default=0)) if number in wanted
    }


def _problem_text(origin: str, severity: str, problem: Problem, lines: dict[int, str]) -> str:
    head = f"{plain(origin)}:{problem.line}:{problem.column}: {severity}[{problem.code}]: {plain(problem.message)}"
    line = lines.get(problem.line, "")
    excerpt, caret = _excerpt(line, problem.column - 1)
    number = str(problem.line)
    margin = " " * len(number)
    shown = [f"  {number} | {excerpt}", f"  {margin} | {caret}"] if excerpt.strip() else []
    return "\n".join([head, *shown, f"  {margin} = hint: {plain(problem.hint)}", ""])


def _excerpt(line: str, position: int) -> tuple[str, str]:
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
