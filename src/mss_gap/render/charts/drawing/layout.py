"""A sheet of paper that is filled from top to bottom."""

from collections.abc import Iterable
from typing import assert_never

from mss_gap.render.charts.drawing.text_metrics import lines_of
from mss_gap.render.charts.picture import AnyMark, Box, Dot, Line, Paint, Picture, Place, Text, Triangle
from mss_gap.render.harmless import plain

MARGIN = 6.0
"""The empty border of the paper, in points."""
LEADING = 1.25
"""The distance of lines, as a multiple of the letters' size."""
MOST_LINES = 8
"""The most lines of a text."""
LABEL, SMALL, FOOT = 8.0, 7.0, 6.5
"""Sizes of letters, in points."""


class Sheet:
    """The marks so far, and how far down they reach; places are measured from within the margins."""

    def __init__(self, paper_width: float) -> None:
        self.width = paper_width - 2 * MARGIN
        self.bottom = 0.0
        self._marks: list[AnyMark] = []

    def add(self, *marks: AnyMark) -> None:
        """Put marks at their places."""
        self._marks += marks

    def skip(self, distance: float) -> None:
        """Leave some room."""
        self.bottom += distance

    def write(self, text: str, size: float, paint: Paint = Paint.INK, *, bold: bool = False) -> None:
        """Write a text of the ledger below the rest, in as many lines as it takes; cut one that is too long."""
        self.write_lines(lines_of(plain(text), size, self.width, bold=bold, most=MOST_LINES), size, paint, bold=bold)

    def write_lines(self, lines: Iterable[str], size: float, paint: Paint = Paint.INK, *, bold: bool = False) -> None:
        """Write lines below the rest, as they are."""
        for line in lines:
            self.add(Text(x=0, y=self.bottom + size, text=line, size=size, paint=paint, bold=bold))
            self.skip(size * LEADING)

    def picture(self, title: str, description: str) -> Picture:
        """The sheet with its margins, as high as it is filled."""
        return Picture(
            title=plain(title),
            description=plain(description),
            width=self.width + 2 * MARGIN,
            height=self.bottom + 2 * MARGIN,
            marks=tuple(map(_shifted_by_margin, self._marks)),
        )


def _shifted_by_margin(mark: AnyMark) -> AnyMark:
    match mark:
        case Text() | Box() | Dot():
            return mark._replace(x=mark.x + MARGIN, y=mark.y + MARGIN)
        case Line():
            return mark._replace(points=tuple(map(_within_margin, mark.points)))
        case Triangle(points=(one, two, three)):
            return mark._replace(points=(_within_margin(one), _within_margin(two), _within_margin(three)))
        case _:
            assert_never(mark)


def _within_margin(place: Place) -> Place:
    x, y = place
    return x + MARGIN, y + MARGIN
