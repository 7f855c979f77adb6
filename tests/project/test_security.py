"""SECURITY.md holds: no connection, no other program, no code of a ledger, and no file that nobody named."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import mss_gap

PACKAGE = Path(str(mss_gap.__file__)).parent
NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "xmlrpc", "asyncio", "requests", "urllib3", "webbrowser"}
CODE = {"pickle", "marshal", "shelve", "ctypes", "subprocess", "multiprocessing", "code", "codeop", "pty"}
BUILT_IN = {"eval", "exec", "compile", "__import__"}
WATCHED = """
import json, os, sys
from pathlib import Path

events, file = [], Path(sys.argv.pop(1))

def note(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and isinstance(path, (str, bytes, os.PathLike)):
            events.append(["write", os.path.abspath(os.fsdecode(path))])
    elif event.split(".")[0] in {"socket", "subprocess", "ftplib", "smtplib", "urllib", "http", "pty"}:
        events.append([event, ""])
    elif event in {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"}:
        events.append([event, ""])

sys.addaudithook(note)
from mss_gap.cli.main import main

try:
    main()
finally:
    seen = events[:]
    file.write_text(json.dumps(seen))
"""
LEDGER = """
[mission]
name = "$(touch made) {{ 7 * 7 }} https://example.org/"

[commitments.bases]
title = "=cmd|' /C calc'!A0"
unit = "bases"
pledged = 12

[sources.one]
title = "<script src=https://example.org/x.js></script>"
url = "https://example.org/report"

[[actuals]]
commitment = "bases"
date = 2025-06-25
total = 3
source = "one"
"""
Events = Callable[..., list[list[str]]]


@pytest.fixture
def events(tmp_path: Path) -> Events:
    """What a command did that a ledger must not cause, and the files that it wrote to."""
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger/ledger.toml").write_text(LEDGER, "utf-8")

    def watch(*arguments: str) -> list[list[str]]:
        seen = tmp_path / "seen.json"
        command = [sys.executable, "-B", "-c", WATCHED, str(seen), *arguments]
        done = subprocess.run(command, cwd=tmp_path / "ledger", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return list(json.loads(seen.read_text("utf-8")))

    return watch


@pytest.mark.parametrize(
    "arguments",
    [
        ("summary",),
        ("sources", "--json"),
        ("entries", "--format", "markdown"),
        ("validate", "ledger.toml"),
        ("report",),
        ("plot",),
        ("plot", "bases"),
    ],
)
def test_what_only_prints_writes_nothing_connects_nowhere_and_starts_nothing(
    arguments: tuple[str, ...], events: Events
) -> None:
    ledger = () if arguments[0] == "validate" else ("--ledger", "ledger.toml")
    assert events(*arguments, *ledger) == []


@pytest.mark.parametrize(
    "arguments",
    [("report", "--output", "a.html"), ("plot", "--output", "a.png"), ("export", "a.xlsx"), ("export", "folder")],
)
def test_what_writes_writes_beside_what_was_named_only(
    arguments: tuple[str, ...], events: Events, tmp_path: Path
) -> None:
    seen = events(*arguments, "--ledger", "ledger.toml")
    assert seen != []
    assert [event for event, _ in seen if event != "write"] == []
    folder = tmp_path / "ledger"
    assert {Path(path).parent for _, path in seen} <= {folder, folder / "folder"}
    assert sorted(path.name for path in folder.iterdir()) == sorted(["ledger.toml", arguments[-1]])


def test_an_entry_is_added_without_any_other_file(events: Events, tmp_path: Path) -> None:
    entry = ("--total", "4", "--date", "2025-06-26", "--source", "one")
    seen = events("add", "actual", "bases", *entry, "--ledger", "ledger.toml")
    assert {Path(path).parent for event, path in seen if event == "write"} == {tmp_path / "ledger"}
    assert [event for event, _ in seen if event != "write"] == []
    assert [path.name for path in (tmp_path / "ledger").iterdir()] == ["ledger.toml"]


def test_the_watch_sees_what_it_is_for(tmp_path: Path) -> None:
    code = WATCHED.replace("from mss_gap.cli.main import main", "main = lambda: [socket.socket(), os.system('true')]")
    seen = tmp_path / "seen.json"
    subprocess.run([sys.executable, "-c", f"import socket\n{code}", str(seen)], check=True)
    assert {event for event, _ in json.loads(seen.read_text("utf-8"))} == {"socket.__new__", "os.system"}


def test_no_module_imports_what_connects_or_runs() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in PACKAGE.rglob("*.py")
        for name in imported(ast.parse(path.read_text("utf-8")))
        if name.split(".")[0] in NETWORK | CODE or name == "urllib.request"
    }
    assert found == set()


def test_no_module_runs_text() -> None:
    found = [
        path.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BUILT_IN
    ]
    assert found == []


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {str(node.module), *(f"{node.module}.{each.name}" for each in node.names)}
    return names
