"""The commands that write a page, a chart, a workbook or a data package, and say how to cite them."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated
from unicodedata import category

import typer

from mss_gap.analysis.course.periods import Calendar, Every, YearStart
from mss_gap.cli.complete import commitments
from mss_gap.cli.ledger_choice import commitment_id, first_names, ledger_location
from mss_gap.cli.options import (
    AsOfOption,
    Entries,
    EntriesOption,
    FormatOrBibtexOption,
    LedgerOption,
    chooser,
    parse_path,
)
from mss_gap.cli.output import note
from mss_gap.cli.periods import EveryOption, YearStartsOption, calendar_of
from mss_gap.cli.progress import at_work
from mss_gap.cli.report_command import report_command
from mss_gap.cli.save import (
    STANDARD_OUTPUT,
    UnwritableError,
    is_folder,
    is_stream,
    keep_from_ledger,
    keep_from_others,
    keep_from_tables,
    save,
    save_folder,
)
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.render.charts.chart import ChartKind, Ending, Width
from mss_gap.version import __version__

if TYPE_CHECKING:
    from datetime import date

    from mss_gap.analysis.reports.base import Report
    from mss_gap.ledger.model import Ledger
    from mss_gap.render.formats.provenance import Edition

WORKBOOK = ".xlsx"
"""How the name of a workbook ends."""
MOST_LETTERS = 40
"""Letters that a note names before it counts the rest."""
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", parser=parse_path, help="Where to write it. Without it, standard output."
    ),
]


def report(
    output: OutputOption = None,
    entries: EntriesOption = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
) -> None:
    _keep_off_terminal(output, "page", "report.html")
    from mss_gap.analysis.reports.page import page
    from mss_gap.ledger.read.load import read_ledger
    from mss_gap.render.formats.html.page import html_page

    location = ledger_location(ledger)
    keep_from_ledger(output, location)
    if output is not None and PurePath(output).suffix.lower() == ".toml":
        message = f"{output} has the name of a ledger: let the name of a page end in .html"
        raise typer.BadParameter(message, param_hint="--output")
    with at_work(location, always=True):
        record = read_ledger(location)
        keep_from_tables(output, location, record.files[1:])
        everything = entries is Entries.ALL
        findings = page(record, as_of, everything=everything)
        edition = replace(_edition(record, findings.countries.as_of), everything=everything)
        text = html_page(findings, edition)
    save(output, text.encode())


def plot(
    commitment: Annotated[
        str | None,
        typer.Argument(metavar="COMMITMENT", help="One commitment, by its id or title.", autocompletion=commitments),
    ] = None,
    kind: Annotated[
        ChartKind | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            parser=chooser(ChartKind, "kind of chart"),
            help="What it shows: gap, course, countries, kept, stages or periods; without this, gap, or the course of a COMMITMENT.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            parser=parse_path,
            help="A name that ends in .svg, .png or .pdf. Without it, SVG on standard output.",
        ),
    ] = None,
    width: Annotated[
        Width,
        typer.Option(
            "--width",
            metavar="WIDTH",
            parser=chooser(Width, "width"),
            help="The room it is made for: column is 90 mm, page 180 mm.",
        ),
    ] = Width.COLUMN,
    every: EveryOption = None,
    year_starts: YearStartsOption = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
) -> None:
    calendar = _calendar(kind, every, year_starts)
    ending = _ending(output)
    if ending is Ending.PDF:
        _require_typst()
    from mss_gap.ledger.read.load import read_ledger
    from mss_gap.render.charts.plot import WhichCommitmentError, chart_file
    from mss_gap.render.charts.plot import plot as draw

    location = ledger_location(ledger)
    keep_from_ledger(output, location)
    with at_work(location, always=True):
        record = read_ledger(location)
        keep_from_tables(output, location, record.files[1:])
        commitment = commitment_id(commitment, record)
        try:
            drawn = draw(record, as_of, commitment, kind=kind, width=width, calendar=calendar)
        except WhichCommitmentError as error:
            message = f"{error.message}: name one of {first_names(error.known)}"
            raise typer.BadParameter(message, param_hint="COMMITMENT") from error
        file = chart_file(drawn.chart, ending, width)
    save(output, file.content)
    if file.boxes:
        note(f"no font here has: {letters_text(file.boxes)}; install one that has them, or write SVG")


@partial(report_command, format_option=FormatOrBibtexOption)
def cite(ledger: "Ledger", as_of: "date | None") -> "Report":
    from mss_gap.analysis.reports.cite import cite

    return cite(ledger, as_of)


def _edition(ledger: "Ledger", as_of: "date | None") -> "Edition":
    """Return what a page, a workbook or a data package says of where its figures come from."""
    from mss_gap.render.formats.provenance import Edition

    own, *tables = ledger.files
    return Edition(version=__version__, origin=ledger.origin, digest=own.sha256, as_of=as_of, tables=tuple(tables))


def _calendar(kind: ChartKind | None, every: Every | None, year_starts: YearStart | None) -> Calendar:
    """Return the periods of a chart of them: quarters without an option. Of another chart, the options are wrong usage."""
    if kind is not ChartKind.PERIODS:
        for option, value in (("--every", every), ("--year-starts", year_starts)):
            if value is not None:
                message = "only a chart of periods has it: add --kind periods"
                raise typer.BadParameter(message, param_hint=option)
    return calendar_of(every, year_starts, Every.QUARTER)


def export(
    output: Annotated[
        str,
        typer.Argument(
            metavar="OUTPUT",
            help="A workbook, whose name ends in .xlsx, or the folder of a data package, which is made.",
        ),
    ],
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
) -> None:
    parameter = "OUTPUT"
    is_workbook = _is_workbook(output, parameter)
    from mss_gap.analysis.reports.export import export as export_report
    from mss_gap.ledger.read.bytes import read_bytes
    from mss_gap.ledger.read.load import inspect

    location = ledger_location(ledger)
    if is_workbook:
        keep_from_ledger(output, location, parameter)
    with at_work(location, always=True):
        read = inspect(read_bytes(location), location.origin, location.folder)
        tables = read.ledger.files[1:]
        if is_workbook:
            keep_from_tables(output, location, tables, parameter)
        report = export_report(read.ledger, read.text, as_of)
        edition = _edition(read.ledger, report.summary.as_of)
        if is_workbook:
            from mss_gap.render.formats.xlsx.sheets import SheetFullError
            from mss_gap.render.formats.xlsx.workbook import is_workbook_of_ours, workbook

            keep_from_others(output, is_workbook_of_ours)
            try:
                book = workbook(report, edition)
            except SheetFullError as error:
                raise UnwritableError(str(error)) from error
        else:
            from mss_gap.render.formats.package import data_package, is_export

            files = data_package(report, edition)
    if is_workbook:
        save(output, book)
        return
    for name in files:
        written = str(PurePath(output, name))
        keep_from_ledger(written, location, parameter)
        keep_from_tables(written, location, tables, parameter)
    save_folder(output, files, is_export)


def _is_workbook(output: str, parameter: str) -> bool:
    """Whether a name is that of a workbook; False for that of a folder. Another name is wrong usage."""
    if not output:
        message = "the path is empty: name a workbook, such as workbook.xlsx, or a folder"
        raise typer.BadParameter(message, param_hint=parameter)
    if output == STANDARD_OUTPUT or is_stream(output):
        if sys.stdout is not None and sys.stdout.isatty() and output == STANDARD_OUTPUT:
            message = "a terminal shows no workbook: name a file, such as workbook.xlsx"
            raise typer.BadParameter(message, param_hint=parameter)
        return True
    ending = PurePath(output).suffix.lower()
    if output.endswith(os.sep) or (ending != WORKBOOK and is_folder(output)):
        return False
    if ending == ".toml":
        message = f"{output} has the name of a ledger: let the name of a workbook end in {WORKBOOK}"
        raise typer.BadParameter(message, param_hint=parameter)
    if ending not in {"", WORKBOOK}:
        message = (
            f"a file that ends in {ending} cannot be written: let the name of a workbook end in {WORKBOOK}, "
            f"and that of a folder in {os.sep}"
        )
        raise typer.BadParameter(message, param_hint=parameter)
    return ending == WORKBOOK


def letters_text(letters: Sequence[str]) -> str:
    """Return letters with spaces between them, each mark on a circle; the rest of many is counted."""
    shown = " ".join(f"◌{letter}" if category(letter).startswith("M") else letter for letter in letters[:MOST_LETTERS])
    return shown if len(letters) <= MOST_LETTERS else f"{shown} and {len(letters) - MOST_LETTERS} more"


def _require_typst() -> None:
    """End the program with what to do where a chart cannot be written as PDF."""
    try:
        there = find_spec("typst") is not None
    except (ImportError, ValueError):  # what a finder that bars the module raises
        there = False
    if not there:
        note(
            "a PDF needs typst: install it with  pip install typst  (pipx: pipx inject mss-gap typst), or write SVG or PNG"
        )
        raise typer.Exit(ExitStatus.OUTPUT_UNWRITABLE)


def _ending(output: str | None) -> Ending:
    """Return the kind of file that the name asks for; SVG on standard output."""
    _keep_off_terminal(output, "chart", "gap.svg")
    if output is None or output == STANDARD_OUTPUT:
        return Ending.SVG
    ending = PurePath(output).suffix.lower().removeprefix(".")
    if ending not in set(Ending) and is_stream(output):
        return Ending.SVG
    if ending not in set(Ending):
        message = f"{output} does not say what kind of file to write: let its name end in .svg, .png or .pdf"
        raise typer.BadParameter(message, param_hint="--output")
    return Ending(ending)


def _keep_off_terminal(output: str | None, what: str, example: str) -> None:
    """Refuse to write a page or a chart to a terminal, unless `-` asks for it: wrong usage."""
    if output is None and sys.stdout is not None and sys.stdout.isatty():
        message = f"a terminal shows no {what}: name a file, such as --output {example}"
        raise typer.BadParameter(message, param_hint="--output")
