"""A chart as the content of a file: the same chart gives the same bytes."""

from typing import assert_never

from mss_gap.render.charts.chart import Chart
from mss_gap.render.charts.layout import picture_of
from mss_gap.render.charts.kinds import Ending, Width


def chart_file(chart: Chart, ending: Ending, width: Width = Width.COLUMN) -> bytes:
    """A chart as an SVG, PNG or PDF file."""
    picture = picture_of(chart, width)
    match ending:
        case Ending.SVG:
            from mss_gap.render.charts.svg import svg_file

            return svg_file(picture).encode()
        case Ending.PNG:
            from mss_gap.render.charts.canvas import png

            return png(picture)
        case Ending.PDF:
            from mss_gap.render.charts.canvas import pdf

            return pdf(picture)
        case _:
            assert_never(ending)
