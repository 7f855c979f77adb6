"""The summary: a row for each commitment."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.reports.base import CommitmentRow, Report
from mss_gap.analysis.survey import survey
from mss_gap.analysis.warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryReport(Report):
    """Where each commitment stands on the report date."""

    kind: Literal["summary"] = "summary"
    commitments: tuple[CommitmentRow, ...]
    """In the order of the ledger."""
    warnings: tuple[ReportWarning, ...]


def summary(ledger: Ledger, as_of: date | None = None) -> SummaryReport:
    """Where each commitment of a ledger stands on the report date (R1 to R5, R7).

    >>> from mss_gap import load
    >>> personnel = summary(load()).commitments[0]
    >>> personnel.gap, personnel.shortfall_pct
    (Decimal('1509'), Decimal('60.36'))
    """
    surveyed = survey(ledger, as_of)
    return SummaryReport(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=surveyed.as_of,
        commitments=tuple(
            CommitmentRow.at(key, ledger.commitments[key], position) for key, position in surveyed.positions.items()
        ),
        warnings=warnings_of(surveyed),
    )


def delivered_below(report: SummaryReport, percentage: Decimal) -> tuple[CommitmentRow, ...]:
    """The commitments delivered to less than a percentage; one whose share is not defined is not among them."""
    return tuple(row for row in report.commitments if row.delivered_pct is not None and row.delivered_pct < percentage)
