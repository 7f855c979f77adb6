"""The figures that a claim allows, and which claims have none in common (R10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import assert_never

from mss_gap.analysis.bounds import ABOUT
from mss_gap.analysis.exact import EXACT
from mss_gap.ledger.entry import Qualifier
from mss_gap.ledger.numbers import MOST_PLACES


@dataclass(frozen=True, slots=True)
class Span:
    """The figures that a claim allows: from `low` to `high`, each included or not; None is without bound."""

    low: Decimal | None
    high: Decimal | None
    inclusive: bool = True

    def covers(self, other: "Span") -> bool:
        """Whether every figure of another, whose ends are included, is one of those."""
        above = self.low is None or (other.low is not None and self._is_above(other.low))
        below = self.high is None or (other.high is not None and self._is_below(other.high))
        return above and below

    def holds(self, figure: Decimal) -> bool:
        """Whether a figure is one of those."""
        return self._is_above(figure) and self._is_below(figure)

    def _is_above(self, figure: Decimal) -> bool:
        return self.low is None or self.low < figure or (self.inclusive and self.low == figure)

    def _is_below(self, figure: Decimal) -> bool:
        return self.high is None or figure < self.high or (self.inclusive and figure == self.high)

    def meets(self, other: "Span") -> bool:
        """Whether some figure is among both."""
        lows = [span.low for span in (self, other) if span.low is not None]
        highs = [span.high for span in (self, other) if span.high is not None]
        if not lows or not highs:
            return True
        low, high = max(lows), min(highs)
        return low < high or (low == high and self.holds(low) and other.holds(low))

    def is_below(self, other: "Span") -> bool:
        """Whether every figure of this one is below every figure of another; each has figures."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and not (self.inclusive and other.inclusive))

    @property
    def is_empty(self) -> bool:
        """Whether no figure is one of those."""
        return self.low is not None and self.high is not None and self.low > self.high

    def in_whole_numbers(self) -> "Span":
        """Those of the figures that are whole numbers.

        >>> Span(Decimal(5), Decimal("6.5"), inclusive=False).in_whole_numbers()
        Span(low=Decimal('6'), high=Decimal('6'), inclusive=True)
        """
        low = None if self.low is None else _whole(self.low, ROUND_CEILING if self.inclusive else ROUND_FLOOR)
        high = None if self.high is None else _whole(self.high, ROUND_FLOOR if self.inclusive else ROUND_CEILING)
        step = 0 if self.inclusive else 1
        return Span(None if low is None else low + step, None if high is None else high - step)


def _whole(figure: Decimal, rounding: str) -> Decimal:
    return figure.to_integral_value(rounding, EXACT)


def span_of(value: Decimal, qualifier: Qualifier, within: Decimal | None) -> Span:
    """The figures that a claim allows (R10).

    >>> span_of(Decimal("39.6"), Qualifier.EXACTLY, None)
    Span(low=Decimal('39.55'), high=Decimal('39.65'), inclusive=True)
    """
    match qualifier:
        case Qualifier.OVER:
            return Span(value, None, inclusive=False)
        case Qualifier.UNDER:
            return Span(None, value, inclusive=False)
        case Qualifier.AT_LEAST:
            return Span(value, None)
        case Qualifier.AT_MOST:
            return Span(None, value)
        case Qualifier.ABOUT:
            tolerance = abs(value) * ABOUT if within is None else within
        case Qualifier.EXACTLY:
            tolerance = _half_a_place(value) if within is None else within
        case _:
            assert_never(qualifier)
    return Span(value - tolerance, value + tolerance)


def _half_a_place(value: Decimal) -> Decimal:
    """Half of the last decimal place that was written; of a whole number, half a unit."""
    # A number has at most so many places; any number of zeros may follow them, and say nothing more.
    places = min(max(-int(value.as_tuple().exponent), 0), MOST_PLACES)
    return Decimal(5).scaleb(-places - 1)


def apart(spans: Sequence[Span]) -> list[int]:
    """The positions of those spans that have no figure in common with some other.

    A span is apart from another where one ends below the beginning of the other. So it is apart from some other where
    it begins above the lowest end, or ends below the highest beginning.

    >>> apart([Span(Decimal(1), Decimal(2)), Span(None, Decimal(9)), Span(Decimal(5), None)])
    [0, 2]
    """
    if any(span.is_empty for span in spans):
        return list(range(len(spans))) if len(spans) > 1 else []
    lowest = min(spans, key=_end, default=None)
    highest = max(spans, key=_beginning, default=None)
    if lowest is None or highest is None or not lowest.is_below(highest):
        return []
    return [at for at, span in enumerate(spans) if lowest.is_below(span) or span.is_below(highest)]


def _end(span: Span) -> tuple[Decimal, bool]:
    """Sorts spans by their ends; an end that is not included comes before one that is."""
    return (Decimal("Infinity"), True) if span.high is None else (span.high, span.inclusive)


def _beginning(span: Span) -> tuple[Decimal, bool]:
    """Sorts spans by their beginnings; a beginning that is not included comes after one that is."""
    return (Decimal("-Infinity"), False) if span.low is None else (span.low, not span.inclusive)
