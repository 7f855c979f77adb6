"""Pace as a page: a table, and for each commitment a sentence that can be quoted."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from mss_gap.analysis.exact import EXACT, QUOTIENT, figure
from mss_gap.analysis.reports.pace import PaceReport, PaceRow
from mss_gap.analysis.verdicts import PaceVerdict
from mss_gap.ledger.names import is_currency
from mss_gap.render.formats.csv import Rows, cells_of, columns_of
from mss_gap.render.figures import ROUNDING, day, day_in_words, in_full, with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import UNDEFINED, Align, Cell, Column, Figure, Narrow, Page, Row, Table, Tone
from mss_gap.render.tables.heading import headed_page
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
EXACT_FROM = 1000
"""A pace from here on needs no decimals."""
RARE = Decimal("0.5")
"""Up to so many a day, the days between two say more."""
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
    """What the pace says, in a sentence that can be quoted after the commitment's name."""
    if row.verdict is PaceVerdict.MET and row.gap is not None:
        spare = f", with {with_unit(-row.gap, row.unit)} to spare" if row.gap else ""
        return f"met by {day_in_words(as_of)}{spare}."
    if row.verdict is PaceVerdict.NOT_COMPUTABLE or row.observed_per_day is None:
        return "no pace can be computed from what is stated."
    said = f"at the pace since {day_in_words(row.since)}, the {with_unit(row.pledged, row.unit)} {_outlook(row)}"
    if row.verdict is PaceVerdict.OVERDUE:
        return f"{said}; the pledge was due on {day_in_words(row.due)}."
    if row.verdict is PaceVerdict.ON_PACE:
        return f"{said}, in time for {day_in_words(row.due)}."
    if row.required_per_day is None:
        return f"{said}; no day is set for it."
    needed = f"getting there by {day_in_words(row.due)} takes {_a_day(row.required_per_day, row.unit)}"
    if row.observed_per_day <= 0:
        return f"{said}; {needed}."
    times = _rounded(QUOTIENT.divide(row.required_per_day, row.observed_per_day))
    return f"{said}; {needed}, {figure(times)} times the pace so far."


def _outlook(row: PaceRow) -> str:
    """When the pledge would be reached: by its month, and by its day where the day decides."""
    if row.projected_on is not None:
        decides = row.due is not None and row.projected_on.replace(day=1) <= row.due
        when = f"on {day_in_words(row.projected_on)}" if decides else f"in {row.projected_on:%B %Y}"
        return f"would be reached {when}"
    if row.observed_per_day is not None and row.observed_per_day > 0:
        return f"would not be reached before the year {date.max.year + 1}"
    return "would never be reached"


def _a_day(pace: Decimal, unit: str) -> str:
    """A pace a day for a sentence; of what comes one at a time, and rarely, the days from one to the next."""
    if is_currency(unit) or pace > RARE:
        return f"{in_full(_rounded(pace), unit)} a day"
    days = _rounded(QUOTIENT.divide(Decimal(1), pace))
    whole = days.quantize(Decimal(1), rounding=ROUND_HALF_UP) if days >= 10 else days  # noqa: PLR2004 - two digits say enough
    return f"one every {figure(whole)} days"


def _a_month(per_day: Decimal | None) -> Decimal | None:
    """A pace a day as what that is a month, rounded to what a reader can use."""
    return None if per_day is None else _rounded(EXACT.multiply(per_day, DAYS_A_MONTH))


def _rounded(pace: Decimal) -> Decimal:
    """A pace to the digits that a reader can use: of a large one no decimals, of a small one the first two digits."""
    if not pace:
        return pace
    size = pace.copy_abs()
    decimals = 0 if size >= EXACT_FROM else 1 if size >= 1 else 1 - pace.adjusted()
    return pace.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=ROUNDING)
