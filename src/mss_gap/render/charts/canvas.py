"""A picture as PNG or PDF, drawn by matplotlib."""

from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Literal, assert_never

from matplotlib import rc_context, rcParamsDefault
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text as Letters
from matplotlib.transforms import Affine2D

from mss_gap.render.charts.fonts import Fonts, fonts_of
from mss_gap.render.charts.picture import COLOURS, Anchor, AnyMark, Box, Dot, Line, Paint, Picture, Text

POINTS_AN_INCH = 72
DOTS_AN_INCH = 192
"""Twice what a screen is taken to have."""
SETTINGS = {name: value for name, value in rcParamsDefault.items() if "backend" not in name} | {"pdf.fonttype": 42}
"""matplotlib's own, whatever a user has set; text in PDF is text."""
ALIGNMENT: Mapping[Anchor, Literal["left", "center", "right"]] = MappingProxyType(
    {Anchor.START: "left", Anchor.MIDDLE: "center", Anchor.END: "right"}
)


def png(picture: Picture) -> tuple[bytes, tuple[str, ...]]:
    """A picture as PNG on white paper, twice as dense as a screen, and the letters that no font here has."""
    words = {"Title": picture.title, "Description": picture.description, "Software": "mss-gap"}
    return _written(FigureCanvasAgg, picture, "png", words)


def pdf(picture: Picture) -> tuple[bytes, tuple[str, ...]]:
    """A picture as PDF of one page, its text as text, and the letters that no font here has."""
    words = {"Title": picture.title, "Subject": picture.description, "Creator": "mss-gap", "CreationDate": None}
    return _written(FigureCanvasPdf, picture, "pdf", words)


def _written(
    canvas: Callable[[Figure], object], picture: Picture, form: str, words: Mapping[str, str | None]
) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a file, which say nothing of when they were made, and the letters that are boxes in it."""
    file = BytesIO()
    with rc_context(SETTINGS):
        fonts = fonts_of([mark for mark in picture.marks if isinstance(mark, Text)])
        figure = _figure(picture, fonts)
        canvas(figure)
        figure.savefig(file, format=form, dpi=DOTS_AN_INCH, metadata=words)
    return file.getvalue(), fonts.missing


def _figure(picture: Picture, fonts: Fonts) -> Figure:
    """A picture as matplotlib has it: in inches, from the lower left corner."""
    width, height = picture.width / POINTS_AN_INCH, picture.height / POINTS_AN_INCH
    figure = Figure(figsize=(width, height), facecolor=COLOURS[Paint.PAPER])
    place = Affine2D().scale(1 / POINTS_AN_INCH, -1 / POINTS_AN_INCH).translate(0, height) + figure.dpi_scale_trans
    for order, mark in enumerate(picture.marks):
        artist = _artist(mark, fonts)
        artist.set_transform(place)
        artist.set_zorder(order)
        figure.add_artist(artist)
    return figure


def _artist(mark: AnyMark, fonts: Fonts) -> Artist:
    colour = COLOURS[mark.paint]
    match mark:
        case Text():
            return Letters(
                mark.x,
                mark.y,
                mark.text,
                color=colour,
                fontproperties=fonts.of(mark),
                horizontalalignment=ALIGNMENT[mark.anchor],
                verticalalignment="baseline",
                parse_math=False,
            )
        case Box() if mark.dashed:
            outline = Rectangle((mark.x, mark.y), mark.width, mark.height, fill=False, edgecolor=colour, linewidth=0.8)
            outline.set_linestyle((0, (3 / 0.8, 2 / 0.8)))
            return outline
        case Box():
            return Rectangle((mark.x, mark.y), mark.width, mark.height, facecolor=colour, edgecolor="none")
        case Line():
            xs, ys = zip(*mark.points, strict=True)
            line = Line2D(xs, ys, color=colour, linewidth=mark.width, solid_capstyle="butt")
            # matplotlib takes the lengths of dashes as multiples of the line's width.
            line.set_linestyle((0, (3 / mark.width, 2 / mark.width)) if mark.dashed else "-")
            return line
        case Dot():
            return Circle((mark.x, mark.y), mark.radius, facecolor=colour, edgecolor="none")
        case _:
            assert_never(mark)
