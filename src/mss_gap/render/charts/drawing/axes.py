"""The axes of a timeline: which days and levels it shows, where they are placed, and their ticks, which are round."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from mss_gap.analysis.exact import EXACT
from mss_gap.render.charts.chart import TimelineChart
from mss_gap.render.charts.drawing.label_placement import Area
from mss_gap.render.charts.drawing.layout import LEADING, SMALL, Sheet
from mss_gap.render.charts.drawing.text_metrics import width_of
from mss_gap.render.charts.picture import Anchor, Line, Paint, Text

ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
"""The first digits that a distance between ticks may have."""
DAYS = (1, 2, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000)
YEAR = 12
SHORTEST = 30
"""The fewest days that are drawn."""


class Scales(NamedTuple):
    """Where days and levels are placed in an area of a sheet."""

    first: date
    last: date
    lowest: Decimal
    highest: Decimal
    area: Area

    def x(self, day: date) -> float:
        """The distance of a day from the left."""
        share = (day - self.first).days / (self.last - self.first).days
        return self.area.left + share * (self.area.right - self.area.left)

    def y(self, level: Decimal) -> float:
        """The distance of a level from the top."""
        share = float((level - self.lowest) / (self.highest - self.lowest))
        return self.area.bottom - share * (self.area.bottom - self.area.top)

    def shows(self, day: date) -> bool:
        """Whether a day is between the first and the last."""
        return self.first <= day <= self.last


def span_of(chart: TimelineChart, report: date) -> tuple[date, date]:
    """The first and the last day drawn: at most as long after the report date as before it."""
    first = min((chart.actual[0].day, report, *([chart.pace.since] if chart.pace else ())))
    before = max((report - first).days, SHORTEST)
    ahead = [day for day in (chart.due and chart.due.day, chart.pace and chart.pace.projected_on) if day]
    near = [day for day in ahead if (day - report).days <= before]
    cut = len(near) < len(ahead) or (chart.pace is not None and chart.pace.projected_on is None)
    last = max((report, *near))
    if cut:
        last = max(last, _widened(report, report, before // 2)[1])
    return _widened(first, last, 0 if (last - first).days >= SHORTEST else SHORTEST // 2)


def _widened(first: date, last: date, padding: int) -> tuple[date, date]:
    """A span of days with `padding` more on both sides, within the calendar."""
    return (
        first - timedelta(days=min(padding, (first - date.min).days)),
        last + timedelta(days=min(padding, (date.max - last).days)),
    )


def draw_level_axis(sheet: Sheet, scales: Scales, ticks: Iterable[tuple[Decimal, str]]) -> list[Text]:
    """Draw a line across at each tick, with its name on the left; returns the names."""
    area, names = scales.area, list[Text]()
    for tick, name in ticks:
        y = scales.y(tick)
        paint, width = (Paint.MUTED, 0.7) if tick == 0 else (Paint.GRID, 0.5)
        names.append(
            Text(x=area.left - 3, y=y + SMALL * 0.35, text=name, size=SMALL, paint=Paint.MUTED, anchor=Anchor.END)
        )
        sheet.add(Line(points=((area.left, y), (area.right, y)), paint=paint, width=width), names[-1])
    return names


def draw_day_axis(sheet: Sheet, scales: Scales) -> None:
    """Draw the axis of time below the rest, with as many names as fit."""
    area = scales.area
    most = max(int((area.right - area.left) / (width_of("2025-06", SMALL) * 1.5)), 2)
    ticks = day_ticks(scales.first, scales.last, most)
    if ticks and len(ticks[0][1]) > len("2025-06"):
        ticks = day_ticks(scales.first, scales.last, max(most // 2, 2))
    text = partial(Text, y=sheet.bottom + SMALL + 2, size=SMALL, paint=Paint.MUTED, anchor=Anchor.MIDDLE)
    for day, name in ticks:
        x, half = scales.x(day), width_of(name, SMALL) / 2
        sheet.add(
            Line(points=((x, area.bottom), (x, area.bottom + 2.5)), paint=Paint.MUTED, width=0.5),
            text(x=min(max(x, half), sheet.width - half), text=name),
        )
    sheet.skip(SMALL * LEADING + 3)


def level_ticks(lowest: Decimal, highest: Decimal, most: int, *, whole: bool = False) -> list[Decimal]:
    """Round figures from one at or below `lowest` to one at or above `highest`: at most `most` + 2.

    With `whole`, each of them is a whole number.

    >>> [str(figure) for figure in level_ticks(Decimal(0), Decimal(2500), 5)]
    ['0', '500', '1000', '1500', '2000', '2500']
    """
    span = highest - lowest
    if not span:
        return [lowest, lowest + 1]
    rough = span / most
    power = Decimal(1).scaleb(rough.adjusted())
    steps = (digits * power for digits in ROUND)
    step = Decimal(1)
    if rough > 1 or not whole:
        step = next(step for step in steps if step >= rough and (is_whole(step) or not whole))
    first = int((lowest / step).to_integral_value("ROUND_FLOOR"))
    last = int((highest / step).to_integral_value("ROUND_CEILING"))
    return [_without_exponent(step * position) for position in range(first, last + 1)]


def day_ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """At most `most` round days between two days (inclusive), with their names: years, months or days.

    >>> day_ticks(date(2023, 7, 30), date(2026, 2, 1), 4)
    [(datetime.date(2024, 1, 1), '2024'), (datetime.date(2025, 1, 1), '2025'), (datetime.date(2026, 1, 1), '2026')]
    >>> day_ticks(date(2025, 1, 3), date(2025, 1, 6), 2)
    [(datetime.date(2025, 1, 3), '2025-01-03'), (datetime.date(2025, 1, 5), '2025-01-05')]
    """
    for distance in MONTHS:
        ticks = list(_months(first, last, distance))
        if len(ticks) <= most and (len(ticks) > 1 or distance > 1):
            break
    if len(ticks) > 1:
        yearly = all(day.month == 1 for day in ticks)
        return [(day, f"{day.year}" if yearly else f"{day:%Y-%m}") for day in ticks]
    for distance in DAYS:
        ticks = list(_every(first, last, distance))
        if len(ticks) <= most:
            break
    return [(day, day.isoformat()) for day in ticks[:most]]


def _months(first: date, last: date, distance: int) -> Iterator[date]:
    """The first day of every `distance` months; from a year on, the first day of a round year."""
    month = first.year * YEAR + first.month - 1
    month += -month % distance
    while month <= last.year * YEAR + last.month - 1 and month // YEAR <= date.max.year:
        day = date(month // YEAR, month % YEAR + 1, 1)
        if day >= first:
            yield day
        month += distance


def _every(first: date, last: date, distance: int) -> Sequence[date]:
    start = first.toordinal() + -first.toordinal() % distance
    return [date.fromordinal(day) for day in range(start, last.toordinal() + 1, distance)]


def is_whole(value: Decimal) -> bool:
    """Whether a figure of any size is a whole number; `value % 1` raises above 28 digits."""
    return value == value.to_integral_value()


def _without_exponent(value: Decimal) -> Decimal:
    """The same figure; a whole number without an exponent."""
    return value.quantize(Decimal(1), context=EXACT) if is_whole(value) else value.normalize()
