"""Where one commitment stands on a date: the whole (R3, R4), and what each contributor has to do with it (R6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mss_gap.analysis.timeline import Course, Side
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.partial_sums import NOTHING, Parts
from mss_gap.analysis.series import Level, Series
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
    """What its pledge and its actual rest on."""


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
    """Every contributor with a pledge or an actual, by its code, in the order of the codes."""
    unconverted: int
    """How many entries count as not stated, or are left out, for want of a rate."""
    sources: tuple[str, ...]
    """What the pledged and the actual figure rest on."""
    headline: bool
    """True where the pledge is the commitment's own, rather than the sum of firm pledges."""

    @property
    def country_pledged(self) -> Decimal | None:
        """The sum of contributors' firm pledges (R4); None where there are some and none states an amount."""
        return _pledges_that_are(Status.FIRM, self.standings.values()).value

    @property
    def on_hold(self) -> Decimal | None:
        """The sum of contributors' pledges on hold (R4), None as for `country_pledged`."""
        return _pledges_that_are(Status.ON_HOLD, self.standings.values()).value

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

    @property
    @exactly
    def sum_of_shortfalls(self) -> Decimal | None:
        """What firm pledges are short of, each on its own (R6); None where there are some and none can be compared."""
        firm = (standing for standing in self.standings.values() if standing.pledge_status is Status.FIRM)
        gaps = (gap_between(standing.pledged, standing.actual).gap for standing in firm)
        return Parts.all_of(Parts.of(None if gap is None else max(gap, Decimal(0))) for gap in gaps).value


@exactly
def position_at(commitment: Commitment, course: Course, day: date | None) -> Position:
    """The position of a commitment on a report date; entries dated after it do not exist."""
    standings = MappingProxyType(
        {
            code: standing
            for code in sorted({*course.pledges.by_contributor, *course.actuals.by_contributor})
            if (standing := standing_at(course.pledges.of(code), course.actuals.of(code), day))
        }
    )
    headline = course.pledges.whole.at(day)
    actual, at_least = actual_at(commitment, course.actuals, day)
    return Position(
        pledged=whole_pledge(commitment.pledged, headline, firm_pledge(standings.values())),
        actual=actual,
        at_least=at_least,
        reported_on=course.actuals.latest(day),
        standings=standings,
        unconverted=course.pledges.unconverted_at(day) + course.actuals.unconverted_at(day),
        sources=_once(
            *_sources_of_pledge(commitment, course.pledges, standings, day),
            *_sources_of_actual(commitment, course.actuals, day),
        ),
        headline=commitment.pledged is not None or headline is not None,
    )


@exactly
def actual_at(commitment: Commitment, actuals: Side, day: date | None) -> tuple[Decimal | None, bool]:
    """The whole's actual on a day, and whether it is a lower bound (R3)."""
    stated = actuals.whole.at(day)
    then = _sum_of_levels(actuals, stated.total_on if stated else None)
    return whole_actual(commitment.actual, stated, _sum_of_levels(actuals, day), then)


def whole_actual(undated: Decimal | None, whole: Level | None, now: Parts, then: Parts) -> tuple[Decimal | None, bool]:
    """The whole's actual, and whether it is a lower bound (R3).

    `whole` is the level of the whole mission's own series; `now` are the contributors' levels on the report date, and
    `then` those on the day of the latest whole-mission total.
    """
    if undated is not None:
        return undated, False
    stated = Parts.of(whole.value) if whole else NOTHING
    if whole and whole.total_on:
        return stated.total + now.total - then.total, False
    summed = stated.plus(now)
    return summed.total if summed.known else None, summed.bounds > 0


def whole_pledge(undated: Decimal | None, whole: Level | None, firm: Parts | None) -> Decimal | None:
    """The whole's pledge (R4): the headline, undated or dated, or else the sum of firm pledges.

    `firm` is None where no contributor ever pledged.
    """
    if undated is not None:
        return undated
    if whole is not None:
        return whole.value
    return firm.value if firm else None


def standing_at(pledges: Series, actuals: Series, day: date | None) -> Standing | None:
    """A contributor's standing (R6); None where neither a pledge nor an actual is dated by then."""
    pledge, actual = pledges.at(day), actuals.at(day)
    if pledge is None and actual is None:
        return None
    if actual is None:
        basis = ActualBasis.NONE_RECORDED
    else:
        basis = ActualBasis.NOT_STATED if actual.value is None else ActualBasis.REPORTED
    return Standing(
        pledged=size_of(pledge),
        pledge_status=pledge.status if pledge else None,
        actual=delivered_by(actual),
        actual_basis=basis,
        at_least=actual.at_least if actual else False,
        reported_on=actual.day if actual else None,
        sources=_once(*pledges.sources_at(day), *actuals.sources_at(day)),
    )


def size_of(pledge: Level | None) -> Decimal | None:
    """What a contributor's pledge is worth (R4): 0 once withdrawn, None where not stated, or never pledged."""
    if pledge is None:
        return None
    return Decimal(0) if pledge.status is Status.WITHDRAWN else pledge.value


def delivered_by(actual: Level | None) -> Decimal | None:
    """What a contributor delivered (R6): 0 where nothing is recorded, None where the amount is not stated."""
    return actual.value if actual else Decimal(0)


def firm_pledge(standings: Iterable[Standing]) -> Parts | None:
    """What firm pledges add up to; None where no contributor ever pledged."""
    pledging = [standing for standing in standings if standing.pledge_status is not None]
    return _pledges_that_are(Status.FIRM, pledging) if pledging else None


@exactly
def _pledges_that_are(status: Status, standings: Iterable[Standing]) -> Parts:
    """The pledges of a status, added up."""
    return Parts.all_of(Parts.of(standing.pledged) for standing in standings if standing.pledge_status is status)


def _sum_of_levels(side: Side, day: date | None) -> Parts:
    """What contributors' levels on a day add up to."""
    levels = (series.at(day) for series in side.by_contributor.values())
    return Parts.all_of(Parts.of(level.value, at_least=level.at_least) for level in levels if level)


def _sources_of_pledge(
    commitment: Commitment, pledges: Side, standings: Mapping[str, Standing], day: date | None
) -> tuple[str, ...]:
    if commitment.pledged is not None:
        return commitment.source
    if pledges.whole.at(day):
        return pledges.whole.sources_at(day)
    firm = (code for code, standing in standings.items() if standing.pledge_status is Status.FIRM)
    return _once(*(source for code in firm for source in pledges.of(code).sources_at(day)))


def _sources_of_actual(commitment: Commitment, actuals: Side, day: date | None) -> tuple[str, ...]:
    """With a whole-mission total, a contributor whose level did not move since has no part in the figure."""
    if commitment.actual is not None:
        return commitment.source
    whole = actuals.whole.at(day)
    since = whole.total_on if whole else None
    moved = (
        series
        for series in actuals.by_contributor.values()
        if since is None or _value(series.at(since)) != _value(series.at(day))
    )
    return _once(*actuals.whole.sources_at(day), *(source for series in moved for source in series.sources_at(day)))


def _value(level: Level | None) -> Decimal:
    """A level's value, where an unknown one counts as 0."""
    return (level.value if level else None) or Decimal(0)


def _once(*sources: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sources))
