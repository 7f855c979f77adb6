"""Ledgers for the arithmetic: the only commitment of a literal one, and random ones of all keys."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from hypothesis import strategies as st

from mss_gap import CommitmentBreakdown, Ledger, countries
from mss_gap.ledger.read.load import parse_ledger
from tests.analysis.random_ledgers import as_toml, random_document


@pytest.fixture(scope="session")
def breakdown(ledger: Callable[[str], Ledger]) -> Callable[..., CommitmentBreakdown]:
    """Where the only commitment of a ledger stands, contributors included; `as_of` is an ISO date."""

    def only_commitment(text: str, as_of: str | None = None) -> CommitmentBreakdown:
        (row,) = countries(ledger(text), None if as_of is None else date.fromisoformat(as_of)).commitments
        return row

    return only_commitment


@pytest.fixture(scope="session")
def ledgers() -> st.SearchStrategy[Ledger]:
    """Random ledgers of all keys, each by its seed, which is much cheaper than to draw every figure."""
    return st.integers(0, 10**6).map(_random_ledger)


def _random_ledger(seed: int) -> Ledger:
    document = random_document(Random(seed))  # noqa: S311 - nothing secret
    return parse_ledger(as_toml(document).encode(), f"random-{seed}.toml")
