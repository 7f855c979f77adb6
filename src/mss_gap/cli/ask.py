"""The commands that ask something of a ledger."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mss_gap.analysis.contributors.sorting import ClaimSort
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.cli.commands import ORDER
from mss_gap.cli.complete import contributors_or_groups, one_of, steps
from mss_gap.cli.help import FLAG
from mss_gap.cli.ledger_choice import contributor_codes, ledger_location
from mss_gap.cli.options import (
    CommitmentArgument,
    CommitmentOption,
    CountriesOption,
    FormatOption,
    JsonOption,
    LedgerOption,
    chooser,
    format_of,
    parse_day,
)
from mss_gap.cli.output import print_report
from mss_gap.cli.progress import at_work
from mss_gap.cli.report_command import Checked, report_command
from mss_gap.render.dispatch import Format

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report
    from mss_gap.ledger.find import Location
    from mss_gap.ledger.model import Ledger


@report_command
def pace(
    commitment: CommitmentArgument = None,
    since: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=parse_day, help="Count the pace from the level on this day."),
    ] = None,
    *,
    ledger: "Ledger",
    as_of: date | None,
) -> "Report":
    from mss_gap.analysis.reports.pace import SinceError, pace

    try:
        return pace(ledger, as_of, commitment, since)
    except SinceError as error:
        message = f"{error}: write an earlier day, or a later --as-of"
        raise typer.BadParameter(message, param_hint="--since") from None


@report_command
def what_if(
    context: typer.Context,
    withdraw: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COUNTRY",
            help="The contributor, or each member of a group, leaves with all that it delivered.",
            autocompletion=contributors_or_groups,
        ),
    ] = None,
    deliver: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COMMITMENT:COUNTRY=N",
            help="The contributor's actual becomes N, or N more or less: =+150, =-20.",
            autocompletion=steps,
        ),
    ] = None,
    fulfil: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COUNTRY|all",
            help="The actual of a contributor, or of each member of a group, becomes the firm pledge where that is higher.",
            autocompletion=contributors_or_groups,
        ),
    ] = None,
    pledge: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COMMITMENT:COUNTRY=N",
            help="The contributor's pledge becomes N, or N more or less: =+150, =-20.",
            autocompletion=steps,
        ),
    ] = None,
    commitment: CommitmentOption = None,
    *,
    ledger: "Ledger",
    as_of: date | None,
) -> "Report":
    from mss_gap.cli.scenario import scenario_report, steps_of

    values = {"withdraw": withdraw or [], "deliver": deliver or [], "fulfil": fulfil or [], "pledge": pledge or []}
    return scenario_report(ledger, steps_of(context.meta[ORDER], values, ledger), as_of, commitment)


def compare(
    ledgers: Annotated[
        list[str] | None,
        typer.Argument(metavar="OLD NEW", help="Two dates, or two ledgers; without them, --from a date."),
    ] = None,
    from_date: Annotated[
        date | None, typer.Option("--from", metavar="DATE", parser=parse_day, help="The earlier report date.")
    ] = None,
    to_date: Annotated[
        date | None, typer.Option("--to", metavar="DATE", parser=parse_day, help="The later report date.")
    ] = None,
    ledger: LedgerOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    from mss_gap.analysis.reports.compare import DatesReversedError, compare
    from mss_gap.ledger.read.load import read_ledger

    form = format_of(form, as_json=as_json)
    paths = list(ledgers or ())
    if dates := _dates_among(paths, from_date, to_date):
        paths, (from_date, to_date) = [], dates
    old, new = _locations_to_compare(paths, ledger, from_date)
    try:
        with at_work(new if old.file else old):  # one of them may be typed on this terminal
            before = read_ledger(old)
            after = before if new is old else read_ledger(new)
            report = compare(before, after, from_date, to_date)
    except DatesReversedError as error:
        message = f"{error}: write --from {error.to} --to {error.from_}"
        raise typer.BadParameter(message, param_hint="--from") from None
    print_report(report, form)


def _dates_among(words: Sequence[str], from_date: date | None, to_date: date | None) -> tuple[date, date] | None:
    """Return the two dates that the arguments of a comparison are, if they are dates; a mixture is wrong usage.

    A word in the form of a date is a date, unless it is also the name of a file.
    """
    from mss_gap.ledger.guess import guess_date

    dated = [word for word in words if guess_date(word) is not None and not Path(word).exists()]
    if not dated:
        return None
    if len(dated) < len(words) or len(words) != 2:  # noqa: PLR2004 - from one to the other
        message = f'"{dated[0]}" is a date: name two dates, or two ledgers, and their dates with --from and --to'
        raise typer.BadParameter(message, param_hint="OLD NEW")
    if from_date or to_date:
        message = "these are two dates: leave out --from and --to"
        raise typer.BadParameter(message, param_hint="OLD NEW")
    try:
        return parse_day(words[0]), parse_day(words[1])
    except typer.BadParameter as error:
        raise typer.BadParameter(error.message, param_hint="OLD NEW") from None


def _locations_to_compare(
    paths: Sequence[str], option: str | None, from_date: date | None
) -> "tuple[Location, Location]":
    """Return where the two ledgers to compare are: those named, or one twice, at two dates."""
    if list(paths) == ["-", "-"]:
        message = "standard input holds one ledger: name a file for the other, or two dates with --from and --to"
        raise typer.BadParameter(message, param_hint="OLD NEW")
    if len(paths) == 2 and option is None:  # noqa: PLR2004 - the old one and the new one
        return ledger_location(paths[0], "OLD NEW"), ledger_location(paths[1], "OLD NEW")
    if paths:
        message = "name two ledgers or two dates, the old one and the new one, or none and --from DATE"
        raise typer.BadParameter(message, param_hint="OLD NEW")
    if from_date is None:
        message = "say since when: --from 2024-12-31, or name two dates or two ledgers"
        raise typer.BadParameter(message, param_hint="--from")
    location = ledger_location(option)
    return location, location


@report_command
def claims(
    commitment: CommitmentOption = None,
    country: CountriesOption = None,
    verdict: Annotated[
        ClaimVerdict | None,
        typer.Option(
            metavar="VERDICT",
            parser=chooser(ClaimVerdict, "verdict"),
            autocompletion=one_of(ClaimVerdict),
            help="Only the claims that are consistent, contradicted, not-computable or not-comparable.",
        ),
    ] = None,
    sort: Annotated[
        ClaimSort | None,
        typer.Option(
            metavar="ORDER",
            parser=chooser(ClaimSort, "way to sort"),
            autocompletion=one_of(ClaimSort),
            help="Sort by verdict (tables do), difference, date, or as in the ledger (JSON and CSV do).",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", metavar=FLAG, help="Exit with 1 if a claim shown is contradicted.")
    ] = False,
    *,
    ledger: "Ledger",
    as_of: date | None,
) -> Checked:
    from mss_gap.analysis.reports.claims import claims, contradicted

    report = claims(ledger, as_of, commitment, verdict, sort=sort, countries=contributor_codes(country, ledger))
    against = contradicted(report) if strict else 0
    return Checked(report, [f"the ledger contradicts {against} of {len(report.claims)} claims"] if against else [])
