"""Which view belongs to which report: every kind has its line here, and is loaded when it is asked for."""

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from mss_gap.analysis.reports.claims import ClaimsReport
    from mss_gap.analysis.reports.compare import CompareReport
    from mss_gap.analysis.reports.countries import CountriesReport
    from mss_gap.analysis.reports.history import HistoryByCountryReport, HistoryReport
    from mss_gap.analysis.reports.context import ContextReport
    from mss_gap.analysis.reports.pace import PaceReport
    from mss_gap.analysis.reports.show import ShowReport
    from mss_gap.analysis.reports.base import Report
    from mss_gap.analysis.reports.validate import ValidateReport
    from mss_gap.analysis.reports.what_if import WhatIfReport
    from mss_gap.analysis.reports.sources import SourcesReport
    from mss_gap.analysis.reports.summary import SummaryReport
    from mss_gap.render.dispatch import Backdrop
    from mss_gap.render.view import View

    AnyReport = (
        SummaryReport
        | CountriesReport
        | ShowReport
        | HistoryReport
        | HistoryByCountryReport
        | ContextReport
        | SourcesReport
        | PaceReport
        | WhatIfReport
        | CompareReport
        | ClaimsReport
        | ValidateReport
    )


def view_of(report: "AnyReport", backdrop: "Backdrop") -> "View[Report]":
    """A report as a reader sees it."""
    match report.kind:
        case "summary":
            from mss_gap.render.tables.summary import SummaryView

            return SummaryView(report, backdrop)
        case "countries":
            from mss_gap.render.tables.countries import CountriesView

            return CountriesView(report, backdrop)
        case "show":
            from mss_gap.render.tables.show import ShowView

            return ShowView(report, backdrop)
        case "history":
            from mss_gap.render.tables.history import HistoryView

            return HistoryView(report, backdrop)
        case "history-by-country":
            from mss_gap.render.tables.history import HistoryByCountryView

            return HistoryByCountryView(report, backdrop)
        case "context":
            from mss_gap.render.tables.context import ContextView

            return ContextView(report, backdrop)
        case "sources":
            from mss_gap.render.tables.sources import SourcesView

            return SourcesView(report, backdrop)
        case "pace":
            from mss_gap.render.tables.pace import PaceView

            return PaceView(report, backdrop)
        case "what-if":
            from mss_gap.render.tables.what_if import WhatIfView

            return WhatIfView(report, backdrop)
        case "compare":
            from mss_gap.render.tables.compare import CompareView

            return CompareView(report, backdrop)
        case "claims":
            from mss_gap.render.tables.claims import ClaimsView

            return ClaimsView(report, backdrop)
        case "validate":
            from mss_gap.render.tables.validate import ValidateView

            return ValidateView(report, backdrop)
        case _:
            assert_never(report.kind)
