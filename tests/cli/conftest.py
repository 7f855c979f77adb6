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

ROOT = Path(__file__).parents[2]
EVERY_COMMAND = {
    "summary": (),
    "countries": (),
    "show": ("{commitment}",),
    "history": (),
    "history --by-country": (),
    "context": (),
    "sources": (),
    "pace": (),
    "what-if": ("--deliver", "{commitment}:KE=5"),
    "compare": ("--from", "2024-12-31"),
    "claims": (),
    "validate": (),
}
"""Every command that reads a ledger, with the arguments that it cannot do without."""
PROGRAM = (sys.executable, "-m", "mss_gap")
SETTINGS = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM",
    "COLORTERM",
    "MSS_GAP_LEDGER",
    "PYTHONIOENCODING",
    "PYTHONUNBUFFERED",
)


def environment(changes: Mapping[str, str] | None) -> dict[str, str]:
    """The tests' own environment without what would change the program's output, and then with some changes."""
    return {key: value for key, value in os.environ.items() if key not in SETTINGS} | dict(changes or {})


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
    """Fail where an output is JSON documents of ours and one is not what the schema of its kind says."""
    while output.startswith('{\n  "kind": '):
        document, end = json.JSONDecoder().raw_decode(output)
        validator(document["kind"]).validate(document)
        output = output[end:].lstrip()


@pytest.fixture(scope="session")
def run() -> Callable[..., CompletedProcess[str]]:
    """Run the program as a process, piped, and return what it said and how it ended; documents fit their schemas."""

    def run_it(
        *arguments: str,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
        program: tuple[str, ...] = PROGRAM,
    ) -> CompletedProcess[str]:
        done = subprocess.run(
            [*program, *arguments],
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
def on_terminal() -> Callable[..., str]:
    """Run the program on a terminal of its own, and return what the terminal was sent."""

    def run_there(*arguments: str, width: int = 80, env: Mapping[str, str] | None = None) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        process = subprocess.Popen(
            [*PROGRAM, *arguments],
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
