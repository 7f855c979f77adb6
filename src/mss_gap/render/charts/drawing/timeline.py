"""How a timeline is drawn: steps over time, the report date, the due date, the events, and the line of the pace."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby

from mss_gap.analysis.bounds import Bound
from mss_gap.render.charts.chart import LabelledDay, TimelineChart, Width
from mss_gap.render.charts.drawing.axes import Scales, draw_day_axis, draw_level_axis, is_whole, level_ticks, span_of
from mss_gap.render.charts.drawing.curves import ACTUAL_WIDTH, PLEDGED_WIDTH, draw_curves
from mss_gap.render.charts.drawing.key import KeyEntry, draw_key
from mss_gap.render.charts.drawing.label_placement import Area, Labels
from mss_gap.render.charts.drawing.layout import FOOT, LABEL, LEADING, SMALL, Sheet
from mss_gap.render.charts.drawing.open_ends import examples_of, triangles_around
from mss_gap.render.charts.drawing.text_metrics import width_of
from mss_gap.render.charts.picture import Anchor, AnyMark, Line, Paint, Text
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
EXAMPLE = 13.0
"""The length of a line in the key."""


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
    scales = across._replace(area=Area(left, top, sheet.width, top + HEIGHT[width]))
    placement = Labels(Area(left, top - headroom, sheet.width, scales.area.bottom))
    draw_level_axis(sheet, scales, list(zip(ticks, names, strict=True)))
    events = [event for event in chart.events if scales.shows(event.day)]
    numbered = _by_day(events) if len(events) <= EVENTS[width] else []
    sheet.bottom = scales.area.bottom + 2
    _draw_events(sheet, scales, [(day, number) for number, (day, _) in enumerate(numbered, 1)])
    draw_day_axis(sheet, scales)
    _draw_day_labels(sheet, scales, placement, day_labels)
    sheet.add(*draw_curves(chart, report, scales, placement))
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
        sheet.add(label._replace(y=label.y + top))
        if scales.shows(it.day):
            x = scales.x(it.day)
            points = ((x, label.y + top - SMALL * 0.8), (x, scales.area.bottom))
            placement.keep_clear(points)
            sheet.add(Line(points=points, paint=Paint.MUTED, width=0.7, dashed=position > 0))


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
