"""Colours and widths: what a terminal gets, and what a pipe gets."""

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
Written = Callable[[str], list[str]]
Terminal = Callable[..., str]

COLOUR = re.compile("\x1b\\[[0-9;]*m")


def test_a_terminal_gets_colours(on_terminal: Terminal) -> None:
    assert "\x1b[1;31m60.4%\x1b[0m" in on_terminal("summary")


def test_a_pipe_gets_none(command: Written, run: Run) -> None:
    assert "\x1b" not in run(*command("personnel"), env={"TERM": "xterm-256color", "COLORTERM": "truecolor"}).stdout


def test_other_formats_have_no_colours_even_on_a_terminal(on_terminal: Terminal) -> None:
    for form in ("json", "csv", "markdown"):
        assert "\x1b" not in on_terminal("summary", "--format", form)


def test_no_color_takes_the_colours_away(on_terminal: Terminal) -> None:
    assert re.search("\x1b\\[[0-9;]*3[0-7]m", on_terminal("summary", env={"NO_COLOR": "1"})) is None


def test_force_color_brings_colours_to_a_pipe(run: Run) -> None:
    plain = run("summary").stdout
    forced = run("summary", env={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout
    assert COLOUR.search(forced)
    assert words(forced) == words(plain)


def words(text: str) -> str:
    """The text without colours, and without the breaks of addresses, which a terminal keeps whole."""
    return "".join(COLOUR.sub("", text).split())


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "NO_COLOR"])
def test_a_variable_that_is_empty_counts_as_none(variable: str, on_terminal: Terminal, run: Run) -> None:
    assert "\x1b[1;31m60.4%\x1b[0m" in on_terminal("summary", env={variable: ""})
    assert "\x1b" not in run("summary", env={variable: "", "TERM": "xterm"}).stdout


def test_a_dumb_terminal_gets_no_escape_at_all(on_terminal: Terminal) -> None:
    assert "\x1b" not in on_terminal("summary", env={"TERM": "dumb"})


@pytest.mark.parametrize("env", [{}, {"TERM": "dumb"}])
def test_columns_sets_the_width(env: dict[str, str], on_terminal: Terminal) -> None:
    wide = on_terminal("summary", width=80, env=env | {"COLUMNS": "120"})
    assert max(len(line) for line in COLOUR.sub("", wide).splitlines() if "─" in line) > 80


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_a_table_fits_the_columns_that_it_is_given(command: Written, width: int, run: Run) -> None:
    arguments = command("personnel")
    if arguments == ["validate"]:
        pytest.skip("excerpts of a ledger are as wide as its lines")
    done = run(*arguments, env={"COLUMNS": str(width)})
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= width
    assert "…" not in done.stdout


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_table_fits_its_terminal(width: int, on_terminal: Terminal) -> None:
    lines = COLOUR.sub("", on_terminal("summary", width=width)).splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= width


def test_a_terminal_keeps_addresses_whole(on_terminal: Terminal, four_lines: Path) -> None:
    address = "https://example.org/" + "a" * 100
    ledger = four_lines.parent / "sourced.toml"
    ledger.write_text(four_lines.read_text(encoding="utf-8") + f'source = "{address}"\n', encoding="utf-8")
    assert address in on_terminal("summary", "--ledger", str(ledger), width=60)


@pytest.mark.parametrize("columns", ["", "0", "wide", "-5", "1", "10", "²", "9" * 5000])
def test_no_width_is_too_odd(columns: str, run: Run, four_lines: Path) -> None:
    done = run("summary", "--ledger", str(four_lines), env={"COLUMNS": columns})
    assert (done.returncode, done.stderr) == (0, "")
    assert "25.0%" in "".join(done.stdout.split())
