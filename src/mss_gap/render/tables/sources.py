"""Sources as a page: what rests on each, and what rests on none."""

from dataclasses import replace

from mss_gap.analysis.reports.sources import SourceRow, SourcesReport
from mss_gap.render.formats.csv import Rows, cells_of, columns_of
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import Align, Cell, Column, Page, Row, Table, Tone
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.harmless import counted
from mss_gap.render.view import View

COLUMNS = (Column("Source"), Column("Published", Align.RIGHT), Column("Figures", Align.RIGHT))
WITHOUT = (Column("Figure without a source"), Column("Line", Align.RIGHT))


class SourcesView(View[SourcesReport]):
    """A table of sources, and one of the figures that rest on none, if there are any."""

    def page(self) -> Page:
        """Each table, where it has rows."""
        tables = (
            Table("", COLUMNS, [_row(row) for row in self.report.sources]),
            Table("", WITHOUT, [Row((Cell(it.path), Cell(str(it.line)))) for it in self.report.unsourced]),
        )
        page = headed_page(self.report, tables, self.report.warnings, Footnotes({}))
        return replace(page, lead=_tally(self.report))

    def rows(self) -> Rows:
        """A row a source."""
        return Rows(columns_of(SourceRow), map(cells_of, self.report.sources))


def _row(row: SourceRow) -> Row:
    title = ", ".join(part for part in (row.title, row.publisher) if part)
    where = (row.id, row.url) if row.title else ("bare address",)
    return Row(
        (
            Cell(title or row.id, detail=", ".join(part for part in where if part)),
            Cell(row.published.isoformat() if row.published else "not stated", Tone.MUTED),
            Cell(str(row.figures)),
        )
    )


def _tally(report: SourcesReport) -> str:
    without = "Every figure has a source"
    if report.unsourced:
        without = f"{counted(len(report.unsourced), 'figure')} without a source"
    return f"{counted(len(report.sources), 'source').capitalize()}. {without}."
