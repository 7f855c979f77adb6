"""Months, quarters and years, those of a year of one's own too: which of them a day is in, and those up to a day (R15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, assert_never

LAST_START = 28
"""The last day of a month on which a year may start: every month has it, so that a quarter can start on it too."""
_MONTHS_A_YEAR = 12


class Every(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """The months of a period."""
        match self:
            case Every.MONTH:
                return 1
            case Every.QUARTER:
                return 3
            case Every.YEAR:
                return _MONTHS_A_YEAR
            case _:
                assert_never(self)


class YearStart(NamedTuple):
    """The day on which years and their quarters start."""

    month: int = 1
    day: int = 1


class Period(NamedTuple):
    """A month, a quarter or a year, by its first and its last day."""

    first: date
    last: date


CIVIL = YearStart()
"""Of the years that everyone counts."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Periods of one length, one after the other without a gap."""

    every: Every
    year_starts: YearStart = CIVIL

    def __post_init__(self) -> None:
        """Raise `ValueError` where not every month has the day on which a year starts."""
        month, day = self.year_starts
        if not (1 <= month <= _MONTHS_A_YEAR and 1 <= day <= LAST_START):
            message = f"a year starts in a month from 1 to 12, on a day from 1 to {LAST_START}"
            raise ValueError(message)

    @property
    def is_civil(self) -> bool:
        """Whether years start on 1 January."""
        return self.year_starts == CIVIL

    def until(self, first: date, last: date) -> Iterator[Period]:
        """The periods from the one that a day is in to the one that a later day is in."""
        month = self._month_of(first)
        while (start := self._start(month)) <= last:
            month += self.every.months
            if month > date.max.year * _MONTHS_A_YEAR + _MONTHS_A_YEAR - 1:
                yield Period(start, date.max)
                return
            yield Period(start, self._start(month) - timedelta(days=1))

    def year_of(self, day: date) -> int:
        """The calendar year in which the year starts that a day is in."""
        return (self._index(day) - (self.year_starts.month - 1)) // _MONTHS_A_YEAR

    def quarter_of(self, day: date) -> int:
        """The quarter of its year that a day is in, from 1."""
        return (self._index(day) - (self.year_starts.month - 1)) % _MONTHS_A_YEAR // Every.QUARTER.months + 1

    def _index(self, day: date) -> int:
        """The months from the year 0 to the one that a day is in, where each begins on the day on which a year starts."""
        return day.year * _MONTHS_A_YEAR + day.month - 1 - (day.day < self.year_starts.day)

    def _month_of(self, day: date) -> int:
        """The index of the month in which the period starts that a day is in."""
        month = self._index(day)
        return month - (month - (self.year_starts.month - 1)) % self.every.months

    def _start(self, month: int) -> date:
        """The day on which a month of this calendar starts; the first day of all where it is before that."""
        year, before = divmod(month, _MONTHS_A_YEAR)
        return date(year, before + 1, self.year_starts.day) if year >= date.min.year else date.min
