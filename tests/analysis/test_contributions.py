"""R6: a row for each contributor, their order, and what they add up to."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, localcontext

from mss_gap import ActualBasis, CommitmentBreakdown, Contribution, Status
from mss_gap.analysis.bounds import Bound

BreakDown = Callable[..., CommitmentBreakdown]
D = Decimal

FULL = """
    commitments.personnel = { unit = "personnel", pledged = 2500 }
    pledges = [
        { commitment = "personnel", country = "KE", date = 2023-07-29, total = 1000, source = "https://un.example" },
        { commitment = "personnel", country = "JM", date = 2023-08-04, total = 200, status = "on-hold" },
        { commitment = "personnel", country = "BD", date = 2023-09-01, total = 500 },
        { commitment = "personnel", country = "BD", date = 2024-09-01, status = "withdrawn" },
        { commitment = "personnel", country = "BJ", date = 2024-02-26, total = 2000 },
    ]
    actuals = [
        { commitment = "personnel", date = 2025-06-25, total = 1000 },
        { commitment = "personnel", country = "KE", date = 2025-06-24, total = 750, source = "https://ke.example" },
        { commitment = "personnel", country = "JM", date = 2025-06-23, total = 24 },
        { commitment = "personnel", country = "BD", date = 2025-06-22, total = 5 },
        { commitment = "personnel", country = "GT", date = 2025-01-04, total = 150 },
        { commitment = "personnel", country = "BS", date = 2025-01-05, source = "https://bs.example" },
    ]
"""


def test_there_is_one_row_for_each_contributor_with_a_pledge_or_an_actual(breakdown: BreakDown) -> None:
    assert [row.name for row in breakdown(FULL).contributions] == [
        "Kenya",
        "Guatemala",
        "Jamaica",
        "Bangladesh",
        "Bahamas",
        "Benin",
    ]


def test_a_row_compares_a_contributors_actual_with_its_own_pledge_and_with_the_whole(breakdown: BreakDown) -> None:
    kenya = breakdown(FULL).contributions[0]
    assert kenya == Contribution(
        id="KE",
        name="Kenya",
        pledged=D(1000),
        pledged_bound=Bound.EXACT,
        pledge_status=Status.FIRM,
        firm=D(1000),
        on_hold=D(0),
        conditional=D(0),
        withdrawn=D(0),
        actual=D(750),
        actual_bound=Bound.EXACT,
        actual_basis=ActualBasis.REPORTED,
        gap=D(250),
        gap_bound=Bound.EXACT,
        delivered_pct=D(75),
        delivered_bound=Bound.EXACT,
        shortfall_pct=D(25),
        shortfall_bound=Bound.EXACT,
        share_pct=D(75),
        reported_on=date(2025, 6, 24),
        currency=None,
        pledged_currency=None,
        pledged_stated=None,
        actual_currency=None,
        actual_stated=None,
        rate=None,
        rate_date=None,
        sources=("https://un.example", "https://ke.example"),
    )


def test_a_pledge_on_hold_is_compared_at_its_level(breakdown: BreakDown) -> None:
    jamaica = breakdown(FULL).contributions[2]
    assert (jamaica.pledged, jamaica.pledge_status) == (200, Status.ON_HOLD)
    assert (jamaica.gap, jamaica.delivered_pct, jamaica.shortfall_pct) == (176, 12, 88)


def test_a_withdrawn_pledge_is_compared_as_zero(breakdown: BreakDown) -> None:
    bangladesh = breakdown(FULL).contributions[3]
    assert (bangladesh.pledged, bangladesh.pledge_status) == (0, Status.WITHDRAWN)
    assert (bangladesh.gap, bangladesh.delivered_pct, bangladesh.shortfall_pct) == (-5, None, None)
    assert bangladesh.share_pct == D("0.5")


def test_who_never_pledged_has_an_actual_and_a_share_and_no_gap(breakdown: BreakDown) -> None:
    guatemala = breakdown(FULL).contributions[1]
    assert (guatemala.pledged, guatemala.pledge_status, guatemala.gap, guatemala.delivered_pct) == (
        None,
        None,
        None,
        None,
    )
    assert (guatemala.actual, guatemala.share_pct) == (150, 15)


def test_an_actual_of_unknown_amount_is_null_and_not_stated(breakdown: BreakDown) -> None:
    bahamas = breakdown(FULL).contributions[4]
    assert bahamas == Contribution(
        id="BS",
        name="Bahamas",
        pledged=None,
        pledged_bound=None,
        pledge_status=None,
        firm=D(0),
        on_hold=D(0),
        conditional=D(0),
        withdrawn=D(0),
        actual=None,
        actual_bound=None,
        actual_basis=ActualBasis.NOT_STATED,
        gap=None,
        gap_bound=None,
        delivered_pct=None,
        delivered_bound=None,
        shortfall_pct=None,
        shortfall_bound=None,
        share_pct=None,
        reported_on=date(2025, 1, 5),
        currency=None,
        pledged_currency=None,
        pledged_stated=None,
        actual_currency=None,
        actual_stated=None,
        rate=None,
        rate_date=None,
        sources=("https://bs.example",),
    )


def test_who_pledged_and_has_no_actual_delivered_zero(breakdown: BreakDown) -> None:
    benin = breakdown(FULL).contributions[5]
    assert (benin.actual, benin.actual_bound, benin.actual_basis) == (0, Bound.EXACT, ActualBasis.NONE_RECORDED)
    assert (benin.gap, benin.delivered_pct, benin.shortfall_pct, benin.share_pct) == (2000, 0, 100, 0)
    assert benin.reported_on is None


def test_a_share_of_a_whole_of_zero_is_null(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases = { unit = "bases", actual = 0 }
        pledges = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 2 }]
    """)
    assert [each.share_pct for each in row.contributions] == [None]


def test_a_share_of_an_unknown_whole_is_null(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases.unit = "bases"
        pledges = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 2 }]
    """)
    assert [(each.actual, each.share_pct) for each in row.contributions] == [(0, None)]


def test_a_level_that_is_a_lower_bound_is_marked_as_one(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases.unit = "bases"
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 2 },
            { commitment = "bases", country = "KE", date = 2024-02-01 },
        ]
    """)
    assert [(each.actual, each.actual_bound, each.actual_basis) for each in row.contributions] == [
        (2, Bound.AT_LEAST, ActualBasis.REPORTED)
    ]


def test_rows_stand_in_groups_each_by_actual_then_pledge_then_name(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases.unit = "bases"
        pledges = [
            { commitment = "bases", country = "AT", date = 2024-01-01, total = 9 },   # none recorded
            { commitment = "bases", country = "BE", date = 2024-01-01 },              # none recorded, not stated
            { commitment = "bases", country = "CA", date = 2024-01-01, total = 10 },  # none recorded
            { commitment = "bases", country = "DE", date = 2024-01-01, total = 1 },   # reported
            { commitment = "bases", country = "ES", date = 2024-01-01, total = 7 },   # reported
            { commitment = "bases", country = "FR", date = 2024-01-01, total = 3 },   # not stated
            { commitment = "bases", country = "HT", date = 2024-01-01, total = 9 },   # none recorded
        ]
        actuals = [
            { commitment = "bases", country = "DE", date = 2024-01-01, total = 5 },
            { commitment = "bases", country = "ES", date = 2024-01-01, total = 5 },
            { commitment = "bases", country = "FR", date = 2024-01-01 },
            { commitment = "bases", country = "GT", date = 2024-01-01, total = 5 },   # never pledged
            { commitment = "bases", country = "IE", date = 2024-01-01, amount = -1 },
            { commitment = "bases", country = "JM", date = 2024-01-01 },
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 6 },
            { commitment = "bases", country = "CL", date = 2024-01-01 },
        ]
    """)
    assert [each.id for each in row.contributions] == [
        *("KE", "ES", "DE", "GT", "IE"),
        *("FR", "CL", "JM"),
        *("CA", "AT", "HT", "BE"),
    ]


def test_rows_that_tie_stand_by_name_and_not_by_code(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases.unit = "bases"
        contributors.AAA.name = "world Bank"
        actuals = [
            { commitment = "bases", country = "AAA", date = 2024-01-01 },
            { commitment = "bases", country = "CH", date = 2024-01-01 },
            { commitment = "bases", country = "ZA", date = 2024-01-01 },
            { commitment = "bases", country = "ZM", date = 2024-01-01 },
        ]
    """)
    assert [each.name for each in row.contributions] == ["South Africa", "Switzerland", "world Bank", "Zambia"]


def test_a_caller_with_a_coarse_decimal_context_gets_the_same_order(breakdown: BreakDown) -> None:
    with localcontext(prec=3):
        row = breakdown("""
            commitments.bases.unit = "bases"
            actuals = [
                { commitment = "bases", country = "BS", date = 2024-01-01, total = 12341 },
                { commitment = "bases", country = "JM", date = 2024-01-01, total = 12342 },
                { commitment = "bases", country = "KE", date = 2024-01-01, total = 12343 },
            ]
        """)
    assert [(each.id, each.actual) for each in row.contributions] == [("KE", 12343), ("JM", 12342), ("BS", 12341)]


def test_attributed_is_the_sum_of_actuals_and_the_rest_of_the_whole_is_unattributed(breakdown: BreakDown) -> None:
    row = breakdown(FULL)
    assert (row.actual, row.attributed, row.unattributed) == (1000, 750 + 24 + 5 + 150, 71)


def test_unattributed_is_negative_where_parts_exceed_the_whole(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases = { unit = "bases", actual = 3 }
        actuals = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 5 }]
    """)
    assert (row.attributed, row.unattributed) == (5, -2)


def test_one_contributors_surplus_does_not_hide_the_shortfall_of_another(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 },
            { commitment = "personnel", country = "GT", date = 2024-01-01, total = 100 },
            { commitment = "personnel", country = "JM", date = 2024-01-01, total = 200 },
        ]
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
            { commitment = "personnel", country = "GT", date = 2024-06-25, total = 150 },
        ]
    """)
    assert row.gap == 1300 - 550
    assert row.sum_of_shortfalls == 600 + 0 + 200


def test_only_firm_pledges_are_in_the_sum_of_shortfalls(breakdown: BreakDown) -> None:
    assert breakdown(FULL).sum_of_shortfalls == 250 + 2000


def test_a_firm_pledge_with_an_actual_of_unknown_amount_is_not_in_the_sum_of_shortfalls(breakdown: BreakDown) -> None:
    text = """
        commitments.bases.unit = "bases"
        pledges = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 5 },
            { commitment = "bases", country = "JM", date = 2024-01-02, total = 3 },
        ]
        actuals = [{ commitment = "bases", country = "KE", date = 2024-01-01 }]
    """
    assert breakdown(text).sum_of_shortfalls == 3
    assert breakdown(text, "2024-01-01").sum_of_shortfalls is None
