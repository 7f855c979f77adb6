"""Who pledged and delivered what to each commitment (R6)."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.exact import exactly, percent_of
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.position import ActualBasis, Position, Standing
from mss_gap.analysis.reports.base import CommitmentRow, Report
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one contributor pledged and delivered, in the commitment's unit; percentages are unrounded."""

    id: str
    """An ISO 3166-1 alpha-2 code, or the code of a declared body."""
    name: str
    pledged: Decimal | None
    """The level of its pledge; 0 once withdrawn; null where not stated, or never pledged."""
    pledge_status: Status | None
    """Null where it never pledged."""
    actual: Decimal | None
    """What it delivered; 0 where nothing is recorded, null where the amount is not stated."""
    actual_basis: ActualBasis
    at_least: bool
    """True where the actual is a lower bound."""
    gap: Decimal | None
    """pledged - actual; negative is a surplus."""
    delivered_pct: Decimal | None
    """The actual as a share of its own pledge, in percent."""
    shortfall_pct: Decimal | None
    """The gap as a share of its own pledge, in percent."""
    share_pct: Decimal | None
    """The actual as a share of the whole's actual, in percent."""
    reported_on: date | None
    """The day of its latest actual."""
    sources: tuple[str, ...]
    """What its pledge and its actual rest on: source ids or addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentBreakdown(CommitmentRow):
    """One commitment, and what each contributor has to do with it."""

    sum_of_shortfalls: Decimal | None = None
    """What firm pledges are short of, each on its own: a surplus of one does not hide the default of another."""
    contributions: tuple[Contribution, ...] = ()
    """Those that reported an amount, then those that stated none, then those that delivered nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountriesReport(Report):
    """Who pledged and delivered what on the report date."""

    kind: Literal["countries"] = "countries"
    commitments: tuple[CommitmentBreakdown, ...]
    """In the order of the ledger."""
    warnings: tuple[ReportWarning, ...]


def countries(ledger: Ledger, as_of: date | None = None, commitment: str | None = None) -> CountriesReport:
    """Who pledged and delivered what to each commitment, or to one of them, on the report date (R6).

    Raises `UnknownCommitmentError` where the one asked for does not exist.
    """
    surveyed = survey(ledger, as_of, commitment)
    return CountriesReport(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=surveyed.as_of,
        commitments=tuple(
            replace(
                CommitmentBreakdown.at(key, ledger.commitments[key], position),
                sum_of_shortfalls=position.sum_of_shortfalls,
                contributions=contributions(surveyed, position),
            )
            for key, position in surveyed.positions.items()
        ),
        warnings=warnings_of(surveyed),
    )


@exactly
def contributions(surveyed: Survey, position: Position) -> tuple[Contribution, ...]:
    """A row for each contributor to a commitment, in the order of R6."""
    rows = [
        _contribution(code, surveyed.name(code), standing, position.actual)
        for code, standing in position.standings.items()
    ]
    return tuple(sorted(rows, key=_rank))


def _contribution(code: str, name: str, standing: Standing, whole: Decimal | None) -> Contribution:
    gap = gap_between(standing.pledged, standing.actual)
    return Contribution(
        id=code,
        name=name,
        pledged=standing.pledged,
        pledge_status=standing.pledge_status,
        actual=standing.actual,
        actual_basis=standing.actual_basis,
        at_least=standing.at_least,
        gap=gap.gap,
        delivered_pct=gap.delivered_pct,
        shortfall_pct=gap.shortfall_pct,
        share_pct=percent_of(standing.actual, whole),
        reported_on=standing.reported_on,
        sources=standing.sources,
    )


def _rank(row: Contribution) -> tuple[int, Decimal, bool, Decimal, str]:
    """R6: by group; in each by actual, then pledge, both descending with nulls last, then by name.

    Of unknown actuals no null needs to come last: they are a group of their own.
    """
    group = list(ActualBasis).index(row.actual_basis)
    actual, pledged = row.actual or Decimal(0), row.pledged or Decimal(0)
    return group, -actual, row.pledged is None, -pledged, row.name.casefold()
