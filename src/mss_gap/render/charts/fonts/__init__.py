"""The font of charts: DejaVu Sans, which the package includes (LICENSE.dejavu), and the letters that it has."""

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from operator import itemgetter
from pathlib import Path
from unicodedata import category, name

from mss_gap.render.charts.fonts.widths import BOLD, REGULAR, UNITS

FAMILY = "DejaVu Sans"
FOLDER = Path(__file__).parent
FILES = tuple(str(FOLDER / file) for file in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))
_ROW = 32
"""The height, in pixels, of the row in which a letter is tried; no part of a letter of 12 pixels leaves it."""
_NO_LETTER = "\U0010ffff"
"""What Unicode never assigns: every font draws it as it draws what it lacks."""
_FIRST = itemgetter(0)


@cache
def advance(letter: str, *, bold: bool) -> float | None:
    """How far a letter moves the next one, in ems; None for a letter that the font lacks."""
    runs, code = BOLD if bold else REGULAR, ord(letter)
    first, last, units = runs[max(bisect_right(runs, code, key=_FIRST) - 1, 0)]
    return units / UNITS if first <= code <= last else None


def letters_lacked(text: str) -> tuple[str, ...]:
    """The letters of a text that the font lacks, each once, in the order of the text."""
    return tuple(dict.fromkeys(letter for letter in text if advance(letter, bold=False) is None))


def without_font(letters: Iterable[str]) -> tuple[str, ...]:
    """Those letters that no font of this machine has. Those that have no form of their own are not among them."""
    tried = tuple(filter(_is_seen, letters))
    if not tried:
        return ()
    box, *drawn = _drawn(_NO_LETTER + "".join(tried))
    return tuple(letter for letter, lines in zip(tried, drawn, strict=True) if lines == box)


def _drawn(letters: str) -> Iterator[bytes]:
    """The lines of a picture in which each letter has a row of its own: equal where two letters look the same."""
    from resvg_py import svg_to_bytes

    rows = "".join(
        f'<text x="{_ROW / 4:g}" y="{_ROW * (at + 0.6):g}">{escape(letter, quote=False)}</text>'
        for at, letter in enumerate(letters)
    )
    size = f'width="{_ROW}" height="{_ROW * len(letters)}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}" font-size="12">{rows}</svg>'
    png = svg_to_bytes(svg_string=svg, font_files=list(FILES))
    # Lines are packed by what they and the line above hold: the one above a row is blank.
    pixels = zlib.decompress(b"".join(data for kind, data in chunks(png) if kind == b"IDAT"))
    row = _ROW * (1 + 4 * _ROW)
    return (pixels[at : at + row] for at in range(0, len(pixels), row))


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG file: the kind and the data of each."""
    at = len(b"\x89PNG\r\n\x1a\n")
    while at < len(png):
        end = at + 8 + int.from_bytes(png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : end]
        at = end + 4


def _is_seen(letter: str) -> bool:
    """Whether a letter has a form of its own, unlike spaces and those that join letters or select a variant."""
    return category(letter) not in {"Cf", "Zs", "Zl", "Zp"} and not name(letter, "").startswith("VARIATION SELECTOR")
