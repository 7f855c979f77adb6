"""The options that say which periods a report or a chart is by."""

import re
from typing import Annotated, overload

import typer

from mss_gap.analysis.course.periods import LAST_START, Calendar, Every, YearStart
from mss_gap.cli.complete import one_of
from mss_gap.cli.options import chooser

MONTH_AND_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
EXAMPLE = "write the month and the day, such as 07-01"


def parse_year_start(text: str) -> YearStart:
    """Read the day on which a year starts: its month and its day."""
    match = MONTH_AND_DAY.fullmatch(text)
    if match is None:
        message = f'"{text}" is not a day of the year: {EXAMPLE}'
        raise typer.BadParameter(message)
    month, day = int(match[1]), int(match[2])
    if day > LAST_START:
        message = (
            f"not every month has a day {day}, on which its quarters would start: write a day from 01 to {LAST_START}"
        )
        raise typer.BadParameter(message)
    return YearStart(month, day)


EveryOption = Annotated[
    Every | None,
    typer.Option(
        "--every",
        metavar="PERIOD",
        parser=chooser(Every, "period"),
        autocompletion=one_of(Every),
        help="By month, quarter or year: what each brought, and where it led.",
    ),
]
YearStartsOption = Annotated[
    YearStart | None,
    typer.Option(
        "--year-starts",
        metavar="MM-DD",
        parser=parse_year_start,
        help="The day on which years and their quarters start, such as 07-01. Without it, 1 January.",
    ),
]


@overload
def calendar_of(every: Every | None, year_starts: YearStart | None, otherwise: Every) -> Calendar: ...
@overload
def calendar_of(every: Every | None, year_starts: YearStart | None) -> Calendar | None: ...
def calendar_of(every: Every | None, year_starts: YearStart | None, otherwise: Every | None = None) -> Calendar | None:
    """Return the periods that the two options ask for, `otherwise` where none is named; None where that is None too."""
    if year_starts is not None and every is None and otherwise is None:
        message = "it says where quarters and years start: add --every quarter, or --every year"
        raise typer.BadParameter(message, param_hint="--year-starts")
    if year_starts is not None and every is Every.MONTH:
        message = "a month starts on its first day: leave out --year-starts, or write --every quarter"
        raise typer.BadParameter(message, param_hint="--year-starts")
    length = every or otherwise
    return None if length is None else Calendar(length, year_starts or YearStart())
