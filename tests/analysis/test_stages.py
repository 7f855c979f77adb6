"""The stages of a delivery (R13): each has a whole of its own, and none stands in for another."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap import (
    Bound,
    ContributionByStage,
    Ledger,
    StageRow,
    StagesReport,
    UnknownCommitmentError,
    WarningCode,
    countries,
    load,
    stages,
    summary,
)

Read = Callable[[str], Ledger]
Ledgers = st.SearchStrategy[Ledger]
FEW = settings(max_examples=25)
FUND = Path(__file__).parents[1] / "ledgers/good/stages-of-a-fund.toml"
MILLION = 1_000_000


@pytest.fixture(scope="module")
def fund() -> Ledger:
    return load(FUND)


def figures(row: StageRow) -> tuple[object, ...]:
    return row.id, row.counts, row.actual, row.actual_bound, row.pct_of_pledge, row.pct_of_previous, row.reported_on


def of_contributors(report: StagesReport) -> dict[str, tuple[Decimal | None, ...]]:
    return {row.id: row.stages for row in report.contributions}


def contributor(report: StagesReport, code: str) -> ContributionByStage:
    return next(row for row in report.contributions if row.id == code)


def test_each_stage_of_the_whole_is_a_share_of_the_pledge_and_of_the_stage_before(fund: Ledger) -> None:
    """200M pledged; 150M agreed by the fund's own total; 40M + 20M of Canada and 5M of Norway; over 30M spent."""
    assert [figures(row) for row in stages(fund, "fund").stages] == [
        ("agreed", False, 150 * MILLION, Bound.EXACT, 75, 75, date(2025, 5, 31)),
        (
            "received",
            True,
            65 * MILLION,
            Bound.EXACT,
            Decimal("32.5"),
            Decimal("43.33333333333333333333333333"),  # 65 of 150
            date(2025, 1, 1),
        ),
        (
            "spent",
            False,
            30 * MILLION,
            Bound.AT_LEAST,
            15,
            Decimal("46.15384615384615384615384615"),  # 30 of 65
            date(2025, 6, 30),
        ),
    ]


def test_contributors_are_those_of_countries_and_then_those_of_other_stages_only(fund: Ledger) -> None:
    report = stages(fund, "fund")
    assert [row.id for row in report.contributions] == ["CA", "NO", "FR", "DE", "JP"]
    assert [row.id for row in countries(fund).commitments[0].contributions] == ["CA", "NO", "FR", "DE"]
    assert [(row.name, row.pledged) for row in report.contributions] == [
        ("Canada", 100 * MILLION),
        ("Norway", None),
        ("France", 20 * MILLION),
        ("Germany", 10 * MILLION),
        ("Japan", None),
    ]


def test_a_stage_that_no_one_stated_of_a_contributor_is_null_also_where_countries_has_0(fund: Ledger) -> None:
    assert of_contributors(stages(fund, "fund")) == {
        "CA": (80 * MILLION, 60 * MILLION, 15 * MILLION),
        "NO": (None, 5 * MILLION, None),
        "FR": (20 * MILLION, None, None),
        "DE": (None, None, None),
        "JP": (None, None, None),
    }
    (france,) = (row for row in countries(fund).commitments[0].contributions if row.id == "FR")
    assert france.actual == 0


def test_a_contributors_shares_are_of_its_own_pledge_and_stages(fund: Ledger) -> None:
    report = stages(fund, "fund")
    shares = {
        code: [(row.pct_of_pledge, row.pct_of_previous) for row in contributor(report, code).by_stage]
        for code in ("CA", "NO", "FR")
    }
    assert shares == {
        "CA": [(80, 80), (60, 75), (15, 25)],
        "NO": [(None, None), (None, None), (None, None)],
        "FR": [(100, 100), (None, None), (None, None)],
    }


def test_before_a_stage_was_stated_it_is_null_and_the_one_after_has_no_share_of_it(fund: Ledger) -> None:
    """On 31 March 2024 only Canada's 80M are agreed."""
    rows = stages(fund, "fund", date(2024, 3, 31)).stages
    assert [(row.actual, row.pct_of_pledge, row.pct_of_previous, row.reported_on) for row in rows] == [
        (80 * MILLION, 40, 40, date(2024, 3, 1)),
        (None, None, None, None),
        (None, None, None, None),
    ]


def test_a_later_stage_has_no_share_of_an_earlier_one_that_no_one_stated(ledger: Read) -> None:
    report = stages(
        ledger("""
            commitments.aid = { unit = "USD", pledged = 200, stages = ["agreed", "received"], counts = "agreed" }
            actuals = [{ commitment = "aid", date = 2024-01-01, total = 50, stage = "received" }]
        """),
        "aid",
    )
    assert [(row.actual, row.pct_of_pledge, row.pct_of_previous) for row in report.stages] == [
        (None, None, None),
        (50, 25, None),
    ]


def test_a_share_of_nothing_is_null(ledger: Read) -> None:
    report = stages(
        ledger("""
            commitments.aid = { unit = "USD", pledged = 0, stages = ["agreed", "received"] }
            actuals = [
                { commitment = "aid", date = 2024-01-01, total = 0, stage = "agreed" },
                { commitment = "aid", date = 2024-01-01, total = 5 },
            ]
        """),
        "aid",
    )
    assert [(row.actual, row.pct_of_pledge, row.pct_of_previous) for row in report.stages] == [
        (0, None, None),
        (5, None, None),
    ]


def test_an_undated_actual_is_of_the_stage_that_counts_and_of_no_other(ledger: Read) -> None:
    report = stages(
        ledger("""
            commitments.aid = { unit = "USD", pledged = 100, actual = 40, stages = ["agreed", "received"], counts = "received" }
        """),
        "aid",
    )
    assert [figures(row) for row in report.stages] == [
        ("agreed", False, None, None, None, None, None),
        ("received", True, 40, Bound.EXACT, 40, None, None),
    ]


def test_the_last_stage_counts_where_none_is_named(ledger: Read) -> None:
    report = stages(ledger('commitments.aid = { unit = "USD", stages = ["agreed", "received"] }'), "aid")
    assert [(row.id, row.counts) for row in report.stages] == [("agreed", False), ("received", True)]


def test_a_share_joins_the_bound_of_the_stage_with_the_turned_one_of_its_base(ledger: Read) -> None:
    """At least 100 agreed, at most 50 received: at most 50%. At least 20 spent of those: at least 40%."""
    report = stages(
        ledger("""
            commitments.aid = { unit = "USD", pledged = 200, stages = ["agreed", "received", "spent"] }
            actuals = [
                { commitment = "aid", date = 2024-01-01, total = 100, stage = "agreed", qualifier = "at-least" },
                { commitment = "aid", date = 2024-01-01, total = 50, stage = "received", qualifier = "at-most" },
                { commitment = "aid", date = 2024-01-01, total = 20, stage = "spent", qualifier = "at-least" },
            ]
        """),
        "aid",
    )
    assert [(row.pct_of_previous, row.of_pledge_bound, row.of_previous_bound) for row in report.stages] == [
        (50, Bound.AT_LEAST, Bound.AT_LEAST),
        (50, Bound.AT_MOST, Bound.AT_MOST),
        (40, Bound.AT_LEAST, Bound.AT_LEAST),
    ]


def test_a_commitment_without_stages_has_its_actual(ledger: Read) -> None:
    report = stages(
        ledger("""
            commitments.men = { unit = "men", pledged = 10 }
            actuals = [{ commitment = "men", country = "KE", date = 2024-01-01, total = 4 }]
        """),
        "men",
    )
    assert [figures(row) for row in report.stages] == [(None, True, 4, Bound.EXACT, 40, 40, date(2024, 1, 1))]
    assert of_contributors(report) == {"KE": (4,)}


def test_a_commitment_that_does_not_exist_is_refused(fund: Ledger) -> None:
    with pytest.raises(UnknownCommitmentError):
        stages(fund, "found")


def test_what_is_outside_is_of_no_stage(fund: Ledger) -> None:
    report = stages(fund, "fund")
    assert "US" not in of_contributors(report)
    assert [(row.name, row.figure) for row in report.given_outside] == [("United States", 7 * MILLION)]


def test_later_entries_of_every_stage_are_counted(fund: Ledger) -> None:
    later = stages(fund, "fund", date(2025, 1, 1)).later_entries
    assert later is not None
    assert (later.count, later.first, later.last) == (3, date(2025, 3, 1), date(2025, 6, 30))


def test_a_contributor_that_is_not_exact_is_named_with_its_stage(fund: Ledger) -> None:
    assert [(warning.code, warning.message) for warning in stages(fund, "fund").warnings] == [
        (
            WarningCode.BOUND,
            (
                "Fund, spent: what was brought to this stage is at least 30,000,000 USD and may be more, "
                "because its source states it so"
            ),
        ),
        (
            WarningCode.BOUND,
            "Fund, agreed: what these contributors brought to this stage is not known exactly: France (about)",
        ),
    ]


def test_what_is_wrong_with_a_stage_is_said_of_that_stage(ledger: Read) -> None:
    report = stages(
        ledger("""
            commitments.aid = { unit = "USD", pledged = 200, stages = ["agreed", "received"] }
            actuals = [
                { commitment = "aid", date = 2024-01-02, total = 10, stage = "agreed" },
                { commitment = "aid", country = "FR", date = 2024-01-01, total = 30, stage = "agreed" },
                { commitment = "aid", country = "JP", date = 2024-01-01, total = 7, stage = "agreed", currency = "JPY" },
                { commitment = "aid", country = "KE", date = 2024-01-01, amount = -5, stage = "agreed" },
                { commitment = "aid", country = "CH", date = 2024-01-01, total = 9, currency = "CHF" },
            ]
        """),
        "aid",
    )
    assert [warning.message for warning in report.warnings if warning.code is not WarningCode.BOUND] == [
        (
            "Aid: 1 entry is in a currency without a rate to USD, and not counted: "
            "Switzerland, 9 CHF delivered on 2024-01-01"
        ),
        # Japan's yen are missing from the 25.
        (
            "Aid, agreed: what contributors brought to this stage adds up to at least 25 USD, "
            "at least 15 more than the whole of 10"
        ),
        "Aid, agreed: what Kenya brought to this stage is below zero: -5 USD",
        (
            "Aid, agreed: 1 entry is in a currency without a rate to USD, and not counted: "
            'Japan, 7 JPY at the stage "agreed" on 2024-01-01'
        ),
    ]


def test_a_pledge_in_doubt_is_said_once(ledger: Read) -> None:
    report = stages(
        ledger("""
            commitments.aid = { unit = "USD", stages = ["agreed", "received", "spent"] }
            pledges = [{ commitment = "aid", country = "FR", date = 2024-01-01, total = 30, qualifier = "over" }]
        """),
        "aid",
    )
    assert [warning.message for warning in report.warnings] == [
        "Aid: what was pledged is at least 30 USD and may be more, because what France pledged is not known exactly"
    ]


@FEW
@given(data=st.data())
def test_the_order_of_entries_never_matters(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    shuffled = ledger.model_copy(
        update={
            section: tuple(data.draw(st.permutations(getattr(ledger, section))))
            for section in ("pledges", "actuals", "rates")
        }
    )
    for key in ledger.commitments:
        assert stages(shuffled, key) == stages(ledger, key)


@FEW
@given(data=st.data())
def test_the_stage_that_counts_is_what_every_other_report_has(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    breakdowns = {row.id: row for row in countries(ledger).commitments}
    for row in summary(ledger).commitments:
        report = stages(ledger, row.id)
        (at,) = (at for at, stage in enumerate(report.stages) if stage.counts)
        counting = report.stages[at]
        assert (counting.actual, counting.actual_bound) == (row.actual, row.actual_bound)
        assert (counting.pct_of_pledge, counting.reported_on) == (row.delivered_pct, row.reported_on)
        for part in breakdowns[row.id].contributions:
            stated = contributor(report, part.id)
            assert stated.pledged == part.pledged
            assert stated.stages[at] == (None if part.actual_basis == "none-recorded" else part.actual)


@FEW
@given(data=st.data())
def test_no_stage_depends_on_another(data: st.DataObject, ledgers: Ledgers) -> None:
    """Without the entries of the other stages, a stage is what it was."""
    ledger = data.draw(ledgers)
    for key, commitment in ledger.commitments.items():
        report = stages(ledger, key)
        for at, stage in enumerate(report.stages):
            alone = ledger.model_copy(
                update={
                    "actuals": tuple(
                        each for each in ledger.actuals if commitment.stage_of(each) == stage.id or each.outside
                    )
                }
            )
            without = stages(alone, key, report.as_of)
            assert without.stages[at].actual == stage.actual
            assert without.stages[at].actual_bound == stage.actual_bound
            known = {code: figures[at] for code, figures in of_contributors(report).items()}
            for code, figures in of_contributors(without).items():
                assert figures[at] == known[code]
