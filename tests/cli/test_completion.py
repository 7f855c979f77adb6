"""What a shell is offered: commands, and the commitments, countries and sources of the ledger in use."""

import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

HANGING = 600
"""Seconds after which something has hung: no computer is so slow."""
LEDGER = """
[sources.ap-1]
title = "A \\u001b[31mreport"
[sources.un-1]
title = "Another"
[contributors.EU]
name = "European Union"
[commitments.men]
unit = "personnel"
[commitments.money]
unit = "USD"
[indicators.displaced]
value = 1
[[actuals]]
commitment = "men"
country = "KE"
date = 2025-01-01
total = 1
"""


@pytest.fixture
def offered(run: Run, tmp_path: Path) -> Callable[[str], list[str]]:
    """What bash is offered for the last word of a line."""
    (tmp_path / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "other.toml").write_text('[commitments.bases]\nunit = "bases"\n', encoding="utf-8")
    (tmp_path / "broken.toml").write_text("[", encoding="utf-8")

    def complete(line: str) -> list[str]:
        position = str(len(line.split(" ")) - 1)
        variables = {
            "COMP_WORDS": line,
            "COMP_CWORD": position,
            "_MSS_GAP_COMPLETE": "complete_bash",
            "HOME": str(tmp_path),
            "FOLDER": str(tmp_path),
        }
        done = run(env=variables, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.split()

    return complete


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("mss-gap su", ["summary"]),
        ("mss-gap add s", ["source"]),
        ("mss-gap show ", ["men", "money"]),
        ("mss-gap countries mo", ["money"]),
        ("mss-gap add actual m", ["men", "money"]),
        ("mss-gap add actual men --country ", ["EU", "KE"]),
        ("mss-gap add actual men --country K", ["KE"]),
        ("mss-gap add actual men --country JM", ["JM"]),
        ("mss-gap add actual men --country k", ["ke"]),
        ("mss-gap add actual men --country Ken", ["Kenya"]),
        ("mss-gap add actual men --country ken", ["kenya"]),
        ("mss-gap add actual men --country Jam", ["Jamaica"]),
        ("mss-gap add actual men --country euro", []),
        ("mss-gap what-if --withdraw E", ["EU"]),
        ("mss-gap add actual men --source a", ["ap-1"]),
        ("mss-gap add claim x --indicator ", ["displaced"]),
        ("mss-gap add claim x --measure de", ["delivered_pct"]),
        ("mss-gap add claim x --qualifier at", ["at-least", "at-most"]),
        ("mss-gap add pledge men --status o", ["on-hold"]),
        ("mss-gap what-if --deliver m", ["men:", "money:"]),
        ("mss-gap what-if --deliver me", ["men:EU=", "men:KE="]),
        ("mss-gap what-if --pledge men:", ["EU=", "KE="]),
        ("mss-gap what-if --pledge men:K", ["KE="]),
        ("mss-gap what-if --pledge=men:k", ["ke="]),
        ("mss-gap what-if --pledge x", []),
        ("mss-gap claims --verdict c", ["consistent", "contradicted"]),
        ("mss-gap summary --format m", ["markdown"]),
        ("mss-gap schema h", ["history", "history-by-country"]),
        ("mss-gap show --ledger other.toml ", ["bases"]),
        ("mss-gap show --ledger broken.toml ", []),
        ("mss-gap show --ledger nowhere.toml ", []),
        ("mss-gap show --ledger $FOLDER/other.toml ", ["bases"]),
        ("mss-gap show --ledger ~/other.toml ", ["bases"]),
        ("mss-gap show --ledger ~nobody-at-all/other.toml ", []),
        ("mss-gap show --ledger  ", []),
        ("mss-gap show --ledger - ", []),
    ],
)
def test_a_word_is_completed_from_the_ledger_in_use(
    line: str, words: list[str], offered: Callable[[str], list[str]]
) -> None:
    assert offered(line) == words


def test_the_standard_input_of_the_shell_is_never_read(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    variables = {"COMP_WORDS": "mss-gap show ", "COMP_CWORD": "2", "_MSS_GAP_COMPLETE": "complete_bash"}
    done = subprocess.run(
        [sys.executable, "-m", "mss_gap"],
        stdin=ours,
        capture_output=True,
        env=os.environ | variables | {"MSS_GAP_LEDGER": "-"},
        cwd=tmp_path,
        check=False,
        timeout=HANGING,
    )
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"", b"")


class Bash:
    """An interactive bash on a terminal of its own, in which completion is set up."""

    def __init__(self, folder: Path) -> None:
        script = subprocess.run(
            [sys.executable, "-m", "mss_gap"],
            env=os.environ | {"_MSS_GAP_COMPLETE": "source_bash"},
            capture_output=True,
            check=True,
        ).stdout
        (folder / "completion.sh").write_bytes(script)
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            ["/bin/bash", "--norc", "--noprofile", "-i"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "TERM": "dumb", "PS1": "> "},
            start_new_session=True,
        )
        os.close(theirs)
        os.write(self._ours, b". ./completion.sh; bind 'set bell-style none'; echo rea''dy\n")
        self.read_until("ready\r\n")

    def read_until(self, expected: str) -> None:
        """Read what the terminal shows until something stands there; fail where it does not come."""
        shown = ""
        while expected not in shown:
            assert select.select([self._ours], [], [], HANGING)[0], f"{expected!r} is not in {shown!r}"
            shown += os.read(self._ours, 65536).decode()

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


@pytest.fixture
def bash(tmp_path: Path) -> Iterator[Bash]:
    (tmp_path / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    if not (Path(sys.executable).parent / "mss-gap").exists():
        pytest.skip("the command is not installed beside Python")
    shell = Bash(tmp_path)
    yield shell
    shell.end()


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("mss-gap what-if --pledge me", "mss-gap what-if --pledge men:"),
        ("mss-gap what-if --pledge men:K", "mss-gap what-if --pledge men:KE= "),
        ("mss-gap what-if --pledge=men:K", "mss-gap what-if --pledge=men:KE= "),
        ("mss-gap what-if --withdraw ken", "mss-gap what-if --withdraw kenya "),
        ("mss-gap summary --format=js", "mss-gap summary --format=json "),
        ("mss-gap show -l $PWD/commitments.toml me", "mss-gap show -l $PWD/commitments.toml men "),
    ],
)
def test_bash_puts_in_what_is_offered(typed: str, completed: str, bash: Bash) -> None:
    bash.type(f"{typed}\t")
    bash.read_until(completed)


def test_bash_lists_contributors_after_a_commitment(bash: Bash) -> None:
    bash.type("mss-gap what-if --pledge men:\t\t")
    bash.read_until("EU=  KE=  \r\n")


def test_a_title_from_the_ledger_cannot_act_on_the_shell(run: Run, tmp_path: Path) -> None:
    (tmp_path / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    variables = {
        "_TYPER_COMPLETE_ARGS": "mss-gap add actual men --source ap",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_MSS_GAP_COMPLETE": "complete_fish",
    }
    done = run(env=variables, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == "ap-1\tA ?[31mreport\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell: str, run: Run) -> None:
    done = run(env={"_MSS_GAP_COMPLETE": f"source_{shell}"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "_MSS_GAP_COMPLETE=complete_" + shell in done.stdout
