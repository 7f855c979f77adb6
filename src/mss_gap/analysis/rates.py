"""Entries in their commitment's own unit: money in another currency is converted (R7)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from mss_gap.analysis.exact import EXACT
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


class Rates:
    """The rates of a ledger. Nothing is inverted, chained or guessed."""

    def __init__(self, rates: Iterable[ExchangeRate]) -> None:
        """Order the rates of each pair by date."""
        self._by_pair: defaultdict[str, list[ExchangeRate]] = defaultdict(list)
        for rate in sorted(rates, key=attrgetter("date")):
            self._by_pair[rate.pair].append(rate)

    def on(self, pair: str, day: date) -> ExchangeRate | None:
        """The latest rate of a pair dated on or before a day; None where there is none (R7)."""
        dated = self._by_pair.get(pair, [])
        position = bisect_right(dated, day, key=attrgetter("date"))
        return dated[position - 1] if position else None

    def stated(self, entry: Pledge | Actual, position: int, unit: str) -> Statement:
        """What an entry says in a unit, converted at the rate of its own day (R7); without a rate, unconverted."""
        if entry.currency is None or entry.currency == unit or (entry.total is None and entry.amount is None):
            return Statement(entry, position, entry.total, entry.amount, entry.source)
        rate = self.on(f"{entry.currency}/{unit}", entry.date)
        if rate is None:
            return Statement(entry, position, None, None, entry.source, unconverted=True)
        total, amount = _times(entry.total, rate.rate), _times(entry.amount, rate.rate)
        return Statement(entry, position, total, amount, entry.source + rate.source)


def _times(figure: Decimal | None, rate: Decimal) -> Decimal | None:
    return None if figure is None else EXACT.multiply(figure, rate)
