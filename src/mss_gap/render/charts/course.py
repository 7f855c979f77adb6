"""A commitment over time as a chart: the pledge, the actual, and where the pace so far leads."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from mss_gap.analysis.reports.history import EventRow
from mss_gap.analysis.reports.pace import PaceRow
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.changes import Point
from mss_gap.render.charts.chart import Chart, Course, Mark, PaceLine, Setting, Step
from mss_gap.render.charts.gap import described
from mss_gap.render.charts.kinds import ChartKind
from mss_gap.render.charts.phrases import amount, headline, short, source_line, subtitle
from mss_gap.render.tables.pace import sentence


def course_chart(
    row: CommitmentRow, points: Sequence[Point], pace: PaceRow, events: Sequence[EventRow], setting: Setting
) -> Chart:
    """The chart of a commitment's course: its row of the summary, its points, its pace, and what happened meanwhile."""
    return Chart(
        kind=ChartKind.COURSE,
        title=headline(row.title, row.pledged, row.actual, row.unit, at_least=row.at_least),
        subtitle=subtitle(f"Pledged and delivered over time, in {short(row.unit)}", setting),
        remarks=_remarks(row, points),
        source_line=source_line((*row.sources, *_sources(points)), setting.sources),
        description=f"{described(row)} {row.title}: {sentence(pace, setting.as_of)}",
        drawing=_course(row, points, pace, events, setting.as_of),
    )


def _sources(points: Sequence[Point]) -> Iterator[str]:
    """What the steps rest on."""
    for point in points:
        for change in point.changes:
            yield from (change.source,) if isinstance(change.source, str) else change.source or ()


def _remarks(row: CommitmentRow, points: Sequence[Point]) -> tuple[str, ...]:
    remarks = []
    if row.basis and row.pledged is not None:
        remarks.append(f"{amount(row.pledged, row.unit)}: {short(row.basis)}.")
    if not points:
        remarks.append("No dated entries: what was pledged and delivered has no course.")
    return tuple(remarks)


def _course(
    row: CommitmentRow, points: Sequence[Point], pace: PaceRow, events: Sequence[EventRow], as_of: date | None
) -> Course:
    unit, gap = row.unit, row.gap
    bound = "" if not row.at_least else "≤" if gap and gap > 0 else "≥"
    return Course(
        unit=unit,
        pledged=tuple(Step(point.date, point.pledged) for point in points),
        actual=tuple(Step(point.date, point.actual) for point in points),
        pledged_label=f"{amount(row.pledged, unit)} pledged" if row.pledged is not None else "",
        actual_label=f"{amount(row.actual, unit, at_least=row.at_least)} delivered" if row.actual is not None else "",
        gap_label=f"{'gap' if gap > 0 else 'surplus'} {bound}{amount(abs(gap), unit)}" if gap else "",
        report=Mark(day=as_of, label=f"report date {as_of.isoformat()}") if as_of else None,
        due=Mark(day=pace.due, label=f"due {pace.due.isoformat()}") if pace.due else None,
        pace=_pace_line(pace),
        events=tuple(Mark(day=event.date, label=event.title) for event in events) if points else (),
    )


def _pace_line(pace: PaceRow) -> PaceLine | None:
    """The line to the day that the gap closes; none where nothing is left to close, or nothing moves."""
    if pace.since is None or pace.observed_per_day is None or pace.observed_per_day <= 0:
        return None
    if pace.gap is None or pace.gap <= 0:
        return None
    when = pace.projected_on.isoformat() if pace.projected_on else f"not before {date.max.year + 1}"
    return PaceLine(
        since=pace.since,
        per_day=Decimal(pace.observed_per_day),
        projected_on=pace.projected_on,
        label=f"{when} at this pace",
    )
