"""matplotlib, loaded in a way that nothing which a user has set for it can change a chart, or prevent one."""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import chdir, contextmanager, nullcontext
from pathlib import Path

SETTINGS_FILE = "matplotlibrc"
"""What matplotlib reads first if the current folder has it."""
UNSET = ("MPLBACKEND", "SOURCE_DATE_EPOCH")
"""What would draw on a screen; what would state a date in a file. matplotlib raises where it cannot read them."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """While it is loaded and while it draws, matplotlib gets its own defaults and says nothing."""
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

with undisturbed():
    from matplotlib import get_data_path
    from matplotlib.ft2font import FT2Font, LoadFlags

__all__ = ["FT2Font", "LoadFlags", "get_data_path", "undisturbed"]
