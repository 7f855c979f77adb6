"""The options that several entries of a ledger have, each named after its key."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from mss_gap.cli.complete import countries, qualifiers, sources, stages
from mss_gap.cli.options import parse_day_or_period, parse_figure, parse_level

DateOption = Annotated[
    date,
    typer.Option(
        metavar="DATE",
        parser=parse_day_or_period,
        help="The day for which this was stated; a month or a year where no day is known.",
    ),
]
DueOption = Annotated[
    date | None,
    typer.Option(metavar="DATE", parser=parse_day_or_period, help="The day, month or year by which this was promised."),
]
CountryOption = Annotated[
    str | None,
    typer.Option(
        metavar="COUNTRY",
        help="The contributor: a code or an English name. Without it, the whole.",
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
        metavar="STAGE", help="How far the delivery has come. Without it, the stage that counts.", autocompletion=stages
    ),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(metavar="SOURCE", help="A source id or an address; may be repeated.", autocompletion=sources),
]
NoteOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What else a reader should know.")]
TitleOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What a table calls it. Without it, the id.")]
