"""The commands that publish what a ledger says."""

from typing import Annotated

import typer

from mss_gap import __version__
from mss_gap.cli.extra import JINJA, MATPLOTLIB, require
from mss_gap.cli.options import AsOfOption, LedgerOption
from mss_gap.cli.progress import step
from mss_gap.cli.save import keep_from_ledger, save
from mss_gap.cli.source import located, opened_with_bytes
from mss_gap.render.formats import Backdrop

OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Where to write it; standard output without.", show_default=False
    ),
]


def report(
    output: OutputOption = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
) -> None:
    """One web page for a ledger at a date, with charts and sources, that needs nothing else."""
    from hashlib import sha256

    require("report", JINJA | MATPLOTLIB)
    from mss_gap.analysis.brief import brief
    from mss_gap.render.web.edition import Edition
    from mss_gap.render.web.page import html_page

    keep_from_ledger(output, located(ledger))
    step("Reading the ledger", 0, 4)
    record, content = opened_with_bytes(ledger)
    step("Computing", 1, 4)
    findings = brief(record, as_of)
    edition = Edition(
        version=__version__,
        origin=record.origin,
        digest=sha256(content).hexdigest(),
        as_of=findings.countries.as_of,
    )
    step("Drawing", 2, 4)
    page = html_page(findings, Backdrop(record), edition)
    step("Writing", 3, 4)
    save(output, page.encode())
