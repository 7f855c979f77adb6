"""The commands that ask something of a ledger."""

from datetime import date
from typing import Annotated

import typer

from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.cli.commands import ORDER
from mss_gap.cli.complete import countries, one_of, steps
from mss_gap.cli.ledger_choice import compared_ledgers, dates_among, known, opened
from mss_gap.cli.options import (
    FLAG,
    AsOfOption,
    CommitmentArgument,
    CommitmentOption,
    FormatOption,
    JsonOption,
    LedgerOption,
    chooser,
    chosen_format,
    parse_day,
)
from mss_gap.cli.output import note, print_report
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.render.dispatch import Format


def pace(
    commitment: CommitmentArgument = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """The pace so far, the pace it takes, and when the gap would close."""
    from mss_gap.analysis.reports.pace import pace

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    print_report(pace(record, as_of, known(commitment, record)), form)


def what_if(
    context: typer.Context,
    withdraw: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COUNTRY",
            help="The contributor leaves with all that it delivered.",
            show_default=False,
            autocompletion=countries,
        ),
    ] = None,
    deliver: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COMMITMENT:COUNTRY=N",
            help="The contributor's actual becomes N.",
            show_default=False,
            autocompletion=steps,
        ),
    ] = None,
    fulfil: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COUNTRY|all",
            help="The actual becomes the firm pledge where that is higher.",
            show_default=False,
            autocompletion=countries,
        ),
    ] = None,
    pledge: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COMMITMENT:COUNTRY=N",
            help="The contributor's pledge becomes N.",
            show_default=False,
            autocompletion=steps,
        ),
    ] = None,
    commitment: CommitmentOption = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Each commitment before and after a scenario; its steps are taken in the order they are written."""
    from mss_gap.cli.scenario import steps_of, supposed

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    values = {"withdraw": withdraw or [], "deliver": deliver or [], "fulfil": fulfil or [], "pledge": pledge or []}
    steps = steps_of(context.meta[ORDER], values, record)
    print_report(supposed(record, steps, as_of, known(commitment, record)), form)


def compare(
    ledgers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW", help="Two dates, or two ledgers; without them, --from a date.", show_default=False
        ),
    ] = None,
    from_date: Annotated[
        date | None,
        typer.Option("--from", metavar="DATE", parser=parse_day, help="The earlier report date.", show_default=False),
    ] = None,
    to_date: Annotated[
        date | None,
        typer.Option("--to", metavar="DATE", parser=parse_day, help="The later report date.", show_default=False),
    ] = None,
    ledger: LedgerOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Two dates of a ledger, or two ledgers: what was delivered, and what was pledged anew."""
    from mss_gap.analysis.reports.compare import DatesReversedError
    from mss_gap.analysis.reports.compare import compare as compared

    form = chosen_format(form, as_json=as_json)
    paths = list(ledgers or ())
    if dates := dates_among(paths, from_date, to_date):
        paths, (from_date, to_date) = [], dates
    before, after = compared_ledgers(paths, ledger, from_date)
    try:
        report = compared(before, after, from_date, to_date)
    except DatesReversedError as error:
        message = f"{error}: write --from {error.to} --to {error.from_}"
        raise typer.BadParameter(message, param_hint="--from") from None
    print_report(report, form)


def claims(
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    commitment: CommitmentOption = None,
    verdict: Annotated[
        ClaimVerdict | None,
        typer.Option(
            metavar="VERDICT",
            parser=chooser(ClaimVerdict, "verdict"),
            autocompletion=one_of(ClaimVerdict),
            help="Only the claims that are consistent, contradicted or not-computable.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", metavar=FLAG, help="Exit with 1 if a claim shown is contradicted.")
    ] = False,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Every published claim against the ledger: what was claimed, what the ledger says, the verdict."""
    from mss_gap.analysis.reports.claims import claims, contradicted

    form = chosen_format(form, as_json=as_json)
    record = opened(ledger)
    report = claims(record, as_of, known(commitment, record), verdict)
    print_report(report, form)
    against = contradicted(report)
    if strict and against:
        note(f"the ledger contradicts {against} of {len(report.claims)} claims")
        raise typer.Exit(ExitStatus.CHECK_FAILED)
