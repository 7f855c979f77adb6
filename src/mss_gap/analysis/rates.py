"""Entries in their commitment's own unit: what is stated in another currency is converted (R7)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from mss_gap.analysis.bounds import EXACTLY, Bound, bound_of
from mss_gap.analysis.exact import QUOTIENT, converted
from mss_gap.ledger.entry import Actual, Pledge
from mss_gap.ledger.model import Commitment, ExchangeRate

Entry = Pledge | Actual


OLDEST = timedelta(31)
"""A rate that is older than this, on the day it is looked up for, is worth a warning."""


class Rate(NamedTuple):
    """What one unit of a currency counts as in a commitment's unit."""

    factor: Decimal
    """What a figure is multiplied by; a quotient is rounded once, to 28 digits."""
    day: date
    """The day that the rate is of."""
    wanted_on: date
    """The day that it was looked up for."""
    sources: tuple[str, ...]
    """What it rests on."""
    stated: bool = False
    """True where it is no rate of the ledger, but what an entry's source says that its figure is worth."""

    @property
    def old(self) -> bool:
        """Whether it is much older than the day that it was looked up for."""
        return self.wanted_on - self.day > OLDEST


class Statement(NamedTuple):
    """What an entry says in its commitment's own unit."""

    entry: Entry
    position: int
    """Its index among the ledger's pledges, or among its actuals; counted from 0."""
    total: Decimal | None
    amount: Decimal | None
    bound: Bound
    """How its figure is known; of an amount that is not converted, what it makes of the level."""
    part: Decimal | None
    """How much of the pledge has the entry's status."""
    sources: tuple[str, ...]
    """What the figure rests on: the entry's sources, and those of the rate that it was converted at."""
    rate: Rate | None = None
    """The rate that it was converted at; None where none was needed or there is none."""
    unconverted: bool = False
    """True where the entry has a figure or a part that no rate converts."""

    @property
    def states_figure(self) -> bool:
        """Whether the entry states a total or an amount, converted or not."""
        return self.entry.total is not None or self.entry.amount is not None

    @property
    def figure(self) -> Decimal | None:
        """The total or the amount in the unit; None where neither is stated, or no rate converts it."""
        return self.amount if self.total is None else self.total

    @property
    def converted_at_old_rate(self) -> bool:
        """Whether an old rate makes a difference to what it says."""
        return self.rate is not None and self.rate.old and bool(self.total or self.amount or self.part)

    @property
    def of_unknown_size(self) -> bool:
        """Whether something was given or pledged and no one said how much; a status, a part or a due day without a figure is not."""
        entry = self.entry
        return not self.states_figure and entry.status is None and entry.due is None


_new_statement: Callable[[tuple[object, ...]], Statement] = partial(tuple.__new__, Statement)
"""Makes a statement of the values of its fields, in the order of the fields; faster than by its name."""


class Rates:
    """The rates of a ledger. Nothing is chained or guessed."""

    def __init__(self, rates: Iterable[ExchangeRate]) -> None:
        """Order the rates between two currencies by date; of two on one day that of the pair itself is last, and counts."""
        self._between: defaultdict[tuple[str, str], list[tuple[date, bool, ExchangeRate]]] = defaultdict(list)
        for rate in rates:
            base, counter = rate.pair.split("/")
            self._between[base, counter].append((rate.date, True, rate))
            self._between[counter, base].append((rate.date, False, rate))
        for quoted in self._between.values():
            quoted.sort(key=itemgetter(0, 1))

    def on(self, currency: str, unit: str, day: date) -> Rate | None:
        """The latest rate dated on or before a day: one of the pair multiplies, one written the other way round divides."""
        quoted = self._between.get((currency, unit), [])
        position = bisect_right(quoted, day, key=itemgetter(0))
        if not position:
            return None
        _, direct, rate = quoted[position - 1]
        return Rate(rate.rate if direct else QUOTIENT.divide(Decimal(1), rate.rate), rate.date, day, rate.source)


class Conversion:
    """How the entries of one commitment are converted: each contributor's at the rate of its first pledge."""

    def __init__(self, rates: Rates, commitment: Commitment, pledges: Iterable[Pledge]) -> None:
        """`pledges` are those to the commitment, for the reference rates."""
        self._rates = rates
        self._unit = commitment.unit
        self._rates_of = commitment.rates_of
        self._references = {} if commitment.rates_of else _references(commitment.unit, pledges)

    def statements(self, entries: Iterable[tuple[int, Entry]]) -> list[Statement]:
        """What entries say in the unit, each with its position."""
        return [
            # Of a large ledger most entries are exact and in the unit, and need no more than this.
            _new_statement((entry, position, entry.total, entry.amount, EXACTLY, entry.part, entry.source, None, False))
            if entry.currency is None and entry.qualifier is None
            else self.statement(entry, position)
            for position, entry in entries
        ]

    def statement(self, entry: Entry, position: int) -> Statement:
        """What an entry says in the unit; unconverted where it is in another currency and no rate converts it."""
        total, amount, currency = entry.total, entry.amount, entry.currency
        figure = amount if total is None else total
        bound = bound_of(entry.qualifier, figure) if entry.qualifier else EXACTLY
        if currency is None or currency == self._unit or (figure is None and entry.part is None):
            return Statement(entry, position, total, amount, bound, entry.part, entry.source)
        rate = self._rate(entry)
        if rate is None:
            lost = bound if figure is None else Bound.AT_MOST if figure < 0 else Bound.AT_LEAST
            return Statement(entry, position, None, None, lost, None, entry.source, unconverted=True)
        worth = [None if each is None else converted(each, rate.factor) for each in (total, amount, entry.part)]
        total, amount, part = worth
        sources = entry.source + rate.sources
        return Statement(entry, position, total, amount, bound, part, sources, rate)

    def _rate(self, entry: Entry) -> Rate | None:
        """The first rate of R7 that exists."""
        assert entry.currency is not None  # noqa: S101 - the caller asks for no other
        if self._rates_of is not None:
            return self._rates.on(entry.currency, self._unit, self._rates_of) or _own_rate(entry)
        reference = None if entry.outside else self._references.get((entry.country, entry.currency))
        if reference is not None and reference.date <= entry.date:
            rate = _own_rate(reference) or self._rates.on(entry.currency, self._unit, reference.date)
            if rate is not None:
                return rate
        return _own_rate(entry) or self._rates.on(entry.currency, self._unit, entry.date)


def _own_rate(entry: Entry) -> Rate | None:
    """What the entry's source says that its figure is worth, as a rate; None where it says nothing."""
    figure = entry.amount if entry.total is None else entry.total
    if entry.value is None or not figure:
        return None
    return Rate(QUOTIENT.divide(entry.value, figure), entry.date, entry.date, entry.source, stated=True)


def _references(unit: str, pledges: Iterable[Pledge]) -> Mapping[tuple[str | None, str], Pledge]:
    """The first pledge of each contributor in each other currency: its rate serves what is paid on it."""
    first: dict[tuple[str | None, str], Pledge] = {}
    for pledge in pledges:
        if pledge.currency in (None, unit) or pledge.outside or (pledge.total is None and pledge.amount is None):
            continue
        key = (pledge.country, pledge.currency)
        if key not in first or _rank(pledge) < _rank(first[key]):
            first[key] = pledge
    return first


def _rank(pledge: Pledge) -> tuple[date, bool, Decimal, Decimal]:
    """The earliest first; of one day, the one with a value, then the larger figure, then the larger value."""
    figure = pledge.amount if pledge.total is None else pledge.total
    return pledge.date, pledge.value is None, -(figure or Decimal(0)), -(pledge.value or Decimal(0))
