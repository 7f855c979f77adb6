"""What one contributor stated over time, and the level that it led to (R2)."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from mss_gap.analysis.bounds import EXACTLY, UNKNOWN, Bound, Figure, join
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.partial_sums import NOTHING, PartialSum, bounded
from mss_gap.analysis.rates import Statement
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.ledger.entry import Pledge, Status

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

    @property
    def figure(self) -> Figure:
        """The value and its bound."""
        return UNKNOWN if self.value is None else Figure(self.value, self.bound)


class Series:
    """The statements of one kind by one contributor (or the whole mission) on one commitment, and its levels."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Order the statements by date."""
        self._by_date: Sequence[Statement] = sorted(statements, key=_day)
        days = list(map(_day, self._by_date))
        if not set(map(type, days)) <= {date}:
            # Of entries of one day, those that know the day come first: the level is of that day.
            self._by_date = sorted(self._by_date, key=_by_day)
            days = list(map(_day, self._by_date))
        self._days: Sequence[date] = days
        self._by_end: dict[int, Level] = {}
        """The levels that were asked for before, by the index after the last statement of their day."""

    @cached_property
    def levels(self) -> Sequence[Level]:
        """The level after each day with statements."""
        return _levels(self._days, self._by_date)

    @property
    def all_statements(self) -> Sequence[Statement]:
        """Every statement, by date; those of a day in the order of the file."""
        return self._by_date

    def at(self, day: date | None) -> Level | None:
        """The level on a day, that day's entries included; None before the first entry, or without a day."""
        end = 0 if day is None else bisect_right(self._days, day)
        if not end:
            return None
        if end not in self._by_end:
            if len(self._by_end) < _FEW:
                self._by_end[end] = _level(self._days[:end], self._by_date[:end])
            else:
                self._by_end = {level.end: level for level in self.levels}
        return self._by_end[end]

    def added(self, start: int, end: int) -> PartialSum:
        """What entries from one index up to another add to a level; no total is among them."""
        amounts, joined = self._added
        return PartialSum(amounts[end] - amounts[start], 1, 1).plus(joined[end].exchanged(joined[start], NOTHING))

    @cached_property
    def _added(self) -> tuple[Sequence[Decimal], Sequence[PartialSum]]:
        """What amounts come to, and the bounds that entries join, up to each index; not on the days of totals."""
        return _added(self._days, self._by_date)

    def after(self, day: date) -> Sequence[date]:
        """The day of every statement after a day, in order."""
        level = self.at(day)
        return [statement.entry.date for statement in self._by_date[level.end if level else 0 :]]

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
        stated = set(map(_sources, self._by_date[level.first : level.end])) - {()}
        if len(stated) <= 1:  # to put them in order takes long
            return tuple(dict.fromkeys(chain.from_iterable(stated)))
        statements = self.statements(level.first, level.end)
        return tuple(dict.fromkeys(chain.from_iterable(statement.sources for statement in statements)))


_FEW = 4
"""Days for which a level is worked out by itself: where more are asked for, all levels are."""
_day, _sources = attrgetter("entry.date"), attrgetter("sources")


def _by_day(statement: Statement) -> tuple[date, Precision]:
    day = statement.entry.date
    return day, precision_of(day)


def _order(statement: Statement) -> tuple[object, ...]:
    """By date, and within a day by what is said: it does not depend on the file's order."""
    entry, _, total, amount, *_ = statement
    return (
        entry.date,
        entry.source,
        total is not None,
        total or 0,
        amount is not None,
        amount or 0,
        entry.status or "",
        entry.part or 0,
        str(entry.due or ""),
        entry.currency or "",
        entry.total is not None,
        entry.total or 0,
        entry.amount is not None,
        entry.amount or 0,
        entry.stage or "",
        entry.qualifier or "",
        precision_of(entry.date),
    )


@exactly
def _levels(days: Sequence[date], statements: Sequence[Statement]) -> Sequence[Level]:
    """The level after each day with statements (R2); `days` are those of the statements."""
    levels: list[Level] = []
    running = _Running()
    start = 0
    for end, (day, following) in enumerate(zip(days, [*days[1:], None], strict=False), 1):
        if day != following:
            of_day = statements[start:end]
            running.take(of_day, start)
            running.settle(_with_status(of_day))
            levels.append(running.level(days[start], start, end))
            start = end
    return levels


@exactly
def _level(days: Sequence[date], statements: Sequence[Statement]) -> Level:
    """The level after the last of some days with statements, at once (R2)."""
    running = _Running()
    since = 0
    latest = next((index for index in reversed(range(len(days))) if statements[index].entry.total is not None), None)
    if latest is not None:
        first, since = bisect_left(days, days[latest]), bisect_right(days, days[latest])
        running.take(statements[first:since], first)
    running.add(statements[since:])
    for _, of_day in groupby(_with_status(statements), _day):
        running.settle(of_day)
    start = bisect_left(days, days[-1])
    return running.level(days[start], start, len(days))


@exactly
def _added(days: Sequence[date], statements: Sequence[Statement]) -> tuple[Sequence[Decimal], Sequence[PartialSum]]:
    restated = {day for day, statement in zip(days, statements, strict=True) if statement.entry.total is not None}
    amounts, bounds = [NOTHING.total], [NOTHING]
    added, joined = NOTHING.total, NOTHING
    for day, statement in zip(days, statements, strict=True):
        if day not in restated:
            amount = statement.amount
            if amount is not None:
                added += amount
            if amount is None or statement.bound is not EXACTLY:
                joined = bounded(_joined_by(statement), joined)
        amounts.append(added)
        bounds.append(joined)
    return amounts, bounds


class _Running:
    """A level, while statements are taken by date."""

    __slots__ = ("bound", "first", "lost", "parts", "status", "total_on", "value")

    def __init__(self) -> None:
        self.value: Decimal | None = None
        self.bound: Bound = EXACTLY
        self.lost = False
        """True where the latest total cannot be converted."""
        self.total_on: date | None = None
        self.first = 0
        self.status = Status.FIRM
        self.parts: dict[Status, Decimal | None] = {}

    def take(self, of_day: Sequence[Statement], start: int) -> None:
        """The figures of one day; `start` is the index of its first statement.

        A total takes the place of all before, and the amounts of its day are inside it.
        """
        totals = [statement for statement in of_day if statement.entry.total is not None]
        if not totals:
            self.add(of_day)
            return
        total = totals[0]
        self.value, self.lost, self.bound = total.total, total.total is None, total.bound
        self.total_on, self.first = total.entry.date, start
        for same in totals[1:]:
            # A second one of the day is equal, but may be known otherwise, or written with other decimal places.
            self.bound = join(self.bound, same.bound)
            if self.value is not None and same.total is not None:
                self.value = min(self.value, same.total, key=lambda each: each.as_tuple().exponent)

    def add(self, some: Sequence[Statement]) -> None:
        """The amounts of some days without a total."""
        amounts = [amount for statement in some if (amount := statement.amount) is not None]
        if amounts and not self.lost:
            self.value = sum(amounts[1:], amounts[0]) if self.value is None else sum(amounts, self.value)
        for statement in some:
            if statement.bound is not EXACTLY or statement.amount is None:
                self.bound = join(self.bound, _joined_by(statement))

    def settle(self, of_day: Iterable[Statement]) -> None:
        """The statuses of one day: a base status takes the place of all before, and parts of the day are upon it."""
        base: Status | None = None
        parts: dict[Status, Decimal | None] = {}
        for statement in of_day:
            status = statement.entry.status
            if status is not None and statement.entry.part is None:
                base = status
            elif status is not None:
                parts[status] = statement.part
        if base is not None:
            self.status, self.parts = base, parts
        elif parts:
            self.parts = {**self.parts, **parts}

    def level(self, day: date, start: int, end: int) -> Level:
        """The level after a day, whose statements have the indices from `start` up to `end`."""
        parts = tuple(self.parts.items()) if self.parts else ()
        return _new_level((day, self.value, self.bound, self.total_on, self.status, parts, self.first, start, end))


def _with_status(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Those of some statements of one kind that state a status, as only pledges do."""
    if not isinstance(statements[0].entry, Pledge):
        return ()
    return [statement for statement in statements if statement.entry.status is not None]


def _joined_by(statement: Statement) -> Bound:
    """What an entry without a total makes of the bound of a level."""
    if statement.entry.amount is not None:
        return statement.bound
    return Bound.AT_LEAST if statement.of_unknown_size else EXACTLY


_new_level: Callable[[tuple[object, ...]], Level] = partial(tuple.__new__, Level)
"""Makes a level of the values of its fields, in the order of the fields; faster than by its name."""
NO_SERIES = Series(())
"""Of a contributor without an entry."""
