"""How a commitment moved: every dated change, and where it left the whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Literal

from mss_gap.analysis.course import Course, Side
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.parts import Parts
from mss_gap.analysis.position import standing_at, whole_actual, whole_pledge
from mss_gap.analysis.report import Cited, Report, cited
from mss_gap.analysis.series import Level, Series
from mss_gap.analysis.survey import survey
from mss_gap.analysis.warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Commitment, Ledger, Status

Kind = Literal["pledge", "actual"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One dated statement, in the commitment's unit."""

    kind: Kind
    country: str | None
    """The contributor; null for the whole mission."""
    total: Decimal | None
    amount: Decimal | None
    level: Decimal | None
    """Where its series stands after that day; null where no figure is known."""
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day on which something changed, and where the whole stands after it."""

    date: date
    pledged: Decimal | None
    actual: Decimal | None
    gap: Decimal | None
    delivered_pct: Decimal | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentHistory:
    """One commitment from its first dated entry to the report date."""

    id: str
    title: str
    unit: str
    points: tuple[Point, ...]
    """By date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Something that happened around the mission."""

    date: date
    title: str
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryReport(Report):
    """How each commitment moved up to the report date."""

    kind: Literal["history"] = "history"
    commitments: tuple[CommitmentHistory, ...]
    events: tuple[EventRow, ...]
    """Up to the report date, by date."""
    warnings: tuple[ReportWarning, ...]


def recount(ledger: Ledger, as_of: date | None = None, commitment: str | None = None) -> HistoryReport:
    """Every dated change of each commitment, or of one, up to the report date.

    Raises `UnknownCommitmentError` where the one asked for does not exist.
    """
    surveyed = survey(ledger, as_of, commitment)
    day = surveyed.as_of
    return HistoryReport(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=day,
        commitments=tuple(
            CommitmentHistory(
                id=key,
                title=surveyed.title(key),
                unit=ledger.commitments[key].unit,
                points=tuple(trace(ledger.commitments[key], surveyed.courses[key], day)),
            )
            for key in surveyed.positions
        ),
        events=tuple(
            EventRow(date=event.date, title=event.title, source=cited(event.source))
            for event in sorted(ledger.events, key=lambda event: event.date)
            if day is None or event.date <= day
        ),
        warnings=warnings_of(surveyed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorHistory:
    """One contributor to one commitment, on its own."""

    id: str
    name: str
    points: tuple[Point, ...]
    """By date; what is pledged, delivered and missing is the contributor's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentByCountry:
    """One commitment, contributor by contributor."""

    id: str
    title: str
    unit: str
    contributors: tuple[ContributorHistory, ...]
    """By code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryByCountryReport(Report):
    """How each contributor to each commitment moved up to the report date."""

    kind: Literal["history-by-country"] = "history-by-country"
    commitments: tuple[CommitmentByCountry, ...]
    warnings: tuple[ReportWarning, ...]


def recount_by_country(
    ledger: Ledger, as_of: date | None = None, commitment: str | None = None
) -> HistoryByCountryReport:
    """As `recount`, the series of each contributor on its own."""
    surveyed = survey(ledger, as_of, commitment)
    return HistoryByCountryReport(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=surveyed.as_of,
        commitments=tuple(
            CommitmentByCountry(
                id=key,
                title=surveyed.title(key),
                unit=ledger.commitments[key].unit,
                contributors=tuple(
                    ContributorHistory(
                        id=code,
                        name=surveyed.name(code),
                        points=tuple(_points_of(surveyed.courses[key], code, surveyed.as_of)),
                    )
                    for code in position.standings
                ),
            )
            for key, position in surveyed.positions.items()
        ),
        warnings=warnings_of(surveyed),
    )


def _points_of(course: Course, code: str, until: date | None) -> Iterator[Point]:
    """The points of one contributor: its standing after each day on which it changed."""
    pledges, actuals = course.pledges.of(code), course.actuals.of(code)
    sides: tuple[tuple[Kind, Series], ...] = (("pledge", pledges), ("actual", actuals))
    days = sorted({level.day for _, series in sides for level in series.levels if until and level.day <= until})
    for day in days:
        standing = standing_at(pledges, actuals, day)
        if standing is None:
            continue
        moved = [(kind, series, level) for kind, series in sides if (level := series.at(day)) and level.day == day]
        yield _point(
            day, standing.pledged, standing.actual, [c for move in moved for c in _changes(move[0], code, *move[1:])]
        )


def trace(commitment: Commitment, course: Course, day: date | None) -> list[Point]:
    """The points of a commitment up to a day, in one pass over its entries."""
    return [] if day is None else list(_points(commitment, course, day))


@exactly
def _points(commitment: Commitment, course: Course, until: date) -> list[Point]:
    pledges, actuals = _Running(_as_firm_pledge), _Running(_as_actual)
    at_total = Parts()
    points = []
    steps = sorted((*_steps("pledge", course.pledges), *_steps("actual", course.actuals)), key=itemgetter(0))
    for day, group in groupby(steps, key=itemgetter(0)):
        if day > until:
            break
        changes: list[Change] = []
        for _, kind, country, series, level in group:
            (pledges if kind == "pledge" else actuals).move(country, level)
            changes.extend(_changes(kind, country, series, level))
        if actuals.whole is not None and actuals.whole.total_on == day:
            at_total = actuals.parts
        pledged = whole_pledge(commitment.pledged, pledges.whole, pledges.parts if pledges.levels else None)
        actual, _ = whole_actual(commitment.actual, actuals.whole, actuals.parts, at_total)
        points.append(_point(day, pledged, actual, changes))
    return points


def _point(day: date, pledged: Decimal | None, actual: Decimal | None, changes: Sequence[Change]) -> Point:
    gap = gap_between(pledged, actual)
    return Point(
        date=day,
        pledged=pledged,
        actual=actual,
        gap=gap.gap,
        delivered_pct=gap.delivered_pct,
        changes=tuple(changes),
    )


_Step = tuple[date, Kind, str | None, Series, Level]


def _steps(kind: Kind, side: Side) -> Iterator[_Step]:
    for country, series in ((None, side.whole), *side.by_contributor.items()):
        for level in series.levels:
            yield level.day, kind, country, series, level


def _changes(kind: Kind, country: str | None, series: Series, level: Level) -> Iterator[Change]:
    for statement in series.statements[level.start : level.end]:
        yield Change(
            kind=kind,
            country=country,
            total=statement.total,
            amount=statement.amount,
            level=level.value,
            source=cited(statement.entry.source),
        )


class _Running:
    """One side of a commitment, added up anew at each change from what the change replaces."""

    def __init__(self, counted: Callable[[Level], Parts]) -> None:
        """`counted` says what a contributor's level adds to the sum."""
        self.whole: Level | None = None
        self.levels: dict[str, Level] = {}
        self.parts = Parts()
        self._counted = counted

    def move(self, country: str | None, level: Level) -> None:
        """Put a series at a new level."""
        if country is None:
            self.whole = level
            return
        if country in self.levels:
            self.parts -= self._counted(self.levels[country])
        self.parts += self._counted(level)
        self.levels[country] = level


def _as_actual(level: Level) -> Parts:
    return Parts.of(level.value, at_least=level.at_least)


def _as_firm_pledge(level: Level) -> Parts:
    return Parts.of(level.value) if level.status is Status.FIRM else Parts()
