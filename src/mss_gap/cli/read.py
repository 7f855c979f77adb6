"""The commands that say what a ledger says."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from mss_gap.analysis.contributors.sorting import ContributorSort
from mss_gap.analysis.reports.registry import REPORTS
from mss_gap.cli.complete import groups as complete_groups
from mss_gap.cli.complete import one_of
from mss_gap.cli.complete import scales as complete_scales
from mss_gap.cli.complete import sources as source_ids
from mss_gap.cli.help import FLAG
from mss_gap.cli.ledger_choice import commitment_id, contributor_codes, source_id
from mss_gap.cli.options import (
    CommitmentArgument,
    CommitmentsArgument,
    CountriesOption,
    FormatOrBibtexOption,
    FormatOrTomlOption,
    RequiredCommitment,
    chooser,
    parse_day,
    parse_percentage,
    parse_rows,
)
from mss_gap.cli.periods import EveryOption, YearStartsOption, calendar_of
from mss_gap.cli.report_command import Checked, report_command

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report
    from mss_gap.ledger.model import Ledger


@report_command
def summary(
    commitments: CommitmentsArgument = None,
    fail_under: Annotated[
        Decimal | None,
        typer.Option(
            metavar="PCT",
            parser=parse_percentage,
            help="Exit with 1 if a commitment shown is delivered below this percentage.",
        ),
    ] = None,
    *,
    ledger: "Ledger",
    as_of: date | None,
) -> Checked:
    from mss_gap.analysis.reports.summary import delivered_below, summary

    report = summary(ledger, as_of, [commitment_id(text, ledger, "COMMITMENTS") for text in commitments or ()])
    if fail_under is None:
        return Checked(report)
    from mss_gap.render.sentences import below_text

    return Checked(report, [below_text(row, fail_under) for row in delivered_below(report, fail_under)])


@report_command
def countries(
    commitment: CommitmentArgument = None,
    country: CountriesOption = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group",
            metavar="GROUP",
            help="Only the members of this group, by its id or name; may be repeated.",
            autocompletion=complete_groups,
        ),
    ] = None,
    by_groups: Annotated[
        bool,
        typer.Option(
            "--by-groups", metavar=FLAG, help="A row for each group: those of --group, or the ledger's own without it."
        ),
    ] = False,
    per: Annotated[
        str | None,
        typer.Option(
            "--per",
            metavar="SCALE",
            help="Measure what was delivered by a scale of the ledger, such as gdp.",
            autocompletion=complete_scales,
        ),
    ] = None,
    sort: Annotated[
        ContributorSort | None,
        typer.Option(
            "--sort",
            metavar="KEY",
            parser=chooser(ContributorSort, "key to sort by"),
            help=f"Sort by {', '.join(ContributorSort)}: figures from high to low, unknown ones last.",
            autocompletion=one_of(ContributorSort),
        ),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            metavar="N",
            parser=parse_rows,
            help="Only the first N contributors have rows; the others share one.",
        ),
    ] = None,
    *,
    ledger: "Ledger",
    as_of: date | None,
) -> "Report":
    from mss_gap.cli.selection import countries_report

    return countries_report(
        ledger, as_of, commitment, country=country, group=group, by_groups=by_groups, per=per, sort=sort, top=top
    )


@report_command
def show(
    commitment: RequiredCommitment, country: CountriesOption = None, *, ledger: "Ledger", as_of: date | None
) -> "Report":
    from mss_gap.analysis.reports.show import show

    return show(ledger, commitment, as_of, contributor_codes(country, ledger))


@report_command
def kept(
    commitment: CommitmentArgument = None,
    country: CountriesOption = None,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", metavar=FLAG, help="Exit with 1 if a pledge shown is overdue.")
    ] = False,
    *,
    ledger: "Ledger",
    as_of: date | None,
) -> Checked:
    from mss_gap.analysis.reports.kept import kept, overdue

    report = kept(ledger, as_of, commitment, contributor_codes(country, ledger))
    if not fail_overdue:
        return Checked(report)
    from mss_gap.render.tables.kept import overdue_text

    return Checked(report, [overdue_text(commitment, row, report.as_of) for commitment, row in overdue(report)])


@report_command
def stages(commitment: RequiredCommitment, *, ledger: "Ledger", as_of: date | None) -> "Report":
    from mss_gap.analysis.reports.stages import stages

    return stages(ledger, commitment, as_of)


@report_command
def history(
    commitment: CommitmentArgument = None,
    by_country: Annotated[
        bool, typer.Option("--by-country", metavar=FLAG, help=REPORTS["history-by-country"].help)
    ] = False,
    country: CountriesOption = None,
    from_date: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar="DATE",
            parser=parse_day,
            help="Only what is dated on this day or later, after a row for what came before.",
        ),
    ] = None,
    every: EveryOption = None,
    year_starts: YearStartsOption = None,
    *,
    ledger: "Ledger",
    as_of: date | None,
) -> "Report":
    from mss_gap.analysis.reports.history import FromError, history, history_by_country

    calendar = calendar_of(every, year_starts)
    codes = contributor_codes(country, ledger)
    try:
        if calendar is not None:
            from mss_gap.analysis.reports.history_by_period import history_by_period

            return history_by_period(
                ledger,
                calendar.every,
                as_of,
                commitment,
                countries=codes,
                by_country=by_country,
                from_date=from_date,
                year_starts=calendar.year_starts,
            )
        if by_country or codes:
            return history_by_country(ledger, as_of, commitment, codes, from_date=from_date)
        return history(ledger, as_of, commitment, from_date=from_date)
    except FromError as error:
        message = f"{error}: write an earlier day, or a later --as-of"
        raise typer.BadParameter(message, param_hint="--from") from None


@report_command
def context(ledger: "Ledger", as_of: date | None) -> "Report":
    from mss_gap.analysis.reports.context import context

    return context(ledger, as_of)


@partial(report_command, format_option=FormatOrBibtexOption)
def sources(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE",
            help="One source, by its id or address, or the beginning of it. Without it, all of them.",
            autocompletion=source_ids,
        ),
    ] = None,
    single: Annotated[bool, typer.Option("--single", metavar=FLAG, help=REPORTS["single-source"].help)] = False,
    *,
    ledger: "Ledger",
    text: str,
    as_of: date | None,
) -> "Report":
    from mss_gap.analysis.reports import sources as reports

    if source is None:
        return (reports.single_source if single else reports.sources)(ledger, text, as_of)
    if single:
        message = "--single lists figures of all sources: leave out the source, or --single"
        raise typer.BadParameter(message, param_hint="--single")
    return reports.source(ledger, text, source_id(source, ledger), as_of)


@partial(report_command, format_option=FormatOrTomlOption)
def entries(
    commitment: CommitmentArgument = None,
    country: CountriesOption = None,
    *,
    ledger: "Ledger",
    text: str,
    as_of: date | None,
) -> "Report":
    from mss_gap.analysis.reports.entries import entries

    return entries(ledger, text, as_of, commitment, contributor_codes(country, ledger))
