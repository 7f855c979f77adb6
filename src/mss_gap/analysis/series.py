"""One contributor's course over time (R2)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, groupby
from operator import attrgetter

from mss_gap.analysis.conversion import Statement
from mss_gap.analysis.exact import exactly
from mss_gap.ledger.model import Status


@dataclass(frozen=True, slots=True)
class Level:
    """Where a series stands from a day on, until its next entry."""

    day: date
    """The day of the latest entry."""
    value: Decimal | None
    """In the commitment's unit; None where nobody has stated a figure yet."""
    at_least: bool
    """True where something was given of which nobody said how much: the value is a lower bound."""
    total_on: date | None
    """The day of the latest total; None before any."""
    status: Status
    """The status of a pledge; firm where no entry says otherwise."""
    first: int
    """Index in the series of the first statement that the level rests on: one of the latest total's day, if any."""
    start: int
    """Index in the series of the first statement of `day`."""
    end: int
    """Index in the series after the last statement of `day`."""


class Series:
    """The statements of one kind by one contributor (or the whole mission) on one commitment, and its levels."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Order the statements by date and work out the level after each of their days (R2)."""
        self.statements: Sequence[Statement] = sorted(statements, key=_by_day)
        self.levels: Sequence[Level] = _levels(self.statements)

    def at(self, day: date | None) -> Level | None:
        """The level on a day, that day's entries included; None before the first entry, or without a day."""
        position = 0 if day is None else bisect_right(self.levels, day, key=attrgetter("day"))
        return self.levels[position - 1] if position else None

    def first_known(self) -> date | None:
        """The first day on which the level is known."""
        return next((level.day for level in self.levels if level.value is not None), None)

    def sources_at(self, day: date | None) -> tuple[str, ...]:
        """What the level on a day rests on: the sources of its latest total and of everything since, each once."""
        level = self.at(day)
        if level is None:
            return ()
        statements = self.statements[level.first : level.end]
        return tuple(dict.fromkeys(chain.from_iterable(statement.sources for statement in statements)))


def _by_day(statement: Statement) -> tuple[object, ...]:
    """By date. Within a day their order has no meaning: by what they say, it does not depend on the file's order."""
    total, amount = statement.total, statement.amount
    said = (total is not None, total or 0, amount is not None, amount or 0)
    return statement.entry.date, statement.entry.source, *said


@exactly
def _levels(statements: Sequence[Statement]) -> Sequence[Level]:
    return tuple(_level_after_each_day(statements))


def _level_after_each_day(statements: Sequence[Statement]) -> Iterator[Level]:
    """The level after each day with entries (R2), whatever the order of entries within the day."""
    value: Decimal | None = None
    at_least = False
    total_on: date | None = None
    status = Status.FIRM
    first = end = 0
    for day, group in groupby(statements, key=attrgetter("entry.date")):
        of_day = list(group)
        start, end = end, end + len(of_day)
        total = next((statement.total for statement in of_day if statement.total is not None), None)
        if total is not None:
            value, at_least, total_on, first = total, False, day, start
        else:
            amounts = [statement.amount for statement in of_day if statement.amount is not None]
            if amounts:
                value = sum(amounts, value or Decimal(0))
            at_least = at_least or any(statement.of_unstated_size for statement in of_day)
        status = next((statement.status for statement in of_day if statement.status is not None), status)
        yield Level(day, value, at_least, total_on, status, first, start, end)


NO_SERIES = Series(())
"""Of a contributor without an entry."""
