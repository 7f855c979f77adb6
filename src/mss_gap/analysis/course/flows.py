"""What a commitment, or one contributor to it, comes to at the end of each period, and what the period brought (R15)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Generic, NamedTuple, TypeVar

from mss_gap.analysis.bounds import EXACTLY, UNKNOWN, ZERO, Bound, Figure, difference, join
from mss_gap.analysis.course.changes import Point
from mss_gap.analysis.course.periods import Calendar, Period
from mss_gap.analysis.exact import EXACT
from mss_gap.analysis.rates import Statement
from mss_gap.analysis.series import Series
from mss_gap.analysis.timeline import Side, Timeline
from mss_gap.ledger.dates import Precision, precision_of

_Item = TypeVar("_Item")
_date_of = attrgetter("entry.date")


class Flow(NamedTuple):
    """A period, where it leads, and what it brought."""

    period: Period
    until: date
    """The last day that is counted: the report date where the period ends later."""
    point: Point | None
    """The last point up to then; None before any."""
    level: Figure
    """The actual at the end."""
    change: Figure
    """That, less the level at the end of the period before."""
    restated: bool
    """True where a total in it differs from what the level before and the amounts would have given."""
    first_total: bool
    """True where a total in it is the first figure of a series: some of it may be of an earlier period."""
    vague: bool
    """True where an entry in it is known by its month or its year only, and may be of an earlier period."""
    moved: bool
    """True where an actual that counts is dated in it."""

    @property
    def certain(self) -> bool:
        """Whether the period is known to have brought exactly its change."""
        return self.change.bound is EXACTLY and not (self.restated or self.first_total or self.vague)


class Course(NamedTuple):
    """What moves the levels of a commitment, or of one contributor to it."""

    points: Sequence[Point]
    """By date, up to the report date."""
    actuals: Sequence[Series]
    """The series of actuals that count."""
    whole: Series | None
    """That of the whole among them, whose totals are held against the actual; None for a contributor's own course."""
    undated: bool
    """True where the actual is undated."""
    first: date | None
    """The first day of an entry that counts; None without any."""


def course_of(timeline: Timeline, points: Sequence[Point]) -> Course:
    """The course of a commitment, whose points are known."""
    pledges, actuals = _all_of(timeline.pledges), _all_of(timeline.actuals)
    first = _first((*pledges, *actuals))
    if timeline.undated is not None:  # what contributors state does not move it
        return Course(points, (), None, undated=True, first=first)
    return Course(points, actuals, timeline.actuals.whole, undated=False, first=first)


def course_of_contributor(timeline: Timeline, code: str, points: Sequence[Point]) -> Course:
    """The course of one contributor, whose points are known."""
    pledges, actuals = timeline.pledges.of(code), timeline.actuals.of(code)
    return Course(points, [actuals], None, undated=False, first=_first((pledges, actuals)))


def _all_of(side: Side) -> Sequence[Series]:
    return [side.whole, side.lost, *side.by_contributor.values()]


def _first(series: Iterable[Series]) -> date | None:
    return min((each.levels[0].day for each in series if each.levels), default=None)


def flows(course: Course, calendar: Calendar, until: date | None, since: date | None = None) -> list[Flow]:
    """Each period from the first entry that counts, or from an earlier day, to the report date, in one pass over entries.

    None is left out: that a period has no entry is information.
    """
    if until is None or course.first is None or course.first > until:
        return []
    first = course.first if since is None else min(course.first, since)
    actuals = chain.from_iterable(series.all_statements for series in course.actuals)
    statements = _Walk(sorted(actuals, key=_date_of), _date_of)
    points, restatements = _Walk(course.points, attrgetter("date")), _Walk(sorted(_restatements(course)), itemgetter(0))
    first_actual = course.first if course.undated else _first(course.actuals)
    found: list[Flow] = []
    point, level = None, ZERO
    for period in calendar.until(first, until):
        end = min(period.last, until)
        stated, totals = statements.up_to(end), restatements.up_to(end)
        point = next(reversed(points.up_to(end)), point)
        before = level
        known = UNKNOWN if point is None else Figure(point.actual, point.actual_bound)
        change = difference(known, before)
        added = change.value is not None and change.value == _sum_of_amounts(stated)
        found.append(
            Flow(
                period,
                end,
                point,
                known,
                Figure(change.value, _joined(change, stated)) if added else change,
                any(restates for _, restates in totals),
                not added and not all(restates for _, restates in totals),
                any(_may_be_before(statement, period) for statement in stated),
                bool(stated),
            )
        )
        level = ZERO if first_actual is None or end < first_actual else known
    return found


def _joined(change: Figure, stated: Sequence[Statement]) -> Bound | None:
    """How a change is known that is the sum of amounts: as they are, whatever the levels are.

    Nothing stated is no change. A total, or an entry whose figure is not known, leaves what the levels leave (R0).
    """
    if any(statement.amount is None or statement.unconverted for statement in stated):
        return change.bound
    bound = EXACTLY
    for statement in stated:
        bound = join(bound, statement.bound)
    return bound


def _may_be_before(statement: Statement, period: Period) -> bool:
    """Whether an entry in a period may be of an earlier one: it counts from the last day of its month or its year."""
    day = statement.entry.date
    precision = precision_of(day)
    if precision is Precision.DAY:
        return False
    return date(day.year, 1 if precision is Precision.YEAR else day.month, 1) < period.first


def _restatements(course: Course) -> Iterator[tuple[date, bool]]:
    """The day of each total that amounts do not explain, and whether it restates a level or is the first figure."""
    for series in course.actuals:
        if series is not course.whole:
            yield from _of_series(series)
    if course.whole is not None:
        yield from _of_whole(course.whole, course)


def _of_series(series: Series) -> Iterator[tuple[date, bool]]:
    before: Decimal | None = None
    for level in series.levels:
        if level.total_on == level.day and level.value is not None:
            amounts = _sum_of_amounts(series.all_statements[level.start : level.end])
            yield from _compared(level.day, level.value, before, amounts)
        before = level.value


def _of_whole(whole: Series, course: Course) -> Iterator[tuple[date, bool]]:
    """A total of the whole is held against its actual of the day before, and the amounts of that day by anyone."""
    totals = [level for level in whole.levels if level.total_on == level.day and level.value is not None]
    if not totals:
        return
    days = {level.day for level in totals}
    amounts: dict[date, list[Statement]] = {day: [] for day in days}
    for statement in chain.from_iterable(series.all_statements for series in course.actuals):
        if statement.entry.date in days:
            amounts[statement.entry.date].append(statement)
    points, before = iter(course.points), None
    point = next(points, None)
    for level in totals:
        while point is not None and point.date < level.day:
            before, point = point.actual, next(points, None)
        if level.value is not None:
            yield from _compared(level.day, level.value, before, _sum_of_amounts(amounts[level.day]))


def _compared(day: date, total: Decimal, before: Decimal | None, amounts: Decimal) -> Iterator[tuple[date, bool]]:
    if total != EXACT.add(before or Decimal(0), amounts):
        yield day, before is not None


def _sum_of_amounts(statements: Iterable[Statement]) -> Decimal:
    return sum((each.amount for each in statements if each.amount is not None), Decimal(0))


def sources_of(course: Course, until: date | None) -> tuple[str, ...]:
    """What the actuals of a course up to a day rest on, each source once, by date."""
    actuals = chain.from_iterable(series.all_statements for series in course.actuals)
    dated = sorted((each for each in actuals if until is not None and each.entry.date <= until), key=_date_of)
    return tuple(dict.fromkeys(chain.from_iterable(statement.sources for statement in dated)))


class _Walk(Generic[_Item]):
    """Things by date, gone through once."""

    def __init__(self, items: Sequence[_Item], day: Callable[[_Item], date]) -> None:
        self._items, self._day, self._next = items, day, 0

    def up_to(self, end: date) -> Sequence[_Item]:
        """Those after the last end asked for, up to another."""
        start = self._next
        while self._next < len(self._items) and self._day(self._items[self._next]) <= end:
            self._next += 1
        return self._items[start : self._next]
