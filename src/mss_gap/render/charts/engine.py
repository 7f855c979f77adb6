"""matplotlib, isolated from the user's settings, so that they cannot change a chart or prevent one; and its font."""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import chdir, contextmanager, nullcontext
from functools import cache
from pathlib import Path

SETTINGS_FILE = "matplotlibrc"
"""matplotlib reads this file first if the current folder has it."""
UNSET = ("MPLBACKEND", "SOURCE_DATE_EPOCH")
"""One would draw on a screen, one would state a date in a file. matplotlib raises an error if it cannot read them."""


@contextmanager
def isolate_matplotlib() -> Iterator[None]:
    """Give matplotlib its own defaults, and silence it, while it is loaded and while it draws."""
    before = {name: os.environ.pop(name, None) for name in (*UNSET, "MATPLOTLIBRC")}
    os.environ["MATPLOTLIBRC"] = os.devnull
    elsewhere = chdir(Path(__file__).parent) if os.path.lexists(SETTINGS_FILE) else nullcontext()
    try:
        with elsewhere, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        del os.environ["MATPLOTLIBRC"]
        os.environ.update({name: value for name, value in before.items() if value is not None})


logging.getLogger("matplotlib").setLevel(logging.CRITICAL)

with isolate_matplotlib():
    from matplotlib import get_data_path
    from matplotlib.ft2font import FT2Font, LoadFlags

__all__ = ["FT2Font", "LoadFlags", "font", "font_file", "has_letters", "isolate_matplotlib"]

EM = 100
"""The size, in points, at which letters are measured."""


def font_file(*, bold: bool) -> Path:
    """The file of DejaVu Sans, the font that matplotlib includes."""
    return Path(get_data_path()) / "fonts/ttf" / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


@cache
def font(*, bold: bool) -> FT2Font:
    """DejaVu Sans, at the size at which letters are measured."""
    loaded = FT2Font(font_file(bold=bold))
    loaded.set_size(EM, 72)
    return loaded


def has_letters(text: str, *, bold: bool) -> bool:
    """Whether DejaVu Sans has every letter of a text."""
    return all(font(bold=bold).get_char_index(ord(letter)) for letter in text)
