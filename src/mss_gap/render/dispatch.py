"""The formats that a report can take, and the one way to each."""

from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, assert_never

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report
    from mss_gap.render.columns import Page, Records
    from mss_gap.render.formats.terminal import PageOnTerminal


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    MARKDOWN = "markdown"
    TOML = "toml"
    """Entries as a ledger has them; of no other report."""
    BIBTEX = "bibtex"
    """For a bibliography: only `sources` and `cite` have it."""

    @property
    def commands(self) -> tuple[str, ...]:
        """The only commands that print it; empty where every command does that prints a report."""
        match self:
            case Format.TOML:
                return ("entries",)
            case Format.BIBTEX:
                return ("sources", "cite")
            case Format.TABLE | Format.JSON | Format.CSV | Format.CSV_EXCEL | Format.MARKDOWN:
                return ()
            case _:
                assert_never(self)

    @property
    def has_rows_only(self) -> bool:
        """Whether there is no place for what belongs to no row, such as a warning."""
        match self:
            case Format.CSV | Format.CSV_EXCEL | Format.TOML | Format.BIBTEX:
                return True
            case Format.TABLE | Format.JSON | Format.MARKDOWN:
                return False
            case _:
                assert_never(self)


def formats_of(command: str = "") -> tuple[Format, ...]:
    """The formats that a command prints; without one, those that every command prints."""
    return tuple(form for form in Format if not form.commands or command in form.commands)


class Tables(Protocol):
    """What each module of `render.tables` has for its report."""

    def page(self, report: "Report", /) -> "Page":
        """The report as a page, for a terminal and for Markdown."""

    def records(self, report: "Report", /) -> "Records":
        """The rows of the JSON document, each after what it belongs to, for CSV."""


def tables_of(report: "Report") -> Tables:
    """The tables of a report; loads their module."""
    from mss_gap.analysis.reports.registry import REPORTS

    tables: Tables = import_module(f"mss_gap.render.tables.{REPORTS[report.kind].module}")
    return tables


def render(report: "Report", form: Format) -> "str | PageOnTerminal":
    """A report in a format: text ending in a line feed, or for a table a page that needs the width of a terminal."""
    match form:
        case Format.JSON:
            from mss_gap.render.formats.json import json_document

            return json_document(report)
        case Format.CSV:
            from mss_gap.render.formats.csv import csv_text

            return csv_text(tables_of(report).records(report), report)
        case Format.CSV_EXCEL:
            from mss_gap.render.formats.csv import csv_for_excel

            return csv_for_excel(tables_of(report).records(report), report)
        case Format.MARKDOWN:
            from mss_gap.render.formats.markdown import markdown

            return markdown(tables_of(report).page(report))
        case Format.TOML:
            from mss_gap.analysis.reports.entries import EntriesReport
            from mss_gap.render.formats.toml import toml_text

            if not isinstance(report, EntriesReport):
                message = f"a report of the kind {report.kind} cannot be written as TOML"
                raise TypeError(message)
            return toml_text(report)
        case Format.BIBTEX:
            from mss_gap.render.formats.bibtex import bibtex

            return bibtex(report)
        case Format.TABLE:
            page = tables_of(report).page(report)
            if page.terminal_text is not None:
                return page.terminal_text()
            from mss_gap.render.formats.terminal import PageOnTerminal

            return PageOnTerminal(page)
        case _:
            assert_never(form)


def notes_left_out(report: "Report", form: Format) -> Iterator[str]:
    """What a report says of no row in particular, where a format has only rows: its warnings, and what it leaves out.

    The problems of a validation are its rows.
    """
    from mss_gap.analysis.warnings.report_warnings import ReportWarning

    if form.has_rows_only:
        for warning in getattr(report, "warnings", ()):
            if isinstance(warning, ReportWarning):
                yield f"warning[{warning.code}]: {warning.message}"
        if report.later_entries is not None:
            from mss_gap.render.sentences import later_entries_text, later_words

            if form is Format.TOML:
                # In place of a ledger's own entries the printed ones would lose these.
                last = report.later_entries.last.isoformat()
                yield f"{later_words(report.later_entries)} and not printed: --as-of {last} prints all"
            else:
                yield later_entries_text(report.later_entries)
