"""Money in another currency (R7)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from mss_gap.ledger.model import ExchangeRate


class Rates:
    """The rates of a ledger, to be asked by pair and day. Nothing is inverted, chained or guessed."""

    def __init__(self, rates: Iterable[ExchangeRate]) -> None:
        """Order the rates of each pair by date."""
        by_pair: defaultdict[str, list[tuple[date, Decimal]]] = defaultdict(list)
        for rate in rates:
            by_pair[rate.pair].append((rate.date, rate.rate))
        self._days: dict[str, list[date]] = {}
        self._rates: dict[str, list[Decimal]] = {}
        for pair, dated in by_pair.items():
            dated.sort()
            self._days[pair] = [day for day, _ in dated]
            self._rates[pair] = [rate for _, rate in dated]

    def on(self, pair: str, day: date) -> Decimal | None:
        """The latest rate of a pair dated on or before a day; None where there is none (R7)."""
        position = bisect_right(self._days.get(pair, []), day)
        return self._rates[pair][position - 1] if position else None
