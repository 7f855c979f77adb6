"""The orders in which claims can be listed."""

from enum import StrEnum


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
