"""Ticks are round, in order, and no more than there is room for."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.render.charts.drawing.axes import day_ticks, level_ticks


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        ("2500", "0 500 1000 1500 2000 2500"),
        ("12", "0 2.5 5 7.5 10 12.5"),
        ("600000000", "0 200000000 400000000 600000000"),
        ("0.000001", "0 2E-7 4E-7 6E-7 8E-7 0.000001"),
        ("0", "0 1"),
    ],
)
def test_amounts_go_up_in_round_steps(highest: str, ticks: str) -> None:
    assert [float(tick) for tick in level_ticks(Decimal(0), Decimal(highest), 5)] == [
        float(tick) for tick in ticks.split()
    ]


def test_what_comes_in_whole_numbers_has_whole_ticks() -> None:
    assert level_ticks(Decimal(0), Decimal(12), 5, whole=True) == [0, 5, 10, 15]
    assert level_ticks(Decimal(0), Decimal(2), 5, whole=True) == [0, 1, 2]


@given(st.decimals("-1e15", 0, places=6), st.decimals(0, "1e15", places=6), st.booleans())
def test_ticks_hold_every_amount_between_them(lowest: Decimal, highest: Decimal, whole: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    ticks = level_ticks(lowest, highest, 5, whole=whole)
    assert ticks == sorted(set(ticks))
    assert ticks[0] <= lowest <= highest <= ticks[-1]
    assert 2 <= len(ticks) <= 8
    assert 0 in ticks
    assert not whole or all(tick % 1 == 0 for tick in ticks)


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (date(2023, 7, 30), date(2027, 1, 7), ["2024", "2025", "2026", "2027"]),
        (date(2024, 4, 26), date(2026, 1, 27), ["2024-07", "2025-01", "2025-07", "2026-01"]),
        (date(2025, 1, 10), date(2025, 3, 20), ["2025-02", "2025-03"]),
        (date(2025, 1, 3), date(2025, 1, 6), ["2025-01-03", "2025-01-04", "2025-01-05", "2025-01-06"]),
        (date.min, date.max, ["2000", "4000", "6000", "8000"]),
    ],
)
def test_days_go_by_years_months_or_days(first: date, last: date, names: list[str]) -> None:
    assert [name for _, name in day_ticks(first, last, 4)] == names


@given(st.dates(), st.dates(), st.integers(2, 9))
def test_days_are_between_the_first_and_the_last_and_no_more_than_there_is_room_for(
    one: date, other: date, most: int
) -> None:
    first, last = sorted((one, other))
    ticks = [day for day, _ in day_ticks(first, last, most)]
    assert len(ticks) <= most
    assert ticks == sorted(set(ticks))
    assert all(first <= day <= last for day in ticks)
