"""The options that commands share."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from mss_gap.cli.complete import commitments, one_of
from mss_gap.render.dispatch import Format

Choice = TypeVar("Choice", bound=StrEnum)
FIGURE = re.compile(r"[+-]?((\d{1,3}([,_' \u00a0\u202f]\d{3})+|\d+(_\d+)*)(\.\d+)?|\.\d+)", re.ASCII)
"""A figure as one may type it; a comma stands before three digits alone, for elsewhere it marks decimals."""


def parse_day(text: str) -> date:
    """A date on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a date: write year-month-day, such as 2025-06-27'
        raise typer.BadParameter(message) from None


def chooser(kind: type[Choice], noun: str) -> Callable[[str], Choice]:
    """What reads one of several words on the command line."""

    def choose(text: str) -> Choice:
        if text in set(kind):
            return kind(text)
        from mss_gap.ledger.explain.hints import did_you_mean

        hint = did_you_mean(text, list(kind), f"write one of {', '.join(kind)}")
        message = f'"{text}" is not a {noun}: {hint}'
        raise typer.BadParameter(message)

    return choose


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


def parse_figure(text: str) -> Decimal:
    """A figure on the command line, with or without separators of thousands; never one that may mean two."""
    return _figure(text, "write a plain number, such as 2500 or 0.5")


def parse_level(text: str) -> Decimal:
    """A figure on the command line that is not negative."""
    remedy = "write a plain number that is not negative, such as 200"
    figure = _figure(text, remedy)
    if figure < 0:
        message = f'"{text}" is not a figure: {remedy}'
        raise typer.BadParameter(message)
    return abs(figure)


def _figure(text: str, remedy: str) -> Decimal:
    from mss_gap.ledger.explain.guess import two_readings
    from mss_gap.ledger.values import LARGEST, MOST_PLACES

    plain = FIGURE.fullmatch(text.strip())
    figure = Decimal(re.sub(r"[^\d.+-]", "", plain[0])) if plain else LARGEST
    if two := plain and two_readings(plain[0]):
        message = f'"{text}" may be {two[0]} or {two[1]}: write the one that is meant'
        raise typer.BadParameter(message)
    if abs(figure) >= LARGEST or figure != round(figure, MOST_PLACES):
        message = f'"{text}" is not a figure: {remedy}'
        raise typer.BadParameter(message)
    return figure


def parse_text(text: str) -> str:
    """A text on the command line that can be written to a file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        message = "this must be text: a part of it is not UTF-8"
        raise typer.BadParameter(message) from None
    return text


def chosen_format(form: Format, *, as_json: bool) -> Format:
    """The format that `--format` and `--json` ask for together."""
    if as_json and form not in (Format.TABLE, Format.JSON):
        message = f"--json and --format {form} contradict each other: keep one"
        raise typer.BadParameter(message, param_hint="--json")
    return Format.JSON if as_json else form


FLAG = ""
"""What stands in a help for the value of an option that takes none."""
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
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(Format),
        parser=chooser(Format, "format"),
        help="How to print it.",
        autocompletion=one_of(Format),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", metavar=FLAG, help="The same as --format json.")]
CommitmentArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="COMMITMENT",
        help="One commitment, by its id; all of them without.",
        show_default=False,
        autocompletion=commitments,
    ),
]
CommitmentOption = Annotated[
    str | None,
    typer.Option(
        "--commitment",
        "-c",
        metavar="COMMITMENT",
        help="One commitment, by its id.",
        show_default=False,
        autocompletion=commitments,
    ),
]
