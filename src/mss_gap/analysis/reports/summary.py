"""The summary: a row for each commitment."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.reports.base import CommitmentRow, Report, heading_of
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings.report_warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryReport(Report):
    """Where each commitment stands on the report date."""

    kind: Literal["summary"] = "summary"
    commitments: tuple[CommitmentRow, ...]
    """In the order of the ledger."""
    warnings: tuple[ReportWarning, ...]
    of: int = field(default=0, metadata=NOT_IN_DOCUMENTS, compare=False)
    """How many commitments the ledger has, those left out included."""


def summary(ledger: Ledger, as_of: date | None = None, commitments: Collection[str] = ()) -> SummaryReport:
    """What each commitment of a ledger, or some of them by their ids, has come to on the report date (R1 to R5, R7).

    Raises `UnknownCommitmentError` where one asked for does not exist.

    >>> from mss_gap import load
    >>> personnel = summary(load()).commitments[0]
    >>> personnel.gap, personnel.shortfall_pct
    (Decimal('1509'), Decimal('60.36'))
    """
    return summary_of(survey(ledger, as_of).only(*commitments))


@exactly
def summary_of(surveyed: Survey) -> SummaryReport:
    """The summary of a survey's commitments."""
    return SummaryReport(
        **heading_of(surveyed),
        commitments=tuple(CommitmentRow.of(surveyed, key) for key in surveyed.positions),
        warnings=warnings_of(surveyed),
        of=len(surveyed.ledger.commitments),
    )


def delivered_below(report: SummaryReport, percentage: Decimal) -> tuple[CommitmentRow, ...]:
    """The commitments that may be delivered to less than a percentage, whatever their bounds leave open (R5).

    One whose share is not defined is not among them.
    """
    return tuple(
        row
        for row in report.commitments
        if row.delivered_pct is not None and Figure(row.delivered_pct, row.delivered_bound).range().ends[0] < percentage
    )
