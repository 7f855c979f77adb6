"""The commands that say what a ledger says."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from mss_gap.analysis.reports.registry import REPORTS
from mss_gap.cli.help import FLAG
from mss_gap.cli.options import CommitmentArgument, RequiredCommitment, parse_percentage
from mss_gap.cli.report_command import Checked, report_command

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report
    from mss_gap.ledger.model import Ledger


@report_command
def summary(
    ledger: "Ledger",
    as_of: date | None,
    fail_under: Annotated[
        Decimal | None,
        typer.Option(
            metavar="PCT",
            parser=parse_percentage,
            help="Exit with 1 if a commitment is delivered below this percentage.",
        ),
    ] = None,
) -> Checked:
    from mss_gap.analysis.reports.summary import delivered_below, summary

    report = summary(ledger, as_of)
    if fail_under is None:
        return Checked(report)
    from mss_gap.render.sentences import below_text

    return Checked(report, [below_text(row, fail_under) for row in delivered_below(report, fail_under)])


@report_command
def countries(commitment: CommitmentArgument = None, *, ledger: "Ledger", as_of: date | None) -> "Report":
    from mss_gap.analysis.reports.countries import countries

    return countries(ledger, as_of, commitment)


@report_command
def show(commitment: RequiredCommitment, *, ledger: "Ledger", as_of: date | None) -> "Report":
    from mss_gap.analysis.reports.show import show

    return show(ledger, commitment, as_of)


@report_command
def history(
    commitment: CommitmentArgument = None,
    by_country: Annotated[
        bool, typer.Option("--by-country", metavar=FLAG, help=REPORTS["history-by-country"].help)
    ] = False,
    *,
    ledger: "Ledger",
    as_of: date | None,
) -> "Report":
    from mss_gap.analysis.reports.history import history, history_by_country

    return (history_by_country if by_country else history)(ledger, as_of, commitment)


@report_command
def context(ledger: "Ledger", as_of: date | None) -> "Report":
    from mss_gap.analysis.reports.context import context

    return context(ledger, as_of)


@report_command
def sources(ledger: "Ledger", text: str, as_of: date | None) -> "Report":
    from mss_gap.analysis.reports.sources import sources

    return sources(ledger, text, as_of)


@report_command
def stages(commitment: RequiredCommitment, *, ledger: "Ledger", as_of: date | None) -> "Report":
    from mss_gap.analysis.reports.stages import stages

    return stages(ledger, commitment, as_of)
