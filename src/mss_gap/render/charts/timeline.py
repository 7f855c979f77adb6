"""How a timeline is drawn: steps over time, the report date, the due date, the events, and the line of the pace."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby, product

from mss_gap.analysis.bounds import Bound
from mss_gap.render.charts.axes import Scales, draw_day_axis, draw_level_axis, is_whole, level_ticks, span_of
from mss_gap.render.charts.chart import LabelledDay, PaceLine, TimelineChart, TimelineStep, Width
from mss_gap.render.charts.key import KeyEntry, draw_key
from mss_gap.render.charts.label_placement import CLEARANCE, Area, Labels, area_of
from mss_gap.render.charts.layout import FOOT, LABEL, LEADING, SMALL, Sheet
from mss_gap.render.charts.open_ends import examples_of, is_exact, triangles_around
from mss_gap.render.charts.picture import Anchor, AnyMark, Box, Dot, Line, Paint, Place, Text, Triangle
from mss_gap.render.charts.text_metrics import width_of
from mss_gap.render.charts.thinning import thinned
from mss_gap.render.figures import quantity
from mss_gap.render.harmless import plain

HEIGHT = {Width.COLUMN: 125.0, Width.PAGE: 170.0}
EVENTS = {Width.COLUMN: 6, Width.PAGE: 16}
"""The most events that are marked, and listed below; of more, none is."""
HEADROOM = LABEL * LEADING + 4
"""The room above the highest level, for its label."""
OPEN_END = 8.0
"""The room for the triangle of a level that is not exact."""
TICKS = 5
AWAY = (-3.5, 10.0, -13.0, 20.0, -23.0, 30.0, -33.0, 40.0, 50.0, 60.0, 70.0, 80.0)
"""The distances from a line down to its label, in the order in which they are tried."""
PLEDGED_WIDTH, ACTUAL_WIDTH = 1.2, 2.0
"""The widths of the lines of the pledge and of the actual."""
BEHIND = 4.0
"""From a step to its triangles, which the way up or down to the level would cover."""
SPACING = 10.0
"""The least distance of triangles from each other."""
EXAMPLE = 13.0
"""The length of a line in the key."""
ARROW = " →"
"""The end of a label for a day beyond the edge."""


def draw_timeline(chart: TimelineChart, sheet: Sheet, width: Width) -> list[str]:
    """Draw a timeline on a sheet below the rest; returns the events that it numbers, as remarks."""
    if chart.report is None or not chart.actual:
        return []
    report = chart.report.day
    first, last = span_of(chart, report)
    levels = [step.level for step in (*chart.pledged, *chart.actual) if step.level is not None]
    ticks = level_ticks(min((*levels, Decimal(0))), max((*levels, Decimal(0))), TICKS, whole=all(map(is_whole, levels)))
    key = list(_key(chart))
    headroom = HEADROOM + (OPEN_END if key else 0)
    if key:
        draw_key(key, sheet, apart=OPEN_END / 2)
    names = [plain(quantity(tick, chart.unit)) for tick in ticks]
    left = max(width_of(name, SMALL) for name in names) + 4
    across = Scales(first, last, ticks[0], ticks[-1], Area(left, 0, sheet.width, HEIGHT[width]))
    day_labels = _day_labels(across, chart)
    sheet.skip(len({label.y for _, label in day_labels}) * SMALL * LEADING)
    top = sheet.bottom + headroom
    scales = replace(across, area=Area(left, top, sheet.width, top + HEIGHT[width]))
    placement = Labels(Area(left, top - headroom, sheet.width, scales.area.bottom))
    draw_level_axis(sheet, scales, list(zip(ticks, names, strict=True)))
    events = [event for event in chart.events if scales.shows(event.day)]
    numbered = _by_day(events) if len(events) <= EVENTS[width] else []
    sheet.bottom = scales.area.bottom + 2
    _draw_events(sheet, scales, [(day, number) for number, (day, _) in enumerate(numbered, 1)])
    draw_day_axis(sheet, scales)
    _draw_day_labels(sheet, scales, placement, day_labels)
    sheet.add(*_curves(chart, report, scales, placement))
    return [f"({number}) {day}: {titles}" for number, (day, titles) in enumerate(numbered, 1)]


def _by_day(events: Sequence[LabelledDay]) -> list[tuple[date, str]]:
    """Each day with the events on it, and each month or year where no day is known."""
    days = groupby(sorted(events, key=_day_as_known), _day_as_known)
    return [
        (of_day[0].day, "; ".join(plain(event.label) for event in of_day)) for of_day in (list(of) for _, of in days)
    ]


def _day_as_known(event: LabelledDay) -> tuple[date, str]:
    """The day of an event, and how it is written: a month counts as its last day, and is not that day."""
    return event.day, str(event.day)


def _draw_events(sheet: Sheet, scales: Scales, events: Iterable[tuple[date, int]]) -> None:
    """Draw a number below the axis at each event, lower where the one before it leaves no room."""
    rows: list[float] = []
    for day, number in events:
        x, half = scales.x(day), width_of(str(number), FOOT, bold=True) / 2
        row = next((row for row, end in enumerate(rows) if end < x - half), len(rows))
        rows[row : row + 1] = [x + half + 2]
        y = sheet.bottom + FOOT + 1 + row * FOOT * LEADING
        sheet.add(
            Line(points=((x, scales.area.top), (x, y - FOOT)), paint=Paint.GRID, width=0.5),
            Text(x=x, y=y, text=str(number), size=FOOT, bold=True, paint=Paint.MUTED, anchor=Anchor.MIDDLE),
        )
    sheet.skip(len(rows) * FOOT * LEADING + (1 if rows else 0))


def _day_labels(scales: Scales, chart: TimelineChart) -> list[tuple[LabelledDay, Text]]:
    """The report date and the due date with their labels, whose `y` is 0 at the top of the drawing.

    A day that is not in the picture has its label at the edge, with an arrow.
    """
    area = scales.area
    rows = [-2.0, -2 - SMALL * LEADING]
    placement = Labels(Area(0, rows[-1] - SMALL, area.right, area.bottom))
    placed = []
    for it, sides in ((chart.report, (Anchor.END, Anchor.START)), (chart.due, (Anchor.START, Anchor.END))):
        if it is None:
            continue
        if scales.shows(it.day):
            x, words, lead = scales.x(it.day), it.label, 2.0
        elif it.day > scales.last:
            x, words, lead = area.right, f"{it.label} →", 0.0
        else:
            x, words, lead = area.left, f"← {it.label}", 0.0
        text = partial(Text, text=words, size=SMALL, paint=Paint.MUTED)
        leads = {Anchor.START: lead, Anchor.END: -lead}
        label = placement.put(text(x=x + leads[side], y=row, anchor=side) for row in rows for side in sides)
        placed.append((it, label))
    return placed


def _draw_day_labels(
    sheet: Sheet, scales: Scales, placement: Labels, day_labels: Iterable[tuple[LabelledDay, Text]]
) -> None:
    """Draw the labels of days above the drawing, and a line down from each; that of the report date is solid."""
    top = placement.room.top
    for position, (it, label) in enumerate(day_labels):
        sheet.add(replace(label, y=label.y + top))
        if scales.shows(it.day):
            x = scales.x(it.day)
            points = ((x, label.y + top - SMALL * 0.8), (x, scales.area.bottom))
            placement.keep_clear(points)
            sheet.add(Line(points=points, paint=Paint.MUTED, width=0.7, dashed=position > 0))


def _curves(chart: TimelineChart, report: date, scales: Scales, placement: Labels) -> Iterator[AnyMark]:
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


@dataclass(frozen=True, slots=True)
class _Curves:
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


def _key(chart: TimelineChart) -> Iterator[KeyEntry]:
    """What the dashes and triangles of levels mean that are not exact."""
    for of, steps, paint, width in (
        ("delivery", chart.actual, Paint.DELIVERED, ACTUAL_WIDTH),
        ("pledge", chart.pledged, Paint.INK, PLEDGED_WIDTH),
    ):
        for words, bound in examples_of(step.bound for step in steps):
            yield KeyEntry(f"{of} {words}", partial(_example, bound, paint, width), EXAMPLE)


def _example(bound: Bound | None, paint: Paint, width: float, x: float, y: float) -> Iterator[AnyMark]:
    """A part of a line whose level is not exact."""
    middle = y + SMALL / 2
    yield Line(points=((x, middle), (x + EXAMPLE, middle)), paint=paint, width=width, dashed=True)
    yield from triangles_around(bound, x + EXAMPLE / 2, middle, paint, hollow=paint is Paint.INK)


def _paper(label: Text) -> Box:
    """The area of a label, which hides the grid and the days behind it."""
    area = area_of(label)
    return Box(x=area.left, y=area.top, width=area.right - area.left, height=area.bottom - area.top, paint=Paint.PAPER)
