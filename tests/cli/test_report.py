"""The page as a command: where it goes, what it holds of its ledger, and what stands in its way."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


def test_a_page_goes_to_its_file_and_nothing_is_said(run: Run, tmp_path: Path, four_lines: Path) -> None:
    done = run("report", "--ledger", str(four_lines), "--output", str(tmp_path / "page.html"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>\n")


@pytest.mark.parametrize("output", [(), ("--output", "-")])
def test_without_a_file_the_same_page_goes_to_standard_output(
    output: tuple[str, ...], run: Run, tmp_path: Path, four_lines: Path
) -> None:
    run("report", "-l", str(four_lines), "-o", str(tmp_path / "page.html"))
    done = run("report", "-l", str(four_lines), *output)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (tmp_path / "page.html").read_text(encoding="utf-8")
    assert done.stdout.endswith("</html>\n")


def test_a_terminal_is_asked_for_a_file(run: Run) -> None:
    code = "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'mss_gap', 'report']) >> 8)"
    done = run(program=(sys.executable, "-c", code))
    assert done.returncode == 2
    assert "a terminal shows no page: name a file, such as --output report.html" in done.stdout.replace("\r\n", "\n")
    assert "<" not in done.stdout


def test_a_page_names_its_ledger_by_file_and_digest_and_no_folder(run: Run, four_lines: Path) -> None:
    page = run("report", "-l", str(four_lines)).stdout
    assert f"<code>{hashlib.sha256(four_lines.read_bytes()).hexdigest()}</code>" in page
    assert "from four.toml," in page
    assert str(four_lines.parent) not in page


def test_a_ledger_from_standard_input_makes_the_page_of_a_file(run: Run, four_lines: Path) -> None:
    piped = run("report", "-l", "-", stdin=four_lines.read_text(encoding="utf-8")).stdout
    read = run("report", "-l", str(four_lines)).stdout
    assert piped == read.replace("from four.toml,", "from a ledger from standard input,").replace(
        "four.toml", "ledger.toml"
    )


def test_a_page_at_an_earlier_date(run: Run) -> None:
    page = run("report", "--as-of", "2024-06-30").stdout
    assert '<p class="dateline">As of 30 June 2024</p>' in page
    assert "About 200 of 2,500 personnel (≈8.0%) delivered as of 25 June 2024; about 2,300 missing." in page


def test_the_page_of_the_shipped_ledger_says_the_shipped_figures(run: Run) -> None:
    page = run("report").stdout
    for said in (
        "991 of 2,500 personnel (39.6%) delivered as of 25 June 2025; 1,509 missing.",
        "$68,000,000 of $600,000,000 (11.3%) delivered as of 25 June 2025; $532,000,000 missing.",
        "3 of 12 bases (25.0%) delivered as of 25 June 2025; 9 missing.",
        "If <bdi>Kenya</bdi> withdraws",
        "The gap stays open: 2,241 personnel would be missing.",
    ):
        assert said in page


def test_the_ledger_is_not_written_over(run: Run, tmp_path: Path, four_lines: Path) -> None:
    ledger = tmp_path / "ledger.toml"
    ledger.write_bytes(four_lines.read_bytes())
    done = run("report", "-l", "ledger.toml", "-o", "./ledger.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "mss-gap: Invalid value for --output: ./ledger.toml is the ledger itself: name another file\n"
        "Try 'mss-gap report --help' for help.\n"
    )
    assert ledger.read_bytes() == four_lines.read_bytes()


@pytest.mark.parametrize("way", ["own.toml", "./own.toml"])
def test_the_ledger_on_standard_input_is_not_written_over(way: str, tmp_path: Path, four_lines: Path) -> None:
    (tmp_path / "own.toml").write_bytes(four_lines.read_bytes())
    command = f"{sys.executable} -m mss_gap report --ledger - -o {way} < own.toml"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"mss-gap: Invalid value for --output: {way} is the ledger itself: name another file\n"
        "Try 'mss-gap report --help' for help.\n"
    )
    assert (tmp_path / "own.toml").read_bytes() == four_lines.read_bytes()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("", "the path is empty: name a file, or leave it out"),
        ("pages/", "pages/ is the path of a folder: name a file in it"),
        ("other.toml", "other.toml has the name of a ledger: let the name of a page end in .html"),
    ],
)
def test_what_is_no_name_of_a_page_is_wrong_usage(output: str, said: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("mine", encoding="utf-8")
    done = run("report", "-o", output, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert (tmp_path / "other.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("redirected", ["-o /dev/stdout | cat", "-o >(cat) | cat"])
def test_a_page_goes_into_a_pipe_by_any_name(redirected: str, run: Run, four_lines: Path) -> None:
    command = f"{sys.executable} -m mss_gap report --ledger {four_lines} {redirected}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("report", "--ledger", str(four_lines)).stdout


def test_a_pipe_that_its_reader_closes_ends_quietly(four_lines: Path) -> None:
    command = f"{sys.executable} -m mss_gap report --ledger {four_lines} -o /dev/stdout | head -c 15"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("<!DOCTYPE html>", "")


def test_a_folder_that_is_not_there_is_named(run: Run, four_lines: Path) -> None:
    done = run("report", "-l", str(four_lines), "-o", "nowhere/page.html")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "mss-gap: the output cannot be written: nowhere/page.html: there is no such folder; "
        "make the folder, or name another\n"
    )


def test_a_ledger_that_is_not_valid_leaves_the_file_as_it_was(run: Run, tmp_path: Path, invalid: Path) -> None:
    (tmp_path / "page.html").write_text("old", encoding="utf-8")
    done = run("report", "-l", str(invalid), "-o", str(tmp_path / "page.html"))
    assert done.returncode == 3
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "old"


def test_a_page_that_lists_all_says_how_to_make_it_again(run: Run, four_lines: Path) -> None:
    page = run("report", "-l", str(four_lines), "--entries", "all").stdout
    assert "mss-gap report --ledger four.toml --entries all --output page.html" in page


def test_another_choice_of_entries_is_wrong_usage(run: Run, four_lines: Path) -> None:
    done = run("report", "-l", str(four_lines), "--entries", "al")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == (
        'mss-gap: Invalid value for \'--entries\': "al" is not a choice of entries: did you mean "all"?'
    )
