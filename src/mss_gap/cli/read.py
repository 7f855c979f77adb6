"""The commands that read a ledger and say where it stands."""

from decimal import Decimal
from typing import Annotated

import typer

from mss_gap.cli.options import (
    AsOfOption,
    CommitmentArgument,
    FormatOption,
    JsonOption,
    LedgerOption,
    chosen_format,
    parse_percentage,
)
from mss_gap.cli.output import note, show
from mss_gap.cli.source import known, opened
from mss_gap.cli.status import ExitStatus
from mss_gap.render.formats import Backdrop, Format


def summary(
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
    fail_under: Annotated[
        Decimal | None,
        typer.Option(
            metavar="PCT",
            parser=parse_percentage,
            help="Exit with 1 if a commitment is delivered below this percentage.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Where each commitment stands: pledged, actual, gap, delivered, shortfall."""
    from mss_gap.analysis.summary import delivered_below, summarize
    from mss_gap.render.figures import percent, quantity

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    report = summarize(record, as_of)
    show(report, form, Backdrop(record.sources))
    below = delivered_below(report, fail_under) if fail_under is not None else ()
    for row in below:
        share = f"{quantity(row.actual, row.unit)} of {quantity(row.pledged, row.unit)}"
        note(f"{row.title}: {share} delivered ({percent(row.delivered_pct)}), below {fail_under}%")
    if below:
        raise typer.Exit(ExitStatus.CHECK_FAILED)


def countries(
    commitment: CommitmentArgument = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Who pledged and delivered what, their shares, and the unattributed rest."""
    from mss_gap.analysis.countries import break_down

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    show(break_down(record, as_of, known(commitment, record)), form, Backdrop(record.sources))
