"""What one contributor stated over time, and the level that it led to (R2)."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from mss_gap.analysis.bounds import EXACTLY, UNKNOWN, Bound, Figure, join
from mss_gap.analysis.partial_sums import NOTHING, PartialSum, bounded
from mss_gap.analysis.rates import Statement
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.ledger.entry import Status

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
        self._by_date: Sequence[Statement] = sorted(statements, key=_day)
        days = list(map(_day, self._by_date))
        if not set(map(type, days)) <= {date}:
            # Of entries of one day, those that know the day come first: the level is of that day.
            self._by_date = sorted(self._by_date, key=_by_day)
            days = list(map(_day, self._by_date))
        self.levels: Sequence[Level] = _levels(days, self._by_date)

    @property
    def all_statements(self) -> Sequence[Statement]:
        """Every statement, by date; those of a day in the order of the file."""
        return self._by_date

    def at(self, day: date | None) -> Level | None:
        """The level on a day, that day's entries included; None before the first entry, or without a day."""
        position = 0 if day is None else bisect_right(self.levels, day, key=attrgetter("day"))
        return self.levels[position - 1] if position else None

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


def _levels(days: Sequence[date], statements: Sequence[Statement]) -> Sequence[Level]:
    """The level after each day with statements (R2); `days` are those of the statements."""
    levels: list[Level] = []
    running = _Running()
    start = 0
    for end, (day, statement, following) in enumerate(zip(days, statements, [*days[1:], None], strict=False), 1):
        running.take(day, statement, start)
        if day != following:
            levels.append(running.level(days[start], start, end))
            start = end
    return levels


class _Running:
    """A level, statement after statement, those of a day in any order."""

    __slots__ = (
        "added",
        "added_before",
        "base",
        "bound",
        "first",
        "joined",
        "joined_before",
        "lost",
        "parts",
        "status",
        "total_on",
        "upon",
        "value",
    )

    def __init__(self) -> None:
        self.value: Decimal | None = None
        self.bound: Bound = EXACTLY
        self.lost = False
        """True where the latest total cannot be converted."""
        self.total_on: date | None = None
        self.first = 0
        self.added, self.joined = Decimal(0), NOTHING
        self.added_before, self.joined_before = self.added, self.joined
        """Both at the start of the day."""
        self.status, self.upon = Status.FIRM, dict[Status, Decimal | None]()
        self.base: Status | None = None
        """The base status that the day states."""
        self.parts: dict[Status, Decimal | None] = {}
        """The parts that the day states."""

    def take(self, day: date, statement: Statement, start: int) -> None:
        """One more statement; `start` is the index of the first of its day. A total includes the amounts of its day."""
        entry, _, total, amount, bound, part, *_ = statement
        status = entry.status
        if status is not None:
            if entry.part is None:
                self.base = status
            else:
                self.parts[status] = part
        if entry.total is not None:
            self._restate(day, total, bound, start)
        elif self.total_on == day:
            return
        elif entry.amount is not None:
            if amount is not None:
                self.added += amount
                if not self.lost:
                    self.value = amount if self.value is None else self.value + amount
            if bound is not EXACTLY:
                self._join(bound)
        elif statement.of_unknown_size:
            self._join(Bound.AT_LEAST)

    def _restate(self, day: date, total: Decimal | None, bound: Bound, start: int) -> None:
        """A total: it takes the place of all before, and the amounts of its day are inside it."""
        if self.total_on == day:
            # A second one of the day is equal, but may be known otherwise, or written with other decimal places.
            self.bound = join(self.bound, bound)
            if self.value is not None and total is not None:
                self.value = min(self.value, total, key=lambda each: each.as_tuple().exponent)
            return
        self.value, self.lost, self.bound = total, total is None, bound
        self.total_on, self.first = day, start
        self.added, self.joined = self.added_before, self.joined_before

    def _join(self, bound: Bound) -> None:
        self.bound, self.joined = join(self.bound, bound), bounded(bound, self.joined)

    def level(self, day: date, start: int, end: int) -> Level:
        """The level after a day, whose statements have the indices from `start` up to `end`."""
        if self.base is not None:
            self.status, self.upon, self.base = self.base, {}, None
        if self.parts:
            self.upon, self.parts = {**self.upon, **self.parts}, {}
        parts = tuple(self.upon.items()) if self.upon else ()
        self.added_before, self.joined_before = self.added, self.joined
        return _new_level(
            (
                day,
                self.value,
                self.bound,
                self.total_on,
                self.status,
                parts,
                self.first,
                start,
                end,
                self.added,
                self.joined,
            )
        )


_new_level: Callable[[tuple[object, ...]], Level] = partial(tuple.__new__, Level)
"""Makes a level of the values of its fields, in the order of the fields; faster than by its name."""
NO_SERIES = Series(())
"""Of a contributor without an entry."""
