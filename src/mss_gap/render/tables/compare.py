"""Two dates or two ledgers as a page: how each commitment moved, and by whom."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mss_gap.analysis.reports.compare import CommitmentMoved, Compared, CompareReport, Moved
from mss_gap.render.formats.csv import Rows
from mss_gap.render.figures import in_full, with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import UNDEFINED, Page, Row, Table
from mss_gap.render.tables.side_by_side import beside_columns, beside_row
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.harmless import listed
from mss_gap.render.view import View

FIGURES = ("pledged", "actual", "gap", "shortfall_pct")
CSV_COLUMNS = (
    "id",
    "title",
    "unit",
    "contributor",
    "name",
    *(f"{figure}_{side}" for figure in FIGURES for side in ("from", "to", "change")),
)


class CompareView(View[CompareReport]):
    """A table for each commitment, its contributors below the whole."""

    def page(self) -> Page:
        """How each commitment moved."""
        columns = beside_columns(_named(self.report.from_, self.report), _named(self.report.to, self.report))
        tables = [
            Table(titled(row.title, row.unit), columns, list(_rows(row)), _remarks(row))
            for row in self.report.commitments
        ]
        return headed_page(self.report, tables, self.report.warnings, Footnotes({}))

    def rows(self) -> Rows:
        """A row for each commitment, then one for each contributor to it that moved."""
        return Rows(CSV_COLUMNS, _csv(self.report.commitments))


def _csv(commitments: Sequence[CommitmentMoved]) -> Iterator[Sequence[object]]:
    for row in commitments:
        named = (row.id, row.title, row.unit)
        yield (*named, None, None, *_flat(row.pledged), *_flat(row.actual), *_flat(row.gap), *_flat(row.shortfall_pct))
        for part in row.contributions:
            yield (*named, part.id, part.name, *_flat(part.pledged), *_flat(part.actual), *[None] * 6)


def _flat(figure: Moved) -> tuple[object, ...]:
    return figure.from_, figure.to, figure.change


def _named(side: Compared, report: CompareReport) -> str:
    """A side by its date; by its ledger where there are two."""
    day = side.as_of.isoformat() if side.as_of else "undated"
    return day if report.from_.ledger == report.to.ledger else f"{side.ledger}, {day}"


def _rows(row: CommitmentMoved) -> Iterator[Row]:
    yield beside_row("Pledged", row.pledged, row.unit)
    yield beside_row("Actual", row.actual, row.unit)
    yield beside_row("Gap", row.gap, row.unit, UNDEFINED)
    yield beside_row("Shortfall", row.shortfall_pct, None)
    for what, moves in (
        ("delivered", [(part, part.actual) for part in row.contributions]),
        ("pledged", [(part, part.pledged) for part in row.contributions]),
    ):
        for part, figure in moves:
            if figure.from_ != figure.to:
                yield beside_row(f"{part.name}, {what}", figure, row.unit)


def _remarks(row: CommitmentMoved) -> list[str]:
    """What the change of the gap is made of: what was pledged anew, and what was delivered."""
    if row.gap.change is None:
        return []
    parts = [
        _more_or_less(change, row.unit, what)
        for change, what in ((row.pledged.change, "pledged"), (row.actual.change, "delivered"))
        if change
    ]
    made_of = f": {listed(parts)}" if parts else ""
    if not row.gap.change:
        return [f"The gap stayed as it was{made_of}."]
    widened = "widened" if row.gap.change > 0 else "narrowed"
    return [f"The gap {widened} by {with_unit(abs(row.gap.change), row.unit)}{made_of}."]


def _more_or_less(change: Decimal, unit: str, what: str) -> str:
    return f"{in_full(abs(change), unit)} {'more' if change > 0 else 'less'} {what}"
