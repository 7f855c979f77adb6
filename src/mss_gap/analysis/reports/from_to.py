"""One figure on two sides, and how it moved from one to the other."""

from dataclasses import dataclass, field
from decimal import Decimal

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, difference
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class FromTo:
    """How one figure moved; null where it is not known, or where there is no such commitment."""

    from_: Decimal | None
    """The figure on the earlier side."""
    to: Decimal | None
    """The figure on the later side."""
    change: Decimal | None
    """to - from; null where either is."""
    bound: Bound | None
    """How the change is known; null where it is not."""
    states: tuple[Bound | None, Bound | None] = field(default=(None, None), metadata=NOT_IN_DOCUMENTS, compare=False)
    """How both figures are known."""


def from_to(before: Figure, after: Figure, *, comparable: bool = True) -> FromTo:
    """How a figure moved; without a change where either is not known, or they are not comparable."""
    change = difference(after, before) if comparable else UNKNOWN
    return FromTo(
        from_=before.value,
        to=after.value,
        change=change.value,
        bound=change.bound,
        states=(before.bound, after.bound),
    )
