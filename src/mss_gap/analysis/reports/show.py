"""One commitment on one page: what it can be compared with, who carries it, and what was claimed of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, percentage
from mss_gap.analysis.contributors.contributions import Contribution
from mss_gap.analysis.course.changes import Point
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.base import Report, heading_of
from mss_gap.analysis.reports.claim_rows import ClaimRow
from mss_gap.analysis.reports.claims import claims_of
from mss_gap.analysis.reports.countries import CommitmentBreakdown, countries_of
from mss_gap.analysis.reports.history import history_of
from mss_gap.analysis.reports.pace import PaceRow, pace_of
from mss_gap.analysis.reports.reliance import Reliance, largest_contributor
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.analysis.warnings.report_warnings import ReportWarning
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.ledger.entry import Entry
from mss_gap.ledger.model import Ledger


class ComparisonId(StrEnum):
    """What is compared with what."""

    DELIVERED_OF_HEADLINE = "delivered-of-headline"
    DELIVERED_OF_FIRM = "delivered-of-firm"
    """Of the sum of contributors' firm pledges."""
    FIRM_OF_HEADLINE = "firm-of-headline"
    PLEDGED_OF_HEADLINE = "pledged-of-headline"
    """Contributors' pledges with those on hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One figure as a share of another, both in the commitment's unit."""

    id: ComparisonId
    """What is compared with what."""
    part: Decimal | None
    """The figure that is compared."""
    part_bound: Bound | None
    whole: Decimal | None
    """The figure that it is compared with."""
    whole_bound: Bound | None
    pct: Decimal | None
    """The part as a share of the whole, in percent, unrounded."""
    pct_bound: Bound | None
    is_recorded: bool = field(default=True, metadata=NOT_IN_DOCUMENTS)
    """False where the part is 0 only because nothing of it is recorded (R6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an entry adds in words."""

    date: date
    date_precision: Precision
    """Whether the day is known, or only its month or its year."""
    country: str | None
    """The contributor's code; null for the whole mission."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReport(Report):
    """One commitment on the report date."""

    kind: Literal["show"] = "show"
    commitment: CommitmentBreakdown
    comparisons: tuple[Comparison, ...]
    """The same delivery against every base it can be compared with."""
    largest: Reliance | None
    """Null where no contributor's actual is known."""
    course: tuple[Point, ...]
    """How it moved, by date."""
    pace: PaceRow
    """Whether it will be met at the pace so far."""
    contradicted: tuple[ClaimRow, ...]
    """The claims about it that the ledger contradicts."""
    notes: tuple[Note, ...]
    """By date."""
    warnings: tuple[ReportWarning, ...]
    asked_for: tuple[str, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS)
    """The contributors that were asked for, by their codes; empty for all."""


def show(ledger: Ledger, commitment: str, as_of: date | None = None, countries: Collection[str] = ()) -> ShowReport:
    """One commitment on one page.

    With the codes of `countries`, only what is of these contributors: their rows, what they gave outside, and the claims
    and notes about them. All else is still of all. Raises `UnknownCommitmentError` where the commitment does not exist.
    """
    return show_of(survey(ledger, as_of, commitment), countries)


@exactly
def show_of(surveyed: Survey, countries: Collection[str] = ()) -> ShowReport:
    """One commitment on one page, from a survey of it only; on request, only what is of some contributors."""
    ((commitment, position),) = surveyed.positions.items()
    report = countries_of(surveyed)
    (breakdown,) = report.commitments
    return ShowReport(
        **heading_of(surveyed),
        commitment=_only(breakdown, countries) if countries else breakdown,
        comparisons=_comparisons(breakdown, headline=position.pledged if position.headline else UNKNOWN),
        largest=largest_contributor(breakdown),
        course=history_of(surveyed).commitments[0].points,
        pace=pace_of(surveyed).commitments[0],
        contradicted=claims_of(surveyed, commitment, ClaimVerdict.CONTRADICTED, countries=countries).claims,
        notes=tuple(
            note
            for note in _notes(surveyed.ledger, commitment, surveyed.as_of)
            if not countries or note.country in countries
        ),
        warnings=report.warnings,
        asked_for=tuple(dict.fromkeys(countries)),
    )


def _only(row: CommitmentBreakdown, countries: Collection[str]) -> CommitmentBreakdown:
    """A commitment with the rows of some contributors; its own figures are still of all."""
    rows = tuple(contribution for contribution in row.contributions if contribution.id in countries)
    outside = tuple(given for given in row.outside if given.country in countries)
    return replace(row, contributions=rows, lines=rows, everyone=(), outside=outside)


def _comparisons(row: CommitmentBreakdown, headline: Figure) -> tuple[Comparison, ...]:
    pledging = [contribution for contribution in row.contributions if contribution.pledge_status is not None]
    # Where no contributor ever pledged, a share of 0% would say that contributors failed to.
    firm = Figure(row.country_pledged, row.country_pledged_bound) if pledging else UNKNOWN
    promised = _sum(Figure(each.pledged, each.pledged_bound) for each in pledging)
    # What those delivered whose firm pledge is in the sum: the money of others is no part of it.
    firmly = [each for each in pledging if each.firm]
    by_pledgers = _sum(Figure(each.actual, each.actual_bound) for each in firmly)
    nothing_recorded = {ComparisonId.DELIVERED_OF_FIRM} if firmly and not any(map(_is_recorded, firmly)) else set()
    pairs = (
        (ComparisonId.DELIVERED_OF_HEADLINE, Figure(row.actual, row.actual_bound), headline),
        (ComparisonId.DELIVERED_OF_FIRM, by_pledgers, firm),
        (ComparisonId.FIRM_OF_HEADLINE, firm, headline),
        (ComparisonId.PLEDGED_OF_HEADLINE, promised, headline),
    )
    return tuple(
        _comparison(compared, part, whole, is_recorded=compared not in nothing_recorded)
        for compared, part, whole in pairs
    )


def _is_recorded(contribution: Contribution) -> bool:
    return contribution.actual_basis is not ActualBasis.NONE_RECORDED


def _comparison(compared: ComparisonId, part: Figure, whole: Figure, *, is_recorded: bool) -> Comparison:
    share = percentage(part, whole)
    return Comparison(
        id=compared,
        part=part.value,
        part_bound=part.bound,
        whole=whole.value,
        whole_bound=whole.bound,
        pct=share.value,
        pct_bound=share.bound,
        is_recorded=is_recorded,
    )


def _sum(figures: Iterable[Figure]) -> Figure:
    """What some figures add up to; unknown where none is known."""
    together = PartialSum.all_of(figures)
    return together.figure if together.known else UNKNOWN


def _notes(ledger: Ledger, commitment: str, day: date | None) -> tuple[Note, ...]:
    entries: list[Entry] = [*ledger.pledges, *ledger.actuals]
    noted = [
        Note(date=entry.date, date_precision=precision_of(entry.date), country=entry.country, note=entry.note)
        for entry in entries
        if entry.commitment == commitment and entry.note is not None and (day is None or entry.date <= day)
    ]
    return tuple(sorted(noted, key=lambda note: note.date))
