"""Which view belongs to which report: every kind has its line here, and is loaded when it is asked for."""

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from mss_gap.analysis.claims import ClaimsReport
    from mss_gap.analysis.comparison import CompareReport
    from mss_gap.analysis.countries import CountriesReport
    from mss_gap.analysis.history import HistoryByCountryReport, HistoryReport
    from mss_gap.analysis.indicators import ContextReport
    from mss_gap.analysis.pace import PaceReport
    from mss_gap.analysis.portrait import ShowReport
    from mss_gap.analysis.report import Report
    from mss_gap.analysis.review import ValidateReport
    from mss_gap.analysis.scenario import WhatIfReport
    from mss_gap.analysis.sources import SourcesReport
    from mss_gap.analysis.summary import SummaryReport
    from mss_gap.render.formats import Backdrop
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
            from mss_gap.render.pages.summary import SummaryView

            return SummaryView(report, backdrop)
        case "countries":
            from mss_gap.render.pages.countries import CountriesView

            return CountriesView(report, backdrop)
        case "show":
            from mss_gap.render.pages.show import ShowView

            return ShowView(report, backdrop)
        case "history":
            from mss_gap.render.pages.history import HistoryView

            return HistoryView(report, backdrop)
        case "history-by-country":
            from mss_gap.render.pages.history import HistoryByCountryView

            return HistoryByCountryView(report, backdrop)
        case "context":
            from mss_gap.render.pages.context import ContextView

            return ContextView(report, backdrop)
        case "sources":
            from mss_gap.render.pages.sources import SourcesView

            return SourcesView(report, backdrop)
        case "pace":
            from mss_gap.render.pages.pace import PaceView

            return PaceView(report, backdrop)
        case "what-if":
            from mss_gap.render.pages.what_if import WhatIfView

            return WhatIfView(report, backdrop)
        case "compare":
            from mss_gap.render.pages.compare import CompareView

            return CompareView(report, backdrop)
        case "claims":
            from mss_gap.render.pages.claims import ClaimsView

            return ClaimsView(report, backdrop)
        case "validate":
            from mss_gap.render.pages.validate import ValidateView

            return ValidateView(report, backdrop)
        case _:
            assert_never(report.kind)
