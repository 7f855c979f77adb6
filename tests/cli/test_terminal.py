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
LINK = re.compile("\x1b\\]8;[^;\x1b]*;([^\x1b]*)\x1b\\\\")
"""How a terminal is told where a link leads, and at its end that it leads nowhere."""


def test_a_terminal_gets_colours(on_terminal: Terminal) -> None:
    assert re.search(r"\x1b\[1;31m *60\.4%\x1b\[0m", on_terminal("summary"))


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


@pytest.mark.parametrize(("says", "coloured"), [("1", True), ("0", False)])
def test_a_variable_says_that_what_reads_a_pipe_takes_colours(says: str, coloured: bool, run: Run) -> None:  # noqa: FBT001 - a parameter
    printed = run("summary", env={"TTY_COMPATIBLE": says, "TERM": "xterm"}).stdout
    assert bool(COLOUR.search(printed)) == coloured


def words(text: str) -> str:
    """The text without colours, and without the breaks of addresses, which a terminal keeps whole."""
    return "".join(COLOUR.sub("", text).split())


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "NO_COLOR"])
def test_a_variable_that_is_empty_counts_as_none(variable: str, on_terminal: Terminal, run: Run) -> None:
    assert re.search(r"\x1b\[1;31m *60\.4%\x1b\[0m", on_terminal("summary", env={variable: ""}))
    assert "\x1b" not in run("summary", env={variable: "", "TERM": "xterm"}).stdout


def test_a_dumb_terminal_gets_no_escape_at_all(on_terminal: Terminal) -> None:
    assert "\x1b" not in on_terminal("summary", env={"TERM": "dumb"})


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_table_is_for_the_width_of_the_terminal(term: str, on_terminal: Terminal) -> None:
    wide = on_terminal("summary", width=120, env={"TERM": term})
    assert max(len(line) for line in COLOUR.sub("", wide).splitlines() if "─" in line) > 80


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
    assert [line for line in done.stdout.splitlines() if len(line) > width and "http" not in line] == []
    assert "…" not in done.stdout


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_table_fits_its_terminal(width: int, on_terminal: Terminal) -> None:
    lines = COLOUR.sub("", on_terminal("summary", width=width)).splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= width


ADDRESS = "https://example.org/" + "a" * 100


@pytest.fixture(scope="module")
def sourced(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with one long address, stated as a source and used as one."""
    ledger = tmp_path_factory.mktemp("sourced") / "sourced.toml"
    source = f'[sources.a]\ntitle = "A letter"\nurl = "{ADDRESS}"\n'
    commitment = f'[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\nsource = ["a", "{ADDRESS}b"]\n'
    ledger.write_text(source + commitment, encoding="utf-8")
    return str(ledger)


@pytest.mark.parametrize("command", ["summary", "sources"])
@pytest.mark.parametrize("width", [20, 60, 120])
def test_an_address_is_whole_on_a_line_of_its_own_on_a_terminal_and_in_a_pipe(
    command: str, width: int, run: Run, on_terminal: Terminal, sourced: str
) -> None:
    piped = run(command, "-l", sourced, env={"COLUMNS": str(width)}).stdout
    drawn = LINK.sub("", COLOUR.sub("", on_terminal(command, "-l", sourced, width=width)))
    for text in (piped, drawn):
        assert {ADDRESS, ADDRESS + "b"} <= {re.sub(r"^ *(\[\d\])? *", "", line) for line in text.splitlines()}


def test_an_address_is_a_link_on_a_terminal(on_terminal: Terminal, sourced: str) -> None:
    for command in ("summary", "sources"):
        assert [target for target in LINK.findall(on_terminal(command, "-l", sourced)) if target] == [
            ADDRESS,
            ADDRESS + "b",
        ]


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_there_is_no_link_where_a_terminal_is_to_have_letters_only(
    env: dict[str, str], on_terminal: Terminal, sourced: str
) -> None:
    assert "\x1b]" not in on_terminal("summary", "-l", sourced, env=env)


def test_a_pipe_has_no_link_even_where_it_has_colours(run: Run, sourced: str) -> None:
    forced = run("summary", "-l", sourced, env={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout
    assert COLOUR.search(forced)
    assert "\x1b]" not in forced


def test_a_link_holds_nothing_that_could_end_it(on_terminal: Terminal, tmp_path: Path) -> None:
    ledger = tmp_path / "hostile.toml"
    ledger.write_text('[commitments.a]\nunit = "a"\nactual = 3\nsource = "https://a.example/é;\\u202e\\u009c\\u007f"\n')
    done = on_terminal("summary", "-l", str(ledger))
    assert [target for target in LINK.findall(done) if target] == ["https://a.example/%C3%A9;%E2%80%AE%C2%9C%7F"]
    assert not set(LINK.sub("", COLOUR.sub("", done))) & set("\x1b\x9c\x7f\u202e")


@pytest.mark.parametrize("columns", ["", "0", "wide", "-5", "1", "10", "²", "9" * 5000])
def test_no_width_is_too_odd(columns: str, run: Run, four_lines: Path) -> None:
    done = run("summary", "--ledger", str(four_lines), env={"COLUMNS": columns})
    assert (done.returncode, done.stderr) == (0, "")
    assert "25.0%" in "".join(done.stdout.split())


def test_remarks_on_a_table_fit_a_terminal(on_terminal: Terminal, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "flows.csv"
    table.write_text("Country,Organisation,Date,Paid (USD)\nKenya,A ministry,2025-01-31,1\nHaiti,A fund,2025-01-31,2\n")
    ledger = tmp_path / "a.toml"
    ledger.write_text('[commitments.fund]\nunit = "USD"\n')
    arguments = ("add", "table", str(table), "--ledger", str(ledger), "--dry-run")
    remark = '"Country" is read as who gave: --country "Organisation" reads that column instead'
    assert f"mss-gap: {remark}\n" in run(*arguments).stderr
    lines = on_terminal(*arguments, env={"COLUMNS": "60"}).splitlines()
    first = next(number for number, line in enumerate(lines) if "is read as who gave" in line)
    assert lines[first : first + 2] == [
        'mss-gap: "Country" is read as who gave: --country',
        '         "Organisation" reads that column instead',
    ]
