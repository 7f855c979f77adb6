"""Figures added up where some may be unknown."""

from decimal import Decimal

import pytest

from mss_gap.analysis.partial_sums import PartialSum

SEVEN = PartialSum.of(Decimal(7))
AT_LEAST_TWO = PartialSum.of(Decimal(2), at_least=True)
UNKNOWN = PartialSum.of(None)


@pytest.mark.parametrize(
    ("parts", "value"),
    [([], 0), ([SEVEN], 7), ([SEVEN, AT_LEAST_TWO], 9), ([SEVEN, UNKNOWN], 7), ([UNKNOWN, UNKNOWN], None)],
)
def test_the_value_is_the_sum_of_the_known_and_null_only_where_none_of_some_is_known(
    parts: list[PartialSum], value: int | None
) -> None:
    assert PartialSum.all_of(parts).value == value


@pytest.mark.parametrize(
    ("parts", "bounds"), [([], 0), ([SEVEN], 0), ([AT_LEAST_TWO, SEVEN], 1), ([UNKNOWN, AT_LEAST_TWO, SEVEN], 2)]
)
def test_unknown_figures_and_lower_bounds_are_counted_as_bounds(parts: list[PartialSum], bounds: int) -> None:
    assert PartialSum.all_of(parts).bounds == bounds


def test_a_figure_of_zero_is_known() -> None:
    assert PartialSum.of(Decimal(0)) == PartialSum(Decimal(0), number=1, known=1, bounds=0)
