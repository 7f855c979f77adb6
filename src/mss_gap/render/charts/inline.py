"""A chart within an HTML page."""

from mss_gap.render.charts.chart import Chart
from mss_gap.render.charts.layout import picture_of
from mss_gap.render.charts.kinds import Width
from mss_gap.render.charts.svg import svg_fragment

TITLE = 9.5
"""The size of a title's letters at any width, in points: on a page, a chart's title stands below the headings."""


def inline_svg(chart: Chart, prefix: str, width: Width = Width.PAGE) -> str:
    """A chart as an SVG element for a page, in the page's font and as wide as there is room.

    Its ids begin with `prefix`, which is different for each chart of a page and made of letters, digits and hyphens.
    The page may set `--chart-ink`, `--chart-muted`, `--chart-grid`, `--chart-delivered`, `--chart-pledged`,
    `--chart-pace` and `--chart-paper` (its own background).
    """
    return svg_fragment(picture_of(chart, width, TITLE), prefix)
