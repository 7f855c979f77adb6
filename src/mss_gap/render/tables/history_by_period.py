"""The tables of `history --every`: what was pledged and delivered by the end of each period, and what it brought."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.course.periods import Calendar, Every
from mss_gap.analysis.phrases import few
from mss_gap.analysis.reports.history_by_period import (
    CommitmentPeriods,
    ContributorPeriods,
    HistoryByPeriodReport,
    PeriodRow,
)
from mss_gap.render.columns import (
    BLANK,
    UNDEFINED,
    Align,
    Amount,
    Cell,
    Column,
    Keys,
    Narrow,
    Page,
    Records,
    Table,
    Tone,
    Words,
    keys_of,
)
from mss_gap.render.figures import day_in_words
from mss_gap.render.footnotes import Footnotes, mark
from mss_gap.render.period_words import by_period, dates_of, explained, notes_on, period_name, subject
from mss_gap.render.sentences import NO_PLEDGE, NONE_RECORDED, no_entries_of
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.tables.narrowing import how_to_narrow, ways_to_narrow

_Periods: TypeAlias = CommitmentPeriods | ContributorPeriods
_Recorded: TypeAlias = tuple[_Periods, PeriodRow]


class _Line(NamedTuple):
    """A period, or all that were before the first that is shown."""

    row: PeriodRow
    before: bool = False


def page(report: HistoryByPeriodReport) -> Page:
    """A table for each commitment, or for each contributor to it."""
    footnotes = Footnotes(report.glossary.sources)
    tables = [periods_table(commitment, report.calendar, footnotes) for commitment in report.commitments]
    made = headed_page(report, tables, report.warnings, footnotes, no_entries_of(report.absent))
    longer = () if report.calendar.every is Every.YEAR else ("--every year",)
    ways = ways_to_narrow(len({commitment.id for commitment in report.commitments}), "--from", *longer)
    return replace(made, hint=how_to_narrow({"periods": sum(len(it.periods) for it in report.commitments)}, ways))


def records(report: HistoryByPeriodReport) -> Records:
    """A record for each period."""
    whose: dict[str, str] = {"commitment": "id", "unit": "unit"}
    if any(isinstance(commitment, ContributorPeriods) for commitment in report.commitments):
        whose |= {"country": "country", "name": "name"}
    keys: Keys[_Recorded] = {
        **{key: _of_commitment(attribute) for key, attribute in whose.items()},
        **{name.removesuffix("_"): get for name, get in keys_of(PeriodRow, _row_of).items()},
    }
    return Records.of(keys, ((commitment, row) for commitment in report.commitments for row in commitment.periods))


def _of_commitment(attribute: str) -> Callable[[_Recorded], object]:
    return lambda it: getattr(it[0], attribute)


def _row_of(it: _Recorded) -> PeriodRow:
    return it[1]


def from_first_delivery(commitment: _Periods) -> Sequence[PeriodRow]:
    """The periods from the first with a delivery that is recorded; none where the actual is undated, and of no period."""
    if commitment.undated:
        return ()
    rows = commitment.periods
    first = next((at for at, row in enumerate(rows) if row.actual_recorded and row.actual is not None), len(rows))
    return rows[first:]


def periods_table(commitment: _Periods, calendar: Calendar, footnotes: Footnotes | None = None) -> Table:
    """What one commitment, or one contributor to it, came to period by period; with notes where its sources are."""
    title = f"{titled(subject(commitment), commitment.unit)}, {by_period(calendar)}"
    if not commitment.periods:
        return Table.of(title, (), (), ["No dated entries."])
    before = [] if commitment.before is None else [_Line(commitment.before, before=True)]
    lines = [*before, *map(_Line, commitment.periods)]
    notes = () if footnotes is None else footnotes.cite(commitment.sources)
    sources = [f"Sources of what was delivered:{mark(notes)}."] if notes else []
    remarks = [*remarks_on(commitment, commitment.periods, calendar), *sources]
    return Table.of(title, _columns(commitment, calendar), lines, remarks)


def _columns(commitment: _Periods, calendar: Calendar) -> Sequence[Column[_Line]]:
    unit = commitment.unit

    def name(line: _Line) -> Cell:
        return Words("before", Tone.MUTED) if line.before else Words(period_name(line.row.period, calendar))

    def pledged(line: _Line) -> Cell:
        row = line.row
        if line.before:
            return BLANK
        if not row.pledge_recorded:
            return Words(NO_PLEDGE)
        return Amount.of(Figure(row.pledged, row.pledged_bound), unit, row.pledged_stated)

    def delivered(line: _Line) -> Cell:
        row = line.row
        if not row.actual_recorded:
            return Words(NONE_RECORDED)
        return Amount.of(Figure(row.actual, row.actual_bound), unit, row.actual_stated)

    def change(line: _Line) -> Cell:
        row = line.row
        if line.before:
            return BLANK
        if commitment.undated or not row.actual_recorded:
            return Words(UNDEFINED)
        return Amount(row.flow, unit, Tone.STRONG, UNDEFINED, row.flow_bound, signed=True)

    # Names of such quarters are long: at 80 columns there is no room for their dates beside them.
    narrow = Narrow.KEEP if calendar.is_civil or calendar.every is not Every.QUARTER else Narrow.BELOW
    note = [Column("Note", _note)] if any(map(notes_on, commitment.periods)) else []
    return (
        Column("Period", name),
        Column("Dates", _dates, Align.RIGHT, narrow),  # on the right: such a column never wraps
        Column("Pledged", pledged, Align.RIGHT),
        Column("Delivered", delivered, Align.RIGHT),
        Column("Change", change, Align.RIGHT),
        *note,
    )


def _dates(line: _Line) -> Cell:
    return Words(f"to {line.row.to.isoformat()}", Tone.MUTED) if line.before else Words(dates_of(line.row))


def _note(line: _Line) -> Cell:
    return BLANK if line.before else Words(", ".join(notes_on(line.row)))


def remarks_on(
    commitment: _Periods, rows: Sequence[PeriodRow], calendar: Calendar, before_notes: str = ""
) -> Iterator[str]:
    """Which of some periods is not over, which brought nothing that is recorded, and what the notes and signs mean."""
    last = commitment.periods[-1]
    if rows and last.to < last.period.last:
        name = period_name(last.period, calendar)
        yield f"{name} is counted up to the report date, {day_in_words(last.to)}."
    if commitment.undated:
        yield "The actual is undated: it does not say in which period anything came."
        return
    still = [
        period_name(row.period, calendar) for row in rows if row.flow == 0 and row.actual_recorded and not row.moved
    ]
    if still:
        yield f"No delivery is recorded in {few(still)}."
    before = commitment.before
    yield from explained(rows, before_notes, () if before is None else (before.actual_bound,))
