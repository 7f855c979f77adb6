"""docs/errors.md explains every code of the source, and each of its examples causes what it stands for."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mss_gap import WarningCode
from mss_gap.analysis.reports.validate import validated
from mss_gap.ledger.explain.problems import AND_MORE

Page = Callable[[str], str]
Section = Callable[[str, str], str]
Tables = Callable[[str], list[list[dict[str, str]]]]
MAKERS = {"Finding", "Problem", "rejected", "SyntaxProblemError"}
IN_WORDS = {"encoding", "and-more", "too-deep", "no-commitment", "parts-exceed-total", "bound", "overlap"}
"""Codes whose example is a whole file rather than a line of the complete example."""


def test_every_code_of_the_source_is_explained_and_no_other(page: Page, tables: Tables, root: Path) -> None:
    explained = [row["code"].strip("`") for table in tables(page("docs/errors.md")) for row in table]
    assert sorted(explained) == sorted(codes_in(root / "src"))


@pytest.mark.parametrize("kind", ["Errors", "Warnings"])
def test_each_example_causes_its_code_and_its_remedy_does_not(
    kind: str, page: Page, section: Section, tables: Tables, example_ledger: str
) -> None:
    (table,) = tables(section(page("docs/errors.md"), kind))
    assert codes_of(example_ledger, kind) == set()
    untried = set()
    for row in table:
        code, wrong, right = row["code"].strip("`"), lines_in(row["not this"]), lines_in(row["but this"])
        if code in IN_WORDS:
            untried.add(code)
            continue
        assert right in example_ledger, code
        assert code in codes_of(example_ledger.replace(right, wrong, 1), kind), code
    assert untried == IN_WORDS & {row["code"].strip("`") for row in table}


def codes_in(source: Path) -> set[str]:
    """Each code that a call in the source gives to a problem, and each of a report's warnings."""
    calls = (
        node
        for module in source.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS
    )
    stated = (
        argument
        for call in calls
        for argument in (*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "code"))
    )
    written = {str(code.value) for code in stated if isinstance(code, ast.Constant)}
    return {*written, *map(str, WarningCode), AND_MORE}


def codes_of(text: str, kind: str) -> set[str]:
    """The codes of a ledger's errors, or of its warnings."""
    report, _ = validated(text.encode(), "example.toml")
    return {problem.code for problem in (report.errors if kind == "Errors" else report.warnings)}


def lines_in(cell: str) -> str:
    """The lines of TOML that a cell shows; nothing where it says in words that a line is left out."""
    return "\n".join(re.findall(r"`([^`]+)`", cell))
