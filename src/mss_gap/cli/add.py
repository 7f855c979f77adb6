"""The commands that add one entry to a ledger."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mss_gap.cli.commands import Command, Group
from mss_gap.cli.complete import countries, indicators, measures, qualifiers, sources, statuses
from mss_gap.cli.entry import Conclusion, enter, new_entry
from mss_gap.cli.help import FLAG
from mss_gap.cli.ledger_choice import commitment_id, contributor_code
from mss_gap.cli.options import (
    CommitmentOption,
    LedgerToChangeOption,
    RequiredCommitment,
    parse_day,
    parse_figure,
    parse_level,
)

if TYPE_CHECKING:
    from mss_gap.ledger.edit.append import Addition, NewEntry
    from mss_gap.ledger.model import Ledger

add = typer.Typer(cls=Group, add_completion=False)

DateOption = Annotated[
    date, typer.Option("--date", metavar="DATE", parser=parse_day, help="The day for which this was stated.")
]
CountryOption = Annotated[
    str | None,
    typer.Option(
        metavar="COUNTRY",
        help="The contributor: a code or an English name; the whole without.",
        autocompletion=countries,
    ),
]
TotalOption = Annotated[Decimal | None, typer.Option(metavar="N", parser=parse_level, help="The level on that day.")]
AmountOption = Annotated[
    Decimal | None,
    typer.Option(metavar="N", parser=parse_figure, help="The change on that day; negative for a return."),
]
CurrencyOption = Annotated[
    str | None, typer.Option(metavar="CODE", help="The currency, where it is not the commitment's.")
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(metavar="SOURCE", help="A source id or an address; may be repeated.", autocompletion=sources),
]
NoteOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What else a reader should know.")]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", metavar=FLAG, help="Check and print the entry, and write nothing.")
]

AgainOption = Annotated[
    bool, typer.Option("--again", metavar=FLAG, help="Add the entry, though the ledger has the same one.")
]


@add.command(
    cls=Command,
    epilog="add actual personnel --country kenya --date 2025-10-01 --total 720 \\\n"
    "      --source https://example.org/report",
)
def actual(
    commitment: RequiredCommitment,
    dated: DateOption,
    country: CountryOption = None,
    total: TotalOption = None,
    amount: AmountOption = None,
    currency: CurrencyOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    ledger: LedgerToChangeOption = None,
    dry_run: DryRunOption = False,
    again: AgainOption = False,
) -> None:
    """What was delivered: by a contributor, or by all as one."""
    figures = {"date": dated, "total": total, "amount": amount, "currency": currency}
    stated = {**figures, "source": source, "note": note}
    _add("actuals", commitment, country, stated, ledger, dry_run=dry_run, again=again)


@add.command(
    cls=Command,
    epilog="add pledge personnel --country chad --date 2025-10-01 --total 400 \\\n"
    "      --status on-hold --source https://example.org/report",
)
def pledge(
    commitment: RequiredCommitment,
    dated: DateOption,
    country: CountryOption = None,
    total: TotalOption = None,
    amount: AmountOption = None,
    currency: CurrencyOption = None,
    status: Annotated[
        str | None,
        typer.Option(metavar="STATUS", help="firm, on-hold, conditional or withdrawn.", autocompletion=statuses),
    ] = None,
    source: SourceOption = None,
    note: NoteOption = None,
    ledger: LedgerToChangeOption = None,
    dry_run: DryRunOption = False,
    again: AgainOption = False,
) -> None:
    """What was pledged: by a contributor, or a new headline."""
    figures = {"date": dated, "total": total, "amount": amount, "currency": currency, "status": status}
    stated = {**figures, "source": source, "note": note}
    _add("pledges", commitment, country, stated, ledger, dry_run=dry_run, again=again)


@add.command(cls=Command, epilog='add source un-1 --title "A report" --url https://example.org/report')
def source(
    id: Annotated[str, typer.Argument(metavar="ID", help="What entries will call it: ap-2024-10-11.")],  # noqa: A002 - as the format calls it
    title: Annotated[str, typer.Option(metavar="TEXT", help="The title as published.")],
    publisher: Annotated[str | None, typer.Option(metavar="TEXT", help="Who published it.")] = None,
    published: Annotated[
        date | None, typer.Option(metavar="DATE", parser=parse_day, help="The day it was published.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where to read it.")] = None,
    ledger: LedgerToChangeOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """A publication that figures rest on."""
    table = {"title": title, "publisher": publisher, "published": published, "url": url}

    def entry_for(record: "Ledger") -> "NewEntry":
        if id in record.sources:
            message = f'this ledger has a source "{id}" already: choose another id'
            raise typer.BadParameter(message, param_hint="ID")
        return new_entry("sources", table, id)

    enter(ledger, entry_for, dry_run=dry_run)


@add.command(
    cls=Command,
    epilog='add claim "barely 1,000 officers" --commitment personnel \\\n'
    "      --measure actual --value 1000 --source https://example.org/report",
)
def claim(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The claim in words.")],
    measure: Annotated[
        str,
        typer.Option(
            metavar="MEASURE", help="What its number measures, such as delivered_pct.", autocompletion=measures
        ),
    ],
    value: Annotated[Decimal, typer.Option(metavar="N", parser=parse_figure, help="Its number.")],
    commitment: CommitmentOption = None,
    indicator: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The indicator that it is about instead.", autocompletion=indicators),
    ] = None,
    country: CountryOption = None,
    qualifier: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="exactly, about, over, under, at-least, at-most.", autocompletion=qualifiers),
    ] = None,
    within: Annotated[Decimal | None, typer.Option(metavar="N", parser=parse_level, help="The tolerance.")] = None,
    as_of: Annotated[date | None, typer.Option(metavar="DATE", parser=parse_day, help="The day it speaks of.")] = None,
    source: SourceOption = None,
    ledger: LedgerToChangeOption = None,
    dry_run: DryRunOption = False,
    again: AgainOption = False,
) -> None:
    """A figure that somebody published, to be held against the ledger."""

    def entry_for(record: "Ledger") -> "NewEntry":
        about = {
            "commitment": commitment_id(commitment, record),
            "indicator": indicator,
            "country": _code(country, record),
        }
        number = {"measure": measure, "value": value, "qualifier": qualifier, "within": within, "as_of": as_of}
        return new_entry("claims", {"text": text, **about, **number, "source": source})

    def conclude(addition: "Addition") -> Conclusion:
        from mss_gap.analysis.reports.claims import claims
        from mss_gap.analysis.reports.obstacle import obstacle
        from mss_gap.analysis.reports.validate import review_entry

        row = claims(addition.after).claims[-1]
        day = "" if row.indicator or row.as_of is None else f" of {row.as_of}"
        why = f", because {obstacle(addition.after, row)}" if row.computed is None else ""
        return f"The ledger says{day}: {row.verdict}{why}", tuple(review_entry(addition.after, "claims"))

    enter(ledger, entry_for, conclude, dry_run=dry_run, again=again)


def _add(
    section: Literal["pledges", "actuals"],
    commitment: str,
    country: str | None,
    stated: Mapping[str, object],
    ledger: str | None,
    *,
    dry_run: bool,
    again: bool,
) -> None:
    def entry_for(record: "Ledger") -> "NewEntry":
        subject = {"commitment": commitment_id(commitment, record), "country": _code(country, record)}
        return new_entry(section, {**subject, **stated})

    def conclude(addition: "Addition") -> Conclusion:
        from mss_gap.analysis.reports.gap_change import gap_change
        from mss_gap.render.sentences import change_text

        change = gap_change(addition.before, addition.after, section)
        return change_text(change), change.warnings

    enter(ledger, entry_for, conclude, dry_run=dry_run, again=again)


def _code(country: str | None, record: "Ledger") -> str | None:
    return None if country is None else contributor_code(country, record, "--country")
