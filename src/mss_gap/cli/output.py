"""Printing: data to standard output, everything else to standard error."""

import errno
import os
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from mss_gap import __version__
from mss_gap.render.dispatch import Backdrop, Format, render

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from mss_gap.ledger.model import Ledger
    from mss_gap.render.reports import AnyReport

FALLBACK_WIDTH, FALLBACK_HEIGHT = 80, 25
NARROWEST = 20
"""Columns below which a figure has no room beside its name."""


def print_report(report: "AnyReport", form: Format, record: "Ledger | None", text: str = "") -> None:
    """Print a report about a ledger, or about a text that may be none."""
    out(report_text(report, form, record, text))
    note_warnings(report, form)


def report_text(report: "AnyReport", form: Format, record: "Ledger | None", text: str = "") -> str:
    """Return what `print_report` prints to standard output."""
    rendered = render(report, form, Backdrop(record, text))
    return rendered if isinstance(rendered, str) else _draw(rendered)


def note_warnings(report: "AnyReport", form: Format) -> None:
    """Note the warnings of a report whose format has no place for them."""
    if form.has_rows_alone and report.kind != "validate":
        for warning in report.warnings:
            note(f"warning[{warning.code}]: {warning.message}")


def print_version() -> None:
    """Print the name of the program and its version."""
    out(f"mss-gap {__version__}\n")


def out(text: str) -> None:
    """Write text to standard output as it is, at once; raises `OSError` where that fails."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.write(text)
    sys.stdout.flush()


def try_out(text: str, otherwise: str) -> bool:
    """Write what is done and stays done to standard output; where that fails, note something else and return False."""
    try:
        out(text)
    except OSError:
        close_output()
        note(otherwise)
        return False
    return True


def note(message: str) -> None:
    """Write a message to standard error."""
    from mss_gap.render.harmless import plain

    complain(f"mss-gap: {plain(message)}\n")


def complain(text: str) -> None:
    """Write text to standard error as it is; a standard error that is closed is not an error."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)


def close_output() -> None:
    """Discard what is still to be written to standard output, which cannot be written."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _draw(rendered: "RenderableType") -> str:
    """Return what Rich makes of a renderable, without the white space that fills its lines."""
    console = _console()
    with console.capture() as captured:
        console.print(rendered, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _console() -> "Console":
    """Return a console that takes text as it is, and its width from COLUMNS where that is a usable number."""
    from rich.console import Console

    columns = os.environ.get("COLUMNS", "")
    stated = int(columns) if re.fullmatch("[0-9]{1,5}", columns) else 0
    width = stated or FALLBACK_WIDTH if columns else None
    # Rich asks no further where it knows both, and takes any dumb terminal for 80 columns where it does not.
    height = None if width is None else FALLBACK_HEIGHT
    console = Console(width=width, height=height, highlight=False, emoji=False, markup=False)
    console.width = max(console.width, NARROWEST)
    return console
