"""Work that takes long is shown on a terminal, and only there; at the end nothing is left of it."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

WORKING = """
import sys
from pathlib import Path
from mss_gap.cli.progress import LARGE, at_work
from mss_gap.ledger.find import Location

with at_work(Location("[b]\\x1b[1mx.toml", Path(sys.argv[1])), always=len(sys.argv) > 2):
    pass
sys.stdout.write("done\\n")
print("rich" in sys.modules)
"""
SHOW_CURSOR, HIDE_CURSOR, WIPE = "\x1b[?25h", "\x1b[?25l", "\x1b[2K"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file as large as a ledger that takes long."""
    file = tmp_path_factory.mktemp("large") / "large.toml"
    file.write_bytes(b"#" * 2**21)
    return str(file)


def on_terminal(
    *arguments: str, env: Mapping[str, str], program: str = WORKING, stdout_too: bool = True
) -> tuple[str, str]:
    """What a terminal is sent by a program, and what its standard output is sent where that is no terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs if stdout_too else subprocess.PIPE,
        stderr=theirs,
        env={key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}} | dict(env),
    )
    os.close(theirs)
    sent = b""
    while chunk := read(ours):
        sent += chunk
    os.close(ours)
    said = process.stdout.read() if process.stdout else b""
    if process.stdout:
        process.stdout.close()
    process.wait()
    return sent.decode().replace("\r\n", "\n"), said.decode()


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side has gone
        return b""


def test_a_terminal_is_shown_what_is_worked_on_and_all_of_it_is_wiped_away(large: str) -> None:
    sent, _ = on_terminal(large, env={"TERM": "xterm"})
    before, after = sent.split("done\n")
    assert re.search(r"Working on \[b\]\S*x\.toml", before)
    assert "\x1b[1m" not in before
    assert before.rindex(HIDE_CURSOR) < before.rindex(SHOW_CURSOR)
    assert before.rindex("Working") < before.rindex(WIPE)
    assert after == "True\n"


def test_standard_output_is_sent_nothing_of_it(large: str) -> None:
    sent, said = on_terminal(large, env={"TERM": "xterm"}, stdout_too=False)
    assert said == "done\nTrue\n"
    assert "Working" in sent


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_wipe_a_line_is_shown_nothing(term: str, large: str) -> None:
    assert on_terminal(large, env={"TERM": term}) == ("done\nFalse\n", "")


def test_where_standard_error_is_no_terminal_nothing_is_shown_and_rich_is_not_loaded(large: str) -> None:
    done = subprocess.run([sys.executable, "-c", WORKING, large], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("done\nFalse\n", "")


def test_a_small_ledger_shows_nothing_unless_the_work_is_always_long(four_lines: Path) -> None:
    assert on_terminal(str(four_lines), env={"TERM": "xterm"}) == ("done\nFalse\n", "")
    assert "Working" in on_terminal(str(four_lines), "always", env={"TERM": "xterm"})[0]


@pytest.mark.parametrize("name", ["nowhere.toml", "\0"])
def test_a_ledger_that_is_not_there_is_for_reading_to_report(name: str) -> None:
    sent, _ = on_terminal(env={"TERM": "xterm"}, program=WORKING.replace("sys.argv[1]", repr(name)))
    assert sent == "done\nFalse\n"


def test_a_failure_wipes_it_away_too(large: str) -> None:
    sent, _ = on_terminal(large, env={"TERM": "xterm"}, program=WORKING.replace("    pass\n", "    raise SystemExit\n"))
    assert sent.rindex("Working") < sent.rindex(WIPE)
    assert sent.rindex(HIDE_CURSOR) < sent.rindex(SHOW_CURSOR)
