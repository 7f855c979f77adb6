"""A course as marks: steps over time, the report date, the due date, and the line of the pace."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby

from mss_gap.render.charts.axes import amounts, days
from mss_gap.render.charts.chart import Course, Mark
from mss_gap.render.charts.curves import curves
from mss_gap.render.charts.kinds import Width
from mss_gap.render.charts.text_metrics import width_of
from mss_gap.render.charts.picture import Anchor, Line, Paint, Text
from mss_gap.render.charts.label_placement import Area, Places
from mss_gap.render.charts.scales import Scales, span_of
from mss_gap.render.charts.sheet import FOOT, LABEL, LEADING, SMALL, Sheet
from mss_gap.render.figures import quantity
from mss_gap.render.harmless import plain

HEIGHT = {Width.COLUMN: 125.0, Width.PAGE: 170.0}
EVENTS = {Width.COLUMN: 6, Width.PAGE: 16}
"""So many events are marked, and listed below; of more, none."""
HEADROOM = LABEL * LEADING + 4
"""The room above the highest level for its name."""
TICKS = 5


def draw_course(course: Course, sheet: Sheet, width: Width) -> list[str]:
    """Draw a course below what is on a sheet, with the events that it numbers; returns what is to be remarked below."""
    if course.report is None or not course.actual:
        return []
    report = course.report.day
    first, last = span_of(course, report)
    levels = [step.level for step in (*course.pledged, *course.actual) if step.level is not None]
    ticks = amounts(
        min((*levels, Decimal(0))), max((*levels, Decimal(0))), TICKS, whole=all(level % 1 == 0 for level in levels)
    )
    names = [plain(quantity(tick, course.unit)) for tick in ticks]
    left = max(width_of(name, SMALL) for name in names) + 4
    across = Scales(first, last, ticks[0], ticks[-1], Area(left, 0, sheet.width, HEIGHT[width]))
    marked = _names_of_days(across, course)
    sheet.skip(len({name.y for _, name in marked}) * SMALL * LEADING)
    top = sheet.bottom + HEADROOM
    scales = replace(across, area=Area(left, top, sheet.width, top + HEIGHT[width]))
    places = Places(Area(left, top - HEADROOM, sheet.width, scales.area.bottom))
    _draw_axes(sheet, scales, list(zip(ticks, names, strict=True)))
    events = [event for event in course.events if scales.shows(event.day)]
    numbered = _numbered(events) if len(events) <= EVENTS[width] else []
    sheet.bottom = scales.area.bottom + 2
    _draw_events(sheet, scales, [(day, number) for number, (day, _) in enumerate(numbered, 1)])
    _draw_days(sheet, scales)
    _draw_names_of_days(sheet, scales, places, marked)
    sheet.add(*curves(course, report, scales, places))
    return [f"({number}) {day.isoformat()}: {said}" for number, (day, said) in enumerate(numbered, 1)]


def _draw_axes(sheet: Sheet, scales: Scales, ticks: Iterable[tuple[Decimal, str]]) -> None:
    area = scales.area
    for tick, name in ticks:
        y = scales.y(tick)
        ink = Paint.MUTED if tick == 0 else Paint.GRID
        sheet.add(Line(points=((area.left, y), (area.right, y)), paint=ink, width=0.7 if tick == 0 else 0.5))
        sheet.add(
            Text(x=area.left - 3, y=y + SMALL * 0.35, text=name, size=SMALL, paint=Paint.MUTED, anchor=Anchor.END)
        )


def _draw_days(sheet: Sheet, scales: Scales) -> None:
    """The axis of time, with as many names as fit beside each other."""
    area = scales.area
    most = max(int((area.right - area.left) / (width_of("2025-06", SMALL) * 1.5)), 2)
    ticks = days(scales.first, scales.last, most)
    if ticks and len(ticks[0][1]) > len("2025-06"):
        ticks = days(scales.first, scales.last, max(most // 2, 2))
    y = sheet.bottom
    for day, name in ticks:
        x, half = scales.x(day), width_of(name, SMALL) / 2
        sheet.add(
            Line(points=((x, area.bottom), (x, area.bottom + 2.5)), paint=Paint.MUTED, width=0.5),
            Text(
                x=min(max(x, half), sheet.width - half),
                y=y + SMALL + 2,
                text=name,
                size=SMALL,
                paint=Paint.MUTED,
                anchor=Anchor.MIDDLE,
            ),
        )
    sheet.skip(SMALL * LEADING + 3)


def _numbered(events: Sequence[Mark]) -> list[tuple[date, str]]:
    """Each day with what happened on it."""
    return [
        (day, "; ".join(plain(event.label) for event in of_day))
        for day, of_day in groupby(events, lambda event: event.day)
    ]


def _draw_events(sheet: Sheet, scales: Scales, events: Iterable[tuple[date, int]]) -> None:
    """A number below the axis at each event, lower where the one before it leaves no room."""
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


def _names_of_days(scales: Scales, course: Course) -> list[tuple[Mark, Text]]:
    """The report date and the due date with their names, `y` counted from the top of the drawing.

    A day that is not in the picture has its name at the edge, with an arrow.
    """
    area = scales.area
    rows = [-2.0, -2 - SMALL * LEADING]
    names = Places(Area(0, rows[-1] - SMALL, area.right, area.bottom))
    marked = []
    for mark, sides in ((course.report, (Anchor.END, Anchor.START)), (course.due, (Anchor.START, Anchor.END))):
        if mark is None:
            continue
        if scales.shows(mark.day):
            x, label, lead = scales.x(mark.day), mark.label, 2.0
        elif mark.day > scales.last:
            x, label, lead = area.right, f"{mark.label} →", 0.0
        else:
            x, label, lead = area.left, f"← {mark.label}", 0.0
        text = partial(Text, text=label, size=SMALL, paint=Paint.MUTED)
        leads = {Anchor.START: lead, Anchor.END: -lead}
        name = names.put(text(x=x + leads[side], y=row, anchor=side) for row in rows for side in sides)
        marked.append((mark, name))
    return marked


def _draw_names_of_days(sheet: Sheet, scales: Scales, places: Places, marked: Iterable[tuple[Mark, Text]]) -> None:
    """The names above the drawing, and a line down from each; that of the report date is solid."""
    top = scales.area.top - HEADROOM
    for position, (mark, name) in enumerate(marked):
        sheet.add(replace(name, y=name.y + top))
        if scales.shows(mark.day):
            x = scales.x(mark.day)
            points = ((x, name.y + top - SMALL * 0.8), (x, scales.area.bottom))
            places.keep_clear(points)
            sheet.add(Line(points=points, paint=Paint.MUTED, width=0.7, dashed=position > 0))
