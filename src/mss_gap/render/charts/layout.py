"""What stands around every drawing: title and subtitle above, remarks and sources below."""

from dataclasses import replace
from typing import assert_never

from mss_gap.render.charts.bars import draw_bars
from mss_gap.render.charts.chart import Bars, Chart, Course
from mss_gap.render.charts.kinds import Width
from mss_gap.render.charts.picture import (
    MILLIMETRES,
    POINTS_A_MILLIMETRE,
    AnyMark,
    Box,
    Dot,
    Line,
    Paint,
    Picture,
    Text,
)
from mss_gap.render.charts.sheet import FOOT, SMALL, Sheet
from mss_gap.render.charts.timeline import draw_course
from mss_gap.render.harmless import plain

MARGIN = 6.0
TITLES = {Width.COLUMN: 10.0, Width.PAGE: 12.0}
"""The size of the title's letters."""


def picture_of(chart: Chart, width: Width = Width.COLUMN, title_size: float | None = None) -> Picture:
    """A chart as a picture, as high as it needs; `title_size` is that of the title's letters, in points."""
    paper = MILLIMETRES[width] * POINTS_A_MILLIMETRE
    sheet = Sheet(paper - 2 * MARGIN)
    sheet.write(chart.title, title_size or TITLES[width], bold=True)
    sheet.skip(2)
    sheet.write(chart.subtitle, SMALL, Paint.MUTED)
    sheet.skip(6)
    remarks = list(chart.remarks)
    match chart.drawing:
        case Bars():
            remarks += draw_bars(chart.drawing, sheet)
        case Course():
            remarks += draw_course(chart.drawing, sheet, width)
        case _:
            assert_never(chart.drawing)
    sheet.skip(6)
    for remark in remarks:
        sheet.write(remark, FOOT, Paint.MUTED)
    sheet.write(chart.source_line, FOOT, Paint.MUTED)
    return Picture(
        title=plain(chart.title),
        description=plain(chart.description),
        width=paper,
        height=sheet.bottom + 2 * MARGIN,
        marks=tuple(_moved(mark) for mark in sheet.marks),
    )


def _moved(mark: AnyMark) -> AnyMark:
    """A mark within the margins."""
    match mark:
        case Text() | Box() | Dot():
            return replace(mark, x=mark.x + MARGIN, y=mark.y + MARGIN)
        case Line():
            return replace(mark, points=tuple((x + MARGIN, y + MARGIN) for x, y in mark.points))
        case _:
            assert_never(mark)
