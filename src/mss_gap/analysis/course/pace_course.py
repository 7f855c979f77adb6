"""What a pace hides and rests on: what each quarter brought, and how exactly the dates of its entries are known (R8)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mss_gap.analysis.bounds import EXACTLY, ZERO, Figure, difference
from mss_gap.analysis.course.changes import Point
from mss_gap.analysis.course.flows import course_of, flows
from mss_gap.analysis.course.periods import Calendar, Every, Period
from mss_gap.analysis.rates import Statement
from mss_gap.analysis.timeline import Side, Timeline
from mss_gap.ledger.dates import Precision, precision_of

QUARTERS = Calendar(Every.QUARTER)
FIFTH = 5
"""A quarter that brought less than one part in so many of the average is a standstill."""
HALF = 2
"""A quarter that brought at least one part in so many of everything is most of the pace."""
FEWEST = 3
"""The fewest quarters in which one can stand out: of two, one always has half."""


class Quarter(NamedTuple):
    """A quarter of the time that a pace is counted over."""

    period: Period
    first: date
    """The first day that is counted: of the first quarter the day after which the pace is counted."""
    last: date
    """The last day that is counted: of the last quarter the report date."""
    flow: Figure
    """What it brought."""
    sure: bool
    """False where a total, or a date known by its month or year only, leaves open in which quarter some of it came."""

    @property
    def is_whole(self) -> bool:
        """Whether all of its days are counted."""
        return (self.first, self.last) == self.period

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.period.last - self.period.first).days + 1


def quarters_of(timeline: Timeline, points: Sequence[Point], start: tuple[date, Figure], until: date) -> list[Quarter]:
    """What each quarter brought from the start of a pace, with the level on it, to the report date."""
    since, level = start
    course = course_of(timeline, points)
    first_actual = timeline.actuals.first_known()
    found: list[Quarter] = []
    for flow in flows(course, QUARTERS, until, since):
        if flow.period.last < since:
            continue
        before = level
        level = ZERO if first_actual is None or flow.until < first_actual else flow.level
        change = difference(level, before)
        if level == before and (timeline.actuals.latest(flow.until) or since) <= since:
            known = ZERO  # no entry since the start; those of its day may be part of the level at the start, or not
        else:
            known = flow.change if flow.change.value == change.value else change
        sure = not (flow.restated or flow.first_total or flow.vague)
        found.append(Quarter(flow.period, max(flow.period.first, since), flow.until, known, sure or not change.value))
    return found


def slack(quarters: Sequence[Quarter], delivered: Figure, days: int) -> Quarter | None:
    """The last whole quarter, where it brought less than a fifth of the average of its days; else None.

    None, too, where a figure is not exact, or nothing was delivered in all.
    """
    whole = [quarter for quarter in quarters if quarter.is_whole]
    if not whole or not _comparable(quarters, delivered) or len(quarters) < FEWEST:
        return None
    last = whole[-1]
    return last if last.flow.size * FIFTH * days < delivered.size * last.days else None


def peak(quarters: Sequence[Quarter], delivered: Figure) -> Quarter | None:
    """The quarter that brought at least half of everything; None without one, or where a figure is not exact."""
    if not _comparable(quarters, delivered) or len(quarters) < FEWEST:
        return None
    return next((quarter for quarter in quarters if quarter.flow.size * HALF >= delivered.size), None)


def _comparable(quarters: Sequence[Quarter], delivered: Figure) -> bool:
    figures = (delivered, *(quarter.flow for quarter in quarters))
    return delivered.size > 0 and all(figure.bound is EXACTLY for figure in figures)


def precision_on(actuals: Side, days: Sequence[date]) -> Precision:
    """How exactly the dates are known of the entries that the level on some days rests on: as the least exact of them."""
    known = {precision_of(statement.entry.date) for day in days for statement in _bearing(actuals, day)}
    return next((each for each in (Precision.YEAR, Precision.MONTH) if each in known), Precision.DAY)


def _bearing(actuals: Side, day: date) -> Iterator[Statement]:
    """The entries that the whole's actual on a day rests on: its total and all that is later; without one, every level."""
    whole = actuals.whole.at(day)
    total_on = whole.total_on if whole else None
    for series in (actuals.whole, *actuals.by_contributor.values()):
        level = series.at(day)
        if level is not None:
            for statement in series.all_statements[level.first : level.end]:
                if total_on is None or series is actuals.whole or statement.entry.date > total_on:
                    yield statement
