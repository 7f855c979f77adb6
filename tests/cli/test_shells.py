"""Completion in real shells, each on a terminal of its own: what is offered, and that nothing of a ledger is run."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
SCRIPT = {"bash": ". ./script", "zsh": ". ./script", "fish": "function fish_prompt; echo '> '; end; source ./script"}
TERM = {"bash": "dumb", "zsh": "dumb", "fish": "xterm"}
CLEAR = {"bash": "\x15", "zsh": "\x15", "fish": "\x03"}
"""What takes back the line that is typed."""
SEQUENCE = re.compile(r"\x1b(\[[0-9;?]*[a-zA-Z]|\][^\x07]*\x07|\(B)|\r")
ATTACKS = (
    r"\$(touch PWNED)",
    "$(touch PWNED)",
    r"'\$(touch PWNED)'",
    "`touch PWNED`",
    r"\`touch PWNED\`",
    '" ; touch PWNED ; "',
    "'; touch PWNED; '",
    "(touch PWNED)",
    '" <(touch PWNED) "',
    "x)) ; touch PWNED ; ((",
    "${(e):-$(touch PWNED)}",
    "a:b:{touch PWNED}:->x",
    "=(touch PWNED) | & > PWNED",
    "%F{red} %(!.x.y) !! # ~ ^ * ? [/] [red] :smile:",
)
LEDGER = "".join(
    f"""
[commitments.c{number}]
unit = "x"
title = {json.dumps(attack)}
[sources.s{number}]
title = {json.dumps(attack)}
[indicators.i{number}]
value = 1
title = {json.dumps(attack)}
[contributors.B{number}]
name = {json.dumps(attack)}
"""
    for number, attack in enumerate(ATTACKS)
)
HOSTILE_NAME = "$(touch PWNED) `touch PWNED` ;&.toml"
HOSTILE_IDS = "".join(f"[commitments.{json.dumps(attack)}]\nunit = 'x'\n" for attack in ATTACKS)


class Terminal:
    """An interactive shell on a terminal of its own, in which completion is set up."""

    def __init__(self, shell: str, folder: Path, home: Path) -> None:
        self.shell = shell
        script = subprocess.run(
            [sys.executable, "-m", "mss_gap", "--show-completion", shell], capture_output=True, check=True
        ).stdout
        (folder / "script").write_bytes(script)
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 160, 0, 0))
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        self._process = subprocess.Popen(
            START[shell],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={"PATH": path, "TERM": TERM[shell], "PS1": "> ", "HOME": str(home), "LANG": "C.UTF-8"},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - the tests run no threads
        )
        os.close(theirs)
        self.enter(SCRIPT[shell])

    def enter(self, command: str) -> None:
        """Run a command, and wait until it and all before it has ended."""
        self.type(f"{command}\r")
        self.type("echo rea''dy\r")
        self.read_until("ready")

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def clear(self) -> None:
        """Take back what is typed, and wait until the shell has done all that it was asked for."""
        self.type(CLEAR[self.shell])
        self.enter("true")

    def read_until(self, *expected: str) -> None:
        """Read what the terminal shows until all of it is there; fail where it does not come."""
        shown = b""
        while missing := [each for each in expected if each not in SEQUENCE.sub("", shown.decode(errors="replace"))]:
            assert select.select([self._ours], [], [], 60)[0], f"{missing} is not in {shown!r}"
            shown += os.read(self._ours, 65536)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hostile ledger, and beside it ledgers with a hostile name and with hostile ids."""
    place = tmp_path_factory.mktemp("shells") / "$(touch PWNED);"
    place.mkdir()
    (place / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    (place / HOSTILE_NAME).write_text('[commitments.bases]\nunit = "bases"\n', encoding="utf-8")
    (place / "ids.toml").write_text(HOSTILE_IDS, encoding="utf-8")
    return place


@pytest.fixture(scope="module", params=START)
def terminal(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Terminal]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    if not (Path(sys.executable).parent / "mss-gap").exists():
        pytest.skip("the command is not installed beside Python")
    shell = Terminal(request.param, folder, tmp_path_factory.mktemp("home"))
    yield shell
    shell.end()


@pytest.mark.parametrize(
    ("line", "letter"),
    [  # nothing is missing that a command would ask for, should a shell run what is on its line
        ("mss-gap show ", "c"),
        ("mss-gap add actual c0 --date 2025-01-01 --source ", "s"),
        ("mss-gap add claim x --measure value --value 1 --indicator ", "i"),
        ("mss-gap what-if --withdraw ", "B"),
    ],
)
def test_the_titles_of_a_ledger_are_shown_and_never_run(
    line: str, letter: str, terminal: Terminal, folder: Path
) -> None:
    before = sorted(path.name for path in folder.iterdir())
    terminal.type(f"{line}{letter}\t" + "\t" * (terminal.shell == "bash"))
    words = [f"{letter}{number}" for number in range(len(ATTACKS))]
    terminal.read_until(*(words if terminal.shell == "bash" else ATTACKS))
    terminal.clear()
    assert sorted(path.name for path in folder.iterdir()) == before


def test_neither_the_name_of_a_ledger_nor_its_ids_are_run(terminal: Terminal, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    terminal.type(f"mss-gap show -l '{HOSTILE_NAME}' b\t")
    terminal.read_until("bases ")
    terminal.clear()
    terminal.type("mss-gap show -l ids.toml \t" + "\t" * (terminal.shell == "bash"))
    terminal.read_until("commitments.toml")  # nothing is offered, so the shell offers files
    terminal.clear()
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("mss-gap summ", "mss-gap summary "),
        ("mss-gap what-if --pledge c0:ken", "mss-gap what-if --pledge c0:kenya="),
        ("mss-gap what-if --pledge=c0:ken", "mss-gap what-if --pledge=c0:kenya="),
        ("mss-gap what-if --withdraw ken", "mss-gap what-if --withdraw kenya "),
        ("mss-gap summary --format=js", "mss-gap summary --format=json "),
        ("mss-gap show -l ./commitments.toml c13", "mss-gap show -l ./commitments.toml c13 "),
        ("mss-gap add source x --ur", "mss-gap add source x --url "),
    ],
)
def test_a_shell_puts_in_what_is_offered(typed: str, completed: str, terminal: Terminal) -> None:
    terminal.type(f"{typed}\tX")
    terminal.type("\x01echo \r")  # to the start of the line, which is then printed rather than run
    terminal.read_until(f"\n{completed}X\n")
