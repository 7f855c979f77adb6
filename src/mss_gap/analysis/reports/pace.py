"""Whether a commitment will be met at the pace so far (R8)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.bounds import ZERO, Bound, Figure, difference, join, turn
from mss_gap.analysis.exact import QUOTIENT, exactly
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.position import actual_at
from mss_gap.analysis.reports.base import NOT_IN_DOCUMENTS, Report, heading_of
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.verdicts import PaceVerdict
from mss_gap.analysis.warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger


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
    projected_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    """Whether the gap may close later than on that day (at-least) or earlier (at-most); null where it never does."""
    verdict: PaceVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceReport(Report):
    """The pace of each commitment on the report date."""

    kind: Literal["pace"] = "pace"
    commitments: tuple[PaceRow, ...]
    warnings: tuple[ReportWarning, ...]


def pace(ledger: Ledger, as_of: date | None = None, commitment: str | None = None) -> PaceReport:
    """The pace of each commitment, or of one, on the report date (R8).

    Raises `UnknownCommitmentError` where the one asked for does not exist.
    """
    return pace_of(survey(ledger, as_of, commitment))


@exactly
def pace_of(surveyed: Survey) -> PaceReport:
    """The pace of a survey's commitments."""
    return PaceReport(
        **heading_of(surveyed),
        commitments=tuple(_row(surveyed, key) for key in surveyed.positions),
        warnings=warnings_of(surveyed),
    )


def _row(surveyed: Survey, key: str) -> PaceRow:
    commitment, position = surveyed.ledger.commitments[key], surveyed.positions[key]
    gap = gap_between(position.pledged, position.actual).gap
    due = commitment.due or surveyed.ledger.mission.end
    days_left = (due - surveyed.as_of).days if due and surveyed.as_of else None
    run = _run(surveyed, key)
    open_gap = gap.value if gap.value is not None and gap.value > 0 else None
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
        required_per_day=QUOTIENT.divide(open_gap, Decimal(days_left))
        if open_gap and days_left and days_left > 0
        else None,
        projected_on=_projected(run, open_gap) if run and open_gap else None,
        projected_bound=_days_to_close(gap, run).bound if run and open_gap and run.delivered.size > 0 else None,
        verdict=_verdict(gap, run, days_left),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The time that a pace is counted over, and what was delivered in it."""

    since: date
    until: date
    """The report date, at least a day later."""
    delivered: Figure

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def _run(surveyed: Survey, key: str) -> _Run | None:
    """From the start point to the report date (R8); None where there is no pace.

    The count starts with 0 at the mission's start if that is not later than the first dated level, else at that level.
    """
    position, day = surveyed.positions[key], surveyed.as_of
    actuals = surveyed.timelines[key].actuals
    since = actuals.first_known()
    if day is None or since is None or surveyed.timelines[key].undated is not None:
        return None
    if not position.pledged.value or position.actual.value is None:
        return None
    start, level = surveyed.ledger.mission.start, ZERO
    if start is not None and start <= since:
        since = start
    else:
        level = actual_at(None, actuals, since)
    if since >= day:
        return None
    return _Run(since=since, until=day, delivered=difference(position.actual, ZERO if level.value is None else level))


def _projected(run: _Run, gap: Decimal) -> date | None:
    """The day on which the gap closes; None where it never does, or not before the year 10000.

    Counted from what was delivered rather than from the pace: a rounded pace would be a day late where days are whole.
    """
    if run.delivered.size <= 0:
        return None
    whole_days, rest = divmod(gap * run.days, run.delivered.size)
    days = whole_days + bool(rest)
    return None if days > (date.max - run.until).days else run.until + timedelta(days=int(days))


def _days_to_close(gap: Figure, run: _Run) -> Figure:
    """How many days it takes to close a gap at a pace above 0."""
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
    shortest, longest = _days_to_close(gap, run).range().ends
    if shortest <= days_left < longest:
        return PaceVerdict.NOT_COMPUTABLE
    return PaceVerdict.ON_PACE if longest <= days_left else PaceVerdict.BEHIND
