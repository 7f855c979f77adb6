"""Sources as a page: what rests on each, and what rests on none."""

from mss_gap.analysis.sources import SourceRow, SourcesReport
from mss_gap.render.csv_rows import Rows, cells_of, columns_of
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import Align, Cell, Column, Page, Row, Table, Tone
from mss_gap.render.pages.heading import headed_page
from mss_gap.render.view import View

COLUMNS = (Column("Source"), Column("Published", Align.RIGHT), Column("Figures", Align.RIGHT))
WITHOUT = (Column("Figure without a source"), Column("Line", Align.RIGHT))


class SourcesView(View[SourcesReport]):
    """A table of sources, and one of the figures that rest on none, if there are any."""

    def page(self) -> Page:
        """One table, or two."""
        tables = [Table("", COLUMNS, [_row(row) for row in self.report.sources], [_tally(self.report)])]
        if self.report.unsourced:
            rows = [Row((Cell(figure.path), Cell(str(figure.line)))) for figure in self.report.unsourced]
            tables.append(Table("", WITHOUT, rows))
        return headed_page(self.report, tables, self.report.warnings, Footnotes({}))

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
    count = len(report.unsourced)
    without = (
        "Every figure has a source." if not count else f"{count} figure{'' if count == 1 else 's'} without a source."
    )
    return f"{len(report.sources)} source{'' if len(report.sources) == 1 else 's'}. {without}"
