"""Where one commitment stands on a date: the whole (R3, R4), and what each contributor has to do with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mss_gap.analysis.exact import exactly, sum_of_known
from mss_gap.analysis.series import NO_SERIES, Course, Level, Series, Side
from mss_gap.ledger.model import Commitment, Status


class ActualBasis(StrEnum):
    """What is known of a contributor's actual."""

    REPORTED = "reported"
    NOT_STATED = "not-stated"
    NONE_RECORDED = "none-recorded"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one contributor pledged and delivered to one commitment, in its unit."""

    pledged: Decimal | None
    """The level of the pledge; 0 once withdrawn; None where not stated, or never pledged."""
    pledge_status: Status | None
    """None where it never pledged."""
    actual: Decimal | None
    """What it delivered; 0 where nothing is recorded, None where the amount is not stated."""
    actual_basis: ActualBasis
    at_least: bool
    """True where the actual is a lower bound."""
    reported_on: date | None
    """The day of its latest actual."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What was pledged and delivered to one commitment, in its unit, on a report date."""

    pledged: Decimal | None
    actual: Decimal | None
    at_least: bool
    """True where the actual is a lower bound."""
    reported_on: date | None
    """The day of the latest actual."""
    standings: Mapping[str, Standing]
    """Every contributor with a pledge or an actual, by its code."""
    unconverted: int
    """How many entries count as not stated, or are left out, for want of a rate."""
    sources: tuple[str, ...]
    """What the pledged and the actual figure rest on."""
    headline: bool
    """True where the pledge is the commitment's own, rather than the sum of firm pledges."""

    @property
    @exactly
    def country_pledged(self) -> Decimal | None:
        """The sum of contributors' firm pledges (R4); None where there are some and none states an amount."""
        return _sum_by_status(self.standings.values(), Status.FIRM)

    @property
    @exactly
    def on_hold(self) -> Decimal | None:
        """The sum of contributors' pledges on hold (R4), as `country_pledged`."""
        return _sum_by_status(self.standings.values(), Status.ON_HOLD)

    @property
    @exactly
    def attributed(self) -> Decimal:
        """The part of the whole that contributors account for (R6)."""
        return sum((standing.actual or Decimal(0) for standing in self.standings.values()), Decimal(0))

    @property
    @exactly
    def unattributed(self) -> Decimal | None:
        """The rest of the whole (R6); negative where the parts exceed it, None where the whole is not known."""
        return None if self.actual is None else self.actual - self.attributed


@exactly
def position_at(commitment: Commitment, course: Course, day: date | None) -> Position:
    """The position of a commitment on a report date; entries dated after it do not exist."""
    standings = {
        code: _standing(course.pledges.by_contributor.get(code), course.actuals.by_contributor.get(code), day)
        for code in sorted({*course.pledges.by_contributor, *course.actuals.by_contributor})
    }
    present = MappingProxyType({code: standing for code, standing in standings.items() if standing is not None})
    pledged, pledge_sources = _whole_pledge(commitment, course.pledges, present, day)
    actual, at_least, actual_sources = _whole_actual(commitment, course.actuals, day)
    return Position(
        pledged=pledged,
        actual=actual,
        at_least=at_least,
        reported_on=course.actuals.latest(day),
        standings=present,
        unconverted=course.pledges.unconverted_at(day) + course.actuals.unconverted_at(day),
        sources=_once((*pledge_sources, *actual_sources)),
        headline=commitment.pledged is not None or course.pledges.whole.at(day) is not None,
    )


def _whole_actual(
    commitment: Commitment, actuals: Side, day: date | None
) -> tuple[Decimal | None, bool, tuple[str, ...]]:
    """The whole's actual, whether it is a lower bound, and its sources (R3)."""
    if commitment.actual is not None:
        return commitment.actual, False, commitment.source
    whole = actuals.whole.at(day)
    sources = _sources_of(actuals.whole, whole)
    if whole and whole.value is not None and whole.total_on is not None:
        moved = {
            code: (series.value_at(day) or Decimal(0)) - (series.value_at(whole.total_on) or Decimal(0))
            for code, series in actuals.by_contributor.items()
        }
        for code, change in moved.items():
            if change:
                sources += _sources_of(actuals.by_contributor[code], actuals.by_contributor[code].at(day))
        return whole.value + sum(moved.values()), False, sources
    levels = [(series, level) for series in actuals.by_contributor.values() if (level := series.at(day))]
    for series, level in levels:
        sources += _sources_of(series, level)
    known = [level.value for _, level in levels if level.value is not None]
    if whole and whole.value is not None:
        known.append(whole.value)
    at_least = any(level.value is None or level.at_least for _, level in levels)
    return (sum(known, Decimal(0)) if known else None), at_least, sources


def _whole_pledge(
    commitment: Commitment, pledges: Side, standings: Mapping[str, Standing], day: date | None
) -> tuple[Decimal | None, tuple[str, ...]]:
    """The whole's pledge and its sources (R4): the headline, or else the sum of firm pledges."""
    if commitment.pledged is not None:
        return commitment.pledged, commitment.source
    whole = pledges.whole.at(day)
    if whole is not None:
        return whole.value, _sources_of(pledges.whole, whole)
    pledging = {code: standing for code, standing in standings.items() if standing.pledge_status is not None}
    if not pledging:
        return None, ()
    sources: tuple[str, ...] = ()
    for code, standing in pledging.items():
        if standing.pledge_status is Status.FIRM:
            sources += _sources_of(pledges.by_contributor[code], pledges.by_contributor[code].at(day))
    return _sum_by_status(pledging.values(), Status.FIRM), sources


def _standing(pledges: Series | None, actuals: Series | None, day: date | None) -> Standing | None:
    """A contributor's standing (R6); None where neither a pledge nor an actual is dated by then."""
    pledges, actuals = pledges or NO_SERIES, actuals or NO_SERIES
    pledge, actual = pledges.at(day), actuals.at(day)
    if pledge is None and actual is None:
        return None
    status = pledge.status if pledge else None
    if actual is None:
        basis = ActualBasis.NONE_RECORDED
    else:
        basis = ActualBasis.NOT_STATED if actual.value is None else ActualBasis.REPORTED
    return Standing(
        pledged=Decimal(0) if status is Status.WITHDRAWN else pledge.value if pledge else None,
        pledge_status=status,
        actual=actual.value if actual else Decimal(0),
        actual_basis=basis,
        at_least=actual.at_least if actual else False,
        reported_on=actual.day if actual else None,
        sources=_once((*_sources_of(pledges, pledge), *_sources_of(actuals, actual))),
    )


def _sum_by_status(standings: Iterable[Standing], status: Status) -> Decimal | None:
    return sum_of_known(standing.pledged for standing in standings if standing.pledge_status is status)


def _sources_of(series: Series, level: Level | None) -> tuple[str, ...]:
    return tuple(source for statement in series.basis(level) for source in statement.entry.source) if level else ()


def _once(sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sources))
