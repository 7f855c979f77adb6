"""The key of a chart: what each colour, outline and sign that occurs means, with an example of it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mss_gap.render.charts.drawing.layout import LEADING, SMALL, Sheet
from mss_gap.render.charts.drawing.text_metrics import width_of
from mss_gap.render.charts.picture import AnyMark, Text

SWATCH = 7.0
"""The width of most examples."""
BESIDE = 3.0
"""The room between an example and its words."""
SPACE = 8.0
"""The room between two entries."""


class KeyEntry(NamedTuple):
    """Words, and the example that they explain."""

    words: str
    draw: Callable[[float, float], Iterable[AnyMark]]
    """Draws the example at its upper left corner."""
    width: float = SWATCH


def draw_key(entries: Iterable[KeyEntry], sheet: Sheet, apart: float = 1.0) -> None:
    """Draw a key on a sheet below the rest, on as many lines as it takes, so far apart."""
    x = 0.0
    for entry in entries:
        indent = entry.width + BESIDE
        width = indent + width_of(entry.words, SMALL)
        if x and x + width > sheet.width:
            x = 0
            sheet.skip(SMALL * LEADING + apart)
        text = Text(x=x + indent, y=sheet.bottom + SMALL - 0.8, text=entry.words, size=SMALL)
        sheet.add(*entry.draw(x, sheet.bottom), text)
        x += width + SPACE
    sheet.skip(SMALL * LEADING + 5)
