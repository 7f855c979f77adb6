"""Every published claim against the ledger (R10)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, NamedTuple, assert_never

from mss_gap.analysis.bounds import ABOUT, UNKNOWN, Bound, Figure, exact_figure, percentage
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import EXACT, exactly
from mss_gap.analysis.gap import Gap, gap_between
from mss_gap.analysis.kept import judgements, totals
from mss_gap.analysis.position import ActualBasis, Position, Standing, position_at
from mss_gap.analysis.reports.base import Report, heading
from mss_gap.analysis.reports.context import change_pct, share_pct
from mss_gap.analysis.sourcing import Cited, cited
from mss_gap.analysis.stated import gap_at
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.timeline import Timeline
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.analysis.warnings import ReportWarning, WarningCode, warnings_of
from mss_gap.ledger.model import Claim, Indicator, Ledger, Measure, Qualifier, Status
from mss_gap.ledger.values import MOST_PLACES


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim beside what the ledger says, in the measure's own unit; percentages are unrounded."""

    text: str
    commitment: str | None
    """The id of the commitment that it is about; null for an indicator's."""
    indicator: str | None
    """The id of the indicator that it is about; null for a commitment's."""
    country: str | None
    """The contributor that it is about; null for the whole."""
    measure: Measure
    value: Decimal
    """What was claimed."""
    qualifier: Qualifier
    within: Decimal | None
    """The tolerance that the ledger gives; null for the usual one."""
    as_of: date | None
    """The day of the comparison: the claim's, else its source's, else the report date."""
    stage: str | None
    """The stage that it speaks of; null for the one that counts."""
    source: Cited
    note: str | None
    """The editor's remark."""
    same_source: bool
    """True where each of its sources is among those that the computed figure rests on."""
    computed: Decimal | None
    """What the ledger says on that day."""
    computed_bound: Bound | None
    difference: Decimal | None
    """computed - value."""
    verdict: ClaimVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsReport(Report):
    """Claims in the order of the ledger."""

    kind: Literal["claims"] = "claims"
    claims: tuple[ClaimRow, ...]
    rivals: tuple[tuple[int, ...], ...]
    """Groups of claims that cannot all be true, each claim by its position in `claims`, from 0."""
    warnings: tuple[ReportWarning, ...]
    asked_for: tuple[str, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS)
    """The contributors that claims were asked for about, by their codes; empty for all claims."""


def claims(
    ledger: Ledger,
    as_of: date | None = None,
    commitment: str | None = None,
    verdict: ClaimVerdict | None = None,
    countries: Collection[str] = (),
) -> ClaimsReport:
    """Each claim of a ledger beside what the ledger says (R10), or those about a commitment or with a verdict.

    With the codes of `countries`, only claims about these contributors.

    The report date serves claims that state no date and whose source states none. Raises `UnknownCommitmentError` where
    the commitment asked for does not exist.
    """
    return claims_of(survey(ledger, as_of, commitment), commitment, verdict, countries)


@exactly
def claims_of(
    surveyed: Survey,
    commitment: str | None = None,
    verdict: ClaimVerdict | None = None,
    countries: Collection[str] = (),
) -> ClaimsReport:
    """The claims of a survey's ledger, or those about a commitment of the survey, with a verdict, or about contributors."""
    checked = _Checked(surveyed)
    about = (claim for claim in surveyed.ledger.claims if commitment in (None, claim.commitment))
    rows = checked.rows(claim for claim in about if not countries or claim.country in countries)
    shown = tuple(row for row in rows if verdict in (None, row.verdict))
    return ClaimsReport(
        **heading(surveyed.ledger, surveyed.as_of),
        claims=shown,
        rivals=tuple(_rivals(shown, surveyed)),
        warnings=checked.warnings(shown),
        asked_for=tuple(dict.fromkeys(countries)),
    )


BEARING = frozenset(
    {
        WarningCode.BOUND,
        WarningCode.NO_RATE,
        WarningCode.OLD_RATE,
        WarningCode.BELOW_ZERO,
        WarningCode.PARTS_EXCEED_PLEDGE,
    }
)
"""The warnings that bear on a claim's figure; that parts exceed their whole bears on none."""


class _Checked:
    """A survey to hold claims against, with each position on another date worked out once."""

    def __init__(self, surveyed: Survey) -> None:
        self._ledger = surveyed.ledger
        self._day = surveyed.as_of
        self._timelines = surveyed.timelines
        self._positions: dict[tuple[str, str | None, date | None], Position] = {
            (key, None, surveyed.as_of): position for key, position in surveyed.positions.items()
        }

    def rows(self, claims: Iterable[Claim]) -> list[ClaimRow]:
        return [self._row(claim) for claim in claims]

    def warnings(self, rows: Iterable[ClaimRow]) -> tuple[ReportWarning, ...]:
        """What bears on the computed figures: a bound, a missing rate; each said once of a commitment and stage, as of the latest day."""
        said: dict[tuple[WarningCode, str | None, str | None], ReportWarning] = {}
        for row in sorted(rows, key=lambda row: row.as_of or date.min):
            if row.commitment is not None:
                timeline = self._timelines[row.commitment]
                stage = None if row.stage == timeline.counts else row.stage
                there = {row.commitment: self._position(row.commitment, row.stage, row.as_of)}
                at = Survey(self._ledger, row.as_of, {row.commitment: timeline.of_stage(stage)}, there)
                for warning in warnings_of(at, stage=stage):
                    said[warning.code, warning.commitment, stage] = warning
        return tuple(said[key] for key in said if key[0] in BEARING)

    def _row(self, claim: Claim) -> ClaimRow:
        day = self._date_of(claim)
        computed, sources = self._computed(claim, day)
        return ClaimRow(
            text=claim.text,
            commitment=claim.commitment,
            indicator=claim.indicator,
            country=claim.country,
            measure=claim.measure,
            value=claim.value,
            qualifier=claim.qualifier,
            within=claim.within,
            as_of=day,
            stage=claim.stage,
            source=cited(claim.source),
            note=claim.note,
            same_source=bool(claim.source) and set(claim.source) <= set(sources),
            computed=computed.value,
            computed_bound=computed.bound,
            difference=None if computed.value is None else computed.value - claim.value,
            verdict=_verdict(claim, computed),
        )

    def _date_of(self, claim: Claim) -> date | None:
        published = (self._ledger.sources[key].published for key in claim.source if key in self._ledger.sources)
        return claim.as_of or next((day for day in published if day), self._day)

    def _computed(self, claim: Claim, day: date | None) -> "_Computed":
        if claim.indicator is not None:
            return _of_indicator(self._ledger.indicators[claim.indicator], claim.measure)
        position = self._position(str(claim.commitment), claim.stage, day)
        if claim.measure is Measure.KEPT_PCT:
            return self._of_kept_pledges(claim, position, day)
        standing = None if claim.country is None else position.standings.get(claim.country)
        if claim.country is not None and standing is None:
            return _Computed(UNKNOWN, ())
        as_stated = self._as_stated(claim, day)
        if standing is not None and self._of_another_stage(claim) and standing != _unless_recorded(standing):
            standing, as_stated = _unless_recorded(standing), None
        return _of_commitment(position, standing, claim.measure, as_stated)

    def _of_kept_pledges(self, claim: Claim, position: Position, day: date | None) -> "_Computed":
        key = str(claim.commitment)
        if self._of_another_stage(claim):
            standings = {code: _unless_recorded(standing) for code, standing in position.standings.items()}
            position = replace(position, standings=standings)
        deadline = self._ledger.commitments[key].due or self._ledger.mission.end
        return _of_kept_pledges(position, self._timelines[key].of_stage(claim.stage), day, deadline)

    def _of_another_stage(self, claim: Claim) -> bool:
        return claim.stage is not None and claim.stage != self._timelines[str(claim.commitment)].counts

    def _as_stated(self, claim: Claim, day: date | None) -> Gap | None:
        """The gap as stated of a contributor that no rate converts (R7)."""
        if claim.country is None or claim.commitment is None:
            return None
        timeline = self._timelines[claim.commitment].of_stage(claim.stage)
        unit = self._ledger.commitments[claim.commitment].unit
        return gap_at(timeline.pledges.of(claim.country), timeline.actuals.of(claim.country), day, unit)

    def _position(self, commitment: str, stage: str | None, day: date | None) -> Position:
        key = (commitment, stage, day)
        if key not in self._positions:
            timeline = self._timelines[commitment].of_stage(stage)
            self._positions[key] = position_at(self._ledger.commitments[commitment], timeline, day)
        return self._positions[key]


class _Computed(NamedTuple):
    """What the ledger says, and what that rests on."""

    figure: Figure
    sources: tuple[str, ...]


def _of_indicator(indicator: Indicator, measure: Measure) -> _Computed:
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
    return _Computed(exact_figure(value), indicator.source)


def _of_commitment(position: Position, standing: Standing | None, measure: Measure, as_stated: Gap | None) -> _Computed:
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
    return _Computed(*computed)


def _of_kept_pledges(position: Position, timeline: Timeline, day: date | None, deadline: date | None) -> _Computed:
    """How much of the firm pledges to a commitment was kept (R12), and what the pledges that are measured rest on."""
    kept = totals(position, judgements(position, timeline, day, deadline))
    return _Computed(
        kept.pct, tuple(source for code in kept.contributors for source in position.standings[code].sources)
    )


def _unless_recorded(standing: Standing) -> Standing:
    """A standing at another stage than the one that counts: what no one stated of it is not 0 (R13)."""
    return replace(standing, actual=UNKNOWN) if standing.actual_basis is ActualBasis.NONE_RECORDED else standing


def _count(standings: Sequence[Standing]) -> Figure:
    return exact_figure(Decimal(len(standings)))


def _pledge_sources(standings: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(source for each in standings for source in each.pledge_sources)


class _MismatchedMeasureError(ValueError):
    """A measure of something else, which no valid ledger has."""


def _verdict(claim: Claim, computed: Figure) -> ClaimVerdict:
    """What a claim is to the ledger (R10): whether every figure that the bound leaves satisfies it, or none does."""
    if not claim.comparable:
        return ClaimVerdict.NOT_COMPARABLE
    if computed.value is None:
        return ClaimVerdict.NOT_COMPUTABLE
    allowed = span_of(claim.value, claim.qualifier, claim.within)
    left = computed.range()
    if allowed.covers(Span(left.low, left.high)):
        return ClaimVerdict.CONSISTENT
    return ClaimVerdict.NOT_COMPUTABLE if allowed.meets(Span(left.low, left.high)) else ClaimVerdict.CONTRADICTED


@dataclass(frozen=True, slots=True)
class Span:
    """The figures that a claim allows: from `low` to `high`, each included or not; None is without bound."""

    low: Decimal | None
    high: Decimal | None
    inclusive: bool = True

    def covers(self, other: "Span") -> bool:
        """Whether every figure of another, whose ends are included, is one of those."""
        above = self.low is None or (other.low is not None and self._is_above(other.low))
        below = self.high is None or (other.high is not None and self._is_below(other.high))
        return above and below

    def holds(self, figure: Decimal) -> bool:
        """Whether a figure is one of those."""
        return self._is_above(figure) and self._is_below(figure)

    def _is_above(self, figure: Decimal) -> bool:
        return self.low is None or self.low < figure or (self.inclusive and self.low == figure)

    def _is_below(self, figure: Decimal) -> bool:
        return self.high is None or figure < self.high or (self.inclusive and figure == self.high)

    def meets(self, other: "Span") -> bool:
        """Whether some figure is among both."""
        lows = [span.low for span in (self, other) if span.low is not None]
        highs = [span.high for span in (self, other) if span.high is not None]
        if not lows or not highs:
            return True
        low, high = max(lows), min(highs)
        return low < high or (low == high and self.holds(low) and other.holds(low))

    def in_whole_numbers(self) -> "Span":
        """Those of the figures that are whole numbers.

        >>> Span(Decimal(5), Decimal("6.5"), inclusive=False).in_whole_numbers()
        Span(low=Decimal('6'), high=Decimal('6'), inclusive=True)
        """
        low = None if self.low is None else _whole(self.low, ROUND_CEILING if self.inclusive else ROUND_FLOOR)
        high = None if self.high is None else _whole(self.high, ROUND_FLOOR if self.inclusive else ROUND_CEILING)
        step = 0 if self.inclusive else 1
        return Span(None if low is None else low + step, None if high is None else high - step)


def _whole(figure: Decimal, rounding: str) -> Decimal:
    return figure.to_integral_value(rounding, EXACT)


def span_of(value: Decimal, qualifier: Qualifier, within: Decimal | None) -> Span:
    """The figures that a claim allows (R10).

    >>> span_of(Decimal("39.6"), Qualifier.EXACTLY, None)
    Span(low=Decimal('39.55'), high=Decimal('39.65'), inclusive=True)
    """
    match qualifier:
        case Qualifier.OVER:
            return Span(value, None, inclusive=False)
        case Qualifier.UNDER:
            return Span(None, value, inclusive=False)
        case Qualifier.AT_LEAST:
            return Span(value, None)
        case Qualifier.AT_MOST:
            return Span(None, value)
        case Qualifier.ABOUT:
            tolerance = abs(value) * ABOUT if within is None else within
        case Qualifier.EXACTLY:
            tolerance = _half_a_place(value) if within is None else within
        case _:
            assert_never(qualifier)
    return Span(value - tolerance, value + tolerance)


def _half_a_place(value: Decimal) -> Decimal:
    """Half of the last decimal place that was written; of a whole number, half a unit."""
    # A number has at most so many places; any number of zeros may follow them, and say nothing more.
    places = min(max(-int(value.as_tuple().exponent), 0), MOST_PLACES)
    return Decimal(5).scaleb(-places - 1)


_COUNTED = frozenset({Measure.CONTRIBUTORS, Measure.PLEDGERS})
"""The measures that count contributors, and so are whole numbers."""


def _rivals(claims: Sequence[ClaimRow], surveyed: Survey) -> Iterator[tuple[int, ...]]:
    """Groups of claims that cannot all be true, by their positions.

    Claims that can be compared are, where they measure the same thing of the same stage on the same day. An undated
    headline is the same on every day, and so is an indicator. A count of contributors is a whole number, so
    5 and 6 of them are apart, where 39% and 40% may be two roundings of 39.5%.
    """
    alike: dict[tuple[object, ...], list[int]] = {}
    for position, row in enumerate(claims):
        if row.verdict is ClaimVerdict.NOT_COMPARABLE:
            continue
        day, stage = row.as_of, row.stage
        if row.commitment is None:
            day = None
        else:
            undated = surveyed.ledger.commitments[row.commitment].pledged is not None
            day = None if undated and row.measure is Measure.PLEDGED and row.country is None else day
            stage = stage or surveyed.timelines[row.commitment].counts
        alike.setdefault((row.commitment, row.indicator, row.country, row.measure, stage, day), []).append(position)
    for group in alike.values():
        spans = {n: _span_of_row(claims[n]) for n in group}
        apart = [n for n in group if not all(spans[n].meets(spans[other]) for other in group if other != n)]
        if apart:
            yield tuple(apart)


def _span_of_row(row: ClaimRow) -> Span:
    span = span_of(row.value, row.qualifier, row.within)
    return span.in_whole_numbers() if row.measure in _COUNTED else span


def contradicted(report: ClaimsReport) -> int:
    """How many claims of a report the ledger contradicts."""
    return sum(row.verdict is ClaimVerdict.CONTRADICTED for row in report.claims)
