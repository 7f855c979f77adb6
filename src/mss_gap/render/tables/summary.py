"""The summary as a page: a row a commitment."""

from collections.abc import Iterable

from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.summary import SummaryReport
from mss_gap.ledger.names import is_currency
from mss_gap.render.formats.csv import Rows, cells_of, columns_of
from mss_gap.render.figures import day, percent
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import UNDEFINED, Align, Bar, Cell, Column, Figure, Narrow, Page, Row, Table, Tone
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.view import View

COLUMNS = (
    Column("Commitment"),
    Column("Pledged", Align.RIGHT),
    Column("Actual", Align.RIGHT),
    Column("As of", Align.RIGHT, Narrow.BELOW),
    Column("Gap", Align.RIGHT),
    Column("Delivered", Align.RIGHT),
    Column("", Align.LEFT, Narrow.BELOW),
    Column("Shortfall", Align.RIGHT),
)


class SummaryView(View[SummaryReport]):
    """A table of all commitments."""

    def page(self) -> Page:
        """One table."""
        footnotes = Footnotes(self.backdrop.sources)
        table = summary_table(self.report.commitments, footnotes)
        return headed_page(self.report, [table], self.report.warnings, footnotes)

    def rows(self) -> Rows:
        """A row a commitment."""
        return Rows(columns_of(CommitmentRow), map(cells_of, self.report.commitments))


def summary_table(commitments: Iterable[CommitmentRow], footnotes: Footnotes) -> Table:
    """A row a commitment."""
    return Table("", COLUMNS, [_row(row, footnotes) for row in commitments])


def _row(row: CommitmentRow, footnotes: Footnotes) -> Row:
    return Row(
        (
            Cell(row.title, detail=described(row), notes=footnotes.cite(row.sources)),
            Figure(row.pledged, row.unit),
            Figure(row.actual, row.unit, at_least=row.at_least),
            Cell(day(row.reported_on), Tone.MUTED),
            Figure(row.gap, row.unit, unknown=UNDEFINED),
            Cell(percent(row.delivered_pct)),
            Bar(row.delivered_pct),
            Cell(percent(row.shortfall_pct), tone_of(row)),
        )
    )


def tone_of(row: CommitmentRow) -> Tone:
    """Whether a commitment is short of its pledge, has met it, or cannot be told."""
    if row.gap is None:
        return Tone.PLAIN
    return Tone.SHORT if row.gap > 0 else Tone.MET


def described(row: CommitmentRow) -> str:
    """The unit and the basis of a commitment, such as "USD, first-year cost estimate"."""
    noun = row.unit if is_currency(row.unit) or row.unit.casefold() != row.title.casefold() else ""
    return ", ".join(part for part in (noun, row.basis) if part)
