"""The gap between what was pledged and what was delivered, from one dated and sourced ledger.

>>> from mss_gap import load, summary
>>> [f"{row.title}: {row.shortfall_pct:.1f}% short" for row in summary(load()).commitments][0]
'Personnel deployed: 60.4% short'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mss_gap.analysis.reports.claims import ClaimRow, ClaimsReport, claims
    from mss_gap.analysis.reports.compare import CompareReport, compare
    from mss_gap.analysis.reports.countries import CommitmentBreakdown, Contribution, CountriesReport, countries
    from mss_gap.analysis.reports.history import HistoryByCountryReport, HistoryReport, history, history_by_country
    from mss_gap.analysis.reports.context import ContextReport, context
    from mss_gap.analysis.reports.pace import PaceReport, pace
    from mss_gap.analysis.reports.show import ShowReport, show
    from mss_gap.analysis.position import ActualBasis
    from mss_gap.analysis.reports.base import CommitmentRow
    from mss_gap.analysis.reports.what_if import (
        Deliver,
        Fulfil,
        NothingToChangeError,
        Pledged,
        WhatIfReport,
        Withdraw,
        what_if,
    )
    from mss_gap.analysis.reports.sources import SourcesReport, sources
    from mss_gap.analysis.reports.summary import SummaryReport, summary
    from mss_gap.analysis.survey import UnknownCommitmentError
    from mss_gap.analysis.verdicts import ClaimVerdict, PaceVerdict
    from mss_gap.analysis.warnings import ReportWarning, WarningCode
    from mss_gap.ledger.model import Ledger, Status
    from mss_gap.ledger.explain.problems import LedgerError, LedgerInvalidError, LedgerUnreadableError, Problem
    from mss_gap.ledger.read.load import load

__version__ = "0.1.0"

_HOME = {
    "ActualBasis": "analysis.position",
    "ClaimRow": "analysis.reports.claims",
    "ClaimVerdict": "analysis.verdicts",
    "ClaimsReport": "analysis.reports.claims",
    "CommitmentBreakdown": "analysis.reports.countries",
    "CommitmentRow": "analysis.reports.base",
    "CompareReport": "analysis.reports.compare",
    "ContextReport": "analysis.reports.context",
    "Contribution": "analysis.reports.countries",
    "CountriesReport": "analysis.reports.countries",
    "Deliver": "analysis.reports.what_if",
    "Fulfil": "analysis.reports.what_if",
    "HistoryByCountryReport": "analysis.reports.history",
    "HistoryReport": "analysis.reports.history",
    "Ledger": "ledger.model",
    "LedgerError": "ledger.explain.problems",
    "LedgerInvalidError": "ledger.explain.problems",
    "LedgerUnreadableError": "ledger.explain.problems",
    "NothingToChangeError": "analysis.reports.what_if",
    "PaceReport": "analysis.reports.pace",
    "PaceVerdict": "analysis.verdicts",
    "Pledged": "analysis.reports.what_if",
    "Problem": "ledger.explain.problems",
    "ReportWarning": "analysis.warnings",
    "ShowReport": "analysis.reports.show",
    "SourcesReport": "analysis.reports.sources",
    "Status": "ledger.model",
    "SummaryReport": "analysis.reports.summary",
    "UnknownCommitmentError": "analysis.survey",
    "WarningCode": "analysis.warnings",
    "WhatIfReport": "analysis.reports.what_if",
    "Withdraw": "analysis.reports.what_if",
    "countries": "analysis.reports.countries",
    "claims": "analysis.reports.claims",
    "compare": "analysis.reports.compare",
    "context": "analysis.reports.context",
    "sources": "analysis.reports.sources",
    "load": "ledger.read.load",
    "pace": "analysis.reports.pace",
    "show": "analysis.reports.show",
    "history": "analysis.reports.history",
    "history_by_country": "analysis.reports.history",
    "summary": "analysis.reports.summary",
    "what_if": "analysis.reports.what_if",
}

__all__ = [
    "ActualBasis",
    "ClaimRow",
    "ClaimVerdict",
    "ClaimsReport",
    "CommitmentBreakdown",
    "CommitmentRow",
    "CompareReport",
    "ContextReport",
    "Contribution",
    "CountriesReport",
    "Deliver",
    "Fulfil",
    "HistoryByCountryReport",
    "HistoryReport",
    "Ledger",
    "LedgerError",
    "LedgerInvalidError",
    "LedgerUnreadableError",
    "NothingToChangeError",
    "PaceReport",
    "PaceVerdict",
    "Pledged",
    "Problem",
    "ReportWarning",
    "ShowReport",
    "SourcesReport",
    "Status",
    "SummaryReport",
    "UnknownCommitmentError",
    "WarningCode",
    "WhatIfReport",
    "Withdraw",
    "__version__",
    "countries",
    "claims",
    "compare",
    "context",
    "sources",
    "load",
    "pace",
    "show",
    "history",
    "history_by_country",
    "summary",
    "what_if",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used: `mss-gap --version` needs none of them."""
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
