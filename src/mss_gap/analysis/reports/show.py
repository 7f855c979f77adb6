"""One commitment on one page: what it can be compared with, who carries it, and what was claimed of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from mss_gap.analysis.changes import Point
from mss_gap.analysis.exact import exactly, percent_of
from mss_gap.analysis.reports.base import Report, heading_of
from mss_gap.analysis.reports.claims import ClaimRow, claims_of
from mss_gap.analysis.reports.countries import CommitmentBreakdown, countries_of
from mss_gap.analysis.reports.history import history_of
from mss_gap.analysis.reports.pace import PaceRow, pace_of
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.analysis.warnings import ReportWarning
from mss_gap.ledger.model import Entry, Ledger
from mss_gap.ledger.values import Precision, precision_of


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
    whole: Decimal | None
    pct: Decimal | None
    """The part as a share of the whole, in percent, unrounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """How much hangs on the contributor that delivered most."""

    id: str
    name: str
    actual: Decimal
    share_pct: Decimal | None
    """Its actual as a share of the whole's, in percent."""
    rest: Decimal | None
    """What would be left of the whole without it."""
    rest_delivered_pct: Decimal | None
    """That rest as a share of the pledge, in percent."""


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


def show(ledger: Ledger, commitment: str, as_of: date | None = None) -> ShowReport:
    """One commitment on one page. Raises `UnknownCommitmentError` where it does not exist."""
    return show_of(survey(ledger, as_of, commitment))


@exactly
def show_of(surveyed: Survey) -> ShowReport:
    """One commitment on one page, from a survey of it only."""
    ((commitment, position),) = surveyed.positions.items()
    report = countries_of(surveyed)
    (breakdown,) = report.commitments
    return ShowReport(
        **heading_of(surveyed),
        commitment=breakdown,
        comparisons=_comparisons(breakdown, headline=position.pledged.value if position.headline else None),
        largest=largest_contributor(breakdown),
        course=history_of(surveyed).commitments[0].points,
        pace=pace_of(surveyed).commitments[0],
        contradicted=claims_of(surveyed, commitment, ClaimVerdict.CONTRADICTED).claims,
        notes=_notes(surveyed.ledger, commitment, surveyed.as_of),
        warnings=report.warnings,
    )


def _comparisons(row: CommitmentBreakdown, headline: Decimal | None) -> tuple[Comparison, ...]:
    pledging = [contribution for contribution in row.contributions if contribution.pledge_status is not None]
    # Where no contributor ever pledged, a share of 0% would say that contributors failed to.
    firm = row.country_pledged if pledging else None
    stated = [contribution.pledged for contribution in pledging if contribution.pledged is not None]
    promised = sum(stated, Decimal(0)) if stated else None
    # What those delivered whose firm pledge is in the sum: the money of others is no part of it.
    delivered = [each.actual for each in pledging if each.firm and each.actual is not None]
    by_pledgers = sum(delivered, Decimal(0)) if delivered else None
    pairs = (
        (ComparisonId.DELIVERED_OF_HEADLINE, row.actual, headline),
        (ComparisonId.DELIVERED_OF_FIRM, by_pledgers, firm),
        (ComparisonId.FIRM_OF_HEADLINE, firm, headline),
        (ComparisonId.PLEDGED_OF_HEADLINE, promised, headline),
    )
    return tuple(
        Comparison(id=compared, part=part, whole=whole, pct=percent_of(part, whole)) for compared, part, whole in pairs
    )


def largest_contributor(row: CommitmentBreakdown) -> Reliance | None:
    """How much hangs on the contributor that delivered most; None where nobody is known to have delivered anything.

    Of several that delivered the same, the one that stands first in R6.
    """
    # The rows of those who reported come first, the largest actual at the top (R6).
    largest = next(iter(row.contributions), None)
    actual = largest.actual if largest else None
    if largest is None or actual is None or actual <= 0:
        return None
    rest = None if row.actual is None else row.actual - actual
    return Reliance(
        id=largest.id,
        name=largest.name,
        actual=actual,
        share_pct=largest.share_pct,
        rest=rest,
        rest_delivered_pct=percent_of(rest, row.pledged),
    )


def _notes(ledger: Ledger, commitment: str, day: date | None) -> tuple[Note, ...]:
    entries: list[Entry] = [*ledger.pledges, *ledger.actuals]
    noted = [
        Note(date=entry.date, date_precision=precision_of(entry.date), country=entry.country, note=entry.note)
        for entry in entries
        if entry.commitment == commitment and entry.note is not None and (day is None or entry.date <= day)
    ]
    return tuple(sorted(noted, key=lambda note: note.date))
