"""A picture: texts, boxes, lines, dots and triangles at their places, in any format of a file. Lengths are in points."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from mss_gap.render.charts.chart import Width

POINTS_A_MILLIMETRE = 72 / 25.4
MILLIMETRES = {Width.COLUMN: 90, Width.PAGE: 180}


class Paint(StrEnum):
    """What a colour means. The blue and the orange differ for colour-blind readers, too; the rest are greys."""

    INK = "ink"
    MUTED = "muted"
    GRID = "grid"
    DELIVERED = "delivered"
    PLEDGED = "pledged"
    PACE = "pace"
    PAPER = "paper"


COLOURS = {
    Paint.INK: "#1a1a1a",
    Paint.MUTED: "#595959",
    Paint.GRID: "#d0d0d0",
    Paint.DELIVERED: "#0072b2",
    Paint.PLEDGED: "#dcdcdc",
    Paint.PACE: "#b34700",
    Paint.PAPER: "#ffffff",
}


DASH, BLANK = 3.0, 2.0
"""The lengths of the dashes of a line, and of what is between them; a line begins with a dash."""
OUTLINE = 0.7
"""The width of the outline of a hollow triangle."""


class Anchor(StrEnum):
    """Which point of a text is at its place, as SVG calls it."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


Place = tuple[float, float]
"""To the right, and down."""


class Text(NamedTuple):
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    paint: Paint = Paint.INK
    bold: bool = False
    anchor: Anchor = Anchor.START


class Box(NamedTuple):
    """A filled rectangle by its upper left corner, or a dashed outline."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    dashed: bool = False


class Line(NamedTuple):
    """A line through points."""

    points: Sequence[Place]
    paint: Paint
    width: float
    dashed: bool = False


class Dot(NamedTuple):
    """A disc by its centre."""

    x: float
    y: float
    radius: float
    paint: Paint


class Triangle(NamedTuple):
    """A filled triangle, or one of paper with an outline."""

    points: tuple[Place, Place, Place]
    paint: Paint
    hollow: bool = False


AnyMark = Text | Box | Line | Dot | Triangle


class Picture(NamedTuple):
    """Marks on paper, later ones over earlier ones; `y` grows downwards."""

    title: str
    description: str
    width: float
    height: float
    marks: tuple[AnyMark, ...]
