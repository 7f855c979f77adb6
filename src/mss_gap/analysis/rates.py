"""Entries in their commitment's own unit: money in another currency is converted (R7)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from mss_gap.analysis.exact import QUOTIENT, converted
from mss_gap.ledger.model import Actual, ExchangeRate, Pledge


class Statement(NamedTuple):
    """What an entry says in its commitment's own unit."""

    entry: Pledge | Actual
    position: int
    """Where the entry stands among the ledger's pledges, or among its actuals; counted from 0."""
    total: Decimal | None
    amount: Decimal | None
    sources: tuple[str, ...]
    """What the figure rests on: the entry's sources, and those of the rate that it was converted at."""
    unconverted: bool = False
    """True where the entry has a figure for which there is no rate: it counts as not stated."""

    @property
    def of_unstated_size(self) -> bool:
        """Whether something was given or pledged and nobody said how much; a status alone says nothing of a size."""
        return self.total is None and self.amount is None and (self.unconverted or self.entry.status is None)


class Quoted(NamedTuple):
    """What one unit of a currency is worth in another from a day on."""

    date: date
    stated: ExchangeRate
    direct: bool
    """True for a rate of the pair itself, which multiplies; one of the pair the other way round divides."""

    @property
    def rate(self) -> Decimal:
        """What multiplies: the stated rate, or 1 ÷ it, rounded once to 28 digits, half even."""
        return self.stated.rate if self.direct else QUOTIENT.divide(Decimal(1), self.stated.rate)


class Rates:
    """The rates of a ledger. Nothing is chained or guessed."""

    def __init__(self, rates: Iterable[ExchangeRate]) -> None:
        """Order the rates of each pair by date; of two on one day that of the pair itself is last, and counts."""
        self._by_pair: defaultdict[tuple[str, str], list[Quoted]] = defaultdict(list)
        for rate in rates:
            base, counter = rate.pair.split("/")
            self._by_pair[base, counter].append(Quoted(rate.date, rate, direct=True))
            self._by_pair[counter, base].append(Quoted(rate.date, rate, direct=False))
        for quoted in self._by_pair.values():
            quoted.sort(key=lambda it: (it.date, it.direct))

    def on(self, currency: str, unit: str, day: date) -> Quoted | None:
        """The latest rate between two currencies dated on or before a day, in either direction (R7)."""
        dated = self._by_pair.get((currency, unit), [])
        position = bisect_right(dated, day, key=attrgetter("date"))
        return dated[position - 1] if position else None

    def stated(self, entry: Pledge | Actual, position: int, unit: str) -> Statement:
        """What an entry says in a unit, converted at the rate of its own day (R7); without a rate, unconverted."""
        if entry.currency is None or entry.currency == unit or (entry.total is None and entry.amount is None):
            return Statement(entry, position, entry.total, entry.amount, entry.source)
        quoted = self.on(entry.currency, unit, entry.date)
        if quoted is None:
            return Statement(entry, position, None, None, entry.source, unconverted=True)
        total, amount = (
            None if figure is None else converted(figure, quoted.rate) for figure in (entry.total, entry.amount)
        )
        return Statement(entry, position, total, amount, entry.source + quoted.stated.source)
