"""The tables of `history`: every change with the level it led to, and events in their place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.course.changes import Change, Point
from mss_gap.analysis.reports.base import Glossary
from mss_gap.analysis.reports.history import EventRow, HistoryByCountryReport, HistoryReport
from mss_gap.ledger.dates import Precision
from mss_gap.ledger.entry import Status
from mss_gap.render.change_words import NOT_COUNTED, change_words
from mss_gap.render.columns import BLANK, UNDEFINED, Align, Amount, Cell, Column, Page, Records, Table, Tone, Words
from mss_gap.render.figures import day_as_known, percent, sparkline
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import IN_ALL, NO_PLEDGE, NONE_RECORDED, no_entries_of, status_words
from mss_gap.render.tables.change_records import change_records, event_records
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.tables.narrowing import how_to_narrow, ways_to_narrow

_LED_TO = Words("What earlier changes led to", Tone.MUTED)
"""The first row of a history that begins on a day."""
SAMPLES = 40
"""Points of a sparkline, at equal distances in time."""


class _DayChange(NamedTuple):
    """A change, and where it is in its day."""

    change: Change
    point: Point
    first: bool
    """True for the first change of its day, which says the date."""
    ended: Point | None
    """The point of its day, for the last change of the day, which says what is delivered and missing then; else None."""


_Dated = _DayChange | EventRow | Point
"""A point without a change is where a history begins."""


def page(report: HistoryReport | HistoryByCountryReport) -> Page:
    """A table for each commitment with the events between its changes, or one for each contributor to it."""
    footnotes = Footnotes(report.glossary.sources)
    tables = (
        history_tables(report, footnotes)
        if isinstance(report, HistoryReport)
        else _tables_of_contributors(report, footnotes)
    )
    absent = () if isinstance(report, HistoryReport) else report.absent
    made = headed_page(report, list(tables), report.warnings, footnotes, no_entries_of(absent))
    rows = sum(len(table.rows) for table in made.tables)
    ways = ways_to_narrow(len(report.commitments), "--from", "--every", contributors=True)
    return replace(made, hint=how_to_narrow({"rows": rows}, ways))


def records(report: HistoryReport | HistoryByCountryReport) -> Records:
    """A record for each change, with where the whole, or its contributor, is after its day; and for each event."""
    changes = change_records(report.commitments)
    if isinstance(report, HistoryByCountryReport):
        return changes
    return Records.in_sections({"changes": changes, "events": event_records(report.events)})


def history_tables(report: HistoryReport, footnotes: Footnotes) -> Iterator[Table]:
    """For each commitment its changes, where they led, and the events between; a sparkline below."""
    for commitment in report.commitments:
        points = commitment.points
        dated: list[Point | EventRow] = sorted((*points, *(report.events if points else ())), key=attrgetter("date"))
        yield Table.of(
            titled(commitment.title, commitment.unit),
            _columns_of_whole(commitment.unit, report.glossary, footnotes),
            (row for it in dated for row in (_changes([it]) if isinstance(it, Point) else [it])),
            sparkline_remarks(points),
        )


def _tables_of_contributors(report: HistoryByCountryReport, footnotes: Footnotes) -> Iterator[Table]:
    """For each contributor to each commitment its changes and where they led; a sparkline below."""
    for commitment in report.commitments:
        for contributor in commitment.contributors:
            yield Table.of(
                titled(f"{commitment.title}: {contributor.name}", commitment.unit),
                _columns_of_contributor(commitment.unit, report.glossary, footnotes),
                _changes(contributor.points),
                sparkline_remarks(contributor.points),
            )


def _changes(points: Iterable[Point]) -> Iterator[_DayChange | Point]:
    for point in points:
        if not point.changes:
            yield point
        last = len(point.changes) - 1
        for at, change in enumerate(point.changes):
            yield _DayChange(change, point, at == 0, point if at == last else None)


def _columns_of_whole(unit: str, glossary: Glossary, footnotes: Footnotes) -> Sequence[Column[_Dated]]:
    def what_changed(it: _Dated) -> Cell:
        if isinstance(it, EventRow):
            return Words(it.title, Tone.MUTED, notes=footnotes.cite(it.source))
        if isinstance(it, Point):
            return _LED_TO
        who = IN_ALL if it.change.country is None else glossary.contributors[it.change.country]
        return Words(f"{who}: {change_words(it.change, unit, glossary)}", notes=footnotes.cite(it.change.source))

    def level(it: _Dated) -> Cell:
        return _level(it.change, unit) if isinstance(it, _DayChange) else BLANK

    return (
        Column("Date", _date),
        Column("What changed", what_changed),
        Column("Level", level, Align.RIGHT),
        *_columns_of_day(unit),
    )


def _level(change: Change, unit: str) -> Cell:
    """The level of a series; in words where the pledge is withdrawn, or where the change does not count."""
    if not change.counts:
        return Words(NOT_COUNTED, Tone.MUTED)
    if change.withdrawn:
        return Words(status_words(Status.WITHDRAWN))
    return Amount.of(Figure(change.level, change.level_bound), unit, change.level_stated)


def _columns_of_contributor(
    unit: str, glossary: Glossary, footnotes: Footnotes
) -> Sequence[Column[_DayChange | Point]]:
    def what_changed(it: _DayChange | Point) -> Cell:
        if isinstance(it, Point):
            return _LED_TO
        said = change_words(it.change, unit, glossary)
        return Words(said[:1].upper() + said[1:], notes=footnotes.cite(it.change.source))

    def pledged(it: _DayChange | Point) -> Cell:
        day = _ended(it)
        if day is None:
            return BLANK
        if not day.pledge_recorded:
            return Words(NO_PLEDGE)
        return Amount.of(Figure(day.pledged, day.pledged_bound), unit, day.pledged_stated)

    return (
        Column("Date", _date),
        Column("What changed", what_changed),
        Column("Pledged", pledged, Align.RIGHT),
        *_columns_of_day(unit),
    )


def _columns_of_day(unit: str) -> Sequence[Column[_Dated]]:
    """What is delivered and missing after a day, said once, on its last change."""

    def after(cell: Callable[[Point], Cell]) -> Callable[[_Dated], Cell]:
        def of_day(it: _Dated) -> Cell:
            day = _ended(it)
            return BLANK if day is None else cell(day)

        return of_day

    def actual(day: Point) -> Cell:
        if not day.actual_recorded:
            return Words(NONE_RECORDED)
        return Amount.of(Figure(day.actual, day.actual_bound), unit, day.actual_stated, Tone.STRONG)

    def delivered(day: Point) -> Cell:
        return Words(percent(day.delivered_pct, day.delivered_bound) if day.actual_recorded else UNDEFINED)

    return (
        Column("Actual", after(actual), Align.RIGHT),
        Column("Gap", after(lambda day: Amount(day.gap, unit, unknown=UNDEFINED, bound=day.gap_bound)), Align.RIGHT),
        Column("Delivered", after(delivered), Align.RIGHT),
    )


def _ended(it: _Dated) -> Point | None:
    """The day that a row is the last of; None for any other row."""
    if isinstance(it, Point):
        return it
    return it.ended if isinstance(it, _DayChange) else None


def _date(it: _Dated) -> Cell:
    """The date, said once where a day has several rows."""
    if isinstance(it, Point):
        return Words("before", Tone.MUTED)
    if isinstance(it, EventRow):
        return Words(str(it.date), Tone.MUTED)
    precision = it.change.date_precision
    return Words(day_as_known(it.point.date, precision)) if it.first or precision is not Precision.DAY else BLANK


def sparkline_remarks(points: Sequence[Point]) -> list[str]:
    """The actual from the first to the last day that counts for it as a sparkline; none where there is no course to draw."""
    if not points:
        return ["No dated entries."]
    known = [(point.date, point.actual) for point in points if point.actual is not None and point.actual_recorded]
    if len({actual for _, actual in known}) <= 1:
        return []
    first, last = known[0][0], max(day for point in points if (day := _delivered_on(point)))
    span = (last - first).days
    days = [first + timedelta(days=span * sample // (SAMPLES - 1)) for sample in range(SAMPLES)]
    return [f"Actual, {first.isoformat()} to {last.isoformat()}: {sparkline(_at(known, days))}"]


def _delivered_on(point: Point) -> date | None:
    """The day of a point where a delivery is stated that counts."""
    return point.date if any(change.kind == "actual" and change.counts for change in point.changes) else None


def _at(known: Sequence[tuple[date, Decimal]], days: Sequence[date]) -> list[Decimal]:
    """The level on each of some ascending days."""
    levels, position = [], 0
    for day in days:
        while position + 1 < len(known) and known[position + 1][0] <= day:
            position += 1
        levels.append(known[position][1])
    return levels
