"""Figures added up where some may be unknown, or bounds."""

from decimal import Decimal

import pytest

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure
from mss_gap.analysis.partial_sums import PartialSum

SEVEN = Figure(Decimal(7), Bound.EXACT)
AT_LEAST_TWO = Figure(Decimal(2), Bound.AT_LEAST)
AT_MOST_FIVE = Figure(Decimal(5), Bound.AT_MOST)
ABOUT_FOUR = Figure(Decimal(4), Bound.ABOUT)
ANY_NINE = Figure(Decimal(9), Bound.OPEN)


@pytest.mark.parametrize(
    ("parts", "total", "bound"),
    [
        ([], 0, "exact"),
        ([SEVEN], 7, "exact"),
        ([SEVEN, AT_LEAST_TWO], 9, "at-least"),
        ([SEVEN, AT_MOST_FIVE], 12, "at-most"),
        ([ABOUT_FOUR, SEVEN, ABOUT_FOUR], 15, "about"),
        ([ANY_NINE], 9, "open"),
        ([AT_LEAST_TWO, AT_MOST_FIVE], 7, "open"),
        ([ABOUT_FOUR, AT_MOST_FIVE], 9, "open"),
        ([SEVEN, UNKNOWN], 7, "at-least"),
        ([UNKNOWN, AT_MOST_FIVE], 5, "open"),
        ([UNKNOWN, ZERO], 0, "at-least"),  # a figure of zero is known
        ([UNKNOWN, UNKNOWN], None, None),
    ],
)
def test_a_sum_is_that_of_the_known_and_an_unknown_one_makes_it_a_lower_bound(
    parts: list[Figure], total: int | None, bound: str | None
) -> None:
    assert PartialSum.all_of(parts).figure == (total, bound)


@pytest.mark.parametrize("part", [SEVEN, AT_LEAST_TWO, AT_MOST_FIVE, ABOUT_FOUR, ANY_NINE, UNKNOWN])
def test_what_is_taken_out_of_a_sum_again_leaves_no_trace(part: Figure) -> None:
    kept = PartialSum.all_of([SEVEN, AT_LEAST_TWO])
    assert kept.plus(PartialSum.of(part)).exchanged(PartialSum.of(part), PartialSum()) == kept


@pytest.mark.parametrize("bound", Bound)
def test_of_one_figure_the_sum_is_that_figure(bound: Bound) -> None:
    assert PartialSum.of(Figure(Decimal(7), bound)).figure == (7, bound)


def test_figures_that_are_exact_share_their_bounds_so_that_none_is_counted_again() -> None:
    exact = PartialSum.all_of([SEVEN, SEVEN, ZERO])
    assert exact.bounds is PartialSum().bounds
    assert exact.exchanged(PartialSum.of(SEVEN), PartialSum.of(ZERO)).bounds is exact.bounds
