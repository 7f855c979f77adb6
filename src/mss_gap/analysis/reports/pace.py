"""Whether a commitment will be met at the pace so far (R8)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure, difference, join, turn
from mss_gap.analysis.course.pace_course import Quarter, precision_on, quarters_of
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import QUOTIENT, exactly
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.position import Position
from mss_gap.analysis.reports.base import Report, heading_of
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.timeline import Side, Timeline
from mss_gap.analysis.verdicts import PaceVerdict
from mss_gap.analysis.warnings.report_warnings import ReportWarning, warnings_of
from mss_gap.analysis.whole import actual_at
from mss_gap.ledger.dates import Precision
from mss_gap.ledger.model import Ledger


class NoPace(StrEnum):
    """Why there is no pace."""

    UNDATED = "undated"
    """The actual is undated."""
    PLEDGE_UNKNOWN = "pledge-unknown"
    NOTHING_PLEDGED = "nothing-pledged"
    """The pledge is 0."""
    NO_ACTUAL = "no-actual"
    """Nothing that was delivered is recorded by the report date."""
    ACTUAL_UNKNOWN = "actual-unknown"
    """What is recorded of the actual says no figure on the report date."""
    START_UNKNOWN = "start-unknown"
    """The level is not known on the day that the pace was to be counted from."""
    NO_DAY = "no-day"
    """There is no day between the start and the report date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceBounds:
    """How the figures of a pace are known; each is null where its figure is."""

    gap: Bound | None
    observed: Bound | None
    """That of what was delivered since the start: days are exact."""
    required: Bound | None
    projected: Bound | None
    """At least: on that day or later; at most: on that day or earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRow:
    """One commitment's pace, in its unit; per-day figures are unrounded."""

    id: str
    title: str
    unit: str
    pledged: Decimal | None
    pledged_bound: Bound | None
    actual: Decimal | None
    actual_bound: Bound | None
    gap: Decimal | None
    """pledged - actual; negative is a surplus."""
    since: date | None
    """The day that the pace is counted from; null where there is no pace."""
    observed_per_day: Decimal | None
    """What was delivered a day from `since` to the report date."""
    due: date | None
    """The commitment's due date, else the mission's end."""
    days_left: int | None
    """Days from the report date to `due`; negative once it has passed."""
    required_per_day: Decimal | None
    """What it takes a day to close the gap by `due`; null where nothing is left to close, or no day to do it in."""
    projected_on: date | None
    """The day the gap closes at the observed pace; null where it never does, or is closed."""
    verdict: PaceVerdict
    bounds: PaceBounds = field(metadata=NOT_IN_DOCUMENTS)
    asked_since: date | None = field(metadata=NOT_IN_DOCUMENTS)
    """The day that the pace was to be counted from; null where the rule chooses it."""
    cause: NoPace | None = field(metadata=NOT_IN_DOCUMENTS)
    """Why there is no pace; None where there is one."""
    first_known: date | None = field(metadata=NOT_IN_DOCUMENTS)
    """The day of the first level that is known."""
    delivered: Figure = field(metadata=NOT_IN_DOCUMENTS)
    """What was delivered since `since`."""
    days: int = field(metadata=NOT_IN_DOCUMENTS)
    """The days from `since` to the report date; 0 where there is no pace."""
    quarters: tuple[Quarter, ...] = field(metadata=NOT_IN_DOCUMENTS)
    """What each quarter since `since` brought; none where there is no pace."""
    precision: Precision = field(metadata=NOT_IN_DOCUMENTS)
    """How exactly the dates are known that the pace rests on, and so the projected date at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceReport(Report):
    """The pace of each commitment on the report date."""

    kind: Literal["pace"] = "pace"
    commitments: tuple[PaceRow, ...]
    warnings: tuple[ReportWarning, ...]


class SinceError(ValueError):
    """A pace was to be counted from a day that is not before the report date."""

    def __init__(self, since: date, as_of: date) -> None:
        super().__init__(f"a pace is counted from a day before the report date, and {since} is not before {as_of}")
        self.since = since
        self.as_of = as_of


def pace(
    ledger: Ledger, as_of: date | None = None, commitment: str | None = None, since: date | None = None
) -> PaceReport:
    """The pace of each commitment, or of one, on the report date (R8), counted from `since` where it is stated.

    Raises `UnknownCommitmentError` where the one asked for does not exist, and `SinceError` where `since` is not before
    the report date.
    """
    return pace_of(survey(ledger, as_of, commitment), since)


@exactly
def pace_of(surveyed: Survey, since: date | None = None) -> PaceReport:
    """The pace of a survey's commitments. Raises `SinceError` as `pace` does."""
    if since is not None and surveyed.as_of is not None and since >= surveyed.as_of:
        raise SinceError(since, surveyed.as_of)
    return PaceReport(
        **heading_of(surveyed),
        commitments=tuple(_row(surveyed, key, since) for key in surveyed.positions),
        warnings=warnings_of(surveyed),
    )


def _row(surveyed: Survey, key: str, since: date | None) -> PaceRow:
    commitment, position = surveyed.ledger.commitments[key], surveyed.positions[key]
    gap = gap_between(position.pledged, position.actual).gap
    due = commitment.due or surveyed.ledger.mission.end
    days_left = (due - surveyed.as_of).days if due and surveyed.as_of else None
    run, cause = _run(surveyed, key, since)
    timeline = surveyed.timelines[key]
    open_gap = gap if gap.value is not None and gap.value > 0 else UNKNOWN
    required = (
        QUOTIENT.divide(open_gap.value, Decimal(days_left))
        if open_gap.value is not None and days_left is not None and days_left > 0
        else None
    )
    projected_on = _projected(run, open_gap.value) if run and open_gap.value is not None else None
    return PaceRow(
        id=key,
        title=surveyed.title(key),
        unit=commitment.unit,
        pledged=position.pledged.value,
        pledged_bound=position.pledged.bound,
        actual=position.actual.value,
        actual_bound=position.actual.bound,
        gap=gap.value,
        since=run.since if run else None,
        observed_per_day=QUOTIENT.divide(run.delivered.size, Decimal(run.days)) if run else None,
        due=due,
        days_left=days_left,
        required_per_day=required,
        projected_on=projected_on,
        verdict=_verdict(gap, run, days_left),
        bounds=PaceBounds(
            gap=gap.bound,
            observed=run.delivered.bound if run else None,
            required=None if required is None else gap.bound,
            projected=_takes(gap, run).bound if run and projected_on is not None else None,
        ),
        asked_since=since,
        cause=cause,
        first_known=timeline.actuals.first_known(),
        delivered=run.delivered if run else UNKNOWN,
        days=run.days if run else 0,
        quarters=tuple(quarters_of(timeline, surveyed.points(key), (run.since, run.level), run.until)) if run else (),
        precision=precision_on(timeline.actuals, (run.since, run.until)) if run else Precision.DAY,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The time that a pace is counted over, and what was delivered in it."""

    since: date
    level: Figure
    """The level on that day."""
    until: date
    """The report date, at least a day later."""
    delivered: Figure

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def _run(surveyed: Survey, key: str, asked: date | None) -> tuple[_Run | None, NoPace | None]:
    """From the start to the report date (R8); where there is no pace, why."""
    position, day, timeline = surveyed.positions[key], surveyed.as_of, surveyed.timelines[key]
    cause = _without_figures(position, timeline)
    if cause is not None or day is None:
        return None, cause or NoPace.NO_ACTUAL
    start = _start(surveyed.ledger.mission.start, timeline.actuals, asked)
    if start is None:
        return None, NoPace.START_UNKNOWN
    if start.day >= day:
        return None, NoPace.NO_DAY
    delivered = difference(position.actual, start.level)
    return _Run(since=start.day, level=start.level, until=day, delivered=delivered), None


def _without_figures(position: Position, timeline: Timeline) -> NoPace | None:
    """Why no figures make a pace; None where they do."""
    if timeline.undated is not None:
        return NoPace.UNDATED
    if position.pledged.value is None:
        return NoPace.PLEDGE_UNKNOWN
    if not position.pledged.value:
        return NoPace.NOTHING_PLEDGED
    if position.actual.value is None:
        return NoPace.ACTUAL_UNKNOWN if position.reported_on else NoPace.NO_ACTUAL
    return None


class _Start(NamedTuple):
    """The day that a pace is counted from, and the level of the whole on it."""

    day: date
    level: Figure


def _start(mission_start: date | None, actuals: Side, asked: date | None) -> _Start | None:
    """The start of a pace; None where the level on it is not known.

    Without a day that is asked for, it is the mission's start with 0 if that is not later than the first dated level,
    else that level. Before its first level, a commitment is at 0 up to the mission's start, and not known after it.
    """
    first = actuals.first_known()
    if first is None:
        return None
    began = mission_start if mission_start is not None and mission_start <= first else None
    day = asked or began or first
    if began is not None and day <= began:
        return _Start(day, ZERO)
    level = actual_at(None, actuals, day)
    return None if level.value is None else _Start(day, level)


def _projected(run: _Run, gap: Decimal) -> date | None:
    """The day on which the gap closes; None where it never does, or not before the year 10000.

    Counted from what was delivered rather than from the pace: a rounded pace would be a day late where days are whole.
    """
    if run.delivered.size <= 0:
        return None
    whole_days, rest = divmod(gap * run.days, run.delivered.size)
    days = whole_days + bool(rest)
    return None if days > (date.max - run.until).days else run.until + timedelta(days=int(days))


def _takes(gap: Figure, run: _Run) -> Figure:
    """The days that it takes to close a gap at a pace above 0."""
    return Figure(
        QUOTIENT.divide(gap.size * run.days, run.delivered.size),
        join(gap.bound or Bound.OPEN, turn(run.delivered.bound or Bound.OPEN)),
    )


def _verdict(gap: Figure, run: _Run | None, days_left: int | None) -> PaceVerdict:
    """The first verdict that applies, in the order of R8; one that the bounds leave open cannot be computed."""
    if gap.value is None or run is None:
        return PaceVerdict.NOT_COMPUTABLE
    if gap.value <= 0:
        met = gap.range().ends[1] <= 0
        return PaceVerdict.MET if met else PaceVerdict.NOT_COMPUTABLE
    if days_left is None:
        return PaceVerdict.NO_DEADLINE
    if days_left < 0:
        return PaceVerdict.OVERDUE
    missing, delivered = gap.range().ends, run.delivered.range().ends
    if missing[0] <= 0 or (delivered[0] <= 0 < delivered[1]):
        return PaceVerdict.NOT_COMPUTABLE
    if delivered[1] <= 0:
        return PaceVerdict.STALLED
    shortest, longest = _takes(gap, run).range().ends
    if shortest <= days_left < longest:
        return PaceVerdict.NOT_COMPUTABLE
    return PaceVerdict.ON_PACE if longest <= days_left else PaceVerdict.BEHIND
