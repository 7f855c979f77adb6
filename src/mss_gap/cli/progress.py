"""A sign of work on a terminal, for what takes seconds."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from mss_gap.ledger.find import Location

LARGE = 2**21
"""Bytes of a ledger from which a report of it takes a second or more."""


def at_work(location: "Location", *, always: bool = False) -> AbstractContextManager[object]:
    """Show that the program works on a large ledger, or on any ledger with `always`, until the block ends.

    Write nothing within the block. Nothing is shown, and Rich is not loaded, where standard error is not a terminal that
    can erase a line, and for a ledger from standard input, which may be the same terminal.
    """
    if location.file is None or not (always or _is_large(location.file)) or not _on_terminal():
        return nullcontext()
    from rich.console import Console
    from rich.text import Text

    from mss_gap.render.harmless import plain

    return Console(stderr=True).status(Text(f"Working on {plain(location.origin)}"))


def _is_large(file: "Path") -> bool:
    try:
        return file.stat().st_size >= LARGE
    except (OSError, ValueError):  # reading the file says why
        return False


def _on_terminal() -> bool:
    return (
        sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") not in {None, "", "dumb", "unknown"}
    )
