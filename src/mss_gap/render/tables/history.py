"""The tables of `history`: every change with the level it led to, and events in their place."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, assert_never

from mss_gap.analysis.bounds import Bound, Figure, difference, percentage
from mss_gap.analysis.changes import Change, Point
from mss_gap.analysis.reports.base import Glossary
from mss_gap.analysis.reports.history import (
    CommitmentByCountry,
    CommitmentHistory,
    EventRow,
    HistoryByCountryReport,
    HistoryReport,
)
from mss_gap.ledger.model import Status
from mss_gap.ledger.values import Precision
from mss_gap.render.columns import (
    BLANK,
    NOT_STATED,
    UNDEFINED,
    Align,
    Amount,
    Cell,
    Column,
    Keys,
    Page,
    Records,
    Table,
    Tone,
    Words,
    insert_after,
    keys_of,
)
from mss_gap.render.figures import in_full, percent, sparkline
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import IN_ALL, NO_PLEDGE, entry_words, stated_figure, status_words
from mss_gap.render.tables.heading import headed_page, titled

SAMPLES = 40
"""Points of a sparkline, at equal distances in time."""


class _DayChange(NamedTuple):
    """A change, and where it is in its day."""

    change: Change
    point: Point
    first: bool
    """True for the first change of its day, which says the date."""
    last: bool
    """True for the last change of its day, which says what is delivered and missing after it."""


_Dated = _DayChange | EventRow


def page(report: HistoryReport | HistoryByCountryReport) -> Page:
    """A table for each commitment with the events between its changes, or one for each contributor to it."""
    footnotes = Footnotes(report.glossary.sources)
    tables = (
        history_tables(report, footnotes)
        if isinstance(report, HistoryReport)
        else _tables_of_contributors(report, footnotes)
    )
    return headed_page(report, list(tables), report.warnings, footnotes)


def records(report: HistoryReport | HistoryByCountryReport, *, for_readers: bool = False) -> Records:
    """A record for each change, with where the whole, or its contributor, is after its day.

    For readers every figure of that day has its bound, and a day is known as exactly as its entry says.
    """
    points: Iterator[tuple[CommitmentHistory | CommitmentByCountry, Point]] = (
        (commitment, point) for commitment in report.commitments for point in _points(commitment)
    )
    return Records.of(
        _KEYS_FOR_READERS if for_readers else _KEYS,
        ((commitment, point, change) for commitment, point in points for change in point.changes),
    )


def event_records(report: HistoryReport) -> Records:
    """A record for each event."""
    return Records.of(keys_of(EventRow), report.events)


def _points(commitment: CommitmentHistory | CommitmentByCountry) -> Iterator[Point]:
    """The points of a commitment, or those of one contributor to it after another."""
    if isinstance(commitment, CommitmentHistory):
        yield from commitment.points
    else:
        for contributor in commitment.contributors:
            yield from contributor.points


_Changed = tuple[CommitmentHistory | CommitmentByCountry, Point, Change]
_KEYS: Keys[_Changed] = {
    "commitment": lambda it: it[0].id,
    "unit": lambda it: it[0].unit,
    "date": lambda it: it[1].date,
    **keys_of(Change, lambda it: it[2]),
    "pledged": lambda it: it[1].pledged,
    "pledged_bound": lambda it: it[1].pledged_bound,
    "actual": lambda it: it[1].actual,
    "actual_bound": lambda it: it[1].actual_bound,
    "gap": lambda it: it[1].gap,
    "delivered_pct": lambda it: it[1].delivered_pct,
}


def _keys_for_readers() -> Keys[_Changed]:
    with_gap = insert_after(_KEYS, "gap", {"gap_bound": lambda it: _gap_bound(it[1])})
    with_share = insert_after(with_gap, "delivered_pct", {"delivered_bound": lambda it: _delivered_bound(it[1])})
    return {**with_share, "date": lambda it: _day_as_known(it[1].date, it[2].date_precision)}


def _day_as_known(day: date, precision: Precision) -> date | str:
    return day if precision is Precision.DAY else _as_known(day, precision)


_KEYS_FOR_READERS = _keys_for_readers()


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
                _columns_of_contributor(contributor.points, commitment.unit, footnotes),
                _changes(contributor.points),
                sparkline_remarks(contributor.points),
            )


def _changes(points: Iterable[Point]) -> Iterator[_DayChange]:
    for point in points:
        last = len(point.changes) - 1
        for at, change in enumerate(point.changes):
            yield _DayChange(change, point, first=at == 0, last=at == last)


def _columns_of_whole(unit: str, glossary: Glossary, footnotes: Footnotes) -> Sequence[Column[_Dated]]:
    def what_changed(it: _Dated) -> Cell:
        if isinstance(it, EventRow):
            return Words(it.title, Tone.MUTED, notes=footnotes.cite(it.source))
        who = IN_ALL if it.change.country is None else glossary.contributors[it.change.country]
        return Words(f"{who}: {_said(it.change, unit)}", notes=footnotes.cite(it.change.source))

    def level(it: _Dated) -> Cell:
        if isinstance(it, EventRow):
            return BLANK
        # A pledge that its entry withdraws reads as withdrawn, not as 0.
        withdrawn = it.change.status is Status.WITHDRAWN and it.change.part is None
        return Words(status_words(Status.WITHDRAWN)) if withdrawn else Amount(it.change.level, unit)

    return (
        Column("Date", _date),
        Column("What changed", what_changed),
        Column("Level", level, Align.RIGHT),
        *_columns_of_day(unit),
    )


def _columns_of_contributor(points: Sequence[Point], unit: str, footnotes: Footnotes) -> Sequence[Column[_DayChange]]:
    pledges = (point.date for point in points if any(change.kind == "pledge" for change in point.changes))
    pledged_on = min(pledges, default=date.max)

    def what_changed(it: _DayChange) -> Cell:
        said = _said(it.change, unit)
        return Words(said[:1].upper() + said[1:], notes=footnotes.cite(it.change.source))

    def pledged(it: _DayChange) -> Cell:
        unknown = NO_PLEDGE if it.point.date < pledged_on else NOT_STATED
        return Amount(it.point.pledged, unit, unknown=unknown, bound=it.point.pledged_bound) if it.last else BLANK

    return (
        Column("Date", _date),
        Column("What changed", what_changed),
        Column("Pledged", pledged, Align.RIGHT),
        *_columns_of_day(unit),
    )


def _columns_of_day(unit: str) -> Sequence[Column[_Dated]]:
    """What is delivered and missing after a day, said once, on its last change."""

    def after(it: _Dated) -> Point | None:
        return it.point if isinstance(it, _DayChange) and it.last else None

    return (
        Column(
            "Actual",
            lambda it: Amount(day.actual, unit, Tone.STRONG, bound=day.actual_bound) if (day := after(it)) else BLANK,
            Align.RIGHT,
        ),
        Column(
            "Gap",
            lambda it: Amount(day.gap, unit, unknown=UNDEFINED, bound=_gap_bound(day)) if (day := after(it)) else BLANK,
            Align.RIGHT,
        ),
        Column(
            "Delivered",
            lambda it: Words(percent(day.delivered_pct, _delivered_bound(day))) if (day := after(it)) else BLANK,
            Align.RIGHT,
        ),
    )


def _gap_bound(day: Point) -> Bound | None:
    return difference(_pledged(day), _actual(day)).bound


def _delivered_bound(day: Point) -> Bound | None:
    return percentage(_actual(day), _pledged(day)).bound


def _pledged(day: Point) -> Figure:
    return Figure(day.pledged, day.pledged_bound)


def _actual(day: Point) -> Figure:
    return Figure(day.actual, day.actual_bound)


def _date(it: _Dated) -> Cell:
    """The date, said once where a day has several rows."""
    if isinstance(it, EventRow):
        return Words(str(it.date), Tone.MUTED)
    precision = it.change.date_precision
    return Words(_as_known(it.point.date, precision)) if it.first or precision is not Precision.DAY else BLANK


def _as_known(day: date, precision: Precision) -> str:
    """A date as its entry has it: 2024-09 where only the month is known."""
    match precision:
        case Precision.DAY:
            return day.isoformat()
        case Precision.MONTH:
            return day.isoformat()[: len("2024-09")]
        case Precision.YEAR:
            return day.isoformat()[: len("2024")]
        case _:
            assert_never(precision)


def _said(change: Change, unit: str) -> str:
    """A change in words, its figure as stated and as converted."""
    worth = change.amount if change.total is None else change.total
    figure, currency = (worth, unit) if change.currency is None else (change.stated, change.currency)
    stated = None
    if figure is not None:
        stated = stated_figure(figure, currency, change.qualifier, restates=change.total is not None)
        if change.currency is not None:
            stated += f" ({'not converted' if worth is None else in_full(worth, unit)})"
    return entry_words(change, stated, None if change.part is None else in_full(change.part, unit))


def sparkline_remarks(points: Sequence[Point]) -> list[str]:
    """The actual from its first day to its last as a sparkline; none where there is no course to draw."""
    if not points:
        return ["No dated entries."]
    known = [(point.date, point.actual) for point in points if point.actual is not None]
    if len({actual for _, actual in known}) <= 1:
        return []
    first, last = known[0][0], known[-1][0]
    span = (last - first).days
    days = [first + timedelta(days=span * sample // (SAMPLES - 1)) for sample in range(SAMPLES)]
    return [f"Actual, {first.isoformat()} to {last.isoformat()}: {sparkline(_at(known, days))}"]


def _at(known: Sequence[tuple[date, Decimal]], days: Sequence[date]) -> list[Decimal]:
    """The level on each of some ascending days."""
    levels, position = [], 0
    for day in days:
        while position + 1 < len(known) and known[position + 1][0] <= day:
            position += 1
        levels.append(known[position][1])
    return levels
