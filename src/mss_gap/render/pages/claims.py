"""Claims as a page: what was claimed, what the ledger says, and which claims cannot all be true."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from mss_gap.analysis.claims import ClaimRow, ClaimsReport, rivals
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.ledger.model import Measure, Qualifier
from mss_gap.render.csv_rows import Rows, cells_of, columns_of
from mss_gap.render.figures import percent, quantity
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import UNDEFINED, Align, AnyCell, Cell, Column, Figure, Narrow, Page, Row, Table, Tone
from mss_gap.render.pages.beside import changed, points
from mss_gap.render.pages.heading import headed_page
from mss_gap.render.view import View

COLUMNS = (
    Column("No.", Align.RIGHT),
    Column("Claim"),
    Column("Claimed", Align.RIGHT),
    Column("Ledger", Align.RIGHT, Narrow.BELOW),
    Column("Difference", Align.RIGHT, Narrow.BELOW),
    Column("Verdict"),
)
TONES = {
    ClaimVerdict.CONSISTENT: Tone.MET,
    ClaimVerdict.CONTRADICTED: Tone.SHORT,
    ClaimVerdict.NOT_COMPUTABLE: Tone.MUTED,
}
SIGNS = {
    Qualifier.EXACTLY: "",
    Qualifier.ABOUT: "about ",
    Qualifier.OVER: "over ",
    Qualifier.UNDER: "under ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.AT_MOST: "at most ",
}
PERCENTAGES = frozenset({Measure.DELIVERED_PCT, Measure.SHORTFALL_PCT, Measure.CHANGE_PCT, Measure.SHARE_PCT})
COUNTS = frozenset({Measure.CONTRIBUTORS, Measure.VALUE})


class ClaimsView(View[ClaimsReport]):
    """A table of claims, and which of them cannot all be true."""

    def page(self) -> Page:
        """One table; the groups of rivals are named below it."""
        footnotes = Footnotes(self.backdrop.sources)
        units = self.backdrop.units
        rows = [claim_row(number, row, units, footnotes) for number, row in enumerate(self.report.claims, start=1)]
        remarks = [_tally(self.report.claims), *map(_at_odds, rivals(self.report.claims, self.backdrop.headlines))]
        return headed_page(self.report, [Table("", COLUMNS, rows, remarks)], self.report.warnings, footnotes)

    def rows(self) -> Rows:
        """A row a claim."""
        return Rows(columns_of(ClaimRow), map(cells_of, self.report.claims))


def claim_row(number: int, row: ClaimRow, units: Mapping[str, str], footnotes: Footnotes) -> Row:
    """A claim, numbered, with what it is about in a second line."""
    unit = units.get(row.commitment or "", "")
    return Row(
        (
            Cell(str(number), Tone.MUTED),
            Cell(row.text + footnotes.mark(row.source), detail=_about(row)),
            _claimed(row, unit),
            _figure(row.computed, row.measure, unit),
            _difference(row, unit),
            Cell(row.verdict, TONES[row.verdict]),
        )
    )


def _about(row: ClaimRow) -> str:
    subject = row.commitment or row.indicator
    parts = (subject, row.country, row.measure.removesuffix("_pct"), row.as_of and row.as_of.isoformat())
    return ", ".join(str(part) for part in parts if part)


def _claimed(row: ClaimRow, unit: str) -> Cell:
    """The claimed figure with the decimal places that it was given, for they say how exact it is."""
    if row.measure in PERCENTAGES:
        figure = f"{row.value:,f}%"
    elif row.measure in COUNTS:
        figure = f"{row.value:,f}"
    else:
        figure = quantity(row.value, unit)
    return Cell(SIGNS[row.qualifier] + figure)


def _figure(value: Decimal | None, measure: Measure, unit: str) -> AnyCell:
    if measure in PERCENTAGES:
        return Cell(percent(value))
    return Figure(value, "" if measure in COUNTS else unit, unknown=UNDEFINED)


def _difference(row: ClaimRow, unit: str) -> AnyCell:
    if row.measure in PERCENTAGES:
        return Cell(points(row.difference))
    return changed(row.difference, "" if row.measure in COUNTS else unit)


def _tally(claims: Iterable[ClaimRow]) -> str:
    verdicts = [row.verdict for row in claims]
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in ClaimVerdict if verdict in verdicts)
    return f"{len(verdicts)} claims: {counts}." if counts else "No claims."


def _at_odds(group: tuple[int, ...]) -> str:
    numbers = [str(position + 1) for position in group]
    return f"Claims {', '.join(numbers[:-1])} and {numbers[-1]} cannot all be true."
