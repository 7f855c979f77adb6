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
CodeBlocks = Callable[[str, str], list[str]]
Tables = Callable[[str], list[list[dict[str, str]]]]
MAKERS = {"Finding", "Problem", "rejected", "SyntaxProblemError", "CellError", "CellProblem", "blame"}
IN_WORDS = {"encoding", "and-more", "too-deep", "no-commitment", "parts-exceed-total", "bound", "overlap"}
"""Codes whose example is a whole file rather than a line of the complete example."""
OF_WORKBOOKS = {"error-in-cell", "no-stored-value", "other-currency", "merged-figure"} | {
    *("rounded", "hidden-rows", "merged-cells"),
}
"""Codes whose example is a cell or a row of a workbook."""


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


@pytest.fixture
def of_errors(page: Page, section: Section, code_blocks: CodeBlocks) -> Section:
    """A section of docs/errors.md, or the only block of a language in it."""

    def of_errors(heading: str, language: str) -> str:
        text = section(page("docs/errors.md"), heading)
        return code_blocks(text, language)[0] if language else text

    return of_errors


@pytest.mark.parametrize(("heading", "kind"), [("Errors in tables", "Errors"), ("Warnings of tables", "Warnings")])
def test_each_example_with_a_table_causes_its_code_and_its_remedy_does_not(
    heading: str, kind: str, of_errors: Section, tables: Tables, tmp_path: Path
) -> None:
    ledger, file = (of_errors("Errors in tables", language) for language in ("toml", "csv"))

    def codes(ledger: str, file: str) -> set[str]:
        (tmp_path / "donors.csv").write_text(file, encoding="utf-8")
        return codes_of(ledger, kind, tmp_path)

    assert codes(ledger, file) == set()
    (table,) = tables(of_errors(heading, ""))
    untried = set()
    for row in table:
        code, (wrong, _, also), right = row["code"].strip("`"), row["not this"].partition(" with "), row["but this"]
        if code in OF_WORKBOOKS:
            untried.add(code)
            continue
        wrong, right = lines_in(wrong), lines_in(right)
        assert (right in ledger) is not (right in file), code
        changed = ledger.replace("columns = {", f"{lines_in(also)}\ncolumns = {{") if also else ledger
        assert code in codes(changed.replace(right, wrong, 1), file.replace(right, wrong, 1)), code
    assert untried == OF_WORKBOOKS & {row["code"].strip("`") for row in table}


def codes_in(source: Path) -> set[str]:
    """Each code that a call in the source gives to a problem, and each of a report's warnings."""
    calls = (
        node
        for module in source.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and name_of(node.func) in MAKERS
    )
    stated = (
        argument
        for call in calls
        for argument in (*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "code"))
    )
    written = {str(code.value) for code in stated if isinstance(code, ast.Constant)}
    return {*written, *map(str, WarningCode), AND_MORE}


def name_of(function: ast.expr) -> str:
    """What a call calls, by its last name."""
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def codes_of(text: str, kind: str, folder: Path | None = None) -> set[str]:
    """The codes of a ledger's errors, or of its warnings."""
    report, _ = validated(text.encode(), "example.toml", folder=folder)
    return {problem.code for problem in (report.errors if kind == "Errors" else report.warnings)}


def lines_in(cell: str) -> str:
    """The lines of TOML that a cell shows; nothing where it says in words that a line is left out."""
    return "\n".join(re.findall(r"`([^`]+)`", cell))
