"""The commands that write a page, a chart, a workbook or a data package."""

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import PurePath
from typing import Annotated
from unicodedata import category

import typer

from mss_gap import __version__
from mss_gap.cli.ledger_choice import commitment_id, ledger_location
from mss_gap.cli.options import AsOfOption, LedgerOption, chooser, parse_path
from mss_gap.cli.output import note
from mss_gap.cli.progress import at_work
from mss_gap.cli.save import STANDARD_OUTPUT, UnwritableError, is_folder, is_stream, keep_from_ledger, save, save_folder
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.render.charts.chart import ChartKind, Ending, Width

WORKBOOK = ".xlsx"
"""How the name of a workbook ends."""
MOST_LETTERS = 40
"""Letters that a note names before it counts the rest."""
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", parser=parse_path, help="Where to write it; standard output without."
    ),
]


def report(output: OutputOption = None, ledger: LedgerOption = None, as_of: AsOfOption = None) -> None:
    _keep_off_terminal(output, "page", "report.html")
    from mss_gap.analysis.reports.page import page
    from mss_gap.ledger.read.load import read_ledger
    from mss_gap.render.formats.html.page import html_page
    from mss_gap.render.formats.provenance import Edition

    location = ledger_location(ledger)
    keep_from_ledger(output, location)
    if output is not None and PurePath(output).suffix.lower() == ".toml":
        message = f"{output} has the name of a ledger: let the name of a page end in .html"
        raise typer.BadParameter(message, param_hint="--output")
    with at_work(location, always=True):
        record = read_ledger(location)
        findings = page(record, as_of)
        edition = Edition(
            version=__version__,
            origin=record.origin,
            digest=record.files[0].sha256,
            as_of=findings.countries.as_of,
            tables=record.files[1:],
        )
        text = html_page(findings, edition)
    save(output, text.encode())


def plot(
    commitment: Annotated[str | None, typer.Argument(metavar="COMMITMENT", help="One commitment, by its id.")] = None,
    kind: Annotated[
        ChartKind | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            parser=chooser(ChartKind, "kind of chart"),
            help="What it shows: gap, course, countries, kept or stages; without this, gap, or the course of a COMMITMENT.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            parser=parse_path,
            help="A name that ends in .svg, .png or .pdf; SVG on standard output without.",
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
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
) -> None:
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
        commitment = commitment_id(commitment, record)
        try:
            drawn = draw(record, as_of, commitment, kind=kind, width=width)
        except WhichCommitmentError as error:
            raise typer.BadParameter(str(error), param_hint="COMMITMENT") from error
        file = chart_file(drawn.chart, ending, width)
    save(output, file.content)
    if file.boxes:
        note(f"no font here has: {letters_text(file.boxes)}; install one that has them, or write SVG")


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
    from hashlib import sha256

    parameter = "OUTPUT"
    is_workbook = _is_workbook(output, parameter)
    from mss_gap.analysis.reports.export import export as export_report
    from mss_gap.ledger.read.bytes import read_bytes
    from mss_gap.ledger.read.load import inspect
    from mss_gap.render.formats.provenance import Edition

    location = ledger_location(ledger)
    if is_workbook:
        keep_from_ledger(output, location, parameter)
    with at_work(location, always=True):
        content = read_bytes(location)
        read = inspect(content, location.origin)
        report = export_report(read.ledger, read.text, as_of)
        edition = Edition(
            version=__version__,
            origin=read.ledger.origin,
            digest=sha256(content).hexdigest(),
            as_of=report.summary.as_of,
        )
        if is_workbook:
            from mss_gap.render.formats.xlsx import SheetFullError, workbook

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
        keep_from_ledger(str(PurePath(output, name)), location, parameter)
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
        note('a PDF needs typst: install it with  pip install "mss-gap[pdf]", or write SVG or PNG')
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
