"""The options that commands share."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from mss_gap.render.formats import Format


def parse_day(text: str) -> date:
    """A date on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a date: write year-month-day, such as 2025-06-27'
        raise typer.BadParameter(message) from None


def parse_percentage(text: str) -> Decimal:
    """A percentage on the command line, with or without its sign."""
    try:
        value = Decimal(text.strip().removesuffix("%"))
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite():
        message = f'"{text}" is not a percentage: write a number, such as 50'
        raise typer.BadParameter(message)
    return value


def chosen_format(form: Format, *, as_json: bool) -> Format:
    """The format that `--format` and `--json` ask for together."""
    if as_json and form not in (Format.TABLE, Format.JSON):
        message = f"--json and --format {form} contradict each other: keep one"
        raise typer.BadParameter(message)
    return Format.JSON if as_json else form


LedgerOption = Annotated[
    str | None,
    typer.Option("--ledger", "-l", metavar="PATH", help="The ledger to read; - is standard input.", show_default=False),
]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of", metavar="DATE", parser=parse_day, help="The report date, such as 2025-06-27.", show_default=False
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print it.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
CommitmentArgument = Annotated[
    str | None,
    typer.Argument(metavar="[COMMITMENT]", help="One commitment, by its id; all of them without.", show_default=False),
]
