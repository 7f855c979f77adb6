"""Whether a commitment will be met at the pace so far (R8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.exact import QUOTIENT, exactly
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.position import actual_at
from mss_gap.analysis.reports.base import Report
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
    actual: Decimal | None
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
    surveyed = survey(ledger, as_of, commitment)
    return PaceReport(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=surveyed.as_of,
        commitments=tuple(_row(surveyed, key) for key in surveyed.positions),
        warnings=warnings_of(surveyed),
    )


@exactly
def _row(surveyed: Survey, key: str) -> PaceRow:
    commitment, position = surveyed.ledger.commitments[key], surveyed.positions[key]
    gap = gap_between(position.pledged, position.actual).gap
    due = commitment.due or surveyed.ledger.mission.end
    days_left = (due - surveyed.as_of).days if due and surveyed.as_of else None
    run = _run(surveyed, key)
    observed = QUOTIENT.divide(run.delivered, Decimal(run.days)) if run else None
    open_gap = gap if gap is not None and gap > 0 else None
    projected = _projected(run, open_gap) if run and open_gap else None
    return PaceRow(
        id=key,
        title=surveyed.title(key),
        unit=commitment.unit,
        pledged=position.pledged,
        actual=position.actual,
        gap=gap,
        since=run.since if run else None,
        observed_per_day=observed,
        due=due,
        days_left=days_left,
        required_per_day=QUOTIENT.divide(open_gap, Decimal(days_left))
        if open_gap and days_left and days_left > 0
        else None,
        projected_on=projected,
        verdict=_verdict(gap, observed, days_left, on_time=bool(projected and due and projected <= due)),
    )


def _verdict(gap: Decimal | None, observed: Decimal | None, days_left: int | None, *, on_time: bool) -> PaceVerdict:
    """The first verdict that applies, in the order of R8."""
    if gap is None or observed is None:
        return PaceVerdict.NOT_COMPUTABLE
    if gap <= 0:
        return PaceVerdict.MET
    if days_left is not None and days_left <= 0:
        return PaceVerdict.OVERDUE
    if days_left is None:
        return PaceVerdict.NO_DEADLINE
    if observed <= 0:
        return PaceVerdict.STALLED
    return PaceVerdict.ON_PACE if on_time else PaceVerdict.BEHIND


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The time that a pace is counted over, and what was delivered in it."""

    since: date
    until: date
    """The report date, at least a day later."""
    delivered: Decimal

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def _run(surveyed: Survey, key: str) -> _Run | None:
    """From the start point to the report date (R8); None where there is no pace.

    The count starts with 0 at the mission's start if that is not later than the first dated level, else at that level.
    """
    position, day = surveyed.positions[key], surveyed.as_of
    commitment, actuals = surveyed.ledger.commitments[key], surveyed.courses[key].actuals
    since = actuals.first_known()
    if day is None or since is None or commitment.actual is not None or not position.pledged or position.actual is None:
        return None
    start = surveyed.ledger.mission.start
    if start is not None and start <= since:
        since, level = start, Decimal(0)
    else:
        level = actual_at(commitment, actuals, since)[0] or Decimal(0)
    return _Run(since=since, until=day, delivered=position.actual - level) if since < day else None


def _projected(run: _Run, gap: Decimal) -> date | None:
    """The day on which the gap closes; None where it never does, or not before the year 10000.

    Counted from what was delivered rather than from the pace: a rounded pace would be a day late where days are whole.
    """
    if run.delivered <= 0:
        return None
    whole_days, rest = divmod(gap * run.days, run.delivered)
    days = whole_days + bool(rest)
    return None if days > (date.max - run.until).days else run.until + timedelta(days=int(days))
