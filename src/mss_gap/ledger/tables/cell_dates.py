"""The day, month or year in a cell, where it can be read in one way only."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import assert_never

from mss_gap.ledger.check import shown
from mss_gap.ledger.dates import Month, Precision, Year, period_in
from mss_gap.ledger.tables.cells import LONGEST_READ, CellError, text_of, unreadable
from mss_gap.ledger.tables.grid import Cell, Unreadable

EARLIEST, LATEST = 1900, 2100
"""The first and the last year that a table's dates may be of: another is a slip of the hand."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN = re.compile(r"20\d{2}-\d{2}-\d{2}", re.ASCII)
"""A day of this century in the usual form."""
_WITH_NAME = re.compile(r"\d{1,2}-[A-Za-z]{3}-\d{4}", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$", re.ASCII)
_GUESSES = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
    "%d-%b-%y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%b-%y",
    "%b %Y",
    "%B %Y",
    "%Y %b",
    "%Y %B",
    "%Y %m",
    "%m %Y",
)
"""Forms that can be read in one way only, and that a table has to say that it means."""


def plain_days(cells: Iterable[str], form: str | None) -> dict[str, date]:
    """The days in cells of the form 2021-01-31, as most are; other cells are left out.

    >>> plain_days(["2021-01-31", "2021-02-31", "31-Jan-2021"], None)
    {'2021-01-31': datetime.date(2021, 1, 31)}
    """
    days = {}
    for cell in filter(_PLAIN.fullmatch, cells) if form is None else ():
        with suppress(ValueError):
            days[cell] = date.fromisoformat(cell)
    return days


def date_in(cell: Cell, form: str | None) -> date:
    """The day, month or year in a cell; `form` says how the table writes a day, as `strftime` does. Raises `CellError`.

    >>> date_in("31-Jan-2021", None), str(date_in("2021-01", None)), str(date_in(2021.0, None))
    (datetime.date(2021, 1, 31), '2021-01', '2021')
    """
    match cell:
        case datetime():
            if cell.time() != time() and not (form and "%H" in form):
                hint = 'dates = "%Y-%m-%d %H:%M:%S" takes the day of it'
                raise CellError("not-a-date", f"{text_of(cell)} has a time of day", hint)
            found: date = cell.date()
        case date():
            found = cell
        case float() | int():
            found = _year(cell)
        case str():
            found = _date_in_text(text_of(cell), form)
        case time() | timedelta():
            raise CellError("not-a-date", f"{text_of(cell)} is a time, not a date")
        case Unreadable():
            raise unreadable(cell)
        case _:
            assert_never(cell)
    if not EARLIEST <= found.year <= LATEST:
        raise CellError("not-a-date", f"{text_of(cell)} is in the year {found.year}")
    return found


def _year(cell: float) -> date:
    year = period_in(text_of(cell))
    if year is None or not EARLIEST <= year.year <= LATEST:
        raise CellError(
            "not-a-date", f"{text_of(cell)} is a number, not a date", "format the column as dates in the spreadsheet"
        )
    return year


def _date_in_text(text: str, form: str | None) -> date:
    if len(text) > LONGEST_READ:
        raise CellError("not-a-date", f"{shown(text)} is not a date")
    if form is not None:
        return _parsed(text, form, f'{shown(text)} is not a date of the form "{form}"')
    period: Month | Year | None = period_in(text)
    if period is not None:
        return period
    day = _MIDNIGHT.sub("", text)
    if _ISO.fullmatch(day):
        try:
            return date.fromisoformat(day)
        except ValueError:
            raise CellError("not-a-date", f"{shown(text)} is not a date") from None
    if _WITH_NAME.fullmatch(day):
        return _parsed(day, "%d-%b-%Y", f"{shown(text)} is not a date")
    either = re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", day, re.ASCII)
    if either:
        year = "%Y" if len(either[4]) == 4 else "%y"  # noqa: PLR2004 - digits
        mark = either[2]
        raise CellError(
            "not-a-date",
            f"{shown(text)} may have the day or the month first",
            f'say which: dates = "%d{mark}%m{mark}{year}", or "%m{mark}%d{mark}{year}" with the month first',
        )
    form = next((form for form in _GUESSES if _day_of(text, form) is not None), None)
    hint = f'say how the table writes its dates: dates = "{form}"' if form else ""
    raise CellError("not-a-date", f"{shown(text)} is not a date", hint)


def _parsed(text: str, form: str, otherwise: str) -> date:
    day = _day_of(text, form)
    if day is None:
        raise CellError("not-a-date", otherwise)
    match precision_of_form(form):
        case Precision.MONTH:
            return period_in(f"{day:%Y-%m}") or day
        case Precision.YEAR:
            return period_in(f"{day:%Y}") or day
        case _:
            return day


def _day_of(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    except (ValueError, re.error):
        return None


@lru_cache
def precision_of_form(form: str) -> Precision | None:
    """Whether a form, as `strftime` has them, states a day, a month or a year; None where it states none of them.

    >>> precision_of_form("%d/%m/%Y"), precision_of_form("%b-%y"), precision_of_form("FY%Y"), precision_of_form("%d/%m")
    (<Precision.DAY: 'day'>, <Precision.MONTH: 'month'>, <Precision.YEAR: 'year'>, None)
    """
    days = date(2021, 12, 31), date(1999, 1, 30), date(2024, 2, 9)
    try:
        if all(_day_of(day.strftime(form), form) == day for day in days):
            return Precision.DAY
        if all(_day_of(day.strftime(form), form) == day.replace(day=1) for day in days):
            return Precision.MONTH
        if all(_day_of(day.strftime(form), form) == day.replace(month=1, day=1) for day in days):
            return Precision.YEAR
    except ValueError:
        pass
    return None
