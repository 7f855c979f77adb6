"""Which ledger is read, and what it is called."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
Written = Callable[[str], list[str]]


def ledger(mission: str) -> str:
    return f'[mission]\nname = "{mission}"\n[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every ledger that may be meant."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "commitments.toml").write_text(ledger("in data"), encoding="utf-8")
    (tmp_path / "commitments.toml").write_text(ledger("in folder"), encoding="utf-8")
    (tmp_path / "variable.toml").write_text(ledger("variable"), encoding="utf-8")
    (tmp_path / "option.toml").write_text(ledger("option"), encoding="utf-8")
    return tmp_path


def read(done: CompletedProcess[str]) -> tuple[str, str]:
    document = json.loads(done.stdout)
    return document["mission"], document["ledger"]


def test_the_option_comes_first(folder: Path, run: Run) -> None:
    done = run("summary", "--json", "--ledger", "./option.toml", cwd=folder, env={"MSS_GAP_LEDGER": "variable.toml"})
    assert read(done) == ("option", "./option.toml")


def test_then_the_variable(folder: Path, run: Run) -> None:
    done = run("summary", "--json", cwd=folder, env={"MSS_GAP_LEDGER": "variable.toml"})
    assert read(done) == ("variable", "variable.toml")


def test_then_the_data_folder(folder: Path, run: Run) -> None:
    assert read(run("summary", "--json", cwd=folder)) == ("in data", "data/commitments.toml")


def test_then_the_current_folder(folder: Path, run: Run) -> None:
    (folder / "data" / "commitments.toml").unlink()
    assert read(run("summary", "--json", cwd=folder)) == ("in folder", "commitments.toml")


def test_then_the_built_in_ledger(tmp_path: Path, run: Run) -> None:
    mission, name = read(run("summary", "--json", cwd=tmp_path))
    assert name == "built-in"
    assert "Haiti" in mission


def test_an_absolute_path_is_called_as_given(folder: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> None:
    file = str(folder / "option.toml")
    assert read(run("summary", "--json", "-l", file, cwd=tmp_path_factory.mktemp("elsewhere"))) == ("option", file)


def test_standard_input_is_a_dash(folder: Path, run: Run) -> None:
    assert read(run("summary", "--json", "--ledger", "-", stdin=ledger("piped"), cwd=folder)) == ("piped", "-")
    by_variable = run("summary", "--json", stdin=ledger("piped"), env={"MSS_GAP_LEDGER": "-"}, cwd=folder)
    assert read(by_variable) == ("piped", "-")


def test_an_empty_path_is_wrong_usage_and_no_other_ledger(folder: Path, command: Written, run: Run) -> None:
    """So that a check of "$LEDGER" does not pass where that variable is not set."""
    done = run(*command("bases"), "--ledger", "", cwd=folder, env={"MSS_GAP_LEDGER": "variable.toml"})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "mss-gap: Invalid value for --ledger: the path is empty: name a ledger, or leave it out\n"
    )


@pytest.mark.parametrize(
    "arguments", [["validate", ""], ["validate", "option.toml", ""], ["compare", "", "option.toml"]]
)
def test_an_empty_path_among_arguments_is_wrong_usage_before_anything_is_printed(
    arguments: list[str], folder: Path, run: Run
) -> None:
    done = run(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert ": the path is empty: name a ledger, or leave it out\n" in done.stderr


def test_an_empty_variable_means_none(folder: Path, run: Run) -> None:
    assert read(run("summary", "--json", cwd=folder, env={"MSS_GAP_LEDGER": ""})) == (
        "in data",
        "data/commitments.toml",
    )


def test_a_file_is_never_taken_for_the_built_in_ledger(folder: Path, run: Run) -> None:
    (folder / "built-in").write_text(ledger("a file"), encoding="utf-8")
    assert read(run("summary", "--json", "-l", "built-in", cwd=folder)) == ("a file", "./built-in")


def test_every_command_reads_standard_input(command: Written, run: Run) -> None:
    done = run(*command("bases"), "--ledger", "-", stdin=ledger("piped"))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_table_says_which_ledger_it_is_of(folder: Path, run: Run) -> None:
    assert "Undated · ledger option.toml\n" in run("summary", "-l", "option.toml", cwd=folder).stdout
    assert "Undated · ledger from standard input\n" in run("summary", "-l", "-", stdin=ledger("piped")).stdout
    assert "Undated · ledger commitments.toml\n" in run("summary", cwd=folder / "data").stdout


def test_a_table_says_that_its_ledger_is_built_in(tmp_path: Path, run: Run) -> None:
    assert " · built-in ledger\n" in run("summary", cwd=tmp_path).stdout


def test_the_script_is_the_module(run: Run) -> None:
    script = (str(Path(sys.executable).parent / "mss-gap"),)
    for arguments in (("summary", "--json"), ("countries",), ("summary", "--jsn"), ("--version",)):
        ours, module = run(*arguments, program=script), run(*arguments)
        assert (ours.stdout, ours.stderr, ours.returncode) == (module.stdout, module.stderr, module.returncode)
