"""A grid of cells on the terminal: each different text of a column is laid out once.

Rich's own tables measure and shape each cell several times, which takes a millisecond a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from mss_gap.render.formats.lines import BETWEEN, Line, Piece, filled, text_width, wrapped

NARROWEST_WORDS = 16
"""A column of words may wrap down to this width; figures never wrap."""
HEADING = "bold"
RULE = "─"


class GridColumn:
    """A column as it is drawn: the lines of its heading and of its cells, and the width that they take."""

    def __init__(self, heading: Sequence[Piece], cells: Sequence[Sequence[Piece]], *, figures: bool) -> None:
        """`figures` are on the right, and never wrap; words among them do, such as "none recorded"."""
        self.heading, self.cells, self.figures = heading, cells, figures
        texts = {piece.text for pieces in (heading, *cells) for piece in pieces}
        self._sizes = {text: text_width(text) for text in texts}
        self.width = max(self._sizes.values(), default=0)
        # Headings of figures below each other do not break: each is beside a line of the cells.
        unbroken = {piece.text for piece in heading if len(heading) > 1}
        whole = (
            _longest_word(text) if _is_phrase(text) and text not in unbroken else size
            for text, size in self._sizes.items()
        )
        self.least_width = max(whole, default=0) if figures else min(self.width, NARROWEST_WORDS)

    @cached_property
    def unbroken_width(self) -> int:
        """The width below which a figure, or a word that is not long, would be broken."""
        return self.least_width if self.figures else min(self.least_width, max(map(_longest_word, self._sizes)))

    def laid_out(self, width: int, after: str) -> Iterator[Sequence[Piece]]:
        """The lines of the heading and of each cell, all of a width, with some space after them."""

        @cache
        def lines(piece: Piece) -> list[Piece]:
            text, style, address = piece
            parts = (text,) if self._sizes[text] <= width else wrapped(text, width)
            return [Piece(filled(part, width, right=self.figures) + after, style, address) for part in parts]

        yield [line for piece in self.heading for line in lines(piece._replace(style=HEADING))]
        for pieces in self.cells:
            yield lines(pieces[0]) if len(pieces) == 1 else [line for piece in pieces for line in lines(piece)]


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
    below: Sequence[Sequence[Line]] = ()
    """What is below each row, in the full width; empty where no row has any."""

    def lines(self, width: int) -> Iterator[Line]:
        """Headings, a rule, and the rows."""
        widths = _fitting(self.columns, width)
        rule = [Piece(RULE * (sum(widths) + BETWEEN * (len(widths) - 1)))]
        spaces = [" " * BETWEEN] * (len(widths) - 1) + [""]
        blanks = [Piece(" " * size + after) for size, after in zip(widths, spaces, strict=True)]
        headings, *rows = zip(*map(GridColumn.laid_out, self.columns, widths, spaces), strict=True)
        yield from _side_by_side(headings, blanks)
        yield rule
        for position, row in enumerate(rows):
            if position and self.spaced:
                yield ()
            elif position in self.apart and position:
                yield rule
            yield from _side_by_side(row, blanks)
            if self.below:
                yield from self.below[position]


def _side_by_side(cells: Sequence[Sequence[Piece]], blanks: Sequence[Piece]) -> Iterator[Line]:
    """The lines of cells beside each other, as many as the highest cell has."""
    height = max(map(len, cells))
    if height == 1:
        yield [lines[0] for lines in cells]
        return
    for at in range(height):
        yield [lines[at] if at < len(lines) else blank for lines, blank in zip(cells, blanks, strict=True)]


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
