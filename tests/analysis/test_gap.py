"""R5: the gap, and the shares of the pledge."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from mss_gap import CommitmentBreakdown
from mss_gap.analysis.exact import EXACT, exactly, figure, percent_of
from mss_gap.analysis.gap import Gap, gap_between

BreakDown = Callable[..., CommitmentBreakdown]
D = Decimal


@pytest.mark.parametrize(
    ("pledged", "actual", "gap", "delivered_pct", "shortfall_pct"),
    [
        ("2500", "991", "1509", "39.64", "60.36"),
        ("12", "3", "9", "25", "75"),
        ("100", "120", "-20", "120", "-20"),  # more than promised: shown, never capped
        ("100", "100", "0", "100", "0"),
        ("100", "0", "100", "0", "100"),
        ("100", "-5", "105", "-5", "105"),
        ("0.3", "0.1", "0.2", "33.33333333333333333333333333", "66.66666666666666666666666667"),
    ],
)
def test_the_gap_is_signed_and_its_shares_are_of_the_pledge(
    pledged: str, actual: str, gap: str, delivered_pct: str, shortfall_pct: str
) -> None:
    assert gap_between(D(pledged), D(actual)) == Gap(D(gap), D(delivered_pct), D(shortfall_pct))


def test_the_shipped_figures_of_funding() -> None:
    funding = gap_between(D(600_000_000), D(68_000_000))
    assert funding.gap == 532_000_000
    assert funding.delivered_pct == D("11.33333333333333333333333333")
    assert funding.shortfall_pct == D("88.66666666666666666666666667")


def test_shares_are_null_where_nothing_is_pledged() -> None:
    assert gap_between(D(0), D(5)) == Gap(D(-5), None, None)


def test_everything_is_null_where_the_pledge_is_unknown() -> None:
    assert gap_between(None, D(5)) == Gap(None, None, None)


def test_everything_is_null_where_the_actual_is_unknown() -> None:
    assert gap_between(D(5), None) == Gap(None, None, None)
    assert gap_between(D(0), None) == Gap(None, None, None)


def test_a_commitments_gap_is_that_of_its_whole(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel = { unit = "personnel", pledged = 2500 }
        pledges = [{ commitment = "personnel", country = "KE", date = 2023-07-29, total = 1000 }]
        actuals = [
            { commitment = "personnel", date = 2025-06-25, total = 991 },
            { commitment = "personnel", country = "KE", date = 2025-06-25, total = 700 },
        ]
    """)
    assert (row.gap, row.delivered_pct, row.shortfall_pct) == (1509, D("39.64"), D("60.36"))


def test_a_commitment_without_any_pledge_has_no_percentages(breakdown: BreakDown) -> None:
    row = breakdown('commitments.personnel = { unit = "personnel", actual = 991 }')
    assert (row.pledged, row.gap, row.delivered_pct, row.shortfall_pct) == (None, None, None, None)


def test_a_caller_with_a_coarse_context_gets_the_same_percentages() -> None:
    part, whole = D("123456789012345.654321"), D("999999999999999.999999")
    expected = percent_of(part, whole)
    with localcontext(prec=3):
        assert percent_of(part, whole) == expected
        assert gap_between(whole, part).gap == D("876543210987654.345678")


def test_arithmetic_that_would_round_raises_instead() -> None:
    @exactly
    def product() -> Decimal:
        return D("9" * 80) * D("9" * 80)

    with pytest.raises(ArithmeticError):
        product()


def test_the_product_of_the_largest_numbers_times_a_thousand_million_does_not_round() -> None:
    largest = D("999999999999999.999999")
    product = EXACT.multiply(EXACT.multiply(largest, largest), D(10**9))
    assert Fraction(product) == Fraction(10**21 - 1, 10**6) ** 2 * 10**9


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("1000000000000000", "1,000,000,000,000,000"),
        ("-1234.50", "-1,234.5"),
        ("999999999999999999999999999999.123456789012", "999,999,999,999,999,999,999,999,999,999.123456789012"),
    ],
)
def test_a_figure_in_a_sentence_is_in_full_and_exact(value: str, text: str) -> None:
    with localcontext(prec=3):
        assert figure(D(value)) == text
