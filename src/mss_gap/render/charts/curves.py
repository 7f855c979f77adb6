"""The lines of a course as marks, each with its name: the pledge, the actual and the pace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import product

from mss_gap.render.charts.chart import Course, PaceLine, Step
from mss_gap.render.charts.text_metrics import width_of
from mss_gap.render.charts.picture import Anchor, AnyMark, Box, Dot, Line, Paint, Text
from mss_gap.render.charts.label_placement import CLEARANCE, Places, area_of
from mss_gap.render.charts.scales import Scales
from mss_gap.render.charts.sheet import LABEL, SMALL

Point = tuple[float, float]
AWAY = (-3.5, 10.0, -13.0, 20.0, -23.0, 30.0, -33.0, 40.0, 50.0, 60.0, 70.0, 80.0)
"""From the height of a line to that of its name: above it, below it, and ever farther away."""
ARROW = " →"
"""What is said of a day beyond the edge."""


def curves(course: Course, report: date, scales: Scales, places: Places) -> Iterator[AnyMark]:
    """The lines of a course to its report date and beyond, over paper for their names, and the names over all."""
    drawn = _Curves(course, report, scales)
    lines = list(drawn.lines())
    for line in lines:
        places.keep_clear(line.points)
    names = list(drawn.names(places))
    yield from map(_paper, names)
    yield from lines
    if drawn.actual is not None:
        yield Dot(x=drawn.x, y=scales.y(drawn.actual), radius=2.2, paint=Paint.DELIVERED)
    yield from names


@dataclass(frozen=True, slots=True)
class _Curves:
    """A course on its report date."""

    course: Course
    report: date
    scales: Scales

    @property
    def x(self) -> float:
        return self.scales.x(self.report)

    @property
    def pledge(self) -> Decimal | None:
        return self.course.pledged[-1].level

    @property
    def actual(self) -> Decimal | None:
        return self.course.actual[-1].level

    def lines(self) -> Iterator[Line]:
        """The pledge and its way ahead, the actual, the pace."""
        for points in _runs(self.course.pledged, self.report, self.scales):
            yield Line(points=points, paint=Paint.INK, width=1.2)
        if self.pledge is not None:
            y = self.scales.y(self.pledge)
            yield Line(points=((self.x, y), (self.scales.area.right, y)), paint=Paint.INK, width=0.7, dashed=True)
        for points in _runs(self.course.actual, self.report, self.scales):
            yield Line(points=points, paint=Paint.DELIVERED, width=2)
        if self.course.pace is not None:
            yield Line(points=self._pace(self.course.pace), paint=Paint.PACE, width=1.2, dashed=True)

    def names(self, places: Places) -> Iterator[Text]:
        """The names of the lines, those that matter most first; that of the gap only where there is room for it."""
        y, right = self.scales.y, self.scales.area.right
        if self.actual is not None:
            label = self._fitting(self.course.actual_label)
            name = partial(Text, text=label, size=LABEL, bold=True, paint=Paint.DELIVERED)
            sides = ((self.x + 5, Anchor.START), (self.x - 4, Anchor.END))
            edges = ((right, Anchor.END), (self.scales.area.left + 2, Anchor.START))
            yield places.put(
                name(x=x, y=y(self.actual) + dy, anchor=anchor)
                for dy, (x, anchor) in [
                    (10.0, sides[0]),
                    (-6.0, sides[1]),
                    *product(AWAY, sides),
                    *product(AWAY, edges),
                ]
            )
        if self.pledge is not None:
            name = partial(Text, text=self._fitting(self.course.pledged_label), size=LABEL, bold=True)
            height, corner = y(self.pledge), self._pledged_since()
            along = ((self.x - 4, Anchor.END), (corner + 2, Anchor.START), (right, Anchor.END))
            level = ((corner - 4, Anchor.END), (self.scales.area.left + 2, Anchor.START))
            before = [name(x=x, y=height + LABEL / 3, anchor=anchor) for x, anchor in level]
            above = [name(x=x, y=height + AWAY[0], anchor=anchor) for x, anchor in along]
            others = (name(x=x, y=height + dy, anchor=anchor) for dy, (x, anchor) in product(AWAY, along))
            yield places.put([*above, *before, *others])
        if self.course.pace is not None:
            x, height = self._pace(self.course.pace)[-1]
            ends = ((x, Anchor.END), (x, Anchor.MIDDLE), (right, Anchor.END), (x, Anchor.START))
            label = self.course.pace.label + ("" if self._arrives(self.course.pace) else ARROW)
            name = partial(Text, text=label, size=SMALL, paint=Paint.PACE)
            yield places.put(name(x=x, y=height + dy, anchor=anchor) for dy, (x, anchor) in product(AWAY, ends))
        if self.pledge is not None and self.actual is not None and self.course.gap_label:
            name = partial(Text, text=self.course.gap_label, size=LABEL)
            middle = (y(self.pledge) + y(self.actual)) / 2 + LABEL / 3
            halfway = ((self.x - 4, Anchor.END), (self.x + 4, Anchor.START))
            yield from places.put_where_free(
                name(x=x, y=middle + dy, anchor=anchor) for dy, (x, anchor) in product((0, -12, 12, -24, 24), halfway)
            )

    def _fitting(self, label: str) -> str:
        """A label, or its last word where its figure is wider than the drawing: the title says the figure, too."""
        area = self.scales.area
        fits = width_of(label, LABEL, bold=True) + 2 * CLEARANCE <= area.right - area.left
        return label if fits else label.rsplit(" ", 1)[-1]

    def _pledged_since(self) -> float:
        """Where the pledge came to what it is on the report date."""
        steps = self.course.pledged
        last = next((at for at in reversed(range(len(steps))) if steps[at].level != self.pledge), -1)
        return self.scales.x(steps[last + 1].day)

    def _arrives(self, pace: PaceLine) -> bool:
        """Whether the pace comes to the pledge within the picture."""
        return pace.projected_on is not None and self.scales.shows(pace.projected_on)

    def _pace(self, pace: PaceLine) -> tuple[Point, Point]:
        """From the start through the actual to the pledge, or to the edge of the picture."""
        actual, scales = self.actual or Decimal(0), self.scales

        def level(day: date) -> Decimal:
            return actual + pace.per_day * (day - self.report).days

        start = (scales.x(pace.since), scales.y(level(pace.since)))
        if pace.projected_on is not None and self.pledge is not None and self._arrives(pace):
            return start, (scales.x(pace.projected_on), scales.y(self.pledge))
        return start, (scales.area.right, scales.y(level(scales.last)))


def _runs(steps: Sequence[Step], until: date, scales: Scales) -> list[list[Point]]:
    """Each line of a level that is known for a while, from step to step."""
    runs: list[list[Point]] = []
    unbroken = False
    for step, end in zip(steps, [*(step.day for step in steps[1:]), until], strict=True):
        if step.level is not None:
            y = scales.y(step.level)
            runs = runs if unbroken else [*runs, []]
            runs[-1] += [(scales.x(step.day), y), (scales.x(end), y)]
        unbroken = step.level is not None
    return runs


def _paper(name: Text) -> Box:
    """What keeps grid and days from running through a name."""
    area = area_of(name)
    return Box(x=area.left, y=area.top, width=area.right - area.left, height=area.bottom - area.top, paint=Paint.PAPER)
