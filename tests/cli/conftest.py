import fcntl
import gc
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager, suppress
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from mss_gap.cli.main import main

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


def called(arguments: tuple[str, ...], stdin: str, env: Mapping[str, str], cwd: Path) -> CompletedProcess[str]:
    """Call the program as a process would run: with pipes for its streams, an environment and a folder of its own."""
    (stdin_end, feed), (drain, stdout_end), (other_drain, stderr_end) = os.pipe(), os.pipe(), os.pipe()
    with ThreadPoolExecutor(3) as pool:
        fed = pool.submit(write_all, feed, stdin.encode("utf-8", "surrogatepass"))
        read, other_read = pool.submit(read_all, drain), pool.submit(read_all, other_drain)
        with (
            chdir(cwd),
            patch.dict(os.environ, env, clear=True),
            standard_streams(stdin_end, stdout_end, stderr_end),
            pytest.raises(SystemExit) as ended,
        ):
            main(arguments)
        fed.result()
    status = ended.value.code
    assert isinstance(status, int)
    return CompletedProcess(arguments, status, read.result(), other_read.result())


@contextmanager
def standard_streams(*ends: int) -> Iterator[None]:
    """Put pipes in the place of standard input, output and error; they are closed at the end, and garbage is looked for."""
    kept = [os.dup(stream) for stream in range(3)]
    for stream, end in enumerate(ends):
        os.dup2(end, stream)
        os.close(end)
    with (
        open(0, encoding="utf-8", closefd=False) as stdin,
        open(1, "w", encoding="utf-8", closefd=False) as stdout,
        open(2, "w", encoding="utf-8", closefd=False) as stderr,
        patch.multiple(sys, stdin=stdin, stdout=stdout, stderr=stderr),
    ):
        try:
            yield
        finally:
            gc.unfreeze()
            gc.enable()
            stdout.flush()
            stderr.flush()
            for stream, copy in enumerate(kept):
                os.dup2(copy, stream)
                os.close(copy)


def write_all(end: int, content: bytes) -> None:
    with suppress(BrokenPipeError), open(end, "wb") as stream:  # a program need not read what it is sent
        stream.write(content)


def read_all(end: int) -> str:
    with open(end, encoding="utf-8", newline="") as stream:
        return stream.read()


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
