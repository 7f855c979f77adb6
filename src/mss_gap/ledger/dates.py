"""The dates of a ledger: days, and months and years where no day is known."""

import re
from calendar import monthrange
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Final

from mss_gap.ledger.check import Checked, rejected, shown
from mss_gap.ledger.guess import guess_date, guess_period


class Month(date):
    """A month, where no day is known: its last day, written as the month."""

    def __str__(self) -> str:
        """The month as the ledger writes it."""
        return self.isoformat()[: len("2024-09")]


class Year(date):
    """A year, where no day is known: its last day, written as the year."""

    def __str__(self) -> str:
        """The year as the ledger writes it."""
        return self.isoformat()[: len("2024")]


class Precision(StrEnum):
    """What is known of a date."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_DAY: Final = Precision.DAY
"""Looked up once: a ledger has many days, and to find a member of an enum takes ten times as long."""


def precision_of(day: date) -> Precision:
    """Whether a day is known, or only its month or its year."""
    if type(day) is date:
        return _DAY
    if isinstance(day, Month):
        return Precision.MONTH
    return Precision.YEAR if isinstance(day, Year) else Precision.DAY


def period_in(value: object) -> Month | Year | None:
    """The month or year that a text states, as its last day; None where it states none."""
    match = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?", value) if isinstance(value, str) else None
    if match is None or not int(match[1]):
        return None
    year, month = int(match[1]), int(match[2] or 12)
    return (Month if match[2] else Year)(year, month, monthrange(year, month)[1])


def _date(value: object) -> date:
    if period_in(value) is None:
        return _day(value, "write year-month-day without quotes, such as 2025-06-27")
    raise rejected(
        "not-a-date",
        f"{shown(value)} is not a day",
        "write the day without quotes, such as 2025-06-27: "
        "only pledges, actuals, events and `due` may have a month or a year",
    )


def _day_or_period(value: object) -> date:
    if type(value) is date:
        return value  # before the hint, which takes a hundred times as long to find
    return period_in(value) or _day(value, _period_hint(value))


def _period_hint(value: object) -> str:
    """What to write for something that is neither a day nor a month nor a year."""
    written = shown(value).strip('"')
    if isinstance(value, int) and re.fullmatch(r"[1-9][0-9]{3}", written):
        return f'write the year in quotes: "{written}"; or a day without quotes, such as 2025-06-27'
    meant = guess_period(written)
    if meant is not None:
        return f'write the month in quotes: "{meant}"; or a day without quotes, such as 2025-06-27'
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", written):
        return "write a month from 01 to 12"
    return 'write a day without quotes, such as 2025-06-27, or a month or a year in quotes: "2025-06", "2025"'


def _day(value: object, otherwise: str) -> date:
    """A day; `otherwise` is the hint where it is not plain which day is meant."""
    if type(value) is date:
        return value
    if isinstance(value, datetime):
        raise rejected(
            "not-a-date", f"{shown(value)} has a time of day", f"write only the date: {value.date().isoformat()}"
        )
    meant = guess_date(shown(value).strip('"'))
    raise rejected(
        "not-a-date", f"{shown(value)} is not a date", f"write {meant}, without quotes" if meant else otherwise
    )


Day = Annotated[date, Checked(_date, {"type": "string", "format": "date"})]
"""A TOML local date."""
DayOrPeriod = Annotated[
    date,
    Checked(
        _day_or_period,
        {"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"},
    ),
]
"""A TOML local date, or a month or a year in quotes, which is its last day."""
