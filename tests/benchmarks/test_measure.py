"""Running processes in turn."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measure import Command, FailedRunError, in_turn

ROOT = Path(__file__).parents[2]


def test_commands_run_in_turn_and_the_first_turn_does_not_count() -> None:
    started: list[str] = []
    commands = [Command(name, ("/bin/true",), before=lambda name=name: started.append(name)) for name in "ab"]
    samples = in_turn(commands, 2)
    assert started == ["a", "b"] * 3
    assert {name: len(runs) for name, runs in samples.items()} == {"a": 2, "b": 2}


MEASURED = """
import sys
from benchmarks.measure import Command, run
for megabytes in (0, 200):
    print(run(Command("holds", (sys.executable, "-c", f"bytearray({megabytes} * 2**20)"))).peak)
"""


def test_a_run_has_the_peak_of_its_own_process() -> None:
    # The kernel counts what the starting process holds: that is little in a new one, and may be much in pytest's.
    starter = [sys.executable, "-c", MEASURED]
    done = subprocess.run(starter, cwd=ROOT, capture_output=True, text=True, check=True)
    small, large = map(float, done.stdout.split())
    assert large > small + 100


def test_a_process_that_ends_otherwise_than_it_must_stops_the_measurement() -> None:
    with pytest.raises(FailedRunError, match=r"^`/bin/sh -c exit 3` ended with 3 instead of 0$"):
        in_turn([Command("fails", ("/bin/sh", "-c", "exit 3"))], 1)


def test_a_process_may_have_to_fail() -> None:
    assert len(in_turn([Command("fails", ("/bin/sh", "-c", "exit 3"), status=3)], 1)["fails"]) == 1


def test_a_process_gets_the_runners_environment_and_its_own() -> None:
    check = 'test "$LANG" = C.UTF-8 && test "$MORE" = 1 && test -z "$MSS_GAP_LEDGER"'
    assert in_turn([Command("asks", ("/bin/sh", "-c", check), environment={"MORE": "1"})], 1)["asks"]
