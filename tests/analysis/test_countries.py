"""The breakdown by contributor as a whole."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest

from mss_gap import (
    ActualBasis,
    CommitmentBreakdown,
    Contribution,
    CountriesReport,
    Ledger,
    Status,
    UnknownCommitmentError,
    countries,
    summary,
)
from mss_gap.analysis.bounds import Bound

Read = Callable[[str], Ledger]
D = Decimal

MISSION = """
    [mission]
    name = "MSS"

    [contributors.EU]
    name = "European Union"

    [commitments.bases]
    unit = "bases"
    pledged = 12
    actual = 3

    [commitments.funding]
    unit = "USD"

    [[pledges]]
    commitment = "funding"
    country = "EU"
    date = 2024-02-01
    total = 8
    source = "https://eu.example"

    [[actuals]]
    commitment = "funding"
    country = "EU"
    date = 2024-03-01
    amount = 2
    source = "https://fund.example"
"""

FUNDING = CommitmentBreakdown(
    id="funding",
    title="Funding",
    unit="USD",
    basis=None,
    note=None,
    overlaps=(),
    pledged=D(8),
    pledged_bound=Bound.EXACT,
    actual=D(2),
    actual_bound=Bound.EXACT,
    gap=D(6),
    gap_bound=Bound.EXACT,
    delivered_pct=D(25),
    delivered_bound=Bound.EXACT,
    shortfall_pct=D(75),
    shortfall_bound=Bound.EXACT,
    reported_on=date(2024, 3, 1),
    due=None,
    country_pledged=D(8),
    country_pledged_bound=Bound.EXACT,
    on_hold=D(0),
    conditional=D(0),
    withdrawn=D(0),
    unpledged=None,  # there is no headline
    attributed=D(2),
    unattributed=D(0),
    unconverted=0,
    outside_entries=0,
    sources=("https://eu.example", "https://fund.example"),
    sum_of_shortfalls=D(6),
    contributions=(
        Contribution(
            id="EU",
            name="European Union",
            pledged=D(8),
            pledged_bound=Bound.EXACT,
            pledge_status=Status.FIRM,
            firm=D(8),
            on_hold=D(0),
            conditional=D(0),
            withdrawn=D(0),
            actual=D(2),
            actual_bound=Bound.EXACT,
            actual_basis=ActualBasis.REPORTED,
            gap=D(6),
            gap_bound=Bound.EXACT,
            delivered_pct=D(25),
            delivered_bound=Bound.EXACT,
            shortfall_pct=D(75),
            shortfall_bound=Bound.EXACT,
            share_pct=D(100),
            reported_on=date(2024, 3, 1),
            currency=None,
            pledged_currency=None,
            pledged_stated=None,
            actual_currency=None,
            actual_stated=None,
            rate=None,
            rate_date=None,
            sources=("https://eu.example", "https://fund.example"),
        ),
    ),
)


def test_one_commitment_can_be_asked_for_alone(ledger: Read) -> None:
    assert countries(ledger(MISSION), commitment="funding") == CountriesReport(
        mission="MSS",
        ledger="test.toml",
        as_of=date(2024, 3, 1),
        commitments=(FUNDING,),
        warnings=(),
    )


def test_without_one_all_stand_in_the_order_of_the_file(ledger: Read) -> None:
    bases, funding = countries(ledger(MISSION)).commitments
    assert funding == FUNDING
    assert (bases.id, bases.sum_of_shortfalls, bases.contributions) == ("bases", 0, ())


def test_a_breakdown_says_of_the_whole_what_the_summary_says(ledger: Read) -> None:
    read = ledger(MISSION)
    for row, summarized in zip(countries(read).commitments, summary(read).commitments, strict=True):
        assert asdict(row).items() >= asdict(summarized).items()


def test_one_commitment_is_as_of_the_report_date_of_the_whole_ledger(ledger: Read) -> None:
    assert countries(ledger(MISSION), commitment="bases").as_of == date(2024, 3, 1)


def test_an_unknown_commitment_is_an_error_that_knows_the_others(ledger: Read) -> None:
    with pytest.raises(UnknownCommitmentError, match=r'^there is no commitment "boats" in this ledger$') as unknown:
        countries(ledger(MISSION), commitment="boats")
    assert (unknown.value.name, unknown.value.known) == ("boats", ("bases", "funding"))


@pytest.mark.parametrize(
    ("whole", "parts", "bound"),
    [
        ("exactly", ["exactly"], Bound.EXACT),
        ("at-least", ["exactly"], Bound.AT_LEAST),
        ("exactly", ["at-least"], Bound.AT_MOST),  # the more is a contributor's, the less is unattributed
        ("exactly", ["at-least", "exactly"], Bound.AT_MOST),
        ("exactly", ["about", "at-most"], Bound.OPEN),
        ("at-least", ["at-most", "exactly"], Bound.AT_LEAST),
        ("exactly", ["not stated"], Bound.AT_MOST),  # R0: an unknown part makes a sum a lower bound
    ],
)
def test_what_is_unattributed_is_as_certain_as_the_whole_and_its_parts(
    whole: str, parts: list[str], bound: Bound, ledger: Read
) -> None:
    codes = iter(("KE", "JM"))
    entries = "".join(
        f'[[actuals]]\ncommitment = "seats"\ncountry = "{next(codes)}"\ndate = 2025-01-01\n'
        + ("" if part == "not stated" else f'total = 10\nqualifier = "{part}"\n')
        for part in parts
    )
    total = f'[[actuals]]\ncommitment = "seats"\ndate = 2025-01-02\ntotal = 100\nqualifier = "{whole}"\n'
    (row,) = countries(ledger(f'[commitments.seats]\nunit = "seats"\n{total}{entries}')).commitments
    assert row.unattributed_bound is bound
