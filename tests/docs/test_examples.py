"""The files of docs/examples: the workbook is what its script makes."""

import runpy
from pathlib import Path


def test_the_workbook_is_what_its_script_makes_to_the_byte(root: Path) -> None:
    made = runpy.run_path(str(root / "docs/examples/workbook.py"))["workbook"]()
    assert (root / "docs/examples/pledges.xlsx").read_bytes() == made, "run docs/examples/workbook.py"


def test_every_example_is_on_a_page(root: Path) -> None:
    pages = "".join(page.read_text("utf-8") for page in (root / "docs").glob("*.md"))
    assert [file.name for file in (root / "docs/examples").iterdir() if f"{file.name}" not in pages] == []
