"""The README: its two set-up commands, and its picture."""

import os
import re
import runpy
import subprocess
from collections.abc import Callable
from pathlib import Path

REWRITE = os.environ.get("MSS_GAP_REWRITE") == "1"
TEST_COMMAND = "sh bootstrap test && .venv/bin/pytest -n auto --cov --cov-report=term -q"


def test_one_line_sets_up_and_prints_the_summary_and_one_sets_up_and_tests(
    page: Callable[[str], str], code_blocks: Callable[[str, str], list[str]]
) -> None:
    assert code_blocks(page("README.md"), "sh") == [
        "sh bootstrap && .venv/bin/mss-gap summary\n",
        f"{TEST_COMMAND}\n",
    ]


def test_the_build_finds_the_test_command_below_its_mark(root: Path) -> None:
    found = subprocess.run(
        ["/bin/sed", "-n", r"/<!-- test command -->/,/```$/ s/^\(sh bootstrap test .*\)$/\1/p", root / "README.md"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == f"{TEST_COMMAND}\n"


def test_the_picture_shows_the_summary_of_the_shipped_ledger(root: Path) -> None:
    picture = root / "docs/summary.svg"
    drawn = runpy.run_path(str(root / "docs/pictures.py"))["summary_svg"]()
    if REWRITE:
        picture.write_text(drawn, "utf-8")
    assert picture.read_text("utf-8") == drawn, "run docs/pictures.py"


def test_the_picture_fetches_nothing(root: Path) -> None:
    picture = (root / "docs/summary.svg").read_text("utf-8")
    assert re.findall(r"@font-face|@import|url\((?!#)|href=|src=|<script", picture) == []


def test_the_picture_has_a_text_for_those_who_cannot_see_it(page: Callable[[str], str]) -> None:
    (alternative,) = re.findall(r"!\[([^\]]*)\]\(docs/summary\.svg\)", page("README.md"))
    assert "commitment" in alternative
