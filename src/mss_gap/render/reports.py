"""Which view belongs to which report: every kind has its line here, and is loaded when it is asked for."""

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from mss_gap.analysis.countries import CountriesReport
    from mss_gap.analysis.report import Report
    from mss_gap.analysis.review import ValidateReport
    from mss_gap.analysis.summary import SummaryReport
    from mss_gap.render.formats import Backdrop
    from mss_gap.render.view import View

    AnyReport = SummaryReport | CountriesReport | ValidateReport


def view_of(report: "AnyReport", backdrop: "Backdrop") -> "View[Report]":
    """A report as a reader sees it."""
    match report.kind:
        case "summary":
            from mss_gap.render.pages.summary import SummaryView

            return SummaryView(report, backdrop)
        case "countries":
            from mss_gap.render.pages.countries import CountriesView

            return CountriesView(report, backdrop)
        case "validate":
            from mss_gap.render.pages.validate import ValidateView

            return ValidateView(report, backdrop)
        case _:
            assert_never(report.kind)
