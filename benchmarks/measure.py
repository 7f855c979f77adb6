"""Runs whole processes and says how long they took and how much memory they held."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.programs import ENVIRONMENT


@dataclass(frozen=True, slots=True)
class Command:
    """A whole process to measure."""

    name: str
    arguments: tuple[str, ...]
    """The program by its path, and its arguments."""
    status: int = 0
    """The exit status that it must end with."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What it gets besides `ENVIRONMENT`."""
    before: Callable[[], object] | None = None
    """What must happen before each run, and is not measured."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one process, from its start to its end."""

    seconds: float
    processor: float
    """The seconds for which it held a processor, over all its threads: much less than `seconds` where others did."""
    peak: float
    """The most memory that it held at once, in MiB."""


class FailedRunError(Exception):
    """A process did not end as it must: its time means nothing."""


def in_turn(commands: Sequence[Command], runs: int) -> dict[str, list[Run]]:
    """Run all commands in turn, as often as `runs` says, after one turn that does not count; the runs by name.

    Raises `FailedRunError` where one ends with another exit status than its own.
    """
    samples: dict[str, list[Run]] = {command.name: [] for command in commands}
    for number in range(runs + 1):
        for command in commands:
            measured = run(command)
            if number:
                samples[command.name].append(measured)
    return samples


def run(command: Command) -> Run:
    """Run a process with nothing to read and its output thrown away; raises `FailedRunError`.

    The kernel counts what the starting process held towards the peak of the process that it starts, until that becomes
    another program: a peak below `own_peak()` says nothing. So this process stays small.
    """
    if command.before:
        command.before()
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]
    environment = {**ENVIRONMENT, **command.environment}
    start = perf_counter()
    process = os.posix_spawn(command.arguments[0], command.arguments, environment, file_actions=nowhere)
    _, status, usage = os.wait4(process, 0)
    seconds = perf_counter() - start
    ended = os.waitstatus_to_exitcode(status)
    if ended != command.status:
        message = f"`{' '.join(command.arguments)}` ended with {ended} instead of {command.status}"
        raise FailedRunError(message)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def own_peak() -> float:
    """The most memory that this process has held at once so far, in MiB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024
