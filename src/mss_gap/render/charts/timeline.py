"""A course as marks: steps over time, the report date, the due date, and the line of the pace."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby

from mss_gap.render.charts.axes import amounts, days, padded
from mss_gap.render.charts.chart import Course, Mark, Step
from mss_gap.render.charts.kinds import Width
from mss_gap.render.charts.lettering import width_of
from mss_gap.render.charts.picture import Anchor, Dot, Line, Paint, Text
from mss_gap.render.charts.placing import Area, Places
from mss_gap.render.charts.sheet import FOOT, LABEL, LEADING, SMALL, Sheet
from mss_gap.render.figures import quantity
from mss_gap.render.text import plain

HEIGHT = {Width.COLUMN: 125.0, Width.PAGE: 170.0}
EVENTS = {Width.COLUMN: 6, Width.PAGE: 16}
"""So many events are marked, and listed below; of more, none."""
HEADROOM = LABEL * LEADING + 4
"""The room above the highest level for its name."""
SHORTEST = 30
"""Days; a shorter course is drawn as one of so many."""
TICKS = 5
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scales:
    """From a day and a level to a place on the sheet."""

    first: date
    last: date
    lowest: Decimal
    highest: Decimal
    area: Area

    def x(self, day: date) -> float:
        """How far to the right a day is."""
        share = (day - self.first).days / (self.last - self.first).days
        return self.area.left + share * (self.area.right - self.area.left)

    def y(self, level: Decimal) -> float:
        """How far down a level is."""
        share = float((level - self.lowest) / (self.highest - self.lowest))
        return self.area.bottom - share * (self.area.bottom - self.area.top)

    def shows(self, day: date) -> bool:
        """Whether a day is between the first and the last."""
        return self.first <= day <= self.last


def draw_course(course: Course, sheet: Sheet, width: Width) -> list[str]:
    """Draw a course below what is on a sheet, with the events that it numbers; returns what is to be remarked below."""
    if course.report is None or not course.actual:
        return []
    report = course.report.day
    first, last = _span(course, report)
    levels = [step.level for step in (*course.pledged, *course.actual) if step.level is not None]
    ticks = amounts(min((*levels, Decimal(0))), max((*levels, Decimal(0))), TICKS)
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
    _draw_lines(sheet, scales, places, course)
    return [f"{number}  {day.isoformat()}: {said}" for number, (day, said) in enumerate(numbered, 1)]


def _span(course: Course, report: date) -> tuple[date, date]:
    """The first and the last day drawn: as far behind the report date as the course is long before it, at most."""
    first = min((course.actual[0].day, report, *([course.pace.since] if course.pace else ())))
    known = max((report - first).days, SHORTEST)
    ahead = [mark for mark in (course.due and course.due.day, course.pace and course.pace.projected_on) if mark]
    near = [day for day in ahead if (day - report).days <= known]
    cut = len(near) < len(ahead) or (course.pace is not None and course.pace.projected_on is None)
    last = max((report, *near))
    if cut:
        last = max(last, padded(report, report, known // 2)[1])
    return padded(first, last, 0 if (last - first).days >= SHORTEST else SHORTEST // 2)


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


def _draw_lines(sheet: Sheet, scales: Scales, places: Places, course: Course) -> None:
    """The pledge, the actual and the pace, and a name for each."""
    assert course.report is not None  # noqa: S101 - drawn only with a report date
    day = course.report.day
    pledged, actual = _runs(course.pledged, day, scales), _runs(course.actual, day, scales)
    for run, paint, width in ((pledged, Paint.INK, 1.2), (actual, Paint.DELIVERED, 2.0)):
        for points in run:
            places.keep_clear(points)
            sheet.add(Line(points=points, paint=paint, width=width))
    if not pledged and not actual:
        return
    pledge, delivered = course.pledged[-1].level, course.actual[-1].level
    x = scales.x(day)
    pace = _pace_points(course, scales)
    if pace:
        places.keep_clear(pace)
        sheet.add(Line(points=pace, paint=Paint.PACE, width=1.2, dashed=True))
    if pledge is not None and pledged:
        end = (scales.area.right, scales.y(pledge))
        ahead = ((x, end[1]), end)
        places.keep_clear(ahead)
        sheet.add(Line(points=ahead, paint=Paint.INK, width=0.7, dashed=True))
    if delivered is not None:
        sheet.add(Dot(x=x, y=scales.y(delivered), radius=2.2, paint=Paint.DELIVERED))
    for label in _labels(course, scales, places, pledged, pace):
        sheet.add(label)


def _runs(steps: Sequence[Step], until: date, scales: Scales) -> list[list[Point]]:
    """The lines of a level that is known for a while, each from step to step."""
    runs: list[list[Point]] = []
    ends = [step.day for step in steps[1:]] + [until]
    open_run = False
    for step, end in zip(steps, ends, strict=True):
        if step.level is None:
            open_run = False
            continue
        y = scales.y(step.level)
        piece = [(scales.x(step.day), y), (scales.x(end), y)]
        if open_run:
            runs[-1] += piece
        else:
            runs.append(piece)
        open_run = True
    return runs


def _pace_points(course: Course, scales: Scales) -> list[Point]:
    """The line from the start through the actual to the pledge, or to the edge of the picture."""
    delivered, pledge = course.actual[-1].level, course.pledged[-1].level
    if course.pace is None or course.report is None or delivered is None or pledge is None:
        return []
    pace, day = course.pace, course.report.day

    def level(on: date) -> Decimal:
        return delivered + pace.per_day * (on - day).days

    to = pace.projected_on
    if to is not None and to <= scales.last:
        end = (scales.x(to), scales.y(pledge))
    else:
        end = (scales.area.right, scales.y(level(scales.last)))
    return [(scales.x(pace.since), scales.y(level(pace.since))), end]


def _labels(
    course: Course, scales: Scales, places: Places, pledged: Sequence[Sequence[Point]], pace: Sequence[Point]
) -> Iterator[Text]:
    """The names of the lines, each at the first of its places that is free."""
    assert course.report is not None  # noqa: S101 - drawn only with a report date
    x, area = scales.x(course.report.day), scales.area
    pledge, delivered = course.pledged[-1].level, course.actual[-1].level
    if delivered is not None:
        y = scales.y(delivered)
        name = partial(Text, text=course.actual_label, size=LABEL, bold=True, paint=Paint.DELIVERED)
        yield places.put(
            name(x=x + dx, y=y + dy, anchor=anchor)
            for dx, dy, anchor in (
                (5, 10, Anchor.START),
                (5, 3, Anchor.START),
                (-4, -6, Anchor.END),
                (-4, 11, Anchor.END),
                (5, -6, Anchor.START),
                (-4, -18, Anchor.END),
                (-4, 22, Anchor.END),
            )
        )
    if pledge is not None and pledged:
        name = partial(Text, text=course.pledged_label, size=LABEL, bold=True)
        y = scales.y(pledge)
        start = pledged[-1][-2][0]
        yield places.put(
            name(x=at, y=y + dy, anchor=anchor)
            for dy in (-3.5, 10)
            for at, anchor in ((max(start, area.left) + 2, Anchor.START), (x - 4, Anchor.END), (area.right, Anchor.END))
        )
    if pledge is not None and delivered is not None and course.gap_label:
        middle = (scales.y(pledge) + scales.y(delivered)) / 2
        name = partial(Text, text=course.gap_label, size=LABEL)
        yield places.put(
            name(x=x + dx, y=middle + 3 + dy, anchor=anchor)
            for dy in (0, -12, 12, -24, 24)
            for dx, anchor in ((-4, Anchor.END), (4, Anchor.START))
        )
    if pace and course.pace is not None:
        end_x, end_y = pace[-1]
        arrow = "" if course.pace.projected_on and scales.shows(course.pace.projected_on) else " →"
        name = partial(Text, text=course.pace.label + arrow, size=SMALL, paint=Paint.PACE)
        yield places.put(
            name(x=end_x + dx, y=end_y + dy, anchor=anchor)
            for dy in (-3.5, 10, -13, 20)
            for dx, anchor in ((0, Anchor.END), (0, Anchor.MIDDLE), (area.right - end_x, Anchor.END), (0, Anchor.START))
        )
