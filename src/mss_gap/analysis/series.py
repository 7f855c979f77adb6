"""One contributor's course over time (R2)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from mss_gap.analysis.rates import Statement
from mss_gap.analysis.exact import exactly
from mss_gap.ledger.model import Status


class Level(NamedTuple):
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
        self._by_date: Sequence[Statement] = sorted(statements, key=attrgetter("entry.date"))
        self.levels: Sequence[Level] = _levels(self._by_date)

    def at(self, day: date | None) -> Level | None:
        """The level on a day, that day's entries included; None before the first entry, or without a day."""
        position = 0 if day is None else bisect_right(self.levels, day, key=attrgetter("day"))
        return self.levels[position - 1] if position else None

    def first_known(self) -> date | None:
        """The first day on which the level is known."""
        return next((level.day for level in self.levels if level.value is not None), None)

    def statements(self, first: int, end: int) -> Sequence[Statement]:
        """The statements from one index up to another, by date; those of a day in an order that no file gives them."""
        some = self._by_date[first:end]
        return some if len(some) == 1 else sorted(some, key=_order)

    def sources_at(self, day: date | None) -> tuple[str, ...]:
        """What the level on a day rests on: the sources of its latest total and of everything since, each once."""
        level = self.at(day)
        if level is None:
            return ()
        statements = self.statements(level.first, level.end)
        return tuple(dict.fromkeys(chain.from_iterable(statement.sources for statement in statements)))


def _order(statement: Statement) -> tuple[object, ...]:
    """By date, and within a day by what is said: it does not depend on the file's order."""
    entry, _, total, amount, _, _ = statement
    return entry.date, entry.source, total is not None, total or 0, amount is not None, amount or 0


@exactly
def _levels(statements: Sequence[Statement]) -> Sequence[Level]:
    """The level after each day with statements (R2): a total includes the amounts of its day."""
    levels: list[Level] = []
    value: Decimal | None = None
    at_least = False
    day = total_on = None
    status = Status.FIRM
    first = start = 0
    for index, statement in enumerate(statements):
        entry, _, total, amount, _, _ = statement
        if entry.date != day:
            if day is not None:
                levels.append(Level(day, value, at_least, total_on, status, first, start, index))
            day, start = entry.date, index
        if total is not None:
            value, at_least, total_on, first = total, False, day, start
        elif total_on != day:
            if amount is not None:
                value = amount if value is None else value + amount
            elif statement.of_unstated_size:
                at_least = True
        status = entry.status or status
    if day is not None:
        levels.append(Level(day, value, at_least, total_on, status, first, start, len(statements)))
    return levels


NO_SERIES = Series(())
"""Of a contributor without an entry."""
