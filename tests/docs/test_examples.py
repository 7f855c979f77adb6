"""The files of docs/examples and data/examples: each is on a page, and the workbook is what its script makes."""

import runpy
from collections.abc import Callable
from pathlib import Path


def test_the_workbook_is_what_its_script_makes_to_the_byte(root: Path) -> None:
    made = runpy.run_path(str(root / "docs/examples/workbook.py"))["workbook"]()
    assert (root / "docs/examples/pledges.xlsx").read_bytes() == made, "run docs/examples/workbook.py"


def test_every_example_is_on_a_page(root: Path) -> None:
    pages = "".join(page.read_text("utf-8") for page in (root / "docs").glob("*.md"))
    assert [file.name for file in (root / "docs/examples").iterdir() if f"{file.name}" not in pages] == []


def test_every_ledger_of_the_data_has_a_page_of_its_own_that_asks_it_and_the_readme_leads_there(
    root: Path, page: Callable[[str], str], code_blocks: Callable[[str, str], list[str]]
) -> None:
    examples = sorted((root / "data/examples").glob("*.toml"))
    assert examples
    for path in examples:
        name = f"docs/{path.stem}.md"
        asked = [block for block in code_blocks(page(name), "console") if f"data/examples/{path.name}" in block]
        assert len(asked) >= 5, name
        assert f"]({name})" in page("README.md")
