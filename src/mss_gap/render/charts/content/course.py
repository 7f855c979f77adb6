"""What the chart of one commitment over time says: the pledge, the actual, and where the pace so far leads."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from mss_gap.analysis.course.changes import Point
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.history import EventRow
from mss_gap.analysis.reports.pace import PaceRow
from mss_gap.render.charts.chart import Chart, LabelledDay, PaceLine, TimelineChart, TimelineStep
from mss_gap.render.charts.content.gap import commitment_sentence
from mss_gap.render.charts.content.phrases import Setting, amount, gap_label, headline, short, source_line, subtitle
from mss_gap.render.columns import UNDEFINED
from mss_gap.render.tables.pace_sentences import projection, sentence


def course_chart(  # noqa: PLR0913, PLR0917 - what is drawn, from several reports
    row: CommitmentRow,
    points: Sequence[Point],
    pace: PaceRow,
    events: Sequence[EventRow],
    setting: Setting,
    sources: Iterable[str] | None = None,
) -> Chart:
    """The chart of a commitment over time: its row of the summary, its points, its pace, and what happened meanwhile.

    `sources` are those of points without their changes.
    """
    of_points = _sources(points) if sources is None else sources
    return Chart(
        title=headline(row),
        subtitle=subtitle(f"Pledged and delivered over time, in {short(row.unit)}", setting),
        remarks=tuple(_remarks(row, points)),
        source_line=source_line((*row.sources, *of_points), setting.sources),
        description=f"{commitment_sentence(row)} {row.title}: {sentence(pace, setting.as_of)}",
        drawing=TimelineChart(
            unit=row.unit,
            pledged=tuple(TimelineStep(point.date, point.pledged, point.pledged_bound) for point in points),
            actual=tuple(TimelineStep(point.date, point.actual, point.actual_bound) for point in points),
            pledged_label="" if row.pledged is None else f"{amount(row.pledged, row.unit, row.pledged_bound)} pledged",
            actual_label="" if row.actual is None else f"{amount(row.actual, row.unit, row.actual_bound)} delivered",
            gap_label=gap_label(row) if row.gap else "",
            report=_labelled_day("report date", setting.as_of),
            due=_labelled_day("due", pace.due),
            pace=_pace_line(pace),
            events=tuple(LabelledDay(day=event.date, label=event.title) for event in events) if points else (),
        ),
    )


def _sources(points: Sequence[Point]) -> Iterator[str]:
    """The sources of the steps."""
    for point in points:
        for change in point.changes:
            yield from (change.source,) if isinstance(change.source, str) else change.source or ()


def _remarks(row: CommitmentRow, points: Sequence[Point]) -> Iterator[str]:
    if row.basis and row.pledged is not None:
        yield f"{amount(row.pledged, row.unit, row.pledged_bound)}: {short(row.basis)}."
    if not points:
        yield "No dated entries: what was pledged and delivered has no course."


def _labelled_day(name: str, day: date | None) -> LabelledDay | None:
    return LabelledDay(day=day, label=f"{name} {day}") if day else None


def _pace_line(pace: PaceRow) -> PaceLine | None:
    """The line to the day that the gap closes; None where there is no gap to close, or no day can be said."""
    if pace.since is None or pace.observed_per_day is None or pace.observed_per_day <= 0:
        return None
    if pace.gap is None or pace.gap <= 0:
        return None
    said = projection(pace)
    if said == UNDEFINED:
        return None
    when = said if pace.projected_on else f"not before {date.max.year + 1}"
    return PaceLine(
        since=pace.since,
        per_day=Decimal(pace.observed_per_day),
        projected_on=pace.projected_on,
        label=f"{when} at this pace",
    )
