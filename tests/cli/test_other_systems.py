"""Where a system lacks what Linux has, the program still reads, adds, reports, draws and exports.

The names are taken away, one system at a time, as Python's documentation says where they are available. This is no run
on Windows or on macOS.
"""

import errno
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import filelock
import pytest

import mss_gap
from mss_gap.ledger import system

Run = Callable[..., Any]
LEDGER = '[commitments.bases]\nunit = "bases"\npledged = 12\n'
ENTRY = ("add", "actual", "bases", "--total", "3", "--date", "2025-06-25", "--ledger", "ledger.toml")
MACOS = ("listxattr", "getxattr", "setxattr", "removexattr", "posix_fadvise")
WINDOWS = (
    *MACOS,
    *("O_NONBLOCK", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC"),
    *("fchown", "chown", "lchown", "fchmod", "set_blocking", "geteuid", "getuid", "getegid", "getgid"),
)
LEASES = ("F_SETLEASE", "F_GETLEASE", "F_SETSIG")


@pytest.fixture
def macos(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    for name in MACOS:
        monkeypatch.delattr(os, name)
    for name in LEASES:
        monkeypatch.delattr(fcntl, name)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the names nor the modules; no folder can be opened, and no open file renamed or removed."""
    # filelock has other ways there, which are not what is tested here: it keeps what it had.
    monkeypatch.setattr(sys.modules[filelock.UnixFileLock.__module__], "os", SimpleNamespace(**vars(os)))
    for name in WINDOWS:
        monkeypatch.delattr(os, name)
    for module in ("fcntl", "pwd", "grp"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delattr(signal, "SIGURG")
    monkeypatch.setattr(os, "supports_dir_fd", set())
    monkeypatch.setattr(os, "open", refusing(os.open, os.path.isdir))
    for name in ("replace", "rename", "unlink"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name), is_open))


def refusing(real: Callable[..., Any], is_refused: Callable[[str], bool]) -> Callable[..., Any]:
    def call(path: object, *rest: object, **named: object) -> object:
        if isinstance(path, (str, Path)) and is_refused(str(path)):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *rest, **named)

    return call


def is_open(path: str) -> bool:
    here = Path("/proc/self/fd")
    return any(os.path.realpath(path) == os.path.realpath(each) for each in here.iterdir())


@pytest.fixture(params=["macos", "windows"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    (tmp_path / "ledger.toml").write_text(LEDGER, "utf-8")
    request.getfixturevalue(request.param)
    return tmp_path


@pytest.fixture
def done(run: Run, folder: Path) -> Callable[..., str]:
    """What a command prints, which must succeed."""

    def call(*arguments: str) -> str:
        result = run(*arguments, cwd=folder)
        assert (result.returncode, "Traceback" in result.stderr) == (0, False), result.stderr
        return str(result.stdout)

    return call


def names_in(folder: Path) -> list[str]:
    """The files in a folder: on Windows without the locks, which are open and so cannot be removed."""
    stays = ".lock" if sys.modules.get("fcntl", True) is None else "a lock is removed"
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(stays))


def test_a_ledger_is_read(done: Callable[..., str]) -> None:
    assert json.loads(done("summary", "--json", "--ledger", "ledger.toml"))["commitments"][0]["pledged"] == 12


def test_an_entry_is_added(done: Callable[..., str], folder: Path) -> None:
    (folder / "ledger.toml").chmod(0o640)
    done(*ENTRY)
    added = '\n[[actuals]]\ncommitment = "bases"\ndate = 2025-06-25\ntotal = 3\n'
    assert (folder / "ledger.toml").read_text("utf-8") == LEDGER + added
    assert (folder / "ledger.toml").stat().st_mode & 0o777 == 0o640
    assert names_in(folder) == ["ledger.toml"]


def test_a_ledger_is_made(done: Callable[..., str], folder: Path) -> None:
    done("init", "new.toml", "--name", "New", "--unit", "bases", "--headline", "12")
    assert names_in(folder) == ["ledger.schema.json", "ledger.toml", "new.toml"]


def test_a_page_a_chart_and_an_export_are_written_and_replaced(done: Callable[..., str], folder: Path) -> None:
    for _ in range(2):
        done("report", "--ledger", "ledger.toml", "--output", "page.html")
        done("plot", "--ledger", "ledger.toml", "--output", "gap.png")
        done("export", "book.xlsx", "--ledger", "ledger.toml")
        done("export", "package", "--ledger", "ledger.toml")
    assert (folder / "package/datapackage.json").exists()
    assert names_in(folder) == ["book.xlsx", "gap.png", "ledger.toml", "package", "page.html"]


def test_a_table_is_read_and_only_below_the_ledgers_folder(done: Callable[..., str], run: Run, folder: Path) -> None:
    block = (
        '[[tables]]\nfile = "FILE"\nkind = "actuals"\ncommitment = "bases"\ncolumns = { date = "on", total = "n" }\n'
    )
    (folder / "data").mkdir()
    (folder / "data/rows.csv").write_text("on,n\n2025-06-25,3\n", "utf-8")
    (folder / "ledger.toml").write_text(LEDGER + block.replace("FILE", "data/rows.csv"), "utf-8")
    printed = done("summary", "--json", "--ledger", "ledger.toml")
    assert json.loads(printed)["commitments"][0]["actual"] == 3
    (folder / "data/link.csv").symlink_to("/etc/passwd")
    (folder / "ledger.toml").write_text(LEDGER + block.replace("FILE", "data/link.csv"), "utf-8")
    refused = run("summary", "--ledger", "ledger.toml", cwd=folder)
    assert (refused.returncode, "it is a link out of the ledger's folder" in refused.stderr) == (3, True)


@pytest.mark.usefixtures("windows")
def test_a_file_without_a_lock_is_not_taken_for_what_a_killed_process_left(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other = ".mss-gap-0123456789abcdef.part"
    Path(other).write_text("another process is writing this", "utf-8")
    assert run("report", "--output", "page.html", cwd=tmp_path).returncode == 0
    assert names_in(tmp_path) == [other, "page.html"]


@pytest.mark.usefixtures("windows")
def test_what_is_not_known_is_not_claimed(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert system.is_open_for_writing(file) is None
    assert system.attributes(file) == {}
    assert system.owner_name(file.stat()) == f"user {file.stat().st_uid}"


def test_no_other_module_names_what_only_some_systems_have() -> None:
    package = Path(str(mss_gap.__file__)).parent
    modules = ("import fcntl", "import pwd", "import grp", "termios", "import pty", "import resource", "SIGURG")
    asked = {
        (path.relative_to(package).as_posix(), name)
        for path in package.rglob("*.py")
        for name in (*(f"os.{name}" for name in WINDOWS), *modules)
        if name in path.read_text("utf-8")
    }
    assert {path for path, _ in asked} == {"ledger/system.py"}
