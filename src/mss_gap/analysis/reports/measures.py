"""What a measure comes to: the figure that a claim about it is held against, and what that rests on (R10)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, assert_never

from mss_gap.analysis.bounds import UNKNOWN, Figure, exact_figure, percentage
from mss_gap.analysis.course.kept import judgements, totals
from mss_gap.analysis.gap import Gap, gap_between
from mss_gap.analysis.position import ActualBasis, Position, Standing
from mss_gap.analysis.reports.context import change_pct, share_pct
from mss_gap.analysis.timeline import Timeline
from mss_gap.ledger.entry import Status
from mss_gap.ledger.measures import Measure
from mss_gap.ledger.model import Indicator


class Computed(NamedTuple):
    """What the ledger says, and what that rests on."""

    figure: Figure
    sources: tuple[str, ...]


def of_indicator(indicator: Indicator, measure: Measure) -> Computed:
    """What a measure says of an indicator."""
    match measure:
        case Measure.VALUE:
            value: Decimal | None = indicator.value
        case Measure.CHANGE_PCT:
            value = change_pct(indicator)
        case Measure.SHARE_PCT:
            value = share_pct(indicator)
        case (
            Measure.PLEDGED
            | Measure.ACTUAL
            | Measure.GAP
            | Measure.DELIVERED_PCT
            | Measure.SHORTFALL_PCT
            | Measure.CONTRIBUTORS
            | Measure.PLEDGERS
            | Measure.COUNTRY_PLEDGED
            | Measure.UNPLEDGED
            | Measure.KEPT_PCT
        ):
            raise _MismatchedMeasureError(measure)
        case _:
            assert_never(measure)
    return Computed(exact_figure(value), indicator.source)


def of_commitment(position: Position, standing: Standing | None, measure: Measure, as_stated: Gap | None) -> Computed:
    """What a measure says of the whole; with a standing, of that contributor to it."""
    part = standing or position
    gap = gap_between(part.pledged, part.actual)
    shares = as_stated or gap
    standings = position.standings.values()
    giving = [each for each in standings if each.actual.value != 0]
    pledging = [each for each in standings if each.pledge_status is not None and not each.wholly_withdrawn]
    match measure:
        case Measure.PLEDGED:
            computed = part.pledged, part.pledge_sources
        case Measure.ACTUAL:
            computed = part.actual, part.actual_sources
        case Measure.GAP:
            computed = gap.gap, part.sources
        case Measure.DELIVERED_PCT:
            computed = shares.delivered_pct, part.sources
        case Measure.SHORTFALL_PCT:
            computed = shares.shortfall_pct, part.sources
        case Measure.SHARE_PCT:
            computed = percentage(part.actual, position.actual), (*part.actual_sources, *position.actual_sources)
        case Measure.CONTRIBUTORS:
            computed = _count(giving), tuple(source for each in giving for source in each.actual_sources)
        case Measure.PLEDGERS:
            computed = _count(pledging), _pledge_sources(pledging)
        case Measure.COUNTRY_PLEDGED:
            computed = position.sum_with(Status.FIRM), _pledge_sources(standings)
        case Measure.UNPLEDGED:
            computed = position.unpledged, (*position.pledge_sources, *_pledge_sources(standings))
        case Measure.KEPT_PCT | Measure.VALUE | Measure.CHANGE_PCT:
            raise _MismatchedMeasureError(measure)
        case _:
            assert_never(measure)
    return Computed(*computed)


def of_kept_pledges(position: Position, timeline: Timeline, day: date | None, deadline: date | None) -> Computed:
    """How much of the firm pledges to a commitment was kept (R12), and what the pledges that are measured rest on."""
    kept = totals(position, judgements(position, timeline, day, deadline))
    return Computed(
        kept.pct, tuple(source for code in kept.contributors for source in position.standings[code].sources)
    )


def unless_recorded(standing: Standing) -> Standing:
    """A standing at another stage than the one that counts: what no one stated of it is not 0 (R13)."""
    return replace(standing, actual=UNKNOWN) if standing.actual_basis is ActualBasis.NONE_RECORDED else standing


def _count(standings: Sequence[Standing]) -> Figure:
    return exact_figure(Decimal(len(standings)))


def _pledge_sources(standings: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(source for each in standings for source in each.pledge_sources)


class _MismatchedMeasureError(ValueError):
    """A measure of something else, which no valid ledger has."""
