"""How wide text is, and where its lines break: in the font of charts, the same on every machine."""

import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from mss_gap.render.charts.fonts import advance

MISSING = 0.65
"""The width, in ems, of a letter that the font lacks; an East Asian one is as wide as it is high."""
ELLIPSIS = "…"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in points. Other sans-serif fonts are narrower than this one, by and large."""
    return _ems(text, bold=bold) * size


def lines_of(text: str, size: float, width: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """A text in lines that fit a width; a longer word is broken. What does not fit into `most` lines is left out."""
    lines: list[str] = []
    line, ems = "", 0.0
    for word in text.split(" "):
        added = f" {word}" if line else word
        extended = _ems(added, ems, bold=bold)
        if extended * size <= width:
            line, ems = line + added, extended
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, size, width, bold=bold)
        lines += full
        ems = _ems(line, bold=bold)
    lines.append(line)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _shorten(" ".join(lines[most - 1 :]), size, width, bold=bold)]


def _pieces(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    """A word in pieces that fit, each of at least one letter."""
    pieces: list[str] = []
    begin, start, end = 0, 0.0, 0.0
    for at, reached in enumerate(_reaches(word, size, bold=bold)):
        if at > begin and reached - start > width:
            pieces.append(word[begin:at])
            begin, start = at, end
        end = reached
    return [*pieces, word[begin:]]


def _shorten(text: str, size: float, width: float, *, bold: bool) -> str:
    """The beginning of a text that is too long, and dots for the rest."""
    room = width - width_of(ELLIPSIS, size, bold=bold)
    kept = sum(1 for reached in _reaches(text, size, bold=bold) if reached <= room)
    return text[:kept].rstrip() + ELLIPSIS


def _reaches(text: str, size: float, *, bold: bool) -> Iterator[float]:
    """How far each letter of a line reaches."""
    return (ems * size for ems in accumulate(map(ADVANCES[bold].__getitem__, text)))


def _ems(text: str, before: float = 0.0, *, bold: bool) -> float:
    """How far a text reaches, in ems, after what is before it on its line."""
    return sum(map(ADVANCES[bold].__getitem__, text), before)


class Advances(dict[str, float]):
    """How far each letter moves the next one, in ems: worked out when it is first asked for."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    def __missing__(self, letter: str) -> float:
        """Work a letter out, and keep it."""
        self[letter] = found = self._advance(letter)
        return found

    def _advance(self, letter: str) -> float:
        stated = advance(letter, bold=self._bold)
        if stated is not None:
            return stated
        if unicodedata.combining(letter):
            return 0
        return 1 if unicodedata.east_asian_width(letter) in "WF" else MISSING


ADVANCES = {bold: Advances(bold=bold) for bold in (False, True)}
"""Those of the regular and of the bold font."""
