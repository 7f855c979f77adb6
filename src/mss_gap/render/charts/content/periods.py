"""What the chart of periods says: what each month, quarter or year brought to one commitment (R15)."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.course.periods import Calendar, Every
from mss_gap.analysis.reports.history_by_period import (
    CommitmentPeriods,
    ContributorPeriods,
    HistoryByPeriodReport,
    PeriodRow,
)
from mss_gap.render.charts.chart import ELSEWHERE, Chart, PeriodBar, PeriodChart
from mss_gap.render.charts.content.phrases import Setting, amount, short, source_line, subtitle
from mss_gap.render.figures import in_full, with_unit, words_of
from mss_gap.render.harmless import plain
from mss_gap.render.period_words import by_period, dates_of, notes_on, period_name, subject
from mss_gap.render.tables.history_by_period import from_first_delivery, remarks_on

_Periods: TypeAlias = CommitmentPeriods | ContributorPeriods


def periods_chart(report: HistoryByPeriodReport, commitment: _Periods, setting: Setting) -> Chart:
    """The chart of the periods of one commitment, or of one contributor to it, from the first with a delivery on."""
    calendar, unit = report.calendar, commitment.unit
    shown = from_first_delivery(commitment)
    bars = tuple(_bar(row, calendar, unit) for row in shown)
    return Chart(
        title=f"{short(subject(commitment))}: {_said(shown, calendar, unit)}",
        subtitle=subtitle(f"What was delivered {by_period(calendar)}, in {short(unit)}", setting),
        remarks=tuple(_remarks(commitment, shown, calendar)),
        source_line=source_line(commitment.sources, setting.sources),
        description=" ".join(_sentences(commitment, shown, calendar)),
        drawing=PeriodChart(unit, bars),
    )


def _said(shown: Sequence[PeriodRow], calendar: Calendar, unit: str) -> str:
    """What the title says: the last change, and what it led to."""
    if not shown:
        return "no period in which anything is known to have come"
    last = shown[-1]
    change = "change not known" if last.flow is None else _signed(Figure(last.flow, last.flow_bound), unit)
    return f"{change} in {period_name(last.period, calendar)}, {amount(last.actual, unit, last.actual_bound)} in all"


def _signed(change: Figure, unit: str) -> str:
    """A change, with its sign and that of its bound."""
    said = amount(change.value, unit, change.bound)
    if change.value is None or change.value <= 0:
        return said
    digits = amount(change.value, unit)
    return f"{said.removesuffix(digits)}+{digits}"


def _bar(row: PeriodRow, calendar: Calendar, unit: str) -> PeriodBar:
    name, noted = period_name(row.period, calendar), bool(notes_on(row))
    label = "?" if row.flow is None else _signed(Figure(row.flow, row.flow_bound), unit)
    year, _, part = name.rpartition(" " if calendar.every is Every.QUARTER else "-")
    if calendar.every is Every.YEAR:
        year, part = "", name
    return PeriodBar(
        name=part,
        year=year,
        change=row.flow,
        bound=row.flow_bound,
        label=f"{label}{ELSEWHERE}" if noted else label,
        elsewhere=noted,
    )


def _remarks(commitment: _Periods, shown: Sequence[PeriodRow], calendar: Calendar) -> Iterator[str]:
    if not commitment.periods:
        yield "No dated entries: nothing came in a period that is known."
    elif not shown and not commitment.undated:
        yield "No delivery is recorded."
    else:
        yield from remarks_on(commitment, shown, calendar, f"{ELSEWHERE} ")


def _sentences(commitment: _Periods, shown: Sequence[PeriodRow], calendar: Calendar) -> Iterator[str]:
    yield f"{plain(subject(commitment))}, {by_period(calendar)}."
    for row in shown:
        yield f"{period_name(row.period, calendar)} ({dates_of(row)}): {_in_words(row, commitment.unit)}."
    yield from _remarks(commitment, shown, calendar)


def _in_words(row: PeriodRow, unit: str) -> str:
    """The change of a period, where it led, and what is noted of it."""
    led = "delivered by then: not stated"
    if row.actual is not None:
        led = f"{words_of(row.actual_bound)}{with_unit(row.actual, unit)} delivered by then"
    change = "change not known"
    if row.flow is not None:
        plus = "+" if row.flow > 0 else ""
        change = f"{words_of(row.flow_bound)}{plus}{in_full(row.flow, unit)}"
    return ", ".join((change, led, *notes_on(row)))
