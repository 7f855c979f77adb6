"""The commands that add one entry to a ledger."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mss_gap.cli.commands import Command, Group
from mss_gap.cli.complete import countries, indicators, measures, qualifiers, sources, stages, statuses
from mss_gap.cli.entry import Conclusion, enter, new_entry
from mss_gap.cli.help import FLAG
from mss_gap.cli.ledger_choice import commitment_id, contributor_code
from mss_gap.cli.options import (
    CommitmentOption,
    LedgerToChangeOption,
    RequiredCommitment,
    parse_day,
    parse_day_or_period,
    parse_figure,
    parse_level,
)

if TYPE_CHECKING:
    from mss_gap.ledger.edit.append import Addition, NewEntry
    from mss_gap.ledger.model import Ledger

add = typer.Typer(cls=Group, add_completion=False)

DateOption = Annotated[
    date,
    typer.Option(
        "--date",
        metavar="DATE",
        parser=parse_day_or_period,
        help="The day for which this was stated; a month or a year where no day is known.",
    ),
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
    str | None, typer.Option(metavar="CODE", help="The currency, where it is not the commitment's unit.")
]
WorthOption = Annotated[
    Decimal | None,
    typer.Option(
        "--value",
        metavar="N",
        parser=parse_figure,
        help="With --currency: what the source says that the figure is worth in the unit.",
    ),
]
QualifierOption = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        help="How the figure is meant: exactly, about, over, under, at-least, at-most.",
        autocompletion=qualifiers,
    ),
]
OutsideOption = Annotated[
    str | None,
    typer.Option(metavar="KIND", help='Given for the same purpose and not counted: what kind, such as "in kind".'),
]
RefOption = Annotated[str | None, typer.Option(metavar="REF", help="Its id in the place that it comes from.")]
StageOption = Annotated[
    str | None,
    typer.Option(
        metavar="STAGE", help="How far the delivery has come; the stage that counts without.", autocompletion=stages
    ),
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
    value: WorthOption = None,
    qualifier: QualifierOption = None,
    stage: StageOption = None,
    outside: OutsideOption = None,
    ref: RefOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    ledger: LedgerToChangeOption = None,
    dry_run: DryRunOption = False,
    again: AgainOption = False,
) -> None:
    """What was delivered: by a contributor, or by all as one."""
    figure = {"total": total, "amount": amount, "currency": currency, "value": value, "qualifier": qualifier}
    terms = {"stage": stage, "outside": outside, "ref": ref}
    stated = {"date": dated, **figure, **terms, "source": source, "note": note}
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
    value: WorthOption = None,
    qualifier: QualifierOption = None,
    status: Annotated[
        str | None,
        typer.Option(metavar="STATUS", help="firm, on-hold, conditional or withdrawn.", autocompletion=statuses),
    ] = None,
    part: Annotated[
        Decimal | None,
        typer.Option(metavar="N", parser=parse_level, help="How much of the pledge has the status; all without."),
    ] = None,
    due: Annotated[
        date | None,
        typer.Option(
            metavar="DATE", parser=parse_day_or_period, help="The day, month or year by which this was promised."
        ),
    ] = None,
    outside: OutsideOption = None,
    ref: RefOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    ledger: LedgerToChangeOption = None,
    dry_run: DryRunOption = False,
    again: AgainOption = False,
) -> None:
    """What was pledged: by a contributor, or a new headline."""
    figure = {"total": total, "amount": amount, "currency": currency, "value": value, "qualifier": qualifier}
    terms = {"status": status, "part": part, "due": due, "outside": outside, "ref": ref}
    stated = {"date": dated, **figure, **terms, "source": source, "note": note}
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
    qualifier: QualifierOption = None,
    within: Annotated[Decimal | None, typer.Option(metavar="N", parser=parse_level, help="The tolerance.")] = None,
    as_of: Annotated[date | None, typer.Option(metavar="DATE", parser=parse_day, help="The day it speaks of.")] = None,
    stage: StageOption = None,
    not_comparable: Annotated[
        bool,
        typer.Option(
            "--not-comparable",
            metavar=FLAG,
            help="It speaks of another period, scope or base, which --note names: show it, do not judge it.",
        ),
    ] = False,
    source: SourceOption = None,
    note: NoteOption = None,
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
        terms = {"stage": stage, "comparable": False if not_comparable else None}
        return new_entry("claims", {"text": text, **about, **number, **terms, "source": source, "note": note})

    def conclude(addition: "Addition") -> Conclusion:
        from mss_gap.analysis.reports.claims import claims
        from mss_gap.analysis.reports.obstacle import obstacle
        from mss_gap.analysis.reports.validate import review_entry
        from mss_gap.analysis.verdicts import ClaimVerdict

        row = claims(addition.after).claims[-1]
        day = "" if row.indicator or row.as_of is None else f" of {row.as_of}"
        unknown = row.verdict is ClaimVerdict.NOT_COMPUTABLE
        why = f", because {obstacle(addition.after, row)}" if unknown else ""
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
