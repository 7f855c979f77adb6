"""What one commitment has come to on a date: the whole (R3, R4), and each contributor to it (R6)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure, difference
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.analysis.pledges import Division, base_status, divide, pledged_by, sum_with
from mss_gap.analysis.series import Level, Series
from mss_gap.analysis.timeline import GivenOutside, Side, Timeline
from mss_gap.analysis.whole import actual_at, beside_contributors, whole_pledge
from mss_gap.ledger.entry import Status
from mss_gap.ledger.model import Commitment


class ActualBasis(StrEnum):
    """What is known of a contributor's actual."""

    REPORTED = "reported"
    NOT_STATED = "not-stated"
    NONE_RECORDED = "none-recorded"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one contributor pledged and delivered to one commitment, in its unit."""

    pledged: Figure
    """Its pledge less what is withdrawn; unknown where not stated, or never pledged."""
    pledge_status: Status | None
    """The base status; None where it never pledged."""
    division: Division
    division_bound: Bound
    """How each part of the division is known that is not 0."""
    pledge_level: Decimal | None
    """Its pledge with what is withdrawn, at least 0: what the division divides; None where not stated, or never pledged."""
    actual: Figure
    """What it delivered; 0 where nothing is recorded, unknown where the amount is not stated."""
    actual_basis: ActualBasis
    reported_on: date | None
    """The day of its latest actual."""
    pledge_sources: tuple[str, ...] = ()
    actual_sources: tuple[str, ...] = ()

    @property
    def wholly_withdrawn(self) -> bool:
        """Whether nothing is left of its pledge because it was withdrawn; a pledge of 0 is one."""
        return self.pledged.value == 0 and self.division.withdrawn != 0

    @property
    def sources(self) -> tuple[str, ...]:
        """What its pledge and its actual rest on."""
        return once(*self.pledge_sources, *self.actual_sources)


@dataclass(frozen=True, slots=True)
class Position:
    """What was pledged and delivered to one commitment, in its unit, on a report date."""

    pledged: Figure
    actual: Figure
    reported_on: date | None
    """The day of the latest actual."""
    standings: Mapping[str, Standing]
    """Every contributor with a pledge or an actual, by its code, in the order of the codes."""
    unconverted: int
    """How many entries count as not stated, or are left out, because no rate converts them."""
    pledge_sources: tuple[str, ...]
    actual_sources: tuple[str, ...]
    outside: tuple[GivenOutside, ...]
    """What entries give outside the commitment."""
    headline: bool
    """True where the pledge is the commitment's own, rather than the sum of firm pledges."""
    beside: Figure | None = None
    """What is stated of the whole and no contributor, where it adds to contributors' figures; None where it includes them."""

    @property
    def sources(self) -> tuple[str, ...]:
        """What the pledged and the actual figure rest on."""
        return once(*self.pledge_sources, *self.actual_sources)

    def sum_with(self, status: Status) -> Figure:
        """What contributors pledged with a status (R4): 0 where none did, unknown where some did and none says how much."""
        return sum_with(status, _divisions(self.standings.values()))

    @property
    def outside_entries(self) -> int:
        """How many entries give something outside the commitment (R14)."""
        return sum(given.entries for given in self.outside)

    @property
    def unpledged(self) -> Figure:
        """The headline less what contributors firmly pledged (R4); unknown without a headline."""
        return difference(self.pledged, self.sum_with(Status.FIRM)) if self.headline else UNKNOWN

    @property
    def attributed(self) -> Figure:
        """The part of the whole that contributors account for (R6); an amount that is not stated counts as 0."""
        together = PartialSum.all_of(standing.actual for standing in self.standings.values())
        return Figure(together.total, together.bound)

    @property
    def unattributed(self) -> Figure:
        """The rest of the whole (R6); negative where the parts exceed it, unknown where the whole is."""
        if self.actual.value is None or self.beside is None:
            return difference(self.actual, self.attributed)
        return self.beside

    @property
    def sum_of_shortfalls(self) -> Figure:
        """What firm pledges are short of, each on its own (R6); unknown where there are some and none can be compared."""
        firm = [each for each in self.standings.values() if each.division.firm != 0]
        return PartialSum.all_of(
            _shortfall(difference(Figure(each.division.firm, each.division_bound), each.actual))
            if each.division.firm is not None
            else UNKNOWN
            for each in firm
        ).figure


def _shortfall(missing: Figure) -> Figure:
    """What is missing of a pledge: at least nothing, and exactly nothing where the bound leaves no more than that."""
    if missing.value is None or missing.value > 0:
        return missing
    return ZERO if missing.range().ends[1] <= 0 else Figure(Decimal(0), Bound.AT_LEAST)


def position_at(commitment: Commitment, timeline: Timeline, day: date | None) -> Position:
    """The position of a commitment on a report date; entries dated after it do not exist."""
    pledges, actuals = timeline.pledges, timeline.actuals
    standings = MappingProxyType(
        {
            code: standing
            for code in sorted({*pledges.by_contributor, *actuals.by_contributor})
            if (standing := standing_at(pledges.of(code), actuals.of(code), day))
        }
    )
    headline = whole_pledge(commitment.pledged, pledges, day)
    return Position(
        pledged=headline or firm_pledges(standings.values()),
        actual=actual_at(timeline.undated, actuals, day),
        reported_on=actuals.latest(day),
        standings=standings,
        unconverted=pledges.unconverted_at(day) + actuals.unconverted_at(day),
        pledge_sources=_sources_of_pledge(commitment, pledges, standings, day),
        actual_sources=_sources_of_actual(timeline.undated, commitment, actuals, day),
        outside=timeline.outside_until(day),
        headline=headline is not None,
        beside=beside_contributors(timeline.undated, actuals, day),
    )


def standing_at(pledges: Series, actuals: Series, day: date | None) -> Standing | None:
    """A contributor's standing (R6); None where neither a pledge nor an actual is dated by then."""
    pledge, actual = pledges.at(day), actuals.at(day)
    if pledge is None and actual is None:
        return None
    return Standing(
        pledged=pledged_by(pledge),
        pledge_status=base_status(pledge) if pledge else None,
        division=divide(pledge),
        division_bound=pledge.bound if pledge else Bound.EXACT,
        pledge_level=None if pledge is None or pledge.value is None else max(pledge.value, Decimal(0)),
        actual=delivered_by(actual),
        actual_basis=_basis(actual),
        reported_on=actual.day if actual else None,
        pledge_sources=pledges.sources_at(day),
        actual_sources=actuals.sources_at(day),
    )


def _basis(actual: Level | None) -> ActualBasis:
    if actual is None:
        return ActualBasis.NONE_RECORDED
    return ActualBasis.NOT_STATED if actual.value is None else ActualBasis.REPORTED


def delivered_by(actual: Level | None) -> Figure:
    """What a contributor delivered (R6): 0 where nothing is recorded, unknown where the amount is not stated."""
    return actual.figure if actual else ZERO


def firm_pledges(standings: Collection[Standing]) -> Figure:
    """What is pledged where there is no headline: the sum of firm pledges (R4); unknown where no one pledged."""
    pledging = any(standing.pledge_status is not None for standing in standings)
    return sum_with(Status.FIRM, _divisions(standings)) if pledging else UNKNOWN


def _divisions(standings: Iterable[Standing]) -> Iterator[tuple[Division, Bound]]:
    return ((standing.division, standing.division_bound) for standing in standings)


def _sources_of_pledge(
    commitment: Commitment, pledges: Side, standings: Mapping[str, Standing], day: date | None
) -> tuple[str, ...]:
    if commitment.pledged is not None:
        return commitment.source
    if pledges.whole.at(day):
        return pledges.whole.sources_at(day)
    firm = (code for code, standing in standings.items() if standing.division.firm != 0)
    return once(*(source for code in firm for source in pledges.of(code).sources_at(day)))


def _sources_of_actual(
    undated: Decimal | None, commitment: Commitment, actuals: Side, day: date | None
) -> tuple[str, ...]:
    """With a whole-mission total, a contributor whose level did not move since has no part in the figure."""
    if undated is not None:
        return commitment.source
    whole = actuals.whole.at(day)
    since = whole.total_on if whole else None
    moved = (
        series
        for series in actuals.by_contributor.values()
        if since is None or _size(series.at(since)) != _size(series.at(day))
    )
    return once(*actuals.whole.sources_at(day), *(source for series in moved for source in series.sources_at(day)))


def _size(level: Level | None) -> Decimal:
    return level.figure.size if level else Decimal(0)


def once(*sources: str) -> tuple[str, ...]:
    """Each of some sources once, in their order."""
    return tuple(dict.fromkeys(sources))
