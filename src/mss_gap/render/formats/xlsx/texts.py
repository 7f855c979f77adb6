"""The texts of a workbook: in one line, as long as a cell holds, never a formula; an address is a link."""

from dataclasses import dataclass
from typing import Self

from mss_gap.render.formats.html.links import href
from mss_gap.render.harmless import defused, plain

MOST_CHARACTERS = 32_767
"""Characters of a cell, counted as Excel counts them: in UTF-16."""
LONGEST_LINK = 2_079
"""Characters of a link."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text in a cell."""

    text: str
    like_formula: bool
    """Whether a spreadsheet would take it for a formula if somebody typed it."""
    link: str | None
    """Where it leads; None if it is no address, or one that is too long."""

    @classmethod
    def of(cls, text: str) -> Self:
        """A text as a cell can hold it."""
        link = href(text) if text.startswith("http") and " " not in text else None
        fitted = fitting(text)
        return cls(fitted, is_like_formula(fitted), link if link and len(link) <= LONGEST_LINK else None)


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a column of some width; a few letters may be wider than most."""
    return -(-len(text) * 11 // (width * 10))


def fitting(text: str) -> str:
    r"""A text in one line that cannot act, shortened to what a cell holds; then it says so at its end.

    >>> fitting("one\ttwo"), len(fitting("x" * 40_000)), fitting("x" * 40_000).lstrip("x")
    ('one two', 32767, ' … (shortened from 40,000 characters)')
    """
    text = plain(text)
    if _length(text) <= MOST_CHARACTERS:
        return text
    end = f" … (shortened from {len(text):,} characters)"
    kept = text[: MOST_CHARACTERS - len(end)]
    while _length(kept) + len(end) > MOST_CHARACTERS:
        kept = kept[: -max((_length(kept) + len(end) - MOST_CHARACTERS) // 2, 1)]
    return kept + end


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula if somebody typed it."""
    return defused(text) != text
