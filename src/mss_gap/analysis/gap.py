"""The gap between a pledge and an actual (R5)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, difference, percentage, turn


class GapKeys(TypedDict):
    """The keys of a gap in a row of a report; one that ends in `_bound` says how its figure is known."""

    gap: Decimal | None
    gap_bound: Bound | None
    delivered_pct: Decimal | None
    delivered_bound: Bound | None
    shortfall_pct: Decimal | None
    shortfall_bound: Bound | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A pledge against an actual (R5). Over-delivery is a negative gap, never capped."""

    gap: Figure
    """pledged - actual, in the commitment's unit; unknown where either is."""
    delivered_pct: Figure
    """The actual as a share of the pledge, in percent; unknown where the gap is, or the pledge is 0."""
    shortfall_pct: Figure
    """The gap as a share of the pledge, in percent; unknown where `delivered_pct` is."""

    def of_row(self) -> GapKeys:
        """The gap and both shares as a row of a report has them."""
        return {
            "gap": self.gap.value,
            "gap_bound": self.gap.bound,
            "delivered_pct": self.delivered_pct.value,
            "delivered_bound": self.delivered_pct.bound,
            "shortfall_pct": self.shortfall_pct.value,
            "shortfall_bound": self.shortfall_pct.bound,
        }


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
