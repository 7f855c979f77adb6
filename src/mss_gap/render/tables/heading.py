"""How every page begins: whose figures these are, as of when, and which ledger they come from."""

from collections.abc import Sequence

from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.warnings.report_warnings import ReportWarning, WarningCode
from mss_gap.render.columns import Page, Table
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import later_entries_text


def headed_page(
    report: Report,
    tables: Sequence[Table],
    warnings: Sequence[ReportWarning],
    footnotes: Footnotes | None = None,
    lead: str = "",
) -> Page:
    """A report's page, with its heading, warnings and sources; a table that says nothing is left out."""
    as_of = f"As of {report.as_of.isoformat()}" if report.as_of else "Undated"
    ledger = {"built-in": "built-in ledger", "-": "ledger from standard input"}.get(
        report.ledger, f"ledger {report.ledger}"
    )
    later = [later_entries_text(report.later_entries)] if report.later_entries else []
    return Page(
        title=report.mission or "Pledged and delivered",
        subtitle=f"{as_of} · {ledger}",
        tables=[table for table in tables if table.rows or table.remarks or table.lead],
        warnings=[*(warning.message for warning in warnings), *later],
        footnotes=footnotes.notes() if footnotes else (),
        lead=lead,
    )


def not_in_notes(warnings: Sequence[ReportWarning]) -> list[ReportWarning]:
    """The warnings that the notes below the figures do not say: they name what counts the same thing, with its figure."""
    return [warning for warning in warnings if warning.code is not WarningCode.OVERLAP]


def titled(title: str, unit: str) -> str:
    """The heading of a commitment's table, with its unit unless that is the title already.

    >>> titled("Personnel deployed", "personnel"), titled("Bases", "bases")
    ('Personnel deployed (personnel)', 'Bases')
    """
    return title if title.casefold() == unit.casefold() else f"{title} ({unit})"
