"""Every published claim against the ledger (R10)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from mss_gap.analysis.bounds import UNKNOWN, Figure
from mss_gap.analysis.contributors.sorting import ClaimSort
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.gap import Gap
from mss_gap.analysis.position import Position, position_at
from mss_gap.analysis.reports.base import Report, heading
from mss_gap.analysis.reports.claim_rows import ClaimRow, in_order, rivals_among, with_publishers
from mss_gap.analysis.reports.measures import (
    Computed,
    of_commitment,
    of_indicator,
    of_kept_pledges,
    unless_recorded,
)
from mss_gap.analysis.sourcing import cited
from mss_gap.analysis.spans import Span, span_of
from mss_gap.analysis.stated import gap_at
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.analysis.warnings.report_warnings import ReportWarning, WarningCode, warnings_of
from mss_gap.ledger.measures import Measure
from mss_gap.ledger.model import Claim, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsReport(Report):
    """Claims in the order of the ledger, or in the one that was asked for."""

    kind: Literal["claims"] = "claims"
    claims: tuple[ClaimRow, ...]
    sort: ClaimSort | None = field(default=None, metadata=NOT_IN_DOCUMENTS)
    """The order that was asked for; None where none was."""
    rivals: tuple[tuple[int, ...], ...]
    """Groups of claims that cannot all be true, each claim by its position in `claims`, from 0."""
    warnings: tuple[ReportWarning, ...]
    asked_for: tuple[str, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS)
    """The contributors that claims were asked for about, by their codes; empty for all claims."""
    narrowed: bool = field(default=False, metadata=NOT_IN_DOCUMENTS)
    """True where only the claims about a commitment, or with a verdict, were asked for."""


def claims(  # noqa: PLR0913 - a keyword for each way to ask
    ledger: Ledger,
    as_of: date | None = None,
    commitment: str | None = None,
    verdict: ClaimVerdict | None = None,
    *,
    sort: ClaimSort | None = None,
    countries: Collection[str] = (),
) -> ClaimsReport:
    """Each claim of a ledger beside what the ledger says (R10).

    Or those about a commitment, with a verdict, or about some contributors, by the codes of `countries`. They are in the
    order of the ledger, or as `sort` says.

    The report date serves claims that state no date and whose source states none. Raises `UnknownCommitmentError` where
    the commitment asked for does not exist.
    """
    return claims_of(survey(ledger, as_of, commitment), commitment, verdict, sort=sort, countries=countries)


@exactly
def claims_of(
    surveyed: Survey,
    commitment: str | None = None,
    verdict: ClaimVerdict | None = None,
    *,
    sort: ClaimSort | None = None,
    countries: Collection[str] = (),
) -> ClaimsReport:
    """The claims of a survey's ledger, or those about a commitment of the survey, with a verdict, or about contributors."""
    checked = _Checked(surveyed)
    about = (
        (at, claim) for at, claim in enumerate(surveyed.ledger.claims, 1) if commitment in (None, claim.commitment)
    )
    rows = checked.rows((number, claim) for number, claim in about if not countries or claim.country in countries)
    shown = [row for row in rows if verdict in (None, row.verdict)]
    if sort is not None:
        shown = in_order(shown, sort)
    return ClaimsReport(
        **heading(surveyed.ledger, surveyed.as_of),
        claims=tuple(shown),
        sort=sort,
        rivals=tuple(rivals_among(shown, surveyed)),
        warnings=checked.warnings(shown),
        asked_for=tuple(dict.fromkeys(countries)),
        narrowed=commitment is not None or verdict is not None,
    )


class _Checked:
    """A survey to hold claims against, with each position on another date worked out once."""

    def __init__(self, surveyed: Survey) -> None:
        self._surveyed = surveyed
        self._ledger = surveyed.ledger
        self._day = surveyed.as_of
        self._timelines = surveyed.timelines
        self._positions: dict[tuple[str, str | None, date | None], Position] = {
            (key, None, surveyed.as_of): position for key, position in surveyed.positions.items()
        }

    def rows(self, claims: Iterable[tuple[int, Claim]]) -> list[ClaimRow]:
        rows = [self._row(number, claim) for number, claim in claims]
        return with_publishers(rows, self._surveyed)

    def warnings(self, rows: Iterable[ClaimRow]) -> tuple[ReportWarning, ...]:
        """What bears on the computed figures: a bound, a missing rate; each said once of a commitment and stage, as of the latest day."""
        said: dict[tuple[WarningCode, str | None, str | None], ReportWarning] = {}
        held_against = ((row.as_of, row.commitment, row.stage) for row in rows if row.commitment is not None)
        for day, commitment, stated in sorted(dict.fromkeys(held_against), key=lambda at: at[0] or date.min):
            timeline = self._timelines[commitment]
            stage = None if stated == timeline.counts else stated
            there = {commitment: self._position(commitment, stated, day)}
            at = Survey(self._ledger, day, {commitment: timeline.of_stage(stage)}, there)
            for warning in warnings_of(at, stage=stage, of_figures=True):
                said[warning.code, warning.commitment, stage] = warning
        return tuple(said.values())

    def _row(self, number: int, claim: Claim) -> ClaimRow:
        day = self._date_of(claim)
        computed, sources = self._computed(claim, day)
        same_source = bool(claim.source) and set(claim.source) <= set(sources)
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
            same_source=same_source,
            computed=computed.value,
            computed_bound=computed.bound,
            difference=None if computed.value is None else computed.value - claim.value,
            verdict=_verdict(claim, computed),
            number=number,
            between_sources=bool(claim.source and sources) and not same_source,
        )

    def _date_of(self, claim: Claim) -> date | None:
        published = (self._ledger.sources[key].published for key in claim.source if key in self._ledger.sources)
        return claim.as_of or next((day for day in published if day), self._day)

    def _computed(self, claim: Claim, day: date | None) -> Computed:
        if claim.indicator is not None:
            return of_indicator(self._ledger.indicators[claim.indicator], claim.measure)
        position = self._position(str(claim.commitment), claim.stage, day)
        if claim.measure is Measure.KEPT_PCT:
            return self._of_kept_pledges(claim, position, day)
        standing = None if claim.country is None else position.standings.get(claim.country)
        if claim.country is not None and standing is None:
            return Computed(UNKNOWN, ())
        as_stated = self._as_stated(claim, day)
        if standing is not None and self._of_another_stage(claim) and standing != unless_recorded(standing):
            standing, as_stated = unless_recorded(standing), None
        return of_commitment(position, standing, claim.measure, as_stated)

    def _of_kept_pledges(self, claim: Claim, position: Position, day: date | None) -> Computed:
        key = str(claim.commitment)
        if self._of_another_stage(claim):
            standings = {code: unless_recorded(standing) for code, standing in position.standings.items()}
            position = replace(position, standings=standings)
        deadline = self._ledger.commitments[key].due or self._ledger.mission.end
        return of_kept_pledges(position, self._timelines[key].of_stage(claim.stage), day, deadline)

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


def contradicted(report: ClaimsReport) -> int:
    """How many claims of a report the ledger contradicts."""
    return sum(row.verdict is ClaimVerdict.CONTRADICTED for row in report.claims)
