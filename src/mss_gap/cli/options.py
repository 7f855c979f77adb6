"""The options that commands share."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NoReturn, TypeVar

import typer
from typer.models import OptionInfo

from mss_gap.cli.complete import commitments, countries, one_of
from mss_gap.cli.help import FLAG
from mss_gap.render.dispatch import Format, formats_of

Choice = TypeVar("Choice", bound=StrEnum)
FIGURE = re.compile(r"[+-]?((\d{1,3}([,_' \u00a0\u202f]\d{3})+|\d+(_\d+)*)(\.\d+)?|\.\d+)", re.ASCII)
"""A figure as a user may type it. A comma is allowed only before three digits: elsewhere it marks decimals."""


DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""A date as in a ledger. Python knows other forms, such as weeks; they are not read."""


def parse_day(text: str) -> date:
    """Read a date; another text is wrong usage."""
    from mss_gap.ledger.guess import guess_date

    return _day(text) or _no_date(text, guess_date(text) or "year-month-day, such as 2025-06-27")


def parse_day_or_period(text: str) -> date:
    """Read a date, or a month or a year, which become their last day; another text is wrong usage."""
    from mss_gap.ledger.dates import period_in
    from mss_gap.ledger.guess import guess_date, guess_period

    meant = guess_date(text) or guess_period(text)
    usual = "a day, a month or a year, such as 2025-06-27, 2025-06 or 2025"
    return _day(text) or period_in(text) or _no_date(text, meant or usual)


def _day(text: str) -> date | None:
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    return None


def _no_date(text: str, meant: object) -> NoReturn:
    message = f'"{text}" is not a date: write {meant}'
    raise typer.BadParameter(message)


def chooser(choices: Iterable[Choice], noun: str) -> Callable[[str], Choice]:
    """Make a function that reads one of several words; `noun` names them in its error."""

    def choose(text: str) -> Choice:
        words = {str(choice): choice for choice in choices}
        if text in words:
            return words[text]
        from mss_gap.ledger.near import did_you_mean

        hint = did_you_mean(text, list(words), f"write one of {', '.join(words)}")
        message = f'"{text}" is not a {noun}: {hint}'
        raise typer.BadParameter(message)

    return choose


def parse_percentage(text: str) -> Decimal:
    """Read a percentage, with or without its sign."""
    digits = text.strip().removesuffix("%")
    return _figure(digits or text, "a percentage", "write a number, such as 50")


def parse_figure(text: str) -> Decimal:
    """Read a figure, with or without separators of thousands; a figure that may mean two is wrong usage."""
    return _figure(text, "a figure", "write a plain number, such as 2500 or 0.5")


def parse_level(text: str) -> Decimal:
    """Read a level: a figure without a sign, which would make it look like a change."""
    remedy = "write a plain number that is not negative, such as 200"
    if text.strip().startswith("+"):
        message = f'"{text}" may be a level or a change: write the level, without a sign'
        raise typer.BadParameter(message)
    if text.strip().startswith("-"):
        message = f'"{text}" is not a figure: {remedy}'
        raise typer.BadParameter(message)
    return _figure(text, "a figure", remedy)


def parse_rows(text: str) -> int:
    """Read how many rows a table has: a whole number from 1 on."""
    if not re.fullmatch("0*[1-9][0-9]{0,8}", text.strip(), re.ASCII):
        message = f'"{text}" is not a number of rows: write a whole number from 1 on, such as 20'
        raise typer.BadParameter(message)
    return int(text)


def parse_rate(text: str) -> Decimal:
    """Read an exchange rate, which may have more decimal places than a figure."""
    from mss_gap.ledger.numbers import MOST_PLACES_OF_RATE

    remedy = f"write a plain number above 0 with at most {MOST_PLACES_OF_RATE} decimal places, such as 1.10"
    if text.strip().startswith(("+", "-")):
        message = f'"{text}" is not a rate: {remedy}'
        raise typer.BadParameter(message)
    return _figure(text, "a rate", remedy, "the pair says which moneys they are", MOST_PLACES_OF_RATE)


def _figure(
    text: str,
    noun: str,
    remedy: str,
    which_money: str = "the unit or --currency says which money it is",
    places: int | None = None,
) -> Decimal:
    from mss_gap.ledger.guess import guess_number, names_currency, two_readings

    plain = FIGURE.fullmatch(text.strip())
    if two := plain and two_readings(plain[0]):
        message = f'"{text}" may be {two[0]} or {two[1]}: write the one that is meant'
        raise typer.BadParameter(message)
    figure = _in_range(re.sub(r"[^\d.+-]", "", plain[0]), places) if plain else None
    if figure is None:
        meant = None if plain or "%" in text else guess_number(text)  # a share of what is not stated
        if meant is not None and _in_range(meant, places) is not None:
            remedy = f"write {meant}" + (f"; {which_money}" * names_currency(text))
        message = f'"{text}" is not {noun}: {remedy}'
        raise typer.BadParameter(message)
    return figure


def _in_range(digits: str, places: int | None) -> Decimal | None:
    """Return a number that a ledger can hold; None if it is too large or has more decimal places than a figure, or `places`."""
    from mss_gap.ledger.check import LARGEST
    from mss_gap.ledger.numbers import MOST_PLACES

    figure = Decimal(digits)
    stated = digits.partition(".")[2].rstrip("0")
    return figure if figure.copy_abs() < LARGEST and len(stated) <= (places or MOST_PLACES) else None


def parse_text(text: str) -> str:
    """Read a text that can be written to a file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        message = "this must be text: a part of it is not UTF-8"
        raise typer.BadParameter(message) from None
    return text


def parse_path(text: str) -> str:
    """Read the path of a file. An empty path is wrong usage: it is what a script names whose variable is not set."""
    if not text:
        message = "the path is empty: name a file, or leave it out"
        raise typer.BadParameter(message)
    if text.endswith(os.sep):
        message = f"{text} is the path of a folder: name a file in it"
        raise typer.BadParameter(message)
    return text


def format_of(form: Format, *, as_json: bool) -> Format:
    """Return the format that `--format` and `--json` ask for together."""
    if as_json and form not in (Format.TABLE, Format.JSON):
        message = f"--json and --format {form} contradict each other: keep one"
        raise typer.BadParameter(message, param_hint="--json")
    return Format.JSON if as_json else form


def _format_parser(formats: Sequence[Format]) -> Callable[[str], Format]:
    """Make a function that reads one of some formats; the error for one of few commands says which print it."""
    choose = chooser(formats, "format")

    def parse(text: str) -> Format:
        others = {str(form): form for form in Format if form not in formats}
        if text in others:
            commands = " and ".join(f'"mss-gap {command}"' for command in others[text].commands)
            print_it = "print" if len(others[text].commands) > 1 else "prints"
            message = f"only {commands} {print_it} {text}: write one of {', '.join(formats)}"
            raise typer.BadParameter(message)
        return choose(text)

    return parse


def _format_option(formats: Sequence[Format]) -> OptionInfo:
    """Make the option that asks for one of some formats; its help leaves out the CSV for Excel."""
    *most, last = (form for form in formats if form is not Format.CSV_EXCEL)
    option: OptionInfo = typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        parser=_format_parser(formats),
        help=f"How to print it: {', '.join(most)} or {last}.",
        autocompletion=one_of(formats),
    )
    return option


class Entries(StrEnum):
    """How many entries a page lists."""

    ALL = "all"


LedgerOption = Annotated[
    str | None, typer.Option("--ledger", "-l", metavar="PATH", help="The ledger to read; - is standard input.")
]
LedgerToChangeOption = Annotated[
    str | None, typer.Option("--ledger", "-l", metavar="PATH", help="The ledger to add to.")
]
AsOfOption = Annotated[
    date | None, typer.Option("--as-of", metavar="DATE", parser=parse_day, help="The report date, such as 2025-06-27.")
]
FormatOption = Annotated[Format, _format_option(formats_of())]
FormatOrTomlOption = Annotated[Format, _format_option(formats_of("entries"))]
FormatOrBibtexOption = Annotated[Format, _format_option(formats_of("sources"))]
JsonOption = Annotated[bool, typer.Option("--json", metavar=FLAG, help="The same as --format json.")]
CommitmentArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="COMMITMENT",
        help="One commitment, by its id or title. Without it, all of them.",
        autocompletion=commitments,
    ),
]
CommitmentsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="COMMITMENTS",
        help="Some commitments, by their ids or titles. Without them, all.",
        autocompletion=commitments,
    ),
]
RequiredCommitment = Annotated[
    str, typer.Argument(metavar="COMMITMENT", help="The commitment, by its id or title.", autocompletion=commitments)
]
CommitmentOption = Annotated[
    str | None,
    typer.Option(
        "--commitment",
        "-c",
        metavar="COMMITMENT",
        help="One commitment, by its id or title.",
        autocompletion=commitments,
    ),
]
CountriesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="COUNTRY", help="Only this contributor; may be repeated.", autocompletion=countries
    ),
]
EntriesOption = Annotated[
    Entries | None,
    typer.Option(
        "--entries",
        metavar="all",
        parser=chooser(Entries, "choice of entries"),
        autocompletion=one_of(Entries),
        help="List all, however long the page gets; without, it sums up what is long.",
    ),
]
