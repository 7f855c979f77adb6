"""Months, quarters and years: where each begins and ends, and what it is called."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.analysis.course.periods import Calendar, Every, YearStart
from mss_gap.render.period_words import period_name

CALENDARS = st.builds(Calendar, st.sampled_from(Every), st.builds(YearStart, st.integers(1, 12), st.integers(1, 28)))


def spans(calendar: Calendar, first: str, last: str) -> list[tuple[str, str, str]]:
    periods = calendar.until(date.fromisoformat(first), date.fromisoformat(last))
    return [(period_name(period, calendar), str(period.first), str(period.last)) for period in periods]


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        (
            Calendar(Every.MONTH),
            [("2024-02", "2024-02-01", "2024-02-29"), ("2024-03", "2024-03-01", "2024-03-31")],
        ),
        (Calendar(Every.QUARTER), [("2024 Q1", "2024-01-01", "2024-03-31")]),
        (Calendar(Every.YEAR), [("2024", "2024-01-01", "2024-12-31")]),
        (Calendar(Every.YEAR, YearStart(7)), [("FY 2023/24", "2023-07-01", "2024-06-30")]),
        (Calendar(Every.QUARTER, YearStart(7)), [("FY 2023/24 Q3", "2024-01-01", "2024-03-31")]),
        # Years from 15 March: 29 February is in the last quarter of the one before.
        (
            Calendar(Every.QUARTER, YearStart(3, 15)),
            [("FY 2023/24 Q4", "2023-12-15", "2024-03-14"), ("FY 2024/25 Q1", "2024-03-15", "2024-06-14")],
        ),
        (
            Calendar(Every.YEAR, YearStart(3, 15)),
            [("FY 2023/24", "2023-03-15", "2024-03-14"), ("FY 2024/25", "2024-03-15", "2025-03-14")],
        ),
    ],
)
def test_periods_go_from_the_one_that_a_day_is_in_to_that_of_a_later_day(
    calendar: Calendar, expected: list[tuple[str, str, str]]
) -> None:
    assert spans(calendar, "2024-02-29", "2024-03-20") == expected


def test_a_century_ends_in_two_digits() -> None:
    assert spans(Calendar(Every.YEAR, YearStart(4)), "2099-04-01", "2099-04-01")[0][0] == "FY 2099/00"


def test_periods_end_with_the_calendar() -> None:
    assert spans(Calendar(Every.YEAR, YearStart(7)), "9999-08-01", "9999-12-31")[-1][1:] == ("9999-07-01", "9999-12-31")
    assert spans(Calendar(Every.YEAR, YearStart(7)), "0001-02-01", "0001-08-01") == [
        ("FY 0000/01", "0001-01-01", "0001-06-30"),
        ("FY 0001/02", "0001-07-01", "0002-06-30"),
    ]


@pytest.mark.parametrize("starts", [YearStart(0, 1), YearStart(13, 1), YearStart(1, 0), YearStart(1, 29)])
def test_a_year_starts_on_a_day_that_every_month_has(starts: YearStart) -> None:
    with pytest.raises(ValueError, match="a year starts in a month from 1 to 12, on a day from 1 to 28"):
        Calendar(Every.YEAR, starts)


@given(calendar=CALENDARS, first=st.dates(), days=st.integers(0, 1000))
def test_periods_have_no_gap_and_cover_both_days(calendar: Calendar, first: date, days: int) -> None:
    last = first + timedelta(days=min(days, (date.max - first).days))
    periods = list(calendar.until(first, last))
    assert periods[0].first <= first <= periods[0].last
    assert periods[-1].first <= last <= periods[-1].last
    for before, after in pairwise(periods):
        assert after.first - before.last == timedelta(days=1)
