"""How wide text is, and where its lines break: by the font that matplotlib brings along, the same on every machine."""

import logging
import unicodedata
from functools import cache
from pathlib import Path

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # where it keeps its cache is no news to a reader

import matplotlib as mpl  # noqa: E402 - it speaks while it is loaded
from matplotlib.ft2font import FT2Font, LoadFlags  # noqa: E402 - as above

EM = 100
"""The size, in points, at which letters are measured."""
SUBPIXELS = 65536
MISSING = 0.65
"""The width, in ems, of a letter that the font does not have; one of the East is as wide as it is high."""
ELLIPSIS = "…"


def font_file(*, bold: bool) -> Path:
    """DejaVu Sans, as matplotlib brings it along."""
    return Path(mpl.get_data_path()) / "fonts/ttf" / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


def is_in_font(text: str) -> bool:
    """Whether the font has every letter of a text."""
    return all(_font(bold=False).get_char_index(ord(letter)) for letter in text)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in points. Other sans-serif fonts are narrower than this one, by and large."""
    return sum(_advance(letter, bold=bold) for letter in text) * size


def lines_of(text: str, size: float, width: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """A text in lines that fit a width; a word that does not is broken. At `most` lines, the rest is left out."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        extended = f"{line} {word}" if line else word
        if width_of(extended, size, bold=bold) <= width:
            line = extended
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, size, width, bold=bold)
        lines += full
    lines.append(line)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), size, width, bold=bold)]


def _broken(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    """A word in pieces that fit, each of one letter at least."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _shortened(text: str, size: float, width: float, *, bold: bool) -> str:
    """The beginning of a text that is too long, and dots for the rest."""
    while text and width_of(text + ELLIPSIS, size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


@cache
def _font(*, bold: bool) -> FT2Font:
    font = FT2Font(font_file(bold=bold))
    font.set_size(EM, 72)
    return font


@cache
def _advance(letter: str, *, bold: bool) -> float:
    """How far a letter moves the next one, in ems."""
    font = _font(bold=bold)
    if font.get_char_index(ord(letter)):
        return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / SUBPIXELS / EM
    if unicodedata.combining(letter):
        return 0
    return 1 if unicodedata.east_asian_width(letter) in "WF" else MISSING
