"""The commands that add one entry to a ledger: each parameter is a key of the entry, in the order of the file."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from mss_gap.cli.commands import CommandGroup
from mss_gap.cli.complete import (
    commitments,
    indicators,
    measures,
    statuses,
)
from mss_gap.cli.entry import AgainOption, DryRunOption, adds
from mss_gap.cli.entry_options import (
    AmountOption,
    CountryOption,
    CurrencyOption,
    DateOption,
    DueOption,
    NoteOption,
    OutsideOption,
    QualifierOption,
    RefOption,
    SourceOption,
    StageOption,
    TitleOption,
    TotalOption,
    WorthOption,
)
from mss_gap.cli.help import FLAG
from mss_gap.cli.options import (
    CommitmentOption,
    LedgerToChangeOption,
    RequiredCommitment,
    parse_day,
    parse_day_or_period,
    parse_figure,
    parse_level,
    parse_path,
    parse_rate,
)
from mss_gap.cli.prompt import AskingCommand
from mss_gap.cli.table import enter_table
from mss_gap.cli.table_options import TableOptions, reads_table

add = typer.Typer(cls=CommandGroup, add_completion=False)


@add.command(
    cls=AskingCommand,
    epilog="add actual personnel --country kenya --date 2025-06-26 --total 720 \\\n      --source https://example.org/report",
)
@adds("actuals")
def actual(
    *,
    commitment: RequiredCommitment,
    country: CountryOption = None,
    date: DateOption,
    total: TotalOption = None,
    amount: AmountOption = None,
    currency: CurrencyOption = None,
    value: WorthOption = None,
    qualifier: QualifierOption = None,
    stage: StageOption = None,
    outside: OutsideOption = None,
    ref: RefOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    again: AgainOption = False,
) -> None:
    """What was delivered: by a contributor, or by all as one."""


@add.command(
    cls=AskingCommand,
    epilog="add pledge personnel --country chad --date 2025-06-26 --total 400 \\\n"
    "      --status on-hold --source https://example.org/report",
)
@adds("pledges")
def pledge(
    *,
    commitment: RequiredCommitment,
    country: CountryOption = None,
    date: DateOption,
    total: TotalOption = None,
    amount: AmountOption = None,
    currency: CurrencyOption = None,
    value: WorthOption = None,
    qualifier: QualifierOption = None,
    status: Annotated[
        str | None,
        typer.Option(metavar="STATUS", help="firm, on-hold, conditional or withdrawn.", autocompletion=statuses),
    ] = None,
    part: Annotated[
        Decimal | None,
        typer.Option(metavar="N", parser=parse_level, help="How much of the pledge has the status. Without it, all."),
    ] = None,
    due: DueOption = None,
    outside: OutsideOption = None,
    ref: RefOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    again: AgainOption = False,
) -> None:
    """What was pledged: by a contributor, or a new headline."""


@add.command(
    cls=AskingCommand,
    epilog="add rate EUR/USD 1.17 --date 2025-06-26 \\\n      --source https://example.org/rates",
)
@adds("rates")
def rate(
    *,
    pair: Annotated[str, typer.Argument(metavar="PAIR", help="EUR/USD: how many USD one EUR is worth.")],
    date: Annotated[date, typer.Option(metavar="DATE", parser=parse_day, help="The day of the rate.")],
    rate: Annotated[
        Decimal, typer.Argument(metavar="RATE", parser=parse_rate, help="What one unit of the first is worth.")
    ],
    source: SourceOption = None,
) -> None:
    """An exchange rate that a source states."""


@add.command(
    cls=AskingCommand,
    epilog='add source un-1 --title "A report" --url https://example.org/report',
)
@adds("sources")
def source(
    *,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="What entries will call it: ap-2024-10-11.")],
    title: Annotated[str, typer.Option(metavar="TEXT", help="The title as published.")],
    publisher: Annotated[str | None, typer.Option(metavar="TEXT", help="Who published it.")] = None,
    published: Annotated[
        date | None, typer.Option(metavar="DATE", parser=parse_day, help="The day it was published.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where to read it.")] = None,
    archived: Annotated[str | None, typer.Option(metavar="URL", help="Where a copy is kept.")] = None,
    seen: Annotated[date | None, typer.Option(metavar="DATE", parser=parse_day, help="The day it was read.")] = None,
) -> None:
    """A publication that figures rest on."""


@add.command(
    cls=AskingCommand,
    epilog='add claim "barely 1,000 officers" --commitment personnel \\\n'
    "      --measure actual --value 1000 --source https://example.org/report",
)
@adds("claims")
def claim(
    *,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The claim in words.")],
    commitment: CommitmentOption = None,
    indicator: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The indicator that it is about instead.", autocompletion=indicators),
    ] = None,
    country: CountryOption = None,
    measure: Annotated[
        str,
        typer.Option(
            metavar="MEASURE", help="What its number measures, such as delivered_pct.", autocompletion=measures
        ),
    ],
    value: Annotated[Decimal, typer.Option(metavar="N", parser=parse_figure, help="Its number.")],
    qualifier: QualifierOption = None,
    within: Annotated[Decimal | None, typer.Option(metavar="N", parser=parse_level, help="The tolerance.")] = None,
    as_of: Annotated[date | None, typer.Option(metavar="DATE", parser=parse_day, help="The day it speaks of.")] = None,
    stage: StageOption = None,
    comparable: Annotated[
        bool | None,
        typer.Option(
            "--not-comparable",
            metavar=FLAG,
            callback=lambda value: False if value else None,
            help="It speaks of another period, scope or base, which --note names: show it, do not judge it.",
        ),
    ] = None,
    source: SourceOption = None,
    note: NoteOption = None,
    again: AgainOption = False,
) -> None:
    """A figure that somebody published, to be held against the ledger."""


@add.command(
    cls=AskingCommand,
    epilog="add commitment vehicles --unit vehicles --pledged 100 \\\n"
    "      --due 2025-12-31 --source https://example.org/report",
)
@adds("commitments")
def commitment(
    *,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="What entries will call it: personnel.")],
    title: TitleOption = None,
    unit: Annotated[str, typer.Option(metavar="UNIT", help="What was promised: personnel, bases, or a currency: USD.")],
    pledged: Annotated[
        Decimal | None,
        typer.Option(metavar="N", parser=parse_level, help="How much was promised as a whole, without a date."),
    ] = None,
    actual: Annotated[
        Decimal | None,
        typer.Option(metavar="N", parser=parse_level, help="How much was delivered as a whole, without a date."),
    ] = None,
    basis: Annotated[
        str | None, typer.Option(metavar="TEXT", help='What the headline is, such as "planned strength".')
    ] = None,
    due: DueOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    overlaps: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COMMITMENT",
            help="Another commitment that counts the same thing; may be repeated.",
            autocompletion=commitments,
        ),
    ] = None,
    rates_of: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=parse_day, help="The one day whose rates serve every conversion."),
    ] = None,
    stages: Annotated[
        list[str] | None,
        typer.Option(metavar="STAGES", help="The stages of a delivery after the pledge, in order: agreed,received."),
    ] = None,
    counts: Annotated[
        str | None, typer.Option(metavar="STAGE", help="The stage that is the actual. Without it, the last.")
    ] = None,
) -> None:
    """One thing that was promised, such as personnel, funding or bases."""


@add.command(
    cls=AskingCommand,
    epilog='add contributor CDB "Caribbean Development Bank"',
)
@adds("contributors")
def contributor(
    *,
    identifier: Annotated[str, typer.Argument(metavar="CODE", help="What entries will call it: EU.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its English name.")],
) -> None:
    """A contributor that is not a country, such as a union or a bank."""


@add.command(
    cls=AskingCommand,
    epilog="add indicator closed-schools --unit schools --value 1600 \\\n"
    "      --previous 900 --source https://example.org/report",
)
@adds("indicators")
def indicator(
    *,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="What claims will call it: displaced.")],
    title: TitleOption = None,
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="What is counted.")] = None,
    value: Annotated[Decimal, typer.Option(metavar="N", parser=parse_figure, help="The figure.")],
    previous: Annotated[
        Decimal | None,
        typer.Option(metavar="N", parser=parse_figure, help="The figure of the period before, for a change."),
    ] = None,
    out_of: Annotated[
        Decimal | None,
        typer.Option(metavar="N", parser=parse_level, help="The whole that it is part of, for a share."),
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The time that the figure covers, in words.")
    ] = None,
    source: SourceOption = None,
) -> None:
    """A figure of the crisis around the mission: context, no pledge."""


@add.command(
    cls=AskingCommand,
    epilog='add event "Security Council special session" --date 2025-06-30 \\\n      --source https://example.org/report',
)
@adds("events")
def event(
    *,
    date: Annotated[
        date,
        typer.Option(
            metavar="DATE",
            parser=parse_day_or_period,
            help="The day it happened; a month or a year where no day is known.",
        ),
    ],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What happened.")],
    source: SourceOption = None,
    again: AgainOption = False,
) -> None:
    """Something that happened around the mission."""


@add.command(
    cls=AskingCommand,
    epilog="add table donors.csv --commitment trust-fund \\\n      --source https://example.org/donors",
)
@reads_table
def table(
    *,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", parser=parse_path, help="A CSV, TSV, XLSX or ODS file in the folder of the ledger or below."
        ),
    ],
    stated: TableOptions,
    ledger: LedgerToChangeOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """A spreadsheet or a CSV file whose rows are entries: it is looked at, tried, and named in the ledger."""
    enter_table(ledger, file, stated, dry_run=dry_run)
