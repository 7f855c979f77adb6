"""The notebook of docs/examples runs as it stands, and its outputs are what a notebook would show.

Its cells are run here, not by a kernel: a kernel takes seconds to start, and would show the same.
"""

import ast
import json
import os
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pandas", reason="pandas is not installed")

NAME = "docs/examples/gap.ipynb"
ASKED = {"text/html": "_repr_html_", "text/markdown": "_repr_markdown_", "image/svg+xml": "_repr_svg_"}
"""What a notebook asks of a value, for each type of content."""


@pytest.fixture
def notebook(root: Path) -> dict[str, Any]:
    return dict(json.loads((root / NAME).read_text("utf-8")))


@pytest.fixture
def run_again(notebook: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The notebook with the outputs that its cells have now, each cell run in order in one namespace."""
    assert folder.is_dir()
    names: dict[str, object] = {}
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(code, 1):
        cell["execution_count"], cell["outputs"] = number, outputs_of("".join(cell["source"]), names, number)
    return notebook


def outputs_of(source: str, names: dict[str, object], number: int) -> list[dict[str, object]]:
    """Run a cell, and return what a notebook shows of the expression at its end."""
    *before, last = ast.parse(source).body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(before, []), "cell", "exec"), names)  # noqa: S102 - as a kernel does
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
    data = {kind: getattr(value, method)() for kind, method in ASKED.items() if hasattr(value, method)}
    shown = {kind: text.splitlines(keepends=True) for kind, text in data.items()}
    return [{"data": shown, "execution_count": number, "metadata": {}, "output_type": "execute_result"}]


def test_each_cell_shows_what_the_notebook_has(root: Path, run_again: dict[str, Any]) -> None:
    written = json.dumps(run_again, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("MSS_GAP_REWRITE") == "1":
        (root / NAME).write_text(written, "utf-8")
    assert (root / NAME).read_text("utf-8") == written


def test_reports_show_tables_a_chart_shows_itself_and_rows_are_a_frame(run_again: dict[str, Any]) -> None:
    shown = [set(output["data"]) for cell in run_again["cells"] for output in cell.get("outputs", [])]
    table, chart, frame = {"text/html", "text/markdown"}, {"image/svg+xml"}, {"text/html"}
    assert shown == [table, table, chart, frame]


def test_the_notebook_has_the_form_of_notebooks(notebook: dict[str, Any]) -> None:
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    keys = {"markdown": {"cell_type", "id", "metadata", "source"}}
    keys["code"] = keys["markdown"] | {"execution_count", "outputs"}
    assert [cell["id"] for cell in notebook["cells"] if set(cell) != keys[cell["cell_type"]]] == []
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
