import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.in_process import called, environment

ROOT = Path(__file__).parents[2]
EVERY_COMMAND = {
    "summary": (),
    "countries": (),
    "show": ("{commitment}",),
    "kept": (),
    "history": (),
    "history --by-country": (),
    "context": (),
    "sources": (),
    "entries": (),
    "stages": ("{commitment}",),
    "pace": (),
    "what-if": ("--deliver", "{commitment}:KE=5"),
    "compare": ("--from", "2024-12-31"),
    "claims": (),
    "validate": (),
    "cite": (),
}
"""Every command that reads a ledger, with the arguments that it cannot do without."""
PROGRAM = (sys.executable, "-m", "mss_gap")
NEVER_SLOW = (
    sys.executable,
    "-c",
    "from mss_gap.cli import main, progress; progress.PATIENCE = 3600; main.main()",
)
"""The program that shows no sign of work on a terminal, however slow the computer is."""
READ_AT_EACH_CALL = {
    "COLUMNS",
    "TERM",
    "COLORTERM",
    "MSS_GAP_LEDGER",
    "HOME",
    "FOLDER",
    "COMP_WORDS",
    "COMP_CWORD",
    "_MSS_GAP_COMPLETE",
    "_TYPER_COMPLETE_ARGS",
    "_TYPER_COMPLETE_FISH_ACTION",
}
"""Of all else somebody may ask as early as at the start of a process."""


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project, where data/commitments.toml is the ledger."""
    return ROOT


@pytest.fixture(params=EVERY_COMMAND)
def command(request: pytest.FixtureRequest) -> Callable[[str], list[str]]:
    """Each command in turn, written for a ledger with some commitment."""
    written = [*request.param.split(), *EVERY_COMMAND[request.param]]
    return lambda commitment: [word.format(commitment=commitment) for word in written]


@cache
def validator(kind: str) -> Draft202012Validator:
    schema = (ROOT / f"schemas/{kind}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(schema), format_checker=FormatChecker())


def hold_against_its_schema(output: str) -> None:
    """Fail where an output is JSON documents of ours and not what the schemas of their kinds say."""
    while output.startswith('{\n  "kind": '):
        document, end = json.JSONDecoder().raw_decode(output)
        validator(document["kind"]).validate(document)
        output = output[end + 1 :]


@pytest.fixture(scope="session")
def run() -> Callable[..., CompletedProcess[str]]:
    """Run the program, piped, and return what it said and how it ended; documents fit their schemas.

    It is called within this process, which takes a hundredth of the time, but for tests of how a process starts: those
    name the program, or set what is read at the start.
    """

    def run_it(
        *arguments: str,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
        program: tuple[str, ...] | None = None,
    ) -> CompletedProcess[str]:
        if program is None and READ_AT_EACH_CALL.issuperset(env or ()):
            done = called(arguments, stdin, environment(env), cwd)
        else:
            done = subprocess.run(
                [*(program or PROGRAM), *arguments],
                input=stdin,
                capture_output=True,
                encoding="utf-8",
                env=environment(env),
                cwd=cwd,
                check=False,
            )
        hold_against_its_schema(done.stdout)
        return done

    return run_it


@pytest.fixture(scope="session")
def start() -> Callable[..., subprocess.Popen[bytes]]:
    """Start the program as a process with standard output where the test says."""

    def start_it(*arguments: str, stdout: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*PROGRAM, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=environment(None),
            cwd=ROOT,
        )

    return start_it


@pytest.fixture(scope="session")
def asked() -> Callable[..., tuple[int, str, str]]:
    """Run the program on a terminal where something is typed: its status, what it printed, and what it asked."""

    def run_there(*arguments: str, cwd: Path, typed: bytes) -> tuple[int, str, str]:
        ours, theirs = pty.openpty()
        os.write(ours, typed)  # the terminal echoes it before the program asks
        with subprocess.Popen(
            [*PROGRAM, *arguments], stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, cwd=cwd
        ) as process:
            assert process.stdout is not None
            said = process.stdout.read().decode()
        os.close(theirs)
        shown = os.read(ours, 65536).decode(errors="replace")
        os.close(ours)
        return process.returncode, said, shown

    return run_there


@pytest.fixture(scope="session")
def on_terminal() -> Callable[..., str]:
    """Run the program on a terminal of its own, and return what the terminal was sent."""

    def run_there(*arguments: str, width: int = 80, env: Mapping[str, str] | None = None) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        process = subprocess.Popen(
            [*NEVER_SLOW, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment({"TERM": "xterm"} | dict(env or {})),
            cwd=ROOT,
        )
        os.close(theirs)
        sent = b""
        while chunk := _read(ours):
            sent += chunk
        os.close(ours)
        assert process.wait() == 0
        return sent.decode().replace("\r\n", "\n")

    return run_there


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side has gone
        return b""


@pytest.fixture(scope="session")
def four_lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shortest useful ledger."""
    file = tmp_path_factory.mktemp("short") / "four.toml"
    file.write_text('[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n', encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with more to print than a pipe holds."""
    file = tmp_path_factory.mktemp("large") / "large.toml"
    commitments = (f'[commitments.c{number}]\nunit = "bases"\npledged = 12\nactual = 3\n' for number in range(1000))
    file.write_text("\n".join(commitments), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def invalid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a misspelt key."""
    file = tmp_path_factory.mktemp("invalid") / "invalid.toml"
    file.write_text('[commitments.bases]\nunit = "bases"\npledgd = 12\n', encoding="utf-8")
    return file
