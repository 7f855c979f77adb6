"""How much of a commitment hangs on one contributor."""

from dataclasses import dataclass
from decimal import Decimal

from mss_gap.analysis.bounds import ZERO, Bound, Figure, difference, percentage
from mss_gap.analysis.reports.countries import CommitmentBreakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """How much hangs on the contributor that delivered most."""

    id: str
    name: str
    actual: Decimal
    actual_bound: Bound | None
    share_pct: Decimal | None
    """Its actual as a share of the whole's, in percent."""
    share_bound: Bound | None
    rest: Decimal | None
    """What would be left of the whole without it."""
    rest_bound: Bound | None
    rest_delivered_pct: Decimal | None
    """That rest as a share of the pledge, in percent."""
    rest_delivered_bound: Bound | None


def largest_contributor(row: CommitmentBreakdown) -> Reliance | None:
    """How much hangs on the contributor that delivered most; None where no one is known to have delivered anything.

    Of several that delivered the same, the first in the order of R6.
    """
    # The rows of those who reported come first, the largest actual at the top (R6).
    largest = next(iter(row.contributions), None)
    actual = largest.actual if largest else None
    if largest is None or actual is None or actual <= 0:
        return None
    known = Figure(actual, largest.actual_bound)
    rest = difference(Figure(row.actual, row.actual_bound), known)
    rest_delivered = percentage(rest, Figure(row.pledged, row.pledged_bound))
    if rest == ZERO and rest_delivered.value is not None:
        rest_delivered = ZERO  # nothing is exactly nothing of a pledge, however the pledge is known
    return Reliance(
        id=largest.id,
        name=largest.name,
        actual=actual,
        actual_bound=largest.actual_bound,
        share_pct=largest.share_pct,
        share_bound=largest.share_bound,
        rest=rest.value,
        rest_bound=rest.bound,
        rest_delivered_pct=rest_delivered.value,
        rest_delivered_bound=rest_delivered.bound,
    )
