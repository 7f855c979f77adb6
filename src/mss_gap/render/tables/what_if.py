"""A scenario as a page: each commitment that it touches, before and after it."""

from collections.abc import Sequence
from dataclasses import replace

from mss_gap.analysis.reports.compare import moved
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.what_if import Outcome, WhatIfReport
from mss_gap.render.formats.csv import Rows, cells_of, columns_of
from mss_gap.render.figures import with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import UNDEFINED, Page, Table
from mss_gap.render.tables.side_by_side import beside_columns, beside_row
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.harmless import listed
from mss_gap.render.view import View

COLUMNS = beside_columns("Before", "After")


class WhatIfView(View[WhatIfReport]):
    """A table for each commitment that changes."""

    def page(self) -> Page:
        """The scenario in words, and what it does to each commitment; to one alone, even where it does nothing."""
        outcomes = self.report.commitments
        touched = outcomes if len(outcomes) == 1 else [row for row in outcomes if row.before != row.after]
        shown = {outcome.id for outcome in touched}
        warnings = [warning for warning in self.report.warnings if warning.commitment in shown]
        page = headed_page(self.report, [_table(outcome) for outcome in touched], warnings, Footnotes({}))
        return replace(page, lead=_lead(self.report.changes, [row for row in outcomes if row.id not in shown]))

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


def _lead(changes: Sequence[str], untouched: Sequence[Outcome]) -> str:
    """The scenario as a question, and which commitments it leaves as they are."""
    return " ".join(filter(None, (f"What if {listed(changes)}?", unchanged(untouched))))


def unchanged(untouched: Sequence[Outcome]) -> str:
    """Which commitments a scenario leaves as they are, as a sentence; empty where there are none."""
    return f"Unchanged: {listed([row.before.title for row in untouched])}." if untouched else ""


def _table(outcome: Outcome) -> Table:
    before, after = outcome.before, outcome.after
    rows = [
        beside_row("Pledged", moved(before.pledged, after.pledged), before.unit),
        beside_row(
            "Actual",
            moved(before.actual, after.actual),
            before.unit,
            at_least=(before.at_least, after.at_least),
        ),
        beside_row("Gap", moved(before.gap, after.gap), before.unit, UNDEFINED),
        beside_row("Delivered", moved(before.delivered_pct, after.delivered_pct), None),
        beside_row("Shortfall", moved(before.shortfall_pct, after.shortfall_pct), None),
    ]
    return Table(titled(before.title, before.unit), COLUMNS, rows, _closed(before, after))


def _closed(before: CommitmentRow, after: CommitmentRow) -> list[str]:
    """Whether the scenario closes the gap, where it moves it at all."""
    if before.gap is None or after.gap is None or before.gap == after.gap:
        return []
    if after.gap > 0:
        opens = "stays open" if before.gap > 0 else "would open"
        return [f"The gap {opens}: {with_unit(after.gap, after.unit)} would be missing."]
    closes = "would be closed" if before.gap > 0 else "stays closed"
    return [f"The gap {closes}{f', with {with_unit(-after.gap, after.unit)} to spare' if after.gap else ''}."]
