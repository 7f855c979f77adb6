"""The gap between a pledge and an actual (R5)."""

from dataclasses import dataclass

from mss_gap.analysis.bounds import UNKNOWN, Figure, difference, percentage, turn


@dataclass(frozen=True, slots=True)
class Gap:
    """A pledge against an actual (R5). Over-delivery is a negative gap, never capped."""

    gap: Figure
    """pledged - actual, in the commitment's unit; unknown where either is."""
    delivered_pct: Figure
    """The actual as a share of the pledge, in percent; unknown where the gap is, or the pledge is 0."""
    shortfall_pct: Figure
    """The gap as a share of the pledge, in percent; unknown where `delivered_pct` is."""


def gap_between(pledged: Figure, actual: Figure) -> Gap:
    """The signed gap, and both shares of the pledge in percent; unknown where either figure is (R5).

    >>> from decimal import Decimal
    >>> from mss_gap.analysis.bounds import Bound
    >>> gap_between(Figure(Decimal(2500), Bound.EXACT), Figure(Decimal(991), Bound.AT_LEAST)).shortfall_pct
    Figure(value=Decimal('60.36'), bound=<Bound.AT_MOST: 'at-most'>)
    """
    gap, delivered = difference(pledged, actual), percentage(actual, pledged)
    shortfall = percentage(gap, pledged).value
    bound = None if delivered.bound is None else turn(delivered.bound)
    return Gap(gap, delivered, UNKNOWN if shortfall is None else Figure(shortfall, bound))
