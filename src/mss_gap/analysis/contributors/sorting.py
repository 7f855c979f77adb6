"""What the rows of a report can be sorted by."""

from enum import StrEnum


class ContributorSort(StrEnum):
    """What contributors are sorted by: figures from high to low, unknown ones last; names from A to Z."""

    PLEDGED = "pledged"
    ACTUAL = "actual"
    GAP = "gap"
    DELIVERED = "delivered"
    NAME = "name"


class ClaimSort(StrEnum):
    """What claims are sorted by."""

    VERDICT = "verdict"
    """Contradictions first, those between sources before others, the largest and most repeated first; agreement last."""
    DIFFERENCE = "difference"
    """The largest difference first, each as a share of the larger of its two figures."""
    DATE = "date"
    """The earliest day of comparison first."""
    LEDGER = "ledger"
    """In the order of the ledger."""
