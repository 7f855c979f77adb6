"""A grid of cells on the terminal: every column measured once, every line written once.

Rich's own tables measure and shape each cell several times, which takes a millisecond a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

BETWEEN = 2
"""Columns of space between the columns of a grid."""
NARROWEST_WORDS = 16
"""A column of words may wrap down to this width; figures never wrap."""
HEADING = "bold"
RULE, PLAIN_RULE = "─", "-"


class Line(NamedTuple):
    """A line of a cell and its style, as Rich writes styles."""

    text: str
    style: str = ""


_NO_LINE = Line("")


class GridColumn:
    """A column as it is drawn: the lines of its heading and of its cells, and the width that they take."""

    def __init__(self, heading: Sequence[Line], cells: Sequence[Sequence[Line]], *, figures: bool) -> None:
        """`figures` are on the right, and never wrap; words among them do, such as "none recorded"."""
        self.heading, self.cells, self.figures = heading, cells, figures
        texts = {line.text for lines in (heading, *cells) for line in lines}
        self._sizes = {text: text_width(text) for text in texts}
        self.width = max(self._sizes.values(), default=0)
        whole = (_longest_word(text) if _is_phrase(text) else size for text, size in self._sizes.items())
        self.least_width = max(whole, default=0) if figures else min(self.width, NARROWEST_WORDS)

    @cached_property
    def unbroken_width(self) -> int:
        """The width below which a figure, or a word that is not long, would be broken."""
        return self.least_width if self.figures else min(self.least_width, max(map(_longest_word, self._sizes)))


def text_width(text: str) -> int:
    """How many columns of a terminal a harmless text takes. Rich counts only letters that may be wide, or have no width."""
    return len(text) if text.isascii() else cell_len(text)


def wrapped(text: str, width: int, console: Console) -> Iterator[str]:
    """A text in lines of a width, broken at spaces; a longer word is broken, too. Rich breaks what is not ASCII."""
    if not text.isascii():
        yield from (part.plain.rstrip() for part in Text(text).wrap(console, width, overflow="fold"))
        return
    while len(text) > width:
        end = text.rfind(" ", 0, width + 1)
        if end <= 0:
            end = width
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text


def _is_phrase(text: str) -> bool:
    return " " in text and text.replace(" ", "").isalpha()


def _longest_word(text: str) -> int:
    return max(map(text_width, text.split()), default=0)


def least_width(columns: Sequence[GridColumn]) -> int:
    """The width below which some figure would be cut."""
    return sum(column.least_width for column in columns) + BETWEEN * (len(columns) - 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows below their headings; it fits into its `least_width` or more."""

    columns: Sequence[GridColumn]
    apart: frozenset[int] = frozenset()
    """The positions of rows with a rule above them, from 0."""
    spaced: bool = False
    """True for an empty line between rows, and no rule."""
    below: Sequence[Sequence[RenderableType]] = ()
    """What is below each row, in the full width; empty where no row has any."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Headings, a rule, and the rows."""
        widths = _fitting(self.columns, options.max_width)
        rule = (PLAIN_RULE if options.ascii_only else RULE) * (sum(widths) + BETWEEN * (len(widths) - 1))
        pen = _Pen(console, self.columns, widths)
        yield from pen.headings()
        yield Segment(f"{rule}\n")
        for position, row in enumerate(zip(*(column.cells for column in self.columns), strict=True)):
            if position and self.spaced:
                yield Segment("\n")
            elif position in self.apart and position:
                yield Segment(f"{rule}\n")
            yield from pen.row(row)
            for renderable in self.below[position] if self.below else ():
                yield from console.render(renderable, options)


def _fitting(columns: Sequence[GridColumn], room: int) -> list[int]:
    """The widths of columns in a room: the widest columns of words give way first, evenly."""
    widths = [column.width for column in columns]
    excess = sum(widths) + BETWEEN * (len(widths) - 1) - room
    while excess > 0:
        words = [at for at, column in enumerate(columns) if widths[at] > column.least_width]
        if not words:
            break
        widest = max(widths[at] for at in words)
        widest_of_all = [at for at in words if widths[at] == widest]
        next_width = max((widths[at] for at in words if widths[at] < widest), default=NARROWEST_WORDS)
        step = max(min(widest - next_width, excess // len(widest_of_all)), 1)
        for at in widest_of_all:
            taken = min(step, excess, widths[at] - columns[at].unbroken_width)
            widths[at] -= taken
            excess -= taken
    return widths


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes lines of a grid on a console, without styles where it shows none."""

    console: Console
    columns: Sequence[GridColumn]
    widths: Sequence[int]

    def headings(self) -> Iterator[Segment]:
        """The headings, each as bold as it is wide."""
        style = self.console.get_style(HEADING)
        for lines in zip_longest(*(column.heading for column in self.columns), fillvalue=_NO_LINE):
            for at, line in enumerate(lines):
                last = at == len(lines) - 1
                yield Segment(self._set(at, line.text), style)
                yield Segment("\n" if last else " " * BETWEEN)

    def row(self, cells: Sequence[Sequence[Line]]) -> Iterator[Segment]:
        """A row, as high as its highest cell; neighbours without a style in one piece."""
        folded = [self._folded(at, lines) for at, lines in enumerate(cells)]
        styled = self.console.color_system is not None
        for lines in zip_longest(*folded, fillvalue=_NO_LINE):
            if not styled:
                yield Segment(
                    (" " * BETWEEN).join(self._set(at, line.text) for at, line in enumerate(lines)).rstrip() + "\n"
                )
                continue
            unstyled = ""
            for at, line in enumerate(lines):
                if at:
                    unstyled += " " * BETWEEN
                if line.style and line.text:
                    before, after = self._set(at, line.text).split(line.text, 1)
                    if unstyled + before:
                        yield Segment(unstyled + before)
                    yield Segment(line.text, self.console.get_style(line.style))
                    unstyled = after
                else:
                    unstyled += self._set(at, line.text)
            yield Segment(unstyled.rstrip() + "\n")

    def _folded(self, at: int, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines of a cell, of words as many as their column takes."""
        width = self.widths[at]
        if width == self.columns[at].width or max([text_width(line.text) for line in lines], default=0) <= width:
            return lines
        return [Line(part, line.style) for line in lines for part in wrapped(line.text, width, self.console)]

    def _set(self, at: int, text: str) -> str:
        """A text as wide as its column."""
        size = self.widths[at] + len(text) - text_width(text)
        return text.rjust(size) if self.columns[at].figures else text.ljust(size)
