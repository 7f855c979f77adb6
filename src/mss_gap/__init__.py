"""The gap between what was pledged and what was delivered, from one dated and sourced ledger.

>>> from mss_gap import load, summarize
>>> [f"{row.title}: {row.shortfall_pct:.1f}% short" for row in summarize(load()).commitments][0]
'Personnel deployed: 60.4% short'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mss_gap.analysis.claims import ClaimRow, ClaimsReport, check_claims
    from mss_gap.analysis.comparison import CompareReport, DatesReversedError, compare
    from mss_gap.analysis.countries import CommitmentBreakdown, Contribution, CountriesReport, break_down
    from mss_gap.analysis.history import HistoryByCountryReport, HistoryReport, recount, recount_by_country
    from mss_gap.analysis.indicators import ContextReport, describe_context
    from mss_gap.analysis.pace import PaceReport, measure_pace
    from mss_gap.analysis.portrait import ShowReport, portray
    from mss_gap.analysis.position import ActualBasis
    from mss_gap.analysis.report import CommitmentRow
    from mss_gap.analysis.scenario import (
        Deliver,
        Fulfil,
        NothingToChangeError,
        Pledged,
        WhatIfReport,
        Withdraw,
        suppose,
    )
    from mss_gap.analysis.sources import SourcesReport, list_sources
    from mss_gap.analysis.summary import SummaryReport, summarize
    from mss_gap.analysis.survey import UnknownCommitmentError
    from mss_gap.analysis.verdicts import ClaimVerdict, PaceVerdict
    from mss_gap.analysis.warnings import ReportWarning, WarningCode
    from mss_gap.ledger.model import Ledger, Status
    from mss_gap.ledger.problems import LedgerError, LedgerInvalidError, LedgerUnreadableError, Problem
    from mss_gap.ledger.read import load

__version__ = "0.1.0"

_HOME = {
    "ActualBasis": "analysis.position",
    "ClaimRow": "analysis.claims",
    "ClaimVerdict": "analysis.verdicts",
    "ClaimsReport": "analysis.claims",
    "CommitmentBreakdown": "analysis.countries",
    "CommitmentRow": "analysis.report",
    "CompareReport": "analysis.comparison",
    "ContextReport": "analysis.indicators",
    "Contribution": "analysis.countries",
    "CountriesReport": "analysis.countries",
    "DatesReversedError": "analysis.comparison",
    "Deliver": "analysis.scenario",
    "Fulfil": "analysis.scenario",
    "HistoryByCountryReport": "analysis.history",
    "HistoryReport": "analysis.history",
    "Ledger": "ledger.model",
    "LedgerError": "ledger.problems",
    "LedgerInvalidError": "ledger.problems",
    "LedgerUnreadableError": "ledger.problems",
    "NothingToChangeError": "analysis.scenario",
    "PaceReport": "analysis.pace",
    "PaceVerdict": "analysis.verdicts",
    "Pledged": "analysis.scenario",
    "Problem": "ledger.problems",
    "ReportWarning": "analysis.warnings",
    "ShowReport": "analysis.portrait",
    "SourcesReport": "analysis.sources",
    "Status": "ledger.model",
    "SummaryReport": "analysis.summary",
    "UnknownCommitmentError": "analysis.survey",
    "WarningCode": "analysis.warnings",
    "WhatIfReport": "analysis.scenario",
    "Withdraw": "analysis.scenario",
    "break_down": "analysis.countries",
    "check_claims": "analysis.claims",
    "compare": "analysis.comparison",
    "describe_context": "analysis.indicators",
    "list_sources": "analysis.sources",
    "load": "ledger.read",
    "measure_pace": "analysis.pace",
    "portray": "analysis.portrait",
    "recount": "analysis.history",
    "recount_by_country": "analysis.history",
    "summarize": "analysis.summary",
    "suppose": "analysis.scenario",
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
    "DatesReversedError",
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
    "break_down",
    "check_claims",
    "compare",
    "describe_context",
    "list_sources",
    "load",
    "measure_pace",
    "portray",
    "recount",
    "recount_by_country",
    "summarize",
    "suppose",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used: `mss-gap --version` needs none of them."""
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
