"""How the lines of a timeline are drawn: the pledge, the actual and the pace, with their labels."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import product
from typing import NamedTuple

from mss_gap.render.charts.chart import PaceLine, TimelineChart, TimelineStep
from mss_gap.render.charts.drawing.axes import Scales
from mss_gap.render.charts.drawing.label_placement import CLEARANCE, Labels, area_of
from mss_gap.render.charts.drawing.layout import LABEL, SMALL
from mss_gap.render.charts.drawing.open_ends import is_exact, triangles_around
from mss_gap.render.charts.drawing.text_metrics import width_of
from mss_gap.render.charts.drawing.thinning import thinned
from mss_gap.render.charts.picture import Anchor, AnyMark, Box, Dot, Line, Paint, Place, Text, Triangle

AWAY = (-3.5, 10.0, -13.0, 20.0, -23.0, 30.0, -33.0, 40.0, 50.0, 60.0, 70.0, 80.0)
"""The distances from a line down to its label, in the order in which they are tried."""
PLEDGED_WIDTH, ACTUAL_WIDTH = 1.2, 2.0
"""The widths of the lines of the pledge and of the actual."""
BEHIND = 4.0
"""From a step to its triangles, which the way up or down to the level would cover."""
SPACING = 10.0
"""The least distance of triangles from each other."""
ARROW = " →"
"""The end of a label for a day beyond the edge."""


def draw_curves(chart: TimelineChart, report: date, scales: Scales, placement: Labels) -> Iterator[AnyMark]:
    """Paper behind the labels, over it the lines of the pledge, the actual and the pace, and over them the labels."""
    curves = _Curves(chart, report, scales)
    lines = list(curves.lines())
    open_ends = list(curves.open_ends())
    for line in lines:
        placement.keep_clear(line.points)
    for triangle in open_ends:
        placement.keep_clear((*triangle.points, triangle.points[0]))
    labels = list(curves.labels(placement))
    yield from map(_paper, labels)
    yield from lines
    if curves.actual is not None:
        yield Dot(x=curves.x, y=scales.y(curves.actual), radius=2.2, paint=Paint.DELIVERED)
    yield from open_ends
    yield from labels


class _Curves(NamedTuple):
    """A timeline's lines and their labels."""

    chart: TimelineChart
    report: date
    scales: Scales

    @property
    def x(self) -> float:
        return self.scales.x(self.report)

    @property
    def pledge(self) -> Decimal | None:
        return self.chart.pledged[-1].level

    @property
    def actual(self) -> Decimal | None:
        return self.chart.actual[-1].level

    def lines(self) -> Iterator[Line]:
        """The pledge, and thin and dashed after the report date; the actual; the pace. What is not exact is dashed."""
        for points, exact in _known_runs(thinned(self.chart.pledged, self.scales.x), self.report, self.scales):
            yield Line(points=points, paint=Paint.INK, width=PLEDGED_WIDTH, dashed=not exact)
        if self.pledge is not None:
            y = self.scales.y(self.pledge)
            yield Line(points=((self.x, y), (self.scales.area.right, y)), paint=Paint.INK, width=0.7, dashed=True)
        for points, exact in _known_runs(thinned(self.chart.actual, self.scales.x), self.report, self.scales):
            yield Line(points=points, paint=Paint.DELIVERED, width=ACTUAL_WIDTH, dashed=not exact)
        if self.chart.pace is not None:
            yield Line(points=self._pace(self.chart.pace), paint=Paint.PACE, width=1.2, dashed=True)

    def open_ends(self) -> Iterator[Triangle]:
        """Triangles at the levels that are not exact, each at the start of its level; at the end of the actual, too."""
        for step in _spaced(self.chart.pledged, self.scales):
            x, y = self.scales.x(step.day) + BEHIND, self.scales.y(step.level or Decimal(0))
            yield from triangles_around(step.bound, x, y, Paint.INK, hollow=True)
        last = self.chart.actual[-1]
        for step in _spaced(self.chart.actual, self.scales):
            x, y = self.scales.x(step.day) + BEHIND, self.scales.y(step.level or Decimal(0))
            if x + SPACING <= self.x:
                yield from triangles_around(step.bound, x, y, Paint.DELIVERED, hollow=False)
        if last.level is not None:
            yield from triangles_around(last.bound, self.x, self.scales.y(last.level), Paint.DELIVERED, hollow=False)

    def labels(self, placement: Labels) -> Iterator[Text]:
        """The labels of the lines, the most important first; that of the gap only where there is room for it."""
        area, y, x = self.scales.area, self.scales.y, self.x
        right, left = (area.right, Anchor.END), (area.left + 2, Anchor.START)
        if self.actual is not None:
            text = partial(Text, text=self._fitting(self.chart.actual_label), size=LABEL, bold=True)
            after, before = (x + 5, Anchor.START), (x - 4, Anchor.END)
            near = [(10.0, after), (-6.0, before), *product(AWAY, (after, before))]
            places = [*near, *product(AWAY, (right, left))]
            yield placement.put(_candidates(partial(text, paint=Paint.DELIVERED), y(self.actual), places))
        if self.pledge is not None:
            text = partial(Text, text=self._fitting(self.chart.pledged_label), size=LABEL, bold=True)
            corner = self._pledged_since()
            along = ((x - 4, Anchor.END), (corner + 2, Anchor.START), right)
            beside = ((corner - 4, Anchor.END), left)
            places = [*product(AWAY[:1], along), *product((LABEL / 3,), beside), *product(AWAY, along)]
            yield placement.put(_candidates(text, y(self.pledge), places))
        if self.chart.pace is not None:
            end, height = self._pace(self.chart.pace)[-1]
            ends = ((end, Anchor.END), (end, Anchor.MIDDLE), right, (end, Anchor.START))
            words = self.chart.pace.label + ("" if self._reaches_pledge(self.chart.pace) else ARROW)
            text = partial(Text, text=words, size=SMALL, paint=Paint.PACE)
            yield placement.put(_candidates(text, height, product(AWAY, ends)))
        if self.pledge is not None and self.actual is not None and self.chart.gap_label:
            text = partial(Text, text=self.chart.gap_label, size=LABEL)
            middle = (y(self.pledge) + y(self.actual)) / 2 + LABEL / 3
            halfway = ((x - 4, Anchor.END), (x + 4, Anchor.START))
            half = abs(y(self.pledge) - y(self.actual)) / 2
            between = [down for down in (0, -12, 12, -24, 24) if abs(down) <= half]
            yield from placement.put_where_free(_candidates(text, middle, product(between, halfway)))

    def _fitting(self, label: str) -> str:
        """A label, or its last word where it is wider than the drawing: the title says the figure, too."""
        area = self.scales.area
        fits = width_of(label, LABEL, bold=True) + 2 * CLEARANCE <= area.right - area.left
        return label if fits else label.rsplit(" ", 1)[-1]

    def _pledged_since(self) -> float:
        """Where the pledge reached its level of the report date."""
        steps = self.chart.pledged
        last = next((at for at in reversed(range(len(steps))) if steps[at].level != self.pledge), -1)
        return self.scales.x(steps[last + 1].day)

    def _reaches_pledge(self, pace: PaceLine) -> bool:
        """Whether the pace reaches the pledge within the picture."""
        return pace.projected_on is not None and self.scales.shows(pace.projected_on)

    def _pace(self, pace: PaceLine) -> tuple[Place, Place]:
        """From the start through the actual to the pledge, or to the edge of the picture."""
        actual, scales = self.actual or Decimal(0), self.scales

        def level(day: date) -> Decimal:
            return actual + pace.per_day * (day - self.report).days

        start = (scales.x(pace.since), scales.y(level(pace.since)))
        if pace.projected_on is not None and self.pledge is not None and self._reaches_pledge(pace):
            return start, (scales.x(pace.projected_on), scales.y(self.pledge))
        return start, (scales.area.right, scales.y(level(scales.last)))


def _candidates(
    text: Callable[..., Text], y: float, places: Iterable[tuple[float, tuple[float, Anchor]]]
) -> Iterator[Text]:
    """A text at each place where it may be: so far below `y`, with this end of it at this `x`."""
    return (text(x=x, y=y + down, anchor=anchor) for down, (x, anchor) in places)


def _known_runs(steps: Sequence[TimelineStep], until: date, scales: Scales) -> list[tuple[list[Place], bool]]:
    """A line for each time during which the level is known and exact, or known and not exact, from step to step.

    The way up or down to a level is part of its line.
    """
    runs: list[tuple[list[Place], bool]] = []
    before: TimelineStep | None = None
    for step, end in zip(steps, [*(step.day for step in steps[1:]), until], strict=True):
        if step.level is not None:
            y, exact = scales.y(step.level), is_exact(step.bound)
            if before is None:
                runs.append(([], exact))
            elif exact != runs[-1][1]:
                runs.append((runs[-1][0][-1:], exact))
            runs[-1][0].extend([(scales.x(step.day), y), (scales.x(end), y)])
        before = None if step.level is None else step
    return runs


def _spaced(steps: Sequence[TimelineStep], scales: Scales) -> Iterator[TimelineStep]:
    """The steps to a level, or a bound, that is new; of those that would cover each other, the first."""
    edge = scales.area.left - SPACING
    before: TimelineStep | None = None
    for step in steps:
        new = before is None or (step.level, step.bound) != (before.level, before.bound)
        if new and not is_exact(step.bound) and scales.x(step.day) >= edge + SPACING:
            edge = scales.x(step.day)
            yield step
        before = step


def _paper(label: Text) -> Box:
    """The area of a label, which hides the grid and the days behind it."""
    area = area_of(label)
    return Box(x=area.left, y=area.top, width=area.right - area.left, height=area.bottom - area.top, paint=Paint.PAPER)
