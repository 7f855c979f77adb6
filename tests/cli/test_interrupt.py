"""Ctrl-C at a moment that is counted by what is loaded: the program ends at once, without a word."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from mss_gap import __version__

Run = Callable[..., CompletedProcess[str]]

INTERRUPTING = """
import importlib.abc, os, signal, sys
from pathlib import Path

class Interrupt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == chosen:
            Path(reached).touch()
            os.kill(os.getpid(), signal.SIGINT)

chosen, reached = sys.argv[1:3]
sys.argv[1:3] = []
if chosen == "-":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    chosen = "mss_gap.cli.main"
else:  # as from a terminal, where a job in the background would ignore it
    signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupt())
{start}
"""
STARTS = {
    "python -m": "import runpy; runpy.run_module('mss_gap', run_name='__main__', alter_sys=True)",
    "mss-gap": "from mss_gap.__main__ import main; main()",
}
MODULES = (
    "mss_gap.cli.main",
    "mss_gap.cli.output",
    "mss_gap.cli.run",
    "typer",
    "mss_gap.cli.read",
    "pydantic",
    "mss_gap.ledger.model",
    "tomli",
    "mss_gap.analysis.reports.summary",
    "rich.cells",
)
"""What `summary` loads, some of it before there is anything to clean up and some after."""


@pytest.fixture(params=STARTS)
def interrupted(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> Callable[..., CompletedProcess[str]]:
    """Run the program with an interrupt when it loads a module, by each way to start it."""

    def run_it(module: str, *arguments: str) -> CompletedProcess[str]:
        script = INTERRUPTING.replace("{start}", STARTS[request.param])
        done = run(*arguments, program=(sys.executable, "-c", script, module, str(tmp_path / "reached")))
        assert (tmp_path / "reached").exists()
        return done

    return run_it


@pytest.mark.parametrize("module", MODULES)
def test_an_interrupt_ends_the_program_quietly(module: str, interrupted: Callable[..., CompletedProcess[str]]) -> None:
    done = interrupted(module, "summary")
    # Which a shell reports as 130, too, where the interrupt itself ended the process.
    assert done.returncode in {130, -signal.SIGINT}
    assert (done.stdout, done.stderr) == ("", "")


def test_an_interrupt_that_the_caller_has_ignored_changes_nothing(
    interrupted: Callable[..., CompletedProcess[str]],
) -> None:
    done = interrupted("-", "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"mss-gap {__version__}\n", "")


def test_a_file_that_is_being_written_is_taken_away(
    interrupted: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    ledger = tmp_path / "commitments.toml"
    ledger.write_text('[commitments.men]\nunit = "personnel"\n', encoding="utf-8")
    done = interrupted(
        "filelock", *["add", "actual", "men", "--date", "2025-01-01", "--total", "5", "--ledger"], str(ledger)
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["commitments.toml", "reached"]
    assert ledger.read_text(encoding="utf-8") == '[commitments.men]\nunit = "personnel"\n'
