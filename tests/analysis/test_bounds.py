"""R0: what becomes of bounds where they are joined, turned, added up and taken from one another."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap.analysis.bounds import Bound, Figure, bound_of, difference, join, percentage, turn
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.ledger.entry import Qualifier

EXACT, AT_LEAST, AT_MOST, ABOUT, OPEN = Bound
FEW = settings(max_examples=40)


@pytest.mark.parametrize(
    ("qualifier", "of_5", "of_minus_5"),
    [
        (None, EXACT, EXACT),
        (Qualifier.EXACTLY, EXACT, EXACT),
        (Qualifier.ABOUT, ABOUT, ABOUT),
        (Qualifier.OVER, AT_LEAST, AT_MOST),
        (Qualifier.AT_LEAST, AT_LEAST, AT_MOST),
        (Qualifier.UNDER, AT_MOST, AT_LEAST),
        (Qualifier.AT_MOST, AT_MOST, AT_LEAST),
    ],
)
def test_a_qualifier_speaks_of_the_size_of_a_figure(qualifier: Qualifier, of_5: Bound, of_minus_5: Bound) -> None:
    assert bound_of(qualifier, Decimal(5)) is of_5
    assert bound_of(qualifier, Decimal(-5)) is of_minus_5
    assert bound_of(qualifier, Decimal(0)) is of_5


@pytest.mark.parametrize("bound", Bound)
def test_exact_changes_nothing_two_alike_stay_and_open_stays_open(bound: Bound) -> None:
    assert join(bound, EXACT) is join(EXACT, bound) is bound
    assert join(bound, bound) is bound
    assert join(bound, OPEN) is OPEN


@pytest.mark.parametrize(("one", "other"), [(AT_LEAST, AT_MOST), (AT_LEAST, ABOUT), (AT_MOST, ABOUT)])
def test_two_different_bounds_leave_a_figure_open(one: Bound, other: Bound) -> None:
    assert join(one, other) is OPEN


@FEW
@given(*[st.sampled_from(Bound)] * 3)
def test_joining_is_commutative_and_associative(one: Bound, two: Bound, three: Bound) -> None:
    assert join(one, two) is join(two, one)
    assert join(join(one, two), three) is join(one, join(two, three))


@FEW
@given(*[st.sampled_from(Bound)] * 2)
def test_turning_twice_is_nothing_and_turning_what_is_joined_is_joining_what_is_turned(one: Bound, two: Bound) -> None:
    assert turn(turn(one)) is one
    assert turn(join(one, two)) is join(turn(one), turn(two))


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        (EXACT, "40", "40"),
        (AT_LEAST, "40", "Infinity"),
        (AT_MOST, "-Infinity", "40"),
        (ABOUT, "38", "42"),
        (OPEN, "-Infinity", "Infinity"),
    ],
)
def test_a_bound_leaves_the_numbers_that_its_name_says(bound: Bound, low: str, high: str) -> None:
    assert Figure(Decimal(40), bound).range().ends == (Decimal(low), Decimal(high))


def test_about_leaves_five_percent_of_the_size_either_way() -> None:
    assert Figure(Decimal(-40), ABOUT).range().ends == (Decimal(-42), Decimal(-38))
    assert Figure(Decimal(0), ABOUT).range().ends == (Decimal(0), Decimal(0))


FIGURES = st.builds(Figure, st.integers(0, 60).map(Decimal), st.sampled_from(Bound))
KNOWN = st.builds(Figure, st.integers(0, 60).map(Decimal), st.sampled_from([EXACT, AT_LEAST, AT_MOST]))


def some_of(figure: Figure) -> list[Decimal]:
    """Numbers that a figure may be in truth: its ends, and some beyond an end that is missing."""
    low, high = figure.range().ends
    assert figure.value is not None
    return [
        *({low, high} if high.is_finite() and low.is_finite() else set()),
        *({figure.value, figure.value + 7} if low.is_finite() and not high.is_finite() else set()),
        *({figure.value, figure.value - 7} if high.is_finite() and not low.is_finite() else set()),
    ]


@FEW
@given(st.lists(KNOWN, min_size=1, max_size=3))
def test_a_sum_never_claims_more_than_its_parts(parts: list[Figure]) -> None:
    """Whatever the parts are in truth, the sum of them is among the numbers that the bound of the sum leaves."""
    low, high = PartialSum.all_of(parts).figure.range().ends
    truths = [Decimal(0)]
    for part in parts:
        truths = [truth + number for truth in truths for number in some_of(part)]
    assert all(low <= truth <= high for truth in truths)


@FEW
@given(KNOWN, KNOWN)
def test_a_difference_and_a_share_never_claim_more_than_their_figures(one: Figure, other: Figure) -> None:
    low, high = difference(one, other).range().ends
    share = percentage(one, other)
    for x in some_of(one):
        for y in some_of(other):
            assert low <= x - y <= high
            if x >= 0 and y > 0 and share.value is not None:
                assert share.range().ends[0] <= x * 100 / y * (1 + Decimal("1e-25"))
                assert x * 100 / y * (1 - Decimal("1e-25")) <= share.range().ends[1]


@FEW
@given(st.lists(FIGURES, min_size=2, max_size=5))
def test_the_order_of_parts_changes_no_sum(parts: list[Figure]) -> None:
    assert PartialSum.all_of(reversed(parts)) == PartialSum.all_of(parts)
    assert PartialSum.all_of(parts[1:]).plus(PartialSum.of(parts[0])) == PartialSum.all_of(parts)
