"""The tables of `pace`, and for each commitment a sentence that can be quoted."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import assert_never

from mss_gap.analysis.bounds import Bound, Figure, difference, turn
from mss_gap.analysis.exact import EXACT, QUOTIENT, figure
from mss_gap.analysis.reports.pace import PaceReport, PaceRow
from mss_gap.analysis.verdicts import PaceVerdict
from mss_gap.ledger.names import is_currency
from mss_gap.render.columns import (
    UNDEFINED,
    Align,
    Amount,
    Column,
    Keys,
    Narrow,
    Page,
    Records,
    Table,
    Tone,
    Words,
    insert_after,
    keys_of,
)
from mss_gap.render.figures import ROUNDING, day, day_in_words, in_full, with_unit, words_of
from mss_gap.render.tables.heading import headed_page

DAYS_A_MONTH = Decimal("30.4375")
"""The mean of four years."""
EXACT_FROM = 1000
"""A pace from here on needs no decimals."""
RARE = Decimal("0.5")
"""Up to so many a day, the days between two say more."""


def page(report: PaceReport) -> Page:
    """One table; the sentences are below it."""
    sentences = [f"{row.title}: {sentence(row, report.as_of)}" for row in report.commitments]
    return headed_page(report, [Table.of("", COLUMNS, report.commitments, sentences)], report.warnings)


def records(report: PaceReport, *, for_readers: bool = False) -> Records:
    """A record for each commitment."""
    keys: Keys[PaceRow] = keys_of(PaceRow, for_readers=for_readers)
    return Records.of(insert_after(keys, "gap", {"gap_bound": _gap_bound}) if for_readers else keys, report.commitments)


def _projection(row: PaceRow) -> str:
    if row.projected_on is not None:
        return row.projected_on.isoformat()
    open_gap = row.gap is not None and row.gap > 0 and row.observed_per_day is not None
    return "never" if open_gap else "-"


def _gap_bound(row: PaceRow) -> Bound | None:
    return difference(Figure(row.pledged, row.pledged_bound), Figure(row.actual, row.actual_bound)).bound


COLUMNS: tuple[Column[PaceRow], ...] = (
    Column(
        "Commitment",
        lambda row: Words(row.title, detail=f"{row.unit}, since {row.since.isoformat()}" if row.since else row.unit),
    ),
    Column("Gap", lambda row: Amount(row.gap, row.unit, unknown=UNDEFINED, bound=_gap_bound(row)), Align.RIGHT),
    Column("A month so far", lambda row: _a_month(row.observed_per_day, row.unit), Align.RIGHT),
    Column("A month needed", lambda row: _a_month(row.required_per_day, row.unit), Align.RIGHT, Narrow.BELOW),
    Column("Due", lambda row: Words(day(row.due)), Align.RIGHT),
    Column("Projected", lambda row: Words(_projection(row)), Align.RIGHT, Narrow.BELOW),
    Column("Verdict", lambda row: Words(row.verdict, tone_of(row.verdict))),
)


def tone_of(verdict: PaceVerdict) -> Tone:
    """The tone of a verdict."""
    match verdict:
        case PaceVerdict.MET | PaceVerdict.ON_PACE:
            return Tone.MET
        case PaceVerdict.BEHIND | PaceVerdict.STALLED | PaceVerdict.OVERDUE:
            return Tone.SHORT
        case PaceVerdict.NOT_COMPUTABLE | PaceVerdict.NO_DEADLINE:
            return Tone.PLAIN
        case _:
            assert_never(verdict)


def sentence(row: PaceRow, as_of: date | None) -> str:
    """What the pace says, in a sentence that can be quoted after the commitment's name."""
    match row.verdict:
        case PaceVerdict.NOT_COMPUTABLE:
            if row.since is not None:
                return "whether it will be met in time cannot be said, because its figures are not exact."
            return "no pace can be computed from what is stated."
        case PaceVerdict.MET:
            bound = _gap_bound(row)
            surplus = (
                f"{words_of(None if bound is None else turn(bound))}{with_unit(-row.gap, row.unit)}" if row.gap else ""
            )
            spare = f", with {surplus} to spare" if surplus else ""
            return f"met by {day_in_words(as_of)}{spare}."
        case PaceVerdict.OVERDUE:
            end = f"; the pledge was due on {day_in_words(row.due)}"
        case PaceVerdict.ON_PACE:
            end = f", in time for {day_in_words(row.due)}"
        case PaceVerdict.NO_DEADLINE:
            end = "; no day is set for it"
        case PaceVerdict.STALLED | PaceVerdict.BEHIND:
            end = _needed(row)
        case _:
            assert_never(row.verdict)
    reached = f"the {words_of(row.pledged_bound)}{with_unit(row.pledged, row.unit)} {_outlook(row)}{end}."
    exact = row.pledged_bound is Bound.EXACT and row.actual_bound is Bound.EXACT
    return f"at the pace since {day_in_words(row.since)}, {reached}{'' if exact else ' The figures are not exact.'}"


def _needed(row: PaceRow) -> str:
    """The pace that it takes to get there in time, and how much more that is than the pace so far."""
    if row.required_per_day is None:
        return f"; the pledge is due on {day_in_words(row.due)}, the report date"
    needed = f"; getting there by {day_in_words(row.due)} takes {_a_day(row.required_per_day, row.unit)}"
    if row.observed_per_day is None or row.observed_per_day <= 0:
        return needed
    return f"{needed}, {figure(_rounded(QUOTIENT.divide(row.required_per_day, row.observed_per_day)))} times the pace so far"


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


def _a_month(per_day: Decimal | None, unit: str) -> Amount:
    """A pace a day as what that is a month, rounded to what a reader can use."""
    pace = None if per_day is None else _rounded(EXACT.multiply(per_day, DAYS_A_MONTH))
    return Amount(pace, unit, unknown=UNDEFINED)


def _rounded(pace: Decimal) -> Decimal:
    """A pace to the digits that a reader can use: of a large one no decimals, of a small one the first two digits."""
    if not pace:
        return pace
    size = pace.copy_abs()
    decimals = 0 if size >= EXACT_FROM else 1 if size >= 1 else 1 - pace.adjusted()
    return pace.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=ROUNDING)
