"""How a commitment changed: every dated statement, and what the whole came to (R3, R4)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, difference, exact_figure, percentage
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.partial_sums import NOTHING, PartialSum
from mss_gap.analysis.pledges import divide, part_of_pledges, pledged_by
from mss_gap.analysis.position import delivered_by
from mss_gap.analysis.series import Level, Series
from mss_gap.analysis.sourcing import Cited, cited
from mss_gap.analysis.stated import Stated, gap_at, unconverted_level, unconverted_pledge
from mss_gap.analysis.timeline import Kind, Side, Timeline
from mss_gap.analysis.whole import change_since, whole_actual, whole_pledge
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.ledger.entry import Qualifier, Status
from mss_gap.ledger.model import Commitment

_WITHDRAWN = Status.WITHDRAWN
"""Looked up once: to find a member of an enum takes ten times as long."""


# A history may have a million changes: to make one frozen takes four times as long, and one by the names of its fields
# twice as long. Nothing changes them.
@dataclass(slots=True, unsafe_hash=True)
class Change:
    """One dated statement, in the commitment's unit."""

    kind: Kind
    country: str | None
    """The contributor; null for the whole mission."""
    total: Decimal | None
    """Null where nothing is restated, and where no rate converts it."""
    amount: Decimal | None
    """Null where nothing is added, and where no rate converts it."""
    qualifier: Qualifier | None
    """How the figure is meant; null for exactly."""
    status: Status | None
    """The status that the entry states; null where it states none, and of an actual."""
    part: Decimal | None
    """How much of the pledge has that status; null for all of it, and where no rate converts it."""
    stage: str | None
    """The stage of a delivery that the entry names; null for the one that counts."""
    outside: str | None
    """What kind of giving it is that the commitment does not count; null for what it counts."""
    currency: str | None
    """The other currency that the entry is stated in."""
    stated: Decimal | None
    """The figure in that currency."""
    level: Decimal | None
    """What its series comes to on that day: 0 once a pledge is withdrawn; null where no figure is known."""
    source: Cited
    date_precision: Precision
    """Whether the day is known, or only its month or its year."""
    level_bound: Bound | None = field(metadata=NOT_IN_DOCUMENTS)
    level_stated: Stated | None = field(metadata=NOT_IN_DOCUMENTS)
    """The level as its entries state it, where no rate converts it."""
    withdrawn: bool = field(metadata=NOT_IN_DOCUMENTS)
    """True where the level is of a pledge that is wholly withdrawn."""
    counts: bool = field(metadata=NOT_IN_DOCUMENTS)
    """False for what is outside, of another stage, or of the whole mission and not converted: it moves nothing."""
    restates: bool = field(metadata=NOT_IN_DOCUMENTS)
    """True where the entry states a total, converted or not."""
    part_stated: Decimal | None = field(metadata=NOT_IN_DOCUMENTS)
    """The part in the currency that the entry is stated in, the unit or another."""
    due: date | None = field(metadata=NOT_IN_DOCUMENTS)
    """The day by which the entry says that the pledge is due."""
    position: int = field(metadata=NOT_IN_DOCUMENTS, compare=False)
    """The index of its entry among the ledger's pledges, or its actuals."""


# Neither is this one frozen, for the same reason.
@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class Point:
    """A day on which something changed, and what the whole comes to after it."""

    date: date
    pledged: Decimal | None
    pledged_bound: Bound | None
    actual: Decimal | None
    actual_bound: Bound | None
    gap: Decimal | None
    gap_bound: Bound | None = field(metadata=NOT_IN_DOCUMENTS)
    delivered_pct: Decimal | None
    delivered_bound: Bound | None = field(metadata=NOT_IN_DOCUMENTS)
    changes: tuple[Change, ...]
    pledge_recorded: bool = field(default=True, metadata=NOT_IN_DOCUMENTS)
    """False where a contributor has not pledged yet."""
    actual_recorded: bool = field(default=True, metadata=NOT_IN_DOCUMENTS)
    """False where nothing that a contributor delivered is recorded yet: its actual is 0 (R6)."""
    pledged_stated: Stated | None = field(default=None, metadata=NOT_IN_DOCUMENTS)
    """A contributor's pledge as its entries state it, where no rate converts it."""
    actual_stated: Stated | None = field(default=None, metadata=NOT_IN_DOCUMENTS)
    """A contributor's actual as its entries state it, where no rate converts it."""


class _Stream(NamedTuple):
    """A series of a commitment, and whether its levels count towards the whole."""

    kind: Kind
    country: str | None
    series: Series
    counts: bool = True


_Move: TypeAlias = tuple[_Stream, Level]
"""A series, and the new level that it comes to."""
_Figures: TypeAlias = tuple[Figure, Figure]
"""What is pledged, and what is delivered."""
_After: TypeAlias = Callable[[date, Sequence[_Move], tuple[Change, ...]], Point]
"""Takes the moves of a day that count, and makes its point."""


def points_of(commitment: Commitment, timeline: Timeline, until: date | None, *, changes: bool = True) -> list[Point]:
    """The points of a commitment up to a day, in one pass over its entries; for their levels only, without changes."""
    unit = commitment.unit if changes else None
    return _points(unit, _by_day(until, _streams(timeline)), _Whole(commitment, timeline).point)


def points_of_contributor(
    commitment: Commitment, timeline: Timeline, code: str, until: date | None, *, changes: bool = True
) -> list[Point]:
    """The points of one contributor to a commitment up to a day, in one pass over its entries."""
    unit = commitment.unit if changes else None
    streams = (stream for stream in _streams(timeline) if stream.country == code)
    contributor = _Contributor(timeline.pledges.of(code), timeline.actuals.of(code), commitment.unit)
    return _points(unit, _by_day(until, streams), contributor.point)


def _streams(timeline: Timeline) -> Iterator[_Stream]:
    """Every series of a commitment: pledges first, the whole before its contributors."""
    sides: list[tuple[Kind, Side, bool]] = [("pledge", timeline.pledges, True)]
    sides += [("actual", side, stage == timeline.counts) for stage, side in timeline.stages.items()]
    for kind, side, counts in sides:
        yield _Stream(kind, None, side.whole, counts)
        yield _Stream(kind, None, side.lost, counts=False)
        for code, series in side.by_contributor.items():
            yield _Stream(kind, code, series, counts)
    for (kind, giver, _), series in timeline.outside.items():
        yield _Stream(kind, giver, series, counts=False)


def _by_day(until: date | None, streams: Iterable[_Stream]) -> Iterable[tuple[date, Sequence[_Move]]]:
    """What moved on each day up to one, in the order of the streams."""
    moves: defaultdict[date, list[_Move]] = defaultdict(list)
    for stream in streams:
        for level in stream.series.levels:
            if until and level.day <= until:
                moves[level.day].append((stream, level))
    return sorted(moves.items(), key=itemgetter(0))


def _points(unit: str | None, days: Iterable[tuple[date, Sequence[_Move]]], after: _After) -> list[Point]:
    """A point for each day; without a unit their changes are left out."""
    return [
        after(day, [move for move in moves if move[0].counts], () if unit is None else tuple(_changes(moves, unit)))
        for day, moves in days
    ]


def _changes(moves: Iterable[_Move], unit: str) -> Iterator[Change]:
    for (kind, country, series, counts), level in moves:
        pledge = kind == "pledge"
        value, bound = pledged_by(level) if pledge else level.figure
        stated = None
        if value is None:
            stated = unconverted_pledge(series, level, unit) if pledge else unconverted_level(series, level, unit)
        withdrawn = pledge and level.status is _WITHDRAWN and not level.parts
        for entry, position, total, amount, _, part, *_ in series.statements(level.start, level.end):
            currency = None if entry.currency == unit else entry.currency
            yield Change(  # in the order of the fields
                kind,
                country,
                total,
                amount,
                entry.qualifier,
                entry.status,
                part,
                entry.stage,
                entry.outside,
                currency,
                None if currency is None else entry.amount if entry.total is None else entry.total,
                value,
                cited(entry.source),
                precision_of(entry.date),
                bound,
                stated,
                withdrawn,
                counts,
                entry.total is not None,
                entry.part,
                entry.due,
                position,
            )


class _Contributor:
    """What one contributor has come to, day after day."""

    def __init__(self, pledges: Series, actuals: Series, unit: str) -> None:
        self._pledges, self._actuals, self._unit = pledges, actuals, unit
        self._levels: dict[Kind, Level] = {}

    def point(self, day: date, moves: Iterable[_Move], changes: tuple[Change, ...]) -> Point:
        """Its pledge and its actual after the moves of a day (R6); where no rate converts them the share as stated (R7)."""
        self._levels.update((stream.kind, level) for stream, level in moves)
        pledge, actual = self._levels.get("pledge"), self._levels.get("actual")
        pledged, delivered = pledged_by(pledge), delivered_by(actual)
        gap, share = difference(pledged, delivered), percentage(delivered, pledged)
        if pledged.value is None and delivered.value is None:
            stated = gap_at(self._pledges, self._actuals, day, self._unit)
            share = stated.delivered_pct if stated else share
        return Point(
            date=day,
            pledged=pledged.value,
            pledged_bound=pledged.bound,
            actual=delivered.value,
            actual_bound=delivered.bound,
            gap=gap.value,
            gap_bound=gap.bound,
            delivered_pct=share.value,
            delivered_bound=share.bound,
            changes=changes,
            pledge_recorded=pledge is not None,
            actual_recorded=actual is not None,
            pledged_stated=unconverted_pledge(self._pledges, pledge, self._unit) if pledge else None,
            actual_stated=unconverted_level(self._actuals, actual, self._unit) if actual else None,
        )


class _Whole:
    """What a commitment has come to, day after day, without adding up again what did not move."""

    def __init__(self, commitment: Commitment, timeline: Timeline) -> None:
        self._commitment = commitment
        self._timeline = timeline
        self._firm = _Running()
        self._delivered = _Running()
        self._total_on: date | None = None

    def point(self, day: date, moves: Iterable[_Move], changes: tuple[Change, ...]) -> Point:
        """What the whole comes to after the moves of a day, and what is missing (R5)."""
        pledged, actual = self._after(day, moves)
        gap, share = difference(pledged, actual), percentage(actual, pledged)
        return Point(
            date=day,
            pledged=pledged.value,
            pledged_bound=pledged.bound,
            actual=actual.value,
            actual_bound=actual.bound,
            gap=gap.value,
            gap_bound=gap.bound,
            delivered_pct=share.value,
            delivered_bound=share.bound,
            changes=changes,
        )

    def _after(self, day: date, moves: Iterable[_Move]) -> _Figures:
        """The pledge and the actual of the whole after the moves of a day (R3, R4)."""
        pledges, actuals = self._timeline.pledges, self._timeline.actuals
        for (kind, country, series, _), level in moves:
            if country is None:
                if kind == "actual" and level.total_on == day:
                    self._total_on, self._delivered = day, _Running()
            elif kind == "pledge":
                self._firm.take(country, part_of_pledges(Figure(divide(level).firm, level.bound)))
            elif self._total_on is None:
                self._delivered.take(country, PartialSum.of(level.figure))
            else:
                self._delivered.take(country, change_since(series, level, self._total_on))
        pledged = whole_pledge(self._commitment.pledged, pledges, day)
        if pledged is None:
            pledged = self._firm.parts.figure if self._firm.by_contributor else UNKNOWN
        if self._timeline.undated is not None:
            return pledged, exact_figure(self._timeline.undated)
        lost = actuals.lost_between(self._total_on, day)
        return pledged, whole_actual(actuals.whole.at(day), self._delivered.parts, lost)


class _Running:
    """What contributors' figures add up to, while one after the other changes."""

    def __init__(self) -> None:
        self.by_contributor: dict[str, PartialSum] = {}
        self.parts = NOTHING

    def take(self, country: str, figure: PartialSum) -> None:
        """Put a contributor's figure in the place of the one before."""
        self.parts = self.parts.exchanged(self.by_contributor.get(country, NOTHING), figure)
        self.by_contributor[country] = figure
