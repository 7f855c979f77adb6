"""The gap between what was pledged and what was delivered, from one dated and sourced ledger.

>>> from mss_gap import load, summarize
>>> [f"{row.title}: {row.shortfall_pct:.1f}% short" for row in summarize(load()).commitments][0]
'Personnel deployed: 60.4% short'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mss_gap.analysis.countries import CommitmentBreakdown, Contribution, CountriesReport, break_down
    from mss_gap.analysis.position import ActualBasis
    from mss_gap.analysis.report import CommitmentRow
    from mss_gap.analysis.summary import SummaryReport, summarize
    from mss_gap.analysis.survey import UnknownCommitmentError
    from mss_gap.analysis.warnings import ReportWarning, WarningCode
    from mss_gap.ledger.model import Ledger, Status
    from mss_gap.ledger.problems import LedgerError, LedgerInvalidError, LedgerUnreadableError, Problem
    from mss_gap.ledger.read import load

__version__ = "0.1.0"

_HOME = {
    "ActualBasis": "analysis.position",
    "CommitmentBreakdown": "analysis.countries",
    "CommitmentRow": "analysis.report",
    "Contribution": "analysis.countries",
    "CountriesReport": "analysis.countries",
    "Ledger": "ledger.model",
    "LedgerError": "ledger.problems",
    "LedgerInvalidError": "ledger.problems",
    "LedgerUnreadableError": "ledger.problems",
    "Problem": "ledger.problems",
    "ReportWarning": "analysis.warnings",
    "Status": "ledger.model",
    "SummaryReport": "analysis.summary",
    "UnknownCommitmentError": "analysis.survey",
    "WarningCode": "analysis.warnings",
    "break_down": "analysis.countries",
    "load": "ledger.read",
    "summarize": "analysis.summary",
}

__all__ = [
    "ActualBasis",
    "CommitmentBreakdown",
    "CommitmentRow",
    "Contribution",
    "CountriesReport",
    "Ledger",
    "LedgerError",
    "LedgerInvalidError",
    "LedgerUnreadableError",
    "Problem",
    "ReportWarning",
    "Status",
    "SummaryReport",
    "UnknownCommitmentError",
    "WarningCode",
    "__version__",
    "break_down",
    "load",
    "summarize",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used: `mss-gap --version` needs none of them."""
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
