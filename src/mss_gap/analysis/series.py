"""What one contributor stated over time, and the level that it led to (R2)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, join
from mss_gap.analysis.partial_sums import NOTHING, PartialSum, bounded
from mss_gap.analysis.rates import Statement
from mss_gap.ledger.model import Status

Parts = tuple[tuple[Status, Decimal | None], ...]
"""How much of a pledge has a status of its own; None where that cannot be converted."""


class Level(NamedTuple):
    """What a series has come to on a day, until its next entry."""

    day: date
    """The day of the latest entry."""
    value: Decimal | None
    """In the commitment's unit; None where no one has stated a figure yet, or the latest total cannot be converted."""
    bound: Bound
    """How the value is known; of no use where it is not."""
    total_on: date | None
    """The day of the latest total; None before any."""
    status: Status
    """The base status of a pledge; firm where no entry says otherwise."""
    parts: Parts
    """The parts of a pledge that have another status."""
    first: int
    """Index in the series of the first statement that the level rests on: one of the latest total's day, if any."""
    start: int
    """Index in the series of the first statement of `day`."""
    end: int
    """Index in the series after the last statement of `day`."""
    added: Decimal
    """What amounts add up to, from the start of the series."""
    joined: PartialSum
    """The bounds that entries other than totals joined, counted from the start of the series."""

    @property
    def figure(self) -> Figure:
        """The value and its bound."""
        return UNKNOWN if self.value is None else Figure(self.value, self.bound)


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

    def first_figure(self, index: int, end: int) -> Statement | None:
        """The first of the statements from one index up to another that states a figure; of a day, a total."""
        stated = [statement for statement in self._by_date[index:end] if statement.states_figure]
        of_first_day = [each for each in stated if each.entry.date == stated[0].entry.date]
        return min(of_first_day, key=lambda each: each.entry.total is None, default=None)

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
    entry, _, total, amount, *_ = statement
    return entry.date, entry.source, total is not None, total or 0, amount is not None, amount or 0, entry.status or ""


def _levels(statements: Sequence[Statement]) -> Sequence[Level]:
    """The level after each day with statements (R2): a total includes the amounts of its day."""
    levels: list[Level] = []
    value: Decimal | None = None
    bound = Bound.EXACT
    lost = False
    total_on: date | None = None
    status = Status.FIRM
    parts: dict[Status, Decimal | None] = {}
    added, joined = Decimal(0), NOTHING
    first = index = 0
    while index < len(statements):
        start, day = index, statements[index].entry.date
        base: Status | None = None
        new_parts: dict[Status, Decimal | None] = {}
        while index < len(statements) and (statement := statements[index]).entry.date == day:
            index += 1
            entry = statement.entry
            if entry.status is not None:
                if entry.part is None:
                    base = entry.status
                else:
                    new_parts[entry.status] = statement.part
            if entry.total is not None:
                value = statement.total
                bound = join(bound, statement.bound) if total_on == day else statement.bound
                total_on, first, lost = day, start, statement.total is None
            elif total_on == day:
                continue
            elif entry.amount is not None:
                if statement.amount is not None:
                    added += statement.amount
                    if not lost:
                        value = statement.amount if value is None else value + statement.amount
                if statement.bound is not Bound.EXACT:
                    bound, joined = join(bound, statement.bound), bounded(statement.bound, joined)
            elif statement.of_unknown_size:
                bound, joined = join(bound, Bound.AT_LEAST), bounded(Bound.AT_LEAST, joined)
        if base is not None:
            status, parts = base, {}
        if new_parts:
            parts = {**parts, **new_parts}
        levels.append(
            Level(day, value, bound, total_on, status, tuple(parts.items()), first, start, index, added, joined)
        )
    return levels


NO_SERIES = Series(())
"""Of a contributor without an entry."""
