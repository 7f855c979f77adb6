"""How every page begins: whose figures these are, as of when, and which ledger they come from."""

from collections.abc import Iterator, Sequence

from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.warnings import ReportWarning
from mss_gap.render.columns import Page, Table
from mss_gap.render.figures import day_in_words
from mss_gap.render.footnotes import Footnotes


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
    return Page(
        title=report.mission or "Pledged and delivered",
        subtitle=f"{as_of} · {ledger}",
        tables=[table for table in tables if table.rows or table.remarks or table.lead],
        warnings=[*(warning.message for warning in warnings), *_left_out(report)],
        footnotes=footnotes.notes() if footnotes else (),
        lead=lead,
    )


def _left_out(report: Report) -> Iterator[str]:
    """That entries dated after the report date are not counted."""
    later = report.later_entries
    if later is not None:
        entries = "1 entry is" if later.count == 1 else f"{later.count} entries are"
        days = day_in_words(later.first)
        if later.last != later.first:
            days = f"{days} to {day_in_words(later.last)}"
        yield f"{entries} dated after the report date ({days}) and not counted."


def titled(title: str, unit: str) -> str:
    """The heading of a commitment's table, with its unit unless that is the title already.

    >>> titled("Personnel deployed", "personnel"), titled("Bases", "bases")
    ('Personnel deployed (personnel)', 'Bases')
    """
    return title if title.casefold() == unit.casefold() else f"{title} ({unit})"
