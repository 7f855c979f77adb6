"""A chart as the content of a file: the same chart gives the same bytes."""

from dataclasses import dataclass
from typing import assert_never

from mss_gap.render.charts.chart import Chart
from mss_gap.render.charts.engine import undisturbed
from mss_gap.render.charts.kinds import Ending, Width
from mss_gap.render.charts.layout import picture_of


@dataclass(frozen=True, slots=True)
class ChartFile:
    """What a file is to hold."""

    content: bytes
    boxes: tuple[str, ...] = ()
    """The letters that are drawn as boxes, because no font of this machine has them."""


def chart_file(chart: Chart, ending: Ending, width: Width = Width.COLUMN) -> ChartFile:
    """A chart as an SVG, PNG or PDF file."""
    picture = picture_of(chart, width)
    match ending:
        case Ending.SVG:
            from mss_gap.render.charts.svg import svg_file

            return ChartFile(svg_file(picture).encode())
        case Ending.PNG:
            with undisturbed():
                from mss_gap.render.charts.canvas import png

                return ChartFile(*png(picture))
        case Ending.PDF:
            with undisturbed():
                from mss_gap.render.charts.canvas import pdf

                return ChartFile(*pdf(picture))
        case _:
            assert_never(ending)
