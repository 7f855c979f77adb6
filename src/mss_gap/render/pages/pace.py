"""Pace as a page: a table, and for each commitment a sentence that can be quoted."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from mss_gap.analysis.exact import QUOTIENT
from mss_gap.analysis.pace import PaceReport, PaceRow
from mss_gap.analysis.verdicts import PaceVerdict
from mss_gap.render.csv_rows import Rows, cells_of, columns_of
from mss_gap.render.figures import day, in_full, with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import UNDEFINED, Align, Cell, Column, Figure, Narrow, Page, Row, Table, Tone
from mss_gap.render.pages.heading import headed_page
from mss_gap.render.view import View

COLUMNS = (
    Column("Commitment"),
    Column("Gap", Align.RIGHT),
    Column("A month so far", Align.RIGHT),
    Column("A month needed", Align.RIGHT, Narrow.BELOW),
    Column("Due", Align.RIGHT),
    Column("Projected", Align.RIGHT, Narrow.BELOW),
    Column("Verdict"),
)
DAYS_A_MONTH = Decimal("30.4375")
"""The mean of four years."""
TONES = {
    PaceVerdict.MET: Tone.MET,
    PaceVerdict.ON_PACE: Tone.MET,
    PaceVerdict.BEHIND: Tone.SHORT,
    PaceVerdict.STALLED: Tone.SHORT,
    PaceVerdict.OVERDUE: Tone.SHORT,
}


class PaceView(View[PaceReport]):
    """A table of commitments and their sentences."""

    def page(self) -> Page:
        """One table; the sentences stand below it."""
        rows = [_row(row) for row in self.report.commitments]
        sentences = [f"{row.title}: {sentence(row, self.report.as_of)}" for row in self.report.commitments]
        return headed_page(self.report, [Table("", COLUMNS, rows, sentences)], self.report.warnings, Footnotes({}))

    def rows(self) -> Rows:
        """A row a commitment."""
        return Rows(columns_of(PaceRow), map(cells_of, self.report.commitments))


def _row(row: PaceRow) -> Row:
    return Row(
        (
            Cell(row.title, detail=f"{row.unit}, since {row.since.isoformat()}" if row.since else row.unit),
            Figure(row.gap, row.unit, unknown=UNDEFINED),
            Figure(_a_month(row.observed_per_day), row.unit, unknown=UNDEFINED),
            Figure(_a_month(row.required_per_day), row.unit, unknown=UNDEFINED),
            Cell(day(row.due)),
            Cell(_projection(row)),
            Cell(row.verdict, TONES.get(row.verdict, Tone.PLAIN)),
        )
    )


def _projection(row: PaceRow) -> str:
    if row.projected_on is not None:
        return row.projected_on.isoformat()
    open_gap = row.gap is not None and row.gap > 0 and row.observed_per_day is not None
    return "never" if open_gap else "-"


def sentence(row: PaceRow, as_of: date | None) -> str:
    """What the pace says, in a sentence that can be quoted."""
    if (
        row.verdict is PaceVerdict.NOT_COMPUTABLE
        or row.gap is None
        or row.observed_per_day is None
        or row.since is None
    ):
        return "no pace can be computed from what is stated."
    if row.verdict is PaceVerdict.MET:
        return f"met by {_in_full(as_of)}, with {with_unit(-row.gap, row.unit)} to spare."
    pledge = with_unit(row.pledged, row.unit)
    reached = f"would be reached in {row.projected_on:%B %Y}" if row.projected_on else "would never be reached"
    said = f"at the pace since {_in_full(row.since)} the {pledge} {reached}"
    if row.verdict is PaceVerdict.OVERDUE:
        return f"{said}; they were due on {_in_full(row.due)}."
    if row.verdict is PaceVerdict.ON_PACE:
        return f"{said}, in time for {_in_full(row.due)}."
    if row.required_per_day is None:
        return f"{said}."
    needed = f"to make {_in_full(row.due)} it takes {in_full(_rounded(row.required_per_day), row.unit)} a day"
    if row.observed_per_day <= 0:
        return f"{said}; {needed}."
    times = QUOTIENT.divide(row.required_per_day, row.observed_per_day)
    return f"{said}; {needed}, {_rounded(times):f} times as many."


def _a_month(per_day: Decimal | None) -> Decimal | None:
    """A pace a day as what that is a month, rounded to what a reader can use."""
    return None if per_day is None else _rounded(per_day * DAYS_A_MONTH)


def _rounded(pace: Decimal) -> Decimal:
    """A pace to one decimal from 1 on, to three below, so that a small one is not shown as none."""
    return pace.quantize(Decimal("0.1") if abs(pace) >= 1 else Decimal("0.001"), rounding=ROUND_HALF_UP)


def _in_full(value: date | None) -> str:
    return f"{value.day} {value:%B %Y}" if value else "no date"
