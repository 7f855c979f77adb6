"""How often a report goes through the entries of a ledger, counted: what would be slow shows without a clock."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from mss_gap import (
    Ledger,
    Withdraw,
    break_down,
    check_claims,
    compare,
    describe_context,
    list_sources,
    load,
    measure_pace,
    portray,
    recount,
    recount_by_country,
    summarize,
    suppose,
)

Item = TypeVar("Item")
RECORD = Path(__file__).parents[2] / "data/commitments.toml"
LATER = date(2025, 1, 1)


class Counted(tuple[Item, ...]):  # noqa: SLOT001 - it has something to remember
    """A tuple that knows how often it was gone through."""

    passes = 0

    def __iter__(self) -> Iterator[Item]:
        self.passes += 1
        return super().__iter__()


@pytest.mark.parametrize(
    ("report", "passes"),
    [
        (summarize, 1),
        (lambda ledger: summarize(ledger, LATER), 1),
        (break_down, 1),
        (recount, 1),
        (lambda ledger: recount(ledger, None, "funding"), 1),
        (recount_by_country, 1),
        (check_claims, 1),
        (measure_pace, 1),
        (describe_context, 0),
        (lambda ledger: list_sources(ledger, ""), 2),
        (lambda ledger: suppose(ledger, [Withdraw("KE")]), 1),
        (lambda ledger: compare(ledger, ledger, LATER), 2),
        (lambda ledger: portray(ledger, "personnel"), 6),
    ],
    ids=(
        "summary",
        "summary at another date",
        "countries",
        "history",
        "history of one commitment",
        "history by country",
        "claims",
        "pace",
        "context",
        "sources: their figures, and those without",
        "what-if",
        "compare: each of its dates",
        "show: each of its parts",
    ),
)
def test_a_report_goes_through_the_entries_so_often_whatever_they_are(
    report: Callable[[Ledger], object], passes: int
) -> None:
    shipped = load(RECORD)
    pledges, actuals = Counted(shipped.pledges), Counted(shipped.actuals)
    report(shipped.model_copy(update={"pledges": pledges, "actuals": actuals}))
    assert (pledges.passes, actuals.passes) == (passes, passes)


def test_claims_are_gone_through_once() -> None:
    shipped = load(RECORD)
    claims = Counted(shipped.claims)
    check_claims(shipped.model_copy(update={"claims": claims}))
    assert claims.passes == 1
