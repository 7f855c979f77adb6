"""From runs to medians, ratios and verdicts. Pure arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from benchmarks.measure import Run


class Quantity(StrEnum):
    """What a bound compares."""

    TIME = "time"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Bound:
    """How many times the time or the memory of one command another may take."""

    measured: str
    against: str
    at_most: float
    quantity: Quantity = Quantity.TIME


@dataclass(frozen=True, slots=True)
class Verdict:
    """A bound beside what was measured."""

    bound: Bound
    ratio: float | None
    """None where one of the two commands was not measured."""

    @property
    def text(self) -> str:
        """What a table says of it."""
        if self.ratio is None:
            return "not measured"
        return "met" if self.ratio <= self.bound.at_most else "not met"


Samples = Mapping[str, Sequence[Run]]
"""The runs of each command by its name, as many for each, in the order in which they ran in turn."""


def judged(bound: Bound, samples: Samples) -> Verdict:
    """Hold the runs of two commands to a bound."""
    measured, against = samples.get(bound.measured), samples.get(bound.against)
    if measured is None or against is None:
        return Verdict(bound, None)
    return Verdict(bound, ratio(figures(measured, bound.quantity), figures(against, bound.quantity)))


def ratio(measured: Sequence[float], against: Sequence[float]) -> float:
    """The median of the ratios of runs that followed each other.

    A machine that slows down meanwhile slows both of a pair, so that a ratio holds where a median of one side would not.

    >>> ratio([1.0, 2.0, 9.0], [2.0, 4.0, 3.0])
    0.5
    """
    return median(one / other for one, other in zip(measured, against, strict=True))


def figures(runs: Sequence[Run], quantity: Quantity) -> list[float]:
    """Seconds, or MiB."""
    return [run.seconds if quantity is Quantity.TIME else run.peak for run in runs]
