"""Indicators as a page."""

from decimal import Decimal

from mss_gap.analysis.indicators import ContextReport, IndicatorRow
from mss_gap.render.csv_rows import Rows, cells_of, columns_of
from mss_gap.render.figures import percent
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import Align, Cell, Column, Figure, Page, Row, Table, Tone
from mss_gap.render.pages.heading import headed_page
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


class ContextView(View[ContextReport]):
    """A table of indicators."""

    def page(self) -> Page:
        """One table."""
        footnotes = Footnotes(self.backdrop.sources)
        rows = [_row(row, footnotes) for row in self.report.indicators]
        remarks = [] if rows else ["No indicators."]
        return headed_page(self.report, [Table("", COLUMNS, rows, remarks)], self.report.warnings, footnotes)

    def rows(self) -> Rows:
        """A row an indicator."""
        return Rows(columns_of(IndicatorRow), map(cells_of, self.report.indicators))


def _row(row: IndicatorRow, footnotes: Footnotes) -> Row:
    return Row(
        (
            Cell(
                row.title + footnotes.mark(row.source),
                detail=", ".join(part for part in (row.unit, row.period) if part),
            ),
            Figure(row.value, "", Tone.STRONG),
            Figure(row.previous, "", unknown=""),
            Figure(row.change, "", unknown="", signed=True),
            Cell(_signed_percent(row.change_pct)),
            Figure(row.out_of, "", unknown=""),
            Cell("" if row.share_pct is None else percent(row.share_pct)),
        )
    )


def _signed_percent(value: Decimal | None) -> str:
    if value is None:
        return ""
    return ("+" if value > 0 else "") + percent(value)
