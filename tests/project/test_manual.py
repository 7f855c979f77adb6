"""The manual page is made from the help, and man shows it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mss_gap.cli import app
from tests.project.manual import manual

PAGE = Path(__file__).parents[2] / "mss-gap.1"


def shown() -> str:
    man = shutil.which("man")
    if man is None:
        pytest.skip("man is not installed")
    environment = {**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANROFFOPT": "-ww"}
    done = subprocess.run([man, PAGE], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return re.sub(r".\x08", "", done.stdout)


def test_the_page_is_what_the_help_says() -> None:
    if os.environ.get("MSS_GAP_REWRITE") == "1":
        PAGE.write_text(manual(), "utf-8")
    assert PAGE.read_text("utf-8") == manual()


def test_man_shows_each_command_with_its_example() -> None:
    text = shown()
    assert "mss-gap - the gap between what was pledged and what was delivered" in text
    words = " ".join(text.split())
    assert [name for name in app.COMMANDS if f"mss-gap {name} [OPTIONS]" not in words] == []
    assert [row.name for row in app.COMMANDS.values() if f"mss-gap {' '.join(row.example.split())}" not in words] == []


def test_man_shows_what_a_reader_copies_as_it_is_typed() -> None:
    text = shown()
    assert "--as-of" in text
    assert "\u2010" not in text
    assert 'mss-gap init mission.toml --name "A mission" --unit personnel --headline 2500' in text


def test_no_line_of_text_is_taken_for_a_request() -> None:
    known = ("TH", "nh", "ad", "SH", "SS", "B", "PP", "TP", "nf", "fi", "RS", "RE", '\\"')
    requests = [line[1:].split(" ")[0] for line in manual().splitlines() if line.startswith((".", "'"))]
    assert set(requests) <= set(known)


@pytest.mark.parametrize(
    ("tool", "options"), [("groff", ("-man", "-ww", "-z")), ("mandoc", ("-T", "lint", "-W", "error"))]
)
def test_the_page_has_no_fault(tool: str, options: tuple[str, ...]) -> None:
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([found, *options, PAGE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
