"""The tables of `history`: every change with the level it led to, and events in their place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, assert_never

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.changes import Change, Point
from mss_gap.analysis.reports.base import Glossary
from mss_gap.analysis.reports.history import (
    CommitmentByCountry,
    CommitmentHistory,
    EventRow,
    HistoryByCountryReport,
    HistoryReport,
)
from mss_gap.analysis.stated import Stated
from mss_gap.ledger.model import Status
from mss_gap.ledger.values import Precision
from mss_gap.render.columns import (
    BLANK,
    NOT_CONVERTED,
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
    keys_of,
    stated_keys,
    widened,
)
from mss_gap.render.entry_words import figure_words, status_said, what_it_is
from mss_gap.render.figures import day_in_words, in_full, percent, sparkline, words_of
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import IN_ALL, NO_PLEDGE, NONE_RECORDED, no_entries_of, status_words
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.tables.narrowing import how_to_narrow, ways_to_narrow

NOT_COUNTED = "not counted"
"""What replaces the level of a series that moves nothing: of another stage, outside, or of the whole and not converted."""
NO_RATE = "not converted: no rate"
_LED_TO = Words("What earlier changes led to", Tone.MUTED)
"""What a history that begins on a day says first."""
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


def change_records(
    commitments: Iterable[CommitmentHistory | CommitmentByCountry], *, for_readers: bool = False
) -> Records:
    """A record for each change of some commitments, with where the whole, or its contributor, is after its day.

    For readers with all that the tables say besides: bounds, levels as stated, due days, what is not counted. A day is as
    exact as its entry says.
    """
    points: Iterator[tuple[CommitmentHistory | CommitmentByCountry, Point]] = (
        (commitment, point) for commitment in commitments for point in _points(commitment)
    )
    return Records.of(
        _KEYS_FOR_READERS if for_readers else _KEYS,
        ((commitment, point, change) for commitment, point in points for change in point.changes or (None,)),
    )


def event_records(events: Iterable[EventRow]) -> Records:
    """A record for each event."""
    return Records.of(keys_of(EventRow), events)


def _points(commitment: CommitmentHistory | CommitmentByCountry) -> Iterator[Point]:
    """The points of a commitment, or those of one contributor to it after another."""
    if isinstance(commitment, CommitmentHistory):
        yield from commitment.points
    else:
        for contributor in commitment.contributors:
            yield from contributor.points


_Changed = tuple[CommitmentHistory | CommitmentByCountry, Point, Change | None]
"""Without a change where a history begins."""


def _keys_of_change() -> Keys[_Changed]:
    of_change: Keys[Change] = keys_of(Change)
    return {key: _of_change(get) for key, get in of_change.items()}


def _of_change(get: Callable[[Change], object]) -> Callable[[_Changed], object]:
    return lambda it: None if it[2] is None else get(it[2])


_KEYS: Keys[_Changed] = {
    "commitment": lambda it: it[0].id,
    "unit": lambda it: it[0].unit,
    "date": lambda it: it[1].date,
    **_keys_of_change(),
    "pledged": lambda it: it[1].pledged,
    "pledged_bound": lambda it: it[1].pledged_bound,
    "actual": lambda it: it[1].actual,
    "actual_bound": lambda it: it[1].actual_bound,
    "gap": lambda it: it[1].gap,
    "delivered_pct": lambda it: it[1].delivered_pct,
}


def _keys_for_readers() -> Keys[_Changed]:
    more: Mapping[str, Keys[_Changed]] = {
        "part": {
            "part_stated": _of_change(lambda change: change.part_stated),
            "due": _of_change(lambda change: change.due),
        },
        "level": {
            "level_bound": _of_change(lambda change: change.level_bound),
            **stated_keys(lambda it: None if it[2] is None else it[2].level_stated, "level_stated", "level_currency"),
            "counts": _of_change(lambda change: change.counts),
        },
        "gap": {"gap_bound": lambda it: it[1].gap_bound},
        "delivered_pct": {"delivered_bound": lambda it: it[1].delivered_bound},
    }
    return {
        **widened(_KEYS, more),
        "date": lambda it: _day_as_known(it[1].date, it[2]),
        "level": _level_or_why,
    }


def _level_or_why(it: _Changed) -> object:
    change = it[2]
    if change is None:
        return None
    return change.level if change.level_stated is None else NOT_CONVERTED


def _day_as_known(day: date, change: Change | None) -> date | str:
    precision = Precision.DAY if change is None else change.date_precision
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
            yield _DayChange(change, point, first=at == 0, last=at == last)


def _columns_of_whole(unit: str, glossary: Glossary, footnotes: Footnotes) -> Sequence[Column[_Dated]]:
    def what_changed(it: _Dated) -> Cell:
        if isinstance(it, EventRow):
            return Words(it.title, Tone.MUTED, notes=footnotes.cite(it.source))
        if isinstance(it, Point):
            return _LED_TO
        who = IN_ALL if it.change.country is None else glossary.contributors[it.change.country]
        return Words(
            f"{who}: {_said(it.change, unit)}{_row_said(it.change, glossary)}", notes=footnotes.cite(it.change.source)
        )

    def level(it: _Dated) -> Cell:
        return _level(it.change, unit) if isinstance(it, _DayChange) else BLANK

    return (
        Column("Date", _date),
        Column("What changed", what_changed),
        Column("Level", level, Align.RIGHT),
        *_columns_of_day(unit),
    )


def _level(change: Change, unit: str) -> Cell:
    """What a series comes to; of a pledge that is withdrawn, and of what moves nothing, that in words."""
    if not change.counts:
        return Words(NOT_COUNTED, Tone.MUTED)
    if change.withdrawn:
        return Words(status_words(Status.WITHDRAWN))
    return _amount(Figure(change.level, change.level_bound), unit, change.level_stated)


def _amount(figure: Figure, unit: str, stated: Stated | None, tone: Tone = Tone.PLAIN) -> Amount:
    """A figure in the unit; one that no rate converts as it was stated."""
    if stated is None:
        return Amount(figure.value, unit, tone, bound=figure.bound)
    return Amount(stated.figure.value, stated.currency, tone, NOT_CONVERTED, stated.figure.bound)


def _columns_of_contributor(
    unit: str, glossary: Glossary, footnotes: Footnotes
) -> Sequence[Column[_DayChange | Point]]:
    def what_changed(it: _DayChange | Point) -> Cell:
        if isinstance(it, Point):
            return _LED_TO
        said = _said(it.change, unit) + _row_said(it.change, glossary)
        return Words(said[:1].upper() + said[1:], notes=footnotes.cite(it.change.source))

    def pledged(it: _DayChange | Point) -> Cell:
        day = _ended(it)
        if day is None:
            return BLANK
        if not day.pledge_recorded:
            return Words(NO_PLEDGE)
        return _amount(Figure(day.pledged, day.pledged_bound), unit, day.pledged_stated)

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
        return _amount(Figure(day.actual, day.actual_bound), unit, day.actual_stated, Tone.STRONG)

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
    return it.point if isinstance(it, _DayChange) and it.last else None


def _date(it: _Dated) -> Cell:
    """The date, said once where a day has several rows."""
    if isinstance(it, Point):
        return Words("before", Tone.MUTED)
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
    """A change in words: what its entry states, and whether it counts."""
    said = [_figure_said(change, unit), *_terms_said(change, unit)]
    if change.outside is not None:
        said.append(f"outside ({change.outside})")
    if not change.counts and not _lost(change):
        said += [*_level_said(change, unit), NOT_COUNTED]
    return ", ".join(filter(None, said))


def _row_said(change: Change, glossary: Glossary) -> str:
    """The row of a table that states a change without a source; a source says more, and a ledger's line is in `entries`."""
    place = None if change.source else glossary.place_of_row(change.kind, change.position)
    return f" ({place})" if place else ""


def _figure_said(change: Change, unit: str) -> str:
    """The figure of an entry: a total is the level, an amount adds to it. Empty where only terms are stated."""
    named = what_it_is(change.kind, change.stage)
    worth = change.amount if change.total is None else change.total
    figure, currency = (worth, unit) if change.currency is None else (change.stated, change.currency)
    if figure is None:
        return "" if _states_terms(change) else f"{named}, amount not stated"
    said = f"{named} {figure_words(figure, currency, change.qualifier, restates=change.restates)}"
    return said if change.currency is None else f"{said} ({_worth(worth, unit)})"


def _worth(worth: Decimal | None, unit: str) -> str:
    return NO_RATE if worth is None else in_full(worth, unit)


def _states_terms(change: Change) -> bool:
    return change.status is not None or change.due is not None


def _terms_said(change: Change, unit: str) -> Iterator[str]:
    """The status and the due day that an entry states; where it states no figure they are all that it changes."""
    bare = change.amount is None and change.total is None and change.stated is None
    if change.status is not None:
        yield status_said(change.status, _part_said(change, unit), bare=bare, restates=change.restates)
    if change.due is not None:
        yield f"{'pledge now ' if bare and change.status is None else ''}due by {day_in_words(change.due)}"


def _part_said(change: Change, unit: str) -> str | None:
    """How much of the pledge has the status, as stated and as converted; None for all of it."""
    if change.part_stated is None:
        return None
    part = in_full(change.part_stated, change.currency or unit)
    in_unit = change.currency is None or change.part_stated == 0
    return part if in_unit else f"{part} ({_worth(change.part, unit)})"


def _level_said(change: Change, unit: str) -> Iterator[str]:
    """What a series that is not counted comes to, where its entry does not say that itself."""
    stated = change.level_stated
    if stated is not None and not change.restates and stated.figure.value not in (None, change.stated):
        yield f"{words_of(stated.figure.bound)}{in_full(stated.figure.value, stated.currency)} so far"
    elif change.level is not None and change.level not in (change.total, change.amount):
        yield f"{words_of(change.level_bound)}{in_full(change.level, unit)} so far"


def _lost(change: Change) -> bool:
    """Whether a change of the whole mission is not counted because no rate converts it, as its figure says."""
    return change.country is None and change.outside is None and change.level_stated is not None


def sparkline_remarks(points: Sequence[Point]) -> list[str]:
    """The actual from its first day to its last as a sparkline; none where there is no course to draw."""
    if not points:
        return ["No dated entries."]
    known = [(point.date, point.actual) for point in points if point.actual is not None and point.actual_recorded]
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
