"""Which page, and which rows of CSV, belong to which report; each is loaded when it is asked for."""

from dataclasses import fields
from typing import TYPE_CHECKING, assert_never

from mss_gap.render.footnotes import Footnotes

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from mss_gap.analysis.countries import CountriesReport
    from mss_gap.analysis.review import ValidateReport
    from mss_gap.analysis.summary import SummaryReport
    from mss_gap.render.formats import Backdrop
    from mss_gap.render.page import Page

    AnyReport = SummaryReport | CountriesReport | ValidateReport


def page_of(report: "AnyReport", backdrop: "Backdrop") -> "Page":
    """A report as a page."""
    footnotes = Footnotes(backdrop.sources)
    match report.kind:
        case "summary":
            from mss_gap.render.pages.summary import summary_page

            return summary_page(report, footnotes)
        case "countries":
            from mss_gap.render.pages.countries import countries_page

            return countries_page(report, footnotes)
        case "validate":
            from mss_gap.render.pages.validate import validate_page

            return validate_page(report, footnotes)
        case _:
            assert_never(report.kind)


def csv_of(report: "AnyReport") -> str:
    """A report as CSV: a row of the JSON document a line, with what it belongs to in front."""
    from mss_gap.render.csv_rows import csv_rows

    match report.kind:
        case "summary":
            from mss_gap.analysis.report import CommitmentRow

            columns = names(CommitmentRow)
            return csv_rows(columns, (values(row, columns) for row in report.commitments))
        case "countries":
            from mss_gap.analysis.countries import Contribution

            columns = names(Contribution)
            return csv_rows(
                ["commitment", "unit", *columns],
                (
                    [commitment.id, commitment.unit, *values(row, columns)]
                    for commitment in report.commitments
                    for row in commitment.contributions
                ),
            )
        case "validate":
            from mss_gap.ledger.problems import Problem

            columns = names(Problem)
            findings = (("error", report.errors), ("warning", report.warnings))
            return csv_rows(
                ["severity", *columns],
                ([severity, *values(problem, columns)] for severity, group in findings for problem in group),
            )
        case _:
            assert_never(report.kind)


def names(kind: type["DataclassInstance"]) -> list[str]:
    """The names of a row's fields, which are its keys in JSON and its columns in CSV."""
    return [field.name for field in fields(kind)]


def values(row: object, columns: list[str]) -> list[object]:
    """A row's values in the order of the columns."""
    return [getattr(row, column) for column in columns]
