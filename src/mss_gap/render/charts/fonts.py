"""Which font draws a text: the one that matplotlib brings along, and where it lacks letters, one of this machine."""

from functools import cache

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font

from mss_gap.render.charts.text_metrics import font_file, is_in_font

REGULAR = 400
LAST_RESORT = "Last Resort"
"""A font that has a box for every letter."""


def font_for(text: str, size: float, *, bold: bool) -> FontProperties:
    """The font of a text; its letters that DejaVu Sans lacks come from the first font here that has them."""
    if is_in_font(text):
        return FontProperties(fname=str(font_file(bold=bold)), size=size)
    others = dict.fromkeys(family for letter in text if not is_in_font(letter) and (family := _family_with(letter)))
    return FontProperties(family=["DejaVu Sans", *others], size=size, weight="bold" if bold else "normal")


@cache
def _family_with(letter: str) -> str | None:
    """The first upright font of this machine, by name, that has a letter."""
    fonts = sorted(
        (font.name, font.fname)
        for font in fontManager.ttflist
        if font.style == "normal" and font.weight == REGULAR and not font.name.startswith(LAST_RESORT)
    )
    return next((name for name, file in fonts if FT2Font(file).get_char_index(ord(letter))), None)
