"""Lines of very many steps: what is not drawn would be covered by what is."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from mss_gap.analysis.bounds import Bound
from mss_gap.render.charts.chart import TimelineStep
from mss_gap.render.charts.drawing.thinning import MANY, thinned

FIRST = date(2000, 1, 1)
DAYS_A_STRIP = 10


def steps(levels: Sequence[int | None]) -> list[TimelineStep]:
    return [
        TimelineStep(FIRST + timedelta(at), None if level is None else Decimal(level), level and Bound.EXACT)
        for at, level in enumerate(levels)
    ]


def x(day: date) -> float:
    return (day - FIRST).days / DAYS_A_STRIP


def levels(drawn: Sequence[TimelineStep]) -> list[int | None]:
    return [None if step.level is None else int(step.level) for step in drawn]


def test_of_few_steps_each_is_drawn() -> None:
    few = steps([1] * MANY)
    assert thinned(few, x) is few


def test_of_a_strip_the_first_the_lowest_the_highest_and_the_last_are_drawn() -> None:
    strip = [5, 6, 2, 4, 3, 9, 8, 7, 8, 6]
    drawn = thinned(steps(strip * 40), x)
    assert levels(drawn) == [5, 2, 9, 6] * 40
    assert [step.day for step in drawn[:4]] == [FIRST + timedelta(day) for day in (0, 2, 5, 9)]


def test_a_level_that_stays_is_one_step() -> None:
    assert levels(thinned(steps([3] * 500 + [4] * 500), x)) == [3, 4]


def test_what_is_not_known_stays_a_gap() -> None:
    strip = [5, 6, None, 4, 3, 9, 8, 7, 8, 6]
    assert levels(thinned(steps(strip * 40), x))[:5] == [5, None, 3, 9, 6]


def test_beside_a_level_that_may_be_more_none_of_its_strip_is_drawn_as_exact() -> None:
    every = steps([5, 6, 2, 4, 3, 9, 8, 7, 8, 6] * 40)
    every[3] = TimelineStep(every[3].day, every[3].level, Bound.AT_LEAST)
    drawn = thinned(every, x)
    assert [step.bound for step in drawn[:5]] == [Bound.AT_LEAST] * 4 + [Bound.EXACT]
