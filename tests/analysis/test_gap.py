"""R5: the gap, and the shares of the pledge."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from mss_gap import CommitmentBreakdown
from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, exact_figure
from mss_gap.analysis.exact import EXACT, exactly, figure, percent_of
from mss_gap.analysis.gap import Gap, gap_between

BreakDown = Callable[..., CommitmentBreakdown]
D = Decimal


def gap_of(*values: Decimal | None) -> Gap:
    """A gap and its two percentages, known exactly or not at all."""
    return Gap(*map(exact_figure, values))


def exact_gap(pledged: Decimal | None, actual: Decimal | None) -> Gap:
    """The gap between two figures that are known exactly or not at all."""
    return gap_between(exact_figure(pledged), exact_figure(actual))


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
    assert exact_gap(D(pledged), D(actual)) == gap_of(D(gap), D(delivered_pct), D(shortfall_pct))


def test_the_shipped_figures_of_funding() -> None:
    assert exact_gap(D(600_000_000), D(68_000_000)) == gap_of(
        D(532_000_000), D("11.33333333333333333333333333"), D("88.66666666666666666666666667")
    )


def test_shares_are_null_where_nothing_is_pledged() -> None:
    assert exact_gap(D(0), D(5)) == gap_of(D(-5), None, None)


def test_everything_is_null_where_the_pledge_is_unknown() -> None:
    assert exact_gap(None, D(5)) == gap_of(None, None, None)


def test_everything_is_null_where_the_actual_is_unknown() -> None:
    assert exact_gap(D(5), None) == gap_of(None, None, None)
    assert exact_gap(D(0), None) == gap_of(None, None, None)


EXACT_FIGURE, AT_LEAST, AT_MOST, ABOUT, OPEN = Bound


@pytest.mark.parametrize(
    ("pledged", "actual", "gap", "delivered", "shortfall"),
    [
        # At most 40 of 100: at least 60 are missing. At least 100 pledged: of more, 40 would be a smaller share.
        (EXACT_FIGURE, AT_MOST, AT_LEAST, AT_MOST, AT_LEAST),
        (EXACT_FIGURE, AT_LEAST, AT_MOST, AT_LEAST, AT_MOST),
        (AT_LEAST, EXACT_FIGURE, AT_LEAST, AT_MOST, AT_LEAST),
        (AT_MOST, EXACT_FIGURE, AT_MOST, AT_LEAST, AT_MOST),
        (AT_LEAST, AT_MOST, AT_LEAST, AT_MOST, AT_LEAST),
        # Where both may be more, the gap may be more or less.
        (AT_LEAST, AT_LEAST, OPEN, OPEN, OPEN),
        (AT_MOST, AT_MOST, OPEN, OPEN, OPEN),
        (ABOUT, EXACT_FIGURE, ABOUT, ABOUT, ABOUT),
        (ABOUT, ABOUT, ABOUT, ABOUT, ABOUT),
        (ABOUT, AT_LEAST, OPEN, OPEN, OPEN),
        (OPEN, EXACT_FIGURE, OPEN, OPEN, OPEN),
    ],
)
def test_a_gap_and_its_shares_are_known_as_their_figures_leave_them(
    pledged: Bound, actual: Bound, gap: Bound, delivered: Bound, shortfall: Bound
) -> None:
    assert gap_between(Figure(D(100), pledged), Figure(D(40), actual)) == Gap(
        Figure(D(60), gap), Figure(D(40), delivered), Figure(D(60), shortfall)
    )


def test_a_share_of_nothing_has_no_bound() -> None:
    assert gap_between(Figure(D(0), AT_LEAST), Figure(D(5), EXACT_FIGURE)) == Gap(
        Figure(D(-5), AT_LEAST), UNKNOWN, UNKNOWN
    )


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
        assert exact_gap(whole, part).gap.value == D("876543210987654.345678")


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
