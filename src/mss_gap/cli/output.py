"""Printing: data to standard output, everything else to standard error."""

import errno
import os
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from mss_gap.render.dispatch import Format, notes_left_out, render
from mss_gap.version import __version__

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report
    from mss_gap.ledger.explain.problems import ExitStatus, LedgerError
    from mss_gap.render.formats.terminal import PageOnTerminal

FALLBACK_WIDTH, FALLBACK_HEIGHT = 80, 25
NARROWEST = 20
"""Columns below which a figure has no room beside its name."""


def print_report(report: "Report", form: Format) -> None:
    """Print a report."""
    out(report_text(report, form))
    note_left_out(report, form)


def report_text(report: "Report", form: Format) -> str:
    """Return what `print_report` prints to standard output."""
    rendered = render(report, form)
    return rendered if isinstance(rendered, str) else _draw(rendered)


def note_left_out(report: "Report", form: Format) -> None:
    """Note what a report says and its format has no place for: warnings, and the entries that it leaves out."""
    for message in notes_left_out(report, form):
        note(message)


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


def remark(message: str) -> None:
    """Write a long message to standard error: in lines that fit a terminal, or in one where none reads it."""
    from textwrap import fill

    from mss_gap.render.harmless import plain

    text = f"mss-gap: {plain(message)}"
    if sys.stderr is not None and sys.stderr.isatty():
        text = fill(text, width(), subsequent_indent=" " * 9, break_long_words=False, break_on_hyphens=False)
    complain(f"{text}\n")


def note_error(error: "LedgerError") -> "ExitStatus":
    """Write why a ledger cannot be used, each problem at its line, and return the exit status."""
    errors = ""
    if error.problems:
        from mss_gap.render.excerpts import problems_text
        from mss_gap.render.tables.validate import number_of

        complain(problems_text("error", error.problems, error.origin, error.text, error.cells))
        errors = number_of(error.problems, "error")
    note(error.sentence.format(origin=error.origin, reason=error.reason, hint=error.hint, errors=errors))
    return error.status


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


def _draw(page: "PageOnTerminal") -> str:
    """Return a page in the width of the terminal; Rich adds styles and links where there may be any."""
    if not _may_have_styles():
        return page.text(width())
    from rich.console import Console

    console = Console(width=width(), height=FALLBACK_HEIGHT, highlight=False, emoji=False, markup=False)
    with console.capture() as captured:
        console.print(page, crop=False)
    return captured.get()


def width() -> int:
    """Return how wide text may be: what COLUMNS says, or the width of the terminal that the program is called from.

    A COLUMNS that is no number of one to five digits counts as 80.
    """
    if columns := os.environ.get("COLUMNS", ""):
        stated = int(columns) if re.fullmatch("[0-9]{1,5}", columns) else 0
        return max(stated or FALLBACK_WIDTH, NARROWEST)
    for descriptor in range(3):  # what goes into a pipe is for the terminal at its other end
        with suppress(OSError):
            return max(os.get_terminal_size(descriptor).columns or FALLBACK_WIDTH, NARROWEST)
    return FALLBACK_WIDTH


def _may_have_styles() -> bool:
    """Return whether Rich has to decide on styles: on a terminal, and where a variable says so."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return on_terminal or any(os.environ.get(name) for name in ("FORCE_COLOR", "TTY_COMPATIBLE"))
