"""How much of a ledger a web page lists one by one, so that it grows with what a reader can read."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain
from operator import attrgetter
from typing import NamedTuple

from mss_gap.analysis.course.flows import course_of
from mss_gap.analysis.course.periods import Calendar, Every
from mss_gap.analysis.reports.history_by_period import CommitmentPeriods, periods_of
from mss_gap.analysis.sourcing import figures
from mss_gap.analysis.survey import Survey

MOST_CHANGES = 500
"""Dated changes that a page lists, with the events between them, of all commitments together."""
MOST_CONTRIBUTORS = 50
"""Contributors to a commitment that have rows of their own on a page."""
MOST_SOURCES = 300
"""Of a ledger with more sources, a page lists only those that it refers to by number."""
MOST_PERIODS = 120
"""Periods that take the place of the dated changes of a commitment."""


class UnlistedChanges(NamedTuple):
    """The dated changes of a commitment that are too many to list, and what takes their place."""

    number: int
    """How many there are up to the report date."""
    sources: tuple[str, ...]
    """What they rest on, by date: source ids or addresses."""
    periods: CommitmentPeriods
    calendar: Calendar
    """The periods: months, else quarters, else years."""


def unlisted_changes(surveyed: Survey) -> Mapping[str, UnlistedChanges]:
    """The changes that a page does not list, by commitment: those with the fewest are listed as long as there is room."""
    numbers = {key: _number_of_changes(surveyed, key) for key in surveyed.positions}
    events = sum(surveyed.as_of is not None and event.date <= surveyed.as_of for event in surveyed.ledger.events)
    rows = {key: number + events for key, number in numbers.items() if number}
    by_number = sorted(rows, key=rows.__getitem__)
    up_to = accumulate(rows[key] for key in by_number)
    beyond = {key for key, sum_ in zip(by_number, up_to, strict=True) if sum_ > MOST_CHANGES}
    return {key: _unlisted(surveyed, key, numbers[key]) for key in rows if key in beyond}


def has_many_sources(surveyed: Survey) -> bool:
    """Whether the figures of a ledger rest on more sources than a page lists."""
    return len(set(chain.from_iterable(sources for _, sources in figures(surveyed.ledger)))) > MOST_SOURCES


def _number_of_changes(surveyed: Survey, key: str) -> int:
    levels = (series.at(surveyed.as_of) for series in surveyed.timelines[key].every_series())
    return sum(level.end for level in levels if level is not None)


def _unlisted(surveyed: Survey, key: str, number: int) -> UnlistedChanges:
    calendar = finest(surveyed, [key], Every, MOST_PERIODS)
    return UnlistedChanges(
        number=number,
        sources=tuple(_sources_of(surveyed, key)),
        periods=periods_of(surveyed, key, calendar),
        calendar=calendar,
    )


def _sources_of(surveyed: Survey, key: str) -> Iterator[str]:
    """The sources of every dated change up to the report date, each once, by date."""
    dated = [
        statement
        for series in surveyed.timelines[key].every_series()
        if (level := series.at(surveyed.as_of)) is not None
        for statement in series.all_statements[: level.end]
    ]
    dated.sort(key=attrgetter("entry.date"))
    yield from dict.fromkeys(chain.from_iterable(statement.entry.source for statement in dated))


def finest(surveyed: Survey, keys: Iterable[str], lengths: Iterable[Every], most: int) -> Calendar:
    """The first of some calendars, short periods before long ones, in which no commitment has more periods than `most`.

    The last where each has more.
    """
    firsts = [course_of(surveyed.timelines[key], ()).first for key in keys]
    day = surveyed.as_of
    first = min((first for first in firsts if first is not None), default=None)
    calendar = Calendar(Every.YEAR)
    for length in lengths:
        calendar = Calendar(length)
        if first is None or day is None or sum(1 for _ in calendar.until(first, day)) <= most:
            break
    return calendar
