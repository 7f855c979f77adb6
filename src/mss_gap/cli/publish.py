"""The commands that publish what a ledger says."""

import sys
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated
from unicodedata import category

import typer

from mss_gap import __version__
from mss_gap.cli.ledger_choice import known, located, opened, opened_with_bytes
from mss_gap.cli.optional_dependencies import JINJA, MATPLOTLIB, require
from mss_gap.cli.options import AsOfOption, LedgerOption, chooser, parse_path
from mss_gap.cli.output import note
from mss_gap.cli.progress import step
from mss_gap.cli.save import STANDARD_OUTPUT, is_stream, keep_from_ledger, save
from mss_gap.render.charts.chart import ChartKind, Ending, Width

if TYPE_CHECKING:
    from datetime import date

    from mss_gap.ledger.model import Ledger
    from mss_gap.render.charts.chart import Chart

MOST_LETTERS = 40
"""Letters that a note names before it counts the rest."""
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=parse_path,
        help="Where to write it; standard output without.",
        show_default=False,
    ),
]


def report(
    output: OutputOption = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
) -> None:
    """One web page for a ledger at a date, with charts and sources, that needs nothing else."""
    from hashlib import sha256

    _keep_off_terminal(output, "page", "report.html")
    require("report", JINJA | MATPLOTLIB)
    from mss_gap.analysis.reports.page import page
    from mss_gap.render.formats.html.page import html_page
    from mss_gap.render.formats.html.provenance import Edition

    keep_from_ledger(output, located(ledger))
    if output is not None and PurePath(output).suffix.lower() == ".toml":
        message = f"{output} has the name of a ledger: let the name of a page end in .html"
        raise typer.BadParameter(message, param_hint="--output")
    step("Reading the ledger", 0, 4)
    record, content = opened_with_bytes(ledger)
    step("Computing", 1, 4)
    findings = page(record, as_of)
    edition = Edition(
        version=__version__,
        origin=record.origin,
        digest=sha256(content).hexdigest(),
        as_of=findings.countries.as_of,
    )
    step("Drawing", 2, 4)
    text = html_page(findings, edition)
    step("Writing", 3, 4)
    save(output, text.encode())


def plot(
    commitment: Annotated[
        str | None,
        typer.Argument(metavar="COMMITMENT", help="One commitment, by its id.", show_default=False),
    ] = None,
    kind: Annotated[
        ChartKind | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            parser=chooser(ChartKind, "kind of chart"),
            help="What it shows: gap, course or countries; without this, gap, or the course of a COMMITMENT.",
            show_default=False,
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
            show_default=False,
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
    """A chart: the gaps, one commitment over time, or its contributors."""
    ending = _ending(output)
    require("plot", MATPLOTLIB)
    from mss_gap.render.charts.plot import chart_file

    keep_from_ledger(output, located(ledger))
    step("Reading the ledger", 0, 3)
    record = opened(ledger)
    commitment = known(commitment, record)
    step("Computing", 1, 3)
    chart = _chart(kind or (ChartKind.COURSE if commitment else ChartKind.GAP), record, commitment, as_of)
    step("Drawing", 2, 3)
    file = chart_file(chart, ending, width)
    save(output, file.content)
    if file.boxes:
        note(f"no font here has: {spaced(file.boxes)}; install one that has them, or write SVG")


def spaced(letters: Sequence[str]) -> str:
    """Letters that no word joins, each mark on a circle; of many the first."""
    shown = " ".join(f"◌{letter}" if category(letter).startswith("M") else letter for letter in letters[:MOST_LETTERS])
    return shown if len(letters) <= MOST_LETTERS else f"{shown} and {len(letters) - MOST_LETTERS} more"


def _ending(output: str | None) -> Ending:
    """What kind of file is meant; on standard output, SVG."""
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
    """Refuse to fill a terminal with what it cannot show, unless it is asked for: wrong usage."""
    if output is None and sys.stdout is not None and sys.stdout.isatty():
        message = f"a terminal shows no {what}: name a file, such as --output {example}"
        raise typer.BadParameter(message, param_hint="--output")


def _chart(kind: ChartKind, ledger: "Ledger", commitment: str | None, as_of: "date | None") -> "Chart":
    """The chart of a ledger, or of the commitment named, or of the only one there is."""
    from mss_gap.analysis.survey import survey
    from mss_gap.render.charts.plot import chart_of

    if kind.shows_one_commitment and commitment is None and len(ledger.commitments) > 1:
        message = f"a chart of kind {kind} shows one commitment: name one of {', '.join(ledger.commitments)}"
        raise typer.BadParameter(message, param_hint="COMMITMENT")
    return chart_of(kind, survey(ledger, as_of, commitment))
