"""The summary as a whole: a row for each commitment, and which of them fall below a share."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from mss_gap import CommitmentRow, Ledger, SummaryReport, summary
from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.reports.summary import delivered_below

Read = Callable[[str], Ledger]
D = Decimal

MISSION = """
    mission = { name = "Multinational Security Support Mission in Haiti", as_of = 2025-06-27 }
    sources.ctn.title = "Kenya warns"

    [commitments.personnel]
    title = "Personnel deployed"
    unit = "personnel"
    basis = "planned strength"
    due = 2025-10-02
    pledged = 2500
    source = "ctn"

    [commitments.trust-fund]
    unit = "USD"
    pledged = 600_000_000
    actual = 68_000_000

    [commitments.bases]
    unit = "bases"

    [[actuals]]
    commitment = "personnel"
    date = 2025-06-25
    total = 991
    source = ["ctn", "https://hrw.example"]

    [[pledges]]
    commitment = "personnel"
    country = "KE"
    date = 2023-07-29
    total = 1000
"""


def test_a_summary_has_a_row_for_each_commitment_in_the_order_of_the_file(ledger: Read) -> None:
    assert summary(ledger(MISSION)) == SummaryReport(
        mission="Multinational Security Support Mission in Haiti",
        ledger="test.toml",
        as_of=date(2025, 6, 27),
        commitments=(
            CommitmentRow(
                id="personnel",
                title="Personnel deployed",
                unit="personnel",
                basis="planned strength",
                note=None,
                overlaps=(),
                pledged=D(2500),
                pledged_bound=Bound.EXACT,
                actual=D(991),
                actual_bound=Bound.EXACT,
                gap=D(1509),
                gap_bound=Bound.EXACT,
                delivered_pct=D("39.64"),
                delivered_bound=Bound.EXACT,
                shortfall_pct=D("60.36"),
                shortfall_bound=Bound.EXACT,
                reported_on=date(2025, 6, 25),
                due=date(2025, 10, 2),
                country_pledged=D(1000),
                country_pledged_bound=Bound.EXACT,
                on_hold=D(0),
                conditional=D(0),
                withdrawn=D(0),
                unpledged=D(1500),
                attributed=D(0),
                unattributed=D(991),
                unconverted=0,
                outside_entries=0,
                sources=("ctn", "https://hrw.example"),
            ),
            CommitmentRow(
                id="trust-fund",
                title="Trust fund",
                unit="USD",
                basis=None,
                note=None,
                overlaps=(),
                pledged=D(600_000_000),
                pledged_bound=Bound.EXACT,
                actual=D(68_000_000),
                actual_bound=Bound.EXACT,
                gap=D(532_000_000),
                gap_bound=Bound.EXACT,
                delivered_pct=D("11.33333333333333333333333333"),
                delivered_bound=Bound.EXACT,
                shortfall_pct=D("88.66666666666666666666666667"),
                shortfall_bound=Bound.EXACT,
                reported_on=None,
                due=None,
                country_pledged=D(0),
                country_pledged_bound=Bound.EXACT,
                on_hold=D(0),
                conditional=D(0),
                withdrawn=D(0),
                unpledged=D(600_000_000),
                attributed=D(0),
                unattributed=D(68_000_000),
                unconverted=0,
                outside_entries=0,
                sources=(),
            ),
            CommitmentRow(
                id="bases",
                title="Bases",
                unit="bases",
                basis=None,
                note=None,
                overlaps=(),
                pledged=None,
                pledged_bound=None,
                actual=None,
                actual_bound=None,
                gap=None,
                gap_bound=None,
                delivered_pct=None,
                delivered_bound=None,
                shortfall_pct=None,
                shortfall_bound=None,
                reported_on=None,
                due=None,
                country_pledged=D(0),
                country_pledged_bound=Bound.EXACT,
                on_hold=D(0),
                conditional=D(0),
                withdrawn=D(0),
                unpledged=None,
                attributed=D(0),
                unattributed=None,
                unconverted=0,
                outside_entries=0,
                sources=(),
            ),
        ),
        warnings=(),
    )


def test_a_mission_without_a_name_has_none(ledger: Read) -> None:
    report = summary(ledger('commitments.bases = { unit = "bases", pledged = 12, actual = 3 }'))
    assert (report.kind, report.version, report.mission, report.as_of) == ("summary", 1, None, None)


@pytest.mark.parametrize(
    ("percentage", "below"),
    [
        ("11", []),
        ("11.34", ["trust-fund"]),
        ("39.64", ["trust-fund"]),  # exactly as much is not below
        ("39.65", ["personnel", "trust-fund"]),
        ("100", ["personnel", "trust-fund"]),  # bases have no share to compare
    ],
)
def test_commitments_below_a_share_are_those_that_delivered_less(
    ledger: Read, percentage: str, below: list[str]
) -> None:
    assert [row.id for row in delivered_below(summary(ledger(MISSION)), D(percentage))] == below
