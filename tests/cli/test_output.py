"""Where the output goes, and what happens when it cannot go there."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess, Popen

import pytest

Run = Callable[..., CompletedProcess[str]]
Written = Callable[[str], list[str]]
Start = Callable[..., Popen[bytes]]

PROGRAM = (sys.executable, "-m", "mss_gap")
FULL = Path("/dev/full")
NO_SPACE = "mss-gap: the output cannot be written: No space left on device\n"


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["summary", "--json"],
        ["summary"],
        ["countries", "--format", "csv"],
        ["validate"],
        ["schema"],
        ["--version"],
        ["--help"],
    ],
)
def test_an_output_that_cannot_be_written(arguments: list[str], start: Start) -> None:
    with FULL.open("wb") as full:
        process = start(*arguments, stdout=full.fileno())
        said = process.communicate()[1].decode()
    assert (process.returncode, said) == (4, NO_SPACE)


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("form", ["json", "table", "csv", "markdown"])
def test_a_large_output_that_cannot_be_written(form: str, start: Start, large: Path) -> None:
    with FULL.open("wb") as full:
        process = start("summary", "--format", form, "--ledger", str(large), stdout=full.fileno())
        said = process.communicate()[1].decode()
    assert (process.returncode, said) == (4, NO_SPACE)


def test_a_reader_that_reads_one_line_of_the_record_ends_any_command_quietly(command: Written, start: Start) -> None:
    process = start(*command("personnel"), stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() != b""
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (0, b"")


@pytest.mark.parametrize("form", ["json", "table", "csv", "markdown"])
def test_a_reader_that_leaves_early_ends_the_program_quietly(form: str, start: Start, large: Path) -> None:
    process = start("summary", "--format", form, "--ledger", str(large), stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (0, b"")


@pytest.mark.parametrize("arguments", [["summary"], ["summary", "--json"], ["--version"], ["--help"], ["schema"]])
def test_a_reader_that_was_never_there_ends_the_program_quietly(arguments: list[str], start: Start) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*arguments, stdout=writing)
    os.close(writing)
    assert (process.communicate()[1], process.returncode) == (b"", 0)


@pytest.mark.parametrize("redirection", [">&-", ">&- 2>&-"])
def test_a_closed_standard_output_cannot_be_written(redirection: str, run: Run) -> None:
    done = run(program=("sh", "-c", f'exec "$0" "$@" {redirection}', *PROGRAM, "summary"))
    assert done.returncode == 4
    assert done.stderr in ("", "mss-gap: the output cannot be written: Bad file descriptor\n")


def test_a_closed_standard_error_keeps_the_exit_status(run: Run) -> None:
    done = run(program=("sh", "-c", 'exec "$0" "$@" 2>&-', *PROGRAM, "summry"))
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
)
@pytest.mark.parametrize("arguments", [["summary"], ["countries", "--json"]])
def test_the_output_is_utf_8_wherever_the_program_runs(env: dict[str, str], arguments: list[str], run: Run) -> None:
    done = run(*arguments, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(*arguments).stdout


def test_a_folder_that_is_gone_is_no_obstacle(run: Run, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = run(program=("sh", "-c", f'cd "{gone}" && rmdir "{gone}" && exec "$0" "$@"', *PROGRAM, "summary"))
    assert (done.returncode, done.stderr) == (0, "")
    assert " · built-in ledger\n" in done.stdout
