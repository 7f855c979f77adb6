"""Indicators as a page."""

from collections.abc import Sequence

from mss_gap.analysis.reports.context import ContextReport, IndicatorRow
from mss_gap.render.formats.csv import Rows, cells_of, columns_of
from mss_gap.render.figures import percent
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import Align, AnyCell, Cell, Column, Figure, Page, Row, Table, Tone
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.view import View

COLUMNS = (
    Column("Indicator"),
    Column("Value", Align.RIGHT),
    Column("Before", Align.RIGHT),
    Column("Change", Align.RIGHT),
    Column("Change %", Align.RIGHT),
    Column("Out of", Align.RIGHT),
    Column("Share", Align.RIGHT),
)
BLANK = Cell("")
"""What stands where an indicator has nothing to be compared with."""


class ContextView(View[ContextReport]):
    """A table of indicators."""

    def page(self) -> Page:
        """One table."""
        footnotes = Footnotes(self.backdrop.sources)
        table = context_table(self.report, footnotes)
        return headed_page(self.report, [table], self.report.warnings, footnotes)

    def rows(self) -> Rows:
        """A row an indicator."""
        return Rows(columns_of(IndicatorRow), map(cells_of, self.report.indicators))


def context_table(report: ContextReport, footnotes: Footnotes) -> Table:
    """A row an indicator."""
    rows = [_row(row, footnotes) for row in report.indicators]
    return _without_blank_columns(rows) if rows else Table("", COLUMNS, (), ["No indicators."])


def _row(row: IndicatorRow, footnotes: Footnotes) -> Row:
    described = ", ".join(part for part in (row.unit, row.period) if part)
    return Row(
        (
            Cell(row.title, detail=described, notes=footnotes.cite(row.source)),
            Figure(row.value, "", Tone.STRONG),
            *_beside_the_period_before(row),
            *_beside_the_whole(row),
        )
    )


def _beside_the_period_before(row: IndicatorRow) -> tuple[AnyCell, ...]:
    if row.previous is None:
        return BLANK, BLANK, BLANK
    sign = "+" if row.change_pct is not None and row.change_pct > 0 else ""
    return (
        Figure(row.previous, ""),
        Figure(row.change, "", signed=True),
        Cell(sign + percent(row.change_pct)),
    )


def _beside_the_whole(row: IndicatorRow) -> tuple[AnyCell, ...]:
    if row.out_of is None:
        return BLANK, BLANK
    return Figure(row.out_of, ""), Cell(percent(row.share_pct))


def _without_blank_columns(rows: Sequence[Row]) -> Table:
    """A table of the columns in which some indicator has something to say."""
    kept = [n for n in range(len(COLUMNS)) if any(row.cells[n] != BLANK for row in rows)]
    return Table("", [COLUMNS[n] for n in kept], [Row([row.cells[n] for n in kept]) for row in rows])
