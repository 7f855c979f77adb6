"""A scenario as a page: each commitment before and after it."""

from dataclasses import replace

from mss_gap.analysis.comparison import moved
from mss_gap.analysis.report import CommitmentRow
from mss_gap.analysis.scenario import Outcome, WhatIfReport
from mss_gap.render.csv_rows import Rows, cells_of, columns_of
from mss_gap.render.figures import with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import Page, Table
from mss_gap.render.pages.beside import beside_columns, beside_row
from mss_gap.render.pages.heading import headed_page
from mss_gap.render.view import View

COLUMNS = beside_columns("Before", "After")


class WhatIfView(View[WhatIfReport]):
    """A table for each commitment."""

    def page(self) -> Page:
        """The scenario in words, and what it does to each commitment."""
        tables = [_table(outcome) for outcome in self.report.commitments]
        scenario = "; ".join(self.report.changes) or "nothing changes"
        page = headed_page(self.report, tables, self.report.warnings, Footnotes({}))
        return replace(page, lead=f"What if {scenario}?")

    def rows(self) -> Rows:
        """Two rows a commitment, before and after."""
        return Rows(
            ["state", *columns_of(CommitmentRow)],
            (
                [state, *cells_of(row)]
                for outcome in self.report.commitments
                for state, row in (("before", outcome.before), ("after", outcome.after))
            ),
        )


def _table(outcome: Outcome) -> Table:
    before, after = outcome.before, outcome.after
    rows = [
        beside_row("Pledged", moved(before.pledged, after.pledged), before.unit),
        beside_row("Actual", moved(before.actual, after.actual), before.unit),
        beside_row("Gap", moved(before.gap, after.gap), before.unit),
        beside_row("Delivered", moved(before.delivered_pct, after.delivered_pct), None),
        beside_row("Shortfall", moved(before.shortfall_pct, after.shortfall_pct), None),
    ]
    return Table(f"{before.title} ({before.unit})", COLUMNS, rows, _closed(before, after))


def _closed(before: CommitmentRow, after: CommitmentRow) -> list[str]:
    """Whether the scenario closes the gap, where it moves it at all."""
    if before.gap is None or after.gap is None or before.gap == after.gap:
        return []
    if after.gap > 0:
        return [f"The gap stays open: {with_unit(after.gap, after.unit)} would be missing."]
    return [f"The gap would be closed, with {with_unit(-after.gap, after.unit)} to spare."]
