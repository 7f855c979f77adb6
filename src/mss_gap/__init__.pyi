"""The public names of the library, each from the module that has it."""

from .analysis.position import ActualBasis as ActualBasis
from .analysis.reports.base import CommitmentRow as CommitmentRow
from .analysis.reports.claims import ClaimRow as ClaimRow
from .analysis.reports.claims import ClaimsReport as ClaimsReport
from .analysis.reports.claims import claims as claims
from .analysis.reports.compare import CompareReport as CompareReport
from .analysis.reports.compare import compare as compare
from .analysis.reports.context import ContextReport as ContextReport
from .analysis.reports.context import context as context
from .analysis.reports.countries import CommitmentBreakdown as CommitmentBreakdown
from .analysis.reports.countries import Contribution as Contribution
from .analysis.reports.countries import CountriesReport as CountriesReport
from .analysis.reports.countries import countries as countries
from .analysis.reports.history import HistoryByCountryReport as HistoryByCountryReport
from .analysis.reports.history import HistoryReport as HistoryReport
from .analysis.reports.history import history as history
from .analysis.reports.history import history_by_country as history_by_country
from .analysis.reports.pace import PaceReport as PaceReport
from .analysis.reports.pace import pace as pace
from .analysis.reports.show import ShowReport as ShowReport
from .analysis.reports.show import show as show
from .analysis.reports.sources import SourcesReport as SourcesReport
from .analysis.reports.sources import sources as sources
from .analysis.reports.summary import SummaryReport as SummaryReport
from .analysis.reports.summary import summary as summary
from .analysis.reports.what_if import Deliver as Deliver
from .analysis.reports.what_if import Fulfil as Fulfil
from .analysis.reports.what_if import NothingToChangeError as NothingToChangeError
from .analysis.reports.what_if import Pledged as Pledged
from .analysis.reports.what_if import WhatIfReport as WhatIfReport
from .analysis.reports.what_if import Withdraw as Withdraw
from .analysis.reports.what_if import what_if as what_if
from .analysis.survey import UnknownCommitmentError as UnknownCommitmentError
from .analysis.verdicts import ClaimVerdict as ClaimVerdict
from .analysis.verdicts import PaceVerdict as PaceVerdict
from .analysis.warnings import ReportWarning as ReportWarning
from .analysis.warnings import WarningCode as WarningCode
from .ledger.explain.problems import LedgerError as LedgerError
from .ledger.explain.problems import LedgerInvalidError as LedgerInvalidError
from .ledger.explain.problems import LedgerUnreadableError as LedgerUnreadableError
from .ledger.explain.problems import Problem as Problem
from .ledger.model import Ledger as Ledger
from .ledger.model import Status as Status
from .ledger.read.load import load as load

__version__: str
