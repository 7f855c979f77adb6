"""What takes long is shown on a terminal, and on a terminal alone; at the end nothing is left of it."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest

Terminal = Callable[..., str]

SLOW = """
import sys
from threading import Event
from mss_gap.cli import progress

class Watched(progress.AtWork):
    shown = Event()

    def _show(self):
        super()._show()
        self.shown.set()

progress.PATIENCE = 0
with Watched() as work:
    work.shown.wait()
    progress.step("Counting bases", 1, 4)
    work._bar.refresh()
    progress.hush()
    sys.stdout.write("done\\n")
    progress.step("Nobody sees this", 2, 4)
print("rich" in sys.modules)
"""
QUICK = """
import sys
from mss_gap.cli import progress

progress.PATIENCE = 0
with progress.AtWork() as work:
    progress.step("Nobody sees this", 1, 4)
    assert work._timer is None
print("rich" in sys.modules)
"""
SHOW_CURSOR, HIDE_CURSOR, WIPE = "\x1b[?25h", "\x1b[?25l", "\x1b[2K"


def on_terminal(program: str, env: Mapping[str, str], *, stdout_too: bool = True) -> tuple[str, str]:
    """What a terminal is sent by a program, and what its standard output is sent where that is no terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", program],
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
    assert process.wait() == 0
    return sent.decode().replace("\r\n", "\n"), said.decode()


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side has gone
        return b""


def test_a_terminal_is_shown_what_is_done_and_all_of_it_is_wiped_away() -> None:
    sent, _ = on_terminal(SLOW, {"TERM": "xterm"})
    before, after = sent.split("done\n")
    assert "Reading the ledger" in before
    assert re.search("Counting bases .*━", before)
    assert before.rindex(HIDE_CURSOR) < before.rindex(SHOW_CURSOR)
    assert before.rindex("Counting bases") < before.rindex(WIPE)
    assert after == "True\n"


def test_standard_output_is_sent_nothing_of_it() -> None:
    sent, said = on_terminal(SLOW, {"TERM": "xterm"}, stdout_too=False)
    assert said == "done\nTrue\n"
    assert "Counting bases" in sent


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_wipe_a_line_is_shown_nothing(term: str) -> None:
    assert on_terminal(QUICK, {"TERM": term}) == ("False\n", "")


def test_where_standard_error_is_no_terminal_nothing_is_shown_and_rich_is_not_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", QUICK], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_what_ends_in_time_shows_nothing() -> None:
    patient = QUICK.replace("PATIENCE = 0", "PATIENCE = 3600").replace("    assert work._timer is None\n", "")
    assert on_terminal(patient, {"TERM": "xterm"}) == ("False\n", "")


def test_a_failure_wipes_it_away_too() -> None:
    failing = SLOW.replace("    progress.hush()\n", "    raise SystemExit\n")
    sent, _ = on_terminal(failing, {"TERM": "xterm"})
    assert sent.rindex("Counting bases") < sent.rindex(WIPE)
    assert sent.rindex(HIDE_CURSOR) < sent.rindex(SHOW_CURSOR)
