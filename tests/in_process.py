"""The program, called within the process of the tests: it takes a hundredth of the time of a process."""

import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager, suppress
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest

from mss_gap.cli.main import main

SETTINGS = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "TTY_COMPATIBLE",
    "TERM",
    "COLORTERM",
    "MSS_GAP_LEDGER",
    "PYTHONIOENCODING",
    "PYTHONUNBUFFERED",
)


def environment(changes: Mapping[str, str] | None) -> dict[str, str]:
    """The tests' own environment without what would change the program's output, and then with some changes."""
    return {key: value for key, value in os.environ.items() if key not in SETTINGS} | dict(changes or {})


def called(
    arguments: Sequence[str], stdin: str, env: Mapping[str, str], cwd: Path, *, mixed: bool = False
) -> CompletedProcess[str]:
    """Call the program as a process would run: with pipes for its streams, an environment and a folder of its own.

    With `mixed` both streams go into the first, line by line, as on a terminal.
    """
    (stdin_end, feed), (drain, stdout_end) = os.pipe(), os.pipe()
    other_drain, stderr_end = (os.open(os.devnull, os.O_RDONLY), os.dup(stdout_end)) if mixed else os.pipe()
    with ThreadPoolExecutor(3) as pool:
        fed = pool.submit(write_all, feed, stdin.encode("utf-8", "surrogatepass"))
        read, other_read = pool.submit(read_all, drain), pool.submit(read_all, other_drain)
        with (
            chdir(cwd),
            patch.dict(os.environ, env, clear=True),
            standard_streams(stdin_end, stdout_end, stderr_end, by_line=mixed),
            pytest.raises(SystemExit) as ended,
        ):
            main(arguments)
        fed.result()
    status = ended.value.code
    assert isinstance(status, int)
    return CompletedProcess(arguments, status, read.result(), other_read.result())


@contextmanager
def standard_streams(*ends: int, by_line: bool) -> Iterator[None]:
    """Put pipes in the place of standard input, output and error; they are closed at the end, and garbage collection is on again."""
    kept = [os.dup(stream) for stream in range(3)]
    for stream, end in enumerate(ends):
        os.dup2(end, stream)
        os.close(end)
    with (
        open(0, encoding="utf-8", closefd=False) as stdin,
        open(1, "w", 1 if by_line else -1, encoding="utf-8", closefd=False) as stdout,
        open(2, "w", 1 if by_line else -1, encoding="utf-8", closefd=False) as stderr,
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
