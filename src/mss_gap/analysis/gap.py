"""The gap between a pledge and an actual (R5)."""

from dataclasses import dataclass
from decimal import Decimal

from mss_gap.analysis.exact import EXACT, percent_of


@dataclass(frozen=True, slots=True)
class Gap:
    """A pledge against an actual (R5). Over-delivery is a negative gap, never capped."""

    gap: Decimal | None
    """pledged - actual, in the commitment's unit; None where either is unknown."""
    delivered_pct: Decimal | None
    """The actual as a share of the pledge, in percent; None where the gap is, or the pledge is 0."""
    shortfall_pct: Decimal | None
    """The gap as a share of the pledge, in percent; None where `delivered_pct` is."""


def gap_between(pledged: Decimal | None, actual: Decimal | None) -> Gap:
    """The signed gap, and both shares of the pledge in percent; unknown where either figure is (R5).

    >>> gap_between(Decimal(2500), Decimal(991))
    Gap(gap=Decimal('1509'), delivered_pct=Decimal('39.64'), shortfall_pct=Decimal('60.36'))
    """
    if pledged is None or actual is None:
        return Gap(None, None, None)
    gap = EXACT.subtract(pledged, actual)
    return Gap(gap, percent_of(actual, pledged), percent_of(gap, pledged))
