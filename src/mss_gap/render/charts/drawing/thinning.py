"""Which of very many steps of a line are drawn: of those that would cover each other, the ones that show their range."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from mss_gap.render.charts.chart import TimelineStep
from mss_gap.render.charts.drawing.open_ends import is_exact

MANY = 300
"""Up to so many steps, each is drawn."""
STRIP = 1.0
"""The width of a strip of the drawing, which is less than that of a line."""


def thinned(steps: Sequence[TimelineStep], x: Callable[[date], float]) -> Sequence[TimelineStep]:
    """The steps of a line that looks the same, where there are many; `x` is where a day is.

    Of each strip the first and the last, the lowest and the highest, and one that is not known. Where one of a strip is not
    exact, none of it is drawn as if it were.
    """
    if len(steps) <= MANY:
        return steps
    strips = groupby(_changes(steps), key=lambda step: int(x(step.day) / STRIP))
    return [step for _, strip in strips for step in _of_strip(list(strip))]


def _changes(steps: Sequence[TimelineStep]) -> Iterator[TimelineStep]:
    """The steps to another level, or to another bound."""
    before: TimelineStep | None = None
    for step in steps:
        if before is None or (step.level, step.bound) != (before.level, before.bound):
            yield step
        before = step


def _of_strip(steps: Sequence[TimelineStep]) -> Iterator[TimelineStep]:
    known = [at for at, step in enumerate(steps) if step.level is not None]
    unknown = [at for at, step in enumerate(steps) if step.level is None]
    kept = {0, len(steps) - 1, *unknown[:1]}
    if known:
        by_level = sorted(known, key=lambda at: (steps[at].level, at))
        kept |= {by_level[0], by_level[-1]}
    open_bound = next((step.bound for step in steps if step.level is not None and not is_exact(step.bound)), None)
    for at in sorted(kept):
        exact = steps[at].level is not None and is_exact(steps[at].bound)
        yield steps[at]._replace(bound=open_bound) if exact and open_bound is not None else steps[at]
