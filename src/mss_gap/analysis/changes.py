"""How a commitment moved: every dated change, and where it left the whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.partial_sums import NOTHING, PartialSum
from mss_gap.analysis.position import delivered_by, size_of, whole_actual, whole_pledge
from mss_gap.analysis.series import Level, Series
from mss_gap.analysis.sourcing import Cited, cited
from mss_gap.analysis.timeline import Timeline
from mss_gap.ledger.model import Commitment, Status

Kind = Literal["pledge", "actual"]


# A history may have a million changes: to make one frozen takes four times as long. Nothing changes them.
@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class Change:
    """One dated statement, in the commitment's unit."""

    kind: Kind
    country: str | None
    """The contributor; null for the whole mission."""
    total: Decimal | None
    amount: Decimal | None
    status: Status | None
    """The status that the entry states; null where it states none, and of an actual."""
    level: Decimal | None
    """Where its series stands after that day: 0 once a pledge is withdrawn; null where no figure is known."""
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


def points_of(commitment: Commitment, timeline: Timeline, until: date | None) -> list[Point]:
    """The points of a commitment up to a day, in one pass over its entries."""
    pledges, actuals = (
        ((None, side.whole), *side.by_contributor.items()) for side in (timeline.pledges, timeline.actuals)
    )
    return _points(_by_day(until, pledges, actuals), _Whole(commitment).after)


def points_of_contributor(timeline: Timeline, code: str, until: date | None) -> list[Point]:
    """The points of one contributor to a commitment up to a day, in one pass over its entries."""
    pledges, actuals = (((code, side.of(code)),) for side in (timeline.pledges, timeline.actuals))
    return _points(_by_day(until, pledges, actuals), _Contributor().after)


class _Move(NamedTuple):
    """A series comes to a new level."""

    kind: Kind
    country: str | None
    series: Series
    level: Level


_Sides: TypeAlias = Iterable[tuple[str | None, Series]]
"""The series of a side by contributor; None for that of the whole mission."""
_Figures: TypeAlias = tuple[Decimal | None, Decimal | None]
"""What is pledged, and what is delivered."""


def _by_day(until: date | None, pledges: _Sides, actuals: _Sides) -> Iterator[tuple[date, Sequence[_Move]]]:
    """What moved on each day up to one; within a day pledges first, the whole before its contributors."""
    sides: tuple[tuple[Kind, _Sides], ...] = (("pledge", pledges), ("actual", actuals))
    moves = [
        _Move(kind, country, series, level)
        for kind, side in sides
        for country, series in side
        for level in series.levels
        if until and level.day <= until
    ]
    day_of = attrgetter("level.day")
    return ((day, list(group)) for day, group in groupby(sorted(moves, key=day_of), key=day_of))


def _points(
    days: Iterable[tuple[date, Sequence[_Move]]], after: Callable[[date, Sequence[_Move]], _Figures]
) -> list[Point]:
    """A point for each day; `after` takes the moves of a day and says where they lead."""
    points = []
    for day, moves in days:
        pledged, actual = after(day, moves)
        gap = gap_between(pledged, actual)
        points.append(
            Point(
                date=day,
                pledged=pledged,
                actual=actual,
                gap=gap.gap,
                delivered_pct=gap.delivered_pct,
                changes=tuple(change for move in moves for change in _changes(move)),
            )
        )
    return points


def _changes(move: _Move) -> list[Change]:
    kind, country, series, level = move
    reached = size_of(level) if kind == "pledge" else level.value
    return [
        Change(
            kind=kind,
            country=country,
            total=statement.total,
            amount=statement.amount,
            status=statement.entry.status,
            level=reached,
            source=cited(statement.entry.source),
        )
        for statement in series.statements(level.start, level.end)
    ]


class _Contributor:
    """Where one contributor stands, day after day."""

    def __init__(self) -> None:
        self._levels: dict[Kind, Level] = {}

    def after(self, _: date, moves: Iterable[_Move]) -> _Figures:
        """Its pledge and its actual after the moves of a day (R6)."""
        self._levels.update((move.kind, move.level) for move in moves)
        return size_of(self._levels.get("pledge")), delivered_by(self._levels.get("actual"))


class _Whole:
    """Where a commitment stands, day after day, without adding up again what did not move."""

    def __init__(self, commitment: Commitment) -> None:
        self._commitment = commitment
        self._pledges = _Running(_as_firm_pledge)
        self._actuals = _Running(_as_actual)
        self._at_total = NOTHING

    def after(self, day: date, moves: Iterable[_Move]) -> _Figures:
        """The pledge and the actual of the whole after the moves of a day (R3, R4)."""
        pledges, actuals = self._pledges, self._actuals
        for move in moves:
            (pledges if move.kind == "pledge" else actuals).take(move)
        if actuals.whole is not None and actuals.whole.total_on == day:
            self._at_total = actuals.parts
        actual, _ = whole_actual(self._commitment.actual, actuals.whole, actuals.parts, self._at_total)
        firm = pledges.parts if pledges.by_contributor else None
        return whole_pledge(self._commitment.pledged, pledges.whole, firm), actual


class _Running:
    """One side of a commitment: the whole's own level, and what contributors' levels add up to."""

    def __init__(self, counted: Callable[[Level], PartialSum]) -> None:
        """`counted` says what a contributor's level adds to the sum."""
        self.whole: Level | None = None
        self.by_contributor: dict[str, PartialSum] = {}
        self.parts = NOTHING
        self._counted = counted

    def take(self, move: _Move) -> None:
        """Put a series at its new level."""
        if move.country is None:
            self.whole = move.level
            return
        counted = self._counted(move.level)
        self.parts = self.parts.exchanged(self.by_contributor.get(move.country, NOTHING), counted)
        self.by_contributor[move.country] = counted


def _as_actual(level: Level) -> PartialSum:
    return PartialSum.of(level.value, at_least=level.at_least)


def _as_firm_pledge(level: Level) -> PartialSum:
    return PartialSum.of(level.value) if level.status is Status.FIRM else NOTHING
