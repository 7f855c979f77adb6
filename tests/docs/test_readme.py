"""The README: its two set-up commands, and its picture."""

import os
import re
import runpy
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PICTURES = ["summary.svg", "personnel.svg"]
REWRITE = os.environ.get("MSS_GAP_REWRITE") == "1"
TEST_COMMAND = "sh bootstrap test && .venv/bin/pytest -n auto --cov --cov-report=term -q"


def test_one_line_sets_up_and_prints_the_summary_and_one_sets_up_and_tests(
    page: Callable[[str], str], code_blocks: Callable[[str, str], list[str]]
) -> None:
    first, install, test = code_blocks(page("README.md"), "sh")
    assert (first, test) == ("sh bootstrap && .venv/bin/mss-gap summary\n", f"{TEST_COMMAND}\n")
    commands = [line.partition("#")[0].strip() for line in install.splitlines()]
    assert commands == ["pip install .", "pipx install .", "uvx --from . mss-gap summary"]


def test_the_build_finds_the_test_command_below_its_mark(root: Path) -> None:
    found = subprocess.run(
        ["/bin/sed", "-n", r"/<!-- test command -->/,/```$/ s/^\(sh bootstrap test .*\)$/\1/p", root / "README.md"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == f"{TEST_COMMAND}\n"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_the_program_draws_of_the_shipped_ledger(name: str, root: Path) -> None:
    picture = root / "docs" / name
    drawn = runpy.run_path(str(root / "docs/pictures.py"))["PICTURES"][name]()
    if REWRITE:
        picture.write_text(drawn, "utf-8")
    assert picture.read_text("utf-8") == drawn, "run docs/pictures.py"


def test_every_picture_of_the_pages_is_drawn_and_no_other(root: Path, page: Callable[[str], str]) -> None:
    assert re.findall(r"\]\(docs/(\S+\.svg)\)", page("README.md")) == PICTURES
    assert sorted(path.name for path in (root / "docs").glob("*.svg")) == sorted(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fetches_nothing(name: str, root: Path) -> None:
    picture = (root / "docs" / name).read_text("utf-8")
    assert re.findall(r"@font-face|@import|url\((?!#)|href=|src=|<script", picture) == []


@pytest.mark.parametrize(("name", "said"), [("summary.svg", "commitment"), ("personnel.svg", "2,500 pledged")])
def test_a_picture_has_a_text_for_those_who_cannot_see_it(name: str, said: str, page: Callable[[str], str]) -> None:
    (alternative,) = re.findall(rf"!\[([^\]]*)\]\(docs/{name}\)", page("README.md"))
    assert said in alternative
