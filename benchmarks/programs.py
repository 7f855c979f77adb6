"""The programs that are measured: where they are, which versions, and on what machine."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
CACHE = Path(__file__).parent / ".cache"
ENVIRONMENT = {"PATH": os.defpath, "HOME": str(CACHE), "LANG": "C.UTF-8"}
"""What every program is started with: no settings of the user's, and a locale that hledger can read UTF-8 in."""


@dataclass(frozen=True, slots=True)
class Programs:
    """The paths of the programs."""

    python: str
    mss_gap: str
    ledger: str
    hledger: str
    bean_query: str
    sqlite_utils: str
    csvstat: str
    others_python: str
    """The Python that has pandas."""


class MissingProgramError(Exception):
    """A program is not installed. The text says how to get it."""


def found() -> Programs:
    """The programs: the Python that runs this and its mss-gap, two of Debian's, and those in an environment of their own.

    Raises `MissingProgramError`.
    """
    beside, others = Path(sys.executable).parent, ROOT / ".venv-benchmarks/bin"
    remedy = "run `sh benchmarks/run`, which makes it"
    return Programs(
        python=sys.executable,
        mss_gap=_path(str(beside / "mss-gap"), "run `sh bootstrap`, and this with .venv/bin/python"),
        ledger=_path("ledger", "install Debian's package `ledger`"),
        hledger=_path("hledger", "install Debian's package `hledger`"),
        bean_query=_path(str(others / "bean-query"), remedy),
        sqlite_utils=_path(str(others / "sqlite-utils"), remedy),
        csvstat=_path(str(others / "csvstat"), remedy),
        others_python=_path(str(others / "python"), remedy),
    )


def machine(programs: Programs) -> Iterator[str]:
    """What the figures depend on, line by line."""
    cpu, memory = _first("/proc/cpuinfo", "model name"), _first("/proc/meminfo", "MemTotal")
    yield f"{cpu}, {os.cpu_count()} cores, {int(memory.split()[0]) / 2**20:.0f} GiB; {platform.system()} {platform.release()}"
    yield f"{printed(programs.mss_gap, '--version')} ({_commit()}), {printed(programs.python, '--version')}"
    yield printed(programs.ledger, "--version").partition(",")[0]
    yield printed(programs.hledger, "--version").partition(",")[0]
    yield printed(programs.bean_query, "--version")
    yield printed(programs.sqlite_utils, "--version")
    yield printed(programs.csvstat, "--version")
    yield f"pandas {printed(programs.others_python, '-c', 'import pandas; print(pandas.__version__)')}"


def printed(*command: str) -> str:
    """What a command prints, without white space around it; raises `CalledProcessError` where it fails."""
    completed = subprocess.run(
        command,
        env={**ENVIRONMENT, **NO_CACHE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return completed.stdout.strip()


def offers(programs: Programs, command: str) -> bool:
    """Whether this version of mss-gap has a command."""
    asked = subprocess.run((programs.mss_gap, command, "--help"), env=ENVIRONMENT, capture_output=True, check=False)
    return asked.returncode == 0


NO_CACHE = {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}
"""beancount keeps a parsed file beside it and reads that the next time; the other programs read the text each time."""


def _path(name: str, remedy: str) -> str:
    path = shutil.which(name)
    if path is None:
        message = f"{Path(name).name} is missing: {remedy}"
        raise MissingProgramError(message)
    return path


def _first(file: str, key: str) -> str:
    lines = Path(file).read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "0 (unknown)")


def _commit() -> str:
    described = subprocess.run(
        ("git", "-C", ROOT, "describe", "--always", "--dirty"), capture_output=True, text=True, check=False
    )
    return described.stdout.strip() or "no commit"
