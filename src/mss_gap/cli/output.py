"""Printing: data to standard output, everything else to standard error."""

import sys
from typing import TYPE_CHECKING

from mss_gap.render.formats import Backdrop, Format, render

if TYPE_CHECKING:
    from mss_gap.render.reports import AnyReport


def show(report: "AnyReport", form: Format, backdrop: Backdrop) -> None:
    """Print a report."""
    rendered = render(report, form, backdrop)
    if isinstance(rendered, str):
        out(rendered)
    else:
        from rich.console import Console

        console = Console(highlight=False, emoji=False, markup=False)
        with console.capture() as captured:
            console.print(rendered)
        out("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
    if form is Format.CSV and report.kind != "validate":
        for warning in report.warnings:
            note(f"warning[{warning.code}]: {warning.message}")


def out(text: str) -> None:
    """Write text to standard output as it is."""
    sys.stdout.write(text)


def note(message: str) -> None:
    """Say something to the person at the terminal."""
    from mss_gap.render.text import plain

    sys.stderr.write(f"mss-gap: {plain(message)}\n")
