"""Lines on a terminal: pieces of text, each in one style, and how a text breaks into lines."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias


class Piece(NamedTuple):
    """A part of a line in one style."""

    text: str
    """Harmless text without a line feed."""
    style: str = ""
    """As Rich writes styles."""
    address: str = ""
    """Where it leads to on a terminal that has links."""


Line: TypeAlias = Sequence[Piece]

BETWEEN = 2
"""Columns of space between the columns of a grid, and before what is further in."""
LEAST_ROOM = 8
"""Columns that a text needs beside its lead."""


def text_width(text: str) -> int:
    """How many columns of a terminal a text takes. Rich counts only letters that may be wide, or have no width."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """A text in lines of at most a width, broken at spaces; a longer word is broken, too."""
    text = text.rstrip(" ")
    while (fitting := _letters_in(text, width)) < len(text):
        end = text.rfind(" ", 0, fitting + 1)
        if end <= 0:
            end = fitting
        yield text[:end].rstrip(" ")
        text = text[end:].lstrip(" ")
    yield text


def _letters_in(text: str, width: int) -> int:
    """How many letters at the beginning of a text fit into a width: at least one, where there is one."""
    if text.isascii():
        return width
    from rich.cells import chop_cells

    size = 2 * width
    while text_width(text[:size]) <= width:
        if size >= len(text):
            return len(text)
        size *= 2  # letters without a width
    return max(len(chop_cells(text[:size], width)[0]), 1)


def filled(text: str, width: int, *, right: bool = False) -> str:
    """A text with spaces after it, or before it with `right`, to a width."""
    size = width + len(text) - text_width(text)
    return text.rjust(size) if right else text.ljust(size)


def paragraph(text: Piece, width: int) -> Iterator[Line]:
    """A text in as many lines as it takes."""
    for part in wrapped(text.text, width):
        yield [text._replace(text=part)]


def hanging(lead: Piece, text: Line, width: int, further_in: int = 0) -> Iterator[Line]:
    """A paragraph whose further lines are below its text, or further in than that.

    Each piece of the text begins a line. The text goes below a lead that leaves it no room.
    """
    indent = text_width(lead.text) + further_in
    if width - indent < LEAST_ROOM:
        yield from paragraph(lead, width)
        indent = 2 * BETWEEN
        lead = Piece(" " * indent)
    in_one_line = text_width(lead.text) + sum(text_width(piece.text) for piece in text) <= width
    room = width if in_one_line else width - indent
    for piece in text:
        for part in wrapped(piece.text, room):
            yield [lead, piece._replace(text=part)]
            lead = Piece(" " * indent)
