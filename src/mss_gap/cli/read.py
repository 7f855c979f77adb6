"""The commands that read a ledger and say where it stands."""

from decimal import Decimal
from typing import Annotated

import typer

from mss_gap.cli.complete import commitments
from mss_gap.cli.ledger_choice import known, opened, opened_with_text
from mss_gap.cli.options import (
    FLAG,
    AsOfOption,
    CommitmentArgument,
    FormatOption,
    JsonOption,
    LedgerOption,
    chosen_format,
    parse_percentage,
)
from mss_gap.cli.output import note, print_report
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.render.dispatch import Format


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
    from mss_gap.analysis.reports.summary import delivered_below, summary

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    report = summary(record, as_of)
    print_report(report, form)
    below = delivered_below(report, fail_under) if fail_under is not None else ()
    if below:
        from mss_gap.render.figures import in_full, percent

        for row in below:
            share = f"{in_full(row.actual, row.unit)} of {in_full(row.pledged, row.unit)}"
            note(f"{row.title}: {share} delivered ({percent(row.delivered_pct)}), below {fail_under}%")
        raise typer.Exit(ExitStatus.CHECK_FAILED)


def countries(
    commitment: CommitmentArgument = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Who pledged and delivered what, their shares, and the unattributed rest."""
    from mss_gap.analysis.reports.countries import countries

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    print_report(countries(record, as_of, known(commitment, record)), form)


def show(
    commitment: Annotated[
        str, typer.Argument(metavar="COMMITMENT", help="The commitment, by its id.", autocompletion=commitments)
    ],
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """One commitment on one page: bases of comparison, contributors, claims that it contradicts, notes."""
    from mss_gap.analysis.reports.show import show

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    print_report(show(record, known(commitment, record), as_of), form)


def history(
    commitment: CommitmentArgument = None,
    by_country: Annotated[
        bool, typer.Option("--by-country", metavar=FLAG, help="The series of each contributor, each on its own.")
    ] = False,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Every dated change with the level it led to, the events between, and a sparkline."""
    from mss_gap.analysis.reports.history import history, history_by_country

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    tell = history_by_country if by_country else history
    print_report(tell(record, as_of, known(commitment, record)), form)


def context(
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """The indicators: the crisis around the mission, with change and share."""
    from mss_gap.analysis.reports.context import context

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    print_report(context(record, as_of), form)


def sources(
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Every source and how many figures rest on it; the figures that rest on none."""
    from mss_gap.analysis.reports.sources import sources

    form = chosen_format(form, as_json=as_json)
    record, text = opened_with_text(ledger)
    print_report(sources(record, text, as_of), form)
