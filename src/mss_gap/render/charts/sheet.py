"""A sheet of paper that is filled from top to bottom."""

from collections.abc import Iterable

from mss_gap.render.charts.text_metrics import lines_of
from mss_gap.render.charts.picture import AnyMark, Paint, Text
from mss_gap.render.harmless import plain

LEADING = 1.25
"""The distance of lines, as a multiple of the letters' size."""
MOST_LINES = 8
"""So many lines a text may have."""
LABEL, SMALL, FOOT = 8.0, 7.0, 6.5
"""Sizes of letters, in points."""


class Sheet:
    """Marks so far, and how far down the paper they reach."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.bottom = 0.0
        self.marks: list[AnyMark] = []

    def add(self, *marks: AnyMark) -> None:
        """Put marks at their places."""
        self.marks += marks

    def skip(self, distance: float) -> None:
        """Leave some room."""
        self.bottom += distance

    def write(
        self,
        text: str,
        size: float,
        paint: Paint = Paint.INK,
        *,
        bold: bool = False,
    ) -> None:
        """Write a text of the ledger below what is there, in as many lines as it takes; one too long is cut."""
        lines = lines_of(plain(text), size, self.width, bold=bold, most=MOST_LINES)
        self.write_lines(lines, size, paint, bold=bold)

    def write_lines(self, lines: Iterable[str], size: float, paint: Paint = Paint.INK, *, bold: bool = False) -> None:
        """Write lines as they are below what is there."""
        for line in lines:
            self.add(Text(x=0, y=self.bottom + size, text=line, size=size, paint=paint, bold=bold))
            self.skip(size * LEADING)
