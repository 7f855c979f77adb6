"""One contributor's course over time (R2), and the index of all such courses that every report reads."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType

from mss_gap.analysis.conversion import Rates
from mss_gap.analysis.exact import exactly
from mss_gap.ledger.model import Entry, Ledger, Pledge, Status


@dataclass(frozen=True, slots=True)
class Statement:
    """An entry in its commitment's own unit (R7): money in another currency is converted, or unconverted."""

    entry: Entry
    total: Decimal | None
    amount: Decimal | None
    unconverted: bool = False
    """True where a figure is stated for which there is no rate: it counts as not stated."""

    @property
    def day(self) -> date:
        """The day of the entry."""
        return self.entry.date

    @property
    def status(self) -> Status | None:
        """The pledge's status where the entry states one."""
        return self.entry.status if isinstance(self.entry, Pledge) else None

    @property
    def only_status(self) -> bool:
        """Whether the entry says how firm a pledge is, and nothing of its size."""
        return self.status is not None and self.entry.total is None and self.entry.amount is None


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
    """Position in the series of the first statement that the level rests on."""
    end: int
    """Position after the last statement up to the day."""


class Series:
    """The statements of one kind by one contributor (or the whole mission) on one commitment, and its levels."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Order the statements by date and work out the level after each of their days (R2)."""
        self.statements: Sequence[Statement] = sorted(statements, key=attrgetter("day"))
        self.levels: Sequence[Level] = tuple(_levels(self.statements))
        self._days = [level.day for level in self.levels]
        self._unconverted_days = [statement.day for statement in self.statements if statement.unconverted]

    def at(self, day: date | None) -> Level | None:
        """The level on a day, that day's entries included; None before the first entry, or without a day."""
        position = 0 if day is None else bisect_right(self._days, day)
        return self.levels[position - 1] if position else None

    def value_at(self, day: date | None) -> Decimal | None:
        """The level's value on a day; None where it is not known."""
        level = self.at(day)
        return level.value if level else None

    def basis(self, level: Level) -> Sequence[Statement]:
        """The statements that a level rests on: from its latest total on, or all of them."""
        return self.statements[level.first : level.end]

    def unconverted_at(self, day: date | None) -> int:
        """How many statements up to a day have a figure and no rate."""
        return 0 if day is None else bisect_right(self._unconverted_days, day)


def _levels(statements: Sequence[Statement]) -> Iterable[Level]:
    """The level after each day with entries (R2), whatever the order of entries within the day."""
    value: Decimal | None = None
    at_least = False
    total_on: date | None = None
    status = Status.FIRM
    first = end = 0
    for day, group in groupby(statements, key=attrgetter("day")):
        of_day = list(group)
        start, end = end, end + len(of_day)
        totals = [statement.total for statement in of_day if statement.total is not None]
        amounts = [statement.amount for statement in of_day if statement.amount is not None]
        if totals:
            value, at_least, total_on, first = totals[0], False, day, start
        else:
            if amounts:
                value = sum(amounts, value or Decimal(0))
            if any(s.total is None and s.amount is None and not s.only_status for s in of_day):
                at_least = True
        status = next((s.status for s in of_day if s.status is not None), status)
        yield Level(day, value, at_least, total_on, status, first, end)


NO_SERIES = Series(())


@dataclass(frozen=True, slots=True)
class Side:
    """The pledges, or the actuals, of one commitment."""

    whole: Series
    """The whole mission's series: entries without a country."""
    by_contributor: Mapping[str, Series]
    """Each contributor's series, by its code."""
    left_out: Sequence[date]
    """The days of whole-mission entries that are left out for want of a rate, in order."""

    def unconverted_at(self, day: date | None) -> int:
        """How many entries up to a day have a figure and no rate."""
        left_out = 0 if day is None else bisect_right(self.left_out, day)
        return left_out + sum(series.unconverted_at(day) for series in self.by_contributor.values())

    def latest(self, day: date | None) -> date | None:
        """The latest day up to `day` with an entry of the whole mission or of a contributor."""
        levels = (series.at(day) for series in (self.whole, *self.by_contributor.values()))
        return max((level.day for level in levels if level), default=None)


@dataclass(frozen=True, slots=True)
class Course:
    """Both sides of one commitment over time."""

    pledges: Side
    actuals: Side


Index = Mapping[str, Course]
"""The course of every commitment, by id."""


@exactly
def index_series(ledger: Ledger) -> Index:
    """Every series of a ledger, in one pass over its entries."""
    rates = Rates(ledger.rates)
    units = {key: commitment.unit for key, commitment in ledger.commitments.items()}
    pledges = _sides(ledger.pledges, units, rates)
    actuals = _sides(ledger.actuals, units, rates)
    return MappingProxyType({key: Course(pledges[key], actuals[key]) for key in ledger.commitments})


def _sides(entries: Sequence[Entry], units: Mapping[str, str], rates: Rates) -> Mapping[str, Side]:
    grouped: dict[str, dict[str | None, list[Statement]]] = {key: defaultdict(list) for key in units}
    left_out: dict[str, list[date]] = {key: [] for key in units}
    for entry in entries:
        statement = _statement(entry, units[entry.commitment], rates)
        if statement.unconverted and entry.country is None:
            left_out[entry.commitment].append(entry.date)
        else:
            grouped[entry.commitment][entry.country].append(statement)
    return {
        key: Side(
            Series(by_country.pop(None, ())),
            MappingProxyType({str(country): Series(group) for country, group in by_country.items()}),
            sorted(left_out[key]),
        )
        for key, by_country in grouped.items()
    }


def _statement(entry: Entry, unit: str, rates: Rates) -> Statement:
    if entry.currency is None or entry.currency == unit or (entry.total is None and entry.amount is None):
        return Statement(entry, entry.total, entry.amount)
    rate = rates.on(f"{entry.currency}/{unit}", entry.date)
    if rate is None:
        return Statement(entry, None, None, unconverted=True)
    return Statement(
        entry,
        None if entry.total is None else entry.total * rate,
        None if entry.amount is None else entry.amount * rate,
    )
