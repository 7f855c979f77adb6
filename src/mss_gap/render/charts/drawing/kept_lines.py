"""How the chart of kept pledges is drawn: a line a contributor, with a mark whose shape and colour say the verdict."""

from collections.abc import Iterator
from typing import assert_never

from mss_gap.analysis.verdicts import KeptVerdict
from mss_gap.render.charts.chart import KeptChart, KeptLine
from mss_gap.render.charts.drawing.bars import write_labels
from mss_gap.render.charts.drawing.layout import LABEL, SMALL, Sheet
from mss_gap.render.charts.picture import Anchor, AnyMark, Box, Dot, Line, Paint, Text

RADIUS = 3.6
"""Half the height of a mark."""
THICK, THIN = 2.0, 1.2
"""The width of what was delivered, and of the strokes of a mark."""


def draw_kept(chart: KeptChart, sheet: Sheet) -> None:
    """Draw the lines on a sheet below the rest, each with its label above it and its verdict below."""
    for position, row in enumerate(chart.rows):
        sheet.skip(6 if position else 0)
        write_labels(row.label, row.figure, sheet)
        sheet.add(*_line(row, sheet.width, sheet.bottom + RADIUS))
        sheet.skip(2 * RADIUS + 1)
        sheet.write(row.detail, SMALL, Paint.MUTED)


def _line(row: KeptLine, width: float, y: float) -> Iterator[AnyMark]:
    """The pledge, what was delivered of it, the end of its firm part, and the mark; without a share only the mark."""
    start, length = RADIUS, width - 2 * RADIUS
    if row.delivered is None:
        yield from mark_of(row.verdict, start, y)
        return
    reached = start + length * min(max(float(row.delivered), 0), 1)
    yield Line(points=((start, y), (start + length, y)), paint=Paint.GRID, width=THICK)
    yield _upright(start + length, y, RADIUS)
    if row.firm is not None:
        yield _upright(start + length * float(row.firm), y, RADIUS / 2)
    if reached > start:
        yield Line(points=((start, y), (reached, y)), paint=Paint.DELIVERED, width=THICK)
    yield from mark_of(row.verdict, reached, y)


def _upright(x: float, y: float, half: float) -> Line:
    return Line(points=((x, y - half), (x, y + half)), paint=Paint.MUTED, width=THIN)


def mark_of(verdict: KeptVerdict, x: float, y: float) -> Iterator[AnyMark]:
    """The mark of a verdict around a point: no two have the same shape."""
    match verdict:
        case KeptVerdict.KEPT:
            yield Dot(x=x, y=y, radius=RADIUS, paint=Paint.DELIVERED)
        case KeptVerdict.FIRM_KEPT:
            yield Dot(x=x, y=y, radius=RADIUS, paint=Paint.DELIVERED)
            yield Dot(x=x, y=y, radius=RADIUS / 2, paint=Paint.PAPER)
        case KeptVerdict.OVERDUE:
            yield from _strokes(x, y, Paint.PACE, ((-1, -1), (1, 1)), ((-1, 1), (1, -1)))
        case KeptVerdict.UNDER_WAY:
            yield _square(x, y, RADIUS * 0.8, Paint.INK)
        case KeptVerdict.NOTHING_YET:
            yield _square(x, y, RADIUS * 0.8, Paint.INK)
            yield _square(x, y, RADIUS * 0.8 - THIN, Paint.PAPER)
        case KeptVerdict.ON_HOLD:
            yield from _strokes(x, y, Paint.INK, ((-0.5, -1), (-0.5, 1)), ((0.5, -1), (0.5, 1)))
        case KeptVerdict.CONDITIONAL:
            yield from _strokes(x, y, Paint.INK, ((-1, 1), (0, -1)), ((0, -1), (1, 1)), ((-1, 1), (1, 1)))
        case KeptVerdict.WITHDRAWN:
            yield from _strokes(x, y, Paint.MUTED, ((-1, 0), (1, 0)))
        case KeptVerdict.NOT_MEASURABLE:
            yield _square(x, y, RADIUS, Paint.PAPER)
            yield Text(x=x, y=y + LABEL / 3, text="?", size=LABEL, paint=Paint.MUTED, bold=True, anchor=Anchor.MIDDLE)
        case _:
            assert_never(verdict)


_Ends = tuple[tuple[float, float], tuple[float, float]]
"""The two ends of a stroke, from the middle of a mark, as multiples of its radius."""


def _strokes(x: float, y: float, paint: Paint, *strokes: _Ends) -> Iterator[Line]:
    for ends in strokes:
        points = [(x + right * RADIUS, y + down * RADIUS) for right, down in ends]
        yield Line(points=points, paint=paint, width=THICK)


def _square(x: float, y: float, half: float, paint: Paint) -> Box:
    return Box(x=x - half, y=y - half, width=2 * half, height=2 * half, paint=paint)
