"""What each month, quarter or year brought to each commitment, and where it led (R15)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.course.changes import points_of_contributor
from mss_gap.analysis.course.flows import Flow, course_of, course_of_contributor, flows, sources_of
from mss_gap.analysis.course.periods import CIVIL, Calendar, Every, Period, YearStart
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.reports.base import Report, heading_of
from mss_gap.analysis.reports.history import check_from, with_a_part, without_entries
from mss_gap.analysis.stated import Stated
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings.report_warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """One period, what the whole, or the contributor, came to at its end, and what the period brought."""

    from_: date
    """Its first day."""
    to: date
    """The last day that is counted: of the last period the report date, where that is earlier."""
    pledged: Decimal | None
    """What was pledged at its end."""
    pledged_bound: Bound | None = field(metadata=NOT_IN_DOCUMENTS)
    actual: Decimal | None
    """What was delivered by its end."""
    actual_bound: Bound | None
    flow: Decimal | None
    """The actual less that of the period before, which is 0 before the first entry; null where either is not known."""
    restated: bool
    """True where a total in it differs from what the level before and the amounts would have given."""
    flow_bound: Bound | None = field(metadata=NOT_IN_DOCUMENTS)
    """How the flow is known: as the amounts that it is the sum of, else as the two actuals leave it."""
    first_total: bool = field(metadata=NOT_IN_DOCUMENTS)
    """True where a total in it is the first figure: some of it may be of an earlier period."""
    vague: bool = field(metadata=NOT_IN_DOCUMENTS)
    """True where an entry in it is known by its month or its year only, and may be of an earlier period."""
    moved: bool = field(metadata=NOT_IN_DOCUMENTS)
    """True where an actual that counts is dated in it."""
    period: Period = field(metadata=NOT_IN_DOCUMENTS)
    """The whole period, which may end after `to`."""
    pledge_recorded: bool = field(metadata=NOT_IN_DOCUMENTS)
    """False where a contributor has not pledged yet."""
    actual_recorded: bool = field(metadata=NOT_IN_DOCUMENTS)
    """False where nothing that was delivered is recorded yet."""
    pledged_stated: Stated | None = field(metadata=NOT_IN_DOCUMENTS)
    """A contributor's pledge as its entries state it, where no rate converts it."""
    actual_stated: Stated | None = field(metadata=NOT_IN_DOCUMENTS)
    """A contributor's actual as its entries state it, where no rate converts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPeriods:
    """One commitment, period by period."""

    id: str
    title: str
    unit: str
    periods: tuple[PeriodRow, ...]
    """By date, none left out, from the one of the first entry, or the one that was asked for, to that of the report date."""
    before: PeriodRow | None = field(metadata=NOT_IN_DOCUMENTS)
    """The last period that was not asked for; None where the first that is shown has the first entry."""
    undated: bool = field(metadata=NOT_IN_DOCUMENTS)
    """True where the actual is undated: it does not say in which period anything came."""
    sources: tuple[str, ...] = field(metadata=NOT_IN_DOCUMENTS)
    """What the actuals up to the report date rest on: source ids or addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorPeriods:
    """One contributor to one commitment, period by period."""

    id: str
    """The id of the commitment."""
    title: str
    unit: str
    country: str
    """The code of the contributor."""
    name: str
    periods: tuple[PeriodRow, ...]
    """By date, none left out, from the one of its first entry, or the one that was asked for, to that of the report date."""
    before: PeriodRow | None = field(metadata=NOT_IN_DOCUMENTS)
    """The last period that was not asked for; None where the first that is shown has its first entry."""
    undated: bool = field(default=False, metadata=NOT_IN_DOCUMENTS)
    sources: tuple[str, ...] = field(metadata=NOT_IN_DOCUMENTS)
    """What its actuals up to the report date rest on: source ids or addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryByPeriodReport(Report):
    """What each period brought, up to the report date."""

    kind: Literal["history-by-period"] = "history-by-period"
    commitments: tuple[CommitmentPeriods, ...] | tuple[ContributorPeriods, ...]
    """Of contributors, one after the other, where these were asked for."""
    warnings: tuple[ReportWarning, ...]
    calendar: Calendar = field(metadata=NOT_IN_DOCUMENTS)
    absent: tuple[str, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS)
    """The names of contributors that were asked for and have no entry."""


def history_by_period(  # noqa: PLR0913 - what a history may be asked for, by name
    ledger: Ledger,
    every: Every | str,
    as_of: date | None = None,
    commitment: str | None = None,
    *,
    countries: Collection[str] = (),
    by_country: bool = False,
    from_date: date | None = None,
    year_starts: tuple[int, int] = CIVIL,
) -> HistoryByPeriodReport:
    """What each month, quarter or year brought to each commitment, or to one, up to the report date (R15).

    Of each contributor on its own with `by_country`, or of some of them, by their codes. `year_starts` is the month and
    the day on which years, and their quarters, start. With `from_date` from the period that this day is in.

    Raises `UnknownCommitmentError` where the commitment does not exist, `FromError` where `from_date` is after the report
    date, and `ValueError` where `every` is no length of a period, or no year can start on that day.
    """
    calendar = Calendar(Every(every), YearStart(*year_starts))
    surveyed = survey(ledger, as_of, commitment)
    return history_by_period_of(surveyed, calendar, countries=countries, by_country=by_country, from_date=from_date)


@exactly
def history_by_period_of(
    surveyed: Survey,
    calendar: Calendar,
    *,
    countries: Collection[str] = (),
    by_country: bool = False,
    from_date: date | None = None,
) -> HistoryByPeriodReport:
    """The periods of a survey's commitments. Raises `FromError` as `history_by_period` does."""
    check_from(from_date, surveyed.as_of)
    of_contributors = by_country or bool(countries)
    return HistoryByPeriodReport(
        **heading_of(surveyed),
        commitments=tuple(_contributors(surveyed, calendar, countries, from_date))
        if of_contributors
        else tuple(periods_of(surveyed, key, calendar, from_date) for key in surveyed.positions),
        warnings=warnings_of(with_a_part(surveyed, countries)),
        calendar=calendar,
        absent=without_entries(surveyed, countries),
    )


def periods_of(surveyed: Survey, key: str, calendar: Calendar, from_date: date | None = None) -> CommitmentPeriods:
    """The periods of one commitment of a survey."""
    commitment, timeline = surveyed.ledger.commitments[key], surveyed.timelines[key]
    course = course_of(timeline, surveyed.points(key))
    before, periods = _from(flows(course, calendar, surveyed.as_of), from_date)
    return CommitmentPeriods(
        id=key,
        title=surveyed.title(key),
        unit=commitment.unit,
        periods=periods,
        before=before,
        undated=course.undated,
        sources=sources_of(course, surveyed.as_of),
    )


def _contributors(
    surveyed: Survey, calendar: Calendar, countries: Collection[str], from_date: date | None
) -> Iterator[ContributorPeriods]:
    """The contributors to each commitment, in the order of R6: all of them, or some."""
    from mss_gap.analysis.contributors.contributions import contributions  # the periods of a whole start without it

    for key in surveyed.positions:
        commitment, timeline = surveyed.ledger.commitments[key], surveyed.timelines[key]
        for row in contributions(surveyed, key):
            if countries and row.id not in countries:
                continue
            points = points_of_contributor(commitment, timeline, row.id, surveyed.as_of, changes=False)
            course = course_of_contributor(timeline, row.id, points)
            before, periods = _from(flows(course, calendar, surveyed.as_of), from_date)
            yield ContributorPeriods(
                id=key,
                title=surveyed.title(key),
                unit=commitment.unit,
                country=row.id,
                name=row.name,
                periods=periods,
                before=before,
                sources=sources_of(course, surveyed.as_of),
            )


def _from(all_flows: list[Flow], from_date: date | None) -> tuple[PeriodRow | None, tuple[PeriodRow, ...]]:
    """The periods from the one that a day is in, and the one before; all of them without a day."""
    skipped = 0 if from_date is None else sum(flow.period.last < from_date for flow in all_flows)
    return _row(all_flows[skipped - 1]) if skipped else None, tuple(map(_row, all_flows[skipped:]))


def _row(flow: Flow) -> PeriodRow:
    point = flow.point
    return PeriodRow(
        from_=flow.period.first,
        to=flow.until,
        pledged=point.pledged if point else None,
        pledged_bound=point.pledged_bound if point else None,
        actual=flow.level.value,
        actual_bound=flow.level.bound,
        flow=flow.change.value,
        restated=flow.restated,
        flow_bound=flow.change.bound,
        first_total=flow.first_total,
        vague=flow.vague,
        moved=flow.moved,
        period=flow.period,
        pledge_recorded=point is not None and point.pledge_recorded,
        actual_recorded=point is not None and point.actual_recorded,
        pledged_stated=point.pledged_stated if point else None,
        actual_stated=point.actual_stated if point else None,
    )
