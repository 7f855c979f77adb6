"""The only commitment of a literal ledger, on its report date."""

from collections.abc import Callable
from datetime import date

import pytest

from mss_gap import CommitmentBreakdown, Ledger, countries


@pytest.fixture(scope="session")
def breakdown(ledger: Callable[[str], Ledger]) -> Callable[..., CommitmentBreakdown]:
    """Where the only commitment of a ledger stands, contributors included; `as_of` is an ISO date."""

    def only_commitment(text: str, as_of: str | None = None) -> CommitmentBreakdown:
        (row,) = countries(ledger(text), None if as_of is None else date.fromisoformat(as_of)).commitments
        return row

    return only_commitment
