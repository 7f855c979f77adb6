"""How periods are called: 2024-09, 2024 Q3, 2024; those of years that start on another day, FY 2024/25 Q1."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, assert_never

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.course.periods import Calendar, Every, Period

if TYPE_CHECKING:
    from mss_gap.analysis.reports.history_by_period import CommitmentPeriods, ContributorPeriods, PeriodRow

RESTATED, FIRST_TOTAL, VAGUE = "restated", "first total", "date not exact"
"""The notes on a period."""
_CENTURY = 100


def period_name(period: Period, calendar: Calendar) -> str:
    """What a period is called.

    >>> from mss_gap.analysis.course.periods import YearStart
    >>> third = Period(date(2024, 7, 1), date(2024, 9, 30))
    >>> period_name(third, Calendar(Every.QUARTER)), period_name(third, Calendar(Every.QUARTER, YearStart(7, 1)))
    ('2024 Q3', 'FY 2024/25 Q1')
    """
    match calendar.every:
        case Every.MONTH:
            return period.last.isoformat()[: len("2024-09")]
        case Every.QUARTER:
            return f"{_year(period.last, calendar)} Q{calendar.quarter_of(period.last)}"
        case Every.YEAR:
            return _year(period.last, calendar)
        case _:
            assert_never(calendar.every)


def _year(day: date, calendar: Calendar) -> str:
    """The year that a day is in; one that starts on another day than 1 January by both of its calendar years."""
    year = calendar.year_of(day)
    return f"{year:04}" if calendar.is_civil else f"FY {year:04}/{(year + 1) % _CENTURY:02}"


def dates_of(row: "PeriodRow") -> str:
    """The days that a row of a period counts; the year once where they are of one year."""
    last = row.to.isoformat()
    return f"{row.from_.isoformat()} to {last if row.from_.year != row.to.year else last[len('2024-') :]}"


def by_period(calendar: Calendar) -> str:
    """What a table or a chart of periods is, after the name of what it is about."""
    starts = date(2024, *calendar.year_starts)
    civil = "" if calendar.is_civil else f" of years from {starts.day} {starts:%B}"
    if calendar.every is Every.YEAR and civil:
        return f"by year from {starts.day} {starts:%B}"
    return f"by {calendar.every}{civil}"


def notes_on(row: "PeriodRow") -> list[str]:
    """What a reader of a period's figures must know, each in a word or two: a restatement says what a first total does."""
    said = ((row.restated, RESTATED), (row.first_total and not row.restated, FIRST_TOTAL), (row.vague, VAGUE))
    return [words for so, words in said if so]


def subject(commitment: "CommitmentPeriods | ContributorPeriods") -> str:
    """Whose periods they are: the commitment, and the contributor where it is one's own."""
    name = getattr(commitment, "name", None)
    return commitment.title if name is None else f"{commitment.title}: {name}"


_EXPLAINED = {
    RESTATED: "a total in the period differs from what the level before it and the amounts give. The change may include a "
    "correction, or what came earlier.",
    FIRST_TOTAL: "the first figure that is known is a total. Some of it may have come before the period.",
    VAGUE: "an entry is known by its month or its year only, and counts from its last day. It may belong to an earlier "
    "period.",
}
_SIGNS = {
    Bound.AT_LEAST: "≥ at least",
    Bound.AT_MOST: "≤ at most",
    Bound.ABOUT: "≈ about",
    Bound.OPEN: "~ may be more or less",
}


def explained(rows: Iterable["PeriodRow"], before_notes: str, also: Iterable[Bound | None] = ()) -> list[str]:
    """What the notes and the signs mean that occur on some periods, or besides; `before_notes` is a mark of notes."""
    rows = list(rows)
    noted = {note for row in rows for note in notes_on(row)}
    bounds = {bound for row in rows for bound in (row.pledged_bound, row.actual_bound, row.flow_bound)}
    bounds |= set(also)
    signs = [words for bound, words in _SIGNS.items() if bound in bounds]
    bounded = [f"Signs: {', '.join(signs)}."] if signs else []
    notes = [f"{before_notes}{note.capitalize()}: {why}" for note, why in _EXPLAINED.items() if note in noted]
    return [*notes, *bounded]
