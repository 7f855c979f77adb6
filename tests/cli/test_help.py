"""The help: plain words, whole words, and examples that are true."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from typer.core import TyperGroup

from mss_gap.cli import app
from mss_gap.cli.help import NARROWEST
from mss_gap.cli.main import main

Run = Callable[..., CompletedProcess[str]]
Help = Callable[..., str]

PROGRAM = (sys.executable, "-m", "mss_gap")
COMMANDS = (
    "",
    *(
        f"{name} {inner}".strip()
        for name, row in app.COMMANDS.items()
        for command in [row.load()]
        for inner in ("", *(command.commands if isinstance(command, TyperGroup) else ()))
    ),
)
SUMMARY = """\
Usage: mss-gap summary [OPTIONS] [COMMITMENTS]

  Where each commitment stands: pledged, actual, gap, delivered, shortfall.

Arguments:
  COMMITMENTS  Some commitments, by their ids or titles. Without them, all.

Options:
      --fail-under PCT  Exit with 1 if a commitment shown is delivered below
                        this percentage.
  -l, --ledger PATH     The ledger to read; - is standard input.
      --as-of DATE      The report date, such as 2025-06-27.
  -f, --format FORMAT   How to print it: table, json, csv or markdown.
                        [default: table]
      --json            The same as --format json.
  -h, --help            Print this help and exit.

Example:
  mss-gap summary --as-of 2025-06-27
"""


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Help:
    """The help of a command, in so many columns."""

    def help_of(command: str, columns: int = 80, variables: Mapping[str, str] | None = None) -> str:
        for name, value in {"COLUMNS": str(columns), **(variables or {})}.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main([*command.split(), "--help"])
        said = capsys.readouterr()
        assert (ended.value.code, said.err) == (0, "")
        return said.out

    return help_of


def test_a_help_in_full(helped: Help) -> None:
    assert helped("summary") == SUMMARY


@pytest.mark.parametrize("columns", [NARROWEST, 60, 80, 100])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_longer_than_the_terminal_and_no_word_is_broken(command: str, columns: int, helped: Help) -> None:
    text, wide = helped(command, columns), helped(command, 10_000)
    assert text.split() == wide.split()
    prose, example = text.split("\nExample:\n")
    assert [line for line in prose.splitlines() if len(line) > columns] == []
    assert [line for line in example.splitlines() if len(line) > 80] == []  # its lines are for copying


@pytest.mark.parametrize("command", COMMANDS)
def test_the_words_are_plain(command: str, helped: Help) -> None:
    assert re.findall(r"<[^>]*>|[{}|]|list\[|\.\.\.(?!\n)|\x1b", helped(command).replace("COUNTRY|all", "")) == []


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.startswith("add ")])
def test_what_writes_to_a_ledger_does_not_offer_standard_input(command: str, helped: Help) -> None:
    assert "The ledger to add to." in helped(command)
    assert "standard input" not in helped(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_an_example_that_works(command: str, helped: Help, run: Run, root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "data/commitments.toml", tmp_path)
    (tmp_path / "donors.csv").write_text("Donor,Paid on,Amount (USD)\nIceland,2025-02-01,5000\n", encoding="utf-8")
    (line,) = re.findall(r"^Example:\n  mss-gap ((?:.+\\\n)*.+)$", helped(command), re.MULTILINE)
    assert line.startswith(command)
    done = run(*shlex.split(line.replace("\\\n", "")), cwd=tmp_path)
    assert (done.returncode, [said for said in done.stderr.splitlines() if "warning" in said]) == (0, [])


@pytest.mark.parametrize(
    "variables",
    [
        {"GITHUB_ACTIONS": "true", "NO_COLOR": "1"},
        {"GITHUB_ACTIONS": "true"},
        {"FORCE_COLOR": "1"},
        {"PY_COLORS": "1"},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    ],
)
def test_a_help_has_no_colour_anywhere(variables: dict[str, str], helped: Help) -> None:
    assert helped("summary", variables=variables) == SUMMARY


def test_a_help_on_a_terminal_is_that_of_a_pipe(on_terminal: Callable[..., str]) -> None:
    assert on_terminal("summary", "--help") == SUMMARY


@pytest.mark.parametrize("arguments", ["--help", "summary --help", "add --help", "--show-completion zsh", "--version"])
def test_a_help_that_cannot_be_written(arguments: str, run: Run) -> None:
    program = ("sh", "-c", 'exec "$0" "$@" >&-', *PROGRAM)
    done = run(*arguments.split(), program=program)
    assert (done.returncode, done.stderr) == (4, f"mss-gap: the output cannot be written: {os.strerror(9)}\n")
